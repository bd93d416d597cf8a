"""Changes of a draft plan by hand, as values, and the stays that come of them: asked for, not yet judged."""

from collections.abc import Container, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from placement.domain.household import Household
from placement.domain.option import kind_of
from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.value import Alias, PlaceAlias, Value
from placement.domain.week import Week
from placement.review.options import choices, stay_in
from placement.review.reasons import TAKEN, Beside
from placement.service.desk.commands.command import CannotDo
from placement.service.remembered import remembered


class Give(Value):
    """A household gets this place instead of what the plan gave it. Who is planned there and has no bed left goes."""

    kind: Literal["give"] = "give"
    household: Alias
    place: PlaceAlias
    start: date | None = None
    """The first night; none: the first one that serves best there."""


class Swap(Value):
    """Two households to whom the plan gives places change places; each keeps its own dates."""

    kind: Literal["swap"] = "swap"
    a: Alias
    b: Alias


class TakeAway(Value):
    """A household gets nothing from this plan; where it lives now it stays."""

    kind: Literal["take_away"] = "take_away"
    household: Alias


HandChange = Give | Swap | TakeAway


class Stays(NamedTuple):
    """The stays of a changed plan, in order of alias, and those of other households that had to go."""

    stays: tuple[Stay, ...]
    pushed: tuple[Stay, ...] = ()


def stays_after(week: Week, plan: Plan, change: HandChange) -> Stays:
    """The stays that a change asks for. Raises CannotDo where it means nothing in this plan."""
    match change:
        case Give():
            return _given(week, plan, change)
        case Swap():
            return _swapped(week, plan, change)
        case TakeAway():
            gone = planned(plan, known(week, change.household).alias)
            return Stays(tuple(s for s in plan.stays if s != gone))


def known(week: Week, alias: str, untold: Container[str] = ()) -> Household:
    """A household of the week, but for those of whom the reader may not know. Raises CannotDo."""
    if alias not in week.household or alias in untold:
        raise CannotDo("there is no such household.", todo="Choose one from the list.", code="no_household")
    return week.household[alias]


def leave_alone(before: Plan, after: Plan, untold: Container[str]) -> None:
    """Raise CannotDo where a change touches what a plan gives somebody of whom the reader may not know."""
    if _theirs(before, untold) != _theirs(after, untold):
        raise touches_untold()


def touches_untold() -> CannotDo:
    """What is said of a change that a colleague has to make."""
    return CannotDo(
        "that touches somebody whom a colleague looks after.", todo="Ask a colleague.", code="touches_untold"
    )


def _theirs(plan: Plan, untold: Container[str]) -> set[Value]:
    found: set[Value] = {one for one in plan.stays if one.household in untold}
    found |= {one for one in plan.contacts if one.household in untold}
    found |= {one for one in plan.enrolments if one.person in untold}
    return found | {one for one in plan.bookings if one.person in untold}


def planned(plan: Plan, household: str) -> Stay:
    """What the plan gives a household. Raises CannotDo where that is nothing."""
    for stay in plan.stays:
        if stay.household == household:
            return stay
    raise CannotDo("the plan gives the household no place.", todo="Give it one.", code="nothing_planned")


def _swapped(week: Week, plan: Plan, change: Swap) -> Stays:
    if change.a == change.b:
        raise CannotDo("that is one household.", todo="Choose two.", code="same_household")
    a, b = (planned(plan, known(week, alias).alias) for alias in (change.a, change.b))
    new = {a.household: _moved(week, a, b.place), b.household: _moved(week, b, a.place)}
    return Stays(tuple(new.get(s.household, s) for s in plan.stays))


def _moved(week: Week, stay: Stay, place: str) -> Stay:
    household = week.household[stay.household]
    return stay.but(place=place, kind=kind_of(week, household, week.place(place)))


def _given(week: Week, plan: Plan, change: Give) -> Stays:
    household = known(week, change.household)
    stay = stay_there(week, household, change.place, change.start)
    others = tuple(s for s in plan.stays if s.household != household.alias)
    pushed = _without_bed(week, others, stay)
    left = (*(s for s in others if s not in pushed), stay)
    return Stays(tuple(sorted(left, key=lambda s: s.household)), pushed)


def stay_there(week: Week, household: Household, place: str, start: date | None = None) -> Stay:
    """The stay that a household would have in a place: one that its own rules and what is held allow, if any does.

    Of these the one with the fewest nights without a place, then the earliest, then the longest; where nothing is
    allowed, from its first possible day to the end of its need.

    Raises:
        CannotDo: There is no such place.
    """
    there = next((one for one in week.places if one.alias == place), None)
    if there is None:
        raise CannotDo("there is no such place.", todo="Choose one from the list.", code="no_place")
    choice = next((one for one in choices(week, household) if one.place.alias == place), None)
    window = week.window(household)
    spans = sorted(
        (span for span in (choice.spans if choice else ()) if start in (None, span[0])),
        key=lambda span: (window.missing(*span) if window else 0, span[0], -span[1].toordinal()),
    )
    kind = kind_of(week, household, there)
    stays = [stay_in(household, there, kind, *span) for span in spans]
    held = beside(week, Plan())
    for stay in stays:
        if not held.clashes(stay):
            return stay
    first = start or week.first_possible(household)
    end = max(week.need_end(household), first + timedelta(days=1))
    return stays[0] if stays else stay_in(household, there, kind, first, end)


@remembered(maxsize=16)
def beside(week: Week, plan: Plan) -> Beside:
    """Who could meet one more stay, in a plan; found once."""
    return Beside(week, plan)


def _without_bed(week: Week, others: Iterable[Stay], stay: Stay) -> tuple[Stay, ...]:
    """Of other planned stays in its rooms those for whom it leaves no bed; the most urgent household stays.

    Who lives there already is pushed out by nobody: then the bed is not there, and the judge says so.
    """
    if _is_full(week, (), stay):
        return ()
    rooms = {room.alias for room in week.place(stay.place).rooms}
    there = [s for s in others if rooms & {room.alias for room in week.place(s.place).rooms}]
    kept: list[Stay] = []
    pushed: list[Stay] = []
    for other in sorted(there, key=lambda s: _urgency(week, s.household)):
        (pushed if _is_full(week, (*kept, other), stay) else kept).append(other)
    return tuple(sorted(pushed, key=lambda s: s.household))


def _is_full(week: Week, others: tuple[Stay, ...], stay: Stay) -> bool:
    return any(one.says == TAKEN for one in beside(week, Plan(stays=others)).clashes(stay))


def _urgency(week: Week, household: str) -> tuple[int, int, str]:
    tier = week.tier(household)
    return (tier.rank if tier else 99, week.household[household].lot, household)
