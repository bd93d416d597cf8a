"""A Monday with something of everything, and a plan for it by hand: what screens and terminal show of it."""

from typing import Any

from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.service.planning import derived
from tests.worlds import clock, day, vary, week_of_activities

TALKS: dict[str, Any] = {"languages": ["tir"], "interpreter_needed": True}
"""Of a person who speaks `tir` only."""


def week_with(changes: dict[str, Any] | None = None) -> Week:
    """The week of activities with some things changed."""
    return derived(vary(week_of_activities(), changes or {}))


def monday() -> Week:
    """Orrfugl-1 lives in Granly and is enrolled; Lerke-2 speaks `tir` only; nobody speaks Rype-3's `vie`."""
    held = {"person": "Orrfugl-1", "start": -20, "kind": "current"}
    return week_with(
        {
            "persons": {"Lerke-2": TALKS, "Rype-3": TALKS | {"languages": ["vie"]}},
            "stays": [{"household": "Orrfugl-1", "place": "F2b", "start": -30, "kind": "current"}],
            "programmes": {"Norsk-A": {"interpreting": "welcome"}, "Norsk-B": {"level": 2}},
            "enrolments": [held | {"programme": name} for name in ("Norsk-A", "Praksis")],
            "absences": [{"contact": "Eik-2", "since": 0, "until": 14}],
        }
    )


def stay(household: str, place: str, start: int = 0, kind: StayKind = StayKind.NEW) -> Stay:
    """A stay to the end of the plan."""
    return Stay(household=household, place=place, start=day(start), until=day(56), kind=kind)


def attends(
    person: str, programme: str, start: int = 0, kind: EnrolmentKind = EnrolmentKind.NEW
) -> Enrolment:
    """An enrolment to the end of the plan."""
    return Enrolment(person=person, programme=programme, start=day(start), until=day(56), kind=kind)


def contact(household: str, name: str, kind: AssignmentKind = AssignmentKind.CURRENT) -> ContactAssignment:
    """A contact from today on."""
    return ContactAssignment(household=household, contact=name, since=day(0), kind=kind)


PLAN = Plan(
    stays=(stay("Lerke-2", "F1a/bed"), stay("Oter-4", "S1", start=14)),
    enrolments=(
        attends("Lerke-2", "Norsk-A"),
        attends("Orrfugl-1", "Norsk-B", start=7),
        attends("Orrfugl-1", "Praksis", start=-20, kind=EnrolmentKind.GIVEN_UP),
    ),
    contacts=(
        contact("Lerke-2", "Ask-1"),
        contact("Orrfugl-1", "Eik-2", AssignmentKind.NEW),
        contact("Oter-4", "Ask-1", AssignmentKind.NEW),
    ),
    bookings=(
        Booking(person="Lerke-2", interpreter="Tolk-1", kind=TalkKind.OFFER),
        Booking(
            person="Lerke-2",
            interpreter="Tolk-1",
            kind=TalkKind.SESSION,
            programme="Norsk-A",
            on=day(2),
            start=clock("10:00"),
        ),
    ),
)
"""Nothing of it is judged: it is there to be shown."""
