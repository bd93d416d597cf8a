"""The words that price something: points on columns, or on auxiliary columns made for them alone."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from placement.domain.housing import HousingUnit
from placement.domain.linear import Ints
from placement.domain.terms import Spot
from placement.solver.candidates import Candidates
from placement.solver.facts import NONE, ActCrowd, ColumnFact
from placement.solver.requirements import Requirements
from placement.solver.rounding import rounded
from placement.solver.rows import Aux, Part


class Way(NamedTuple):
    """What an act costs by where its household lives: on each date the points of the unit that is home then."""

    col: int
    household: int
    dates: Ints
    held: Ints
    """Points of each date where the household goes on to live."""
    points: Callable[[HousingUnit], int]
    most: int
    """The highest sum of points that a column makes possible."""
    mark: int | None = None
    """The auxiliary column that holds it; none where no column of a stay changes it, or none costs anything."""


class Prices(Requirements):
    """Points of columns, and the constant that no plan avoids."""

    def __init__(self, made: Candidates) -> None:
        super().__init__(made)
        self.cost = np.concatenate([made.cost, np.zeros(len(made.acts), np.int64)])
        self.constant = 0
        self.placed = np.zeros(len(self.households), np.int64)
        """Points of any option of a household, beside those of the pair."""
        self.waiver_points = 0
        """Points of each waiver of an option of who could do without."""
        self.ways: list[Way] = []
        """Of each enrolment."""
        self._numbers: dict[frozenset[str], frozenset[int]] = {}
        self.friends: dict[int, frozenset[int]] = {}
        """Auxiliary column of a stay that meets nobody -> the households of whom one would do."""

    def points_unless_placed(self, household: str, points: int) -> None:
        """Points if the plan gives the household nothing."""
        self.constant += points
        self.cost[self._cols_of[self.index[household]]] -= points
        self.placed[self.index[household]] -= points

    def points_unless_met(self, household: str, where: Spot, others: Iterable[str], points: int) -> None:
        """Points for a planned stay there in which the household meets none of the others at home."""
        mine = self.lives_in(household, where).cols.tolist()
        if not mine:
            return
        held: dict[int, list[tuple[int, int]]] = {}
        for h, since, to, _ in self._held_in.get(where, ()):
            held.setdefault(h, []).append((since, to))
        there = self._cols_in.get(where, NONE)
        owners = self.made.household[there]
        known = self._known(frozenset(others))
        friends = [
            (friend, there[owners == friend], held.get(friend, []))
            for friend in sorted(known & {*owners.tolist(), *held})
        ]
        if alone := [p for col in mine if (p := self._unmet(col, friends))]:
            self.friends[self.first_aux + len(self.aux)] = known
            self.points_if_any(alone, points)

    def _known(self, others: frozenset[str]) -> frozenset[int]:
        """By index; of the same households the same one."""
        if others not in self._numbers:
            self._numbers[others] = frozenset(self.index[o] for o in others)
        return self._numbers[others]

    def _unmet(self, col: int, friends: list[tuple[int, Ints, list[tuple[int, int]]]]) -> Part | None:
        """The condition that this stay is chosen and meets no friend; None if it meets one in any case.

        Each friend comes with their planned and their held stays there. Who is held there is at home until a planned
        stay begins; a hold is home after a planned stay.
        """
        start, until = int(self.made.start[col]), int(self.made.until[col])
        coefs = {col: 1}
        base = 0
        for friend, there, held in friends:
            meets = set(there[(self.made.start[there] < until) & (start < self.made.until[there])].tolist())
            coefs |= dict.fromkeys(sorted(meets), -1)
            for since, to in held:
                if since < until and start < to:
                    away = [
                        c
                        for c in self._cols_of[friend].tolist()
                        if c not in meets and not self._home_meets(c, since, to, start, until)
                    ]
                    if not away:
                        return None
                    coefs |= dict.fromkeys(away, 1)
                    base += 1
        return Part(tuple(coefs), tuple(coefs.values()), base)

    def _home_meets(self, col: int, since: int, to: int, start: int, until: int) -> bool:
        """Whether a held home on [since, to) still shares a night with [start, until) if `col` is chosen."""
        begins, ends = int(self.made.start[col]), int(self.made.until[col])
        since, to = (since, min(to, begins)) if begins >= since else (max(since, ends), to)
        return max(since, start) < min(to, until)

    def points_if_ever(self, pairs: Iterable[tuple[ColumnFact, ColumnFact]], points: int) -> None:
        """Points once, if both facts of some pair are true and the plan makes one of them so."""
        parts: list[Part] = []
        for a, b in pairs:
            both = np.concatenate([a.cols, b.cols]).tolist()
            if a.held and b.held:
                parts += [Part((col,), (1,), 0) for col in both]
            elif a.held or b.held:
                parts += [Part((col,), (1,), 0) for col in (b if a.held else a).cols.tolist()]
            elif len(a.cols) and len(b.cols):
                parts.append(Part(tuple(both), (1,) * len(both), 1))
        self.points_if_any(list(dict.fromkeys(parts)), points)

    def points_if_any(self, parts: list[Part], points: int, *, most: int = 1) -> None:
        """Points if any part holds, or (`most`) for each by which the one part exceeds its base."""
        if parts:
            mark = self.add(Aux(tuple(parts), points, priced=True, most=most))
            for cols, coefs, base in parts:
                self.row(np.array([*cols, mark]), np.array([*coefs, -1]), high=base)

    def points_for_waivers(self, points: int) -> None:
        """Points for each rule that is waived for a planned stay, where the household could do without."""
        self.cost[: self.n] += points * self._needless_waivers(self.made)
        self.waiver_points += points

    def _needless_waivers(self, made: Candidates) -> Ints:
        """Of each option, how many waivers it uses though the household could do without."""
        could = np.array([bool(made.unwaived.get(h.alias)) for h in made.households], dtype=bool)
        needless: Ints = made.waived * could[made.household]
        return needless

    def cost_alone(self, made: Candidates) -> Ints:
        """Points of options of the same week, also of such as are no columns here."""
        alone: Ints = (
            made.cost + self.placed[made.household] + self.waiver_points * self._needless_waivers(made)
        )
        return alone

    def could_do_without(self, household: str, unit: str) -> bool:
        """Whether a place outside the unit would need no waiver for the household."""
        return any(other != unit for other in self.made.unwaived.get(household, ()))

    # -- activities and helpers
    def points_if(self, true: Iterable[ColumnFact], untrue: Iterable[ColumnFact], points: int) -> None:
        """Points if all facts of the first kind are true and none of the second (facts about acts, not homes)."""
        yes, no = [f.cols for f in true], [f.cols for f in untrue if len(f.cols)]
        if not points or not all(map(len, yes)):
            return
        if len(yes) + bool(no) < 2 and self._exclude_each_other(no):  # noqa: PLR2004 - needs no column of its own
            self.constant += 0 if yes else points
            for cols in yes:
                self.cost[cols] += points
            for cols in no:
                self.cost[cols] -= points
            return
        coefs = dict.fromkeys((int(c) for cols in yes for c in cols), 1)
        coefs |= dict.fromkeys((int(c) for cols in no for c in cols), -1)
        self.points_if_any([Part(tuple(coefs), tuple(coefs.values()), len(yes) - 1)], points)

    def _exclude_each_other(self, facts: list[Ints]) -> bool:
        """Whether no two of them can be true, by what every plan keeps to: one contact each, one booking a need."""
        acts = np.concatenate([NONE, *facts]) - self.n
        of_contacts = (acts >= len(self.acts.enrolled)) & (acts < len(self.acts) - len(self.acts.booked))
        cared_for = set(self.acts.household[acts[of_contacts]].tolist())
        others = {self.acts[k].need or k for k in acts[~of_contacts].tolist()}
        return len(cared_for) + len(others) < 2  # noqa: PLR2004 - of one group at most one is chosen

    def points_at_home(
        self, household: str, fact: ColumnFact, days: Iterable[date], points: Callable[[HousingUnit], int]
    ) -> None:
        """If the fact is true: for each date the points of the unit where the household is at home.

        One column: how much the points of these dates are, less so many that nothing is left unless the fact is true.
        """
        dates = np.array([d.toordinal() for d in days], np.int64)
        k = self.index[household]
        cols = self._cols_of[k]
        price = {u: points(self.week.unit[u]) for u in self._homes.get(k, ())}
        held, settled = np.zeros(len(dates), np.int64), np.zeros(len(dates), dtype=bool)
        for stay in () if fact.standing else self.week.held_of.get(household, ()):
            here = (dates >= stay.start.toordinal()) & (dates < (stay.until or date.max).toordinal())
            # of two held homes the first counts
            held[here & ~settled] = price[self.week.unit_of(stay).alias]
            settled |= here
        at_new = np.array(
            [price[self.made.places[p].unit.alias] for p in self.made.place[cols].tolist()], np.int64
        )
        covers = (self.made.start[cols][:, None] <= dates) & (dates < self.made.until[cols][:, None])
        change = (covers * (at_new[:, None] - held)).sum(axis=1)
        always = int(held.sum())
        most = always + max(0, int(change.max(initial=0)))
        live = np.flatnonzero(change) if most else NONE
        for col in fact.cols.tolist():
            way = Way(col, k, dates, held, points, most)
            if not len(live):
                self.cost[col] += always
                self.ways.append(way)
                continue
            part = Part((col, *cols[live].tolist()), (most, *change[live].tolist()), most - always)
            self.ways.append(way._replace(mark=self.first_aux + len(self.aux)))
            self.points_if_any([part], 1, most=most)

    def points_above(self, crowd: ActCrowd, limit: int, points: int) -> None:
        """Points for each unit of weight above the limit, of all that go on or begin."""
        cols = np.concatenate([crowd.cols, crowd.kept])
        weights = np.concatenate([crowd.weight, crowd.kept_weight])
        most = int(weights.sum()) - limit
        if points and most > 0:
            mark = self.first_aux + len(self.aux)
            self.points_if_any(
                [Part(tuple(cols.tolist()), tuple(weights.tolist()), limit)], points, most=most
            )
            goes_on = np.arange(len(cols)) >= len(crowd.cols)
            for coefs, high in rounded(weights, goes_on, limit):
                said = np.flatnonzero(coefs)
                self.row(np.append(cols[said], mark), np.append(coefs[said], -1), high=high)
