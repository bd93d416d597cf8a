"""What a plan comes to for each person and household: where they live, what they attend, who their contact is."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.programme import EnrolmentKind
from placement.domain.stay import StayKind
from placement.domain.week import Week


class Matter(StrEnum):
    """What is looked at."""

    HOME = "home"
    PROGRAMME = "programme"
    CONTACT = "contact"


class Subject(NamedTuple):
    """One matter of one household or person; of a programme, which."""

    matter: Matter
    who: str
    what: str = ""


class Result(NamedTuple):
    """What the plan says of it: a place with its date, the programme, or the contact."""

    what: str
    since: date | None = None
    """Of a place: from when, today for what has begun."""


Outcome = dict[Subject, Result]
"""What is not in it is not so: no place, not enrolled, no contact."""


def outcome(week: Week, plan: Plan, today: date) -> Outcome:
    """What the plan comes to. The end of a stay is not looked at: most end with the horizon, which moves on."""
    found: Outcome = {}
    for stay in sorted(week.held, key=lambda s: s.kind is StayKind.HOLD):
        # a bed that is agreed on is where the household will live
        found[Subject(Matter.HOME, stay.household)] = Result(stay.place, max(stay.start, today))
    for stay in plan.stays:
        found[Subject(Matter.HOME, stay.household)] = Result(stay.place, max(stay.start, today))
    for contact in plan.contacts:
        found[Subject(Matter.CONTACT, contact.household)] = Result(contact.contact)
    for one in (*week.enrolled, *(e for e in plan.enrolments if e.kind is EnrolmentKind.NEW)):
        found[Subject(Matter.PROGRAMME, one.person, one.programme)] = Result(one.programme)
    for one in plan.enrolments:
        if one.kind is EnrolmentKind.GIVEN_UP:
            found.pop(Subject(Matter.PROGRAMME, one.person, one.programme), None)
    return found
