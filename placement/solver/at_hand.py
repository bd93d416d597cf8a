"""The best plan so far of a week whose stages are decided: in whole, and by parts that no row joins."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints, Linear, Mask, Priced, Solved
from placement.domain.run import CutShort, Progress, Run, Status
from placement.solver.plans import plan_of
from placement.solver.race import Heard
from placement.solver.search import fits
from placement.solver.stages import TOLERANCE, Decided, Stages, summaries
from placement.solver.watch import Watch


class Start(NamedTuple):
    """What is known of the options and acts before the search."""

    x: Ints | None = None
    """A plan to begin with, if it is one of those that the stages left."""
    best: Ints | None = None
    """A plan that is the best under other rows about stays: what no row joins with a stay is as good as it can be."""


@dataclass
class Part:
    """Columns that no row joins with others."""

    mine: Mask
    keep: Mask
    """Those of them that are open."""
    model: Linear
    """The rows about them, over all columns."""
    priced: Priced | None = None
    """Their relaxation, in a large week."""
    bound: float = -math.inf

    def only(self, keep: Mask) -> "Part":
        """Fewer columns of the same part."""
        return replace(self, keep=keep)


class AtHand:
    """The plan that is at hand, what it costs, and what is proved of all others."""

    def __init__(
        self, stages: Stages, model: Linear, decided: Decided, aside: tuple[str, ...], watch: Watch, start: Start
    ) -> None:  # fmt: skip
        """Begin with the plan of the stages, in which everything else goes on as it is, or with a better one."""
        self.terms, self.made, self.nights = stages.terms, stages.made, stages.nights
        self.decided, self.aside, self.watch, self.race = decided, aside, watch, stages.race
        self.stages, self.is_narrow = stages, stages.certificate is not None
        """Whether some options are no columns: then what is proved of points is not proved of all plans."""
        self.of_all = -math.inf
        """Then this is a bound of all plans."""
        self.plain, self.model = model, model.plus(decided.rows)
        self.costs = self.terms.costs()
        self.owner = np.concatenate([self.made.household, self.terms.acts.household])
        self.parts: list[Part] = []
        chosen = self.terms.left_alone(decided.chosen[None, :])[0]
        # where the best choice of the columns is known that no row joins with a stay, they are not searched
        settled = np.zeros(self.terms.columns, dtype=bool) if start.best is None else self.apart()
        begin = start.x if start.x is not None and self._is_left(start.x) else None
        self.is_begun = begin is not None
        best = start.best
        if begin is not None and best is not None and self._is_worth(begin, best, settled):
            best = begin
        for known, mine in ((begin, ~settled), (best, settled)):
            if known is not None:
                chosen = np.where(mine[: self.terms.first_aux], known, chosen)
        self.take(chosen)
        self.settled = int(self.x[settled] @ self.costs[settled])
        self.parts = [self.part_of(~settled)]

    def apart(self) -> Mask:
        """Columns that no row joins with a stay."""
        part = self.model.parts()
        return ~np.isin(part, part[: self.terms.n])

    def part_of(self, mine: Mask) -> Part:
        """These columns as a part."""
        rest = np.ones(self.terms.columns - self.terms.n, dtype=bool)
        is_open = np.concatenate([self.decided.allowed, rest])
        return Part(mine, mine & is_open, self.model.without_rows_of(np.flatnonzero(~mine)))

    @property
    def bound(self) -> float:
        """No plan that the stages left is worth less."""
        if self.is_narrow:
            return self.of_all
        return self.settled + sum(part.bound for part in self.parts) if self.parts else -math.inf

    def _is_left(self, chosen: Ints) -> bool:
        """Whether a plan is one of those that the stages left."""
        allowed = bool(self.decided.allowed[chosen[: self.terms.n] > 0].all())
        return allowed and fits(self.model, self.terms.values(chosen[None, :])[0])

    def _is_worth(self, one: Ints, other: Ints, mine: Mask) -> bool:
        """Whether two plans cost the same in these columns."""
        both = self.terms.values(np.stack([one, other]))[:, mine] @ self.costs[mine]
        return bool(both[0] == both[1])

    def is_open(self, part: Part) -> bool:
        """Whether a part may be worth less than in the plan at hand."""
        return self.cost_of(part) > math.ceil(part.bound)

    def cost_of(self, part: Part) -> int:
        """What a part costs in the plan at hand."""
        return int(self.x[part.mine] @ self.costs[part.mine])

    def _rest(self, part: Part) -> int:
        """What everything but a part costs in the plan at hand."""
        return int(self.x[~part.mine] @ self.costs[~part.mine])

    def heed(self, part: Part, answer: Solved) -> None:
        """Take what was found of a part, if there is something."""
        if answer.x is not None:
            self.take_of(part, answer.x)

    def take_of(self, part: Part, found: Ints) -> None:
        """Take a plan of the open columns of a part, if it is no worse than the one at hand."""
        x = np.where(part.mine, 0, self.x)
        x[part.keep] = found
        if self._is_taken(int(x @ self.costs)):
            self.take(x[: self.terms.first_aux])

    def _is_taken(self, value: int) -> bool:
        """Whether a plan of this value takes the place of the one at hand; one to begin with stays if it is as good."""
        return value < self.value if self.is_begun else value <= self.value

    def take(self, chosen: Ints) -> None:
        """From now on this is the plan at hand."""
        self.x = self.terms.values(chosen[None, :])[0]
        self.value = int(self.x @ self.costs)
        if self.watch.found:
            self.watch.found(self.run(proved=False))
        self.watch.tell(self._progress(self.value, self.bound))

    def heard_of(self, part: Part) -> Heard:
        """Told of a better plan or bound of a part, while the engine still works."""
        rest = self._rest(part)

        def heard(value: float, bound: float) -> None:
            part.bound = max(part.bound, bound)
            self.watch.tell_now_and_then(self._progress(round(min(value + rest, self.value)), self.bound))

        return heard

    def _progress(self, value: int, bound: float) -> Progress:
        return Progress(
            phase="goals",
            placed=int(self.x[: self.terms.n].sum()),
            points=value + self.terms.constant,
            bound=self._whole(bound),
        )

    def run(self, *, proved: bool, cut_short: CutShort = "") -> Run:
        """The plan at hand as an answer."""
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
        return max(0, math.ceil(bound - TOLERANCE) + self.terms.constant)
