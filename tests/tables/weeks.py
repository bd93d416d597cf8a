"""Random weeks, drawn from the schema: every column of every table, names that exist."""

from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from placement.domain.contact import AssignmentKind
from placement.domain.household import Household
from placement.domain.housing import HousingUnit, place_from_alias
from placement.domain.instance import Instance
from placement.domain.person import OF_AGE, AgeStatus
from placement.domain.policy import Policy
from placement.domain.programme import EnrolmentKind, Programme, ProgrammeKind, Session, Weekday
from placement.domain.stay import StayKind
from placement.tables.column import Column, Kind, Table
from placement.tables.schema import TABLES, WEEK
from placement.tables.schema_activities import PROGRAMMES, SESSIONS
from placement.tables.schema_housing import ROOMS, UNITS, ZONES
from placement.tables.schema_people import HOUSEHOLDS, PERSONS

ROWS = 3
LETTERS = "aZæøåÅéß漢0'=-@.:()\"&<>% "
NAMED = (
    "areas", "units", "zones", "rooms", "households", "persons", "outsiders", "programmes", "contacts", "interpreters",
)  # fmt: skip
CODES = ("nob", "eng", "ron", "tir")
LIMITS = {
    "horizon_days": (7, 182), "version": (0, 99), "security": (0, 3), "support": (0, 3),
    "boys_up_to": (0, 17),
    "max_stay_nights": (1, 3650), "turnaround_days": (0, 60), "beds": (1, 99), "level": (0, 3), "hours": (0, 60),
}  # fmt: skip

words = st.text(LETTERS, min_size=1, max_size=8).filter(lambda text: text == text.strip())
LAST = date(8999, 12, 31)
dates = st.dates(date(1900, 1, 1), LAST) | st.dates(date(2026, 1, 1), date(2027, 12, 31))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def value(draw: st.DrawFn, column: Column, names: dict[str, list[str]]) -> Any:  # noqa: C901, PLR0911 - one return a kind
    """Something that the column may hold, or nothing."""
    may_lack = column.default is None and not column.required
    if may_lack and draw(st.booleans()):
        return None
    if column.none_word and column.kind is Kind.WORD and draw(st.booleans()):
        return None
    if column.refers:
        known = names[column.refers]
        some = st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)
        return _several(column, draw(some)) if column.kind is Kind.TEXTS else draw(st.sampled_from(known))
    match column.kind:
        case Kind.TEXT:
            return draw(st.sampled_from(CODES) if column.field == "language" else words)
        case Kind.TEXTS if column.field in ("languages", "staff_languages"):
            return draw(st.frozensets(st.sampled_from(CODES), min_size=int(column.required)))
        case Kind.TEXTS:
            return _several(column, draw(st.lists(words, max_size=3)))
        case Kind.TIME:
            return draw(times)
        case Kind.NUMBER:
            return draw(st.integers(*LIMITS.get(column.field.removeprefix("policy."), (0, 99))))
        case Kind.DATE:
            return draw(st.just(column.default) | dates if isinstance(column.default, date) else dates)
        case Kind.YES_NO:
            return draw(st.booleans())
        case Kind.WORD:
            return draw(st.sampled_from(list(column.words or ())))
        case Kind.WORDS:
            return draw(st.frozensets(st.sampled_from(list(column.words or ()))))


def _several(column: Column, texts: list[str]) -> tuple[str, ...] | frozenset[str]:
    return frozenset(texts) if isinstance(column.default, frozenset) else tuple(texts)


def row(draw: st.DrawFn, table: Table, names: dict[str, list[str]], **given: Any) -> dict[str, Any]:
    """Fields of one value of the table's model."""
    fields = {c.field: given.get(c.field) or value(draw, c, names) for c in table.columns}
    danger, until = fields.pop("threat.danger", None), fields.pop("threat.valid_until", None)
    if "threat" in (table.model.model_fields if table.model else ()):
        fields["threat"] = {"danger": danger, "valid_until": until} if danger and until else None
    if table.name == "overrides":
        fields |= {"rule": "H12", "by": "A", "approved_by": "B", "until": LAST, "since": date(2026, 1, 1)}
    if table.name == "waivers":
        fields["rule"] = "H16"
    if table.name == "persons":
        grown = fields["age_band"] is not None and fields["age_band"].youngest >= OF_AGE
        if fields["age_status"] is not AgeStatus.UNCLEAR and grown != (
            fields["age_status"] is AgeStatus.ADULT
        ):
            fields["age_band"] = None
    elif fields.get("since") and fields.get("until"):
        fields["since"], fields["until"] = sorted((fields["since"], fields["until"]))
    return fields


