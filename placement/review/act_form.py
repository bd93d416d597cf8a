"""What a plan's enrolments, contacts and bookings must keep to before any rule is asked (docs/model.md §46-§54)."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, time
from itertools import product
from typing import TypeVar

from placement.domain.act import named
from placement.domain.activity import span_of
from placement.domain.bites import objections
from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.interpreting import session_needs
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind, Programme
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Act, Facts, Objection, facts
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.act_sentences import ACT_FORM
from placement.review.findings import Found, about, clash_found

T = TypeVar("T", Enrolment, ContactAssignment, Booking)
Wrong = tuple[str, Facts]
"""What is wrong with one act: key into the sentences, and what they name."""


def readable_acts(week: Week, plan: Plan) -> tuple[Plan, list[Found]]:
    """The acts that rules can be asked about, in one order, and what is wrong with the others."""
    found: list[Found] = []
    enrolments = _kept(week, plan.enrolments, lambda e: _of_enrolment(week, e), found)
    contacts = _kept(week, plan.contacts, lambda c: _of_contact(week, c), found)
    seen = Seen(week, Plan.model_construct(enrolments=enrolments), ())
    needs = _needs(week, seen) if plan.bookings else frozenset[_Need]()
    bookings = _kept(week, plan.bookings, lambda b: _of_booking(week, b, needs), found)
    return plan.but(enrolments=enrolments, contacts=contacts, bookings=bookings), found


def act_findings(week: Week, seen: Seen) -> Iterator[Found]:
    """What is wrong with acts together: more than were wished for or needed, or given up for nothing."""
    yield from _beyond_wishes(week, seen)
    yield from _given_up_needlessly(week, seen)
    contacts = Counter(one.household for one in seen.plan.contacts)
    for one in seen.plan.contacts:
        if contacts[one.household] > 1:
            yield _breach(week, one, "two_contacts")
    bookings = Counter(_need_of(one) for one in seen.plan.bookings)
    for booking in seen.plan.bookings:
        if bookings[_need_of(booking)] > 1:
            yield _breach(week, booking, "booked_twice")


def _kept(
    week: Week, acts: tuple[T, ...], wrong: Callable[[T], Wrong | None], found: list[Found]
) -> tuple[T, ...]:
    """Those with which nothing is wrong, each once."""
    kept: dict[object, T] = {}
    for act in sorted(acts, key=repr):
        if problem := wrong(act) or (_twice(act) if _what(act) in kept else None):
            found.append(_breach(week, act, *problem))
        else:
            kept[_what(act)] = act
    return tuple(kept.values())


def _what(act: Enrolment | ContactAssignment | Booking) -> object:
    """What is the same act, written twice."""
    match act:
        case Enrolment():
            return act.person, act.programme
        case ContactAssignment():
            return act.household, act.contact
        case _:
            return _need_of(act), act.interpreter


def _twice(act: Enrolment | ContactAssignment | Booking) -> Wrong:
    match act:
        case Enrolment():
            return "enrolled_twice", facts(programme=act.programme)
        case ContactAssignment():
            return "two_contacts", ()
        case _:
            return "booked_twice", ()


# -- enrolments
def _of_enrolment(week: Week, one: Enrolment) -> Wrong | None:
    if one.person not in week.person:
        return "unknown_person", ()
    programme = week.programme.get(one.programme)
    if programme is None:
        return "unknown_programme", facts(programme=one.programme)
    problem = _of_kind(week, one)
    if problem is None and one.kind is EnrolmentKind.NEW:
        problem = _of_dates(week, one, programme)
    return problem


def _of_kind(week: Week, one: Enrolment) -> Wrong | None:
    """A plan begins what is not there yet, and gives up what is."""
    if one.kind not in (EnrolmentKind.NEW, EnrolmentKind.GIVEN_UP):
        return "enrolment_kind", ()
    goes_there = any(e.programme == one.programme for e in week.enrolled_of.get(one.person, ()))
    if goes_there == (one.kind is EnrolmentKind.GIVEN_UP):
        return None
    return "already_enrolled" if goes_there else "not_enrolled", facts(programme=one.programme)


def _of_dates(week: Week, one: Enrolment, programme: Programme) -> Wrong | None:
    """All sessions from the first possible date on. Where a rule leaves none it is the rule that says so."""
    person = week.person[one.person]
    span = span_of(week, person, programme, tuple(_blocking(week, one, programme)))
    span = span or span_of(week, person, programme, ())
    if span is None:
        return "closed", facts(programme=programme.alias)
    if (one.start, one.until) == span:
        return None
    return "wrong_dates", facts(programme=programme.alias, start=span[0], until=span[1])


def _blocking(week: Week, one: Enrolment, programme: Programme) -> Iterator[Objection]:
    """What pair rules hold against it, beyond what is overridden."""
    household = week.household_of[one.person].alias
    for rule in week.rules:
        for _, objection in objections(rule, week.person[one.person], programme, week.attributes):
            if not objection.waived:
                yield from week.not_overridden(rule.code, household, named(programme), objection)


def _beyond_wishes(week: Week, seen: Seen) -> Iterator[Found]:
    """Each new enrolment meets a wish, and no wish is met twice.

    A wish for one programme is met by that one alone, and that programme meets no other; any other that the person
    goes to, or will, meets one wish for its kind.
    """
    for person in sorted({e.person for e in seen.enrolments if not seen.is_held(e)}):
        wishes = week.wishes_of.get(person, ())
        by_name = {w.programme for w in wishes}
        rows = Counter(w.kind for w in wishes if w.kind)
        others = [e for e in seen.attended_by(person) if e.programme not in by_name]
        taken = Counter(week.programme[e.programme].kind for e in others)
        for one in others:
            kind = week.programme[one.programme].kind
            if not seen.is_held(one) and taken[kind] > rows[kind]:
                says = "more_than_wished" if rows[kind] else "not_wished"
                yield _breach(week, one, says, facts(programme=one.programme))


def _given_up_needlessly(week: Week, seen: Seen) -> Iterator[Found]:
    """A current enrolment ends only where a planned stay stands against it: not for a wish, nor for a goal."""
    must_end = ended_by(week, seen.plan)
    for one in seen.plan.enrolments:
        if one.kind is EnrolmentKind.GIVEN_UP and (one.person, one.programme) not in must_end:
            yield _breach(week, one, "given_up_needlessly", facts(programme=one.programme))


def ended_by(week: Week, plan: Plan) -> dict[tuple[str, str], Stay]:
    """Of what a plan gives up, (person, programme), the first of the planned stays that stand against it."""
    going_on = tuple(e for e in plan.enrolments if e.kind is not EnrolmentKind.GIVEN_UP)
    if len(going_on) == len(plan.enrolments):
        return {}
    return must_end(week, plan.but(enrolments=going_on))


def must_end(week: Week, plan: Plan) -> dict[tuple[str, str], Stay]:
    """Of what goes on beside a plan, (person, programme), the first of the planned stays that stand against it."""
    found: dict[tuple[str, str], Stay] = {}
    for enrolment, stay in _against_stays(week, Seen(week, plan)):
        key = enrolment.person, enrolment.programme
        found[key] = min(found.get(key, stay), stay, key=lambda s: (s.start, s.place))
    return found


def _against_stays(week: Week, seen: Seen) -> Iterator[tuple[Enrolment, Stay]]:
    """Each current enrolment with each planned stay that stands against it."""
    for rule in week.rules:
        for part in rule.plan_parts:
            for clash in part.check(seen):
                planned = [act for act in clash.about if isinstance(act, Stay) and not seen.is_held(act)]
                ends = [act for act in clash.about if isinstance(act, Enrolment) and seen.is_held(act)]
                if planned and ends and clash_found(week, rule, clash).finding.kind is FindingKind.BREACH:
                    yield from product(ends, planned)


# -- contacts
def _of_contact(week: Week, one: ContactAssignment) -> Wrong | None:
    if one.household not in week.household:
        return "unknown_household", ()
    if one.contact not in week.contact:
        return "unknown_contact", facts(contact=one.contact)
    has_already, is_new = week.assigned.get(one.household) == one.contact, one.kind is AssignmentKind.NEW
    if has_already == is_new:
        return "already_contact" if has_already else "not_the_contact", facts(contact=one.contact)
    if one.since > week.as_of or (is_new and one.since != week.as_of):
        return "contact_since", facts(on=week.as_of)
    return None


# -- bookings
_Need = tuple[str, TalkKind, str | None, date | None, time | None]


def _need_of(booking: Booking) -> _Need:
    return booking.person, booking.kind, booking.programme, booking.on, booking.start


def _needs(week: Week, seen: Seen) -> frozenset[_Need]:
    """The talks of the week, and its sessions that somebody attends through an interpreter."""
    talks: list[_Need] = [(talk.person, talk.kind, None, None, None) for talk in week.talks]
    sessions: list[_Need] = [
        (need.person, need.kind, need.programme, need.on, time(*divmod(need.start, 60)))
        for enrolment in seen.enrolments
        for need in session_needs(week, enrolment)
    ]
    return frozenset((*talks, *sessions))


def _of_booking(week: Week, one: Booking, needs: frozenset[_Need]) -> Wrong | None:
    if one.person not in week.person:
        return "unknown_person", ()
    if one.interpreter not in week.interpreter:
        return "unknown_interpreter", facts(interpreter=one.interpreter)
    if _need_of(one) in needs:
        return None
    if one.programme is None:
        return "no_talk", facts(talk=one.kind)
    return "no_session", facts(programme=one.programme, on=one.on)


def _breach(week: Week, act: Act, says: str, named_so: Facts = ()) -> Found:
    finding = Finding(
        rule=ACT_FORM.id, code=ACT_FORM.code, kind=FindingKind.BREACH, level=ACT_FORM.levels[0], says=says,
        about=_about(week, act), where=_where(act), facts=named_so,
    )  # fmt: skip
    return Found(finding, (act,))


def _about(week: Week, act: Act) -> tuple[str, ...]:
    """As other findings; whom the week does not know is named alone."""
    if isinstance(act, Stay | ContactAssignment):
        return (act.household,)
    person = week.person.get(act.person)
    return about(week.household_of[act.person], person) if person else (act.person,)


def _where(act: Act) -> str:
    match act:
        case Enrolment():
            return act.programme
        case ContactAssignment():
            return act.contact
        case Booking():
            return act.interpreter
        case _:
            return act.place
