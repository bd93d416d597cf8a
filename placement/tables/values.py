"""Rows to the values of the domain. What a model says against a row is translated and given its place."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from placement.domain.household import Household
from placement.domain.housing import HousingUnit, place_alias, place_from_alias
from placement.domain.instance import Instance, dangling
from placement.domain.person import Person
from placement.domain.policy import Policy
from placement.domain.programme import Programme
from placement.errors import Defect
from placement.tables.column import Table
from placement.tables.problems import FROM_DOMAIN
from placement.tables.schema import TABLES, WEEK
from placement.tables.schema_activities import SESSIONS
from placement.tables.schema_housing import ROOMS, ZONES
from placement.tables.schema_people import PERSONS
from placement.tables.sheets import Row, Sheet, Sheets

STANDIN = (Person(alias="?"),)
"""Stands for people who were complained about, while the rest of their household is looked at."""


class Values:
    """Makes values of rows."""

    def __init__(self, sheets: Sheets) -> None:
        """Take the rows; complaints go where theirs went."""
        self.sheets, self.problems, self.say = sheets.sheets, sheets.problems, sheets.say
        self.source: dict[str, list[Row]] = {}
        """Table -> rows behind the values that were made, in the same order."""

    def instance(self) -> Instance:
        """The instance. Where anything is wrong, what is returned is not to be used."""
        as_of, policy = self._week()
        units = self._units()
        rooms = {room.alias: unit for unit in units for room in unit.rooms}
        fields: dict[str, Any] = {
            "as_of": as_of, "policy": policy, "units": units, "households": self._households(),
            "programmes": self._programmes(),
        }  # fmt: skip
        for table in TABLES:
            if table.name in Instance.model_fields and table.name not in fields and table.model:
                fields[table.name] = self._values(table, table.model, rooms)
        self._rest(Instance.model_construct(**fields))
        return Instance.model_construct(**fields) if self.problems else self._checked(fields)

    def _checked(self, fields: dict[str, Any]) -> Instance:
        try:
            return Instance(**fields)
        except ValidationError:
            raise Defect("The tables were found right, but are no week.") from None

    def _week(self) -> tuple[date, Policy]:
        sheet = self.sheets.get("week")
        if sheet is None:
            self.say("missing_table", WEEK.nb, missing=WEEK.nb)
            return date.max, Policy()
        if len(sheet.rows) != 1:
            self.say("one_row", sheet.name)
            return date.max, Policy()
        row = sheet.rows[0]
        given = {k.removeprefix("policy."): v for k, v in row.values.items() if k.startswith("policy.")}
        policy = self._made(Policy, sheet, row, given | {"settings": self._settings()}, "policy.")
        return row.values.get("as_of", date.max), policy or Policy()

    def _settings(self) -> dict[str, dict[str, int]]:
        settings: dict[str, dict[str, int]] = {}
        first: dict[tuple[str, str], int] = {}
        for row in self._rows("settings"):
            if not row.bad:
                rule, name = row.values["rule"], row.values["setting"]
                if (rule, name) in first:
                    self.say(
                        "setting_twice", self.sheets["settings"].name, row.number, first=first[rule, name]
                    )
                first[rule, name] = row.number
                settings.setdefault(rule, {})[name] = row.values["value"]
        return settings

    def _rows(self, table: str) -> list[Row]:
        return self.sheets[table].rows if table in self.sheets else []

    def _units(self) -> tuple[HousingUnit, ...]:
        zone_unit = {r.values.get("alias"): r.values.get("unit") for r in self._rows("zones")}
        for row in self._rows("rooms"):
            zone, unit = row.values.get("zone"), row.values.get("unit")
            if zone in zone_unit and "zone" not in row.bad and unit and zone_unit[zone] not in (None, unit):
                sheet = self.sheets["rooms"]
                self.say("zone_of_other_unit", sheet.name, row.number, sheet.header("zone"))
                row.bad.add("zone")
        zones, rooms = self._children(ZONES, "unit"), self._children(ROOMS, "unit")
        made = []
        for row in self._rows("units"):
            alias = str(row.values.get("alias", ""))
            named = {z.alias for z in zones.get(alias, ())}
            # A room whose zone was refused is left out here: it has its own complaint.
            mine = tuple(r for r in rooms.get(alias, ()) if r.zone in named)
            more = {"zones": tuple(zones.get(alias, ())), "rooms": mine}
            unit = self._made(HousingUnit, self.sheets["units"], row, row.values | more)
            if unit:
                made.append((row, unit))
        self.source["units"] = [row for row, _ in made]
        return tuple(unit for _, unit in made)

    def _households(self) -> tuple[Household, ...]:
        members = self._children(PERSONS, "household")
        with_person = {r.values.get("household") for r in self._rows("persons")}
        made = []
        for row in self._rows("households"):
            alias, sheet = row.values.get("alias"), self.sheets["households"]
            if alias is not None and alias not in with_person:
                self.say("nobody", sheet.name, row.number, sheet.header("alias"))
            elif alias in members:
                household = self._made(Household, sheet, row, row.values | {"members": tuple(members[alias])})
                if household:
                    made.append((row, household))
            elif alias is not None:
                # Its people were complained about; its own row is looked at all the same.
                self._made(Household, sheet, row, row.values | {"members": STANDIN})
        self.source["households"] = [row for row, _ in made]
        return tuple(household for _, household in made)

    def _programmes(self) -> tuple[Programme, ...]:
        sessions, made = self._children(SESSIONS, "programme"), []
        for row in self._rows("programmes"):
            more = {"sessions": tuple(sessions.get(str(row.values.get("alias", "")), ()))}
            programme = self._made(Programme, self.sheets["programmes"], row, row.values | more)
            if programme:
                made.append((row, programme))
        self.source["programmes"] = [row for row, _ in made]
        return tuple(programme for _, programme in made)

    def _children(self, table: Table, owner: str) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for row in self._rows(table.name):
            if table.model:
                values = {k: v for k, v in row.values.items() if k != owner}
                one = self._made(table.model, self.sheets[table.name], row, values)
                if one is not None and owner in row.values:
                    found.setdefault(row.values[owner], []).append(one)
        return found

    def _values(self, table: Table, model: type[BaseModel], rooms: dict[str, HousingUnit]) -> tuple[Any, ...]:
        made = []
        for row in self._rows(table.name):
            values = dict(row.values)
            if "shares" in table.by_field:
                named, shared = values.pop("rooms", None), values.pop("shares", None)
                if named and "rooms" not in row.bad:
                    values["place"] = self._place(
                        self.sheets[table.name], row, rooms, named, shared=bool(shared)
                    )
            one = self._made(model, self.sheets[table.name], row, values)
            if one is not None:
                made.append((row, one))
        self.source[table.name] = [row for row, _ in made]
        return tuple(one for _, one in made)

    def _place(self, sheet: Sheet, row: Row, rooms: dict[str, HousingUnit], named: tuple[str, ...], *,
               shared: bool) -> str:  # fmt: skip
        """The canonical alias of a place; a room whose own row was refused is not complained about again."""
        try:
            return place_from_alias(place_alias(named, shared=shared), rooms).alias
        except KeyError:
            row.bad.add("rooms")
        except ValueError:
            row.bad.add("rooms")
            self.say("not_a_place", sheet.name, row.number, sheet.header("rooms"))
        return "?"

    def _made(self, model: type[BaseModel], sheet: Sheet, row: Row, values: dict[str, Any],
              prefix: str = "") -> Any:  # fmt: skip
        """The value in a row, or None: complaints of the model are translated."""
        deep = {f for f in sheet.table.by_field if "." in f and not f.startswith("policy.")}
        values = self._nested(sheet, row, dict(values), deep)
        try:
            made = model(**values)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_context=True, include_input=False):
                self._translate(sheet, row, one, prefix)
            return None
        return None if row.bad else made

    def _nested(self, sheet: Sheet, row: Row, values: dict[str, Any], deep: set[str]) -> dict[str, Any]:
        """Gather `threat.danger` and `threat.valid_until` into one value; half a value is a problem."""
        for first in {name.split(".")[0] for name in deep}:
            mine = sorted(name for name in deep if name.split(".")[0] == first)
            given = {name.split(".")[1]: values.pop(name) for name in mine if values.get(name) is not None}
            empty = [name for name in mine if name.split(".")[1] not in given]
            for name in mine:
                values.pop(name, None)
            if given and empty:
                if not row.bad & set(mine):
                    self.say("half_filled", sheet.name, row.number, sheet.header(empty[0]))
                row.bad.add(empty[0])
            elif given and sheet.table.model:
                inner = sheet.table.model.model_fields[first].annotation
                made = next(a for a in getattr(inner, "__args__", ()) if a is not type(None))
                values[first] = made(**given)
        return values

    def _translate(self, sheet: Sheet, row: Row, error: Any, prefix: str) -> None:
        kind, where, limits = error["type"], error["loc"], error.get("ctx", {})
        name = f"{prefix}{where[0]}" if where else ""
        name = {"place": "rooms", "members": "alias"}.get(name, name)
        if row.bad and (name in row.bad or not where or kind == "missing"):
            return
        header = sheet.header(name)
        row.bad.add(name)
        code, facts = _code(kind, name, str(error.get("msg", "")), limits)
        if code == "out_of_range":
            facts = _range(sheet.table, name, prefix) or facts
            code = "out_of_range" if len(facts) == 2 else "too_small"  # noqa: PLR2004
        self.say(code, sheet.name, row.number, header, **facts)

    def _rest(self, instance: Instance) -> None:
        """What the domain knows about rows that name each other, beyond the references above."""
        whole = not self.problems
        for one in dangling(instance):
            code = FROM_DOMAIN.get(one.what, "not_of_the_pair" if one.field == "protected" else "")
            rows = self.source.get(one.table)
            # In a part of a week, a place may be unknown only because its own row was refused.
            told_already = not whole and (not code or one.what == "unknown place")
            if rows is None or one.row >= len(rows) or told_already:
                continue
            sheet, row = self.sheets[one.table], rows[one.row]
            name = {"place": "rooms"}.get(one.field, one.field)
            if name not in row.bad:
                self.say(code or "value", sheet.name, row.number, sheet.header(name))
        if not self.problems and any(row.bad for sheet in self.sheets.values() for row in sheet.rows):
            raise Defect("A row was left out without a complaint.")


def _code(kind: str, name: str, message: str, limits: dict[str, Any]) -> tuple[str, dict[str, str | int]]:
    """Code and facts for a complaint of a model."""
    if kind == "value_error":
        return FROM_DOMAIN.get(message.removeprefix("Value error, "), "contradiction"), {}
    if kind in ("greater_than_equal", "less_than_equal"):
        return "out_of_range", {"least": int(limits.get("ge", 0))}
    if kind == "string_pattern_mismatch" and "a-z]{3}" in str(limits.get("pattern", "")):
        return "not_a_code", {}
    if kind == "string_pattern_mismatch" and name == "rule":
        return "not_a_rule", {}
    if kind.startswith("string"):
        return "not_an_alias", {}
    return ("required", {}) if kind in ("missing", "too_short") else ("value", {})


def _range(table: Table, name: str, prefix: str) -> dict[str, str | int]:
    model: type[BaseModel] | None = Policy if prefix else table.model
    info = model.model_fields.get(name.removeprefix(prefix)) if model else None
    return dict(_limits(info.annotation if info else None, info.metadata if info else ()))


def _limits(annotation: Any, metadata: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for one in metadata:
        for part in (one, *getattr(one, "metadata", ())):
            if getattr(part, "ge", None) is not None:
                yield "least", part.ge
            if getattr(part, "le", None) is not None:
                yield "most", part.le
    for inner in getattr(annotation, "__args__", ()):
        yield from _limits(inner, getattr(inner, "__metadata__", ()))
