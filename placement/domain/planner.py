"""How layers that need a plan get one without importing the solver."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run

Stop = Callable[[], bool]
"""Asked about twenty times a second, perhaps from another thread; once it says yes, the best so far is the answer."""
Tell = Callable[[Progress], None]
"""Told a few times a second at most, in order."""


class Known(NamedTuple):
    """What is known before a week is planned again with somebody in a certain place: it shortens the proof."""

    start: Plan | None = None
    """A plan of the week to begin with. Where none is better it is the answer; one that does not hold is left out."""
    best: Plan | None = None
    """A plan that is proved the best where nobody need be in that place: no other is better with it.

    To be told only of a week that has the same options and rules but for that place.
    """


UNKNOWN = Known()


class Planner(Protocol):
    """Solves one instance."""

    def __call__(  # noqa: PLR0913 - all that can be said of a plan that is wanted
        self, instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], *, seconds: float,
        stop: Stop | None = None, progress: Tell | None = None, other_than: tuple[Plan, ...] = (),
        keeping: tuple[Pin, ...] = (), known: Known = UNKNOWN,
    ) -> Run:  # fmt: skip
        """Return the best plan that was found, differs from each of these and keeps these pins; status and bound."""
        ...
