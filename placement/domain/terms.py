"""The words with which plan rules and goals are built; the solver speaks them.

Each word owns its meaning for what is held: held stays are constants, so no word can make a week infeasible
(docs/model.md §40).
`where` is a `Spot`; a night is a date. No rule sees a column or a row.

Current enrolments are columns that the plan does not choose: one goes on unless a planned stay that `not_both` sets
against it is chosen. So it yields to a bed and to nothing else, and no row about housing reads an activity.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

from placement.domain.household import Household
from placement.domain.housing import HousingUnit
from placement.domain.interpreting import Need
from placement.domain.person import Person
from placement.domain.programme import Programme

if TYPE_CHECKING:
    from placement.domain.week import Week


class Spot(NamedTuple):
    """A part of the housing (`unit`, `room`, `entrance`) by alias; for overrides also `programme` or `helper`."""

    kind: str
    alias: str


class Fact(Protocol):
    """Something that is true or not: a household lives somewhere on a night, or ever."""

    @property
    def held(self) -> bool:
        """True already, by a held stay."""
        ...

    def planned(self) -> Self:
        """The same fact, as far as the plan makes it true."""
        ...


class Crowd(Protocol):
    """Many households in one spot on one night, each with a weight."""

    def where(self, is_so: Callable[[Household], bool]) -> Self:
        """Those of whom it is so."""
        ...

    def by(self, key: Callable[[Household], Hashable]) -> dict[Any, Self]:
        """The crowd in groups of one key each."""
        ...


class Terms(Protocol):
    """What `build` may use."""

    @property
    def week(self) -> "Week":
        """The week that is planned."""
        ...

    def units(self) -> Iterable[Spot]:
        """Units to which the plan can bring somebody."""
        ...

    def rooms(self) -> Iterable[Spot]:
        """Rooms to which the plan can bring somebody."""
        ...

    def entrances(self) -> Iterable[Spot]:
        """Entrances (sites) to which the plan can bring somebody."""
        ...

    def rooms_of(self, unit: Spot) -> Iterable[Spot]:
        """The unit's rooms to which the plan can bring somebody."""
        ...

    def nights(self, where: Spot, extra: Iterable[date] = ()) -> list[date]:
        """Nights on which something begins or a limit changes: enough for rules about who is together."""
        ...

    def lives_in(self, household: str, where: Spot, night: date | None = None) -> Fact:
        """Held, new or proposed there; without a night: now or later in the plan."""
        ...

    def homes_of(self, household: str) -> Iterable[Spot]:
        """Units in which the household lives, or can by the plan."""
        ...

    def homes_of_both(self, a: str, b: str) -> Iterable[Spot]:
        """Units in which each of the two lives, or can by the plan: there they could meet."""
        ...

    def lives_elsewhere(self, household: str, where: Iterable[Spot], night: date) -> Fact:
        """Planned anywhere but in these spots on that night."""
        ...

    def residents(self, where: Spot, night: date, count: Callable[[Household], int] | None = None) -> Crowd:
        """Households there, each counted once or as `count` says."""
        ...

    def beds_used(self, room: Spot, night: date) -> Crowd:
        """Beds taken in a room: one for each who is not a baby, or all for a household that takes the room."""
        ...

    def beds_to_take(self, room: Spot, night: date) -> int:
        """Beds of the room that can be taken on the night."""
        ...

    def starts_of(self, household: str) -> list[date]:
        """Dates on which a stay of the household can begin."""
        ...

    def pardoned(self, where: Spot, night: date) -> list[Household]:
        """Households that an override of the present rule names for this unit and night."""
        ...

    def pairs(self, crowd: Crowd, clash: Callable[[Household, Household], bool]) -> list[tuple[str, str]]:
        """Pairs of the crowd's households that clash."""
        ...

    def not_both(self, a: Fact, b: Fact) -> None:
        """Not both facts."""
        ...

    def no_two(self, pairs: Iterable[tuple[str, str]], where: Spot, nights: Iterable[date]) -> None:
        """No two households of a pair in one spot on one of these nights, unless an override names both."""
        ...

    def at_most(self, crowd: Crowd, limit: int) -> None:
        """The crowd's weights sum to at most `limit`."""
        ...

    def alone(self, special: Crowd, others: Crowd) -> None:
        """Whoever is special here meets none of the others."""
        ...

    def agree(self, groups: dict[Any, Crowd]) -> None:
        """At most one of the groups is here."""
        ...

    # -- activities
    def people(self) -> Iterable[Person]:
        """Persons who attend a programme, or could."""
        ...

    def choices(self, person: str) -> list[Programme]:
        """Programmes that the person attends, or could be enrolled in."""
        ...

    def attends(self, person: str, programme: str) -> Fact:
        """Is enrolled: already (held), or by the plan."""
        ...

    def span(self, person: str, programme: str) -> tuple[date, date]:
        """From today on, the dates `[start, until)` of the enrolment, current or possible, on which it runs."""
        ...

    def joining(self, programme: str, count: Callable[[Household], int]) -> Crowd:
        """The plan's new enrolments in a programme, each with the weight of its household (0: left out)."""
        ...

    def lives_on(self, household: str, where: Spot, days: Iterable[date]) -> Fact:
        """Held, new or proposed there on some of these dates."""
        ...

    def only_if(self, fact: Fact, others: Iterable[Fact]) -> None:
        """A new enrolment or booking needs one of the other facts; what is held already needs nothing."""
        ...

    def at_least_if_any(self, crowd: Crowd, minimum: int) -> None:
        """If the plan adds anybody to a crowd in which nobody is held, it adds at least so many."""
        ...

    def points_if(self, true: Iterable[Fact], untrue: Iterable[Fact], points: int) -> None:
        """Points if all facts of the first kind are true and none of the second (facts about acts, not homes)."""
        ...

    def points_at_home(
        self, household: str, fact: Fact, days: Iterable[date], points: Callable[[HousingUnit], int]
    ) -> None:
        """If the fact (an enrolment) is true: for each date the points of the unit where the household is at home.

        Home is the planned place once it begins, else the held one; nowhere costs nothing. A current enrolment is
        charged for planned homes only.
        """
        ...

    # -- helpers
    def contacts_of(self, household: str) -> Iterable[str]:
        """Contacts whom the household could have from now on."""
        ...

    def cares(self, household: str, contacts: Iterable[str]) -> Fact:
        """One of the contacts is the household's, kept or new; a pair rule may forbid some or all of them."""
        ...

    def cared_for(self, contact: str, count: Callable[[Household], int]) -> Crowd:
        """Households of a contact, each with its weight."""
        ...

    def points_above(self, crowd: Crowd, limit: int, points: int) -> None:
        """Points for each unit of weight above the limit."""
        ...

    def needs(self) -> Iterable[Need]:
        """Talks, and sessions that somebody attends or could, for which an interpreter is needed."""
        ...

    def interprets(self, need: Need, interpreter: str) -> Fact:
        """The interpreter is booked for the need; false where a pair rule or their hours forbid it."""
        ...

    def interpreters_for(self, need: Need) -> Iterable[str]:
        """Interpreters who could be booked for the need."""
        ...

    def booked(self, interpreter: str, count: Callable[[Need], int]) -> Crowd:
        """Bookings of an interpreter, each need with its weight (0: left out)."""
        ...

    def points_unless_placed(self, household: str, points: int) -> None:
        """Points if the plan gives the household nothing."""
        ...

    def points_unless_met(self, household: str, where: Spot, others: Iterable[str], points: int) -> None:
        """Points for a planned stay there in which the household meets none of the others at home."""
        ...

    def points_if_ever(self, pairs: Iterable[tuple[Fact, Fact]], points: int) -> None:
        """Points once, if both facts of some pair are true and the plan makes one of them so."""
        ...

    def points_for_waivers(self, points: int) -> None:
        """Points for each rule that is waived for a planned stay, where the household could do without."""
        ...

    def could_do_without(self, household: str, unit: str) -> bool:
        """Whether a place outside the unit would need no waiver for the household."""
        ...
