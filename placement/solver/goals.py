"""The goals over everything that the stages left open: in a large week good plans soon, and then the best.

An engine that searches thousands of columns finds nothing for a long while. So a large week is searched in two parts
that no row joins: what goes with stays, and the rest, such as who has which contact. What the relaxation of a part uses
is a small model with a good plan in it; so is, before that, all with everybody housed as the stages chose. A part that
holds homes and talks is looked at from both sides, which gives a sharper bound (`solver/sides.py`). Where the plan of a
part is worth its bound, it is the best; else the search goes on from it, over the columns that a better one could use.
"""

import math
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from placement.domain.linear import INFINITY, Floats, Ints, Linear, Mask, Priced, Solved
from placement.domain.run import CutShort, Run
from placement.solver.at_hand import AtHand, Part, Start
from placement.solver.bed_prices import Prices
from placement.solver.beside import Stayed
from placement.solver.certify import Certificate
from placement.solver.engine import price
from placement.solver.gradual import MANY, live_rows, price_gradually
from placement.solver.left_out import least
from placement.solver.nearest import NEAREST, nearest
from placement.solver.programmes import Programme
from placement.solver.race import LARGE, Heard, Race
from placement.solver.search import fits
from placement.solver.sides import Side, best_of, lifted, sides
from placement.solver.stages import TOLERANCE, Decided, Stages, among
from placement.solver.watch import Deadline, Watch

LEAST_SECONDS, LEAST_SECONDS_LARGE = 0.25, 2.0
"""For the goals even where the stages took all the time."""
LOST, LOST_FIRST = 10.0, INFINITY
"""Points that a relaxation may lose where no plan is proved best; and that of the homes that the stages chose."""
EFFORT = 12.0
"""Of a search for a plan that is worth the bound, while nobody knows whether there is one."""
TALKS = 15
"""Columns of contacts and interpreters of a household in a very large week."""
DEAR = 40.0
"""Points by which a column may raise the relaxation of a very large week, to be searched for a good plan."""


def with_goals(
    stages: Stages, model: Linear, decided: Decided, aside: tuple[str, ...], watch: Watch, start: Start,
    beds: Prices | None = None,
) -> Run:  # fmt: skip
    """The best plan by the goals, or the best that was found in time or until a stop.

    `beds`: what beds are worth, by a relaxation of all options; where not all are columns, a bound needs it.
    """
    return _Goals(stages, model, decided, aside, watch, start).solve(stages.deadline, beds)


def as_chosen(
    stages: Stages, model: Linear, decided: Decided, aside: tuple[str, ...], watch: Watch, start: Start
) -> AtHand:
    """A plan with the stays of the stages, or the one to begin with: of a large week it is found soon."""
    goals = _Goals(stages, model, decided, aside, watch, start)
    goals.keep_stays(goals.parts[0], stages.deadline)
    return goals


