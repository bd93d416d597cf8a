"""A small OpenDocument workbook, written by hand: the libraries at hand only read the format."""

import zipfile
from pathlib import Path

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
    tables = ""
    for name, rows in sheets.items():
        lines = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        tables += f'<table:table table:name="{name}">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    path = folder / "uke.ods"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", f"<office:document-content {NAMES}>{body}</office:document-content>")
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}/>")
    return path
