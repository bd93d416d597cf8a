"""Weights and settings, versioned: part of every instance."""

from typing import Annotated

from pydantic import Field

from placement.domain.value import Value

Points = Annotated[int, Field(ge=0, le=1_000_000)]


class Policy(Value):
    """What a unit has decided about its own planning. Missing entries mean the rule's own default."""

    version: int = 1
    horizon_days: Annotated[int, Field(ge=7, le=182)] = 56
    settings: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Rule or goal id -> setting name -> value."""
