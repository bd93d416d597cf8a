"""A small OpenDocument workbook, written by hand: the libraries at hand only read the format."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from placement.domain.instance import Instance
from placement.tables.rows import cell_text, rows_of
from placement.tables.schema import TABLES
from placement.words.language import Lang

NAMES = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
    for n in ("office", "table", "text", "manifest")
)


def cell(text: str, kind: str = "string", more: str = "") -> str:
    """A cell that shows `text`; `more` holds its value or formula as attributes."""
    return f'<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def number(value: str, formula: str = "") -> str:
    """A cell with a number, perhaps by a formula."""
    made = f'table:formula="of:{formula}" ' if formula else ""
    return cell(value, "float", f'{made}office:value="{value}"')


def clock(written: str) -> str:
    """A cell with a time of day as LibreOffice writes it."""
    hour, minute = written.split(":")
    return cell(written, "time", f'office:time-value="PT{hour}H{minute}M00S"')


def whole_ods(week: Instance, path: Path, lang: Lang) -> Path:
    """Every table of a week, every cell as text."""
    sheets = {}
    for table in TABLES:
        rows = [[c.header(lang) for c in table.columns]]
        rows += [[cell_text(c, row, lang, table) for c in table.columns] for row in rows_of(table, week)]
        sheets[table.title(lang)] = [[_text(one) for one in row] for row in rows]
    return written(path, sheets)


def _text(text: str) -> str:
    # As many spaces as there are: a paragraph shows several as one.
    spaced = re.sub("  +", lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text))
    return cell(spaced) if text else "<table:table-cell/>"


def small_ods(folder: Path, lot: str) -> Path:
    """A week with one household; `lot` is the cell with its lot."""
    referral = cell("03.04.26", "date", 'office:date-value="2026-04-03"')
    sheets = {
        "uke": [[cell("planleggingsdato")], [cell("23.11.2026")]],
        "husstander": [
            [cell("husstand"), cell("henvist"), cell("loddnummer")],
            [cell("Rype-1"), referral, lot],
        ],
        "personer": [[cell("husstand"), cell("person")], [cell("Rype-1"), cell("0012")]],
    }
    return written(folder / "uke.ods", sheets)


def written(path: Path, sheets: Mapping[str, Iterable[Iterable[str]]]) -> Path:
    """A workbook of these cells, row by row."""
    tables = ""
    for name, rows in sheets.items():
        lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        tables += f'<table:table table:name="{name}">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", f"<office:document-content {NAMES}>{body}</office:document-content>")
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}/>")
    return path