class _Goals(AtHand):
    """The search for better plans than the one at hand."""

    def solve(self, deadline: Deadline, beds: Prices | None) -> Run:
        large = int(self.parts[0].keep.sum()) >= LARGE
        deadline = deadline.at_least(LEAST_SECONDS_LARGE if large else LEAST_SECONDS)
        if large:
            self._in_parts(self.parts.pop(), deadline)
            for part in self.parts:
                self._relax(part, deadline)
                if not self.is_narrow:
                    self._soon(part, deadline)
        if self.stages.certificate:
            self._plan_and_bound(self.stages.certificate, beds, deadline)
        proved = [self._prove(part, deadline, hinted=large or self.is_begun) for part in self.parts]
        if self.race.told:
            keep = self.part_of(np.ones(self.terms.columns, dtype=bool)).keep
            self.race.told(
                Programme("goals", self.model.only(keep), self.costs[keep], self.value, all(proved))
            )
        best = all(proved) and self.decided.proved and self.race.own
        done = best and (not self.is_narrow or math.isfinite(self.of_all))
        return self.run(proved=best and not self.is_narrow, cut_short="" if done else self._why(deadline))

    def _least_of_all(self, certificate: Certificate, beds: Prices, deadline: Deadline) -> float:
        """What no plan goes below, also of options that are no columns."""
        prices = self._prices(deadline)
        if prices is None:
            return -math.inf
        left = Stayed(self.terms, certificate, self.stages.opened, self.decided.allowed)
        return least(left, self.plain, prices[: self.plain.rows], beds, deadline)

    def _in_parts(self, whole: Part, deadline: Deadline) -> None:
        """What no row joins with a stay is searched apart, and before that all with the stays of the stages."""
        if not self.is_begun:
            self.keep_stays(whole, deadline)
        apart = self.apart()
        self.parts = [self.part_of(whole.mine & apart), self.part_of(whole.mine & ~apart)]

    def keep_stays(self, whole: Part, deadline: Deadline) -> None:
        """The best with the stays of the plan at hand, as far as its relaxation says."""
        homes = np.arange(len(whole.keep)) < self.terms.n
        kept = np.where(homes, whole.keep & (self.x > 0), whole.keep)
        self._relaxed(whole.only(kept), deadline, LOST_FIRST)

    def _prices(self, deadline: Deadline) -> Floats | None:
        """Of all rows: as the parts found them, or together."""
        found = np.zeros(self.model.rows)
        covered = np.logical_or.reduce([part.mine for part in self.parts])
        known = bool(covered.all()) and all(part.priced for part in self.parts)
        for part in self.parts if known else [self.part_of(np.ones(self.terms.columns, dtype=bool))]:
            rows = np.flatnonzero(self.model.rows_without(np.flatnonzero(~part.mine)))
            priced = part.priced or self._priced(part.model.only(part.keep), part.keep, deadline)
            if priced is None:
                return None
            found[rows[live_rows(part.model, part.keep)]] = priced.prices
        return found

    def _why(self, deadline: Deadline) -> CutShort:
        if deadline.stopped:
            return "cancelled"
        if deadline.left <= 0:
            return "time"
        # where not all options are columns there may be no proof however much time there is
        return self.race.failed or ("" if self.is_narrow else "time")

    def _relax(self, part: Part, deadline: Deadline) -> None:
        """The relaxation of a part, and a plan of what it uses."""
        part.priced = self._relaxed(part, deadline)
        if part.priced:
            part.bound = part.priced.bound - TOLERANCE

    def _soon(self, part: Part, deadline: Deadline) -> None:
        """Good plans of a part."""
        if part.priced and self.is_open(part):
            self._by_sides(part, part.priced, deadline)
        if part.priced and self.is_open(part):
            near = part.keep.copy()
            near[part.keep] = nearest(part.priced, self.owner[part.keep[: len(self.owner)]])
            self._among(part, near, deadline)

    def _plan_and_bound(self, certificate: Certificate, beds: Prices | None, deadline: Deadline) -> None:
        """Where not all options are columns: a good plan of these, and beside it a bound of all."""
        few = [self._near(part, part.priced) for part in self.parts if part.priced and self.is_open(part)]
        over = threading.Event()
        with ThreadPoolExecutor(1) as pool:
            found = [
                pool.submit(
                    self.race.one_good, part.model.only(part.keep), self.costs[part.keep], deadline, over
                )
                for part in few
            ]
            try:
                if beds and self.decided.proved:
                    self.of_all = self._least_of_all(certificate, beds, deadline)
            except BaseException:
                over.set()
                raise
            for part, plan in zip(few, found, strict=True):
                self.heed(part, plan.result())

    def _near(self, part: Part, priced: Priced) -> Part:
        """What the relaxation comes near to using: of homes what is not dear, of talks a few.

        Where not all options are columns no plan is called the best, so it may be one that is found soon.
        """
        keep = part.keep
        few, near = np.zeros_like(keep), np.zeros_like(keep)
        few[keep] = nearest(priced, self.owner[keep[: len(self.owner)]], TALKS)
        near[keep] = priced.used | (priced.reduced <= DEAR)
        return part.only(keep & (near & (few | ~self._homes_and_talks()[1]) | (self.x > 0)))

    def _by_sides(self, part: Part, priced: Priced, deadline: Deadline) -> None:
        """A sharper bound, and a plan whose homes are the best of their side."""
        keep = part.keep
        homes, talks = self._homes_and_talks()
        both = sides(part.model.only(keep), self.costs[keep], priced, homes[keep], talks[keep])
        if both is None:
            return

        def best(side: Side) -> Callable[[Race], tuple[Ints, float]]:
            mine = among(keep, side.mine)
            begin, owner = self.x[mine], self.owner[mine[: len(self.owner)]]
            return lambda race: best_of(side, begin, owner, race, deadline)

        (at_home, homes_bound), (said, talks_bound) = self.race.each([best(both.homes), best(both.talks)])
        x = self.x[keep]
        x[both.homes.mine] = at_home
        x[both.talks.mine] = said  # what is of both is as the talks have it
        part.bound = max(part.bound, homes_bound + talks_bound)
        part.priced = lifted(both, priced, homes_bound, talks_bound)
        if fits(part.model.only(keep), x):
            self.take_of(part, x)
        if self.is_open(part):
            self._with_homes(part, x, deadline)

    def _with_homes(self, part: Part, x: Ints, deadline: Deadline) -> None:
        """The best acts with the stays of a plan, where they are worth the bound."""
        keep = part.keep
        some = keep.copy()
        some[keep] = x > 0
        some[self.terms.n :] = keep[self.terms.n :]
        priced = self._relaxed(part.only(some), deadline)
        if priced:
            owner, homes = self.owner[some[: len(self.owner)]], self._homes_and_talks()[0][some]
            could = priced.reduced <= math.ceil(part.bound) - priced.bound + TOLERANCE
            for near in (*(nearest(priced, owner, each) for each in (NEAREST, 2 * NEAREST)), ~homes):
                self._reach(part.only(among(some, could & (near | homes))), deadline)

    def _reach(self, part: Part, deadline: Deadline) -> None:
        """A plan of these columns of a part that is worth its bound, if one is soon found and needed."""
        if self.is_open(part):
            model, enough = part.model.only(part.keep), math.ceil(part.bound)
            self.heed(part, self.race.reach(model, self.costs[part.keep], enough, EFFORT, deadline))

    def _homes_and_talks(self) -> tuple[Mask, Mask]:
        """The columns of stays and enrolments, and those of contacts and bookings."""
        homes, talks = (np.zeros(self.terms.columns, dtype=bool) for _ in range(2))
        talks[self.terms.n : self.terms.first_aux] = self.terms.acts.of_helpers
        homes[: self.terms.first_aux] = True
        return homes & ~talks, talks

    def _relaxed(self, part: Part, deadline: Deadline, lost: float = LOST) -> Priced | None:
        """The relaxation over these columns, once what it uses is searched."""
        keep = part.keep
        priced = self._priced(part.model.only(keep), keep, deadline, lost)
        if priced is not None:
            some = keep.copy()
            some[keep] = priced.used
            self._among(part, some, deadline)
        return priced

    def _priced(self, model: Linear, keep: Mask, deadline: Deadline, lost: float = LOST) -> Priced | None:
        """The relaxation of these columns: of very many by those that pay."""
        if model.columns < MANY:
            return price(model, self.costs[keep], deadline)
        owner = np.concatenate([self.owner, np.full(len(self.terms.aux), -1)])
        begin = ~self.terms.contacts | (self.x > 0)
        begin[self.terms.first_aux :] = True  # few, and each may be worth many points
        lost = lost if self.is_narrow else 0.0
        return price_gradually(model, self.costs[keep], owner[keep], begin[keep], deadline, lost)

    def _among(self, part: Part, some: Mask, deadline: Deadline) -> None:
        """Search these columns of a part and those of the plan at hand."""
        some = part.keep & (some | (self.x > 0))
        some[self.terms.first_aux :] = part.keep[self.terms.first_aux :]
        self._search(part.only(some), deadline, hinted=True)

    def _prove(self, part: Part, deadline: Deadline, *, hinted: bool) -> bool:
        """Search for the best plan of a part; whether it is proved.

        Where the relaxation is known, the plan at hand may be worth its bound already. Else columns that would raise
        the bound above that plan are in no better one.
        """
        keep, priced = part.keep.copy(), part.priced
        if priced is not None:
            at_hand = self.cost_of(part)
            if at_hand <= math.ceil(part.bound):
                part.bound = at_hand
                return True
            keep[keep] = priced.reduced <= at_hand - priced.bound + TOLERANCE
            if self.is_narrow and int(keep.sum()) >= MANY:
                return False  # a search over so many finds nothing
        answer = self._search(part.only(keep), deadline, hinted=hinted, heard=self.heard_of(part))
        part.bound = max(part.bound, answer.bound)
        if answer.proved and answer.value is not None:
            part.bound = answer.value
        return answer.proved

    def _search(self, part: Part, deadline: Deadline, *, hinted: bool, heard: Heard | None = None) -> Solved:
        """The best plan of these columns, taken if it is no worse than the one at hand."""
        keep = part.keep
        answer = self.race.minimise(
            part.model.only(keep),
            self.costs[keep],
            deadline,
            hint=self.x[keep] if hinted else None,
            heard=heard if self.watch.tells else None,
            brief=True,
        )
        self.heed(part, answer)
        return answer
