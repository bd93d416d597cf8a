"""How many households make the difference between two sets of weeks, figure by figure.

Figures of a scenario stand beside those of the week as it is. Where one of them differs by a single household, whoever
subtracts learns of it what neither figure tells alone.
"""

from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from placement.domain.record import HouseholdWeek, WeekRecord
from placement.review.measure import Key, Measure, Records

Who = tuple[int, str]
"""A future, and a household in it."""
Weeks = list[tuple[int, HouseholdWeek]]


class Touched(NamedTuple):
    """Households that are not in both sets of weeks alike."""

    here: dict[Who, Weeks]
    beside: dict[Who, Weeks]

    @property
    def households(self) -> int:
        """How many they are, in all futures together."""
        return len(self.here.keys() | self.beside.keys())

    def in_parts(self, measure: Measure) -> Counter[Key]:
        """How many of them count otherwise in each part of a measure."""
        here, beside = (_own(measure, weeks) for weeks in self)
        return Counter(
            key for key, who in here.keys() | beside.keys() if here.get((key, who)) != beside.get((key, who))
        )


def touched(records: Records, beside: Records) -> Touched:
    """Who is not alike in weeks and those that stand beside them; warm-up weeks do not count."""
    here, there = _of_households(records), _of_households(beside)
    apart = [who for who in here.keys() | there.keys() if here.get(who) != there.get(who)]
    return Touched(*({who: of[who] for who in apart if who in of} for of in (here, there)))


def _of_households(records: Records) -> dict[Who, Weeks]:
    found: dict[Who, Weeks] = defaultdict(list)
    for record in records:
        if not record.is_warm_up:
            for row in record.households:
                found[record.replication, row.household].append((record.week, row))
    return dict(found)


def _own(measure: Measure, of: dict[Who, Weeks]) -> dict[tuple[Key, Who], tuple[int, int]]:
    """What each household alone adds to each part in which it is counted."""
    found = {}
    for who, weeks in of.items():
        alone = [_alone(who[0], *one) for one in weeks]
        for part in measure.count(alone):
            if part.households:
                found[part.key, who] = (part.top, part.bottom)
    return found


def _alone(replication: int, week: int, row: HouseholdWeek) -> WeekRecord:
    """A week in which nobody else is; nothing of it is checked again."""
    return WeekRecord.model_construct(week=week, as_of=date.min, replication=replication, households=(row,))
