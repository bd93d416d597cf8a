"""A fictional week as a folder of tables."""

from datetime import date
from pathlib import Path

from placement.simulation.generate import AS_OF, ROOMY, TENSE, generate
from placement.simulation.sizes import Size
from placement.tables.write import write_folder
from placement.words.language import Lang

LEAST, MOST = 0.5, 3.0
"""Beds for each person: fewer, or more, tell nothing about a plan."""


def beds_ratio(word: str) -> float:
    """Beds for each person: `tense`, `roomy`, or a figure. Raises ValueError for anything else."""
    named = {"tense": TENSE, "roomy": ROOMY}
    ratio = named[word] if word in named else float(word)
    if not LEAST <= ratio <= MOST:
        raise ValueError(word)
    return ratio


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
    week = generate(
        Size(size), seed, beds=beds, men_heavy=men_heavy, group_arrival=group_arrival, as_of=as_of or AS_OF
    )
    write_folder(week, folder, lang)
