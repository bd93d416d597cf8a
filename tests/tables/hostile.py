"""Campaign: hostile files and odd cells are taken in, and nothing but a refusal or a preview comes of it.

`python -m tests.tables.hostile --files 300 --inputs 1000` prints how many of each, and every mischief.
"""

import argparse
import copy
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from placement.domain.fact import Content, applied, content_of, instance_of
from placement.errors import InputError, Problem
from placement.isolate import Child
from placement.service.compared import Unclear
from placement.service.imports import Choices, Preview, preview
from placement.tables.partial import read_part
from placement.tables.problems import told
from placement.words.language import LANGUAGES
from tests.tables import hostile_books as books
from tests.tables import hostile_cells as cells
from tests.tables import hostile_folders as folders
from tests.worlds import week_of_activities

Build = Callable[[Path, random.Random], Path]
SLOW_SECONDS = 60.0
"""The limits of the child, and slack for a busy machine."""

HEAVY = frozenset(
    {
        "csv: very many mistakes",
        "book: a wide table",
        "book: very many cells in a row",
        "book: very many sheets",
        "book: deep XML",
        "book: nothing but space",
        "book: very many empty rows",
    }
)
"""Kinds that use up a good part of the child's limits."""
WORKBOOKS = 0.05
"""Share of the odd cells that stand in a workbook."""


def kinds() -> dict[str, Build]:
    """Every way in which a file is broken."""
    return {
        **{f"book: {name}": partial(_book, change) for name, change in books.BOOKS.items()},
        **{f"archive: {name}": partial(_archive, change) for name, change in books.ZIPS.items()},
        **{f"open document: {name}": partial(books.ods, change) for name, change in books.ODS.items()},
        **{f"no book: {name}": partial(_named, content) for name, content in books.OTHERS.items()},
        **{f"csv: {name}": partial(folders.changed, change) for name, change in folders.CHANGES.items()},
        **{f"folder: {name}": partial(_folder, make) for name, make in folders.FOLDERS.items()},
    }


def _book(change: books.PartChange, folder: Path, dice: random.Random) -> Path:
    parts = books.parts_of(books.small(folder))
    change(parts, dice)
    return books.packed(parts, folder / "uke.xlsx")


def _archive(change: books.FileChange, folder: Path, dice: random.Random) -> Path:
    path = books.small(folder)
    path.write_bytes(change(path.read_bytes(), dice))
    return path


def _named(content: bytes, folder: Path, dice: random.Random) -> Path:
    path = folder / dice.choice(["uke.xlsx", "uke.ods", "uke.XLSX", "uke.xls", "uke.xlsm", "uke"])
    path.write_bytes(content)
    return path


def _folder(make: Callable[[Path], None], folder: Path, _: random.Random) -> Path:
    make(folder)
    return folder


