"""Small named worlds in which everything is known and allowed, and changes to them. All people are fictional."""

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from placement.domain.area import Area, Travel
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.contact import Contact, ContactAssignment, Impartiality
from placement.domain.household import Household, Situation
from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours, Interpreter, Qualification
from placement.domain.person import (
    Access,
    AgeBand,
    AgeStatus,
    Danger,
    Gender,
    Person,
    Secrecy,
    Threat,
    Track,
    ZoneWish,
)
from placement.domain.programme import (
    ActivityConsent,
    Attendees,
    Intake,
    Programme,
    ProgrammeKind,
    Session,
    Weekday,
)
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import Answer

AS_OF = date(2026, 11, 23)


def day(n: int) -> date:
    """The date `n` days after the as-of date."""
    return AS_OF + timedelta(days=n)


def person(alias: str, **facts: Any) -> Person:
    """A woman of age about whom everything is known and nothing stands in the way."""
    known: dict[str, Any] = {
        "age_status": AgeStatus.ADULT, "age_band": AgeBand.GROWN, "gender": Gender.WOMAN,
        "zone_wish": ZoneWish.EITHER, "stay_together": Answer.YES, "asked_alone": True, "support": 0,
        "sharing": Answer.YES, "languages": frozenset({"eng"}), "secrecy": Secrecy.NONE, "areas_asked": True,
        "threat": Threat(danger=Danger.LOW, valid_until=day(365)), "track": Track.RESIDENT,
        "work_right": Answer.YES, "interpreter_needed": False,
    }  # fmt: skip
    return Person(alias=alias, **(known | facts))


def child(alias: str, **facts: Any) -> Person:
    """An accompanied girl of school age."""
    return person(alias, **({"age_status": AgeStatus.MINOR_ACCOMPANIED, "age_band": AgeBand.CHILD} | facts))


def household(alias: str, *members: Person, **facts: Any) -> Household:
    """A household that has waited ten days in a safe place; one woman where no members are given."""
    known: dict[str, Any] = {"referral": day(-10), "situation": Situation.SAFE, "lot": len(alias)}
    return Household(alias=alias, members=members or (person(alias),), **(known | facts))


def room(alias: str, zone: str, **facts: Any) -> Room:
    """A confirmed, lockable, quiet room that is not kept for emergencies."""
    known: dict[str, Any] = {"confirmed": True, "lockable": True, "quiet": True, "emergency": False}
    return Room(alias=alias, zone=zone, **(known | facts))


def unit(alias: str, zones: tuple[Zone, ...], rooms: tuple[Room, ...], **facts: Any) -> HousingUnit:
    """A unit that takes everybody and has everything."""
    known: dict[str, Any] = {
        "type": UnitType.SAFE_HOUSE, "district": "nord", "security": 2, "clearance": Secrecy.STRENGT_FORTROLIG,
        "staffing": Staffing.FULL, "staff_languages": frozenset({"eng"}), "children_ok": True,
        "schools": frozenset(AgeBand), "tracks": frozenset(Track), "fire_ok_until": day(365),
        "maintenance_ok_until": day(365), "cost_per_night": 1000,
    }  # fmt: skip
    return HousingUnit(alias=alias, zones=zones, rooms=rooms, **(known | facts))


def town() -> Instance:
    """Two units, three singles and a mother with a child; nobody is housed, everything is allowed.

    Granly: a women's floor (F1a, two shareable beds) and a mixed floor (F2a, two shareable beds; F2b, one).
    Solbakken: one mixed floor, S1 (two beds, a child's bed, a cot) and S2 (one bed), adjoining, in the south.
    """
    granly = unit(
        "Granly",
        (
            Zone(alias="Granly-1", policy=ZonePolicy.WOMEN, boys_up_to=12),
            Zone(alias="Granly-2", policy=ZonePolicy.MIXED, welcomes_non_binary=True),
        ),
        (
            room("F1a", "Granly-1", single=2, shareable=True),
            room("F2a", "Granly-2", single=2, shareable=True),
            room("F2b", "Granly-2"),
        ),
    )
    solbakken = unit(
        "Solbakken",
        (Zone(alias="Solbakken-1", policy=ZonePolicy.MIXED, welcomes_non_binary=True),),
        (
            room("S1", "Solbakken-1", single=2, child=1, cots=1, suite="S"),
            room("S2", "Solbakken-1", suite="S"),
        ),
        district="sør",
    )
    households = (
        household("Orrfugl-1", lot=1),
        household("Lerke-2", lot=2),
        household("Rype-3", person("Rype-3", gender=Gender.MAN), lot=3),
        household("Oter-4", person("Oter-41"), child("Oter-42"), lot=4),
    )
    people = [p.alias for h in households for p in h.members]
    return Instance(
        as_of=AS_OF,
        areas=(Area(alias="nord", setting="quiet"), Area(alias="sør", setting="city")),
        units=(granly, solbakken),
        households=households,
        relations=(Relation(a="Oter-41", b="Oter-42", kind=RelationKind.GUARDIAN, confirmed=True),),
        consents=tuple(Consent(person=p, answer=ConsentAnswer.GIVEN, on=day(-5)) for p in people),
    )


