"""One planning run: candidates, rows, stages, goals, plan."""

from collections.abc import Callable

import numpy as np

from placement.domain.decision import Pin, Tier
from placement.domain.instance import Instance
from placement.domain.linear import ExtraRow, Ints
from placement.domain.optimiser import Searcher
from placement.domain.plan import Plan
from placement.domain.planner import UNKNOWN, Known, Stop, Tell
from placement.domain.rule import Rule
from placement.domain.run import Progress, Run, Status
from placement.solver.anew import Anew, by_goals, over_others
from placement.solver.blocks import Blocks
from placement.solver.candidates import Candidates
from placement.solver.certify import Certificate
from placement.solver.conditions import Conditions, limits_of
from placement.solver.model import Memory, Model
from placement.solver.pins import Pinned, kept, smallest_clash
from placement.solver.programmes import Told
from placement.solver.race import Race
from placement.solver.search import fits
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
    known: Known = UNKNOWN,
    memory: Memory | None = None,
    searcher: Searcher = Searcher.RACE,
    workers: int | None = None,
    told: Told | None = None,
) -> Run:
    """The best plan of a week, with its status and bound.

    `seconds` is a limit on the engines' work, which begins when the rows are made; where it is not reached the answer
    is proved optimal, stage by stage, and depends on nothing but the content of the instance. Where the stages take all
    of it, the goals still get a moment: a plan in which nobody has a contact is of little use.

    Of a very large week only a bound is proved of the points. Where there was too little time to choose its columns
    anew (`solver/anew.py`), `cut_short` says so.

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
        known: Shortens the proof.
        memory: Remembers the week, for the next plan of it.
        searcher: Who proves what is best; the plan that is proved best is the same.
        workers: How many engines side by side, by default as many as there are cores; likewise.
        told: Given the programme of each stage, and of the goals, once it is solved.
    """
    with Watch(stop, progress, found) as watch, Race(searcher, workers, told) as race:
        try:
            watch.tell(Progress(phase="rules"))
            model = (memory or Memory()).model(instance, rules, goals, watch)
            answer = _solved(model, seconds, watch, race, Conditions(other_than, keeping, known))
            if isinstance(answer, Run):
                return answer
            del model  # what it takes makes room for the other columns
            return over_others(answer, goals, watch, race)
        except Stopped:
            return Run(status=Status.OUT_OF_TIME, seconds=watch.seconds, cut_short="cancelled")


def _solved(model: Model, seconds: float, watch: Watch, race: Race, conditions: Conditions) -> Run | Anew:
    made, housing, keep = model.made, model.housing, model.keep
    deadline = Deadline(seconds, watch.interrupter)
    first = np.zeros(len(made), np.int64)
    limits = limits_of(model, conditions, deadline)
    pins, rows, aside, start = limits.pins, limits.rows, limits.aside, limits.start
    if start.x is not None and _holds(model, start.x, [*(pin.row for pin in pins), *rows]):
        first = start.x[: len(made)]
    elif pins or conditions.other_than:
        # what locks alone make impossible is told with the locks that clash
        open_to_all = np.concatenate([limits.left, keep[len(made) :]])
        both = kept(pins, housing.plus(rows), open_to_all, deadline)
        if both.infeasible and model.is_narrow:  # options that are no columns may do
            return _nothing(deadline, watch, aside)
        if both.infeasible:
            clash = _clash(limits.locks, model, deadline)
            return Run(status=Status.IMPOSSIBLE, clash=clash, set_aside=aside, seconds=watch.seconds)
        if both.x is None:
            return _nothing(deadline, watch, aside)
        first = _of_musts(made, pins, np.flatnonzero(open_to_all)[both.x > 0])
    if model.is_vast:
        run = Blocks(model, first, pins, rows, aside, deadline, watch, race).solve()
        return run or _nothing(deadline, watch, aside)
    certificate = Certificate(model.wide, model.kept, model.open_columns) if model.is_narrow else None
    if certificate:
        certificate.heed(limits.locks)
    stages = Stages(model.terms, housing, limits.left, pins, deadline, first, rows, race, certificate)
    if start.best is not None:
        stages.none_is_better(start.best[: len(made)])
    decided = stages.run(_teller(watch))
    if deadline.stopped and not decided.proved and not decided.chosen.any():
        return _nothing(deadline, watch, aside)
    return by_goals(stages, model, decided, conditions, limits, watch)


def _clash(locks: list[Pinned], model: Model, deadline: Deadline) -> tuple[str, ...]:
    """Households whose locks cannot all be kept; nobody where they can, and something else is against it."""
    if not locks or not kept(locks, model.housing, model.keep, deadline).infeasible:
        return ()
    return smallest_clash(locks, model.housing, model.keep, deadline.at_least(LEAST_SECONDS))


def _holds(model: Model, chosen: Ints, rows: list[ExtraRow]) -> bool:
    """Whether the stays of a plan keep all rows about housing."""
    allowed = bool(model.open_columns[chosen[: len(model.made)] > 0].all())
    return allowed and fits(model.housing.plus(rows), model.terms.values(chosen[None, :])[0])


def _nothing(deadline: Deadline, watch: Watch, aside: tuple[str, ...]) -> Run:
    return Run(
        status=Status.OUT_OF_TIME,
        set_aside=aside,
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
