"""When an objection bites an act of a plan, for those who look at one act at a time."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from placement.domain.attributes import Attributes
from placement.domain.contact import Contact
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.interpreter import Interpreter
from placement.domain.person import Person
from placement.domain.programme import Programme
from placement.domain.rule import ALREADY, Blocks, Objection, Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, overlap


def from_night(objection: Objection, start: date) -> date:
    """First date on which the objection holds for what began on `start`."""
    if not objection.after:
        return objection.since
    if start > FOREVER - timedelta(days=objection.after):
        return FOREVER
    return max(objection.since, start + timedelta(days=objection.after))


class Dated(NamedTuple):
    """What an objection reads of a stay or another act: cheaper than a stay, where thousands are tried."""

    start: date
    until: date | None
    kind: StrEnum


def bites(objection: Objection, stay: Stay | Dated, as_of: date) -> bool:
    """Whether the objection says something about the stay or other act (forbids it, warns, or makes a task).

    What is held is looked at as of today (a hold: as of its start); what is planned at its start and on all its
    nights.
    """
    since, until = from_night(objection, stay.start), objection.until
    held = stay.kind in ALREADY
    today = max(stay.start, as_of) if held else stay.start
    at_once = since <= today < until
    match objection.blocks:
        case Blocks.START:
            return at_once and not held
        case Blocks.NIGHT:
            # an override may leave nothing of an objection that begins some nights after the start
            some_night = since < until and overlap(since, until, stay.start, stay.until or FOREVER)
            return at_once if held else some_night
        case Blocks.MOVE:
            return at_once and stay.kind is StayKind.NEW
        case Blocks.HELD:
            return at_once and held
        case Blocks.NOTE:
            return at_once


def objections(
    rule: Rule, who: Household | Person, where: Place | Programme | Contact | Interpreter, at: Attributes
) -> Iterator[tuple[Person | None, Objection]]:
    """All objections of a rule's pair parts against somebody in a place, or with a programme or helper.

    Each comes with the person that it is about (none: the household).
    """
    for part, whom, declared_who, declared_where in rule.asked_about(type(where)):
        there = at.view(declared_where, where)
        for one in who.members if whom is Person and isinstance(who, Household) else (who,):
            for objection in at.ask(part, at.view(declared_who, one), there):
                yield (one if isinstance(one, Person) else None), objection
