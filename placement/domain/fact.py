"""An instance as rows: what is stored, edited one field at a time, imported and compared.

A row is a value without what lies inside it: persons are rows beside their household, rooms beside their unit. Its body
is what JSON holds of it, so that two rows can be compared field by field. Nothing here knows a database.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from placement.domain.actor import User
from placement.domain.desk_rows import (
    Address,
    BreakGlass,
    ColumnMapping,
    KeptScenario,
    PlanComment,
    ShownPlaces,
)
from placement.domain.housing import Room, Zone
from placement.domain.instance import Instance
from placement.domain.person import Person
from placement.domain.policy import Policy
from placement.domain.programme import Session
from placement.domain.value import Value

Body = Mapping[str, Any]
"""Field -> what JSON holds: text, whole number, yes or no, nothing, a list, or such a mapping."""
Content = Mapping[str, Mapping[str, Body]]
"""Table -> key -> body."""


class Nested(NamedTuple):
    """Rows that lie inside another row: in which table and field, and by which field they name it."""

    outer: str
    field: str
    names: str
    model: type[Value]


NESTED = {
    "zones": Nested("units", "zones", "unit", Zone),
    "rooms": Nested("units", "rooms", "unit", Room),
    "persons": Nested("households", "members", "household", Person),
    "sessions": Nested("programmes", "sessions", "programme", Session),
}
WEEK, SETTINGS = "week", "settings"
ONE = "week"
"""Key of the one row of the table `week`: the date on which all is read, the horizon, the policy's version."""


class Edit(NamedTuple):
    """One row before and after. None before: a new row; None after: it is removed."""

    table: str
    key: str
    before: Body | None
    after: Body | None

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ, in order."""
        before, after = self.before or {}, self.after or {}
        return tuple(
            sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        )

    @property
    def undone(self) -> "Edit":
        """The edit that takes this one back."""
        return self._replace(before=self.after, after=self.before)


@cache
def models() -> Mapping[str, type[Value]]:
    """Table -> the value that one of its rows is part of; the tables of an instance, and those inside them."""
    found = {
        name: args[0]
        for name, info in Instance.model_fields.items()
        if (args := get_args(info.annotation)) and isinstance(args[0], type) and issubclass(args[0], Value)
    }
    return found | {name: nested.model for name, nested in NESTED.items()}


EXTRA: Mapping[str, type[Value]] = {
    "users": User,
    "addresses": Address,
    "break_glass": BreakGlass,
    "mappings": ColumnMapping,
    "scenarios": KeptScenario,
    "plan_comments": PlanComment,
    "shown_places": ShownPlaces,
}
"""Tables that a desk has beside those of an instance."""


def desk_tables() -> tuple[str, ...]:
    """Every table of a desk."""
    return (*tables(), *EXTRA)


def model_of(table: str) -> type[Value]:
    """The value that a row of a table is, or is part of. Raises KeyError for a table without one."""
    return EXTRA[table] if table in EXTRA else models()[table]


def tables() -> tuple[str, ...]:
    """All tables, those first that others name."""
    return (WEEK, SETTINGS, *models())


@cache
def fields_of(table: str) -> tuple[str, ...]:
    """The fields of a table's rows, in order."""
    if table == WEEK:
        return "as_of", "horizon_days", "version"
    if table == SETTINGS:
        return "rule", "setting", "value"
    inside = {nested.field for nested in NESTED.values() if nested.outer == table}
    own = tuple(name for name in model_of(table).model_fields if name not in inside)
    return (NESTED[table].names, *own) if table in NESTED else own


OWN_KEYS = {"users": "login", "addresses": "unit", "plan_comments": "plan"}
"""Tables whose rows are known by another field than their alias."""


def key_field(table: str) -> str | None:
    """The field that is a row's key; rows of other tables get a number as they come."""
    if table in (WEEK, SETTINGS) or table in IDENTITY:
        return None
    return OWN_KEYS.get(table, "alias")


