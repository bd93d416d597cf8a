"""Rows and auxiliary columns of the model, as whole numbers."""

from typing import NamedTuple

from placement.domain.linear import Ints


class Row(NamedTuple):
    """`low <= sum(coefs * columns) <= high`, with the id of the rule that made it."""

    rule: str
    cols: Ints
    coefs: Ints
    low: int | None
    high: int | None


class Part(NamedTuple):
    """A linear condition: the sum of coefs * columns is more than `base` (and never more than `base + 1`)."""

    cols: tuple[int, ...]
    coefs: tuple[int, ...]
    base: int


class Aux(NamedTuple):
    """An auxiliary column: 1 if any of its parts holds, else 0; where `most` is more, by how much its part does."""

    parts: tuple[Part, ...]
    cost: int
    priced: bool = False
    """Made for points alone; else a rule needs it."""
    most: int = 1
    """The highest value that it can have."""


def ordered(part: Part) -> Part:
    """The same condition with its columns in order."""
    pairs = sorted(zip(part.cols, part.coefs, strict=True))
    return Part(tuple(c for c, _ in pairs), tuple(w for _, w in pairs), part.base)
