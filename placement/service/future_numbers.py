"""Measures of sampled futures as numbers, for whoever goes on with them in a workbook: a line a world and measure."""

from collections.abc import Iterable, Iterator, Sequence

from placement.review.measure import Unit
from placement.service.future_rows import Column, difference_of, is_hidden
from placement.service.future_summary import MEASURE, SHOWN, futures_of
from placement.service.measured_words import NAMED
from placement.simulation.bands import band
from placement.words.texts import Texts

Cell = str | float | None
PER_CENT, EXACT = 100, 2
"""Digits behind the comma."""


def number_heads(worlds: Sequence[str], _: Texts) -> tuple[Cell, ...]:
    """What stands in the columns; `worlds`: what the first ones say of a world."""
    return (
        *worlds, _("Measure"), _("Counted in"), _("Futures"), _("Middle"), _("One in ten is below"),
        _("One in ten is above"), _("Difference"), _("95 % from"), _("95 % to"),
    )  # fmt: skip


def number_rows(
    every: Sequence[Column], names: Sequence[tuple[str, ...]], _: Texts, fewest: int
) -> Iterator[tuple[Cell, ...]]:
    """A line for each world and measure; what is of fewer than so many households is left out, and says so.

    Args:
        every: The worlds, the one that the others are compared with first.
        names: What the first columns say of each.
        _: The texts.
        fewest: Households.
    """
    futures = min(futures_of(one.found) for one in every)
    for name in SHOWN:
        hidden = is_hidden(name, every, fewest)
        for n, one in enumerate(every):
            values = [value for value in one.numbers(name, futures) if value is not None]
            if not values:
                continue
            what = (
                *names[n],
                getattr(MEASURE[name].title, _.lang),
                _(NAMED[MEASURE[name].unit]),
                len(values),
            )
            if hidden:
                yield (*what, _("not to be told"))
                continue
            apart = difference_of(name, one) if n else None
            times = PER_CENT if MEASURE[name].unit is Unit.SHARE else 1
            told = band(values)
            yield (*what, *_times((told.middle, told.low, told.high), times), *_times(apart or (), times))


def _times(numbers: Iterable[float], times: int) -> list[float]:
    return [round(one * times, EXACT) for one in numbers]
