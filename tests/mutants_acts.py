"""Ways to spoil what a good plan does besides housing: enrolments, contacts and bookings."""

from datetime import timedelta
from typing import Any, TypeVar

from placement.domain.activity import minutes
from placement.domain.consent import ConsentAnswer
from placement.domain.contact import AssignmentKind, ContactAssignment, Impartiality
from placement.domain.interpreter import BookableHours, Booking, TalkKind
from placement.domain.interpreting import need_of
from placement.domain.person import Gender, Secrecy
from placement.domain.programme import (
    ActivityConsent,
    Appointment,
    AppointmentKind,
    Attendees,
    Enrolment,
    EnrolmentKind,
    Programme,
    ProgrammeKind,
    Session,
)
from placement.domain.relation import Relation, RelationKind
from placement.domain.timetable import first_on
from placement.domain.value import FOREVER, Answer
from tests.random_activities import clock
from tests.spoilt import DAY, Good, Mutant, registry

T = TypeVar("T")
ACT_WAYS, way = registry()


def some(g: Good, acts: Any) -> Any:
    """One of them, if there are any."""
    there = list(acts)
    return g.r.choice(there) if there else None


def begun(g: Good) -> Enrolment | None:
    """Some enrolment that the plan begins."""
    found: Enrolment | None = some(g, (e for e in g.plan.enrolments if e.kind is EnrolmentKind.NEW))
    return found


def new_contact(g: Good) -> ContactAssignment | None:
    """Some contact whom the plan names anew."""
    found: ContactAssignment | None = some(g, (c for c in g.plan.contacts if c.kind is AssignmentKind.NEW))
    return found


def booked(g: Good, *, session: bool = False) -> Booking | None:
    """Some booking; of a session only, where that is asked for."""
    found: Booking | None = some(g, (b for b in g.plan.bookings if not session or b.kind is TalkKind.SESSION))
    return found


def altered(g: Good, table: str, alias: str, **changes: Any) -> Good:
    """A programme, contact or interpreter changed."""
    rows = getattr(g.instance, table)
    return g.facts(**{table: tuple(row.but(**changes) if row.alias == alias else row for row in rows)})


def course(g: Good, enrolment: Enrolment) -> Programme:
    """The programme of an enrolment."""
    return g.week.programme[enrolment.programme]


def with_acts(g: Good, **acts: Any) -> Mutant:
    """The plan with other acts."""
    return Mutant(g.instance, g.plan.but(**acts))


# -- the form of the plan
@way("act_form", "a programme that is not there")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    return with_acts(g, enrolments=(one.but(programme="Ukjent"),)) if one else None


@way("act_form", "an enrolment a day late")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or one.until is None or one.start + DAY >= one.until:
        return None
    return with_acts(g, enrolments=(one.but(start=one.start + DAY),))


@way("act_form", "an enrolment twice")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    return with_acts(g, enrolments=(*g.plan.enrolments, one)) if one else None


@way("act_form", "nobody wished for it")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    return g.fewer("activity_wishes", lambda w: w.person != one.person).unchanged if one else None


@way("act_form", "a current activity is given up for nothing")
def _(g: Good) -> Mutant | None:
    gone = {(e.person, e.programme) for e in g.plan.enrolments}
    one = some(g, (e for e in g.week.enrolled if (e.person, e.programme) not in gone))
    if one is None:
        return None
    return with_acts(g, enrolments=(*g.plan.enrolments, one.but(kind=EnrolmentKind.GIVEN_UP)))


@way("act_form", "two contacts")
def _(g: Good) -> Mutant | None:
    one = some(g, g.plan.contacts)
    has = one and g.week.assigned.get(one.household)
    other = some(g, (c.alias for c in g.week.contacts if one and c.alias not in (one.contact, has)))
    if one is None or other is None:
        return None
    new = ContactAssignment(
        household=one.household, contact=other, since=g.week.as_of, kind=AssignmentKind.NEW
    )
    return with_acts(g, contacts=(*g.plan.contacts, new))


