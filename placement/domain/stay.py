"""Who lives where, from when, until when."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from placement.domain.value import Alias, PlaceAlias, Value


class StayKind(StrEnum):
    """What a stay is. `current` and `hold` are held: the plan may not touch them."""

    PAST = "past"
    CURRENT = "current"
    HOLD = "hold"
    """An accepted offer that has not begun."""
    NEW = "new"
    """Begun by the plan."""
    PROPOSAL = "proposal"
    """A move that awaits the person's own consent; the old place is kept meanwhile."""


HELD = frozenset({StayKind.CURRENT, StayKind.HOLD})


class Stay(Value):
    """A household in a place on the nights `[start, until)`."""

    household: Alias
    place: PlaceAlias
    start: date
    until: date | None = None
    """For a held stay the expected end; none, or one that has passed, frees no bed before a human records it."""
    kind: StayKind
    extended_until: date | None = None
    """For a held stay: the unit extended its limit to this date."""
    expires: date | None = None
    """For a hold: when the unit stops holding it."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.until is not None and self.until <= self.start:
            raise ValueError("a stay ends after it starts")
        return self


class Destination(StrEnum):
    """Where a household went; never which place."""

    OWN_FLAT = "own_flat"
    SETTLED = "settled"
    RETURNED_SAFELY = "returned_safely"
    MOVED_BY_POLICE = "moved_by_police"
    LEFT_UNKNOWN = "left_unknown"
    OTHER_SERVICE = "other_service"
    OTHER = "other"


class Exit(Value):
    """A household left our care: its stays end on this date."""

    household: Alias
    on: date
    destination: Destination | None = None
