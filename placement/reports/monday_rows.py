"""What stands on the Monday list, part by part."""

from datetime import date, datetime
from typing import NamedTuple


class Copy(NamedTuple):
    """One printed copy: its number, the code by which the log finds it, and who printed it when."""

    number: int
    code: str
    by: str
    at: datetime


class NewPlace(NamedTuple):
    """A household that the plan gives a place. `now`: the place where it lives, if it lives in one of ours."""

    household: str
    now: str
    place: str
    since: date


class Home(NamedTuple):
    """A household that lives in a place."""

    household: str
    place: str
    until: date | None


class HeldBed(NamedTuple):
    """A bed that is kept for a household. `until`: how long, as far as that is limited."""

    household: str
    place: str
    since: date
    until: date | None


class OpenOffer(NamedTuple):
    """An offer that awaits an answer: somebody calls them. `place`: of a move only the unit."""

    household: str
    place: str
    is_move: bool
    since: date | None
    """From when the bed is held; a move is held only after a yes."""
    until: date | None


class Waits(NamedTuple):
    """A household without a place. `was_held`: a bed whose time of being held has run out, if there is one."""

    household: str
    was_held: HeldBed | None


class FreeBeds(NamedTuple):
    """Beds of a unit that are free tonight."""

    unit: str
    beds: int


class Monday(NamedTuple):
    """What stands on the list. `plan`: the number of the one that waits for the meeting, if one does."""

    as_of: date
    plan: int | None
    starts: tuple[NewPlace, ...]
    moves: tuple[NewPlace, ...]
    waiting: tuple[Waits, ...]
    """Households that wait, and to whom the plan gives nothing."""
    offers: tuple[OpenOffer, ...]
    agreed: tuple[HeldBed, ...]
    homes: tuple[Home, ...]
    free: tuple[FreeBeds, ...]
    untold: int
    """So many households are left out, because whoever prints it may not know of them."""
