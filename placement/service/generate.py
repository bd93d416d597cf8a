"""A fictional week as a folder of tables."""

from datetime import date, datetime
from pathlib import Path

from placement.simulation.generate import AS_OF, ROOMY, TENSE, generate
from placement.simulation.sizes import Size
from placement.tables.write import new_folder, write_folder
from placement.words.language import Lang

LEAST, MOST = 0.5, 3.0
"""Beds for each person: fewer, or more, tell nothing about a plan."""
YEARS = range(2000, 2101)
"""Years of a day on which a week can be read: its rows reach some years back and forth."""


def beds_ratio(word: str) -> float:
    """Beds for each person: `tense`, `roomy`, or a figure. Raises ValueError for anything else."""
    named = {"tense": TENSE, "roomy": ROOMY}
    ratio = named[word] if word in named else float(word)
    if not LEAST <= ratio <= MOST:
        raise ValueError(word)
    return ratio


def day_of(word: str) -> date:
    """A date as YYYY-MM-DD. Raises ValueError for anything else, and for one far from now."""
    day = datetime.strptime(word, "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no time zone
    if day.year not in YEARS:
        raise ValueError(word)
    return day


def generate_folder(
    folder: Path,
    lang: Lang,
    *,
    size: str,
    seed: int,
    beds: float,
    men_heavy: bool,
    group_arrival: bool,
    as_of: date | None,
) -> None:
    """Write a fictional week into a new or empty folder. Raises InputError where that cannot be done."""
    new_folder(folder)  # before the work: a large week takes some seconds
    week = generate(
        Size(size), seed, beds=beds, men_heavy=men_heavy, group_arrival=group_arrival, as_of=as_of or AS_OF
    )
    write_folder(week, folder, lang)
