"""What a household needs of a unit, in figures that are quick to compare."""

from typing import NamedTuple, TypeVar

from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Staffing
from placement.domain.person import Access, AgeBand, Danger, Habit, Secrecy, Track
from placement.domain.value import Ordered
from placement.simulation.town import Town

Word = TypeVar("Word", bound=Ordered)
SCHOOLED = frozenset({AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN})
ROUND_THE_CLOCK = Staffing.FULL.rank


def _ranks(words: type[Word]) -> dict[Word, int]:
    return {word: n for n, word in enumerate(words)}


DANGER, SECRECY, STAFFING = _ranks(Danger), _ranks(Secrecy), _ranks(Staffing)


class Needs(NamedTuple):
    """The most that a member needs of each kind; what is unknown counts as the rules have it."""

    security: int
    clearance: int
    support: int
    tracks: frozenset[Track]
    habits: frozenset[Habit]
    access: frozenset[Access]
    avoided: frozenset[str]
    children: int
    schools: frozenset[AgeBand]


def needs_of(town: Town, household: Household) -> Needs:
    """Of all members together."""
    people = household.members
    return Needs(
        security=max(DANGER[p.threat.danger if p.threat else Danger.HIGH] for p in people),
        clearance=max(SECRECY[p.secrecy or Secrecy.FORTROLIG] for p in people),
        support=max(STAFFING[Staffing.DAY] if p.support is None else p.support for p in people),
        tracks=frozenset(p.track for p in people),
        habits=frozenset().union(*(p.habits for p in people)),
        access=frozenset().union(*(p.access_needs for p in people)),
        avoided=frozenset().union(*(town.avoided[p.alias] for p in people)),
        children=sum(p.maybe_child for p in people),
        schools=frozenset(p.age_band for p in people if p.maybe_child and p.age_band is not None) & SCHOOLED,
    )


def meets(unit: HousingUnit, needs: Needs) -> bool:
    """Whether the unit has all of it."""
    return (
        (unit.security or 0) >= needs.security
        and SECRECY[unit.clearance or Secrecy.NONE] >= needs.clearance
        and STAFFING[unit.staffing or Staffing.NONE] >= needs.support
        and needs.tracks <= (unit.tracks or frozenset())
        and needs.habits <= unit.accepts
        and needs.access <= unit.access
        and could_meet(unit, needs)
    )


def could_meet(unit: HousingUnit, needs: Needs) -> bool:
    """Whether it has what cannot be added: the right district, and room for children."""
    fits = not needs.children or (unit.children_ok is True and needs.schools <= unit.schools)
    return fits and unit.district not in needs.avoided


def raised(unit: HousingUnit, needs: Needs) -> HousingUnit:
    """The unit with what can be added."""
    return unit.but(
        security=max(unit.security or 0, needs.security),
        clearance=list(Secrecy)[max(SECRECY[unit.clearance or Secrecy.NONE], needs.clearance)],
        staffing=list(Staffing)[max(STAFFING[unit.staffing or Staffing.NONE], needs.support)],
        tracks=(unit.tracks or frozenset()) | needs.tracks,
        accepts=unit.accepts | needs.habits,
        access=unit.access | needs.access,
    )
