"""docs/tables.md shows the tables and columns as the schema has them.

Between the markers the page is generated: `.venv/bin/python tests/test_tables_doc.py` writes it anew.
"""

from collections.abc import Iterator
from pathlib import Path

from placement.tables.cells import UNKNOWN
from placement.tables.column import Column, Kind, Table
from placement.tables.schema import TABLES
from placement.words.vocabulary import VOCABULARY

PAGE = Path(__file__).parent.parent / "docs" / "tables.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"
KINDS = {
    Kind.TEXT: "text",
    Kind.NUMBER: "whole number",
    Kind.DATE: "date",
    Kind.TIME: "time of day",
    Kind.YES_NO: "ja, nei (yes, no)",
    Kind.TEXTS: "several, with semicolons",
}


def generated() -> str:
    """The tables of the page."""
    return "".join(f"{line}\n" for table in TABLES for line in section(table))


def section(table: Table) -> Iterator[str]:
    """One table: its names, what it is for, its columns."""
    yield f"### {table.nb} / {table.en}"
    yield ""
    yield f"File `{table.file('nb')}` or `{table.file('en')}`. {table.about.en}"
    yield ""
    yield "| kolonne | column | what it is | what may stand there |"
    yield "|---|---|---|---|"
    for column in table.columns:
        must = " **Must be filled in.**" if column.required else ""
        yield f"| {column.nb} | {column.en} | {column.about.en}{must} | {allowed(column)} |"
    yield ""


def allowed(column: Column) -> str:
    """The words or the kind of a cell."""
    more = f"; or {column.none_word.nb} ({column.none_word.en})" if column.none_word else ""
    if column.words is None:
        named = f", an alias of *{column.refers}*" if column.refers else ""
        return KINDS[column.kind] + named + more
    names = VOCABULARY[column.words.__name__]
    words = "; ".join(f"{names[one.value].nb} ({names[one.value].en})" for one in column.words)
    return f"{'any of' if column.kind is Kind.WORDS else 'one of'}: {words}{more}"


def split() -> tuple[str, str, str]:
    """What stands before, between and after the markers."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    between, _, after = rest.partition(END)
    return before, between, after


def test_the_page_of_tables_is_fresh():
    assert split()[1] == generated(), f"{PAGE.name} is old: run .venv/bin/python {Path(__file__).name}"


def test_the_page_names_the_word_for_what_is_not_known():
    assert f"`{UNKNOWN.nb}`" in split()[0]
    assert f"`{UNKNOWN.en}`" in split()[0]


if __name__ == "__main__":
    first, _, last = split()
    PAGE.write_text(first + BEGIN + generated() + END + last, encoding="utf-8")
