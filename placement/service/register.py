"""The field register: for each field of each table what it is for, of which class it is, and how long it is kept.

The register is `fields.csv`, made to be read by people. A field that is not in it cannot be read by anybody.
"""

import csv
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from placement.domain.fact import desk_tables, fields_of
from placement.domain.permission import FieldClass
from placement.words.sentence import Sentence

LOG = "log"
LOG_FIELDS = ("seq", "at", "by", "action", "about", "change", "why")
"""Fields of a line of the log, which is no table of rows."""


class Retention(StrEnum):
    """When a field is deleted."""

    CASE = "case"
    UNIT = "unit"
    STAFF = "staff"
    POLICY = "policy"
    SCENARIO = "scenario"
    ACCOUNT = "account"
    LOG = "log"


RETENTION: Mapping[Retention, Sentence] = {
    Retention.CASE: Sentence("90 dager etter at saken er avsluttet", "90 days after the case is closed"),
    Retention.UNIT: Sentence(
        "så lenge enheten, aktiviteten eller området er i bruk",
        "as long as the unit, programme or area is in use",
    ),
    Retention.STAFF: Sentence("så lenge de arbeider her", "as long as they work here"),
    Retention.POLICY: Sentence(
        "så lenge planer som brukte det, er lagret", "as long as plans that used it are kept"
    ),
    Retention.SCENARIO: Sentence("til noen sletter det", "until somebody deletes it"),
    Retention.ACCOUNT: Sentence("så lenge kontoen finnes", "as long as there is the account"),
    Retention.LOG: Sentence("som loggen selv", "as the log itself"),
}


class Entry(NamedTuple):
    """One field of the register. `art9`: a special category of personal data (GDPR, article 9)."""

    table: str
    field: str
    field_class: FieldClass
    purpose: Sentence
    retention: Retention
    art9: bool


def all_fields() -> Iterator[tuple[str, str]]:
    """(table, field) of every row of a desk, and of its log."""
    yield from ((table, field) for table in desk_tables() for field in fields_of(table))
    yield from ((LOG, field) for field in LOG_FIELDS)


@cache
def register() -> Mapping[tuple[str, str], Entry]:
    """(table, field) -> its entry. Raises ValueError for an unknown word or a field that stands there twice."""
    found: dict[tuple[str, str], Entry] = {}
    for row in rows_of("fields.csv"):
        entry = _entry(row)
        if (entry.table, entry.field) in found:
            raise ValueError(f"{entry.table}, {entry.field}: twice in the register")
        found[entry.table, entry.field] = entry
    return MappingProxyType(found)


def class_of(table: str, field: str) -> FieldClass:
    """The class of a field. Raises KeyError for a field that is not in the register."""
    return register()[table, field].field_class


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's lists, with semicolons between the cells."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";", strict=True))


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        table=row["table"],
        field=row["field"],
        field_class=FieldClass(row["class"]),
        purpose=Sentence(row["nb"], row["en"]),
        retention=Retention(row["retention"]),
        art9={"yes": True, "no": False}[row["art9"]],
    )
