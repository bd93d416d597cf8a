"""Acts drawn for a small week, allowed and forbidden, and plans over them: what the halves of rules are compared on."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from placement.domain.activity import span_of, wished
from placement.domain.contact import AssignmentKind, ContactAssignment
from placement.domain.household import Household
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.interpreting import Need, booking_of, touched
from placement.domain.linear import Ints
from placement.domain.person import Person
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.week import Week
from placement.solver.acts import ActColumn, Acts, Against, needs_of
from placement.solver.candidates import Candidates
from placement.solver.offers import Offers
from placement.solver.terms import ArrayTerms


def drawn_acts(week: Week, made: Candidates, r: random.Random) -> Acts:
    """What is held, and some of what could be begun: with a bit for each rule that forbids it.

    Left out is what no plan of the builder can say: a programme that is closed, hours that an interpreter does not
    have, and a contact who is kept though a rule forbids them (to the judge that is an alarm).
    """
    against = Against(week)
    index = {h.alias: n for n, h in enumerate(made.households)}
    people = [p for h in made.households for p in h.members]
    found = []
    for person in people:
        for one in _enrolments(against, person, r):
            blocked = against.bits(one) if one.kind is EnrolmentKind.NEW else 0
            found.append(ActColumn(one, index[week.household_of[person.alias].alias], blocked=blocked))
    attended = [c.act for c in found if isinstance(c.act, Enrolment)]
    for household in made.households:
        for contact, blocked in _contacts(against, household, r):
            found.append(ActColumn(contact, index[household.alias], blocked=blocked))
    needs = tuple(needs_of(week, people, attended))
    for need in needs:
        owner = index[week.household_of[need.person].alias]
        found += [ActColumn(b, owner, need, against.bits(b)) for b in _bookings(against, need, r)]
    return as_acts(made, found, needs)


def as_acts(made: Candidates, found: Sequence[ActColumn], needs: tuple[Need, ...]) -> Acts:
    """Columns of any acts, as the builder has them."""
    week, kinds = made.week, (Enrolment, ContactAssignment, Booking)
    enrolled, cared_for, booked = ([c for c in found if isinstance(c.act, kind)] for kind in kinds)
    number = {contact.alias: n for n, contact in enumerate(week.contacts)}
    rows = [
        (c.household, number[c.act.contact], c.act.kind is AssignmentKind.CURRENT, c.blocked)
        for c in cared_for
        if isinstance(c.act, ContactAssignment)
    ]
    household, contact, current, blocked = np.array(sorted(rows), np.int64).reshape(-1, 4).T
    offers = Offers(made.households, week.contacts, week.as_of, household, contact, current > 0, blocked)
    return Acts(tuple(enrolled), offers, tuple(booked), needs)


def _enrolments(against: Against, person: Person, r: random.Random) -> Iterator[Enrolment]:
    """Current ones; of the others most that are wished for and few that are not, on the first possible dates."""
    week = against.week
    held = {e.programme: e for e in week.enrolled_of.get(person.alias, ())}
    wishes = wished(week, person.alias)
    for programme in week.programmes:
        if programme.alias in held:
            yield held[programme.alias]
        elif r.random() < (0.9 if programme in wishes else 0.1):
            said = [o for _, o in against.said(person, programme)]
            span = span_of(week, person, programme, said) or span_of(week, person, programme, ())
            if span:
                yield Enrolment(person=person.alias, programme=programme.alias, start=span[0], until=span[1],
                                kind=EnrolmentKind.NEW)  # fmt: skip


def _contacts(
    against: Against, household: Household, r: random.Random
) -> Iterator[tuple[ContactAssignment, int]]:
    week = against.week
    for contact in week.contacts:
        kept = week.assigned.get(household.alias) == contact.alias
        kind = AssignmentKind.CURRENT if kept else AssignmentKind.NEW
        one = ContactAssignment(household=household.alias, contact=contact.alias, since=week.as_of, kind=kind)
        blocked = against.bits(one)
        if not (kept and blocked) and r.random() < 0.9:
            yield one, blocked


def _bookings(against: Against, need: Need, r: random.Random) -> Iterator[Booking]:
    for one in against.week.interpreters:
        hours = against.hours[one.alias]
        has_time = bool(hours) if need.kind is not TalkKind.SESSION else bool(touched(need, hours))
        if has_time and r.random() < 0.8:
            yield booking_of(need, one.alias)


def with_acts(terms: ArrayTerms, stays: Ints, r: random.Random, most: int) -> Ints:
    """Plans over stays (rows of 0/1) and acts: every combination where there are few, else about `most`.

    In a combination a household has at most one contact and a need at most one booking; of drawn ones each tenth has
    one act more or less, whatever comes of it.
    """
    groups = list(_groups(terms))
    if not groups:
        return stays
    size = len(stays)
    for group in groups:
        size *= len(group)
    if size <= most:
        rows = [(s, c) for s in stays for c in itertools.product(*groups)]
        return np.array([_row(terms, s, itertools.chain(*c)) for s, c in rows], np.int64)
    out = []
    each = -(-most // len(stays))
    for s in stays if len(stays) <= most else stays[r.sample(range(len(stays)), most)]:
        usual = terms.left_alone(s[None, :])[0]
        out += [_drawn(terms, s, usual, groups, r) for _ in range(each)]
    return np.unique(np.array(out, np.int64), axis=0)


def _groups(terms: ArrayTerms) -> Iterator[list[tuple[int, ...]]]:
    """What can be chosen apart: an enrolment or none, a household's contact or none, a need's interpreter or none."""
    by: dict[object, list[int]] = {}
    for k in range(terms.n, terms.first_aux):
        column = terms.acts[k - terms.n]
        act = column.act
        key: object = act if isinstance(act, Enrolment) else column.need or ("contact", column.household)
        by.setdefault(key, []).append(k)
    for cols in by.values():
        yield [(), *((c,) for c in cols)]


def _row(terms: ArrayTerms, stays: Ints, cols: Iterable[int]) -> Ints:
    row = np.zeros(terms.first_aux, np.int64)
    row[: terms.n] = stays
    row[list(cols)] = 1
    return row


def _drawn(
    terms: ArrayTerms, stays: Ints, usual: Ints, groups: list[list[tuple[int, ...]]], r: random.Random
) -> Ints:
    """Some of it: current enrolments mostly go on as they must, and interpreters mostly come to what is attended."""
    share = r.choice([0.15, 0.5, 0.85])
    chosen: list[int] = []
    for group in groups:
        column = terms.acts[group[-1][0] - terms.n]
        if column.standing and r.random() < 0.9:
            chosen += [c for c in group[-1] if usual[c]]
        elif r.random() < share and not _needless(terms, column, chosen):
            chosen += r.choice(group[1:])
    row = _row(terms, stays, chosen)
    if r.random() < 0.1:
        row[r.randrange(terms.n, terms.first_aux)] ^= 1
    return row


def _needless(terms: ArrayTerms, column: ActColumn, chosen: list[int]) -> bool:
    """Whether a booking is for a session that the person does not attend."""
    need = column.need
    if need is None or need.kind is not TalkKind.SESSION:
        return False
    return terms.n + terms.acts.enrolments[need.person, need.programme] not in chosen
