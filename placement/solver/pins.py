"""Coordinators' pins: as rows, set aside where they break a rule alone, and the smallest set that clashes."""

from dataclasses import dataclass

import numpy as np

from placement.domain.decision import Pin
from placement.domain.linear import INFINITY, ExtraRow, Ints, Linear, Mask, Solved
from placement.solver.candidates import Candidates
from placement.solver.engine import minimise
from placement.solver.watch import Deadline


@dataclass(frozen=True)
class Pinned:
    """A pin for one household: exactly one of the options (must), or none of them."""

    household: int
    alias: str
    cols: Ints
    must: bool
    source: int
    """Which pin: one of a household that was split since is for every part. Below 0: no lock of the week."""

    @property
    def row(self) -> ExtraRow:
        """The pin as a row."""
        ones = np.ones(len(self.cols), np.int64)
        return (self.cols, ones, 1.0, 1.0) if self.must else (self.cols, ones, -INFINITY, 0.0)


def pinned(made: Candidates, open_columns: Mask) -> tuple[list[Pinned], list[str]]:
    """The pins that can be met each by itself, and the households whose pin breaks a rule alone."""
    found: list[Pinned] = []
    aside: list[str] = []
    rows = sorted(made.week.instance.pins, key=lambda p: p.model_dump_json())
    for n, pin in enumerate(rows):
        for k, household in enumerate(made.households):
            if pin.household in (household.alias, household.origin):
                cols = _matching(made, k, pin, open_columns)
                if pin.must and _is_held(made, k, pin):
                    away = np.setdiff1d(_moves(made, k), cols)
                    found += [Pinned(k, household.alias, away, must=False, source=n)] if len(away) else []
                elif pin.must and not len(cols):
                    aside.append(household.alias)
                elif len(cols):
                    found.append(Pinned(k, household.alias, cols, pin.must, n))
    return found, sorted(set(aside))


def keeps(made: Candidates, pin: Pin, open_columns: Mask) -> Pinned:
    """A pin of a household that no stay which is held keeps; without any option where the week has none such."""
    household = [h.alias for h in made.households].index(pin.household)
    return Pinned(
        household, pin.household, _matching(made, household, pin, open_columns), must=True, source=-1
    )


def _matching(made: Candidates, household: int, pin: Pin, open_columns: Mask) -> Ints:
    asked = made.week.place(pin.place).alias if pin.place else None
    here = np.array([asked == p.alias or pin.unit == p.unit.alias for p in made.places], dtype=bool)
    fits = open_columns & (made.household == household) & here[made.place]
    if pin.start:
        fits &= made.start == pin.start.toordinal()
    return np.flatnonzero(fits)


def _is_held(made: Candidates, household: int, pin: Pin) -> bool:
    """Whether a held stay keeps the pin already: then nothing else is proposed, and nothing more is asked."""
    week = made.week
    return any(
        pin.start in (None, stay.start)
        and (
            pin.unit == week.unit_of(stay).alias or (pin.place and week.place(pin.place).alias == stay.place)
        )
        for stay in week.held_of.get(made.households[household].alias, ())
    )


def _moves(made: Candidates, household: int) -> Ints:
    return np.flatnonzero(made.move & (made.household == household))


def kept(pins: list[Pinned], model: Linear, keep: Mask, deadline: Deadline) -> Solved:
    """Whether all these pins can be kept at once; with a plan that does, where there is one and time sufficed."""
    small = model.plus([p.row for p in pins]).only(keep)
    return minimise(small, np.zeros(small.columns, np.int64), deadline)


def without_split(
    pins: list[Pinned], aside: list[str], model: Linear, keep: Mask, deadline: Deadline
) -> tuple[list[Pinned], list[str]]:
    """A pin that the parts of a household cannot all keep is set aside for all: one pin is no contradiction."""
    gone: list[Pinned] = []
    for n in sorted({pin.source for pin in pins}):
        parts = [pin for pin in pins if pin.source == n and pin.must]
        if len(parts) > 1 and kept(parts, model, keep, deadline).infeasible:
            gone += parts
    left = [pin for pin in pins if not any(pin is one for one in gone)]
    return left, sorted({*aside, *(pin.alias for pin in gone)})


def smallest_clash(pins: list[Pinned], model: Linear, keep: Mask, deadline: Deadline) -> tuple[str, ...]:
    """Households of pins that cannot all be kept; without the pins of any one of them, the others' can.

    Each step is proved by solving anew; a time-out is not taken for "impossible". Where the time for all steps
    together does not suffice, a needless household may be left.
    """
    core = list(pins)
    for alias in dict.fromkeys(pin.alias for pin in pins):
        rest = [p for p in core if p.alias != alias]
        if rest and kept(rest, model, keep, deadline).infeasible:
            core = rest
    return tuple(sorted({p.alias for p in core}))
