"""What changed since the running plan was accepted: who came, who left, whose needs are others, which locks broke."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from placement.domain.fact import Body, Content, Wrong, difference
from placement.domain.review import Review
from placement.review.form import PIN
from placement.service.desk.desk import Desk
from placement.service.desk.named import field_name, table_name
from placement.service.remembered import remembered
from placement.store import plans
from placement.words.language import Lang

NEEDS = ("persons", "households")
"""Tables whose fields are told by name, never by what they hold."""
BESIDE = (
    "relations",
    "avoid_areas",
    "vetoes",
    "knows_address",
    "consents",
    "activity_wishes",
    "appointments",
)
"""Tables of which it is told that a row of somebody changed."""
NO_NEED = frozenset({"alias", "origin", "lot", "household", "partner"})


class Gone(NamedTuple):
    """Who left, and when."""

    household: str
    on: date


class Need(NamedTuple):
    """Whose needs are others, and in what: names of fields and tables."""

    household: str
    what: tuple[str, ...]


class Since(NamedTuple):
    """What changed. Everything is of those of whom whoever looks may know."""

    arrivals: tuple[str, ...]
    exits: tuple[Gone, ...]
    needs: tuple[Need, ...]
    locks: tuple[str, ...]
    """Households whose lock cannot be kept."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not any(self)


def since_plan(desk: Desk, seen: Content, review: Review, lang: Lang) -> Since | None:
    """What changed since the running plan; none where no plan runs, or its facts are erased."""
    with desk.store.reading() as connection:
        running = plans.running(connection)
        said = plans.verifications(connection, running.id) if running else []
    if not said or (then := _content(desk, said[-1].change)) is None:
        return None
    locks = {name for one in review.findings if one.rule == PIN.id for name in one.about}
    return compare(then, desk.now().content, seen, locks, lang)


def compare(then: Content, now: Content, seen: Content, locks: set[str], lang: Lang) -> Since:
    """What changed between two contents, of what may be seen now."""
    homes = seen.get("households", {})
    before = then.get("households", {})
    arrivals = (
        a for a, row in now.get("households", {}).items() if a not in before and row.get("origin") is None
    )
    return Since(
        arrivals=tuple(sorted(alias for alias in arrivals if alias in homes)),
        exits=tuple(sorted(_exits(then, now, seen))),
        needs=tuple(_needs(then, now, seen, lang)),
        locks=tuple(sorted(locks & homes.keys())),
    )


@remembered(maxsize=2)
def _content(desk: Desk, change: int) -> Content | None:
    try:
        return desk.at(change).content
    except Wrong:
        return None


def _exits(then: Content, now: Content, seen: Content) -> Iterator[Gone]:
    old = {(row["household"], row["on"]) for row in then.get("exits", {}).values()}
    for row in now.get("exits", {}).values():
        if (row["household"], row["on"]) not in old and row["household"] in seen.get("households", {}):
            yield Gone(row["household"], date.fromisoformat(row["on"]))


def _needs(then: Content, now: Content, seen: Content, lang: Lang) -> Iterator[Need]:
    home = {alias: str(row.get("household")) for alias, row in seen.get("persons", {}).items()}
    found: dict[str, dict[str, None]] = {}
    for edit in difference(_of(then), _of(now)):
        if edit.table in NEEDS and (edit.before is None or edit.after is None):
            continue
        shown = seen.get(edit.table, {}).get(edit.key, {})
        what = [field_name(edit.table, f, lang) for f in edit.fields if f in shown and f not in NO_NEED]
        if edit.table in BESIDE:
            what = [table_name(edit.table, lang)] if shown else []
        for body in (edit.after, edit.before)[:1] if what else ():
            for alias in _whom(edit.table, edit.key, body or {}):
                if (house := home.get(alias, alias)) in seen.get("households", {}):
                    found.setdefault(house, {}).update(dict.fromkeys(what))
    yield from (Need(house, tuple(what)) for house, what in sorted(found.items()))


def _whom(table: str, key: str, body: Body) -> tuple[str, ...]:
    if table in NEEDS:
        return (key,)
    return tuple(str(body[name]) for name in ("person", "a", "b") if name in body)


def _of(content: Content) -> Mapping[str, Mapping[str, Body]]:
    return {table: content.get(table, {}) for table in (*NEEDS, *BESIDE)}
