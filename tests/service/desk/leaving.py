"""Households that leave, with words about them that stand nowhere else: whatever is left of them can be found."""

from datetime import UTC, date, datetime
from typing import TypeVar

from placement.domain.instance import Instance
from placement.domain.stay import StayKind
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.desk import Desk
from tests.service.desk.desks import KARI

T = TypeVar("T")
CANARIES = ("Kanarisak", "Kanarigruppe", "Kanariønske", "Kanariregion")
"""What only the household that leaves has: a case, a group, a wish, a region."""


def there(one: T | None) -> T:
    """What must be there."""
    assert one is not None
    return one


def housed(week: Instance) -> list[str]:
    """Households that live somewhere and are linked to nobody else, those of several people first."""
    lives = {s.household for s in week.stays if s.kind is StayKind.CURRENT}
    found = []
    for household in week.households:
        mine = {p.alias for p in household.members}
        linked = any(({r.a, r.b} & mine) and ({r.a, r.b} - mine) for r in week.relations)
        parts = any(
            other.origin in (household.alias, household.origin) for other in week.households if other.origin
        )
        if household.alias in lives and not linked and not parts:
            found.append(household)
    return [h.alias for h in sorted(found, key=lambda one: -len(one.members))]


def person_of(desk: Desk, household: str) -> str:
    return next(key for key, body in desk.now().rows("persons").items() if body["household"] == household)


def names_of(desk: Desk, household: str) -> set[str]:
    """The household and everybody in it."""
    people = desk.now().rows("persons").items()
    return {household, *(key for key, body in people if body["household"] == household)}


def marked(desk: Desk, household: str) -> str:
    """Give a household all the canaries, in several versions of its rows; one of its people."""
    person = person_of(desk, household)
    quiet = not desk.now().rows("persons")[person]["needs_quiet"]
    changes = ("case_group", CANARIES[0]), ("interpreter_not_from", [CANARIES[3]]), ("needs_quiet", quiet)
    for field, value in changes:
        carry_out(desk, KARI, SetFields(table="persons", key=person, fields={field: value}))
    fields = {"group_arrival": CANARIES[1], "wishes": [CANARIES[2]]}
    carry_out(desk, KARI, SetFields(table="households", key=household, fields=fields))
    return person


def leaves(desk: Desk, household: str, on: date) -> None:
    carry_out(desk, KARI, RecordExit(household=household, on=on), at=moment(on))


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def kept_apart(desk: Desk, source: str, other: str, *, kind: str = "violent_threat") -> None:
    """A link from which the second is protected."""
    fields = {"a": source, "b": other, "kind": kind, "protected": other}
    carry_out(desk, KARI, AddRow(table="relations", fields=fields))