class Campaign:
    """Takes one file after another into one desk, and writes down every mischief. A context manager."""

    def __init__(self) -> None:
        self.content: Content = content_of(week_of_activities())
        self.kept = copy.deepcopy(self.content)
        self.outcomes: Counter[str] = Counter()
        self.complaints: Counter[str] = Counter()
        self.mischief: list[str] = []
        self.slowest = (0.0, "")

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir()
        # Where the child would put whatever it wrote.
        self.usual = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(self.scratch)
        self.child = Child("placement.tables.partial")
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close()
        os.environ.pop("TMPDIR")
        os.environ.update({"TMPDIR": self.usual} if self.usual is not None else {})
        shutil.rmtree(self.folder, ignore_errors=True)

    def take(self, name: str, build: Build, seed: int) -> None:
        """Build one, read it, look at what comes of it."""
        dice, place, told_before = random.Random(f"{name} {seed}"), self.folder / "week", len(self.mischief)
        place.mkdir()
        path = build(place, dice)
        before, begun = _listed(place), time.monotonic()
        try:
            outcome = self._outcome(path, dice)
        except Exception as error:  # noqa: BLE001 - whatever comes out is told
            outcome = f"raised {type(error).__name__}"
            self.mischief.append(outcome)
        seconds = time.monotonic() - begun
        self.slowest = max(self.slowest, (seconds, name))
        if seconds > SLOW_SECONDS:
            self.mischief.append(f"{seconds:.0f} seconds")
        if _listed(place) != before or any(self.scratch.iterdir()):
            self.mischief.append("something was written")
        if self.content != self.kept:
            self.mischief.append("the desk was changed")
        self.mischief[told_before:] = [f"{name} {seed}: {one}" for one in self.mischief[told_before:]]
        self.outcomes[outcome] += 1
        shutil.rmtree(place)

    def _outcome(self, path: Path, dice: random.Random) -> str:
        try:
            part = read_part(path, child=self.child)
        except InputError as error:
            self._heard(error.problems, str(error))
            return "refused"
        one = preview(self.content, part)
        self._heard((*one.problems, *(clash.problem for clash in one.conflicts)))
        self._chosen(one, dice)
        return "previewed, no week" if one.problems else "previewed, a week"

    def _heard(self, problems: tuple[Problem, ...], more: str = "") -> None:
        """Every complaint has a place and a remedy, in both languages, and repeats nobody."""
        self.complaints.update(one.code for one in problems)
        said = [told(one, lang) for one in problems for lang in LANGUAGES]
        if not all(one.where and one.what and one.todo for one in (*problems, *said) if not _is_count(one)):
            self.mischief.append("a complaint without place or remedy")
        if books.CANARY.casefold() in (more + repr(problems) + repr(said)).casefold():
            self.mischief.append("a complaint repeats a cell")

    def _chosen(self, one: Preview, dice: random.Random) -> None:
        """Whatever is chosen can be carried out and taken back, and what has no problems is a week."""
        clear = [(c.table, c.key, c.field) for c in one.conflicts if c.kind is Unclear.EMPTIED]
        gone = [(r.table, r.key) for r in one.removals]
        choices = Choices(
            clear=frozenset(c for c in clear if dice.random() < 0.5),
            remove=frozenset(r for r in gone if dice.random() < 0.1),
        )
        edits = one.edits(choices)
        after = applied(self.content, edits)
        back = applied(after, [edit.undone for edit in reversed(edits)])
        if {t: rows for t, rows in back.items() if rows} != {t: r for t, r in self.kept.items() if r}:
            self.mischief.append("edits cannot be taken back")
        if not one.problems_after(choices):
            instance_of(after)


def _is_count(one: Problem) -> bool:
    """The line that says how many problems more there are has no place."""
    return one.code == "tables.more"


def _listed(folder: Path) -> list[tuple[str, int, int]]:
    found = [(str(one), one.lstat()) for one in sorted(folder.rglob("*"))]
    return [(name, about.st_size, about.st_mtime_ns) for name, about in found]


def drawn(content: Content) -> Build:
    """Tables of odd cells: a folder, now and then a workbook."""

    def build(folder: Path, dice: random.Random) -> Path:
        lang, found = cells.tables(content, dice)
        if dice.random() < WORKBOOKS:
            return cells.as_workbook(found, lang, folder)
        return cells.as_folder(found, lang, folder, dice)

    return build


def run(campaign: Campaign, files: int, inputs: int, seed: int = 1, *, heavy: bool = True) -> None:
    """So many hostile files, every kind in its turn, and so many inputs of odd cells."""
    every = [(name, build) for name, build in kinds().items() if heavy or name not in HEAVY]
    random.Random(seed).shuffle(every)
    for n in range(files):
        name, build = every[n % len(every)]
        campaign.take(name, build, seed + n // len(every))
    for n in range(inputs):
        campaign.take("odd cells", drawn(campaign.content), seed + n)


def main() -> int:
    """Run the campaign of the command line; 1 where there was any mischief."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=300)
    asked.add_argument("--inputs", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    given, begun = asked.parse_args(), time.monotonic()
    with Campaign() as campaign:
        run(campaign, given.files, 0, given.seed)
        print("files ", dict(campaign.outcomes), f"{time.monotonic() - begun:.0f} s")
        campaign.outcomes.clear()
        begun = time.monotonic()
        run(campaign, 0, given.inputs, given.seed)
        print("inputs", dict(campaign.outcomes), f"{time.monotonic() - begun:.0f} s")
        print(
            f"{len(kinds())} kinds of file; the slowest took {campaign.slowest[0]:.1f} s ({campaign.slowest[1]})"
        )
        print("complaints", dict(campaign.complaints.most_common()))
        print(*campaign.mischief or ["no mischief"], sep="\n")
        return int(bool(campaign.mischief))


if __name__ == "__main__":
    sys.exit(main())
