"""A plan by alias, read from the columns that are chosen; and the columns of a plan."""

import numpy as np

from placement.domain.contact import ContactAssignment
from placement.domain.interpreter import Booking
from placement.domain.linear import Ints
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.solver.acts import Acts
from placement.solver.candidates import Candidates


def plan_of(made: Candidates, chosen: Ints) -> Plan:
    """The chosen options and acts as a plan, by alias; what is current and not chosen is given up."""
    n = len(made)
    stays = sorted((made.stay(int(c)) for c in np.flatnonzero(chosen[:n])), key=lambda s: s.household)
    enrolments: list[Enrolment] = []
    contacts: list[ContactAssignment] = []
    bookings: list[Booking] = []
    begun = {int(k) for k in np.flatnonzero(chosen[n:])}
    for k in sorted(begun.union(made.acts.current)):
        column, yes = made.acts[k], k in begun
        match column.act:
            case Enrolment() as act if column.standing and not yes:
                enrolments.append(act.but(kind=EnrolmentKind.GIVEN_UP))
            case Enrolment() as act if yes and not column.standing:
                enrolments.append(act)
            case ContactAssignment() as act if yes:
                contacts.append(act)
            case Booking() as act if yes:
                bookings.append(act)
    return Plan(
        instance_hash=made.week.instance.content_hash,
        stays=tuple(stays),
        enrolments=tuple(sorted(enrolments, key=lambda e: (e.person, e.programme))),
        contacts=tuple(sorted(contacts, key=lambda c: c.household)),
        bookings=tuple(sorted(bookings, key=lambda b: b.model_dump_json())),
    )


def columns_of(made: Candidates, plan: Plan) -> Ints | None:
    """The options and acts of a plan as 0/1; none where it holds one that is no column."""
    known, given_up = made.acts, {e for e in plan.enrolments if e.kind is EnrolmentKind.GIVEN_UP}
    first = len(known.enrolled) + len(known.offers)
    bookings = {one.act: k for k, one in enumerate(known.booked, first)}
    index = {household.alias: n for n, household in enumerate(made.households)}
    stays = [_option(made, index, stay) for stay in plan.stays]
    acts = [
        *(known.enrolments.get((e.person, e.programme)) for e in plan.enrolments if e not in given_up),
        *(_contact(known, index, c) for c in plan.contacts),
        *(bookings.get(booking) for booking in plan.bookings),
    ]
    if None in stays or None in acts:
        return None
    chosen = np.zeros(len(made) + len(known), np.int64)
    chosen[[col for col in stays if col is not None]] = 1
    ended = {known.enrolments.get((e.person, e.programme)) for e in given_up}
    acts += [k for k, column in enumerate(known.enrolled) if column.standing and k not in ended]
    chosen[[len(made) + k for k in acts if k is not None]] = 1
    return chosen


def _contact(known: Acts, index: dict[str, int], one: ContactAssignment) -> int | None:
    if one.household not in index or one.contact not in known.offers.number:
        return None
    some = np.arange(len(known.offers.contacts)) == known.offers.number[one.contact]
    return next(iter((len(known.enrolled) + known.offers.rows(index[one.household], some)).tolist()), None)


def _option(made: Candidates, index: dict[str, int], stay: Stay) -> int | None:
    mine = np.flatnonzero(
        (made.household == index.get(stay.household, -1))
        & (made.start == stay.start.toordinal())
        & (made.until == (stay.until or FOREVER).toordinal())
    )
    return next((int(c) for c in mine if made.places[made.place[c]].alias == stay.place), None)
