"""How layers that need an optimum of their own arrays get one without importing an engine."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np

from placement.domain.linear import Ints, Linear, Mask, Priced, Solved


class Searcher(StrEnum):
    """Who proves what is best. The plan is the same, whoever it is."""

    RACE = "race"
    """Two engines side by side where there are two cores and the week is large; else CP-SAT."""
    CP_SAT = "cp-sat"
    HIGHS = "highs"
    SCIP = "scip"


class Neighbourhood(Protocol):
    """A way to choose which columns of a plan are free to change."""

    size: float
    """How much is free to begin with; the search finds out how much pays."""

    def free(self, x: Ints, size: int, rng: np.random.Generator) -> Mask:
        """The columns that may change."""
        ...


class Optimiser(Protocol):
    """Arrays in, a 0/1 answer and a bound out. All seconds are wall clock."""

    def price(self, model: Linear, objective: Ints, *, seconds: float) -> Priced | None:
        """A proved bound, with the prices that prove it; None where there was no time for one."""
        ...

    def sharper(self, model: Linear, objective: Ints, near: Mask, *, seconds: float) -> Iterator[Priced]:
        """Ever better bounds; `near` are the columns that take part, the others are priced."""
        ...

    def minimise(self, model: Linear, objective: Ints, *, seconds: float, hint: Ints | None = None) -> Solved:
        """The least value of a whole-number objective."""
        ...

    def improve(
        self, model: Linear, objective: Ints, x: Ints, ways: Sequence[Neighbourhood], *, seconds: float,
        workers: int = 1, enough: Callable[[], float] | None = None,
        told: Callable[[int, Ints], None] | None = None,
    ) -> Ints:  # fmt: skip
        """A plan at least as good as `x`, by freeing a part of it at a time; ends early at a value that is `enough`."""
        ...
