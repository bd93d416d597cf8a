"""What is asked of a plan beside the facts of its week, and what that is over the columns of a model."""

from typing import NamedTuple

from placement.domain.decision import Pin
from placement.domain.linear import ExtraRow, Mask
from placement.domain.plan import Plan
from placement.domain.planner import Known
from placement.solver.at_hand import Start
from placement.solver.budget import within_budget
from placement.solver.candidates import Candidates
from placement.solver.model import Model
from placement.solver.others import differs_from
from placement.solver.pins import Pinned, keeps, pinned, without_split
from placement.solver.plans import columns_of
from placement.solver.watch import Deadline


class Conditions(NamedTuple):
    """What is asked of a plan beside its week: see `run.solve`."""

    other_than: tuple[Plan, ...]
    keeping: tuple[Pin, ...]
    known: Known


class Limits(NamedTuple):
    """What every plan keeps to, over the columns of a model."""

    locks: list[Pinned]
    pins: list[Pinned]
    """The locks, and what else is kept."""
    aside: tuple[str, ...]
    """Households whose lock breaks a rule by itself, or is one that not all parts of a split household can keep."""
    split: frozenset[int]
    """Locks that the parts of a household cannot all keep, by number."""
    rows: list[ExtraRow]
    left: Mask
    """Options that the pins leave."""
    start: Start


def limits_of(
    model: Model, conditions: Conditions, deadline: Deadline, before: Limits | None = None
) -> Limits:
    """What is asked, over the columns of a model.

    `before`: the same over other columns of the week. Which locks are set aside is known then, and needs no time.
    """
    made, known = model.made, conditions.known
    found, aside = pinned(made, model.open_columns)
    if before:
        locks, aside = [lock for lock in found if lock.source not in before.split], list(before.aside)
    else:
        locks, aside = without_split(found, aside, model.housing, model.keep, deadline)
    split = frozenset(lock.source for lock in found) - {lock.source for lock in locks}
    pins = locks + [keeps(made, pin, model.open_columns) for pin in conditions.keeping]
    budget = within_budget(made, pins)
    others = [differs_from(made, plan) for plan in conditions.other_than]
    # a limit on moves counts those that are locked in another way
    best = columns_of(made, known.best) if known.best and not budget else None
    start = Start(columns_of(made, known.start) if known.start else None, best)
    left = _without_others(made, model.open_columns, pins)
    return Limits(locks, pins, tuple(aside), split, others + budget, left, start)


def _without_others(made: Candidates, open_columns: Mask, pins: list[Pinned]) -> Mask:
    """The options less those that a pin leaves nobody: whoever must be in one place is nowhere else."""
    left = open_columns.copy()
    for pin in pins:
        if pin.must:
            left[made.household == pin.household] = False
            left[pin.cols] = open_columns[pin.cols]
    return left
