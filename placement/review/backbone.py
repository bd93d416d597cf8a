"""What all good plans have in common: who is in the same unit in every plan that serves everybody alike at little loss.

For each household the best plan is asked for in which it is elsewhere, or nowhere. What such a plan costs is a proof
either way; and whoever is elsewhere in one that is near need not be asked for.
"""

from collections.abc import Callable
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Planner, Stop
from placement.domain.review import Review
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge


class Backbone(NamedTuple):
    """The placements of a plan, each in one of three; in order of alias."""

    same: tuple[Stay, ...]
    """In the same unit in every plan within the loss: proved."""
    open: tuple[Stay, ...]
    """Elsewhere, or nowhere, in some plan within the loss."""
    unknown: tuple[Stay, ...]
    """The time ended before it was known."""
    near: tuple[Plan, ...]
    """The plans that were found on the way, each within the loss."""


def backbone(
    instance: Instance,
    best: Plan,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    planner: Planner,
    *,
    loss: int,
    left: Callable[[], float],
    stop: Stop = lambda: False,
) -> Backbone:
    """Which placements of the best plan are the same in all plans within the loss.

    Args:
        instance: The facts.
        best: The best plan for them.
        rules: What every plan keeps to.
        goals: What plans are compared by.
        planner: Finds the best plan that differs.
        loss: Points; a plan within it serves every tier alike, and loses at most so many more than the best.
        left: Tells how many seconds are left for all questions that are still to be asked.
        stop: Asked between two questions; once it says yes, the rest is unknown.
    """
    week = Week(instance, rules)
    known = judge(week, best, goals)
    same, moved, unknown, near = [], dict[str, Stay](), [], list[Plan]()
    for stay in best.stays:
        if stay.household in moved:
            continue
        if (seconds := left()) <= 0 or stop():
            unknown.append(stay)
            continue
        alone = best.but(stays=(stay,))
        run = planner(instance, rules, goals, seconds=seconds, stop=stop, other_than=(alone,))
        other = near_plan(week, run, known, goals, loss)
        if other is not None:
            near.append(other)
            moved.update(_elsewhere(week, best, other))
        elif is_far(run, known, loss):
            same.append(stay)
        else:
            unknown.append(stay)
    unknown = [stay for stay in unknown if stay.household not in moved]
    return Backbone(tuple(same), tuple(moved[name] for name in sorted(moved)), tuple(unknown), tuple(near))


def near_plan(week: Week, run: Run, known: Review, goals: tuple[Rule, ...], loss: int) -> Plan | None:
    """The plan that was found, where the judge says that it is within the loss."""
    if run.plan is None:
        return None
    said = judge(week, run.plan, goals)
    alike = _stages(said) == _stages(known) and said.points <= known.points + loss
    return run.plan if alike and not said.breaches else None


def is_far(run: Run, known: Review, loss: int) -> bool:
    """Whether it is proved that no plan that differs is within the loss."""
    if run.status is Status.IMPOSSIBLE:
        return True
    if not run.stages_proved:
        return False
    if tuple(stage.vector for stage in run.stages) != _stages(known):
        return True
    return run.bound is not None and run.bound > known.points + loss


def _stages(review: Review) -> tuple[tuple[object, ...], ...]:
    return tuple(stage.vector for stage in review.stages)


def _elsewhere(week: Week, best: Plan, other: Plan) -> dict[str, Stay]:
    """Household -> its stay in the best plan, where the other has it in another unit, or nowhere."""
    units = {stay.household: week.unit_of(stay).alias for stay in other.stays}
    return {s.household: s for s in best.stays if units.get(s.household) != week.unit_of(s).alias}
