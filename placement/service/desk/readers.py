"""Whether a sentence about people may be read: by what whoever looks may see of each of them.

What a rule says of somebody rests on what protects them. It is read by those who may see that, and not where others
look at the screen too; there the content lacks it (`placement.app.parts.here.for_meeting`).
"""

from collections.abc import Iterable

from placement.domain.fact import Content
from placement.domain.review import Finding
from placement.domain.week import Week
from placement.service.findings import RULES_BY_ID, sentence
from placement.words.finding import NEUTRAL
from placement.words.language import Lang

FIGURES = frozenset({("programme_fit", says) for says in ("no_seat", "over_full", "too_few")})
"""Sentences (rule, key) that tell nothing but how many seats are taken: whoever plans sees that anyway."""
SAFETY = "situation"
"""A field of a household that whoever may see of its safety sees."""


def knows(content: Content, household: str) -> bool:
    """Whether whoever sees these rows may know of the household's safety."""
    return SAFETY in content.get("households", {}).get(household, {})


def knows_all(content: Content, week: Week, aliases: Iterable[str]) -> bool:
    """The same of all these households and persons. The parts of one that was split are known as the whole."""
    homes = (
        week.household_of[one] if one in week.household_of else week.household.get(one) for one in aliases
    )
    return all(home is not None and knows(content, home.origin or home.alias) for home in homes)


def read(week: Week, finding: Finding, content: Content, lang: Lang) -> str:
    """A finding in words; one neutral sentence where the reader may not know of somebody on whom it rests."""
    if may_read(week, finding, content):
        return sentence(week, finding, lang)
    return str(getattr(NEUTRAL, lang))


def may_read(week: Week, finding: Finding, content: Content) -> bool:
    """Whether a finding may be read. On whom else it rests is named in what two clash about; else it may be anybody."""
    households = [one for one in finding.about if one in week.household]
    rests_on_others = finding.says in RULES_BY_ID[finding.rule].neutral
    rests_on_others &= (finding.rule, finding.says) not in FIGURES
    if rests_on_others and len(households) < 2:  # noqa: PLR2004 - it names nobody else
        return knows_all(content, week, week.household)
    return knows_all(content, week, finding.about)
