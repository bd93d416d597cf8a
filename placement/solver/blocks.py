"""The search of a vast week, block by block: some households are free at a time, and all others stay as they are.

No engine finds anything among all columns of a vast week (decision 52). But whatever some households are given beside
everybody else is a small programme: of the rows of the whole week, in which everybody else is a constant. So each plan
on the way keeps every rule, and none is worse than the one before, tier by tier. First each share is a block, then
everybody's acts, and then those who are not in time, with those who have the beds that they could have.
"""

from collections.abc import Iterator

import numpy as np

from placement.domain.decision import Tier
from placement.domain.linear import ExtraRow, Ints, Linear, Mask
from placement.domain.run import CutShort, Progress, Run, Status
from placement.domain.week import MAX_PLACES, UNPLACED
from placement.solver.block_tiers import Tiers
from placement.solver.model import Model
from placement.solver.narrow import nights_missing
from placement.solver.pins import Pinned
from placement.solver.plans import plan_of
from placement.solver.race import Race
from placement.solver.search import within
from placement.solver.shares import shares_of
from placement.solver.stages import summaries
from placement.solver.watch import Deadline, Watch

SIZE = 150
"""Households of a block, about."""
SECONDS = 20.0
"""For the points of a block at most."""
HAND_SECONDS = 10.0
"""A plan on the way is handed out no more often: to write down thousands of acts takes a moment."""
ROUNDS = 2
"""How often those who are not in time are tried again."""


