"""What every value of the domain has in common."""

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

FOREVER = date.max
"""The end of what has no end. Date spans are half open: `[from, until)`."""
ALWAYS = date.min
"""The beginning of what was always so."""

Alias = Annotated[
    str, StringConstraints(min_length=1, max_length=40, pattern=r"^[^\s+/;,|~\p{C}][^+/;,|~\p{C}]*$")
]
"""A name that says nothing of the person or the address behind it, nor anything to the terminal that shows it."""
PlaceAlias = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^\P{C}+$")]
"""Aliases of rooms, joined."""
Nights = int
"""Whole nights; a night has the date of its evening."""


class Value(BaseModel):
    """A frozen value. Unknown fields and wrong types are errors; errors never repeat the input."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def but(self, **changes: object) -> Self:
        """Return a validated copy with some fields changed (`model_copy` would skip validation)."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**(fields | changes))


class Spell(Value):
    """A row that holds on `[since, until)`. With its dates exchanged it would protect nobody, and say nothing."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        fields = self.__dict__
        if fields["until"] < fields["since"]:
            raise ValueError("a row ends after it begins")
        return self


class Ordered(StrEnum):
    """Words with an order, least first."""

    @cached_property
    def rank(self) -> int:
        """Place in the order, from 0."""
        return list(type(self)).index(self)


class Answer(StrEnum):
    """What somebody answered. Not asked is an answer of its own, and never means yes."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


def overlap(start: date, until: date, other_start: date, other_until: date) -> bool:
    """Whether two half-open date spans have a night in common."""
    return start < other_until and other_start < until
