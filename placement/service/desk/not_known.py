"""What nobody knows yet of those in care, though rules and plans ask for it; and how much of it is known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from placement.domain.fact import Body
from placement.service.desk.named import field_name
from placement.words.texts import Texts

OF_ALL: tuple[tuple[str, Any], ...] = (
    ("age_status", "unclear"), ("gender", "prefer_not"), ("support", None), ("languages", []),
    ("track", "not_clarified"), ("secrecy", None), ("threat", None), ("areas_asked", False),
)  # fmt: skip
"""Fields of a person that a plan asks for, and what they hold as long as nobody knows."""
OF_ADULTS: tuple[tuple[str, Any], ...] = (
    ("sharing", "not_asked"), ("zone_wish", "not_asked"), ("interpreter_needed", None),
)  # fmt: skip
"""The same of those who may be of age: they answer for their children."""
SAID_ELSEWHERE = frozenset({"threat", "areas_asked"})
"""Fields of which the calendar has a sentence of its own."""


def asked(row: Body, *, several: bool) -> tuple[tuple[str, Any], ...]:
    """The fields that are asked of a person and may be seen, each with what it holds where nobody knows.

    Args:
        row: The person, as whoever looks sees them.
        several: Whether they live in a household of several; then each adult is asked alone.
    """
    fields = OF_ALL
    if not _is_minor(row):
        fields += (*OF_ADULTS, *((("stay_together", "not_asked"),) if several else ()))
    return tuple((name, empty) for name, empty in fields if name in row)


def known(people: Iterable[Body], *, several: bool) -> int:
    """So many of a hundred fields that a plan asks for are known."""
    held = [row[name] != empty for row in people for name, empty in asked(row, several=several)]
    return round(100 * sum(held) / len(held)) if held else 100


def unknown_line(who: str, row: Body, _: Texts, *, several: bool) -> str:
    """`Ekorn-51: not known: gender, support level`; nothing where all is known."""
    names = [
        field_name("persons", name, _.lang)
        for name, empty in asked(row, several=several)
        if row[name] == empty and name not in SAID_ELSEWHERE
    ]
    if not names:
        return ""
    told = _("Not known: {fields}", fields=", ".join(names))
    return f"{who}: {told[:1].lower()}{told[1:]}" if several else told


def missing_lines(
    household: Body, people: Mapping[str, Body], about: Mapping[str, list[Body]], _: Texts, *, waits: bool
) -> Iterator[str]:
    """What stands in no field of a person: where they sleep, consents, guardians, a contact.

    Args:
        household: Its row, as whoever looks sees it.
        people: Alias -> row of its people.
        about: Table -> rows about them; a table that may not be seen is not there.
        waits: Whether they live nowhere yet.
        _: The texts of the language.
    """
    if waits and household.get("situation") == "unknown":
        yield _("Where they sleep is not known.")
    for alias, row in people.items():
        if waits and not _is_minor(row) and _none_of(about, "consents", person=alias):
            yield _("{who}: nobody has asked for consent to housing.", who=alias)
        if row.get("age_status") == "minor_accompanied" and _no_guardian(alias, about):
            yield _("{who}: no guardian is confirmed.", who=alias)
    if not waits and about.get("contacts") and _none_of(about, "assignments", kind="current"):
        yield _("No contact follows them up.")  # whoever waits gets one by the plan


def _is_minor(row: Body) -> bool:
    return str(row.get("age_status", "")).startswith("minor")


def _none_of(about: Mapping[str, list[Body]], table: str, **holds: str) -> bool:
    rows = about.get(table)
    return rows is not None and not any(all(row.get(n) == v for n, v in holds.items()) for row in rows)


def _no_guardian(child: str, about: Mapping[str, list[Body]]) -> bool:
    rows = about.get("relations")
    if rows is None or any("confirmed" not in row for row in rows):
        return False  # what may not be seen is not missing
    return not any((row["b"], row["kind"], row["confirmed"]) == (child, "guardian", True) for row in rows)
