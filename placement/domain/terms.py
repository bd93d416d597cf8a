"""The words with which plan rules and goals are built; the solver speaks them.

Each word owns its meaning for what is held: held stays are constants, so no word can make a week infeasible
(docs/model.md §40).
`where` is a `Spot`; a night is a date. No rule sees a column or a row.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

from placement.domain.household import Household

if TYPE_CHECKING:
    from placement.domain.week import Week


class Spot(NamedTuple):
    """A part of the housing: `unit`, `room` or `entrance`, by alias."""

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
        """The unit's rooms."""
        ...

    def unit_of(self, spot: Spot) -> Spot:
        """The unit of a room."""
        ...

    def nights(self, where: Spot, extra: Iterable[date] = ()) -> list[date]:
        """Nights on which something begins or a limit changes: enough for rules about who is together."""
        ...

    def lives_in(self, household: str, where: Spot, night: date | None = None) -> Fact:
        """Held, new or proposed there; without a night: now or later in the plan."""
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
