"""A plan as a grid: rooms down, weeks across. The same rows are drawn as bars, and written as a table."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.housing import HousingUnit, Room
from placement.domain.plan import Plan
from placement.domain.stay import HELD, Stay
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.service.homes import is_forecast, what
from placement.service.remembered import remembered
from placement.words.language import Lang
from placement.words.say import say_date, say_day
from placement.words.texts import Texts, texts

DAYS_OF_A_WEEK = 7
FREE, CLOSED, TAKEN = "free", "closed", "taken"
KINDS = ("current", "hold", "new", "forecast", "proposal", TAKEN, CLOSED)
"""What a bar is; each has its own colour, edge and sign."""


class Bar(NamedTuple):
    """One household in one row, or a time in which the room is closed."""

    row: int
    household: str
    """Empty for a closure, and for somebody of whom the reader may not know."""
    kind: str
    """One of `KINDS`."""
    what: str
    """The same in words."""
    first: int
    """Days from the as-of date; a stay that began before begins at 0."""
    last: int
    """The day after the last one that is shown."""
    since: str
    until: str


class Row(NamedTuple):
    """A room; where several share it, one of its lanes."""

    unit: str
    room: str
    lane: int


class WeekColumn(NamedTuple):
    """One week of the plan."""

    first: int
    """Days from the as-of date."""
    name: str
    """`week 48`."""
    since: str
    """Its first day."""

    @property
    def day(self) -> str:
        """The same without the day of the week, which is that of all columns."""
        return self.since.partition(" ")[2]


class Grid(NamedTuple):
    """All rooms over all weeks that the plan looks at."""

    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    weeks: tuple[WeekColumn, ...]
    days: int

    def of_units(self, units: Iterable[str]) -> "Grid":
        """The rows of these units alone."""
        wanted = set(units)
        numbers = {n: place for place, n in enumerate(n for n, r in enumerate(self.rows) if r.unit in wanted)}
        bars = (bar._replace(row=numbers[bar.row]) for bar in self.bars if bar.row in numbers)
        return self._replace(rows=tuple(self.rows[n] for n in numbers), bars=tuple(bars))

    def as_table(self) -> tuple[tuple[str, ...], ...]:
        """Unit, room, and for each week who is there: `Lerke-2 (new)`; empty where the room is free."""
        rooms: dict[tuple[str, str], list[list[str]]] = {}
        for row in self.rows:
            rooms.setdefault((row.unit, row.room), [[] for _ in self.weeks])
        for bar in self.bars:
            cells = rooms[self.rows[bar.row].unit, self.rows[bar.row].room]
            is_told = bar.household and bar.kind != "current"
            told = f"{bar.household} ({bar.what})" if is_told else bar.household or bar.what
            for week, cell in zip(self.weeks, cells, strict=True):
                if bar.first < week.first + DAYS_OF_A_WEEK and bar.last > week.first and told not in cell:
                    cell.append(told)
        return tuple(
            (unit, room, *(", ".join(cell) for cell in cells)) for (unit, room), cells in rooms.items()
        )


@remembered(maxsize=8)
def grid(week: Week, plan: Plan, lang: Lang, untold: Container[str] = ()) -> Grid:
    """The grid of a plan. Of whom the reader may not know it tells that the bed is not free."""
    _ = texts(lang)
    rows: list[Row] = []
    bars: list[Bar] = []
    stays = [*week.held, *plan.stays]
    for unit in week.units:
        for room in sorted(unit.rooms, key=lambda one: one.alias):
            here = [s for s in stays if room in week.place(s.place).rooms]
            lanes = _lanes(here)
            for lane in range(max(1, len(lanes))):
                bars += (_bar(week, len(rows), stay, untold, _) for stay in (lanes[lane] if lanes else ()))
                bars += dict.fromkeys(_closures(week, unit, room, len(rows), _))
                rows.append(Row(unit.alias, room.alias, lane))
    columns = tuple(_columns(week, _))
    return Grid(tuple(rows), tuple(bars), columns, (week.horizon - week.as_of).days)


def _lanes(stays: Sequence[Stay]) -> list[list[Stay]]:
    """Stays side by side, so that no two of a lane are there at the same time."""
    lanes: list[list[Stay]] = []
    for stay in sorted(stays, key=lambda s: (s.kind not in HELD, s.start, s.household)):
        free = (lane for lane in lanes if not any(_meet(stay, other) for other in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([stay])
        else:
            lane.append(stay)
    return lanes


def _meet(one: Stay, other: Stay) -> bool:
    return one.start < (other.until or FOREVER) and other.start < (one.until or FOREVER)


def _bar(week: Week, row: int, stay: Stay, untold: Container[str], _: Texts) -> Bar:
    if stay.household in untold:
        return Bar(row, "", TAKEN, _("taken"), *_span(week, stay.start, stay.until or FOREVER), "", "")
    return Bar(
        row, stay.household, "forecast" if is_forecast(week, stay) else stay.kind.value, what(week, stay, _),
        *_span(week, stay.start, stay.until or FOREVER), *_dates(week, stay.start, stay.until or FOREVER, _),
    )  # fmt: skip


def _closures(week: Week, unit: HousingUnit, room: Room, row: int, _: Texts) -> Iterator[Bar]:
    for one in week.closures_in(unit.alias):
        in_room = one.room in (None, room.alias) and one.beds is None
        if in_room and one.since < week.horizon and one.until > week.as_of:
            spell = one.since, one.until
            yield Bar(row, "", CLOSED, _("closed"), *_span(week, *spell), *_dates(week, *spell, _))


def _span(week: Week, since: date, until: date) -> tuple[int, int]:
    first, last = max(since, week.as_of), min(until, week.horizon)
    return (first - week.as_of).days, max((last - week.as_of).days, (first - week.as_of).days)


def _dates(week: Week, since: date, until: date, _: Texts) -> tuple[str, str]:
    return say_day(since, _.lang, week.as_of), say_day(until, _.lang, week.as_of)


def _columns(week: Week, _: Texts) -> Iterator[WeekColumn]:
    """The weeks from the as-of date on; the first begins with it whatever day it is."""
    day = week.as_of
    while day < week.horizon:
        number = day.isocalendar().week
        yield WeekColumn((day - week.as_of).days, _("week {number}", number=number), say_date(day, _.lang))
        day += timedelta(days=DAYS_OF_A_WEEK)