@st.composite
def weeks(draw: st.DrawFn) -> Instance:
    """A whole week."""
    names = {
        name: draw(st.lists(words, min_size=1, max_size=ROWS, unique=True)) for name in NAMED
    }  # fmt: skip
    names["helpers"] = names["contacts"] + names["interpreters"]
    names["anybody"] = names["persons"] + names["outsiders"] + names["helpers"]
    as_of = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    fields: dict[str, Any] = {"as_of": as_of, "policy": _policy(draw)}
    fields["units"] = _units(draw, names)
    fields["households"] = _households(draw, names)
    fields["programmes"] = _programmes(draw, names)
    rooms = {room.alias: unit for unit in fields["units"] for room in unit.rooms}
    for table in TABLES:
        if table.name not in fields and table.name in Instance.model_fields and table.model:
            rows = []
            for n in range(draw(st.integers(0, ROWS))):
                given = (
                    {"alias": names[table.name][n]}
                    if table.name in NAMED and n < len(names[table.name])
                    else {}
                )
                if table.name in NAMED and not given:
                    continue
                one = _mended(draw, table, row(draw, table, names, **given), rooms, names, as_of)
                if table.name != "relations" or one["a"] != one["b"]:
                    rows.append(one)
            if table.name in NAMED:
                rows = [row(draw, table, names, alias=alias) for alias in names[table.name]]
            fields[table.name] = tuple(table.model(**one) for one in rows)
    contacts = {one.household: one for one in fields["assignments"]}
    levels = {(one.person, one.language): one for one in fields["language_levels"]}
    fields["bed_prices"] = tuple({one.room: one for one in fields["bed_prices"]}.values())
    fields |= {"assignments": tuple(contacts.values()), "language_levels": tuple(levels.values())}
    return Instance(**fields)


def _policy(draw: st.DrawFn) -> Policy:
    figures = st.dictionaries(words, st.integers(-99, 999), min_size=1, max_size=2)
    settings = draw(st.dictionaries(words, figures, max_size=2))
    given = {c.field.removeprefix("policy."): value(draw, c, {}) for c in WEEK.columns if c.field != "as_of"}
    return Policy(settings=settings, **given)


def _units(draw: st.DrawFn, names: dict[str, list[str]]) -> tuple[HousingUnit, ...]:
    owner = {zone: draw(st.sampled_from(names["units"])) for zone in names["zones"]}
    zones = {
        u: [row(draw, ZONES, names, alias=z) for z in names["zones"] if owner[z] == u] for u in names["units"]
    }
    rooms: dict[str, list[Any]] = {u: [] for u in names["units"]}
    for alias in names["rooms"]:
        zone = draw(st.sampled_from(names["zones"]))
        rooms[owner[zone]].append(row(draw, ROOMS, names, alias=alias) | {"zone": zone})
    made = []
    for alias in names["units"]:
        fields = row(draw, UNITS, names, alias=alias)
        for one in zones[alias] + rooms[alias]:
            one.pop("unit")
        mine = {
            "zones": tuple(ZONES.model(**z) for z in zones[alias]),  # type: ignore[misc]
            "rooms": tuple(ROOMS.model(**r) for r in rooms[alias]),  # type: ignore[misc]
        }
        made.append(HousingUnit(**(fields | mine)))
    return tuple(made)


