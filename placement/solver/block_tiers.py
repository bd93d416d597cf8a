"""Who of a block of a vast week is housed: tier by tier, each fixed before the next (docs/model.md §23-§27)."""

from typing import TYPE_CHECKING

import numpy as np

from placement.domain.decision import Tier
from placement.domain.linear import INFINITY, ExtraRow, Ints, Mask
from placement.domain.week import UNPLACED
from placement.solver.search import within

if TYPE_CHECKING:
    from placement.solver.blocks import Blocks

SECONDS = 5.0
"""For a stage of a block at most."""


class Tiers:
    """Who of a block is housed: tier by tier, each fixed before the next (docs/model.md §23-§27).

    Only rows about housing are asked, so that no activity is ever a condition for a bed. Of whom to place in time where
    not all can be, waiting days and ease decide, and then the engine: the flags by lot are for weeks that are proved.
    """

    def __init__(self, blocks: "Blocks", block: Mask) -> None:
        self.b, self.block = blocks, block
        free = np.zeros(blocks.terms.columns, dtype=bool)
        free[: blocks.terms.n] = blocks.open[: blocks.terms.n] & block[blocks.made.household]
        self.free = blocks.with_marks(blocks.housing, free)
        cols = np.flatnonzero(self.free)
        self.cols, own = cols, cols[cols < blocks.terms.n]
        self.owner, self.nights = blocks.made.household[own], blocks.nights[own]
        self.marks = np.ones(len(cols) - len(own), dtype=bool)
        self.model = within(blocks.housing, blocks.x, self.free)
        self.rows: list[ExtraRow] = []
        self.best = blocks.x[self.free]

    def decide(self) -> tuple[Ints, list[ExtraRow]]:
        """The plan with the stays that were chosen and acts that go on, and the rows that keep what was decided."""
        for tier in Tier:
            if (self.b.rank[self.owner] == tier.rank).any():
                self._decide(tier.rank)
        x = self.b.x.copy()
        x[self.free] = self.best
        rows = [(self.cols[cols], coefs, low, high) for cols, coefs, low, high in self.rows]
        return self.b.going_on(x, self.block), rows

    def _decide(self, rank: int) -> None:
        mine = (self.b.rank[self.owner] == rank).astype(np.int64)
        present = (self.b.rank[self.owner] <= rank) | self.b.must[self.owner]
        keep = np.concatenate([present, self.marks])
        self.best = np.where(keep, self.best, 0)
        nights, in_time = mine * (self.nights - UNPLACED), mine * (self.nights == 0)
        self._solve(nights * (len(np.unique(self.owner[mine > 0])) + 1) - in_time, keep)
        self._fix(nights)
        self._fix(-in_time)
        chosen = np.unique(self.owner[(in_time > 0) & (self.best[: len(mine)] > 0)])
        late = np.setdiff1d(np.unique(self.owner[mine > 0]), chosen)
        if np.isin(self.owner[in_time > 0], late).any():
            for each in (self.b.waits, self.b.eases):
                self._solve(-in_time * each[self.owner], keep)
                self._fix(-in_time * each[self.owner])
        for household in np.unique(self.owner[(in_time > 0) & (self.best[: len(mine)] > 0)]).tolist():
            cols = np.flatnonzero((self.owner == household) & (in_time > 0))
            self.rows.append((cols, np.ones(len(cols), np.int64), 1.0, 1.0))

    def _solve(self, objective: Ints, keep: Mask) -> None:
        if self.model is None:
            return
        full = np.concatenate([objective, np.zeros(len(self.marks), np.int64)])
        limit = self.b.deadline.within(SECONDS)
        part = self.model.plus(self.rows).only(keep)
        found = self.b.race.minimise(part, full[keep], limit, hint=self.best[keep])
        if found.x is not None and full[keep] @ found.x <= full @ self.best:
            self.best = np.zeros_like(self.best)
            self.best[keep] = found.x

    def _fix(self, coefs: Ints) -> None:
        cols = np.flatnonzero(coefs)
        if len(cols):
            self.rows.append((cols, coefs[cols], -INFINITY, float(coefs @ self.best[: len(coefs)])))
