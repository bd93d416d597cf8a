"""The goals over everything that the stages left open: in a large week good plans soon, and then the best.

An engine that searches thousands of columns finds nothing for a long while. What the relaxation uses is a small model
with a good plan in it: first with everybody housed as the stages chose, which leaves activities, contacts and
interpreters; then with everything that is open. The best of these is where the search for the best plan begins.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints, Linear, Mask, Solved
from placement.domain.run import CutShort, Progress, Run, Status
from placement.solver.engine import price
from placement.solver.plans import plan_of
from placement.solver.programmes import Programme
from placement.solver.race import LARGE
from placement.solver.search import fits
from placement.solver.stages import TOLERANCE, Decided, Stages, summaries
from placement.solver.watch import Deadline, Watch

LEAST_SECONDS, LEAST_SECONDS_LARGE = 0.25, 2.0
"""For the goals even where the stages took all the time."""


class Start(NamedTuple):
    """What is known of the options and acts before the search."""

    x: Ints | None = None
    """A plan to begin with, if it is one of those that the stages left."""
    best: Ints | None = None
    """A plan that is the best under other rows about stays: what no row joins with a stay is as good as it can be."""


def with_goals(
    stages: Stages, model: Linear, decided: Decided, aside: tuple[str, ...], watch: Watch, start: Start
) -> Run:
    """The best plan by the goals, or the best that was found in time or until a stop."""
    return _Goals(stages, model, decided, aside, watch, start).solve(stages.deadline)


class _Goals:
    """The best plan so far of a week whose stages are decided, and the search for better ones."""

    def __init__(
        self, stages: Stages, model: Linear, decided: Decided, aside: tuple[str, ...], watch: Watch, start: Start
    ) -> None:  # fmt: skip
        """Begin with the plan of the stages, in which everything else goes on as it is, or with a better one."""
        self.terms, self.made, self.nights = stages.terms, stages.made, stages.nights
        self.decided, self.aside, self.watch, self.race = decided, aside, watch, stages.race
        self.model = model.plus(decided.rows)
        self.costs = self.terms.costs()
        self.bound = -math.inf
        chosen = self.terms.left_alone(decided.chosen[None, :])[0]
        settled = self._settled(start.best)
        begin = start.x if start.x is not None and self._is_left(start.x) else None
        self.is_begun = begin is not None
        for known, mine in ((begin, ~settled), (start.best, settled)):
            if known is not None:
                chosen = np.where(mine[: self.terms.first_aux], known, chosen)
        self.search_in = ~settled
        self._take(chosen)
        self.model = self.model.without_rows_of(np.flatnonzero(settled))
        self.rest = int(self.x[settled] @ self.costs[settled])

    def _settled(self, best: Ints | None) -> Mask:
        """Columns that no row joins with a stay, where the best choice of them is known."""
        if best is None:
            return np.zeros(self.terms.columns, dtype=bool)
        part = self.model.parts()
        return ~np.isin(part, part[: self.terms.n])

    def _is_left(self, chosen: Ints) -> bool:
        """Whether a plan is one of those that the stages left."""
        allowed = bool(self.decided.allowed[chosen[: self.terms.n] > 0].all())
        return allowed and fits(self.model, self.terms.values(chosen[None, :])[0])

    def solve(self, deadline: Deadline) -> Run:
        rest = np.ones(self.terms.columns - self.terms.n, dtype=bool)
        keep = np.concatenate([self.decided.allowed, rest])
        large = int((keep & self.search_in).sum()) >= LARGE
        deadline = deadline.at_least(LEAST_SECONDS_LARGE if large else LEAST_SECONDS)
        if large and not self.is_begun:
            self._soon(np.concatenate([self.decided.chosen > 0, rest]), deadline)
            self.bound = self._soon(keep, deadline)
        answer = self._search(keep, deadline, hinted=large or self.is_begun, heard=self._heard)
        self.bound = self.value if answer.proved else max(self.bound, answer.bound)
        if self.race.told:
            self.race.told(
                Programme("goals", self.model.only(keep), self.costs[keep], self.value, answer.proved)
            )
        proved = answer.proved and self.decided.proved and self.race.own
        return self._run(proved=proved, cut_short="" if proved else self._why(deadline))

    def _why(self, deadline: Deadline) -> CutShort:
        if deadline.stopped:
            return "cancelled"
        return self.race.failed if self.race.failed and deadline.left else "time"

    def _soon(self, keep: Mask, deadline: Deadline) -> float:
        """Search what the relaxation over these columns uses; the relaxation's bound."""
        keep = keep & self.search_in
        priced = price(self.model.only(keep), self.costs[keep], deadline)
        if priced is None:
            return -math.inf
        some = keep.copy()
        some[keep] = priced.used | (self.x[keep] > 0)
        some[self.terms.first_aux :] = self.search_in[self.terms.first_aux :]
        self._search(some, deadline, hinted=True)
        return priced.bound + self.rest - TOLERANCE

    def _search(
        self,
        keep: Mask,
        deadline: Deadline,
        *,
        hinted: bool,
        heard: Callable[[float, float], None] | None = None,
    ) -> Solved:
        """The best plan of these columns, if it is no worse than the one at hand."""
        keep = keep & self.search_in
        answer = self.race.minimise(
            self.model.only(keep),
            self.costs[keep],
            deadline,
            hint=self.x[keep] if hinted else None,
            heard=heard if self.watch.tells else None,
        )
        if answer.x is not None and answer.value is not None and self._is_taken(answer.value + self.rest):
            x = np.where(self.search_in, 0, self.x)
            x[keep] = answer.x
            self._take(x[: self.terms.first_aux])
        return replace(answer, bound=answer.bound + self.rest)

    def _is_taken(self, value: int) -> bool:
        """Whether a plan of this value takes the place of the one at hand; one to begin with stays if it is as good."""
        return value < self.value if self.is_begun else value <= self.value

    def _take(self, chosen: Ints) -> None:
        """From now on this is the plan at hand."""
        self.x = self.terms.values(chosen[None, :])[0]
        self.value = int(self.x @ self.costs)
        if self.watch.found:
            self.watch.found(self._run(proved=False))
        self.watch.tell(self._progress(self.value, self.bound))

    def _heard(self, value: float, bound: float) -> None:
        """A better plan or bound, while the engine still works."""
        value, bound = value + self.rest, bound + self.rest
        self.watch.tell_now_and_then(self._progress(round(min(value, self.value)), max(bound, self.bound)))

    def _progress(self, value: int, bound: float) -> Progress:
        return Progress(
            phase="goals",
            placed=int(self.x[: self.terms.n].sum()),
            points=value + self.terms.constant,
            bound=self._whole(bound),
        )

    def _run(self, *, proved: bool, cut_short: CutShort = "") -> Run:
        return Run(
            status=Status.OPTIMAL if proved else Status.FEASIBLE,
            plan=plan_of(self.made, self.x[: self.terms.first_aux]),
            stages=summaries(self.made, self.nights, self.x[: self.terms.n]),
            stages_proved=self.decided.proved,
            points=self.value + self.terms.constant,
            bound=self._whole(self.bound),
            seconds=self.watch.seconds,
            engine=self.race.name,
            cut_short=cut_short,
            set_aside=self.aside,
        )

    def _whole(self, bound: float) -> int | None:
        """A bound on whole points, which are never below 0; of plans with other stages it says nothing."""
        if not self.decided.proved or not math.isfinite(bound):
            return None
        return max(0, math.ceil(bound - 1e-6) + self.terms.constant)
