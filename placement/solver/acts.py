"""What else a plan can begin or keep: enrolments, contacts and bookings, as columns behind those of the stays."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from placement.domain.act import Where, dated, named, where, who
from placement.domain.activity import span_of, wished
from placement.domain.bites import bites, objections
from placement.domain.household import Household
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.interpreting import Need, booking_of, session_needs, slots, touched
from placement.domain.linear import Ints, Mask
from placement.domain.person import Person
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.rule import ALREADY, Act, Blocks, Objection, Rule
from placement.domain.week import Week
from placement.solver.offers import Offers, offers

BLOCKING = (Blocks.START, Blocks.NIGHT)


class ActColumn(NamedTuple):
    """One act that the plan may hold. A held enrolment is a column that housing alone decides about."""

    act: Act
    household: int
    """Index in order of lot."""
    need: Need | None = None
    """Of a booking: what it is for."""
    blocked: int = 0
    """A bit a rule, in the order of `week.rules`."""

    @property
    def standing(self) -> bool:
        """An enrolment that is there already: it goes on unless a planned stay stands against it."""
        return isinstance(self.act, Enrolment) and self.act.kind in ALREADY


@dataclass(frozen=True, eq=False)
class Acts:
    """The columns in canonical order: enrolments, contacts, bookings, each by lot. Counted from 0."""

    enrolled: tuple[ActColumn, ...] = ()
    offers: Offers = field(default_factory=Offers)
    booked: tuple[ActColumn, ...] = ()
    needs: tuple[Need, ...] = ()
    """Everything for which an interpreter is or could be needed, by lot."""

    def __len__(self) -> int:
        return len(self.enrolled) + len(self.offers) + len(self.booked)

    def __getitem__(self, number: int) -> ActColumn:
        row = number - len(self.enrolled)
        if row < 0:
            return self.enrolled[number]
        if row >= len(self.offers):
            return self.booked[row - len(self.offers)]
        owner, blocked = int(self.offers.household[row]), int(self.offers.blocked[row])
        return ActColumn(self.offers.act(row), owner, blocked=blocked)

    @cached_property
    def household(self) -> Ints:
        """Whose each column is."""
        ends = (np.array([c.household for c in mine], np.int64) for mine in (self.enrolled, self.booked))
        first, last = ends
        return np.concatenate([first, self.offers.household, last])

    @cached_property
    def contacts(self) -> Ints:
        """The columns about contacts, one after the other."""
        return len(self.enrolled) + np.arange(len(self.offers))

    @property
    def of_helpers(self) -> Mask:
        """The columns of contacts and interpreters."""
        return np.arange(len(self)) >= len(self.enrolled)

    @property
    def current(self) -> list[int]:
        """The columns of what there is already."""
        held = [k for k, column in enumerate(self.enrolled) if column.standing]
        return [*held, *self.contacts[self.offers.current].tolist()]

    @cached_property
    def enrolments(self) -> dict[tuple[str, str], int]:
        """(person, programme) -> column."""
        return {
            (c.act.person, c.act.programme): k
            for k, c in enumerate(self.enrolled)
            if isinstance(c.act, Enrolment)
        }

    @cached_property
    def bookings(self) -> dict[tuple[Need, str], int]:
        """(need, interpreter) -> column."""
        found = enumerate(self.booked, len(self.enrolled) + len(self.offers))
        return {(c.need, c.act.interpreter): k for k, c in found if isinstance(c.act, Booking) and c.need}


class Reach(NamedTuple):
    """Which acts of a household are looked at: of a very large week not all."""

    programmes: frozenset[str]
    """Beside those that are wished for by name."""
    contacts: frozenset[str]
    """Beside its own; none where it keeps that."""
    interpreters: frozenset[str]


def acts(week: Week, households: tuple[Household, ...], reach: Mapping[str, Reach] | None = None) -> Acts:
    """Every act that no pair rule forbids. `households` are in order of lot.

    `reach`: household -> what of it is looked at; by default all is.
    """
    index = {h.alias: n for n, h in enumerate(households)}
    people = [
        p for h in households for p in (sorted(h.members, key=_by_facts) if h.members[1:] else h.members)
    ]
    against = Against(week)
    found = [
        ActColumn(e, index[week.household_of[e.person].alias])
        for p in people
        for e in _enrolments(against, p, _reach(week, p, reach))
    ]
    attended = [c.act for c in found if isinstance(c.act, Enrolment)]
    needs = tuple(needs_of(week, people, attended))
    booked = [
        ActColumn(booking, index[week.household_of[need.person].alias], need)
        for need in needs
        for booking in _bookings(against, need, _reach(week, week.person[need.person], reach))
    ]
    among = None if reach is None else _near_contacts(week, households, reach)
    return Acts(tuple(found), offers(week, households, against.bits, among), tuple(booked), needs)


def _reach(week: Week, person: Person, reach: Mapping[str, Reach] | None) -> Reach | None:
    return reach[week.household_of[person.alias].alias] if reach is not None else None


def _near_contacts(week: Week, households: tuple[Household, ...], reach: Mapping[str, Reach]) -> Mask:
    """Of each household its own contact, and those within its reach."""
    number = {contact.alias: n for n, contact in enumerate(week.contacts)}
    found = np.zeros((len(households), len(number)), dtype=bool)
    for row, household in enumerate(households):
        own = week.assigned.get(household.alias)
        found[row, [number[c] for c in {*reach[household.alias].contacts, own} if c in number]] = True
    return found


def _by_facts(person: Person) -> tuple[str, str]:
    """Members of a household by what is known of them, so that the order says nothing of their names."""
    return (person.but(alias="-", partner=None).model_dump_json(), person.alias)


class Against:
    """What the pair rules say against an act, beyond what is overridden."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self.hours = {one.alias: slots(week, one) for one in week.interpreters}
        self._rules: dict[type, list[tuple[int, Rule]]] = {}

    def said(self, one: Person | Household, there: Where) -> Iterator[tuple[int, Objection]]:
        """(index of rule, objection) that could forbid it."""
        week = self.week
        household = one if isinstance(one, Household) else week.household_of[one.alias]
        kind = type(there)
        if kind not in self._rules:
            self._rules[kind] = [(n, rule) for n, rule in enumerate(week.rules) if rule.asked_about(kind)]
        for n, rule in self._rules[kind]:
            for _, o in objections(rule, one, there, week.attributes):
                if o.blocks in BLOCKING and not o.waived:
                    for left in week.not_overridden(rule.code, household.alias, named(there), o):
                        yield n, left

    def bits(self, act: Act) -> int:
        """A bit for each rule that forbids the act."""
        when, as_of = dated(act, self.week.as_of), self.week.as_of
        said = self.said(who(self.week, act), where(self.week, act))
        return sum(1 << n for n in {n for n, o in said if bites(o, when, as_of)})