def street() -> Instance:
    """The people of the town and five houses of one room in the north: four mixed ones alike, one for women."""
    houses = tuple(
        unit(
            name,
            (Zone(alias=f"{name}-1", policy=ZonePolicy.WOMEN if name == "Selje" else ZonePolicy.MIXED),),
            (room(f"{name}-rom", f"{name}-1", single=2, shareable=name == "Rogn"),),
        )
        for name in ("Bjerk", "Furu", "Gran", "Rogn", "Selje")
    )
    return town().but(units=houses)


def programme(alias: str, kind: ProgrammeKind, district: str, *sessions: str, **facts: Any) -> Programme:
    """A course that has run for four weeks, has no end and takes in everybody, any day."""
    known: dict[str, Any] = {
        "seats": 20, "since": day(-28), "intake": Intake.ROLLING, "languages": frozenset({"eng"}),
        "attendees": Attendees.MIXED, "childcare": True, "access": frozenset(Access),
        "clearance": Secrecy.STRENGT_FORTROLIG,
        "sessions": tuple(Session(**_times(at), weekday=Weekday(at.split()[0])) for at in sessions),
    }  # fmt: skip
    return Programme(alias=alias, kind=kind, district=district, **(known | facts))


def week_of_activities() -> Instance:
    """The town with six programmes, two contacts and two interpreters; everything is known and allowed.

    Nobody is housed, enrolled, or wishes for a programme; nobody needs an interpreter. All speak `eng`, and so do
    all programmes and helpers. Everybody said yes to any activity. As-of is a Monday.
    Norsk-A and Norsk-B are parallel groups in sentrum, Norsk-A on Monday and Wednesday 10-12, Norsk-B on Tuesday
    and Thursday 10-12. Praksis (work practice, sør) is on Friday 9-14, Trening (nord) on Tuesday 17-18, Kveld
    (sentrum) on Thursday 18-20; Nettkurs is online, on Friday 16-17.
    The way takes 10 minutes inside nord, sør or sentrum, 20 from either of the first two to sentrum, and 40 from
    nord to sør, through sentrum.
    Ask-1 is the contact of Orrfugl-1 and Lerke-2, Eik-2 of the others. Tolk-1 (a woman, also speaks `tir`) has
    the hours Tuesday 9-12 and Thursday 13-15, Tolk-2 (a man, also speaks `ara`) Tuesday 9-11.
    """
    town_ = town()
    ways = [("nord", "sentrum", 20), ("sør", "sentrum", 20), ("nord", "nord", 10), ("sør", "sør", 10),
            ("sentrum", "sentrum", 10)]  # fmt: skip
    households = [h.alias for h in town_.households]
    helpers = ("Ask-1", "Eik-2", "Tolk-1", "Tolk-2")
    return town_.but(
        areas=(*town_.areas, Area(alias="sentrum", setting="city")),
        travel=(
            *(Travel(a=a, b=b, minutes=n) for a, b, n in ways),
            Travel(a="nord", b="sør", minutes=40, via=frozenset({"sentrum"})),
        ),
        programmes=(
            programme("Norsk-A", ProgrammeKind.NORWEGIAN, "sentrum", "monday 10:00-12:00", "wednesday 10:00-12:00"),
            programme("Norsk-B", ProgrammeKind.NORWEGIAN, "sentrum", "tuesday 10:00-12:00", "thursday 10:00-12:00"),
            programme("Praksis", ProgrammeKind.WORK_PRACTICE, "sør", "friday 09:00-14:00"),
            programme("Trening", ProgrammeKind.EXERCISE, "nord", "tuesday 17:00-18:00"),
            programme("Kveld", ProgrammeKind.EVENING, "sentrum", "thursday 18:00-20:00"),
            programme("Nettkurs", ProgrammeKind.JOB_COURSE, "sentrum", "friday 16:00-17:00", online=True),
        ),
        activity_consents=tuple(
            ActivityConsent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-5))
            for h in town_.households
            for p in h.members
        ),
        contacts=tuple(
            Contact(alias=alias, languages=frozenset({"eng"}), clearance=Secrecy.STRENGT_FORTROLIG,
                    hours=37, capacity=20)
            for alias in helpers[:2]
        ),
        assignments=tuple(
            ContactAssignment(household=h, contact=helpers[n // 2], since=day(-10))
            for n, h in enumerate(households)
        ),
        impartiality=tuple(
            Impartiality(helper=a, household=h, conflict=Answer.NO) for a in helpers for h in households
        ),
        interpreters=tuple(
            Interpreter(alias=alias, languages=frozenset({"eng", language}), adult=True, gender=gender,
                        qualification=Qualification.A, remote=True, on_site=True, region="vest")
            for alias, language, gender in (("Tolk-1", "tir", Gender.WOMAN), ("Tolk-2", "ara", Gender.MAN))
        ),
        bookable_hours=tuple(
            BookableHours(interpreter=alias, on=day(n), **_times(at))
            for alias, n, at in (("Tolk-1", 1, "9:00-12:00"), ("Tolk-1", 3, "13:00-15:00"), ("Tolk-2", 1, "9:00-11:00"))
        ),
    )  # fmt: skip


def _times(at: str) -> dict[str, time]:
    """`start` and `end` of a text that ends with `10:00-12:00`."""
    start, end = (clock(one) for one in at.rsplit(maxsplit=1)[-1].split("-"))
    return {"start": start, "end": end}


def clock(at: str | int) -> time:
    """A time as YAML reads it: `10:00` without quotes is a number of minutes to it."""
    hour, minute = divmod(at, 60) if isinstance(at, int) else map(int, at.split(":"))
    return time(hour, minute)


WORLDS = {"town": town, "street": street, "week_of_activities": week_of_activities}


def vary(instance: Instance, changes: Mapping[str, Any]) -> Instance:
    """The instance with some things changed, validated anew.

    `changes` has four kinds of key: `persons`, `households`, `units`, `rooms`, `zones`, `programmes`, `contacts`,
    `interpreters` map an alias to the fields that change; the name of a row table (`relations`, `stays`,
    `enrolments` …) gives rows to add; `drop_<table>` lists row numbers (or `all`) to leave out first; `policy`
    gives fields. JSON values; a whole number where a date is expected counts days from the as-of date.
    Times are short: a programme has `sessions: [monday 10:00-12:00]`, a row `at: monday 10:00-12:00` (weekly) or
    `at: 3 10:00-12:00` (three days from the as-of date).
    """
    data = instance.model_dump(mode="json")
    nested = {
        "households": {h["alias"]: h for h in data["households"]},
        "persons": {p["alias"]: p for h in data["households"] for p in h["members"]},
        "units": {u["alias"]: u for u in data["units"]},
        "rooms": {r["alias"]: r for u in data["units"] for r in u["rooms"]},
        "zones": {z["alias"]: z for u in data["units"] for z in u["zones"]},
        "programmes": {p["alias"]: p for p in data["programmes"]},
        "contacts": {c["alias"]: c for c in data["contacts"]},
        "interpreters": {t["alias"]: t for t in data["interpreters"]},
    }
    for key, value in changes.items():
        if key.startswith("drop_"):
            table = key.removeprefix("drop_")
            data[table] = [] if value == "all" else [r for n, r in enumerate(data[table]) if n not in value]
    for key, value in changes.items():
        if key in nested and isinstance(value, dict):
            for alias, fields in value.items():
                nested[key][alias].update(_dated(fields))
        elif key == "policy":
            data["policy"].update(value)
        elif not key.startswith("drop_"):
            data[key].extend(_dated(row) for row in value)
    return Instance.model_validate_json(json.dumps(data))


def moved(instance: Instance, as_of: date) -> Instance:
    """The same week on another date: every date moves along, and weekly hours stay on their days of the week."""
    days = as_of - instance.as_of

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: walk(v) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [walk(v) for v in value]
        if isinstance(value, date) and date.min < value < date.max - timedelta(days=9999):
            return value + days
        return value

    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date | time) else sorted(value)

    return Instance.model_validate_json(json.dumps(walk(instance.model_dump()), default=plain))


DATES = frozenset({
    "since", "until", "on", "start", "extended_until", "expires", "valid_until", "permit_until", "referral",
    "earliest", "expected_until", "situation_since", "move_on_from", "holds_until", "fire_ok_until",
    "maintenance_ok_until", "available_from", "available_until",
})  # fmt: skip


def _dated(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _dated(v, k) for k, v in _timed(value).items()}
    if name == "sessions":
        return [_timed({"at": one}) for one in value]
    if isinstance(value, list):
        return [_dated(v) for v in value]
    if name in DATES and isinstance(value, int):
        return day(value).isoformat()
    if name in TIMES and value is not None:
        return clock(value).isoformat()
    return value


TIMES = frozenset({"door_closes"})


def _timed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with `at` written out: weekday or date, start and end."""
    if "at" not in row:
        return row
    when, times = row["at"].split()
    is_weekday = when in list(Weekday)
    rest = {k: v for k, v in row.items() if k != "at"}
    which = {"weekday": when} if is_weekday else {"on": int(when)}
    return rest | which | {k: v.isoformat() for k, v in _times(times).items()}