def has_alias(table: str) -> bool:
    """Whether a row's key is one of its own fields."""
    return key_field(table) is not None


IDENTITY: Mapping[str, tuple[str, ...]] = {
    "closures": ("unit", "room", "since", "kind"), "can_receive": ("unit",),
    "bed_prices": ("room",), "relations": ("a", "b", "kind"),
    "knows_address": ("person", "unit"), "avoid_areas": ("person", "area"), "consents": ("person", "to", "on"),
    "move_consents": ("person", "unit", "on"), "vetoes": ("person", "unit", "since"),
    "stays": ("household", "place", "start"), "exits": ("household", "on"), "offers": ("household", "unit", "on"),
    "tier_changes": ("household", "since"), "pins": ("household", "place", "unit"),
    "overrides": ("rule", "households", "unit", "programme", "helper", "since"),
    "releases": ("household", "unit", "room"), "waivers": ("household", "rule", "unit", "since"),
    "travel": ("a", "b"), "sessions": ("programme", "weekday", "start"), "language_levels": ("person", "language"),
    "appointments": ("person", "kind", "weekday", "on", "start"),
    "activity_wishes": ("person", "programme", "kind"), "activity_consents": ("person", "programme", "on"),
    "enrolments": ("person", "programme", "start"), "absences": ("contact", "since"),
    "assignments": ("household", "contact"), "impartiality": ("helper", "household"),
    "bookable_hours": ("interpreter", "on", "start"), SETTINGS: ("rule", "setting"), WEEK: (),
    "break_glass": ("rule", "households", "unit", "night"), "mappings": ("table", "header"),
    "shown_places": ("household", "on"),
}  # fmt: skip
"""Fields by which a row without an alias is known again in a table that somebody hands in."""


def identity(table: str, body: Body) -> tuple[Any, ...]:
    """By what a row is known again: its alias, or the fields of IDENTITY."""
    own = key_field(table)
    names = (own,) if own else IDENTITY[table]
    return tuple(_hashable(body.get(name)) for name in names)


def _hashable(value: object) -> object:
    return tuple(_hashable(one) for one in value) if isinstance(value, list) else value


def content_of(instance: Instance) -> dict[str, dict[str, Body]]:
    """The rows of an instance. Rows without an alias get their number in the table as key."""
    found: dict[str, dict[str, Body]] = {table: {} for table in tables()}
    policy = instance.policy
    found[WEEK][ONE] = {
        "as_of": instance.as_of.isoformat(),
        "horizon_days": policy.horizon_days,
        "version": policy.version,
    }
    for rule, figures in policy.settings.items():
        for name, value in figures.items():
            _add(found, SETTINGS, {"rule": rule, "setting": name, "value": value})
    for table in models():
        if table not in NESTED:
            for value in getattr(instance, table):
                _add_with_inner(found, table, value.model_dump(mode="json"))
    return found


def _add_with_inner(found: dict[str, dict[str, Body]], table: str, body: dict[str, Any]) -> None:
    for inner, nested in NESTED.items():
        if nested.outer == table:
            for one in body.pop(nested.field):
                _add(found, inner, {nested.names: body["alias"], **one})
    _add(found, table, body)


def _add(found: dict[str, dict[str, Body]], table: str, body: Body) -> None:
    key = body["alias"] if has_alias(table) else str(len(found[table]) + 1)
    found[table][key] = {name: ordered(value, name) for name, value in body.items()}


SEQUENCES = frozenset({"wishes", "places"})
"""Lists whose order has a meaning."""


def ordered(value: Any, name: str) -> Any:
    """Lists without an order in one order, so that equal rows are equal."""
    if isinstance(value, list) and name not in SEQUENCES and all(isinstance(one, str) for one in value):
        return sorted(value)
    return value


class Wrong(ValueError):
    """A row that no instance can hold. Names the table, the key and the field, never what it holds."""

    def __init__(self, table: str, key: str, field: str, kind: str) -> None:
        super().__init__(f"{table}, {key}, {field}: {kind}")
        self.table, self.key, self.field, self.kind = table, key, field, kind


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    return TypeAdapter(model_of(table))


