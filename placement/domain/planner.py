"""How layers that need a plan get one without importing the solver."""

from collections.abc import Callable
from typing import Protocol

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run

Stop = Callable[[], bool]
"""Asked about twenty times a second, perhaps from another thread; once it says yes, the best so far is the answer."""
Tell = Callable[[Progress], None]
"""Told a few times a second at most, in order."""


class Planner(Protocol):
    """Solves one instance."""

    def __call__(self, instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], *, seconds: float,
                 stop: Stop | None = None, progress: Tell | None = None,
                 other_than: tuple[Plan, ...] = (), keeping: tuple[Pin, ...] = ()) -> Run:  # fmt: skip
        """Return the best plan that was found, differs from each of these and keeps these pins; status and bound."""
        ...
