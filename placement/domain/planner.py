"""How layers that need a plan get one without importing the solver."""

from typing import Protocol

from placement.domain.instance import Instance
from placement.domain.rule import Rule
from placement.domain.run import Run


class Planner(Protocol):
    """Solves one instance."""

    def __call__(self, instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], *,
                 seconds: float) -> Run:  # fmt: skip
        """Return the best plan that was found, its status and its bound."""
        ...
