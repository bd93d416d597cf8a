"""How many beds are free: tonight, and in the weeks to come, from what is held. No plan is looked at."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.housing import HousingUnit, Room, room_takes
from placement.domain.stay import Stay
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.service.remembered import remembered

DAYS = 7


class Beds(NamedTuple):
    """Beds on one night, or the fewest on some nights."""

    free: int
    in_service: int
    emergency: int
    """Of the free ones, those in rooms that are kept for emergencies, or may be."""


NONE = Beds(0, 0, 0)


class WeekOfBeds(NamedTuple):
    """The seven nights from a date on, in one unit."""

    unit: str
    since: date
    beds: Beds
    """The fewest of the seven nights, each figure for itself."""
    is_closed: bool
    """No bed is in service on any of the nights."""
    closes: bool
    """On some of the nights fewer beds are in service than on others."""


def beds_of_room(week: Week, room: Room, night: date, stays: Iterable[Stay] | None = None) -> Beds:
    """The beds of a room on a night.

    Args:
        week: The facts.
        room: The room.
        night: The night.
        stays: Those that take beds; by default those that are held.
    """
    unit = week.unit_of_room[room.alias]
    taken = week.held_in_room.get(room.alias, ()) if stays is None else stays
    here = [s for s in taken if s.start <= night < (s.until or FOREVER) and room in week.place(s.place).rooms]
    there = room_takes(room, week.closures_in(unit.alias), night) if room.beds else 0
    free = max(0, there - sum(week.household[s.household].sleepers for s in here))
    if any(not week.place(s.place).shared for s in here):
        free = 0
    return Beds(free, there, free if room.emergency is not False else 0)


def beds_of_unit(week: Week, unit: HousingUnit, night: date, stays: Iterable[Stay] | None = None) -> Beds:
    """The beds of a unit on a night."""
    found = [beds_of_room(week, room, night, stays) for room in unit.rooms]
    return Beds(*(sum(figures) for figures in zip(NONE, *found, strict=True)))


def free_tonight(week: Week, planned: Iterable[Stay] = ()) -> int:
    """Beds without anybody tonight, also by what is planned."""
    stays = (*week.held, *planned)
    return sum(beds_of_unit(week, unit, week.as_of, stays).free for unit in week.units)


@remembered(maxsize=4)
def weeks_of_beds(week: Week) -> tuple[WeekOfBeds, ...]:
    """Every unit, week by week from the as-of date to the horizon."""
    weeks = max(1, -(-(week.horizon - week.as_of).days // DAYS))
    return tuple(
        _week_of(week, unit, week.as_of + n * timedelta(days=DAYS))
        for unit in week.units
        for n in range(weeks)
    )


def _week_of(week: Week, unit: HousingUnit, since: date) -> WeekOfBeds:
    nights = [beds_of_unit(week, unit, since + timedelta(days=n)) for n in range(DAYS)]
    in_service = {one.in_service for one in nights}
    least = Beds(*(min(figures) for figures in zip(*nights, strict=True)))
    return WeekOfBeds(unit.alias, since, least, is_closed=in_service == {0}, closes=len(in_service) > 1)
