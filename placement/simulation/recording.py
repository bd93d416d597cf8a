"""What a simulated week leaves behind (`placement.domain.record`), once it is over: people, offers, arrivals."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from placement.domain.household import Household, Situation
from placement.domain.language import is_spoken
from placement.domain.person import Danger
from placement.domain.profile import profile_of
from placement.domain.record import Arrived, Declined, HouseholdWeek, Left, WeekRecord
from placement.domain.stay import Stay
from placement.domain.tier import stay_limit
from placement.domain.value import FOREVER
from placement.simulation.recorded_beds import beds_of_week
from placement.simulation.recorded_work import contacts_of_week, courses_of_week, languages_of_week
from placement.simulation.turn import Turn

T = TypeVar("T")
IN_HOTEL = frozenset({Situation.HOTEL, Situation.NOWHERE, Situation.UNSAFE, Situation.UNKNOWN})
"""Who sleeps so on Monday and gets no place is in a hotel for the nights of the week."""


def record(turn: Turn, number: int, replication: int) -> WeekRecord:
    """The record of the week; `number` counts from the first after the warm-up."""
    return WeekRecord(
        week=number,
        as_of=turn.week.as_of,
        replication=replication,
        households=tuple(_household(turn, h) for h in turn.week.households),
        beds=beds_of_week(turn),
        languages=languages_of_week(turn),
        courses=courses_of_week(turn),
        contacts=contacts_of_week(turn),
        arrived=_arrived(turn.arrived),
        left=tuple(Left(d, n) for d, n in _counted(one.destination for one in turn.left)),
        declined=tuple(Declined(r, n) for r, n in _counted(one.reason for one in turn.declined)),
        hotel_price=turn.flow.hotel_price,
        budget=turn.flow.budget,
        proved=turn.done.proved,
        points=turn.done.review.points,
    )


def _household(turn: Turn, household: Household) -> HouseholdWeek:
    week, alias = turn.week, household.alias
    first, end = week.as_of, max(week.as_of, min(turn.until, turn.leaves(alias)))
    new, current = turn.begun.get(alias), week.current(alias)
    moves = min(new.start, end) if new else end
    until = min(turn.homeless.get(alias, moves), moves) if current else first
    tier, needed = week.tier(alias), week.needed_by(household)
    out = (moves - until).days
    lost = current is not None
    fitting = (end - moves).days + (0 if tier else (until - first).days)
    without = (moves - first).days if tier else out if lost else 0
    home = new or (current if alias not in turn.homeless else None)
    first_reason, second = turn.done.reasons.get(alias, (None, None))
    return HouseholdWeek(
        household=alias,
        profile=profile_of(household),
        persons=len(household.members),
        tier=tier,
        waited=((new.start if new else end) - household.referral).days,
        nights=(end - first).days,
        fitting=fitting,
        without=without,
        late=max(0, (moves - max(first, needed)).days) if needed else 0,
        hotel=out if lost or household.situation in IN_HOTEL else 0,
        over=_over(turn, household, current, until),
        margin=_margin(turn, household, home),
        reason=first_reason,
        second=second,
        began=new is not None,
        moved=alias in turn.moved,
        offers=int(alias in turn.offered),
        declined=int(alias in turn.refused),
        unspoken=fitting if home and not is_spoken(turn.week.unit_of(home), household) else 0,
    )


def _over(turn: Turn, household: Household, home: Stay | None, until: date) -> int:
    """Nights at home after the unit's limit, or the written end of the need."""
    if home is None:
        return 0
    last = min(stay_limit(turn.week, home) or FOREVER, household.expected_until or FOREVER)
    return max(0, (until - max(last, turn.week.as_of)).days) if last < until else 0


def _margin(turn: Turn, household: Household, home: Stay | None) -> int | None:
    if home is None:
        return None
    needed = max((p.threat.danger if p.threat else Danger.HIGH).rank for p in household.members)
    return (turn.week.unit_of(home).security or 0) - needed


def _counted(words: Iterable[T]) -> list[tuple[T, int]]:
    """Each with its number, in order of the word."""
    return sorted(Counter(words).items(), key=lambda one: str(one[0]))


def _arrived(rows: list[Arrived]) -> tuple[Arrived, ...]:
    households: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for row in rows:
        households[row.profile] += row.households
        persons[row.profile] += row.persons
    of = {row.profile.value: row.profile for row in rows}
    return tuple(Arrived(of[p], households[p], persons[p]) for p in sorted(of))