@way("act_form", "a contact who is kept and called new")
def _(g: Good) -> Mutant | None:
    one = some(g, (c for c in g.plan.contacts if c.kind is AssignmentKind.CURRENT))
    rest = tuple(c for c in g.plan.contacts if c is not one)
    return with_acts(g, contacts=(*rest, one.but(kind=AssignmentKind.NEW))) if one else None


@way("act_form", "an interpreter twice for the same")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    return with_acts(g, bookings=(*g.plan.bookings, one)) if one else None


@way("act_form", "an interpreter for who needs none")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    if one is None or one.kind is TalkKind.SESSION:
        return None
    return g.person(one.person, interpreter_needed=False).unchanged


# -- A01
@way("session_clash", "a weekly appointment in the last minute of a session")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None:
        return None
    first = some(g, (s for s in course(g, one).sessions if s.end.hour < 23))
    if first is None:
        return None
    last = clock(minutes(first.end) - 1)
    row = Appointment(person=one.person, kind=AppointmentKind.LAWYER, weekday=first.weekday, start=last,
                      end=last.replace(hour=last.hour + 1))  # fmt: skip
    return g.more("appointments", row).unchanged if _meets(one, first) else None


def _meets(one: Enrolment, session: Session) -> bool:
    return first_on(session.weekday, one.start, one.until or FOREVER) is not None


@way("session_clash", "already in another course at the same hour")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or not any(_meets(one, s) for s in course(g, one).sessions):
        return None
    other = course(g, one).but(alias="K77", since=one.start - 90 * DAY, until=None)
    held = one.but(programme="K77", start=g.week.as_of - DAY, until=None, kind=EnrolmentKind.CURRENT)
    return g.more("programmes", other).more("enrolments", held).unchanged


@way("session_clash", "no way is known, and an hour is too little")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or course(g, one).online:
        return None
    first = some(g, (s for s in course(g, one).sessions if s.end.hour < 22 and _meets(one, s)))
    there = {u.entrance for u in g.week.units}
    if first is None or course(g, one).entrance in there:
        return None
    at = minutes(first.end) + 59
    row = Appointment(person=one.person, kind=AppointmentKind.POLICE, weekday=first.weekday, start=clock(at),
                      end=clock(at + 1))  # fmt: skip
    return g.facts(travel=()).more("appointments", row).unchanged


# -- A02
@way("programme_fit", "a group that is for others")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None:
        return None
    others = Attendees.MEN if g.week.person[one.person].gender is Gender.WOMAN else Attendees.WOMEN
    return altered(g, "programmes", one.programme, attendees=others, welcomes_non_binary=False).unchanged


@way("programme_fit", "the last seat is gone")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None:
        return None
    held = len(g.week.enrolled_in.get(one.programme, ()))
    new = sum(e.programme == one.programme and e.kind is EnrolmentKind.NEW for e in g.plan.enrolments)
    return altered(g, "programmes", one.programme, seats=held + new - 1).unchanged


@way("programme_fit", "a place where the person must not be seen")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or course(g, one).online:
        return None
    seen_at = altered(g, "programmes", one.programme, clearance=Secrecy.FORTROLIG)
    return seen_at.person(one.person, secrecy=Secrecy.STRENGT_FORTROLIG).unchanged


@way("programme_fit", "a year too young for the course")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    band = g.week.person[one.person].age_band if one else None
    if one is None or band is None:
        return None
    return altered(g, "programmes", one.programme, min_age=band.youngest + 1).unchanged


@way("programme_fit", "one too few to open")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or course(g, one).since < g.week.as_of or g.week.enrolled_in.get(one.programme):
        return None
    new = sum(e.programme == one.programme and e.kind is EnrolmentKind.NEW for e in g.plan.enrolments)
    return altered(g, "programmes", one.programme, minimum=new + 1).unchanged


