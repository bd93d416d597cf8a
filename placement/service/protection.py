"""The one guard before every edit, import, merge, undo, restore and migration: what would lower a protection.

Nothing lowers a protection of a person unless two named people say so. Which facts protect whom, and why, says
`placement.service.protection_kinds`. All is compared as it holds, not row by row: what another row says as well is not
lost. Nothing here knows who asks, or what they may do.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from placement.domain.fact import SETTINGS, Body, Content, Edit, difference
from placement.domain.rule import Rule
from placement.domain.value import ALWAYS, FOREVER
from placement.service.protection_facts import Facts, value_of
from placement.service.protection_kinds import Kind
from placement.service.protection_own import FIELDS, less_of_own
from placement.service.protection_rows import (
    BELONGS,
    KEEPS,
    Guard,
    Held,
    Row,
    allowed,
    guards,
    protected_from,
)


class Lowering(NamedTuple):
    """One protection that a change lowers. Names and fields only, never what a field holds."""

    kind: Kind
    person: str | None
    """Who is protected less; none: it is about a unit, or about everybody."""
    table: str
    key: str
    field: str | None
    """The field that changes; none: a row comes or goes as a whole."""
    other: str | None = None
    """Another person, a helper, an area, or what a rule is called."""
    unit: str | None = None
    """A unit; of an override also a programme or a helper."""


NAMES: Mapping[str, tuple[str, ...]] = {
    "relations": ("a", "b"),
    "avoid_areas": ("person",),
    "vetoes": ("person",),
    "knows_address": ("person",),
    "stays": ("household",),
    "impartiality": ("household",),
    "closures": ("unit",),
    "overrides": ("households",),
}
"""Table whose rows guard -> the fields by which they name somebody, or a unit."""
CAUSES = {
    "relations": ("since", "until", "kind", "protected", "a", "b"),
    "avoid_areas": ("since", "until", "person", "area"),
    "vetoes": ("since", "until", "person", "unit"),
    "knows_address": ("person", "unit"),
    "stays": ("household", "place", "kind", "start"),
    "impartiality": ("conflict", "helper", "household"),
    "closures": ("since", "until", "kind", "unit"),
    "overrides": ("since", "until", "rule", "households", "unit", "programme", "helper"),
    "persons": ("household",),
    "households": ("origin",),
}
"""Table -> the fields that can lower something, the likeliest first."""


def lowered(before: Content, edits: Iterable[Edit], *, today: date = ALWAYS) -> tuple[Lowering, ...]:
    """What the edits of one change, taken together, lower.

    Args:
        before: All rows as they are.
        edits: What the change does. What a row holds before is read from `before`.
        today: Nights before it protect nobody any more. It is the clock's date, never the week's `as_of`, which a
            change can set; without it all nights count.

    Raises:
        Wrong: A row that is looked at holds what its table does not.
    """
    changed = _together(before, edits)
    after: dict[str, dict[str, Body]] = {}
    for (table, key), edit in changed.items():
        rows = after.setdefault(table, dict(before.get(table, {})))
        if edit.after is None:
            rows.pop(key, None)
        else:
            rows[key] = edit.after
    return _compared(before, {**before, **after}, changed, today)


def lowered_between(old: Content, new: Content, *, today: date = ALWAYS) -> tuple[Lowering, ...]:
    """What a restore or a migration that turns the one content into the other lowers; otherwise as `lowered`."""
    changed = {(edit.table, edit.key): edit for edit in difference(old, new)}
    return _compared(old, new, changed, today)


def settings_changed(edits: Iterable[Edit], rules: Iterable[Rule]) -> tuple[Lowering, ...]:
    """Figures of rules that a change sets, changes or takes back; they take two people. Goals' figures do not.

    Whether more days or fewer are the safer figure differs from rule to rule, so every change counts.
    """
    codes = {rule.id for rule in rules}
    old: dict[tuple[str, str], object] = {}
    new: dict[tuple[str, str], object] = {}
    found: dict[tuple[str, str], Lowering] = {}
    for edit in edits:
        if edit.table != SETTINGS:
            continue
        for body, side in ((edit.before, old), (edit.after, new)):
            if body is not None and body.get("rule") in codes:
                name = (body["rule"], body["setting"])
                side[name] = body.get("value")
                whole = None in (edit.before, edit.after)
                field = None if whole else "value"
                found[name] = Lowering(Kind.SETTING, None, SETTINGS, edit.key, field, ".".join(name))
    return tuple(told for name, told in found.items() if old.get(name) != new.get(name))


def _together(before: Content, edits: Iterable[Edit]) -> dict[Row, Edit]:
    """One edit a row. New rows may share a key as long as they have no number."""
    found: dict[Row, Edit] = {}
    for edit in edits:
        key = edit.key
        while edit.before is None and (last := found.get((edit.table, key))) and last.after is not None:
            key += "'"
        was = before.get(edit.table, {}).get(key)
        found[edit.table, key] = edit._replace(key=key, before=was)
    return found


def _compared(old: Content, new: Content, edits: Mapping[Row, Edit], today: date) -> tuple[Lowering, ...]:
    found = {told for edit in edits.values() for told in _of_own(edit)}
    touching = [(edit.table, its) for edit in edits.values() if (its := tuple(_named(edit)))]
    if touching:
        was, now = Facts(old), Facts(new)
        tables = frozenset(table for table, _ in touching)
        named = {name for _, its in touching for name in its}
        names = frozenset(was.around(named) | now.around(named))
        for held in _lost(guards(was, names, tables), guards(now, names, tables), today):
            found.update(_told(held, edits, was, today))
        for held in _lost(allowed(now, names, tables), allowed(was, names, tables), today):
            if was.is_person(str(held.guard.person)):
                found.update(_told(held, edits, was, today))
    return tuple(sorted(found, key=lambda told: tuple(part or "" for part in told)))


def _of_own(edit: Edit) -> Iterator[Lowering]:
    """What a person's own row loses."""
    if edit.table != "persons" or edit.before is None or not (edit.after is None or FIELDS & {*edit.fields}):
        return
    before = value_of(edit.table, edit.key, edit.before)
    after = None if edit.after is None else value_of(edit.table, edit.key, edit.after)
    for own in less_of_own(before, after):
        yield Lowering(own.kind, edit.key, edit.table, edit.key, own.field if after else None)


