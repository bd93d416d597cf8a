"""Changes to a whole week that must not, or must, change its plan."""

import random
from collections.abc import Mapping
from typing import Any

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.rule import Setting
from placement.domain.run import Run
from placement.rules import GOALS

TABLES = tuple(name for name in Instance.model_fields if name not in ("schema_version", "as_of", "policy"))
"""All tables of a week."""


def value(run: Run) -> tuple[object, ...]:
    """What is minimised, in order: the stages tier by tier, then all points."""
    return (*(s.vector for s in run.stages), run.points)


def who(run: Run) -> tuple[object, ...]:
    """Who is housed: the stages (a) to (f) of all tiers."""
    return tuple(s.vector for s in run.stages)


def worse(new: Run, old: Run) -> str:
    """The first tier whose stages (a) to (c) are worse, or nothing.

    It stops at the first tier in which anything else differs: the tiers below then may lose to it.
    """
    for one, other in zip(new.stages, old.stages, strict=True):
        mine, yours = ((s.nights, s.not_in_time, s.waiting_days) for s in (one, other))
        if mine > yours:
            return f"{one.tier}: {yours} -> {mine}"
        if mine < yours or (one.flags, one.lot_nights) != (other.flags, other.lot_nights):
            return ""
    return ""


def settings_of(goals: tuple[Any, ...]) -> list[tuple[str, Setting]]:
    """(goal id, setting) of every figure of the goals."""
    return [(goal.id, setting) for goal in goals for setting in goal.settings]


def weighed(instance: Instance, r: random.Random, *, most: int = 1000) -> Instance:
    """Every figure of every goal drawn anew from 0 to `most`."""
    settings = {name: dict(row) for name, row in instance.policy.settings.items()}
    for goal, setting in settings_of(GOALS):
        settings.setdefault(goal, {})[setting.name] = r.randint(0, most)
    return instance.but(policy=instance.policy.but(settings=settings))


def shuffled(instance: Instance, r: random.Random) -> Instance:
    """The rows of every table in another order, and in them members, rooms, zones and sessions."""

    def mixed(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(r.sample(rows, len(rows)))

    changed: dict[str, Any] = {table: mixed(getattr(instance, table)) for table in TABLES}
    changed["households"] = tuple(h.but(members=mixed(h.members)) for h in changed["households"])
    changed["units"] = tuple(u.but(rooms=mixed(u.rooms), zones=mixed(u.zones)) for u in changed["units"])
    changed["programmes"] = tuple(g.but(sessions=mixed(g.sessions)) for g in changed["programmes"])
    return instance.but(**changed)


def new_names(instance: Instance, r: random.Random) -> dict[str, str]:
    """Old alias -> new alias for all people and households; a household and its person keep sharing one alias."""
    old = sorted(
        {h.alias for h in instance.households} | {p.alias for h in instance.households for p in h.members}
    )
    numbers = r.sample(range(10_000, 99_999), len(old))
    return {
        alias: f"{r.choice(['Erle', 'Mår', 'Vipe', 'Ørret'])}-{n}"
        for alias, n in zip(old, numbers, strict=True)
    }


PEOPLE = frozenset({
    "alias", "household", "households", "origin", "person", "a", "b", "protected", "partner",
})  # fmt: skip
"""Fields that name people or households."""


def renamed(instance: Instance, names: Mapping[str, str]) -> Instance:
    """The same people under other aliases."""

    def walk(value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {k: walk(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(v, field) for v in value]
        return names.get(value, value) if field in PEOPLE and isinstance(value, str) else value

    data = instance.model_dump(mode="json")
    housing = {table: data[table] for table in ("units", "areas", "policy")}
    import json

    return Instance.model_validate_json(json.dumps(walk(data) | housing))


def plan_by(plan: Plan | None, names: Mapping[str, str]) -> set[tuple[object, ...]]:
    """All that a plan begins, keeps and gives up, with its people renamed."""
    found: set[tuple[object, ...]] = set()
    for act in (*plan.stays, *plan.enrolments, *plan.contacts, *plan.bookings) if plan else ():
        named = {
            k: names.get(v, v) if k in PEOPLE and isinstance(v, str) else v for k, v in dict(act).items()
        }
        found.add((type(act).__name__, *sorted(named.items(), key=lambda item: item[0])))
    return found


def are_told_apart(instance: Instance) -> bool:
    """Whether the members of each household differ in what is known of them: else names decide between them."""
    for h in instance.households:
        known = [p.but(alias="-", partner=None).model_dump_json() for p in h.members]
        if len(set(known)) < len(known):
            return False
    return True


def without(instance: Instance, household: Household) -> Instance:
    """The week without one household, and without all rows about it."""
    gone = {household.alias, *(p.alias for p in household.members)}

    def about(row: Any) -> bool:
        named = {getattr(row, f, None) for f in ("household", "person", "a", "b")}
        return bool(gone & (named | set(getattr(row, "households", ()))))

    changed: dict[str, Any] = {
        table: tuple(row for row in getattr(instance, table) if not about(row))
        for table in TABLES
        if table not in ("units", "areas", "households", "outsiders")
    }
    changed["households"] = tuple(h for h in instance.households if h.alias != household.alias)
    return instance.but(**changed)
