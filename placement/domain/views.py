"""Small values that derived attributes have: what rules read where a field of a value would not do."""

from datetime import date
from typing import NamedTuple

from placement.domain.activity import UNKNOWN_MINUTES
from placement.domain.consent import ConsentAnswer
from placement.domain.household import Household
from placement.domain.housing import Place, ZonePolicy
from placement.domain.programme import AppointmentKind


class Avoided(NamedTuple):
    """An area to avoid, in `[since, until)`."""

    area: str
    since: date
    until: date


class Span(NamedTuple):
    """Something named that holds in `[since, until)`."""

    name: str
    since: date
    until: date


class Consented(NamedTuple):
    """The latest answer about one kind of housing, or one programme (None: any)."""

    to: str | None
    answer: ConsentAnswer
    on: date
    until: date


class KnownUnit(NamedTuple):
    """A unit that somebody with a harmful link knows; `protects`: the link protects this person."""

    unit: str
    until: date
    protects: bool


class BedsSpan(NamedTuple):
    """Beds of a place in `[since, until)`. All 0 where a room of it is out of service or not confirmed."""

    since: date
    until: date
    single: int
    double: int


class ZoneRule(NamedTuple):
    """What a zone asks of those who live there, without its name: many zones ask the same."""

    policy: ZonePolicy | None
    boys_up_to: int
    welcomes_non_binary: bool


class Tie(NamedTuple):
    """What somebody goes to every week in an area, in `[since, until)`."""

    person: str
    kind: AppointmentKind
    area: str
    since: date
    until: date


class Ways(NamedTuple):
    """Minutes from an area to others, as far as anybody measured them."""

    area: str
    known: tuple[tuple[str, int], ...]

    def minutes(self, area: str) -> int:
        """One way. One that nobody measured is long, unless it stays inside the area."""
        unknown = 0 if area == self.area else UNKNOWN_MINUTES
        return next((minutes for name, minutes in self.known if name == area), unknown)


class Option(NamedTuple):
    """One stay that a household could be given, as goals read it."""

    household: Household
    place: Place
    start: date
    until: date
    is_move: bool
