"""Names of those whose data are erased, taken out of what is kept: each is one word, everywhere and always the same."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from placement.service.desk.commands.split import mark_of

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


def words_for(aliases: Iterable[str], key: bytes) -> dict[str, str]:
    """A word for each, and for the mark that households bear that were split off it.

    Without the key nobody can turn it back. With it, the word is the same after a restore, so that two households which
    must not meet are still known by one mark.
    """
    found: dict[str, str] = {}
    for alias in aliases:
        word = BEGINS + hmac.digest(key, b"word for " + alias.encode(), hashlib.sha256).hex()[:12]
        found |= {alias: word, mark_of(alias): mark_of(word)}
    return found


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


Names = AbstractSet[str]
Rows = AbstractSet[tuple[str, str]]


def mentions(value: Any, names: Names, rows: Rows) -> bool:  # noqa: ANN401 - what JSON holds
    """Whether what JSON holds names one of these, or one of these rows by table and key."""
    if isinstance(value, Mapping):
        row = str(value.get("table")), str(value.get("key"))
        return row in rows or bool(names & value.keys()) or mentions([*value.values()], names, rows)
    if isinstance(value, list | tuple):
        begins = tuple(one if isinstance(one, str) else "" for one in value[:2])
        return begins in rows or any(mentions(one, names, rows) for one in value)
    return isinstance(value, str) and value in names
