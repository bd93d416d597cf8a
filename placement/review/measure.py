"""What a measure is: whole numbers counted in weeks' records, one divided by another only when it is told."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from placement.domain.record import HouseholdWeek, WeekRecord
from placement.words.sentence import Sentence

Number = TypeVar("Number", int, float)
Records = Sequence[WeekRecord]
Key = tuple[str, ...]
"""Of what a part is: a tier; a kind of unit, of floor and of room. Empty: of everything."""


class Unit(StrEnum):
    """What a figure is counted in."""

    SHARE = "share"
    PERSON_NIGHTS = "person_nights"
    HOUSEHOLD_NIGHTS = "household_nights"
    WEIGHTED_NIGHTS = "weighted_nights"
    HOUSEHOLDS = "households"
    HOUSEHOLDS_A_CONTACT = "households_a_contact"
    PERSON_WEEKS = "person_weeks"
    DAYS = "days"
    HOURS = "hours"
    OFFERS = "offers"
    MOVES = "moves"
    KRONER = "kroner"


ADDED = frozenset({
    Unit.PERSON_NIGHTS, Unit.HOUSEHOLD_NIGHTS, Unit.WEIGHTED_NIGHTS, Unit.HOUSEHOLDS, Unit.PERSON_WEEKS, Unit.HOURS,
    Unit.OFFERS,
})  # fmt: skip
"""What there is more of in more weeks; figures in other units are shares, averages or waits."""
COUNT = "count"
SPREAD = (COUNT, "median", "p90", "max")
"""Of how many waits, and what they are."""


class Part(NamedTuple):
    """A figure before it is divided: it can be added to the same part of other weeks."""

    key: Key
    top: int
    bottom: int = 1
    households: int | None = None
    """Different households that are counted in it; none: it counts beds, hours or money, nobody in particular."""


class Figure(NamedTuple):
    """A measure of some weeks, or of a part of what there is."""

    measure: str
    key: Key
    value: float | None
    """None: there was nothing of which it could be."""
    households: int | None


@dataclass(frozen=True)
class Measure:
    """One measure: what it is called, how it is counted, and from which source its definition is."""

    id: str
    title: Sentence
    unit: Unit
    by: str
    """What its parts are, in English, for docs/measures.md; empty: one figure."""
    formula: str
    """In English, of the fields of `placement.domain.record`."""
    count: Callable[[Records], Iterable[Part]]
    per: int = 1
    """Times which it is told: 100 person-weeks."""

    def figures(self, records: Records) -> Iterator[Figure]:
        """The figures of these weeks, parts in a fixed order. Weeks of a warm-up do not count."""
        counted = [record for record in records if not record.is_warm_up]
        for part in sorted(self.count(counted), key=_order):
            value = self.per * part.top / part.bottom if part.bottom else None
            yield Figure(self.id, part.key, value, part.households)


def _order(part: Part) -> list[str]:
    """By key, but what waits are in the order in which they are read."""
    return [str(SPREAD.index(word)) if word in SPREAD else word for word in part.key]


def nearest_rank(found: Sequence[Number], share: float) -> Number:
    """The least of some sorted numbers that at least this share do not exceed."""
    return found[max(0, math.ceil(share * len(found) - 1e-9) - 1)]


def summed(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts of the same key in one; what nobody is counted in is of nobody."""
    tops: dict[Key, int] = defaultdict(int)
    bottoms: dict[Key, int] = defaultdict(int)
    for part in parts:
        tops[part.key] += part.top
        bottoms[part.key] += part.bottom
    return tuple(Part(key, top, bottoms[key]) for key, top in tops.items())


def of_households(
    top: Callable[[HouseholdWeek], int],
    bottom: Callable[[HouseholdWeek], int] | None = None,
    key: Callable[[HouseholdWeek], Key | None] = lambda _: (),
) -> Callable[[Records], tuple[Part, ...]]:
    """A count over each household in each week.

    Args:
        top: What is added for it.
        bottom: Of what; by default one for all together.
        key: Of which part; none: it does not count.
    """

    def count(records: Records) -> tuple[Part, ...]:
        tops: dict[Key, int] = defaultdict(int)
        bottoms: dict[Key, int] = defaultdict(int)
        who: dict[Key, set[tuple[int, str]]] = defaultdict(set)
        for record in records:
            for row in record.households:
                at = key(row)
                if at is None:
                    continue
                tops[at] += (added := top(row))
                bottoms[at] += (part := bottom(row) if bottom else 0)
                if added or part:
                    who[at].add((record.replication, row.household))
        return tuple(Part(at, tops[at], bottoms[at] if bottom else 1, len(who[at])) for at in tops)

    return count
