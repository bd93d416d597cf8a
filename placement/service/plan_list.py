"""A plan household by household: where each lives now, what the plan gives it, and from when."""

from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.service.homes import spot, what
from placement.service.priority import tier_of
from placement.service.remembered import remembered
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_day
from placement.words.texts import texts


class HouseholdLine(NamedTuple):
    """One household in a list of which one can be chosen."""

    household: str
    people: int
    tier: str
    now: str
    """Where it lives or sleeps tonight."""
    planned: str
    """What the plan gives it; empty where that is nothing."""
    since: str
    what: str
    """Forecast, proposal, new; that it still waits; or nothing."""


@remembered(maxsize=8)
def household_lines(
    week: Week, plan: Plan, lang: Lang, *, meeting: bool = False
) -> tuple[HouseholdLine, ...]:
    """Who waits comes first, the most urgent of them at the top; then everybody else by alias.

    In a meeting it is not told where somebody sleeps who lives in none of our homes.
    """
    _ = texts(lang)
    given = {stay.household: stay for stay in plan.stays}
    lines = []
    for one in week.households:
        home, stay = week.current(one.alias), given.get(one.alias)
        sleeps = _("no place") if meeting else say_word(f"~Situation.{one.situation}", lang)
        waits = stay is None and week.tier(one.alias) is not None
        lines.append(
            HouseholdLine(
                household=one.alias,
                people=len(one.members),
                tier=tier_of(week, one.alias),
                now=spot(week, home.place, _) if home else sleeps,
                planned=spot(week, stay.place, _) if stay else "",
                since=say_day(stay.start, lang, week.as_of) if stay else "",
                what=what(week, stay, _) if stay else _("waits") if waits else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.tier.startswith("P"), line.tier, line.household)))
