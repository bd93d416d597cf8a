"""Who is housed: tier by tier, stage by stage, each fixed before the next (docs/model.md §23-§27).

The stages read nights only, and their model holds nothing but housing: no row that names an enrolment, a contact or
an interpreter is in it, so that no activity is ever a condition for a bed (A04). Of options that differ in nothing but
their start, the latest with the same nights is enough here, and wishes play no part.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.linear import INFINITY, ExtraRow, Ints, Linear, Mask, Priced
from placement.domain.review import TierStages
from placement.domain.week import MAX_PLACES, UNPLACED
from placement.solver.candidates import Candidates
from placement.solver.certify import Certificate, Count
from placement.solver.engine import price
from placement.solver.narrow import nights_missing
from placement.solver.nearest import nearest
from placement.solver.pins import Pinned
from placement.solver.programmes import Programme
from placement.solver.race import LARGE, Race
from placement.solver.search import fits
from placement.solver.terms import ArrayTerms
from placement.solver.watch import Deadline

TOLERANCE = 1e-3
"""Objectives are whole numbers, so that an absolute tolerance is safe."""
EXACT = 1_000_000
"""Two stages are solved as one only where the sums stay below this: engines are exact there."""
MANY = 1_000
"""Columns of a stage; with more, the few of them are searched first that the relaxation comes near to using."""
CHUNK = 16
"""Flags that are minimised lexicographically in one solve: weights up to 2**15 stay exact."""


@dataclass
class Decided:
    """What the stages fixed: rows that hold from then on, and which options may still be chosen."""

    rows: list[ExtraRow] = field(default_factory=list)
    allowed: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))
    proved: bool = True
    chosen: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """The options of the best plan so far, as 0/1 over candidates; it always keeps every pin."""


class Stages:
    """Runs the stages of one week over its rows."""

    def __init__(  # noqa: PLR0913, PLR0917 - the week, its limits, and who helps
        self, terms: ArrayTerms, housing: Linear, open_columns: Mask, pins: list[Pinned], deadline: Deadline,
        first: Ints, others: list[ExtraRow] | None = None, race: Race | None = None,
        certificate: Certificate | None = None,
    ) -> None:  # fmt: skip
        """`housing`: the rows about stays alone. `first` is a plan that keeps the pins and `others`: so there is one.

        `others`: rows that a plan keeps still where it places fewer. `race`: who searches; by default CP-SAT alone.
        `certificate`: proves what is best of all options, where not all are columns.
        """
        self.terms = terms
        self.made = terms.made
        self.week = terms.week
        self.marks = terms.housing[terms.n :]
        self.model = housing
        self.deadline = deadline
        self.race = race or Race(workers=1)
        self.pins = pins
        self.certificate = certificate
        self.opened = open_columns
        self.nights = nights_missing(terms.made)
        self.stands_for = self._latest(open_columns)
        self.thin = open_columns & (self.stands_for == np.arange(len(self.made)))
        self.decided = Decided(allowed=open_columns.copy(), chosen=self.thinned(first))
        self.best: Ints | None = None
        self.is_large = terms.columns >= LARGE
        """The goals of a large week are searched from the homes that the stages chose, and so depend on the search."""
        self.decided.rows += [*(pin.row for pin in pins), *(others or ())]

    def _latest(self, candidates: Mask) -> Ints:
        """For each option the one that stands for it here: of one place, end and number of nights the latest start."""
        stands_for = np.arange(len(self.made))
        pinned = np.zeros(len(self.made), dtype=bool)
        for pin in self.pins:
            pinned[pin.cols] = True
        best: dict[tuple[int, int, int, int], int] = {}
        m = self.made
        for col in np.flatnonzero(candidates & ~pinned)[::-1].tolist():
            key = (int(m.household[col]), int(m.place[col]), int(m.until[col]), int(self.nights[col]))
            stands_for[col] = best.setdefault(
                key, col
            )  # rows are sorted by start: from behind, the first is the latest
        return stands_for

    def thinned(self, chosen: Ints) -> Ints:
        """The same options, each by the one that stands for it."""
        thin = np.zeros_like(chosen)
        thin[self.stands_for[np.flatnonzero(chosen)]] = 1
        return thin

    def none_is_better(self, best: Ints) -> None:
        """No plan is better than these options, though they may not keep the pins."""
        self.best = self.thinned(best)

    def least(self, objective: Ints, cols: Mask, mine: Mask) -> int | None:
        """A value that no plan goes below, where all stages so far are worth as much as in the best plan.

        None where the best plan has somebody of the tier where the pins leave them nothing.
        """
        if self.best is None or (self.best.astype(bool) & mine & ~cols).any():
            return None
        return int(objective @ self.best)

    def run(self, tell: Callable[[Tier, int], None] = lambda _, __: None) -> Decided:
        """All tiers in turn; `tell` hears which tier is next, and how many households the plan places so far."""
        for tier in Tier:
            people = self.week.in_tier(tier)
            if people:
                tell(tier, int(self.decided.chosen.sum()))
                _OneTier(self, tier, people).decide()
        return self.decided


class _OneTier:
    """The stages (a) to (f) of one tier."""

    def __init__(self, stages: Stages, tier: Tier, people: tuple[Household, ...]) -> None:
        self.s, self.tier, self.people = stages, tier, people
        self.made, self.decided = stages.made, stages.decided
        index = stages.terms.index
        self.mine = [index[h.alias] for h in people]
        in_tier = np.zeros(len(stages.terms.households), dtype=bool)
        in_tier[self.mine] = True
        lower = np.zeros(len(stages.terms.households), dtype=bool)
        for other in Tier:
            if other.rank > tier.rank:
                lower[[index[h.alias] for h in stages.week.in_tier(other)]] = True
        for h in stages.terms.households:
            if stages.week.tier(h.alias) is None:
                lower[index[h.alias]] = True
        lower[[pin.household for pin in stages.pins if pin.must]] = False
        owner = self.made.household
        self.present = stages.thin & self.decided.allowed & ~lower[owner]
        self.of_tier = in_tier[owner]
        self.cols = self.present & self.of_tier
        self.in_time = self.cols & (stages.nights == 0)
        self.rows: list[ExtraRow] = []
        self.best: Ints = self.decided.chosen.copy()
        self.proved = True
        self.flags: list[int] = []
        if stages.certificate:
            stages.certificate.enter(~lower, in_tier)
        self.read()  # a pin of a higher tier's solve may have placed somebody here already
        self.could = [bool((self.in_time & (owner == k)).any()) for k in self.mine]
        if stages.certificate:
            self.could = [stages.certificate.could(k) for k in self.mine]

    # -- solving
    def over(self, count: Count) -> Ints:
        """What a stage counts, for each column."""
        return count.over(self.made.household, self.s.nights, self.cols)

    def by_household(self, values: list[int]) -> Ints:
        """Values of those of the tier, 0 for all others."""
        found = np.zeros(len(self.s.terms.households), np.int64)
        found[self.mine] = values
        return found

    def solve(self, letters: str, count: Count) -> None:
        """Minimise over the columns that are present and all rows fixed so far; keep the best plan.

        The best plan without the pins gives a bound, and else the linear relaxation: where the plan at hand meets it,
        no search is needed; and columns that no solution as good as the best can use are dead for this and every
        later stage.
        """
        objective = self.over(count)
        least = self.s.least(objective, self.cols, self.of_tier)
        if least is not None and int(objective @ self.best) == least:
            return
        self._prove(letters, objective)
        if least is None or int(objective @ self.best) != least:
            self.s.best = None  # below a stage that is worth something else it bounds nothing
        if self.s.certificate and self.proved:
            value = int(objective @ self.best)
            self.proved = self.s.certificate.proves(count, value, self.s.deadline)
            self.decided.proved &= self.proved

    def _prove(self, letters: str, objective: Ints) -> None:
        """The same, by the relaxation and by search."""
        if self.s.deadline.left <= 0:
            self.proved = self.decided.proved = False
            return
        marks = self.s.marks
        keep = np.concatenate([self.present, marks])
        model = self.s.model.plus(self.decided.rows + self.rows).only(keep)
        full = np.concatenate([objective, np.zeros(len(marks), np.int64)])
        self._minimise(model, keep.copy(), objective, full)
        if self.s.race.told:
            value = int(objective @ self.best)
            self.s.race.told(Programme(f"{self.tier.value}-{letters}", model, full[keep], value, self.proved))

    def _minimise(self, model: Linear, keep: Mask, objective: Ints, full: Ints) -> None:
        priced = price(model, full[keep], self.s.deadline)
        if priced is None:
            self._search(model, keep, full)
            return
        enough = math.ceil(priced.bound - TOLERANCE)
        if not self.s.is_large:
            self._take_whole(model, keep, full, priced.x)
        if model.columns >= MANY and int(objective @ self.best) > enough:
            self._search_few(model, keep, full, priced)
        if int(objective @ self.best) > enough:
            near = priced.reduced <= int(objective @ self.best) - priced.bound + TOLERANCE
            near[int(self.present.sum()) :] = True
            self._search(model.only(near), among(keep, near), full)
        else:
            self.proved = True
        if self.proved:
            self._bury(keep, priced, int(objective @ self.best))

    def _take_whole(self, model: Linear, keep: Mask, full: Ints, x: Ints | None) -> None:
        """The relaxation's own solution, where it is one in whole numbers and better: most often no search is left."""
        if x is not None and full[keep] @ x < full[: len(self.best)] @ self.best and fits(model, x):
            self._take(x, keep)

    def _search_few(self, model: Linear, keep: Mask, full: Ints, priced: Priced) -> None:
        """What the relaxation comes near to using: of many columns that is often enough for the best plan."""
        few = nearest(priced, self.made.household[self.present])
        few[: int(self.present.sum())] |= self.best[self.present] > 0
        answer = self.s.race.minimise(model.only(few), full[among(keep, few)], self.s.deadline)
        if (
            answer.x is not None
            and answer.value is not None
            and answer.value <= full[: len(self.best)] @ self.best
        ):
            self._take(answer.x, among(keep, few))

    def _search(self, model: Linear, keep: Mask, full: Ints) -> None:
        answer = self.s.race.minimise(model, full[keep], self.s.deadline)
        if answer.x is not None:
            self._take(answer.x, keep)
        self.proved = answer.proved
        if not answer.proved:
            self.decided.proved = False

    def _take(self, chosen: Ints, keep: Mask) -> None:
        """From now on this is the best plan: what is chosen of these columns."""
        x = np.zeros(len(keep), np.int64)
        x[keep] = chosen
        self.best = x[: len(self.made)]
        self.read()

    def _bury(self, keep: Mask, priced: Priced, value: int) -> None:
        """Columns that would raise the bound above the stage's value are in no best plan."""
        dead = np.zeros(len(keep), dtype=bool)
        dead[keep] = priced.reduced > value - priced.bound + TOLERANCE
        gone = dead[: len(self.made)]
        self.present &= ~gone
        self.cols &= ~gone
        self.in_time &= ~gone
        self.decided.allowed &= ~gone[self.s.stands_for]

    def read(self) -> None:
        """Who is in time in the best plan."""
        chosen = np.flatnonzero(self.best)
        in_time = {int(self.made.household[c]) for c in chosen if self.s.nights[c] == 0}
        self.flags = [0 if k in in_time else 1 for k in self.mine]

    def fix(self, count: Count) -> None:
        """Fix a stage: what it counts sums to at most its value from now on."""
        coefs = self.over(count)
        value = int(coefs @ self.best)
        cols = np.flatnonzero(coefs)
        if len(cols):
            self.rows.append((cols, coefs[cols], -INFINITY, float(value)))
        if self.s.certificate:
            self.s.certificate.at_most(count, value)

    # -- the stages
    def decide(self) -> None:
        """(a) nights and (b) number; then who, then whose nights."""
        each = self.by_household([1] * len(self.people))
        nights, late = Count(each, 0 * each), Count(0 * each, -each)
        if self.cols.any() or self.s.pins or self.s.certificate:
            self.solve("ab", Count(each * (len(self.people) + 1), -each))
        self.fix(nights)
        self.fix(late)
        if self.flags != [int(not c) for c in self.could]:
            self._who()
        self._fix_flags()
        self._whose_nights()
        self._keep_rows()
        self.decided.chosen = self.best

    def _who(self) -> None:
        """(c) waiting days, (d) ease, (e) flags by lot: over those not in time."""
        waits = self._above_least([self.s.week.waiting_days(h) for h in self.people])
        eases = self._above_least([self._ease(h) for h in self.people])
        waiting, ease = self._weights(waits), self._weights(eases)
        step = sum(sorted(eases)[-self._late :]) + 1  # more than (d) can ever differ by: a day is worth more
        if step * sum(sorted(waits)[-self._late :]) <= EXACT:
            self.solve("cd", Count(waiting.nights, waiting.in_time * step + ease.in_time))
        else:
            self.solve("c", waiting)
            self.fix(waiting)
            self.solve("d", ease)
        self.fix(waiting)
        self.fix(ease)
        undecided = [k for k, could in enumerate(self.could) if could]
        while undecided:
            chunk, undecided = undecided[:CHUNK], undecided[CHUNK:]
            weights = [0] * len(self.people)
            for place, k in enumerate(reversed(chunk)):
                weights[k] = 1 << place
            self.solve(f"e{len(undecided)}", self._weights(weights))
            for k in chunk:
                self._fix(k)

    @property
    def _late(self) -> int:
        """How many of those who could be in time are not: fixed by stage (b), so at least one here."""
        return sum(could and bool(flag) for could, flag in zip(self.could, self.flags, strict=True))

    def _above_least(self, values: list[int]) -> list[int]:
        """Values less the least of those who could be in time: as the number is fixed, the order stays the same."""
        least = min(v for v, could in zip(values, self.could, strict=True) if could)
        return [max(0, v - least) for v in values]

    def _weights(self, values: list[int]) -> Count:
        """Minus the value for who is in time: minimising it minimises the sum over those not in time."""
        weights = self.by_household(values)
        return Count(0 * weights, -weights)

    def _ease(self, household: Household) -> int:
        return MAX_PLACES - self.made.feasible.get(household.alias, 0)

    def _fix(self, k: int) -> None:
        mine = np.flatnonzero(self.in_time & (self.made.household == self.mine[k]))
        if not self.flags[k]:
            self.rows.append((mine, np.ones(len(mine), np.int64), 1.0, 1.0))
        elif len(mine):
            self.rows.append((mine, np.ones(len(mine), np.int64), -INFINITY, 0.0))
        if self.s.certificate:
            self.s.certificate.fix(self.mine[k], late=bool(self.flags[k]))

    def _fix_flags(self) -> None:
        """From now on who is in time stays so, and nobody else is."""
        self.rows = []
        if self.s.certificate:
            self.s.certificate.leave()
            for flag, k in zip(self.flags, self.mine, strict=True):
                self.s.certificate.fix(k, late=bool(flag))
        allowed = self.decided.allowed
        for flag, k in zip(self.flags, self.mine, strict=True):
            mine = self.made.household == k
            on_time = mine & (self.s.nights == 0)
            allowed &= ~(on_time if flag else mine & ~on_time)
            if not flag:
                cols = np.flatnonzero(on_time & allowed)
                self.decided.rows.append((cols, np.ones(len(cols), np.int64), 1.0, 1.0))
        self.present &= allowed
        self.cols &= allowed

    def _whose_nights(self) -> None:
        """(f) nights by lot weight, where at least two of those not in time can vary."""
        late = [k for k, flag in zip(self.mine, self.flags, strict=True) if flag]
        can_vary = [k for k in late if (self.cols & (self.made.household == k)).any()]
        self.total = Count(*(self.by_household(one) for one in ([1] * len(self.mine), [0] * len(self.mine))))
        self.fix(self.total)
        weight = {k: len(late) - n for n, k in enumerate(late)}
        weights = self.by_household([weight.get(k, 0) for k in self.mine])
        self.lots = Count(weights, 0 * weights)
        if len(can_vary) > 1 or (late and self.s.certificate):
            self.solve("f", self.lots)
            self.fix(self.lots)

    def _keep_rows(self) -> None:
        """Rows for the tiers below and for the goals: over all options, not only the thinned ones."""
        in_tier = np.isin(self.made.household, self.mine) & self.decided.allowed
        if self.s.certificate:
            self.s.certificate.leave()
        for count in (self.total, self.lots):
            coefs = count.over(self.made.household, self.s.nights, in_tier)
            value = int(self.over(count) @ self.best)
            cols = np.flatnonzero(coefs)
            if len(cols):
                self.decided.rows.append((cols, coefs[cols], -INFINITY, float(value)))
            if self.s.certificate:
                self.s.certificate.at_most(count, value)


