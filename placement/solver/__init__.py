"""From an instance to a plan: candidates, a linear programme as arrays, engines, stages. Alone imports ortools."""

from placement.solver.run import solve

__all__ = ["solve"]
