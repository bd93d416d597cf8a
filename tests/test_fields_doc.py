"""docs/fields.md shows each field that is held as the register and the table of permissions have it.

Between the markers the page is generated: `.venv/bin/python -m tests.test_fields_doc` writes it anew.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from placement.domain.actor import ActorRelation, Role
from placement.domain.permission import Action, FieldClass
from placement.service.access import who_may
from placement.service.need_to_know import subjects
from placement.service.register import RETENTION, Entry, register
from placement.words.vocabulary import VOCABULARY

PAGE = Path(__file__).parent.parent / "docs" / "fields.md"
BEGIN, END = "<!-- fields: begin -->\n", "<!-- fields: end -->\n"
OF_HOUSEHOLDS = {ActorRelation.OWN, ActorRelation.OTHER}


def generated() -> str:
    """The tables of the page."""
    found = groupby(register().values(), key=lambda entry: entry.table)
    return "".join(f"{line}\n" for table, entries in found for line in section(table, entries))


def section(table: str, entries: Iterable[Entry]) -> Iterator[str]:
    """One table: its fields, what each is for, who may see it, how long it is kept."""
    yield f"### {table}"
    yield ""
    yield "| field | what it is for | class | who may see it | kept |"
    yield "|---|---|---|---|---|"
    for entry in entries:
        art9 = ", article 9" if entry.art9 else ""
        yield (
            f"| `{entry.field}` | {entry.purpose.en} | {entry.field_class}{art9} "
            f"| {readers(table, entry.field_class)} | {RETENTION[entry.retention].en} |"
        )
    yield ""


def readers(table: str, field_class: FieldClass) -> str:
    """The roles that may read it: of every household, of their own, or where it is about none."""
    asked = OF_HOUSEHOLDS if subjects(table) else {ActorRelation.NONE}
    found = {role: of & asked for role, of in who_may(Action.READ, field_class).items() if of & asked}
    return ", ".join(said(role, of) for role, of in found.items()) or "nobody"


def said(role: Role, of: frozenset[ActorRelation]) -> str:
    """A role in words, with whom it is limited to."""
    name = VOCABULARY["Role"][role].en
    return f"{name} (own households)" if of == {ActorRelation.OWN} else name


def split() -> tuple[str, str, str]:
    """What stands before, between and after the markers."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    between, _, after = rest.partition(END)
    return before, between, after


def test_the_page_of_fields_is_fresh():
    assert split()[1] == generated(), f"{PAGE.name} is old: run .venv/bin/python -m {__spec__.name}"


@pytest.mark.parametrize(
    ("table", "field_class", "expected"),
    [
        ("persons", FieldClass.HEALTH, "coordinator, caseworker (own households)"),
        ("units", FieldClass.GEO, "coordinator"),
        ("addresses", FieldClass.ADDRESS, "address keeper"),
        ("log", FieldClass.LOG, "auditor"),
        ("units", FieldClass.HEALTH, "nobody"),
    ],
)
def test_the_page_names_those_who_may_read(table, field_class, expected):
    assert readers(table, field_class) == expected


if __name__ == "__main__":
    first, _, last = split()
    PAGE.write_text(first + BEGIN + generated() + END + last, encoding="utf-8")
