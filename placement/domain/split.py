"""Who is placed together: households as written, split by an adult's own word or by a harmful link inside.

See docs/model.md §7-§9.
"""

from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.person import AgeStatus, Person
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.value import Answer


class Inside(NamedTuple):
    """What is known between the members of one household."""

    links: frozenset[tuple[str, str]]
    """(source, other) of each harmful link, now or later."""
    guardians: dict[str, tuple[str, ...]]
    """Who depends on others (a child, or an unclear age) -> their confirmed guardians in the household."""
    adults: tuple[str, ...]
    """Who decides for themselves: adults, and an unclear age without a guardian."""

    def linked(self, one: str, others: list[str]) -> bool:
        """Whether a harmful link stands between somebody and any of the others."""
        return any((one, o) in self.links or (o, one) in self.links for o in others)


def split(household: Household, relations: tuple[Relation, ...], as_of: date) -> tuple[Household, ...]:
    """The household itself, or its parts: the rest under the old alias, each who leaves under their own.

    An adult leaves who said no when asked alone, and the source of a harmful link to another member.
    A child goes with a confirmed guardian, if need be with nobody (child welfare, H02), but never with
    the other end of a link.
    Each part names its origin; none says why it was split.
    """
    inside = _inside(household, relations, as_of)
    leaving = _leaving(household, inside)
    where = {a: a if a in leaving else "" for a in inside.adults}
    sources = {a for a, _ in inside.links}
    dependants = [p.alias for p in household.members if p.alias not in where]
    for one in sorted(dependants, key=lambda a: (a in sources, dependants.index(a))):
        where[one] = _place_of(one, inside, where, sources)
    parts = list(dict.fromkeys(where[p.alias] for p in household.members))
    if len(parts) == 1:
        return (household,)
    names = _names(household, where)
    return tuple(_part(household, part, names[part], where) for part in sorted(parts, key=bool))


def _inside(household: Household, relations: tuple[Relation, ...], as_of: date) -> Inside:
    names = {p.alias for p in household.members}
    rows = [r for r in relations if r.a != r.b and {r.a, r.b} <= names]
    links = frozenset((r.a, r.b) for r in rows if r.kind in HARMFUL and r.active(as_of))
    tonight = (as_of, as_of + timedelta(days=1))
    confirmed = {
        (r.a, r.b) for r in rows if r.kind is RelationKind.GUARDIAN and r.confirmed and r.active(*tonight)
    }
    sure = {p.alias for p in household.members if p.age_status is AgeStatus.ADULT}
    adults = tuple(p.alias for p in household.members if p.maybe_adult and not _depends(p, confirmed, sure))
    guardians = {
        p.alias: tuple(sorted(a for a, b in confirmed if b == p.alias and a in adults))
        for p in household.members
        if p.alias not in adults
    }
    return Inside(links, guardians, adults)


def _depends(person: Person, confirmed: set[tuple[str, str]], sure: set[str]) -> bool:
    """Whether an unclear age has an assessed, confirmed guardian, with whom they stay."""
    return person.age_status is AgeStatus.UNCLEAR and any(
        b == person.alias and a in sure for a, b in confirmed
    )


def _leaving(household: Household, inside: Inside) -> list[str]:
    """The adults who leave. Where all would, one stays behind, rather not the source of a link."""
    word = {p.alias for p in household.members if _said_no(p)}
    sources = set()
    for source, other in sorted(inside.links):
        mover, stayer = _keeper(source, inside), _keeper(other, inside)
        if mover is not None and mover != stayer:
            sources.add(mover)
    leaving = [a for a in inside.adults if a in word or a in sources]
    if len(leaving) == len(inside.adults):
        leaving = sorted(leaving, key=lambda a: (a in sources, leaving.index(a)))[1:]
    return leaving


def _keeper(alias: str, inside: Inside) -> str | None:
    """The adult with whom somebody lives: oneself, or a guardian to whom no link stands; none: goes alone."""
    if alias in inside.adults:
        return alias
    return next((g for g in inside.guardians[alias] if not inside.linked(alias, [g])), None)


def _said_no(person: Person) -> bool:
    return person.age_status is AgeStatus.ADULT and person.asked_alone and person.stay_together is Answer.NO


def _place_of(child: str, inside: Inside, where: dict[str, str], sources: set[str]) -> str:
    """The part (by its first adult's alias, `""` for the rest) in which a child lives."""
    guardians = sorted(inside.guardians[child], key=lambda g: (g in sources, g))
    others = [p for p in dict.fromkeys(where.values()) if p and p not in inside.adults]
    for part in [*(where[g] for g in guardians), "", *others]:
        if not inside.linked(child, [a for a, at in where.items() if at == part]):
            return part
    return child


def _names(household: Household, where: dict[str, str]) -> dict[str, str]:
    """Part -> alias. Where one who leaves has the household's alias, the rest bears its first member's."""
    rest = household.alias
    if rest in where.values():
        rest = next(p.alias for p in household.members if not where[p.alias])
    return {part: part or rest for part in where.values()}


def _part(household: Household, part: str, alias: str, where: dict[str, str]) -> Household:
    members = tuple(p for p in household.members if where[p.alias] == part)
    return household.but(alias=alias, members=members, origin=household.alias)
