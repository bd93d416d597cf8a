"""Whom the rows of some content are about, and how an actor stands to them.

Need-to-know is by household: whoever knows where one of its members lives, knows it of all. Therefore the strictest of
its members counts for the household.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation
from placement.domain.fact import Body, Content, desk_tables, fields_of
from placement.domain.person import Secrecy

NOT_CLARIFIED = Secrecy.FORTROLIG
"""How a grade that nobody has clarified is read: as rule H05 reads it, so that nobody may live where they may not be
seen. None would show somebody in hiding to everybody; strengt fortrolig would keep every new household from those who
are to clarify it."""

ABOUT = {
    "households": ("alias",),
    "outsiders": ("alias",),
    "relations": ("a", "b"),
    "overrides": ("households",),
    "break_glass": ("households",),
}
"""Table -> fields that name whom a row is about, where these are not `household` or `person`."""


@cache
def subjects(table: str) -> tuple[str, ...]:
    """The fields by which a row of a table names households or people whom it is about."""
    if table in ABOUT:
        return ABOUT[table]
    if table not in desk_tables():
        return ()
    return tuple(name for name in ("household", "person") if name in fields_of(table))


class Standing(NamedTuple):
    """How an actor stands to a household."""

    relation: ActorRelation
    cleared: bool
    """Their clearance covers the strictest grade in it."""
    knows_cases: bool
    """They may know of every case to which somebody in it belongs."""


class People:
    """The people of some content, as one actor stands to them."""

    def __init__(self, actor: Actor, content: Content) -> None:
        self._actor = actor
        persons, households = content.get("persons", {}), content.get("households", {})
        self._home = {alias: str(body.get("household")) for alias, body in persons.items()}
        self._home |= {alias: alias for alias in households}
        self._members: dict[str, list[Body]] = {}
        for body in persons.values():
            self._members.setdefault(str(body.get("household")), []).append(body)
        self._helpers = content.get("contacts", {}).keys() | content.get("interpreters", {}).keys()
        self._linked = self._linked_outsiders(content)
        self._own = {
            row["household"] for row in self._rows_of_actor(content, "assignments", "contact", kind="current")
        }
        self._conflicts = {
            home
            for row in self._rows_of_actor(content, "impartiality", "helper", conflict="yes")
            for home in self.households_of(str(row["household"]))
        }

    def _linked_outsiders(self, content: Content) -> Mapping[str, set[str]]:
        """Outsider -> households to which a relation links them."""
        linked: dict[str, set[str]] = {alias: set() for alias in content.get("outsiders", {})}
        for row in content.get("relations", {}).values():
            for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
                if one in linked and other in self._home:
                    linked[one].add(self._home[other])
        return linked

    def _rows_of_actor(self, content: Content, table: str, field: str, **holds: str) -> list[Body]:
        contact = self._actor.contact
        if contact is None:
            return []
        return [
            row
            for row in content.get(table, {}).values()
            if row.get(field) == contact and all(row.get(name) == value for name, value in holds.items())
        ]

    def households_of(self, alias: str) -> tuple[str, ...]:
        """The household behind an alias; of an outsider all that they are linked to; of a helper none.

        An alias of nobody is a household of its own, of which nothing is known.
        """
        if alias in self._home:
            return (self._home[alias],)
        if alias in self._linked:
            return tuple(sorted(self._linked[alias])) or (alias,)
        return () if alias in self._helpers else (alias,)

    def about(self, table: str, body: Body) -> list[tuple[str, ...]]:
        """For each one whom a row is about: the households of which it is enough to know one."""
        named: list[str] = []
        for field in subjects(table):
            value = body.get(field)
            named += [str(one) for one in value] if isinstance(value, list) else [str(value)]
        return [households for alias in named if (households := self.households_of(alias))]

    def standing(self, household: str) -> Standing:
        """How the actor stands to a household; to one that is not there as to one of which nothing is known."""
        members = self._members.get(household, [])
        grades = [Secrecy(grade) for one in members if (grade := one.get("secrecy")) is not None]
        if len(grades) < max(len(members), 1):
            grades.append(NOT_CLARIFIED)
        return Standing(
            relation=self.relation(household),
            cleared=all(self._actor.reaches(grade) for grade in grades),
            knows_cases=all(self._actor.knows_case(one.get("case_group")) for one in members),
        )

    def relation(self, household: str) -> ActorRelation:
        """As what the actor stands to a household."""
        if household in self._conflicts:
            return ActorRelation.CONFLICT
        return ActorRelation.OWN if household in self._own else ActorRelation.OTHER