def row_value(table: str, key: str, body: Body) -> Any:
    """The value of an outer row; its body holds also the bodies of what lies inside it.

    Raises:
        Wrong: The row holds what its table does not.
    """
    from pydantic_core import to_json

    try:
        return _adapter(table).validate_json(to_json(body))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"] if isinstance(step, str))
        raise Wrong(table, key, where, first["type"]) from None


def instance_of(content: Content) -> Instance:
    """The instance that these rows are.

    Raises:
        Wrong: A row holds what its table does not, or names an outer row that is not there.
        ValidationError: The rows do not fit together (`placement.domain.instance.dangling`).
    """
    inner = _inner(content)
    values: dict[str, Any] = {}
    for table in models():
        if table not in NESTED:
            rows = content.get(table, {})
            values[table] = tuple(
                row_value(table, key, {**body, **inner.get((table, key), {})}) for key, body in rows.items()
            )
    as_of, policy = policy_of(content)
    return Instance(as_of=as_of, policy=policy, **values)


def policy_of(content: Content) -> tuple[date, Policy]:
    """The date on which all is read, and what the unit decided about its planning. Raises Wrong."""
    week = content.get(WEEK, {}).get(ONE, {})
    settings: dict[str, dict[str, int]] = {}
    for row in content.get(SETTINGS, {}).values():
        settings.setdefault(row["rule"], {})[row["setting"]] = row["value"]
    try:
        policy = Policy(version=week["version"], horizon_days=week["horizon_days"], settings=settings)
        return date.fromisoformat(week["as_of"]), policy
    except (KeyError, TypeError, ValueError):
        raise Wrong(WEEK, ONE, "as_of", "week") from None


def _inner(content: Content) -> dict[tuple[str, str], dict[str, list[Body]]]:
    """(outer table, outer key) -> field -> bodies of the rows inside it."""
    found: dict[tuple[str, str], dict[str, list[Body]]] = {}
    for nested in NESTED.values():
        for key in content.get(nested.outer, {}):
            found.setdefault((nested.outer, key), {})[nested.field] = []
    for table, nested in NESTED.items():
        for key, body in content.get(table, {}).items():
            own = {name: value for name, value in body.items() if name != nested.names}
            fields = found.get((nested.outer, str(body.get(nested.names))))
            if fields is None:
                raise Wrong(table, key, nested.names, "unknown")
            fields[nested.field].append(own)
    return found


def difference(old: Content, new: Content) -> tuple[Edit, ...]:
    """The edits that make the new content of the old one; rows are told apart by table and key."""
    edits = []
    for table in tables():
        before, after = old.get(table, {}), new.get(table, {})
        for key in (*before, *(key for key in after if key not in before)):
            edit = Edit(table, key, before.get(key), after.get(key))
            if edit.before != edit.after:
                edits.append(edit)
    return tuple(edits)


def applied(content: Content, edits: Iterable[Edit]) -> dict[str, dict[str, Body]]:
    """The content after these edits. Raises ValueError where a row is not as an edit expects it."""
    out = {table: dict(rows) for table, rows in content.items()}
    for edit in edits:
        rows = out.setdefault(edit.table, {})
        if rows.get(edit.key) != edit.before:
            raise ValueError(f"{edit.table}, {edit.key}: the row is not as it was")
        if edit.after is None:
            rows.pop(edit.key, None)
        else:
            rows[edit.key] = edit.after
    return out


@cache
def default_body(table: str) -> Body:
    """What a row of a table holds where nothing is said; None also where something must be."""
    from pydantic_core import to_jsonable_python

    known = {} if table in (WEEK, SETTINGS) else model_of(table).model_fields
    return {
        name: to_jsonable_python(info.get_default(call_default_factory=True))
        if (info := known.get(name)) is not None and not info.is_required()
        else None
        for name in fields_of(table)
    }
