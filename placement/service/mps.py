"""The programmes of a week as files that any engine reads, one a stage."""

import json
from functools import partial
from pathlib import Path
from typing import NamedTuple

from placement.service.plan_file import save_text
from placement.service.planning import load, make_plan
from placement.solver import solve
from placement.solver.programmes import Programme, as_mps
from placement.tables.write import new_folder
from placement.words.language import Lang
from placement.words.texts import texts

SHEET = "stages.json"


class MpsFile(NamedTuple):
    """One file, in the order in which the stages are solved."""

    file: str
    columns: int
    rows: int
    entries: int
    value: int
    """What the best answer costs, or the best that was found."""
    proved: bool


def write_mps(week: Path, folder: Path, *, seconds: float) -> tuple[MpsFile, ...]:
    """Plan a week and write the programme of each stage, and what it came to, into a new or empty folder.

    Raises:
        InputError: The week cannot be read, or the folder not be written.
        Impossible: The week's locks contradict each other.
        OutOfTime: There was no plan in the time.
        Defect: The judge found a fault in the plan.
    """
    new_folder(folder)
    folder.mkdir(exist_ok=True)
    found: list[Programme] = []
    make_plan(load(week), seconds=seconds, planner=partial(solve, told=found.append), explain=False)
    files = []
    for number, programme in enumerate(found, 1):
        model = programme.model
        name = f"{number:02}-{programme.name}.mps"
        save_text(as_mps(programme), folder / name)
        files.append(
            MpsFile(name, model.columns, model.rows, len(model.row), programme.value, programme.proved)
        )
    save_text(json.dumps([one._asdict() for one in files], indent=2) + "\n", folder / SHEET)
    return tuple(files)


def show_mps(files: tuple[MpsFile, ...], lang: Lang) -> str:
    """A line a file."""
    _ = texts(lang)
    proved = _("{file}: {columns} columns, {rows} rows, {entries} entries, best value {value}")
    not_proved = _("{file}: {columns} columns, {rows} rows, {entries} entries, value {value}, not proved")
    return "\n".join((proved if one.proved else not_proved).format(**one._asdict()) for one in files)
