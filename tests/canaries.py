"""Texts that occur nowhere else, in the place of every free text of a week, and where they turn up again."""

import base64
import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from placement.domain.permission import FieldClass
from placement.service.register import register
from placement.tables.bodies import field_of
from placement.tables.cells import LIST
from placement.tables.column import Column, Kind, Table
from placement.tables.schema import TABLES

WORDS = {"languages", "staff_languages", "language", "rule", "setting"}
"""Columns of text that hold words of lists."""
SEEN = "Kan"
"""How every canary begins, so that a person who finds one knows it."""


class Canaries:
    """One canary for each text; the same for the same text, so that a week stays a week."""

    def __init__(self, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        self._of: dict[str, str] = {}
        self.places: dict[str, set[tuple[str, str]]] = {}
        """Canary -> table and field where it stands."""

    def instead_of(self, text: str, table: str, field: str) -> str:
        """The canary in the place of a text."""
        if text not in self._of:
            self._of[text] = f"{SEEN}{self._draw.getrandbits(40):010x}"
        canary = self._of[text]
        self.places.setdefault(canary, set()).add((table, field))
        return canary

    def new(self, table: str, field: str) -> str:
        """A canary of its own."""
        return self.instead_of(f"{table} {field} {len(self._of)}", table, field)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def where(self, test: Callable[[str, str], bool]) -> frozenset[str]:
        """Those that stand in a table and field of which that is true."""
        return frozenset(one for one, places in self.places.items() if any(test(*place) for place in places))

    def of(self, classes: Iterable[FieldClass]) -> frozenset[str]:
        """Those that stand in a field of one of these classes."""
        wanted = frozenset(classes)
        return self.where(lambda *place: place in register() and register()[place].field_class in wanted)

    @property
    def aliases(self) -> frozenset[str]:
        """Those by which rows are known."""
        return self.where(lambda _, field: field == "alias")


def fill(folder: Path, canaries: Canaries) -> None:
    """Put canaries in the place of every free text of a folder of tables in Norwegian."""
    for table in TABLES:
        file = folder / table.file("nb")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            heads, *rows = csv.reader(lines, delimiter=";")
        by_header = {column.nb: column for column in table.columns}
        columns = [by_header[head.removesuffix("*").strip()] for head in heads]
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            made = csv.writer(out, delimiter=";")
            made.writerow(heads)
            for row in rows:
                cells = zip(columns, row, strict=True)
                made.writerow([_cell(canaries, table, column, cell) for column, cell in cells])


def _cell(canaries: Canaries, table: Table, column: Column, cell: str) -> str:
    if column.field in WORDS or column.kind not in (Kind.TEXT, Kind.TEXTS) or not cell:
        return cell
    field = field_of(table, column)
    parts = cell.split(LIST.strip()) if column.kind is Kind.TEXTS else [cell]
    return LIST.join(canaries.instead_of(part.strip(), table.name, field) for part in parts)


# -- where they turn up


def spellings(text: str) -> list[bytes]:
    """A text as bytes: as it is, in UTF-16, and in base64 wherever it begins."""
    plain = text.encode()
    found = [plain, text.encode("utf-16-le"), text.encode("utf-16-be")]
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain).rstrip(b"=")
        # The first and the last sign also depend on the neighbours.
        found.append(coded[(shift * 8 + 5) // 6 : -1])
    return found


def found_in(data: bytes, canaries: Iterable[str]) -> frozenset[str]:
    """The canaries that these bytes hold, packed or not."""
    every = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            every += [packed.read(name) for name in packed.namelist()]
    # A narrow column of a table may break a text.
    every.append(b"".join(data.split()))
    return frozenset(one for one in canaries if any(s in bytes_ for s in spellings(one) for bytes_ in every))


def found_below(folder: Path, canaries: Iterable[str]) -> dict[str, frozenset[str]]:
    """File -> the canaries in it, or in its name; files without any are left out."""
    listed = list(canaries)
    found = {}
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if here := found_in(data, listed) | found_in(path.name.encode(), listed):
            found[str(path.relative_to(folder))] = here
    return found