# -- A03, A05, H03
@way("work_right", "work without the right to it")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None:
        return None
    work = altered(g, "programmes", one.programme, kind=ProgrammeKind.WORK_PRACTICE)
    return work.person(one.person, work_right=Answer.NO).unchanged


@way("work_right", "the permit ends on the last day")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or one.until is None:
        return None
    work = altered(g, "programmes", one.programme, kind=ProgrammeKind.WORK_PRACTICE)
    return work.person(one.person, work_right=Answer.YES, permit_until=one.until - DAY).unchanged


@way("activity_consent", "a yes that is taken back today")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None:
        return None
    row = ActivityConsent(
        person=one.person, programme=one.programme, answer=ConsentAnswer.WITHDRAWN, on=g.week.as_of
    )
    return g.more("activity_consents", row).unchanged


@way("activity_consent", "nobody asked")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    return g.fewer("activity_consents", lambda c: c.person != one.person).unchanged if one else None


@way("harmful_link", "two who are linked in one course")
def _(g: Good) -> Mutant | None:
    one = begun(g)
    if one is None or not any(_meets(one, s) for s in course(g, one).sessions):
        return None
    other = some(g, (p.alias for h in g.week.households for p in h.members
                     if h.alias != g.week.household_of[one.person].alias))  # fmt: skip
    if other is None or any(e.person == other for e in (*g.plan.enrolments, *g.week.enrolled)):
        return None
    until = None if one.until is None else one.until + timedelta(days=1)
    held = one.but(person=other, start=g.week.as_of, until=until, kind=EnrolmentKind.CURRENT)
    link = Relation(a=other, b=one.person, kind=RelationKind.RECRUITER)
    return g.more("enrolments", held).more("relations", link).unchanged


# -- K01
@way("primary_contact", "a conflict of interest")
def _(g: Good) -> Mutant | None:
    one = new_contact(g)
    if one is None:
        return None
    row = Impartiality(helper=one.contact, household=one.household, conflict=Answer.YES)
    return g.more("impartiality", row).unchanged


@way("primary_contact", "more than the contact can carry")
def _(g: Good) -> Mutant | None:
    one = new_contact(g)
    return altered(g, "contacts", one.contact, capacity=0).unchanged if one else None


@way("primary_contact", "a contact who leaves in a week")
def _(g: Good) -> Mutant | None:
    one = new_contact(g)
    return altered(g, "contacts", one.contact, until=g.week.as_of + 7 * DAY).unchanged if one else None


# -- T01
@way("interpreter", "nobody knows whether the interpreter is of age")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    return altered(g, "interpreters", one.interpreter, adult=None).unchanged if one else None


@way("interpreter", "a relative")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    if one is None:
        return None
    return g.more("relations", Relation(a=one.interpreter, b=one.person, kind=RelationKind.FAMILY)).unchanged


@way("interpreter", "a region from which the person accepts nobody")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    if one is None:
        return None
    near = altered(g, "interpreters", one.interpreter, region="øst")
    return near.person(one.person, interpreter_not_from=frozenset({"øst"})).unchanged


@way("interpreter", "no hours are left")
def _(g: Good) -> Mutant | None:
    one = booked(g)
    return g.fewer("bookable_hours", lambda b: b.interpreter != one.interpreter).unchanged if one else None


@way("interpreter", "the hours end a minute before the session")
def _(g: Good) -> Mutant | None:
    one = booked(g, session=True)
    if one is None or one.on is None or one.start is None:
        return None
    need = need_of(g.week, one)
    if need is None:
        return None
    row = BookableHours(interpreter=one.interpreter, on=one.on, start=one.start, end=clock(need.end - 1))
    rest = g.fewer("bookable_hours", lambda b: (b.interpreter, b.on) != (one.interpreter, one.on))
    return rest.more("bookable_hours", row).unchanged
