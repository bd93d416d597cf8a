"""One side of a comparison: all rows as they were, or as they would be."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from placement.domain.fact import NESTED, ONE, WEEK, Body, Content, row_value
from placement.domain.value import ALWAYS

HELPERS = ("contacts", "interpreters")
ALIASES = ("persons", "outsiders", *HELPERS)
"""Tables of those whom a row may name."""


def value_of(table: str, key: str, body: Body) -> Any:  # noqa: ANN401 - the value of whichever table
    """The value of a row by itself. Raises Wrong."""
    outer = NESTED[table].names if table in NESTED else None
    return row_value(table, key, {name: value for name, value in body.items() if name != outer})


class Facts:
    """All rows of one side. They are read as values only where somebody looks at them."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def rows(self, table: str) -> Mapping[str, Body]:
        """Key -> body of a table."""
        return self._content.get(table, {})

    def naming(self, table: str, fields: tuple[str, str], names: frozenset[str]) -> Iterator[tuple[str, Any]]:
        """Key and value of the rows that name any of these in one of two fields."""
        one, other = fields
        rows = self.rows(table).items()
        found = [(key, body) for key, body in rows if body.get(one) in names or body.get(other) in names]
        return ((key, value_of(table, key, body)) for key, body in found)

    @cached_property
    def as_of(self) -> date:
        """The date on which all is read; ALWAYS where nobody said."""
        week = self.rows(WEEK).get(ONE)
        return date.fromisoformat(week["as_of"]) if week else ALWAYS

    # -- who is who
    def is_person(self, alias: str) -> bool:
        """Whether somebody is placed here."""
        return alias in self.rows("persons")

    def is_known(self, alias: str) -> bool:
        """Whether any row says who this is: a row about somebody unknown guards nobody."""
        return any(alias in self.rows(table) for table in ALIASES)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Household -> the persons in it."""
        found: dict[str, tuple[str, ...]] = {}
        for alias, body in self.rows("persons").items():
            name = body.get("household", "")
            found[name] = (*found.get(name, ()), alias)
        return found

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Household -> the households that were split off it."""
        found: dict[str, tuple[str, ...]] = {}
        for alias, body in self.rows("households").items():
            if origin := body.get("origin"):
                found[origin] = (*found.get(origin, ()), alias)
        return found

    def home(self, person: str) -> str:
        """Alias of a person's household."""
        return str(self.rows("persons").get(person, {}).get("household", ""))

    def origin(self, household: str) -> str | None:
        """What a household was split off."""
        origin = self.rows("households").get(household, {}).get("origin")
        return None if origin is None else str(origin)

    def meant_by(self, household: str) -> tuple[str, ...]:
        """The persons whom a row about a household means, also those who were split off it, or one by themselves."""
        houses = (household, *self.parts.get(household, ()))
        people = [person for house in houses for person in self.members.get(house, ())]
        alone = [household] if self.is_person(household) else []
        return tuple(dict.fromkeys(people + alone))

    def around(self, names: Iterable[str]) -> set[str]:
        """These names, the persons whom they mean, and the names of those persons' households."""
        found = set(names)
        for name in tuple(found):
            found.update(self.meant_by(name))
        for name in tuple(found):
            home = self.home(name)
            found.update(one for one in (home, self.origin(home)) if one)
        return found
