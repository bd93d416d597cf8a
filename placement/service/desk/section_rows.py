"""Sections of an answer as a row keeps them: each text with those on whom it rests, so that it can be veiled later."""

from collections.abc import Iterable, Mapping
from typing import Any

from placement.service.resting import Resting
from placement.service.sections import Section


def rows_of(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """As JSON holds them."""
    return [
        one._asdict() | {"lines": [*map(_row, one.lines)], "points": [*map(_row, one.points)]}
        for one in sections
        if not one.is_empty
    ]


def sections_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    """From JSON."""
    return tuple(
        Section(
            row["title"], tuple(map(_text, row["lines"])), tuple(map(_text, row["points"])), row["folded"]
        )
        for row in rows
    )


def _row(text: str) -> str | list[Any]:
    return [str(text), sorted(text.about)] if isinstance(text, Resting) else text


def _text(row: str | list[Any]) -> str:
    return row if isinstance(row, str) else Resting(row[0], row[1])
