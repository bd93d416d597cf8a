"""A week as it takes shape: each module of the package adds its part."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from placement.domain.area import Area, Travel
from placement.domain.household import Household
from placement.domain.housing import HousingUnit
from placement.domain.person import Person
from placement.domain.relation import RelationKind
from placement.domain.stay import Stay
from placement.simulation.draw import Draw
from placement.simulation.sizes import Counts

TREES = (
    "Bjerk", "Furu", "Gran", "Rogn", "Selje", "Osp", "Lind", "Alm", "Ask", "Or", "Hegg", "Einer", "Lønn", "Hassel",
    "Eik", "Bøk", "Pil", "Barlind", "Kristtorn", "Kirsebær",
)  # fmt: skip


@dataclass
class Town:
    """Everything of one week that is there so far. `rows`: table of the instance -> rows."""

    key: str
    as_of: date
    counts: Counts
    areas: list[Area] = field(default_factory=list)
    ways: dict[tuple[str, str], Travel] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    home_of: dict[str, str] = field(default_factory=dict)
    """Person -> household."""
    waiting: set[str] = field(default_factory=set)
    """Those who have no place yet, in the end all who are not housed."""
    new: set[str] = field(default_factory=set)
    """Those of them who were referred this week."""
    arrived: set[str] = field(default_factory=set)
    """Those of them who arrived as a group."""
    first_language: dict[str, str] = field(default_factory=dict)
    units: list[HousingUnit] = field(default_factory=list)
    homes: dict[str, tuple[HousingUnit, Stay]] = field(default_factory=dict)
    links: dict[str, dict[str, RelationKind | None]] = field(default_factory=lambda: defaultdict(dict))
    """Household -> another household with which it has a relation or (none) a case that nobody has assessed."""
    accepted: dict[str, str] = field(default_factory=dict)
    """Those who wait and have accepted an offer -> the unit."""
    outsiders: dict[str, str] = field(default_factory=dict)
    """Somebody with a harmful link -> the household that they must not find."""
    avoided: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Person -> areas to avoid."""
    rows: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def draw(self, part: str) -> Draw:
        """The draws of one part."""
        return Draw(f"{self.key} {part}")

    def day(self, days: int) -> date:
        """The date so many days after the as-of date."""
        return self.as_of + timedelta(days=days)

    def change(self, household: str, **facts: object) -> None:
        """Give a household other facts."""
        self.households[household] = self.households[household].but(**facts)

    def change_person(self, household: str, alias: str, **facts: object) -> None:
        """Give a person other facts."""
        members = self.households[household].members
        self.change(household, members=tuple(p.but(**facts) if p.alias == alias else p for p in members))

    def adults(self) -> list[tuple[Household, Person]]:
        """Everybody who is of age, with their household."""
        return [(h, p) for h in self.households.values() for p in h.members if not p.maybe_child]

    def minutes(self, a: str, b: str) -> int:
        """Minutes between two areas."""
        return self.ways[min(a, b), max(a, b)].minutes

    def via(self, a: str, b: str) -> frozenset[str]:
        """Areas on the way between two areas."""
        return self.ways[min(a, b), max(a, b)].via


class Naming(Protocol):
    """Whoever gives aliases."""

    def next(self) -> str:
        """Another alias."""
        ...


class Names:
    """Aliases of a word and a number, in no order of anything, none given twice."""

    def __init__(self, draw: Draw, words: tuple[str, ...], most: int) -> None:
        self._draw, self._words = draw, words
        self._end, self._most = 3 * most + 60, most
        self._numbers = draw.sample(range(1, self._end), most)

    def next(self) -> str:
        """Another alias."""
        if not self._numbers:  # more than were foreseen
            begin, self._end = self._end, self._end + 3 * self._most
            self._numbers = self._draw.sample(range(begin, self._end), self._most)
        return f"{self._draw.choice(self._words)}-{self._numbers.pop()}"