def among(keep: Mask, some: Mask) -> Mask:
    """Some of the columns that are kept, over all columns."""
    out = keep.copy()
    out[keep] = some
    return out


def summaries(made: Candidates, nights: Ints, chosen: Ints) -> tuple[TierStages, ...]:
    """The stages' values, tier by tier, as the judge defines them: read from the plan, not from the search."""
    planned = {int(made.household[c]): int(nights[c]) for c in np.flatnonzero(chosen).tolist()}
    index = {h.alias: k for k, h in enumerate(made.households)}
    return tuple(
        _summary(made, tier, people, [planned.get(index[h.alias], UNPLACED) for h in people])
        for tier in Tier
        for people in (made.week.in_tier(tier),)
    )


def _summary(made: Candidates, tier: Tier, people: tuple[Household, ...], nights: list[int]) -> TierStages:
    late = [(h, n) for h, n in zip(people, nights, strict=True) if n]
    return TierStages(
        tier=tier.value,
        nights=sum(nights),
        not_in_time=len(late),
        waiting_days=sum(made.week.waiting_days(h) for h, _ in late),
        ease=sum(MAX_PLACES - made.feasible.get(h.alias, 0) for h, _ in late),
        flags=tuple(int(n > 0) for n in nights),
        lot_nights=sum(n * (len(late) - place) for place, (_, n) in enumerate(late)),
        impossible=sum(not made.in_time_possible.get(h.alias, False) for h in people),
    )
