"""What an accepted plan comes to: offers, holds, waivers, contacts and enrolments, as edits."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from placement.domain.contact import AssignmentKind
from placement.domain.fact import Edit
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.review import FindingKind, Review
from placement.domain.stay import StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.service.desk.commands.command import added
from placement.service.desk.snapshot import Snapshot

OFFER_DAYS = 7
"""What begins within so many days of the as-of date is offered; the rest is a forecast (domain: facts of life)."""
HOLD_DAYS = 7
"""A bed is held so long beyond the day on which it is offered, or until the stay begins; then a human decides."""


def edits_of_plan(week: Week, plan: Plan, review: Review, now: Snapshot) -> tuple[Edit, ...]:
    """The rows that an accepted plan writes."""
    return (
        *_offers(week, plan, now),
        *_holds(week, plan),
        *_waivers(week, plan, review),
        *_contacts(plan, now),
        *_enrolments(week, plan, now),
    )


def decided(week: Week, plan: Plan) -> frozenset[str]:
    """The households and persons for whom an accepted plan writes something."""
    contacts = (one.household for one in plan.contacts if one.kind is not AssignmentKind.CURRENT)
    enrolments = (one.person for one in plan.enrolments if _is_written(week, one))
    return frozenset((*(stay.household for stay in _soon(week, plan)), *contacts, *enrolments))


def _is_written(week: Week, one: Enrolment) -> bool:
    begins = one.kind is EnrolmentKind.NEW and one.start <= week.as_of
    return begins or one.kind is EnrolmentKind.GIVEN_UP


def _soon(week: Week, plan: Plan) -> Iterator[Any]:
    last = week.as_of + timedelta(days=OFFER_DAYS)
    yield from (stay for stay in plan.stays if stay.start <= last)


def _offers(week: Week, plan: Plan, now: Snapshot) -> Iterator[Edit]:
    """An offer for each stay and each proposal; one that is open already stays as it is."""
    open_ones = {
        (row["household"], row["unit"]) for row in now.rows("offers").values() if row["answer"] == "open"
    }
    for stay in _soon(week, plan):
        unit = week.unit_of(stay).alias
        if (stay.household, unit) not in open_ones:
            yield added("offers", {"household": stay.household, "unit": unit, "on": week.as_of.isoformat()})


def _holds(week: Week, plan: Plan) -> Iterator[Edit]:
    """A held bed for each stay that begins; a proposal waits for the person's own yes."""
    for stay in _soon(week, plan):
        if stay.kind is StayKind.NEW:
            expires = max(week.as_of, stay.start) + timedelta(days=HOLD_DAYS)
            held = stay.but(kind=StayKind.HOLD, expires=expires)
            yield added("stays", held.model_dump(mode="json"))


def _waivers(week: Week, plan: Plan, review: Review) -> Iterator[Edit]:
    """A rule that was waived for a stay stays waived while it lasts."""
    given = {stay.household: stay for stay in _soon(week, plan) if stay.kind is StayKind.NEW}
    written = set()
    for finding in review.of(FindingKind.TASK):
        for household in finding.about:
            stay = given.get(household)
            if finding.is_waived and stay is not None and finding.code.startswith("H"):
                row = (household, finding.code, week.unit_of(stay).alias, stay.start.isoformat())
                if row not in written:
                    written.add(row)
                    until = FOREVER.isoformat()
                    yield added(
                        "waivers",
                        dict(zip(("household", "rule", "unit", "since"), row, strict=True))
                        | {"until": until},
                    )


def _contacts(plan: Plan, now: Snapshot) -> Iterator[Edit]:
    """Each household's contact from now on."""
    has = {row["household"]: (key, row) for key, row in now.rows("assignments").items()}
    for one in plan.contacts:
        body = one.but(kind=AssignmentKind.CURRENT).model_dump(mode="json")
        if one.household not in has:
            yield added("assignments", body)
        elif has[one.household][1]["contact"] != one.contact:
            yield Edit("assignments", *has[one.household], body)


def _enrolments(week: Week, plan: Plan, now: Snapshot) -> Iterator[Edit]:
    """Who begins today is enrolled; who gives up a seat for a bed leaves it. Later starts are a forecast."""
    for one in plan.enrolments:
        if one.kind is EnrolmentKind.NEW and one.start <= week.as_of:
            yield added("enrolments", one.but(kind=EnrolmentKind.CURRENT).model_dump(mode="json"))
        elif one.kind is EnrolmentKind.GIVEN_UP:
            for key, row in now.rows("enrolments").items():
                if (row["person"], row["programme"], row["kind"]) == (one.person, one.programme, "current"):
                    ended = {"until": week.as_of.isoformat(), "kind": EnrolmentKind.PAST.value}
                    began_today = row["start"] >= week.as_of.isoformat()
                    yield Edit("enrolments", key, row, None if began_today else {**row, **ended})
