"""Measures of sampled futures in words: a band of each, and what a scenario changes in it, future by future."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from placement.review.measure import Unit
from placement.service.future_summary import MEASURE, SHOWN, Sample, futures_of, is_of_few
from placement.simulation.bands import Band, Difference, band, difference
from placement.words.say import say_decimal, say_number
from placement.words.texts import Texts

FEWER, MORE = -1, 1
BETTER: Mapping[str, int] = dict.fromkeys(
    ("unmet_all", "unmet_weighted", "late", "hotel", "moves", "decline_share", "emergency_none", "cost_a_week",
     "cost_a_night", "over_budget"), FEWER,
) | {"interpreted": MORE}  # fmt: skip
"""Measure -> whether fewer of it are better, or more; of others neither."""
THOUSANDS = 10_000
"""From so many kroner on they are told in hundreds."""


class Cell(NamedTuple):
    """One measure of one scenario."""

    band: str
    """`12 (8–17)`: the middle, and between what it lies in eight of ten futures."""
    change: str
    """Against the week as it is; empty for that week itself."""
    verdict: str
    """`better`, `worse`, or empty."""


class MeasureRow(NamedTuple):
    """One measure, of the week as it is first."""

    name: str
    title: str
    cells: tuple[Cell, ...]


class Column(NamedTuple):
    """One scenario's futures, and those of the week as it is."""

    name: str
    found: Sample
    usual: Sample
    """Of the week as it is, its futures sampled alike."""
    of: int
    """Futures that were asked for; there may be more, which another question asked for."""

    @property
    def is_whole(self) -> bool:
        """Whether every future is there, of the week as it is too."""
        return min(futures_of(self.found), futures_of(self.usual)) >= self.of

    def numbers(self, name: str, most: int | None = None) -> list[float | None]:
        """Of one measure, future by future; as many as all have that stand beside each other."""
        found: list[float | None] = self.found["figures"][name][:most]
        return found


def sampled(columns: Sequence[Column], _: Texts) -> str:
    """How much was simulated: futures, weeks, plans; those of the week as it is count once."""
    futures = min(futures_of(one.found) for one in columns)
    weeks = len(columns[0].found["days"])
    usual = columns[0].usual
    every = [usual, *(one.found for one in columns if one.found is not usual)]
    plans, proved = sum(one["plans"] for one in every), sum(one["proved"] for one in every)
    said = how_many(futures, columns[0].of, weeks, _)
    sure = _("{proved} of {plans} plans are proved the best, and each was judged.",
             proved=say_number(proved, _.lang), plans=say_number(plans, _.lang))  # fmt: skip
    return f"{said} · {sure}"


def how_many(futures: int, of: int, weeks: int, _: Texts) -> str:
    """Futures that are there, and how many were asked for where that is more."""
    long = _.n("one week", "{count} weeks", weeks)
    if futures < of:
        return _("{done} of {of} futures asked for, of {weeks} each", done=futures, of=of, weeks=long)
    return _.n("{count} future of {weeks}", "{count} futures of {weeks} each", futures, weeks=long)


def measure_rows(every: Sequence[Column], _: Texts, fewest: int = 0) -> Iterator[MeasureRow]:
    """Each measure of which there is a figure; the week as it is stands first.

    Args:
        every: What stands beside each other.
        _: The texts.
        fewest: Of fewer households than this nothing is told, nor what it could be reckoned from.
    """
    least = min(futures_of(one.found) for one in every)  # while it is at work some have more than others
    for name in SHOWN:
        if is_hidden(name, every, fewest):
            untold = Cell(_("not to be told"), "", "")
            yield MeasureRow(name, getattr(MEASURE[name].title, _.lang), (untold,) * len(every))
            continue
        cells = tuple(_cell(name, one, least, _, is_first=n == 0) for n, one in enumerate(every))
        if any(cell.band for cell in cells):
            yield MeasureRow(name, getattr(MEASURE[name].title, _.lang), cells)


def is_hidden(name: str, every: Sequence[Column], fewest: int) -> bool:
    """Whether a measure tells of too few households in one of the columns: the others and a difference give it away."""
    return any(is_of_few(one.found, name, fewest) for one in every)


def _cell(name: str, one: Column, futures: int, _: Texts, *, is_first: bool) -> Cell:
    values = [value for value in one.numbers(name, futures) if value is not None]
    told = _band(name, band(values), _) if values else ""
    return Cell(told, "", "") if is_first else Cell(told, *change(name, one, _))


def _band(name: str, of: Band, _: Texts) -> str:
    low, high = (figure(name, value, _, unit=False, near=of.high) for value in (of.low, of.high))
    middle = figure(name, of.middle, _, near=of.high)
    return middle if low == high else f"{middle} ({low}–{high})"


def change(name: str, one: Column, _: Texts) -> tuple[str, str]:
    """The difference to the week as it is, future by future, and whether that is good."""
    by = difference_of(name, one)
    if by is None:
        return "", ""
    if by.low == by.high == 0:
        return _("the same"), ""
    if not by.is_sure:
        return _("no sure difference"), ""
    near = max(map(abs, by))
    low, high = (figure(name, value, _, sign=True, unit=False, near=near) for value in (by.low, by.high))
    mean = figure(name, by.mean, _, sign=True, near=near)
    told = _("{mean} ({low} to {high})", mean=mean, low=low, high=high)
    better = BETTER.get(name)
    verdict = "" if better is None else "better" if (by.mean > 0) is (better == MORE) else "worse"
    words = {"": "", "better": _("better"), "worse": _("worse")}
    return ", ".join(filter(None, (told, words[verdict]))), verdict


def difference_of(name: str, one: Column) -> Difference | None:
    """From the week as it is, future by future."""
    pairs = [
        (mine, usual)
        for mine, usual in zip(one.found["figures"][name], one.usual["figures"][name], strict=False)
        if mine is not None and usual is not None
    ]
    return difference([a for a, _b in pairs], [b for _a, b in pairs]) if pairs else None


def figure(
    name: str, value: float, _: Texts, *, sign: bool = False, unit: bool = True, near: float = 0.0
) -> str:
    """A number as it is told; of a share a difference is in percentage points.

    Args:
        name: Of the measure.
        value: The number.
        _: The texts.
        sign: Whether it is a difference.
        unit: Whether its unit is told.
        near: Another one that is told beside it: both are as exact.
    """
    match MEASURE[name].unit:
        case Unit.SHARE:
            rounded, ending = round(100 * value, 1 if sign else None), _("percentage points") if sign else "%"
        case Unit.MOVES:
            rounded, ending = round(value, 1), ""
        case Unit.KRONER:
            rounded, ending = (
                round(value, -2 if max(abs(value), abs(near)) >= THOUSANDS else None),
                _("kroner"),
            )
        case _:
            rounded, ending = round(value), ""
    said = (
        say_decimal(abs(rounded), _.lang)
        if isinstance(rounded, float) and rounded % 1
        else say_number(abs(round(rounded)), _.lang)
    )
    before = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
    return f"{before}{said} {ending}".strip() if unit else before + said
