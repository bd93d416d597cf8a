"""Who is placed together: households as written, split by an adult's own word or by a harmful link inside."""

from datetime import date

from placement.domain.household import Household
from placement.domain.person import AgeStatus, Person
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.value import Answer


def split(household: Household, relations: tuple[Relation, ...], as_of: date) -> tuple[Household, ...]:
    """The household itself, or its parts: the rest under the old alias, each who leaves under their own.

    An adult leaves who said no when asked alone, and the source of a harmful link to another member.
    A child goes with a confirmed guardian, one who is no source of such a link first.
    """
    inside = {p.alias for p in household.members}
    sources = {
        r.a if _may_leave(household, r.a) else r.b
        for r in relations
        if r.kind in HARMFUL and {r.a, r.b} <= inside and r.active(as_of)
    }
    adults = [p for p in household.members if p.maybe_adult]
    leaving = [p.alias for p in adults if p.alias in sources or _said_no(p)]
    if leaving and len(leaving) == len(adults):
        leaving = sorted(leaving, key=lambda a: (a in sources, leaving.index(a)))[1:]
    if not leaving:
        return (household,)
    where = {p.alias: p.alias if p.alias in leaving else household.alias for p in adults}
    for child in household.members:
        if child.alias not in where:
            where[child.alias] = _with_guardian(child, where, relations, sources, as_of) or household.alias
    parts = [household.alias, *leaving]
    return tuple(_part(household, part, where) for part in parts if part in where.values())


def _may_leave(household: Household, alias: str) -> bool:
    return any(p.alias == alias and p.maybe_adult for p in household.members)


def _said_no(person: Person) -> bool:
    return person.age_status is AgeStatus.ADULT and person.asked_alone and person.stay_together is Answer.NO


def _with_guardian(
    child: Person, where: dict[str, str], relations: tuple[Relation, ...], sources: set[str], as_of: date
) -> str | None:
    guardians = [
        r.a
        for r in relations
        if r.kind is RelationKind.GUARDIAN and r.b == child.alias and r.confirmed and r.a in where
        and r.active(as_of)
    ]  # fmt: skip
    return where[min(guardians, key=lambda g: (g in sources, g))] if guardians else None


def _part(household: Household, alias: str, where: dict[str, str]) -> Household:
    members = tuple(p for p in household.members if where[p.alias] == alias)
    return household.but(alias=alias, members=members, origin=household.alias)
