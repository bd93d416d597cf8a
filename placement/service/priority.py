"""Why somebody comes before somebody else, in one sentence."""

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.rule import Fact, Facts
from placement.domain.tier import SAYS
from placement.domain.week import Week
from placement.rules import RULES
from placement.words.language import Lang
from placement.words.render import render
from placement.words.say import say_day, say_list
from placement.words.texts import Texts

TITLES = {rule.code: rule.title for rule in RULES}
QUOTES: dict[Lang, str] = {"nb": "«{}»", "en": "“{}”"}


def because(week: Week, household: Household, _: Texts) -> str:
    """`P1 fordi: på hotell siden ma. 16. nov.; fristen var to. 19. nov.`; nothing without a tier."""
    priority = week.priority(household.alias)
    if priority.tier is None:
        return ""
    facts = [render(SAYS[f.says], in_words(f.facts, _.lang), _.lang, near=week.as_of) for f in priority.why]
    parts = [say_list(list(dict.fromkeys(facts)), _.lang), *_when(week, household, priority.tier, _)]
    said = _("{tier} because: {facts}", tier=str(priority.tier), facts="; ".join(parts))
    return said.rstrip(".") + "."


def _when(week: Week, household: Household, tier: Tier, _: Texts) -> list[str]:
    """By when a place is needed, and when the household itself can come, where that is later."""
    needed, first = week.needed_by(household) or week.as_of, week.first_possible(household)
    if tier is Tier.P0 or needed == week.as_of:
        when = [_("a place is needed tonight")]
    elif needed < week.as_of:
        when = [_("the deadline was {day}", day=say_day(needed, _.lang, week.as_of))]
    else:
        when = [_("a place is needed by {day}", day=say_day(needed, _.lang, week.as_of))]
    if first > max(needed, week.as_of):
        when.append(_("can move in from {day} at the earliest", day=say_day(first, _.lang, week.as_of)))
    return when


def in_words(facts: Facts, lang: Lang) -> Facts:
    """The facts with a rule named by its title instead of its code."""
    return tuple((name, _in_words(name, value, lang)) for name, value in facts)


def _in_words(name: str, value: Fact, lang: Lang) -> Fact:
    if name == "rule" and value in TITLES:
        return QUOTES[lang].format(getattr(TITLES[str(value)], lang))
    return value


def tier_of(week: Week, household: str) -> str:
    """`P1`; `P4` for a wish of somebody housed; a dash where nothing is needed."""
    tier = week.tier(household)
    wish = week.household[household].improvement_wish and week.is_housed(household)
    return str(tier) if tier else "P4" if wish else "–"
