"""Enrolments and bookings of a plan whose stays were changed by hand: what no longer fits goes, and is told.

An activity is never a condition for a bed: it is always the activity that yields. Contacts stay as they are.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeVar

from placement.domain.interpreter import Booking
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.rule import Act
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.act_form import must_end
from placement.review.audit import Judged, judged
from placement.rules import GOALS
from placement.service.remembered import remembered

T = TypeVar("T")


class Yields(NamedTuple):
    """Something that a change of stays takes away, or gives back."""

    what: Literal["not_begun", "given_up", "goes_on", "not_booked"]
    person: str
    where: str
    """The programme; for a talk the interpreter."""


class Fitted(NamedTuple):
    """The changed plan, what the judge says of it, and what yielded."""

    plan: Plan
    judged: Judged
    yields: tuple[Yields, ...]


@remembered(maxsize=16)
def judged_once(week: Week, plan: Plan) -> Judged:
    """What the judge says of a plan, asked once."""
    return judged(week, plan, GOALS)


def fitted(week: Week, plan: Plan, stays: tuple[Stay, ...]) -> Fitted:
    """The plan with these stays instead of its own, and with only those activities that fit beside them.

    What was in breach before stays as it is: it is not this change that broke it.
    """
    already = _against(judged_once(week, plan))
    now = _with_stays(week, plan, stays)
    while gone := _against(said := judged_once(week, now)) - already:
        left = now.but(
            enrolments=tuple(e for e in now.enrolments if e not in gone),
            bookings=tuple(b for b in now.bookings if b not in gone),
        )
        now = _with_stays(week, left, stays)
    return Fitted(now, said, tuple(_yields(plan, now)))


def _against(said: Judged) -> set[Act]:
    """Enrolments that would begin, and bookings, that a breach speaks against."""
    acts = (act for one in said.found for act in one.against)
    return {
        a
        for a in acts
        if isinstance(a, Booking) or (isinstance(a, Enrolment) and a.kind is EnrolmentKind.NEW)
    }


def _with_stays(week: Week, plan: Plan, stays: tuple[Stay, ...]) -> Plan:
    """What is given up is what these homes stand against, no more and no less; also another's home may do so."""
    begun = tuple(e for e in plan.enrolments if e.kind is not EnrolmentKind.GIVEN_UP)
    ends = must_end(week, plan.but(stays=stays, enrolments=begun))
    given_up = (e.but(kind=EnrolmentKind.GIVEN_UP) for e in week.enrolled if (e.person, e.programme) in ends)
    acts = sorted((*begun, *given_up), key=lambda e: (e.person, e.programme))
    return plan.but(stays=stays, enrolments=tuple(acts))


def _yields(before: Plan, after: Plan) -> Iterator[Yields]:
    for one in _missing(before.enrolments, after.enrolments):
        back = one.kind is EnrolmentKind.GIVEN_UP
        yield Yields("goes_on" if back else "not_begun", one.person, one.programme)
    for one in _missing(after.enrolments, before.enrolments):
        yield Yields("given_up", one.person, one.programme)
    for booking in _missing(before.bookings, after.bookings):
        yield Yields("not_booked", booking.person, booking.programme or booking.interpreter)


def _missing(acts: Iterable[T], others: Iterable[T]) -> list[T]:
    there = set(others)
    return [one for one in acts if one not in there]
