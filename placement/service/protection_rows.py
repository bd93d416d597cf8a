"""What rows beside a person's own forbid for somebody's sake, on which nights."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.decision import Override
from placement.domain.housing import BED, ClosureKind
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.stay import Stay, StayKind
from placement.domain.value import ALWAYS, FOREVER, Answer
from placement.service.protection_facts import ALIASES, HELPERS, Facts, value_of
from placement.service.protection_kinds import PROTECTING, Kind

Row = tuple[str, str]
"""Table and key."""
Names = frozenset[str]
"""Aliases whose rows are looked at."""
APART = frozenset({RelationKind.SEPARATE, RelationKind.CONFLICT})
DAY = timedelta(days=1)


class Guard(NamedTuple):
    """Somebody is guarded against something; without a person it is about a unit, or about who knows one."""

    kind: Kind
    person: str | None
    other: str | None = None
    """Another person, a helper or an area; of an override the code of its rule."""
    unit: str | None = None
    """A unit; of an override also a programme or a helper."""


class Held(NamedTuple):
    """One row's part in a guard: the nights `[since, until)`, and the rows that it rests on, its own first."""

    guard: Guard
    since: date
    until: date
    rows: tuple[Row, ...]


def _avoid_areas(facts: Facts, names: Names) -> Iterator[Held]:
    for key, row in facts.naming("avoid_areas", ("person", "person"), names):
        if facts.is_person(row.person):
            guard = Guard(Kind.AVOID_AREA, row.person, row.area)
            yield Held(guard, row.since, row.until, (("avoid_areas", key), ("persons", row.person)))


def _vetoes(facts: Facts, names: Names) -> Iterator[Held]:
    for key, row in facts.naming("vetoes", ("person", "person"), names):
        if facts.is_person(row.person):
            guard = Guard(Kind.VETO, row.person, unit=row.unit)
            yield Held(guard, row.since, row.until, (("vetoes", key), ("persons", row.person)))


def _relations(facts: Facts, names: Names) -> Iterator[Held]:
    for key, row in facts.naming("relations", ("a", "b"), names):
        if not (facts.is_known(row.a) and facts.is_known(row.b)):
            continue
        people = ((table, alias) for alias in (row.a, row.b) for table in ALIASES)
        rows = (("relations", key), *people)
        for person, other in ((row.a, row.b), (row.b, row.a)):
            if facts.is_person(person):
                for kind in _of_link(row, person, other, facts):
                    yield Held(Guard(kind, person, other), _begin(row, kind), row.until, rows)


def _of_link(row: Relation, person: str, other: str, facts: Facts) -> Iterator[Kind]:
    if row.kind in HARMFUL and row.protected in (None, person):
        yield Kind.HARMFUL_LINK
    elif row.kind in APART:
        yield Kind.KEPT_APART
    if row.kind is not RelationKind.NEUTRAL and other in facts.rows("interpreters"):
        yield Kind.CONFLICT


def _begin(row: Relation, kind: Kind) -> date:
    """H03 and T01 let a link count until it ends, also one that begins and ends at once."""
    if kind is Kind.KEPT_APART or row.until == ALWAYS:
        return row.since
    return min(row.since, row.until - DAY)


def _impartiality(facts: Facts, names: Names) -> Iterator[Held]:
    for key, row in facts.naming("impartiality", ("household", "helper"), names):
        if row.conflict is Answer.YES and facts.is_known(row.helper):
            helper = ((table, row.helper) for table in HELPERS)
            for person in facts.meant_by(row.household):
                mine = (("persons", person), ("households", facts.home(person)))
                guard = Guard(Kind.CONFLICT, person, row.helper)
                yield Held(guard, ALWAYS, FOREVER, (("impartiality", key), *mine, *helper))


def _splits(facts: Facts, names: Names) -> Iterator[Held]:
    for person in sorted(names):
        home = facts.home(person)
        if origin := facts.origin(home):
            guard = Guard(Kind.SPLIT, person, origin)
            yield Held(guard, ALWAYS, FOREVER, (("households", home), ("persons", person)))