def _households(draw: st.DrawFn, names: dict[str, list[str]]) -> tuple[Household, ...]:
    people = names["persons"]
    names["households"] = [h for h in names["households"] if h not in people][: len(people)] or [people[0]]
    made = []
    for n, alias in enumerate(names["households"]):
        last = n == len(names["households"]) - 1
        mine = people[n:] if last else people[n : n + 1]
        members = []
        for person in mine:
            fields = row(draw, PERSONS, names, alias=person)
            fields.pop("household")
            members.append(PERSONS.model(**fields))  # type: ignore[misc]
        made.append(Household(**(row(draw, HOUSEHOLDS, names, alias=alias) | {"members": tuple(members)})))
    return tuple(made)


def _programmes(draw: st.DrawFn, names: dict[str, list[str]]) -> tuple[Programme, ...]:
    made = []
    for alias in names["programmes"]:
        sessions = []
        for _ in range(draw(st.integers(0, ROWS))):
            fields = _in_order(row(draw, SESSIONS, names))
            fields.pop("programme")
            sessions.append(Session(**fields))
        made.append(Programme(**row(draw, PROGRAMMES, names, alias=alias), sessions=tuple(sessions)))
    return tuple(made)


def _in_order(fields: dict[str, Any]) -> dict[str, Any]:
    """The end after the start."""
    start, end = sorted((fields["start"], fields["end"]))
    if start == end:
        start, end = (time(0), end) if time(0) < end else (start, time(23, 59))
    return fields | {"start": start, "end": end}


def _only_one(draw: st.DrawFn, fields: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """One of several fields filled in; `other` says with what where nothing was drawn."""
    kept = draw(st.sampled_from(sorted(other)))
    return fields | dict.fromkeys(other) | {kept: fields[kept] or other[kept]}


def _mended(draw: st.DrawFn, table: Table, fields: dict[str, Any], rooms: dict[str, HousingUnit],
            names: dict[str, list[str]], as_of: date) -> Any:  # fmt: skip
    """The row so that it does not contradict itself."""
    if "shares" in table.by_field:
        named, shared = fields.pop("rooms"), fields.pop("shares")
        first = (named or (draw(st.sampled_from(sorted(rooms))),))[0]
        same = [name for name in named or (first,) if rooms[name] is rooms[first]]
        fields["place"] = place_from_alias("+".join(same) + ("/bed" if shared else ""), rooms).alias
    if table.name == "stays":
        fields["kind"] = draw(st.sampled_from([StayKind.PAST, StayKind.CURRENT, StayKind.HOLD]))
        fields["start"] = as_of - timedelta(days=draw(st.integers(0, 900)))
        if fields["kind"] is StayKind.PAST:
            fields["start"], fields["until"] = fields["start"] - timedelta(days=1), as_of
        else:
            fields["until"] = draw(st.none() | st.dates(as_of + timedelta(days=1), LAST))
    if table.name == "exits":
        fields["on"] = as_of + timedelta(days=draw(st.integers(1, 900)))
    if table.name == "pins":
        fields = _only_one(draw, fields, {"place": min(rooms), "unit": next(iter(rooms.values())).alias})
    if table.name == "relations":
        fields["protected"] = draw(st.sampled_from([None, fields["a"], fields["b"]]))
    return _mended_activity(draw, table, fields, names, as_of)


def _mended_activity(
    draw: st.DrawFn, table: Table, fields: dict[str, Any], names: dict[str, list[str]], as_of: date
) -> Any:
    if isinstance(fields.get("start"), time):
        fields = _in_order(fields)
    match table.name:
        case "overrides":
            some = {
                "unit": names["units"][0],
                "programme": names["programmes"][0],
                "helper": names["helpers"][0],
            }
            return _only_one(draw, fields, some)
        case "appointments":
            return _only_one(draw, fields, {"weekday": Weekday.MONDAY, "on": as_of})
        case "activity_wishes":
            some = {"programme": names["programmes"][0], "kind": ProgrammeKind.LEGAL}
            return _only_one(draw, fields, some)
        case "enrolments":
            kind = draw(st.sampled_from([EnrolmentKind.PAST, EnrolmentKind.CURRENT]))
            start = as_of - timedelta(days=draw(st.integers(0, 900)))
            until = draw(st.none() | st.dates(start + timedelta(days=1), LAST))
            return fields | {"kind": kind, "start": start, "until": until}
        case "assignments":
            return fields | {"kind": AssignmentKind.CURRENT}
    return fields
