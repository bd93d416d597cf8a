"""How well people know languages, whether that is enough for a programme, and whether somebody at home speaks one."""

from collections.abc import Iterable, Mapping

from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Staffing
from placement.domain.person import LanguageCode, Person
from placement.domain.programme import LanguageLevel, Programme
from placement.domain.value import Alias

Assessed = Mapping[tuple[Alias, LanguageCode], int]
"""(person, language) -> level."""


def assessed(rows: Iterable[LanguageLevel]) -> Assessed:
    """The level of each person in each language."""
    return {(row.person, row.language): row.level for row in rows}


def follows(person: Person, programme: Programme, levels: Assessed) -> bool:
    """Whether the person can follow the programme in a language of their own, as well as it asks.

    A level that nobody assessed is not enough where the programme asks for one. Level 0: nobody needs any.
    """
    shared = programme.languages & person.languages
    if programme.level is None:
        return bool(shared)
    return programme.level == 0 or any(
        levels.get((person.alias, code), 0) >= programme.level for code in shared
    )


def is_spoken(unit: HousingUnit, household: Household) -> bool:
    """Whether somebody on duty in the unit speaks a language that an adult of the household does."""
    theirs = frozenset[str]().union(*(p.languages for p in household.members if p.maybe_adult))
    return unit.staffing not in (None, Staffing.NONE) and bool(theirs & unit.staff_languages)
