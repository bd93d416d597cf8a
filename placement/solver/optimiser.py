"""Engines for whoever brings arrays of their own (`placement.domain.optimiser.Optimiser`)."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from ortools.math_opt.python import mathopt

from placement.domain.linear import Ints, Linear, Mask, Priced, Solved
from placement.domain.optimiser import Neighbourhood
from placement.solver import cutting, engine, search
from placement.solver.watch import Deadline


class Engines:
    """An `Optimiser`: MathOpt's engines, and the search on top of them."""

    def __init__(self, *, brief: bool = False) -> None:
        """`brief`: what is minimised is one of many small models, for which long preparation does not pay."""
        self.brief = brief

    def price(self, model: Linear, objective: Ints, *, seconds: float) -> Priced | None:
        """See Optimiser."""
        return engine.price(model, objective, Deadline(seconds), relaxing=mathopt.SolverType.HIGHS)

    def sharper(self, model: Linear, objective: Ints, near: Mask, *, seconds: float) -> Iterator[Priced]:
        """See Optimiser."""
        return cutting.sharper(model, objective, near, Deadline(seconds))

    def minimise(self, model: Linear, objective: Ints, *, seconds: float, hint: Ints | None = None) -> Solved:
        """See Optimiser."""
        return engine.minimise(model, objective, Deadline(seconds), hint=hint, brief=self.brief)

    def improve(
        self, model: Linear, objective: Ints, x: Ints, ways: Sequence[Neighbourhood], *, seconds: float,
        workers: int = 1, enough: Callable[[], float] | None = None,
        told: Callable[[int, Ints], None] | None = None,
    ) -> Ints:  # fmt: skip
        """See Optimiser."""
        return search.improve(
            search.Task(model, objective, Deadline(seconds), enough or _never, told or _nobody),
            x, ways, workers=workers,
        )  # fmt: skip


def _never() -> float:
    return -np.inf


def _nobody(value: int, x: Ints) -> None:
    """Nobody listens."""
