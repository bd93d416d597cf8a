"""Areas as tiles: which units lie in each, how many beds are free, how far it is. No map, no point, no address."""

from typing import NamedTuple

from placement.domain.fact import Content
from placement.domain.week import Week
from placement.service.capacity import beds_of_unit
from placement.words.texts import Texts

BANDS = (15, 30, 60)
"""Upper ends of the bands of minutes."""


class Tile(NamedTuple):
    """An area, for those who may see which units lie in it."""

    area: str
    setting: str
    units: tuple[str, ...]
    """`Granly: 3 ledige`."""
    programmes: tuple[str, ...]
    free: int
    far: str
    """How far from the area that was asked about; empty where none was."""


def tiles(content: Content, week: Week, start: str | None, _: Texts) -> tuple[Tile, ...]:
    """Every area that the reader may see units in.

    Args:
        content: Rows as they may see them.
        week: The facts.
        start: The area from which ways are told; none: they are not.
        _: The texts.
    """
    areas = {alias: str(row.get("setting") or "") for alias, row in content.get("areas", {}).items()}
    units = {u: str(row["district"]) for u, row in content.get("units", {}).items() if row.get("district")}
    courses = {
        p: str(row["district"])
        for p, row in content.get("programmes", {}).items()
        if row.get("district") and not row.get("online")
    }
    named = sorted({*areas, *units.values(), *courses.values()})
    return tuple(_tile(area, areas.get(area, ""), units, courses, week, start, _) for area in named)


def _tile(
    area: str,
    setting: str,
    units: dict[str, str],
    courses: dict[str, str],
    week: Week,
    start: str | None,
    _: Texts,
) -> Tile:
    here = sorted(u for u, where in units.items() if where == area and u in week.unit)
    free = {u: beds_of_unit(week, week.unit[u], week.as_of).free for u in here}
    said = {u: _.n("{count} free", "{count} free", count) for u, count in free.items()}
    return Tile(
        area=area,
        setting=setting,
        units=tuple(f"{u}: {text}" for u, text in said.items()),
        programmes=tuple(sorted(p for p, where in courses.items() if where == area)),
        free=sum(free.values()),
        far=_far(week, start, area, _) if start else "",
    )


def _far(week: Week, start: str, area: str, _: Texts) -> str:
    """A band of minutes: to the minute nobody needs it, and it would be a measure on a map."""
    way = week.way(start, area)
    if way is None:
        return _("way not measured (counts as 60 minutes)") if start != area else ""
    limit = next((most for most in BANDS if way.minutes <= most), None)
    return _("up to {most} min", most=limit) if limit else _("more than {most} min", most=BANDS[-1])
