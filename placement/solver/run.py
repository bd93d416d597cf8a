"""One planning run: candidates, rows, stages, goals, plan."""

from collections.abc import Callable

import numpy as np

from placement.domain.decision import Pin, Tier
from placement.domain.instance import Instance
from placement.domain.linear import Ints
from placement.domain.optimiser import Searcher
from placement.domain.plan import Plan
from placement.domain.planner import Stop, Tell
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run, Status
from placement.solver.budget import within_budget
from placement.solver.candidates import Candidates
from placement.solver.goals import with_goals
from placement.solver.model import Memory, Model
from placement.solver.others import differs_from
from placement.solver.pins import Pinned, keeps, kept, pinned, smallest_clash, without_split
from placement.solver.programmes import Told
from placement.solver.race import Race
from placement.solver.stages import Stages
from placement.solver.watch import Deadline, Found, Stopped, Watch

LEAST_SECONDS = 0.5
"""For naming the pins that clash, even where the time is up."""


def solve(  # noqa: PLR0913 - those of every planner, and some that only this process can heed
    instance: Instance,
    rules: tuple[Rule, ...],
    goals: tuple[Rule, ...],
    *,
    seconds: float = 60.0,
    stop: Stop | None = None,
    progress: Tell | None = None,
    found: Found | None = None,
    other_than: tuple[Plan, ...] = (),
    keeping: tuple[Pin, ...] = (),
    memory: Memory | None = None,
    searcher: Searcher = Searcher.RACE,
    workers: int | None = None,
    told: Told | None = None,
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
        keeping: Places, with a start or without, in which the answer gives their households a planned stay; where no
            plan does, it is impossible without a clash. No stay that is held will do instead, as it does for a lock.
        memory: Remembers the week, for the next plan of it.
        searcher: Who proves what is best; the plan that is proved best is the same.
        workers: How many engines side by side, by default as many as there are cores; likewise.
        told: Given the programme of each stage, and of the goals, once it is solved.
    """
    with Watch(stop, progress, found) as watch, Race(searcher, workers, told) as race:
        try:
            watch.tell(Progress(phase="rules"))
            model = (memory or Memory()).model(instance, rules, goals, watch)
            return _solved(model, seconds, watch, race, other_than, keeping)
        except Stopped:
            return Run(status=Status.OUT_OF_TIME, seconds=watch.seconds, cut_short="cancelled")


def _solved(
    model: Model,
    seconds: float,
    watch: Watch,
    race: Race,
    other_than: tuple[Plan, ...],
    keeping: tuple[Pin, ...],
) -> Run:
    made, housing, keep = model.made, model.housing, model.keep
    pins, aside = pinned(made, model.open_columns)
    first = np.zeros(len(made), np.int64)
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
    pins += [keeps(made, pin, model.open_columns) for pin in keeping]
    budget = within_budget(made, pins)
    others = [differs_from(made, plan) for plan in other_than]
    if others or keeping:
        probe = kept(pins, housing.plus(others + budget), keep, deadline)
        if probe.infeasible:
            return Run(status=Status.IMPOSSIBLE, set_aside=tuple(aside), seconds=watch.seconds)
        if probe.x is None:
            return _nothing(deadline, watch, aside)
        first = _of_musts(made, pins, np.flatnonzero(keep)[probe.x > 0])
    stages = Stages(model.terms, housing, model.open_columns, pins, deadline, first, others + budget, race)
    decided = stages.run(_teller(watch))
    if deadline.stopped and not decided.proved and not decided.chosen.any():
        return _nothing(deadline, watch, aside)
    return with_goals(stages, model.whole, decided, tuple(aside), watch)


def _nothing(deadline: Deadline, watch: Watch, aside: list[str]) -> Run:
    return Run(
        status=Status.OUT_OF_TIME,
        set_aside=tuple(aside),
        seconds=watch.seconds,
        cut_short="cancelled" if deadline.stopped else "time",
    )


def _teller(watch: Watch) -> Callable[[Tier, int], None]:
    return lambda tier, placed: watch.tell(Progress(phase="stages", tier=tier.value, placed=placed))


def _of_musts(made: Candidates, pins: list[Pinned], columns: Ints) -> Ints:
    """What a plan gives to those who must have it; nobody else's absence breaks anything."""
    musts = [pin.household for pin in pins if pin.must]
    options = columns[columns < len(made)]
    chosen = np.zeros(len(made), np.int64)
    chosen[options[np.isin(made.household[options], musts)]] = 1
    return chosen
