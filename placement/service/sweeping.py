"""A sweep of a week in words: each measure at each point, with its band, and its difference from the first point."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from placement.domain.instance import Instance
from placement.domain.scenario import Scenario
from placement.errors import InputError, Problem
from placement.service.future_summary import MEASURE, SHOWN, sample_of
from placement.service.plan_file import save_text
from placement.service.sections import Section, plain, show_sections
from placement.service.simulating import simulate, world
from placement.simulation.bands import Band, Difference, band, difference
from placement.simulation.kept import Kept
from placement.simulation.levers import Lever, Point, points_of
from placement.simulation.sweep import Tell, futures_kept, sweep, tasks_of
from placement.words.language import Lang
from placement.words.say import say_decimal
from placement.words.texts import Texts, texts

TOLD = ("unmet_weighted", "unmet_all", "late", "hotel", "cost_a_week")
"""Measures that a terminal shows; the file has more."""


class Found(NamedTuple):
    """One measure at one point. None: in no future was there anything of which it could be."""

    band: Band | None
    difference: Difference | None
    """From the first point, the same futures side by side; none for that point, and with a single future."""


class Row(NamedTuple):
    """One point."""

    values: tuple[str, ...]
    figures: Mapping[str, Found]
    """By id of the measure."""


class Swept(NamedTuple):
    """A sweep that is whole."""

    week: str
    """Content hash of the week before any card."""
    levers: tuple[str, ...]
    weeks: int
    replications: int
    seed: int
    rows: tuple[Row, ...]


def make_sweep(
    base: Instance,
    scenario: Scenario,
    levers: Sequence[Lever],
    out: Path,
    *,
    workers: int,
    cluster: str | None = None,
    tell: Tell = lambda _: None,
) -> Swept:
    """Carry out a sweep, or what is left of it. Ctrl-C ends it; what is done is kept.

    Args:
        base: The week.
        scenario: Cards that are played at every point; weeks, futures and seed.
        levers: One or two.
        out: The folder of the futures and of the results.
        workers: Processes of this machine.
        cluster: Address of a Dask cluster, instead of these.
        tell: Told how far it is.

    Raises:
        InputError: A lever, a value or a card that cannot be, or a folder that cannot be written.
    """
    points = points_of(scenario, levers)
    for point in points:
        world(base, point.scenario)  # before hours of work: no card may be impossible
    kept = Kept(out / "futures")
    tasks = tasks_of(base, (point.scenario for point in points))
    sweep(base, tasks, simulate, kept, workers=workers, cluster=cluster, tell=tell)
    return _swept(base, scenario, levers, points, kept)


def _swept(
    base: Instance, scenario: Scenario, levers: Sequence[Lever], points: Sequence[Point], kept: Kept
) -> Swept:
    numbers = [_numbers(base, point.scenario, kept) for point in points]
    rows = tuple(
        Row(point.values, {name: _found(name, own, numbers[0], first=n == 0) for name in SHOWN})
        for n, (point, own) in enumerate(zip(points, numbers, strict=True))
    )
    words = tuple(lever.word for lever in levers)
    return Swept(base.content_hash, words, scenario.weeks, scenario.replications, scenario.seed, rows)


def levers_of(words: Sequence[str], values: Sequence[str]) -> tuple[Lever, ...]:
    """Levers as a command line has them, the values of each with commas between. Raises InputError."""
    if len(words) != len(values):
        told = "each lever has its own values.", "Give --values once for each --lever."
        raise InputError(Problem("", *told, "sweep_values"))
    split = (tuple(one.strip() for one in text.split(",") if one.strip()) for text in values)
    return tuple(Lever(word, own) for word, own in zip(words, split, strict=True))


Numbers = Mapping[str, Sequence[float | None]]
"""Id of a measure -> its number in each future."""


def _numbers(base: Instance, scenario: Scenario, kept: Kept) -> Numbers:
    found: dict[str, list[float | None]] = {name: [] for name in SHOWN}
    for records in futures_kept(base, scenario, kept):
        figures: Mapping[str, Any] = sample_of(records)["figures"]
        for name in SHOWN:
            found[name] += figures[name]
    return found


def _found(name: str, own: Numbers, first_of_all: Numbers, *, first: bool) -> Found:
    there = [number for number in own[name] if number is not None]
    pairs = [
        (a, b) for a, b in zip(own[name], first_of_all[name], strict=True) if a is not None and b is not None
    ]
    apart = None if first or not pairs else difference([a for a, _ in pairs], [b for _, b in pairs])
    return Found(band(there) if there else None, apart)


def save_sweep(swept: Swept, out: Path) -> Path:
    """Write the results beside the futures, under a name of the sweep's own. Raises InputError."""
    text = json.dumps(plain(swept), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    asked = json.dumps(
        plain(swept._replace(rows=tuple(Row(row.values, {}) for row in swept.rows))), sort_keys=True
    )
    path = out / f"sweep-{sha256(asked.encode()).hexdigest()[:12]}.json"
    save_text(text, path)
    return path


def show_sweep(swept: Swept, lang: Lang, console: Console | None = None) -> None:
    """Print the results."""
    _ = texts(lang)
    title = _("Sweep of {levers}", levers=" × ".join(swept.levers))
    show_sections(title, _sections(swept, _), console)


def _sections(swept: Swept, _: Texts) -> Iterator[Section]:
    futures = _.n("one future", "{count} futures", swept.replications)
    weeks = _.n("one week", "{count} weeks", swept.weeks)
    how = _("{weeks}, {futures} at each point. In brackets: eight of ten futures lie there.", weeks=weeks,
            futures=futures)  # fmt: skip
    yield Section("", (how,))
    for name in TOLD:
        title = getattr(MEASURE[name].title, _.lang)
        yield Section(title, points=tuple(_line(row, row.figures[name], _) for row in swept.rows))


def _line(row: Row, found: Found, _: Texts) -> str:
    point = " × ".join(row.values)
    if found.band is None:
        return f"{point}: –"
    said = [say_decimal(one, _.lang) for one in (found.band.mean, found.band.low, found.band.high)]
    line = f"{point}: {said[0]} ({said[1]}–{said[2]})"
    if found.difference is None:
        return line
    low, high = (say_decimal(one, _.lang) for one in (found.difference.low, found.difference.high))
    mean = say_decimal(found.difference.mean, _.lang)
    facts = {"line": line, "mean": mean, "low": low, "high": high}
    if found.difference.is_sure:
        return _("{line}; from the first point {mean}, surely between {low} and {high}", **facts)
    return _("{line}; from the first point no sure difference ({low} to {high})", **facts)
