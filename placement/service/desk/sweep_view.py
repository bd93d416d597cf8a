"""A sweep in words: each measure at each point, with its band, and its difference from the first point."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from placement.service.desk.desk import Desk
from placement.service.desk.future_view import SMALL, may_ask
from placement.service.desk.sweep_words import lever_title, value_text
from placement.service.desk.sweeps import Asked, Made, world_of
from placement.service.future_rows import Column, MeasureRow, how_many, is_hidden, measure_rows
from placement.service.future_summary import SHOWN, futures_of
from placement.service.scenario_words import card_line
from placement.simulation.bands import band
from placement.words.language import Lang
from placement.words.say import say_list
from placement.words.texts import Texts, texts

TOLD = ("unmet_all", "unmet_weighted", "late", "hotel", "cost_a_week")
"""Measures that are printed; on the screen each of all can be looked at, and a workbook has all."""


class SweepView(NamedTuple):
    """All that is told."""

    about: tuple[str, ...]
    """What was turned on top of what, in sentences."""
    levers: tuple[str, ...]
    points: tuple[tuple[str, ...], ...]
    """Where each lever stands."""
    sampled: str
    is_whole: bool
    rows: tuple[MeasureRow, ...]
    """A cell for each point; none before the first future of all of them."""
    middles: Mapping[str, tuple[float | None, ...]]
    """Id of a measure -> the middle of its futures at each point; without those that are not to be told."""


def sweep_title(asked: Asked, lang: Lang) -> str:
    """What is turned, in a line."""
    return " × ".join(lever_title(one, lang) for one in asked.levers)


def sweep_view(desk: Desk, login: str, made: Made, lang: Lang, *, for_others: bool = False) -> SweepView:
    """What is known by now of a sweep.

    Args:
        desk: The desk.
        login: Who looks.
        made: The sweep.
        lang: The language.
        for_others: Whether it leaves the desk, or others look at the screen: measures of few households are not told.

    Raises:
        Refused: They may not ask what if.
    """
    may_ask(desk, login)
    asked, _ = made.asked, texts(lang)
    fewest = SMALL if for_others else 0
    columns = tuple(columns_of(made))
    futures = min((futures_of(one.found) for one in columns), default=0)
    return SweepView(
        about=tuple(_about(asked, _)),
        levers=tuple(lever_title(one, lang) for one in asked.levers),
        points=tuple(
            tuple(value_text(lever, value, lang) for lever, value in zip(asked.levers, one.values, strict=True))
            for one in asked.points
        ),
        sampled=how_many(futures, asked.scenario.replications, asked.scenario.weeks, _),
        is_whole=made.is_whole,
        rows=tuple(measure_rows(columns, _, fewest)) if columns else (),
        middles={name: tuple(_middle(name, one, futures) for one in columns)
                 for name in SHOWN if columns and not is_hidden(name, columns, fewest)},
    )  # fmt: skip


def columns_of(made: Made) -> Iterator[Column]:
    """A column for each point; none before each has a future."""
    found, asked = made.job.progress.get("found") or {}, made.asked
    if any(name not in found for name in asked.worlds):
        return
    first = found[world_of(asked.points[0])]
    for point in asked.points:
        yield Column(" × ".join(point.values), found[world_of(point)], first, asked.scenario.replications)


def _middle(name: str, one: Column, futures: int) -> float | None:
    values = [value for value in one.numbers(name, futures) if value is not None]
    return band(values).middle if values else None


def _about(asked: Asked, _: Texts) -> Iterator[str]:
    for lever in asked.levers:
        stands = [value_text(lever, value, _.lang) for value in dict.fromkeys(lever.values)]
        yield f"{lever_title(lever, _.lang)}: {say_list(stands, _.lang)}."
    for card in asked.scenario.cards:
        yield _("At every point: {card}.", card=card_line(card, _.lang))


def row_of(view: SweepView, name: str) -> MeasureRow | None:
    """One measure at all points; none where nothing is known of it."""
    return next((one for one in view.rows if one.name == name), None)


def told_rows(view: SweepView) -> Sequence[MeasureRow]:
    """The measures that are printed."""
    return [row for name in TOLD if (row := row_of(view, name)) is not None]
