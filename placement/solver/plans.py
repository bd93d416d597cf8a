"""A plan by alias, read from the columns that are chosen."""

import numpy as np

from placement.domain.contact import ContactAssignment
from placement.domain.interpreter import Booking
from placement.domain.linear import Ints
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.solver.candidates import Candidates


def plan_of(made: Candidates, chosen: Ints) -> Plan:
    """The chosen options and acts as a plan, by alias; what is current and not chosen is given up."""
    n = len(made)
    stays = sorted((made.stay(int(c)) for c in np.flatnonzero(chosen[:n])), key=lambda s: s.household)
    enrolments: list[Enrolment] = []
    contacts: list[ContactAssignment] = []
    bookings: list[Booking] = []
    for column, yes in zip(made.acts.columns, chosen[n:].tolist(), strict=True):
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