def _knowing(facts: Facts, names: Names) -> Iterator[Held]:
    """Who knows a unit: a row says so, or they lived there (`placement.domain.week`)."""
    for key, row in facts.naming("knows_address", ("person", "person"), names):
        if facts.is_known(row.person):
            people = ((table, row.person) for table in ALIASES)
            guard = Guard(Kind.KNOWN_ADDRESS, None, row.person, row.unit)
            yield Held(guard, ALWAYS, FOREVER, (("knows_address", key), *people))
    for key, stay in facts.naming("stays", ("household", "household"), names):
        unit = _unit_of(facts, stay)
        if unit and (stay.kind is not StayKind.HOLD or stay.start <= facts.as_of):
            for person in facts.members.get(stay.household, (stay.household,)):
                guard = Guard(Kind.KNOWN_ADDRESS, None, person, unit)
                yield Held(guard, ALWAYS, FOREVER, (("stays", key), ("persons", person)))


def _unit_of(facts: Facts, stay: Stay) -> str | None:
    room = stay.place.removesuffix(BED).split("+")[0]
    unit = facts.rows("rooms").get(room, {}).get("unit")
    return None if unit is None else str(unit)


def _burnt(facts: Facts, names: Names) -> Iterator[Held]:
    for key, row in facts.naming("closures", ("unit", "unit"), names):
        if row.kind is ClosureKind.BURNT:
            guard = Guard(Kind.BURNT_ADDRESS, None, unit=row.unit)
            yield Held(guard, row.since, row.until, (("closures", key),))


GUARDS: Mapping[Callable[[Facts, Names], Iterator[Held]], frozenset[str]] = {
    _avoid_areas: frozenset({"avoid_areas"}),
    _vetoes: frozenset({"vetoes"}),
    _relations: frozenset({"relations", "impartiality"}),
    _impartiality: frozenset({"relations", "impartiality"}),
    _splits: frozenset(),
    _knowing: frozenset({"knows_address", "stays"}),
    _burnt: frozenset({"closures"}),
}
"""What guards -> tables whose edits can change it; those of `BELONGS` can change any."""
BELONGS = {"persons": "household", "households": "origin"} | dict.fromkeys(ALIASES[1:], "alias")
"""Table of those who are named -> the field that says where they belong."""
KEEPS = {Kind.KEPT_APART: Kind.HARMFUL_LINK}
"""A kind -> the stronger one that guards against the same, whichever of the two it protects."""


def guards(facts: Facts, names: Names, edited: frozenset[str]) -> Iterator[Held]:
    """What guards these, and those whom their rows name, as far as edits of these tables can change it."""
    for make, tables in GUARDS.items():
        if not edited.isdisjoint(tables | BELONGS.keys()):
            yield from make(facts, names)


def allowed(facts: Facts, names: Names, edited: frozenset[str]) -> Iterator[Held]:
    """The reverse of a guard: for whom a rule that protects is set aside, where, and on which nights."""
    if edited.isdisjoint({"overrides"} | BELONGS.keys()):
        return
    for key, body in facts.rows("overrides").items():
        row: Override = value_of("overrides", key, body)
        meant = {person for household in row.households for person in facts.meant_by(household)}
        for person in sorted(meant & names) if row.rule in PROTECTING else ():
            guard = Guard(Kind.OVERRIDE, person, row.rule, row.where)
            mine = (("persons", person), ("households", facts.home(person)))
            yield Held(guard, row.since, row.until, (("overrides", key), *mine))


def protected_from(facts: Facts, other: str, today: date) -> tuple[str, ...]:
    """Whom a harmful link that has not ended protects from somebody."""
    held = _relations(facts, frozenset({other}))
    found = (h for h in held if h.guard.kind is Kind.HARMFUL_LINK and h.guard.other == other)
    return tuple(sorted({str(h.guard.person) for h in found if h.until > today}))
