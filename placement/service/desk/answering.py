"""Offers that await an answer, held beds and stays that have to be written about: from rows that may be seen."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.domain.housing import BED
from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.service.desk.clock_rows import day
from placement.service.desk.desk import Desk
from placement.store import plans


class Held(NamedTuple):
    """A stay that is held: a bed kept for somebody, or a home."""

    household: str
    unit: str
    place: str
    """The rooms: `K1 + K2`."""
    start: date
    until: date | None
    expires: date | None
    """Of a bed that is kept; none: it is agreed."""


class Offer(NamedTuple):
    """An offer."""

    household: str
    unit: str
    on: date
    answer: str
    reason: str
    holds_until: date
    bed: Held | None = None
    """Of one that awaits an answer: the bed that is held for it."""


class Answers(NamedTuple):
    """What is to be written down. Each is in order of dates."""

    as_of: date
    offers: tuple[Offer, ...]
    """For those who live nowhere yet."""
    moves: tuple[tuple[Offer, tuple[str, ...]], ...]
    """For those who live somewhere: it takes each adult's own word."""
    holds: tuple[Held, ...]
    """Beds that are agreed; one of which an offer awaits an answer stands with the offer."""
    ended: tuple[Held, ...]
    """Homes whose written end has passed."""
    declined: tuple[Offer, ...]
    """Nos that still hold."""
    households: tuple[str, ...]
    """Those who are here."""


def answers(content: Content) -> Answers:
    """What is to be written down, of those of whom somebody may know."""
    as_of = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
    here = _here(content, as_of)
    stays = [row for row in content.get("stays", {}).values() if row["household"] in here]
    homes = sorted(_held(content, stays, StayKind.CURRENT), key=_by_date)
    housed = {one.household for one in homes}
    offers = [one for one in map(_offer, content.get("offers", {}).values()) if one.household in here]
    offers.sort(key=lambda one: (one.on, one.household))
    beds = {(one.household, one.unit): one for one in _held(content, stays, StayKind.HOLD)}
    waiting = [
        one._replace(bed=beds.get((one.household, one.unit))) for one in offers if one.answer == "open"
    ]
    asked = [one.bed for one in waiting]
    return Answers(
        as_of=as_of,
        offers=tuple(one for one in waiting if one.household not in housed),
        moves=tuple((one, _adults(content, one.household)) for one in waiting if one.household in housed),
        holds=tuple(sorted((one for one in beds.values() if one not in asked), key=_by_date)),
        ended=tuple(one for one in homes if one.until is not None and one.until <= as_of),
        declined=tuple(
            one for one in offers if one.answer == "declined" and one.holds_until > max(one.on, as_of)
        ),
        households=tuple(sorted(here)),
    )


def proposal(desk: Desk, household: str, unit: str) -> Stay | None:
    """The move as the running plan has it."""
    with desk.store.reading() as connection:
        row = plans.running(connection)
    if row is None:
        return None
    rooms = desk.now().rows("rooms")
    for stay in Plan.model_validate_json(row.body).stays:
        room = rooms.get(_rooms(stay.place)[0], {})
        if (stay.kind, stay.household, room.get("unit")) == (StayKind.PROPOSAL, household, unit):
            return stay
    return None


def _here(content: Content, as_of: date) -> set[str]:
    referral = {alias: str(row.get("referral")) for alias, row in content.get("households", {}).items()}
    gone = {
        row["household"]
        for row in content.get("exits", {}).values()
        if referral.get(row["household"], "") < str(row["on"]) <= as_of.isoformat()
    }
    return referral.keys() - gone


def _offer(row: Body) -> Offer:
    return Offer(
        row["household"], row["unit"], day(row["on"]), row["answer"], row.get("reason") or "",
        day(row.get("holds_until"), FOREVER),
    )  # fmt: skip


def _held(content: Content, stays: list[Body], kind: StayKind) -> Iterator[Held]:
    rooms = content.get("rooms", {})
    for row in stays:
        if row["kind"] == kind:
            names = _rooms(row["place"])
            unit = str(rooms.get(names[0], {}).get("unit", ""))
            until, expires = (day(row[name]) if row.get(name) else None for name in ("until", "expires"))
            yield Held(row["household"], unit, " + ".join(names), day(row["start"]), until, expires)


def _rooms(place: str) -> list[str]:
    return place.removesuffix(BED).split("+")


def _by_date(one: Held) -> tuple[date, str]:
    return one.start, one.household


def _adults(content: Content, household: str) -> tuple[str, ...]:
    """Who answers for themselves: who is, or may be, of age."""
    return tuple(
        alias
        for alias, row in content.get("persons", {}).items()
        if row.get("household") == household and row.get("age_status") in ("adult", "unclear")
    )