def _named(edit: Edit) -> Iterator[str]:
    """Whose guards an edit can touch: whom its row names, before or after. A name that is new guards nobody yet."""
    bodies = [body for body in (edit.before, edit.after) if body is not None]
    whole = len(bodies) == 1
    if edit.table in BELONGS:
        field = BELONGS[edit.table]
        if edit.before is not None and (whole or field in edit.fields):
            yield edit.key
            yield from (body[field] for body in bodies if body.get(field))
    elif edit.table in NAMES and (whole or not {*CAUSES[edit.table]}.isdisjoint(edit.fields)):
        for body in bodies:
            for name in (body.get(field) for field in NAMES[edit.table]):
                yield from name if isinstance(name, list) else [name] if name else []


def _lost(before: Iterable[Held], after: Iterable[Held], today: date) -> Iterator[Held]:
    """The parts of guards whose nights are no longer guarded, by whatever row."""
    left: dict[Guard, list[tuple[date, date]]] = {}
    for held in after:
        left.setdefault(held.guard, []).append((held.since, held.until))
    for held in before:
        spans = [span for guard in _as_good(held.guard) for span in left.get(guard, ())]
        if not _covered(max(held.since, today), held.until, spans):
            yield held


def _as_good(guard: Guard) -> Iterator[Guard]:
    """The guard itself, and a stronger one between the same two."""
    yield guard
    if guard.kind in KEEPS:
        for one, other in ((guard.person, guard.other), (guard.other, guard.person)):
            yield guard._replace(kind=KEEPS[guard.kind], person=one, other=other)


def _covered(since: date, until: date, spans: Iterable[tuple[date, date]]) -> bool:
    """Whether the spans together hold every night of `[since, until)`."""
    night = since
    for start, end in sorted(spans):
        if start > night:
            break
        night = max(night, end)
    return night >= until


def _told(held: Held, edits: Mapping[Row, Edit], was: Facts, today: date) -> Iterator[Lowering]:
    kind, person, other, unit = held.guard
    table, key = next((row for row in held.rows if row in edits), held.rows[0])
    field = _field(edits[table, key]) if (table, key) in edits else None
    if kind is not Kind.KNOWN_ADDRESS:
        yield Lowering(kind, person, table, key, field, other, unit)
        return
    protected = protected_from(was, str(other), today)
    for one in protected or ([None] if held.rows[0][0] == "knows_address" else []):
        yield Lowering(kind, one, table, key, field, other, unit)


def _field(edit: Edit) -> str | None:
    """The field of a row by which it guards less: a date that narrows it, else another that changed."""
    before, after = edit.before, edit.after
    if before is None or after is None:
        return None
    changed = set(edit.fields)
    if edit.table == "overrides":  # the wider, the less is left of the rule
        before, after = after, before
    if str(after.get("since", ALWAYS)) <= str(before.get("since", ALWAYS)):
        changed.discard("since")
    if str(after.get("until", FOREVER)) >= str(before.get("until", FOREVER)):
        changed.discard("until")
    return next((name for name in CAUSES.get(edit.table, ()) if name in changed), None)


def overrides_made(edits: Iterable[Edit]) -> tuple[Lowering, ...]:
    """Overrides that a change makes or changes: whatever the rule, they take two people. To end one takes one."""
    return tuple(
        Lowering(Kind.OVERRIDE, None, "overrides", edit.key, None, str(edit.after["rule"]))
        for edit in edits
        if edit.table == "overrides" and edit.after is not None and not _ends_sooner(edit)
    )


def _ends_sooner(edit: Edit) -> bool:
    return (
        edit.before is not None
        and edit.after is not None
        and edit.fields == ("until",)
        and edit.after["until"] < edit.before["until"]
    )
