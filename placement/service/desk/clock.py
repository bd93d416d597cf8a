"""What the calendar asks for: rights, assessments, stays, holds and leases that end, and what was never asked.

Pure: from rows as one person may see them, and the day on which all is read. A row or field that is not there for
them says nothing. Nothing is decided here: each line is for a human to look at.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.domain.value import ALWAYS, FOREVER
from placement.service.desk.clock_rows import Rows, day, months_after

DAYS_OF_A_WEEK = 7
AHEAD = {
    "permit": 60, "reflection": 60, "threat": 14, "area_review": 14, "area_old": 0, "consent": 14, "stay_limit": 21,
    "stay_ends": 14, "hold": 7, "move_on": 28, "review_stay": 7, "lease": 30, "closure": 14, "fire": 30,
    "maintenance": 30, "override": 7, "waiver": 14, "contact_leaves": 30,
}  # fmt: skip
"""Kind -> how many days before its date it is said (domain: reviews and limits)."""
AFTER = {
    "stay_ends": -1, "hold": -1, "lease": -1, "closure": -1, "override": -1, "waiver": -1, "area_review": 14,
    "review_stay": 6,
}  # fmt: skip
"""Kind -> how many days after its date it is still said; a kind that is not here until a row is changed. -1: from the
day on nothing is to be done, or it is told as something that was not recorded."""
UNIT_DATES = {"lease": "available_until", "fire": "fire_ok_until", "maintenance": "maintenance_ok_until"}
REVIEW_DAYS = 90
"""An area to avoid without an end is looked at again after so many days."""
REVIEW_MONTHS = (3, 5)
"""After so many months of a stay somebody asks what comes next."""


class Urgency(IntEnum):
    """How soon something needs somebody."""

    NOW = 0
    WEEK = 1
    LATER = 2


class Reminder(NamedTuple):
    """One thing that the calendar asks for."""

    kind: str
    about: str
    """Alias of a person, household, contact or unit."""
    on: date | None
    """The date it is about; none: it has no date, and counts from today."""
    table: str
    key: str
    """The row on whose page it is mended."""
    where: str = ""
    """Alias of a unit, or code of a rule."""
    months: int = 0
    """Of a stay, where that is what it is about."""

    def urgency(self, as_of: date) -> Urgency:
        """How soon."""
        return urgency_of(self.on, as_of)


def urgency_of(on: date | None, as_of: date) -> Urgency:
    """How soon something with this date needs somebody."""
    if on is None or on <= as_of:
        return Urgency.NOW
    return Urgency.WEEK if (on - as_of).days <= DAYS_OF_A_WEEK else Urgency.LATER


def reminders(content: Content) -> tuple[Reminder, ...]:
    """All that the calendar asks for on the day on which the rows are read, soonest first; none without that day."""
    week = content.get(WEEK, {}).get(ONE, {})
    if "as_of" not in week:
        return ()
    rows = Rows(content, date.fromisoformat(str(week["as_of"])))
    found = {one for part in PARTS for one in part(rows) if _is_due(one, rows)}
    return tuple(
        sorted(found, key=lambda one: (one.urgency(rows.as_of), one.on or ALWAYS, one.about, one.kind))
    )


def _is_due(one: Reminder, rows: Rows) -> bool:
    if one.on is None:
        return True
    ahead = AHEAD[one.kind]
    if one.kind == "stay_limit":
        ahead = rows.setting("stay_limit", "warning", ahead)
    passed = (rows.as_of - one.on).days
    return -ahead <= passed <= AFTER.get(one.kind, passed)


def _persons(rows: Rows) -> Iterator[Reminder]:
    for alias, row in rows.persons.items():
        if row.get("permit_until"):
            kind = "reflection" if row.get("track") == "reflection_granted" else "permit"
            yield Reminder(kind, alias, day(row["permit_until"]), "persons", alias)
        if "threat" in row:
            threat = row["threat"]
            until = day(threat["valid_until"]) if threat else None
            yield Reminder("threat" if threat else "threat_missing", alias, until, "persons", alias)
        if row.get("areas_asked") is False:
            yield Reminder("areas_not_asked", alias, None, "persons", alias)


def _areas(rows: Rows) -> Iterator[Reminder]:
    for row in rows.of("avoid_areas").values():
        person = str(row.get("person"))
        if person not in rows.persons:
            continue
        if (until := day(row.get("until"))) < FOREVER:
            yield Reminder("area_review", person, until, "persons", person)
        elif (since := day(row.get("since"), ALWAYS)) > ALWAYS:
            yield Reminder("area_old", person, since + timedelta(days=REVIEW_DAYS), "persons", person)


def _consents(rows: Rows) -> Iterator[Reminder]:
    """Of the latest answer to each kind of housing, the end of a yes."""
    latest: dict[tuple[str, str], Body] = {}
    for row in sorted(rows.of("consents").values(), key=lambda r: str(r.get("on"))):
        latest[str(row.get("person")), str(row.get("to"))] = row
    for (person, _), row in latest.items():
        if person in rows.persons and row.get("answer") == "given" and day(row.get("until")) < FOREVER:
            yield Reminder("consent", person, day(row["until"]), "persons", person)


def _stays(rows: Rows) -> Iterator[Reminder]:
    held = {row["household"] for _, row in rows.stays("hold")}
    for unit, row in rows.stays("current"):
        house, start = str(row["household"]), day(row["start"])
        until = day(row.get("until"))
        # Who has the next place already needs nothing more of this one.
        if house not in held:
            yield Reminder("stay_ends", house, until, "households", house, unit)
            if (nights := rows.of("units").get(unit, {}).get("max_stay_nights")) is not None:
                limit = max(start + timedelta(days=nights), day(row.get("extended_until"), ALWAYS))
                if limit < until:
                    yield Reminder("stay_limit", house, limit, "households", house, unit)
        for months in REVIEW_MONTHS:
            on = months_after(start, months)
            yield Reminder("review_stay", house, on, "households", house, unit, months)
    for unit, row in rows.stays("hold"):
        yield Reminder(
            "hold", str(row["household"]), day(row.get("expires")), "stays", str(row["household"]), unit
        )


def _households(rows: Rows) -> Iterator[Reminder]:
    for alias in rows.households:
        if on := rows.of("households")[alias].get("move_on_from"):
            yield Reminder("move_on", alias, day(on), "households", alias)


def _units(rows: Rows) -> Iterator[Reminder]:
    for alias, row in rows.of("units").items():
        for kind, field in UNIT_DATES.items():
            if row.get(field):
                yield Reminder(kind, alias, day(row[field]), "units", alias)
    for row in rows.of("closures").values():
        yield Reminder("closure", str(row["unit"]), day(row.get("since"), ALWAYS), "units", str(row["unit"]))


def _decisions(rows: Rows) -> Iterator[Reminder]:
    for row in rows.of("overrides").values():
        for house in row.get("households") or ():
            if house in rows.households and row.get("until"):
                yield Reminder("override", house, day(row["until"]), "households", house, str(row["rule"]))
    for row in rows.of("waivers").values():
        if (house := str(row.get("household"))) in rows.households and row.get("until"):
            yield Reminder("waiver", house, day(row["until"]), "households", house, str(row["rule"]))
    assigned = {row.get("contact") for row in rows.of("assignments").values() if row.get("kind") == "current"}
    for alias, row in rows.of("contacts").items():
        if alias in assigned and row.get("until"):
            yield Reminder("contact_leaves", alias, day(row["until"]), "contacts", alias)


PARTS: tuple[Callable[[Rows], Iterator[Reminder]], ...] = (
    _persons, _areas, _consents, _stays, _households, _units, _decisions,
)  # fmt: skip