class Blocks:
    """The best plan so far, and the search for better ones."""

    def __init__(
        self, model: Model, first: Ints, pins: list[Pinned], rows: list[ExtraRow], aside: tuple[str, ...],
        deadline: Deadline, watch: Watch, race: Race,
    ) -> None:  # fmt: skip
        """`first`: options of a plan that keeps the pins and `rows`."""
        self.terms, self.made, self.week = model.terms, model.made, model.week
        self.aside, self.deadline, self.watch, self.race = aside, deadline, watch, race
        rows = [*(pin.row for pin in pins), *rows]
        self.whole, self.housing = model.whole.plus(rows), model.housing.plus(rows)
        n, households = self.terms.n, self.made.households
        self.must = np.isin(np.arange(len(households)), [pin.household for pin in pins if pin.must])
        """Who is locked to a place."""
        self.costs, self.nights = self.terms.costs(), nights_missing(self.made)
        self.owner = np.concatenate([self.made.household, self.terms.acts.household])
        self.open = np.concatenate([model.open_columns, np.ones(self.terms.columns - n, dtype=bool)])
        tiers = [self.week.tier(h.alias) for h in households]
        self.rank = np.array([t.rank if t else len(Tier) for t in tiers], np.int64)
        self.waits = np.array([self.week.waiting_days(h) for h in households], np.int64)
        self.eases = np.array([MAX_PLACES - self.made.feasible.get(h.alias, 0) for h in households], np.int64)
        self.standing = np.array([one.standing for one in self.terms.acts.enrolled], dtype=bool)
        self.handed = -HAND_SECONDS
        self.x = self._values(first)

    def _values(self, stays: Ints, acts: Ints | None = None) -> Ints:
        """A plan of these stays and acts; by default everything else goes on as it is."""
        alone: Ints = self.terms.left_alone(stays[None, :])[0]
        if acts is not None:
            alone[self.terms.n :] = acts
        found: Ints = self.terms.values(alone[None, :])[0]
        return found

    def solve(self) -> Run | None:
        """All blocks in turn, until the time is up or a stop; none where not even one was searched."""
        searched = False
        for block in self._all_blocks():
            if self.deadline.left <= 0:
                break
            self._improve(block)
            self._tell()
            searched = True
        return self._run(self._why()) if searched else None

    def _why(self) -> CutShort:
        """What ended the search; nothing where all blocks were searched."""
        if self.deadline.stopped:
            return "cancelled"
        return "" if self.deadline.left > 0 else "time"

    def _all_blocks(self) -> Iterator[Mask]:
        many = len(self.made.households)
        for share in shares_of(self.week):
            yield np.isin(np.arange(many), share)
        asks = np.isin(np.arange(many), self.made.household)
        quiet = np.flatnonzero(~asks)
        for part in np.array_split(quiet, max(1, len(quiet) // (4 * SIZE))):
            yield np.isin(np.arange(many), part)
        for _ in range(ROUNDS):
            yield from self._late_blocks()

    def _late_blocks(self) -> Iterator[Mask]:
        """Who is not in time though an option is, the urgent first, with those who are planned where they could be."""
        unit = self.made.unit_of[self.made.place]
        could = self.open[: self.terms.n] & (self.nights == 0)
        tried: set[int] = set()
        while late := [k for k in self._late() if k not in tried and could[self.made.household == k].any()]:
            block = np.zeros(len(self.made.households), dtype=bool)
            for k in late:
                tried.add(k)
                there = np.isin(unit, unit[could & (self.made.household == k)])
                block[k] = True
                block[self.made.household[there & (self.x[: self.terms.n] > 0)]] = True
                if block.sum() >= SIZE:
                    break
            yield block

    def _late(self) -> list[int]:
        """Who has a tier and is not in time, the urgent first, then by lot."""
        in_time = np.zeros(len(self.made.households), dtype=bool)
        in_time[self.made.household[(self.x[: self.terms.n] > 0) & (self.nights == 0)]] = True
        late = np.flatnonzero(~in_time & (self.rank < len(Tier)))
        found: list[int] = late[np.argsort(self.rank[late], kind="stable")].tolist()
        return found

    def _improve(self, block: Mask) -> None:
        """The best that these households can be given beside all others."""
        asks = bool(block[self.made.household].any())
        x, rows = Tiers(self, block).decide() if asks else (self.x, [])
        sound = self._yielding(x)
        if sound is not None:
            x = self._with_points(sound, block, rows)
            if self._worth(x) < self._worth(self.x):
                self.x = x

    def going_on(self, x: Ints, block: Mask) -> Ints:
        """The same stays; of the block, and where a current enrolment gives way, acts go on as they are."""
        n, acts = self.terms.n, self.terms.acts
        alone = self.terms.left_alone(x[None, :n])[0][n:]
        again = block[acts.household]
        again[: len(acts.enrolled)] |= self.standing
        return self._values(x[:n], np.where(again, alone, x[n : self.terms.first_aux]))

    def _yielding(self, x: Ints) -> Ints | None:
        """What stands in the way of a stay, and can give way, does: others' acts go on as they are."""
        while True:
            total = np.bincount(self.whole.row, self.whole.coef * x[self.whole.col], self.whole.rows)
            broken = (total < self.whole.low) | (total > self.whole.high)
            if not broken.any():
                return x
            named = np.unique(self.whole.col[broken[self.whole.row] & (x[self.whole.col] > 0)])
            whose = np.unique(self.owner[named[named < self.terms.first_aux]])
            acts = x[self.terms.n : self.terms.first_aux].copy()
            mine = np.isin(self.terms.acts.household, whose)
            alone = self.terms.left_alone(x[None, : self.terms.n])[0][self.terms.n :]
            if (acts[mine] == alone[mine]).all():
                return None
            acts[mine] = alone[mine]
            x = self._values(x[: self.terms.n], acts)

    def _with_points(self, x: Ints, block: Mask, rows: list[ExtraRow]) -> Ints:
        """The best by the goals with what was decided of the tiers."""
        free = self.with_marks(self.whole, self.open & self._mine(block))
        part = within(self.whole, x, free)
        if part is None:
            return x
        number = np.cumsum(free) - 1
        mine = [(number[cols], coefs, low, high) for cols, coefs, low, high in rows]
        limit = self.deadline.within(SECONDS)
        found = self.race.minimise(part.plus(mine), self.costs[free], limit, hint=x[free], brief=True)
        if found.x is None:
            return x
        better = x.copy()
        better[free] = found.x
        return self._values(better[: self.terms.n], better[self.terms.n : self.terms.first_aux])

    def _mine(self, block: Mask) -> Mask:
        """Columns of stays and acts of these households."""
        mine = np.zeros(self.terms.columns, dtype=bool)
        mine[: self.terms.first_aux] = block[self.owner]
        return mine

    def with_marks(self, model: Linear, free: Mask) -> Mask:
        """With the auxiliary columns that stand in a row with some of them."""
        named = np.zeros(model.rows, dtype=bool)
        named[model.row[free[model.col]]] = True
        marks = model.col[named[model.row] & (model.col >= self.terms.first_aux)]
        free = free.copy()
        free[marks] = True
        return free

    def _worth(self, x: Ints) -> tuple[int, ...]:
        """Of plans the one with the lesser worth is better: nights, who is late, their wait and ease; then points."""
        found: list[int] = []
        nights = np.full(len(self.made.households), UNPLACED)
        chosen = np.flatnonzero(x[: self.terms.n])
        nights[self.made.household[chosen]] = self.nights[chosen]
        for tier in Tier:
            mine = self.rank == tier.rank
            late = mine & (nights > 0)
            found += [
                int(nights[mine].sum()),
                int(late.sum()),
                int(self.waits[late].sum()),
                int(self.eases[late].sum()),
            ]
        return (*found, int(x @ self.costs))

    def _tell(self) -> None:
        placed, points = int(self.x[: self.terms.n].sum()), int(self.x @ self.costs) + self.terms.constant
        self.watch.tell(Progress(phase="goals", placed=placed, points=points))
        if self.watch.found and self.watch.seconds >= self.handed + HAND_SECONDS:
            self.handed = self.watch.seconds
            self.watch.found(self._run("time"))

    def _run(self, cut_short: CutShort) -> Run:
        return Run(
            status=Status.FEASIBLE,
            plan=plan_of(self.made, self.x[: self.terms.first_aux]),
            stages=summaries(self.made, self.nights, self.x[: self.terms.n]),
            points=int(self.x @ self.costs) + self.terms.constant,
            seconds=self.watch.seconds,
            engine=self.race.name,
            cut_short=cut_short,
            set_aside=self.aside,
        )
