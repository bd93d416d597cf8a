"""What rooms are worth to those who will come, as it was found for one week: rows of the table `bed_prices`."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from placement.domain.housing import Place
from placement.domain.policy import Points
from placement.domain.value import Alias, Value

GOOD_FOR = timedelta(days=7)
"""A price is of the week in which it was found: who lives where and who waits changes it."""


class PricedRoom(Value):
    """The price of one room: what its lack would cost those who wait or will come, in sampled futures."""

    room: Alias
    points: Points
    """What goal G11 takes for the use of all of it."""
    days: Annotated[int, Field(ge=0, le=3650)]
    """From `on` until it is likely needed."""
    missed: Annotated[int, Field(ge=0, le=100)]
    """Of a hundred futures in how many somebody fares worse without it."""
    on: date
    """The as-of date of the week for which it was found."""


def prices_on(rows: Iterable[PricedRoom], as_of: date) -> dict[str, PricedRoom]:
    """Room -> its price, of those that were found for this week; none where nothing was found, or long ago."""
    return {row.room: row for row in rows if row.on <= as_of < row.on + GOOD_FOR}


def points_of(prices: dict[str, PricedRoom], place: Place) -> int | None:
    """Points for the use of a place: of its rooms the dearest, and of a share its part of the beds, rounded up.

    The rooms of a set are often missed as a whole, so that each has the price of all: they are not added up. A room
    that is not listed is missed by nobody. None: there are no prices this week.
    """
    if not prices:
        return None
    whole = max(prices[room.alias].points if room.alias in prices else 0 for room in place.rooms)
    return -(-whole // max(1, place.rooms[0].beds)) if place.shared else whole
