"""Slips planted in one half of the plan rules and goals about activities, contacts and interpreters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from placement.domain.seen import Seen
from placement.rules import primary_contact, session_clash
from tests.planted import (
    NO_OVERRIDES,
    ONE_TOO_MANY,
    Bug,
    Check,
    NobodyHeld,
    PlannedOnly,
    bent,
    only,
    seen_as,
)


# -- bent terms: the builder's half
def priced(by: Callable[[int], int]) -> Callable[[Any], Any]:
    """Every way to price something, with other points."""
    return bent(
        points_if=lambda t, true, untrue, points: t.points_if(true, untrue, by(points)),
        points_above=lambda t, crowd, limit, points: t.points_above(crowd, limit, by(points)),
        points_at_home=lambda t, household, fact, days, points: t.points_at_home(
            household, fact, days, lambda unit: by(points(unit))
        ),
    )


def _first_left_out(t: Any, true: Any, untrue: Any, points: int) -> None:
    t.points_if(true, list(untrue)[1:], points)


def _one_each(t: Any, helper: str, count: Callable[[Any], int]) -> Any:
    crowd = t.cared_for(helper, count)
    return replace(crowd, weight=crowd.weight * 0 + 1)


MORE = priced(lambda points: points + 1 if points else 0)
NO_LAST_HOME = bent(homes_of=lambda t, household: list(t.homes_of(household))[:-1])
ATTENDED_UNSEEN = bent(attends=lambda t, *given: t.attends(*given).planned())
LIVED_IN_UNSEEN = bent(
    lives_on=lambda t, *given: t.lives_on(*given).planned(),
    lives_in=lambda t, *given: t.lives_in(*given).planned(),
)
NO_LAST_CHOICE = bent(choices=lambda t, person: t.choices(person)[:-1])


# -- bent sight: the judge's half
def without(*says: str) -> Check:
    """Some sentences are never said."""
    return only(lambda _, clash: clash.says not in says)


def paid(by: Callable[[int], int]) -> Check:
    """Charges of other points."""

    def check(part: Any, seen: Seen) -> Any:
        yield from (charge._replace(points=by(charge.points)) for charge in part.check(seen))

    return check


def _first_lost(part: Any, seen: Seen) -> Any:
    yield from list(part.check(seen))[1:]


class NothingGivenUp(Seen):
    """What the plan gives up goes on."""

    given_up = frozenset()


class NobodyFollowed(Seen):
    """Contacts are not looked at."""

    def contact_of(self, household: str) -> str | None:  # noqa: ARG002 - of any household
        """Nobody."""
        return None


def _two_of(code: str, one: tuple[str, Any], other: tuple[str, Any]) -> tuple[Bug, Bug]:
    return Bug(code, "build", one[0], one[1]), Bug(code, "build", other[0], other[1])


def _paid(code: str) -> tuple[Bug, Bug]:
    return (
        Bug(code, "check", "one point too many", checked=paid(lambda points: points + 1 if points else 0)),
        Bug(code, "check", "the first charge is lost", checked=_first_lost),
    )


ACT_BUGS = (
    # A01
    Bug("A01", "build", "what somebody attends already is not seen", ATTENDED_UNSEEN),
    Bug("A01", "build", "the last home is forgotten", NO_LAST_HOME),
    Bug("A01", "build", "a day without a home is forgotten", bent(only_if=lambda *_: None)),
    Bug("A01", "build", "the last programme is forgotten", NO_LAST_CHOICE),
    Bug("A01", "check", "the door is never closed", checked=without("door")),
    Bug("A01", "check", "who is held is not seen", checked=seen_as(PlannedOnly)),
    Bug("A01", "check", "a day without a home is forgotten", patch=(session_clash, "_homeless_day", lambda *_: None)),
    Bug("A01", "check", "what is given up goes on", checked=seen_as(NothingGivenUp)),
    # A02
    Bug("A02", "build", "one seat too many", ONE_TOO_MANY),
    Bug("A02", "build", "one fewer opens it", bent(
        at_least_if_any=lambda t, crowd, minimum: t.at_least_if_any(crowd, minimum - 1))),
    Bug("A02", "build", "the last programme is forgotten", NO_LAST_CHOICE),
    Bug("A02", "check", "both guardians may be away", checked=without("both_away")),
    Bug("A02", "check", "no way is unsafe", checked=without("route")),
    Bug("A02", "check", "nobody counts the seats", checked=without("no_seat")),
    # H03
    Bug("H03S", "build", "the last programme is forgotten", NO_LAST_CHOICE),
    Bug("H03S", "build", "what somebody attends already is not seen", ATTENDED_UNSEEN),
    Bug("H03S", "build", "where the other lives already is no matter", LIVED_IN_UNSEEN),
    Bug("H03S", "check", "the course does not yield to the bed", checked=without("session_at_home")),
    Bug("H03S", "check", "what is given up goes on", checked=seen_as(NothingGivenUp)),
    # K01
    Bug("K01", "build", "one point too many", ONE_TOO_MANY),
    Bug("K01", "build", "every household is one point", bent(cared_for=_one_each)),
    Bug("K01", "build", "an override is not read", NO_OVERRIDES),
    Bug("K01", "check", "whom they follow up already is no work", patch=(primary_contact, "_current", lambda *_: ())),
    Bug("K01", "check", "an override is not read", patch=(primary_contact, "_raised", lambda *_: 0)),
    # T01
    Bug("T01", "build", "one too many", ONE_TOO_MANY),
    Bug("T01", "build", "a session takes one hour", bent(
        booked=lambda t, interpreter, count: t.booked(interpreter, lambda need: min(1, count(need))))),
    Bug("T01", "check", "an hour is for many", checked=without("same_hour")),
    Bug("T01", "check", "nobody counts the hours", checked=without("too_many")),
    # goals
    *_two_of("G05", ("one point too many", MORE), ("the first contact is nobody", bent(points_if=_first_left_out))),
    *_paid("G05"),
    Bug("G05", "check", "nobody has a contact", checked=seen_as(NobodyFollowed)),
    *_two_of("G06", ("one point too many", MORE), ("what goes on is given up", ATTENDED_UNSEEN)),
    *_paid("G06"),
    Bug("G06", "check", "what is given up goes on", checked=seen_as(NothingGivenUp)),
    *_two_of("G09", ("one point too many", MORE), ("the last programme is forgotten", NO_LAST_CHOICE)),
    *_paid("G09"),
    *_two_of("G10", ("one point too many", MORE), ("the last programme is forgotten", NO_LAST_CHOICE)),
    *_paid("G10"),
    *_two_of("G13", ("one point too many", MORE), ("every household is one point", bent(cared_for=_one_each))),
    *_paid("G13"),
    *_two_of("G16", ("one point too many", MORE), ("the last programme is forgotten", NO_LAST_CHOICE)),
    *_paid("G16"),
    Bug("G16", "check", "what somebody attends already counts from where they live", checked=seen_as(NobodyHeld)),
    *_two_of("G19", ("one point too many", MORE), ("the first interpreter is nobody", bent(points_if=_first_left_out))),
    *_paid("G19"),
)  # fmt: skip
