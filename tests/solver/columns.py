"""Weeks of which a test says itself which options are columns: for the stages, and for the goals."""

from collections.abc import Callable

import numpy as np
import pytest

from placement.domain.linear import Floats, Ints, Mask
from placement.solver import anew, model, narrow
from placement.solver.candidates import Candidates


def narrowed(monkeypatch: pytest.MonkeyPatch, each: int) -> None:
    """So many options of a household, in so many places, become columns; of the goals twice as many."""
    for name, value in {"MOST": 0, "EACH": each, "PLACES": each, "TIED": -1.0, "FAR": -1.0}.items():
        monkeypatch.setattr(narrow, name, value)


def columns_are(monkeypatch: pytest.MonkeyPatch, choose: Callable[[Candidates], Mask]) -> None:
    """These options, asked for the stages and then for the goals, which have those of the plan at hand as well."""

    def for_stages(wide: Candidates, *_: object) -> Ints:
        return np.flatnonzero(choose(wide))

    def for_goals(wide: Candidates, _: Floats, chosen: Ints) -> Ints:
        near = choose(wide)
        near[chosen] = True
        return np.flatnonzero(near)

    monkeypatch.setattr(model, "near_ones", for_stages)
    monkeypatch.setattr(anew, "near_goals", for_goals)
