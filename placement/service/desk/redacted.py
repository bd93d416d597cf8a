"""Names of those whose data are erased, taken out of what is kept: each is one drawn word, everywhere the same."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Any

BEGINS = "erased-"
NAMING = frozenset(
    {
        "household", "households", "person", "a", "b", "protected", "partner", "origin", "clash", "set_aside",
        "other",
    }
)  # fmt: skip
"""Fields of rows, plans, runs and requests that name people or households, alone or in a list."""
NOT_PEOPLE = frozenset({"travel"})
"""Tables whose fields are called so, and name something else."""

Words = Mapping[str, str]
"""Alias -> what stands in its place."""


def drawn(aliases: Iterable[str]) -> dict[str, str]:
    """A new word for each; it says nothing, and cannot be turned back."""
    return {alias: BEGINS + secrets.token_hex(6) for alias in aliases}


def is_redacted(alias: str) -> bool:
    """Whether this stands for somebody whose data are erased."""
    return alias.startswith(BEGINS)


def renamed(value: Any, words: Words, field: str = "") -> Any:  # noqa: ANN401 - what JSON holds
    """What JSON holds, with other words where a field names one of these."""
    if isinstance(value, Mapping):
        return {name: renamed(one, words, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [renamed(one, words, field) for one in value]
    return words.get(value, value) if isinstance(value, str) and field in NAMING else value


def renamed_everywhere(value: Any, words: Words) -> Any:  # noqa: ANN401 - what JSON holds
    """What JSON holds, with other words wherever one of these stands, whatever the field."""
    if isinstance(value, Mapping):
        return {words.get(name, name): renamed_everywhere(one, words) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [renamed_everywhere(one, words) for one in value]
    return words.get(value, value) if isinstance(value, str) else value


def mentions(value: Any, names: Collection[str], rows: Collection[tuple[str, str]]) -> bool:  # noqa: ANN401 - JSON
    """Whether what JSON holds names one of these, or one of these rows by table and key."""
    if isinstance(value, str):
        return value in names
    if isinstance(value, Mapping):
        if (value.get("table"), value.get("key")) in rows or not names.isdisjoint(value):  # type: ignore[attr-defined]
            return True
        return any(mentions(one, names, rows) for one in value.values())
    if isinstance(value, list | tuple):
        row = tuple(value[:2])
        return row in rows or any(mentions(one, names, rows) for one in value)
    return False
