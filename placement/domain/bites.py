"""When an objection bites a stay, for those who look at one stay at a time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, Rule
from placement.domain.stay import HELD, Stay, StayKind
from placement.domain.value import FOREVER, overlap

if TYPE_CHECKING:
    from placement.domain.attributes import Attributes

from placement.domain.attributes import declared


def from_night(objection: Objection, start: date) -> date:
    """First date on which the objection holds for a stay that began on `start`."""
    if not objection.after:
        return objection.since
    if start > FOREVER - timedelta(days=objection.after):
        return FOREVER
    return max(objection.since, start + timedelta(days=objection.after))


class Dated(NamedTuple):
    """What an objection reads of a stay: cheaper than a stay, where thousands are tried."""

    start: date
    until: date | None
    kind: StayKind


def bites(objection: Objection, stay: Stay | Dated, as_of: date) -> bool:
    """Whether the objection says something about the stay (forbids it, warns, or makes a task).

    A held stay is looked at as of today (a hold: as of its start); a planned one at its start and on all its nights.
    """
    since, until = from_night(objection, stay.start), objection.until
    held = stay.kind in HELD
    today = max(stay.start, as_of) if held else stay.start
    at_once = since <= today < until
    match objection.blocks:
        case Blocks.START:
            return at_once and not held
        case Blocks.MOVE:
            return at_once and stay.kind is StayKind.NEW
        case Blocks.HELD:
            return at_once and held
        case Blocks.NOTE:
            return at_once
        case Blocks.NIGHT:
            # an override may leave nothing of an objection that begins some nights after the start
            some_night = since < until and overlap(since, until, stay.start, stay.until or FOREVER)
            return at_once if held else some_night


def objections(
    rule: Rule, household: Household, place: Place, at: "Attributes"
) -> Iterator[tuple[Person | None, Objection]]:
    """All objections of a rule's pair parts against a household in a place, each with the member it is about."""
    for part in rule.pair_parts:
        who, where = declared(part.objections)
        there = at.view(where, place)
        for one in household.members if part.between[0] is Person else (household,):
            for objection in at.ask(part, at.view(who, one), there):
                yield (one if isinstance(one, Person) else None), objection
