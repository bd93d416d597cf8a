"""One planning run: candidates, rows, stages, goals, plan."""

from collections.abc import Callable

import numpy as np

from placement.domain.decision import Tier
from placement.domain.instance import Instance
from placement.domain.linear import Ints, Linear, Mask
from placement.domain.plan import Plan
from placement.domain.planner import Stop, Tell
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run, Status
from placement.domain.week import Week
from placement.solver.budget import within_budget
from placement.solver.candidates import Candidates, candidates
from placement.solver.goals import with_goals
from placement.solver.linear import linear
from placement.solver.others import differs_from
from placement.solver.pins import Pinned, kept, pinned, smallest_clash, without_split
from placement.solver.stages import Stages
from placement.solver.terms import ArrayTerms, build
from placement.solver.watch import Deadline, Found, Stopped, Watch

LEAST_SECONDS = 0.5
"""For naming the pins that clash, even where the time is up."""


def solve(
    instance: Instance,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    *,
    seconds: float = 60.0,
    stop: Stop | None = None,
    progress: Tell | None = None,
    found: Found | None = None,
    other_than: tuple[Plan, ...] = (),
) -> Run:
    """The best plan of a week, with its status and bound.

    `seconds` is a limit on the engines' work, which begins when the rows are made; where it is not reached the answer
    is proved optimal, stage by stage, and depends on nothing but the content of the instance. Where the stages take all
    of it, the goals still get a moment: a plan in which nobody has a contact is of little use.

    Args:
        instance: The facts of the week.
        rules: What every plan keeps to.
        goals: What plans are compared by.
        seconds: Wall clock.
        stop: Asked about twenty times a second, from another thread; once it says yes, the best plan so far is the
            answer, about half a second later. Where nobody was placed yet and no stage is proved, there is none.
        progress: Told how far the run has come, a few times a second at most.
        found: Given each plan that is at hand, from the stages on.
        other_than: Plans of this week from each of which the answer differs: somebody whom it places is in another
            unit, or in none. The answer is the best of those that do; where there is none, it is impossible without
            a clash.
    """
    with Watch(stop, progress, found) as watch:
        try:
            return _solved(instance, rules, goals, seconds, watch, other_than)
        except Stopped:
            return Run(status=Status.OUT_OF_TIME, seconds=watch.seconds, cut_short="cancelled")


def _solved(
    instance: Instance,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    seconds: float,
    watch: Watch,
    other_than: tuple[Plan, ...],
) -> Run:
    watch.tell(Progress(phase="rules"))
    week = Week(instance, rules)
    made = candidates(week, goals, watch.heed)
    watch.tell(Progress(phase="rows"))
    terms = build(made, goals, watch.heed)
    open_columns = longest(made, ~_forbidden(terms))
    pins, aside = pinned(made, open_columns)
    model = linear(terms, watch.heed)
    first = np.zeros(len(made), np.int64)
    housing, keep = housing_rows(terms, model, open_columns)
    deadline = Deadline(seconds, watch.interrupter)
    pins, aside = without_split(pins, aside, housing, keep, deadline)
    if pins:
        probe = kept(pins, housing, keep, deadline)
        if probe.infeasible:
            clash = smallest_clash(pins, housing, keep, deadline.at_least(LEAST_SECONDS))
            return Run(status=Status.IMPOSSIBLE, clash=clash, set_aside=tuple(aside), seconds=watch.seconds)
        if probe.x is None:
            return _nothing(deadline, watch, aside)
        first = _of_musts(made, pins, np.flatnonzero(keep)[probe.x > 0])
    budget = within_budget(made, pins)
    others = [differs_from(made, plan) for plan in other_than]
    if others:
        probe = kept(pins, housing.plus(others + budget), keep, deadline)
        if probe.infeasible:
            return Run(status=Status.IMPOSSIBLE, set_aside=tuple(aside), seconds=watch.seconds)
        if probe.x is None:
            return _nothing(deadline, watch, aside)
        first = _of_musts(made, pins, np.flatnonzero(keep)[probe.x > 0])
    stages = Stages(terms, housing, open_columns, pins, deadline, first, others + budget)
    decided = stages.run(_teller(watch))
    if deadline.stopped and not decided.proved and not decided.chosen.any():
        return _nothing(deadline, watch, aside)
    return with_goals(stages, model, decided, tuple(aside), watch)


def _nothing(deadline: Deadline, watch: Watch, aside: list[str]) -> Run:
    return Run(
        status=Status.OUT_OF_TIME,
        set_aside=tuple(aside),
        seconds=watch.seconds,
        cut_short="cancelled" if deadline.stopped else "time",
    )


def _teller(watch: Watch) -> Callable[[Tier, int], None]:
    return lambda tier, placed: watch.tell(Progress(phase="stages", tier=tier.value, placed=placed))


def housing_rows(terms: ArrayTerms, model: Linear, open_columns: Mask) -> tuple[Linear, Mask]:
    """The rows about housing alone, and the columns that they are about: no pin asks for an activity."""
    mine = terms.housing
    return model.without_rows_of(np.flatnonzero(~mine)), np.concatenate([open_columns, mine[terms.n :]])


def _of_musts(made: Candidates, pins: list[Pinned], columns: Ints) -> Ints:
    """What a plan gives to those who must have it; nobody else's absence breaks anything."""
    musts = [pin.household for pin in pins if pin.must]
    options = columns[columns < len(made)]
    chosen = np.zeros(len(made), np.int64)
    chosen[options[np.isin(made.household[options], musts)]] = 1
    return chosen


def _forbidden(terms: ArrayTerms) -> Mask:
    out = np.zeros(terms.n, dtype=bool)
    out[[col for col in terms.forbidden if col < terms.n]] = True
    return out


def longest(made: Candidates, fits: Mask) -> Mask:
    """Of the ends of one start that fit beside what is held, the latest: an early end exists only where it must."""
    best: dict[tuple[int, int, int], int] = {}
    for col in np.flatnonzero(fits).tolist():
        best[int(made.household[col]), int(made.place[col]), int(made.start[col])] = col  # sorted by end
    keep = np.zeros(len(made), dtype=bool)
    keep[list(best.values())] = True
    return keep
