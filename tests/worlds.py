"""Small named worlds in which everything is known and allowed, and changes to them. All people are fictional."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from placement.domain.area import Area
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.household import Household, Situation
from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.person import (
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


WORLDS = {"town": town, "street": street}


def vary(instance: Instance, changes: Mapping[str, Any]) -> Instance:
    """The instance with some things changed, validated anew.

    `changes` has four kinds of key: `persons`, `households`, `units`, `rooms`, `zones` map an alias to the fields
    that change; the name of a row table (`relations`, `stays` …) gives rows to add; `drop_<table>` lists row
    numbers (or `all`) to leave out first; `policy` gives fields. JSON values; a whole number where a date is
    expected counts days from the as-of date.
    """
    data = instance.model_dump(mode="json")
    nested = {
        "households": {h["alias"]: h for h in data["households"]},
        "persons": {p["alias"]: p for h in data["households"] for p in h["members"]},
        "units": {u["alias"]: u for u in data["units"]},
        "rooms": {r["alias"]: r for u in data["units"] for r in u["rooms"]},
        "zones": {z["alias"]: z for u in data["units"] for z in u["zones"]},
    }
    for key, value in changes.items():
        if key.startswith("drop_"):
            table = key.removeprefix("drop_")
            data[table] = [] if value == "all" else [r for n, r in enumerate(data[table]) if n not in value]
    for key, value in changes.items():
        if key in nested:
            for alias, fields in value.items():
                nested[key][alias].update(_dated(fields))
        elif key == "policy":
            data["policy"].update(value)
        elif not key.startswith("drop_"):
            data[key].extend(_dated(row) for row in value)
    import json

    return Instance.model_validate_json(json.dumps(data))


DATES = frozenset({
    "since", "until", "on", "start", "extended_until", "expires", "valid_until", "permit_until", "referral",
    "earliest", "expected_until", "situation_since", "move_on_from", "holds_until", "fire_ok_until",
    "maintenance_ok_until", "available_from", "available_until",
})  # fmt: skip


def _dated(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _dated(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_dated(v) for v in value]
    if name in DATES and isinstance(value, int):
        return day(value).isoformat()
    return value
