"""The language of plan rules and goals over arrays: looking, requiring, pricing; and a plan as a vector.

Auxiliary columns are made only by words, each with its value as a function of the plan, so that a plan can be
priced and checked by matrix products without any engine.
"""

from collections.abc import Iterable

import numpy as np

from placement.domain.rule import Rule
from placement.domain.terms import Spot
from placement.solver.candidates import Candidates, Ints, Mask
from placement.solver.facts import ColumnFact
from placement.solver.requirements import Requirements
from placement.solver.rows import Aux, Part, ordered


class ArrayTerms(Requirements):
    """Speaks `placement.domain.terms.Terms` over candidate columns."""

    def __init__(self, made: Candidates) -> None:
        super().__init__(made)
        self.cost = made.cost.copy()
        self.constant = 0

    def points_unless_placed(self, household: str, points: int) -> None:
        """Points if the plan gives the household nothing."""
        self.constant += points
        self.cost[self._cols_of[self.index[household]]] -= points

    def points_unless_met(self, household: str, where: Spot, others: Iterable[str], points: int) -> None:
        """Points for a planned stay there in which the household meets none of the others at home."""
        friends = [self.index[o] for o in others]
        mine = self.lives_in(household, where).cols.tolist()
        self._points_if_any([p for col in mine if (p := self._unmet(col, where, friends))], points)

    def _unmet(self, col: int, where: Spot, friends: list[int]) -> Part | None:
        """The condition that this stay is chosen and meets no friend; None if it meets one in any case.

        A friend who is held there is at home until a planned stay begins; a hold is home after a planned stay.
        """
        start, until = int(self.made.start[col]), int(self.made.until[col])
        coefs = {col: 1}
        base = 0
        for friend in friends:
            planned = self._cols_of[friend].tolist()
            meets = {c for c in planned if self._is_in(c, where) and self._shares(c, start, until)}
            coefs |= dict.fromkeys(sorted(meets), -1)
            for h, since, to, _ in self._held_in.get(where, ()):
                if h == friend and since < until and start < to:
                    away = [
                        c
                        for c in planned
                        if c not in meets and not self._home_meets(c, since, to, start, until)
                    ]
                    if not away:
                        return None
                    coefs |= dict.fromkeys(away, 1)
                    base += 1
        return Part(tuple(coefs), tuple(coefs.values()), base)

    def _is_in(self, col: int, where: Spot) -> bool:
        return where in self._spots_of_place[int(self.made.place[col])]

    def _shares(self, col: int, start: int, until: int) -> bool:
        return int(self.made.start[col]) < until and start < int(self.made.until[col])

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
        self._points_if_any(list(dict.fromkeys(parts)), points)

    def _points_if_any(self, parts: list[Part], points: int) -> None:
        if parts:
            mark = self._add(Aux(tuple(parts), points, priced=True))
            for cols, coefs, base in parts:
                self.row(np.array([*cols, mark]), np.array([*coefs, -1]), high=base)

    def points_for_waivers(self, points: int) -> None:
        """Points for each rule that is waived for a planned stay, where the household could do without."""
        could = np.array([bool(self.made.unwaived.get(h.alias)) for h in self.households], dtype=bool)
        self.cost += points * self.made.waived * could[self.made.household]

    def could_do_without(self, household: str, unit: str) -> bool:
        """Whether a place outside the unit would need no waiver for the household."""
        places = self.made.unwaived.get(household, frozenset())
        return any(self.week.place(p).unit.alias != unit for p in places)

    def settle(self) -> None:
        """Number auxiliary columns by what they say, so that neither names nor the order of rules matter."""
        settled = [aux._replace(parts=tuple(sorted(map(ordered, aux.parts)))) for aux in self.aux]
        order = sorted(range(len(settled)), key=settled.__getitem__)
        number = {self.n + old: self.n + new for new, old in enumerate(order)}
        self.aux = [settled[k] for k in order]
        self.rows = [row._replace(cols=tuple(number.get(c, c) for c in row.cols)) for row in self.rows]

    def values(self, chosen: Ints) -> Ints:
        """All columns for plans x options 0/1: each auxiliary column by its stated value."""
        out = np.zeros((len(chosen), self.n + len(self.aux)), np.int64)
        out[:, : self.n] = chosen
        for k, aux in enumerate(self.aux, self.n):
            hits = [out[:, list(cols)] @ np.array(coefs, np.int64) > base for cols, coefs, base in aux.parts]
            out[:, k] = np.any(hits, axis=0)
        return out

    def broken(self, values: Ints) -> dict[str, Mask]:
        """Rule id -> which plans (rows of `values`) break it, by rows and forbidden options alone."""
        bad: dict[str, Mask] = {}
        for row in self.rows:
            total = values[:, list(row.cols)] @ np.array(row.coefs, np.int64)
            wrong = np.zeros(len(values), dtype=bool)
            if row.low is not None:
                wrong |= total < row.low
            if row.high is not None:
                wrong |= total > row.high
            bad[row.rule] = bad.get(row.rule, np.zeros(len(values), dtype=bool)) | wrong
        for col, rules in self.forbidden.items():
            for rule in rules:
                bad[rule] = bad.get(rule, np.zeros(len(values), dtype=bool)) | (values[:, col] > 0)
        return bad

    def costs(self) -> Ints:
        """Points of all columns, auxiliary ones last."""
        return np.concatenate([self.cost, np.array([a.cost for a in self.aux], np.int64)])


def build(made: Candidates, goals: tuple[Rule, ...]) -> ArrayTerms:
    """All plan rules of the week and all plan goals, as rows that bear the id of their rule."""
    terms = ArrayTerms(made)
    policy = made.week.instance.policy
    for rule in (*made.week.rules, *(g.configured(policy) for g in goals)):
        terms.rule, terms.code = rule.id, rule.code
        for part in rule.plan_parts:
            part.build(terms)  # type: ignore[arg-type]
    terms.settle()
    return terms