def _enrolments(against: Against, person: Person, reach: Reach | None) -> Iterator[Enrolment]:
    """Those that the person has, and one for each wish that nothing about the pair forbids."""
    week = against.week
    named = {wish.programme for wish in week.wishes_of.get(person.alias, ())}
    held = {e.programme: e for e in week.enrolled_of.get(person.alias, ())}
    for programme in sorted(
        {*wished(week, person.alias), *(week.programme[g] for g in held)}, key=lambda p: p.alias
    ):
        if programme.alias in held:
            yield held[programme.alias]
        elif reach is not None and programme.alias not in reach.programmes | named:
            continue
        elif span := span_of(week, person, programme, [o for _, o in against.said(person, programme)]):
            enrolment = Enrolment(
                person=person.alias,
                programme=programme.alias,
                start=span[0],
                until=span[1],
                kind=EnrolmentKind.NEW,
            )
            if not against.bits(enrolment):
                yield enrolment


def needs_of(week: Week, people: Iterable[Person], attended: Iterable[Enrolment]) -> Iterator[Need]:
    """The talks, and the sessions of what is attended or could be, by lot."""
    talks: dict[str, list[Need]] = {}
    for talk in week.talks:
        talks.setdefault(talk.person, []).append(Need(talk.person, talk.kind))
    sessions: dict[str, list[Need]] = {}
    for enrolment in attended:
        sessions.setdefault(enrolment.person, []).extend(session_needs(week, enrolment))
    for person in people:
        yield from talks.get(person.alias, ())
        yield from sessions.get(person.alias, ())


def _bookings(against: Against, need: Need, reach: Reach | None) -> Iterator[Booking]:
    """Of each interpreter who has the hours, where nothing forbids it."""
    week = against.week
    for one in week.interpreters:
        if reach is not None and one.alias not in reach.interpreters:
            continue
        hours = against.hours[one.alias]
        if hours if need.kind is not TalkKind.SESSION else touched(need, hours):
            booking = booking_of(need, one.alias)
            if not against.bits(booking):
                yield booking
