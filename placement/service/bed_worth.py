"""What each room is worth to those who will come, in words: who needs it, how soon, and what no other room has."""

from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from placement.domain.bed_price import PricedRoom
from placement.domain.instance import Instance
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.homes import spot
from placement.service.only_one import Trait, only_by, soon, the_only
from placement.service.sections import Section, show_sections
from placement.simulation.ahead import ahead
from placement.simulation.bed_prices import BedPrice, bed_prices
from placement.simulation.flow import Flow
from placement.simulation.future import Future
from placement.tables.write import rewrite_table
from placement.words.language import Lang
from placement.words.say import say_day, say_number
from placement.words.texts import Texts, texts

MOST = 10
"""Rooms that are named."""
NIGHTS_A_POINT = 1
"""Weighted nights without a place that weigh as much as a point of a wish (chosen on weeks for tuning)."""
MOST_POINTS = 1_000_000


class RoomWorth(NamedTuple):
    """One room that somebody would miss."""

    unit: str
    room: str
    weighted_nights: int
    """Nights without a fitting place that its lack would cost, weighted by urgency, on average."""
    missed: int
    """Futures in which somebody fares worse without it."""
    days: int
    """Until it is needed, in the middle one of these."""
    only: tuple[Trait, ...]
    """The fewest traits that no other free room has together."""


class BedWorthView(NamedTuple):
    """The rooms that would be missed, the most needed first."""

    weeks: int
    futures: int
    rooms: tuple[RoomWorth, ...]
    others: int
    """Rooms that would be missed in no future, or less than these."""


def bed_worth(
    instance: Instance, flow: Flow, *, weeks: int, futures: int, seed: int, most: int = MOST
) -> tuple[Week, tuple[PricedRoom, ...], BedWorthView]:
    """Sample who will come, and look what the lack of each room would cost. Names none of those who wait.

    Beside the view, the rows of the table of prices for this week (`as_rows`).

    `flow`: who comes (`placement.service.forecasting.learnt_flow`).
    """
    from placement.solver.optimiser import Engines

    sampled = (ahead(instance, RULES, flow, Future(seed, n), weeks) for n in range(futures))
    prices, week = bed_prices(sampled, Engines(brief=True)), Week(instance, RULES)
    missed = tuple(_worth(week, price) for price in prices[:most] if price.missed)
    return week, as_rows(prices, instance), BedWorthView(weeks, futures, missed, len(prices) - len(missed))


def write_prices(path: Path, instance: Instance, rows: tuple[PricedRoom, ...], lang: Lang) -> Path:
    """Write the prices into the folder of the week, in place of those that are there. Raises InputError."""
    return rewrite_table("bed_prices", instance.but(bed_prices=rows), path, lang)


def as_rows(prices: Iterable[BedPrice], instance: Instance) -> tuple[PricedRoom, ...]:
    """Every room that somebody would miss in some future, as the table has it."""
    rows = tuple(
        PricedRoom(
            room=one.room,
            points=min(MOST_POINTS, ceil(one.nights / NIGHTS_A_POINT)),
            days=one.days or 0,
            missed=round(100 * one.missed / one.futures),
            on=instance.as_of,
        )
        for one in prices
        if one.missed
    )
    return rows or _nothing_missed(instance)


def _nothing_missed(instance: Instance) -> tuple[PricedRoom, ...]:
    """One row that says so: without any, nobody would know that anybody looked."""
    rooms = sorted(room.alias for unit in instance.units for room in unit.rooms)
    return tuple(PricedRoom(room=one, points=0, days=0, missed=0, on=instance.as_of) for one in rooms[:1])


def _worth(week: Week, price: BedPrice) -> RoomWorth:
    unit = week.unit_of_room[price.room]
    days = price.days or 0
    return RoomWorth(
        unit.alias, price.room, round(price.nights), price.missed, days, only_by(week, price.room)
    )


def bed_worth_sections(week: Week, view: BedWorthView, lang: Lang) -> Iterator[Section]:
    """The rooms, one line each."""
    _ = texts(lang)
    about = _(
        "Of {futures} sampled futures of {weeks} weeks: in how many somebody who waits or will come fares worse "
        "without the room.", futures=say_number(view.futures, lang), weeks=view.weeks,
    )  # fmt: skip
    yield Section("", (about,), tuple(_line(week, one, view.futures, _) for one in view.rooms))
    rest = _.n("One other room would be missed less, or not at all.",
               "{count} other rooms would be missed less, or not at all.", view.others)  # fmt: skip
    told = _("Who needs no such room should not get one that is missed often, where another does as well.")
    yield Section("", ((rest, told) if view.others else (told,)))


def _line(week: Week, one: RoomWorth, futures: int, _: Texts) -> str:
    said = [_("{place}: in {missed} of {futures}, {when}", place=spot(week, one.room, _), missed=one.missed,
              futures=futures, when=soon(one.days, _))]  # fmt: skip
    if one.only:
        said.append(the_only(one.only, _))
    return "; ".join(said)


def show_bed_worth(week: Week, view: BedWorthView, lang: Lang, console: Console | None = None) -> None:
    """Print the rooms."""
    title = texts(lang)("Rooms that will be missed, from {day} on", day=say_day(week.as_of, lang, week.as_of))
    show_sections(title, bed_worth_sections(week, view, lang), console)
