"""What every act of a plan has in common: whose it is, with what, and on which dates it is looked at."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from placement.domain.bites import Dated
from placement.domain.contact import Contact, ContactAssignment
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.interpreter import Booking, Interpreter
from placement.domain.interpreting import BOOKED_DAYS
from placement.domain.person import Person
from placement.domain.programme import Enrolment, Programme
from placement.domain.rule import Act
from placement.domain.stay import Stay

if TYPE_CHECKING:
    from placement.domain.week import Week

Where = Place | Programme | Contact | Interpreter
"""With what an act joins a household or person."""
JOINED_WITH: dict[type[Act], type[Where]] = {
    Stay: Place, Enrolment: Programme, ContactAssignment: Contact, Booking: Interpreter,
}  # fmt: skip


def dated(act: Act, as_of: date) -> Dated:
    """The dates on which rules look at an act. For a talk an hour is agreed on later: any day of the week.

    A contact is looked at today: each week's plan looks at it anew, and nobody promises for longer.
    """
    match act:
        case ContactAssignment():
            return Dated(act.since, max(act.since, as_of) + timedelta(days=1), act.kind)
        case Booking():
            on, days = (act.on, 1) if act.on else (as_of, BOOKED_DAYS)
            return Dated(on, on + timedelta(days=days), act.kind)
        case _:
            return Dated(act.start, act.until, act.kind)


def household_of(week: "Week", act: Act) -> Household:
    """The household that does it, or one of whose members does."""
    if isinstance(act, Stay | ContactAssignment):
        return week.household[act.household]
    return week.household_of[act.person]


def who(week: "Week", act: Act) -> Household | Person:
    """Who does it: a household lives somewhere and has a contact, a person attends and is interpreted for."""
    return household_of(week, act) if isinstance(act, Stay | ContactAssignment) else week.person[act.person]


def where(week: "Week", act: Act) -> Where:
    """The place, programme, contact or interpreter."""
    match act:
        case Enrolment():
            return week.programme[act.programme]
        case ContactAssignment():
            return week.contact[act.contact]
        case Booking():
            return week.interpreter[act.interpreter]
        case _:
            return week.place(act.place)


def named(where: Where) -> str:
    """The alias by which overrides name it: a place's is its unit's."""
    return where.unit.alias if isinstance(where, Place) else where.alias
