"""Who minds a small child of the household, and when nobody would."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.person import AgeBand, Person
from placement.domain.programme import Programme, Session, Weekday
from placement.domain.relation import Relation, RelationKind
from placement.domain.timetable import Busy, not_covered, overlaps

if TYPE_CHECKING:
    from placement.domain.week import Week

SMALL = frozenset({AgeBand.BABY, AgeBand.TODDLER})


class Hours(NamedTuple):
    """Hours of one day of the week."""

    weekday: Weekday
    start: time
    end: time


def is_small(person: Person) -> bool:
    """Under six, as far as anybody knows: also a child whose age band nobody wrote down."""
    if person.age_band is None:
        return not person.maybe_adult
    return person.maybe_child and person.age_band in SMALL


def minders(week: "Week") -> dict[str, tuple[str, ...]]:
    """Small child -> its guardians in the household today, in order of alias.

    Where a human has confirmed some, only those: a child is not left with somebody whom nobody has looked at.
    """
    found: dict[str, tuple[str, ...]] | None = week.__dict__.get("_minders")
    if found is None:
        rows: dict[str, list[Relation]] = {}
        for row in week.instance.relations:
            if row.kind is RelationKind.GUARDIAN and row.active(week.as_of, week.as_of + timedelta(days=1)):
                rows.setdefault(row.b, []).append(row)
        found = week.__dict__["_minders"] = {}
        for household in week.households:
            members = {p.alias for p in household.members}
            for child in (p.alias for p in household.members if is_small(p)):
                here = [r for r in rows.get(child, ()) if r.a in members]
                sure = [r for r in here if r.confirmed] or here
                found[child] = tuple(sorted({r.a for r in sure}))
    return found


def left_alone(a: Session, b: Session, covers: tuple[Busy, ...]) -> list[tuple[date, date]]:
    """Spans of dates in which two sessions take both minders of a child at once, and nobody else has it."""
    if a.weekday is not b.weekday or not overlaps(a, b):
        return []
    return not_covered(Hours(a.weekday, max(a.start, b.start), min(a.end, b.end)), covers)


def can_bring(programme: Programme) -> bool:
    """Whether the child is looked after there; unknown: it is not."""
    return programme.childcare is True
