"""The words that require something, as rows. Each word knows what held means: held stays never become columns."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from placement.domain.linear import Ints
from placement.domain.terms import Spot
from placement.solver.act_lookup import ActLookup
from placement.solver.candidates import Candidates
from placement.solver.facts import NONE, ActCrowd, ColumnCrowd, ColumnFact, by_owner
from placement.solver.rows import Aux, Part, Row

HEEDED = 50
"""Rows that are made in a moment."""


class Requirements(ActLookup):
    """Rows, forbidden options and auxiliary columns, in the name of the rule that speaks."""

    def __init__(self, made: Candidates) -> None:
        super().__init__(made)
        self.first_aux = self.n + len(made.acts)
        self.ends: dict[int, set[int]] = {}
        """Column of a current enrolment -> the planned stays for which it is given up."""
        self.gives_way: dict[int, set[int]] = {}
        """Column of a current enrolment -> the households who have such stays, or could have."""
        self.rows: list[Row] = []
        self.aux: list[Aux] = []
        self.barred: dict[str, list[Ints]] = {}
        """Rule -> options that it forbids."""
        self.wanting: list[int] = []
        """Acts that are forbidden because no column is what they need, such as a home from where there is a way."""
        self.rule = "one_stay"
        self.heed: Callable[[], None] = lambda: None
        """Called now and then between two rows; what it raises ends the making of rows."""
        for cols in self._cols_of.values():
            if len(cols) > 1:
                self.row(cols, np.ones(len(cols), np.int64), high=1)

    def row(self, cols: Ints, coefs: Ints, *, low: int | None = None, high: int | None = None) -> None:
        """One row in the name of the present rule."""
        if len(self.rows) % HEEDED == 0:
            self.heed()
        self.rows.append(Row(self.rule, cols, coefs, low, high))

    def forbid(self, cols: Ints) -> None:
        """These options are never chosen."""
        if len(cols):
            self.barred.setdefault(self.rule, []).append(cols)

    @property
    def forbidden(self) -> Ints:
        """The options that some rule forbids."""
        found = [cols for one in self.barred.values() for cols in one]
        return np.unique(np.concatenate(found)) if found else NONE

    def forget_rows(self) -> None:
        """Once a programme is made of the rows, nobody asks for them again: of a large week there are many."""
        del self.rows, self.barred

    def not_both(self, a: ColumnFact, b: ColumnFact) -> None:
        """Not both facts. What is held forbids the other's new; two held forbid everything new of both.

        A current enrolment gives way to planned stays, new enrolments give way to it.
        """
        if a.standing or b.standing:
            self._give_way(*((a, b) if a.standing else (b, a)))
            return
        if a.held:
            self.forbid(b.cols)
        if b.held:
            self.forbid(a.cols)
        if not (a.held or b.held) and len(a.cols) and len(b.cols):
            cols = np.concatenate([a.cols, b.cols])
            self.row(cols, np.ones(len(cols), np.int64), high=1)

    def _give_way(self, current: ColumnFact, other: ColumnFact) -> None:
        if other.household is not None:
            self.gives_way.setdefault(int(current.cols[0]), set()).add(other.household)
        if not other.standing and len(other.cols):
            cols = np.concatenate([current.cols, other.cols])
            self.row(cols, np.ones(len(cols), np.int64), high=1)
            stays = other.cols[other.cols < self.n].tolist()
            self.ends.setdefault(int(current.cols[0]), set()).update(stays)

    def only_if(self, fact: ColumnFact, others: Iterable[ColumnFact]) -> None:
        """A new enrolment or booking needs one of the other facts; what is held already needs nothing."""
        others = list(others)
        if fact.standing or any(f.held for f in others):
            return
        enough = np.concatenate([NONE, *(f.cols for f in others)])
        for col in fact.cols.tolist():
            if len(enough):
                self.row(np.append(enough, col), np.append(np.full(len(enough), -1, np.int64), 1), high=0)
            else:
                self.forbid(np.array([col]))
                self.wanting.append(col)

    def at_least_if_any(self, crowd: ActCrowd, minimum: int) -> None:
        """If the plan adds anybody to a crowd in which nobody is held, it adds at least so many."""
        if crowd.total_held or minimum <= 1:
            return
        if len(crowd.cols) < minimum:
            self.forbid(crowd.cols)
            return
        for k in range(len(crowd.cols)):
            coefs = np.full(len(crowd.cols), -1, np.int64)
            coefs[k] += minimum
            self.row(crowd.cols, coefs, high=0)

    def no_two(self, pairs: Iterable[tuple[str, str]], where: Spot, nights: Iterable[date]) -> None:
        """No two households of a pair in one spot on one of these nights; cliques become one row.

        An override that names both lets them.
        """
        planned, held = self._cols_by_owner(where), self._held_by_owner(where)
        numbers = ((self.index[a], self.index[b]) for a, b in pairs)
        found = (sorted(pair) for pair in numbers if all(k in planned or k in held for k in pair))
        mine = sorted((a, b) for a, b in found)
        names = self.households
        for night in nights if mine else ():
            left = [
                (a, b) for a, b in mine if not self._pardons((names[a].alias, names[b].alias), where, night)
            ]
            for clique in cliques(left):
                self._at_most_one([self.lives_in(names[k].alias, where, night) for k in clique])

    def _at_most_one(self, facts: list[ColumnFact]) -> None:
        held = [f for f in facts if f.held]
        for f in facts if held else ():
            if any(g is not f for g in held):
                self.forbid(f.cols)
        live = [f.cols for f in facts if len(f.cols)]
        if not held and len(live) > 1:
            cols = np.concatenate(live)
            self.row(cols, np.ones(len(cols), np.int64), high=1)

    def at_most(self, crowd: ColumnCrowd | ActCrowd, limit: int) -> None:
        """New <= max(0, limit - held), one's own held share netted; what does not fit beside the held is forbidden."""
        total = crowd.total_held
        own = np.zeros(len(crowd.cols), np.int64)
        if isinstance(crowd, ColumnCrowd) and crowd.held:
            own[:] = [crowd.own(h) for h in crowd.owner.tolist()]
        over = total - own + np.maximum(own, crowd.weight) > limit
        self.forbid(crowd.cols[over])
        coefs = np.maximum(0, crowd.weight - own)
        live = (coefs > 0) & ~over
        cols, coefs, owner = crowd.cols[live], coefs[live], crowd.owner[live]
        most = np.zeros(int(owner.max(initial=-1)) + 1, np.int64)
        np.maximum.at(most, owner, coefs)
        if most.sum() > limit - total:
            self.row(cols, coefs, high=max(0, limit - total))

    def alone(self, special: ColumnCrowd, others: ColumnCrowd) -> None:
        """Whoever is special here meets none of the others (another household that is among the others).

        One row for each of the others, which bounds far better than a row that counts them all.
        """
        for one, rest in ((special, others), (others, special)):
            for h in one.held:
                self.forbid(rest.cols[rest.owner != h])
        if not len(special.cols) or not len(others.cols):
            return
        both = np.isin(special.owner, others.owner)
        core, apart = special.cols[both], by_owner(special.cols[~both], special.owner[~both])
        groups, inside = by_owner(others.cols, others.owner), set(special.owner[both].tolist())
        rivals = [cols for h, cols in groups.items() if h not in inside]
        self._at_most_one_with_each(core, [*rivals, *apart.values()])
        if apart:
            left = set(others.owner[~np.isin(others.cols, core)].tolist())
            outside = [cols for h, cols in groups.items() if h in left]
            for cols in apart.values():
                self._at_most_one_with_each(cols, outside)

    def _at_most_one_with_each(self, core: Ints, rivals: list[Ints]) -> None:
        """At most one of `core` and each rival; of `core` alone if there is no rival."""
        if not len(core):
            return
        for rival in rivals:
            cols = np.concatenate([core, rival])
            self.row(cols, np.ones(len(cols), np.int64), high=1)
        if not rivals and len(_distinct(self.made.household[core])) > 1:
            self.row(core, np.ones(len(core), np.int64), high=1)

    def agree(self, groups: dict[object, ColumnCrowd]) -> None:
        """At most one of the groups is here; what is held decides which."""
        held = {k for k, crowd in groups.items() if crowd.held}
        for key, crowd in groups.items():
            if held - {key}:
                self.forbid(crowd.cols)
        live = [crowd for crowd in groups.values() if len(crowd.cols)]
        if held or len(live) < 2:  # noqa: PLR2004 - one group agrees with itself
            return
        marks = []
        for crowd in live:
            mark = self.add(Aux((Part(tuple(crowd.cols.tolist()), (1,) * len(crowd.cols), 0),), 0))
            marks.append(mark)
            for cols in by_owner(crowd.cols, crowd.owner).values():
                self.row(np.append(cols, mark), np.append(np.ones(len(cols), np.int64), -1), high=0)
        self.row(np.array(marks), np.ones(len(marks), np.int64), high=1)

    def add(self, aux: Aux) -> int:
        """A new auxiliary column."""
        self.aux.append(aux)
        return self.first_aux + len(self.aux) - 1


def _distinct(owners: Ints) -> list[int]:
    return sorted(set(owners.tolist()))


def cliques(pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Cover the pairs greedily by sets in which every two are a pair; the order follows lots, never names."""
    near: dict[int, set[int]] = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    left = {frozenset(p): p for p in pairs}
    found = []
    while left:
        a, b = next(iter(left.values()))
        clique, shared = [a, b], near[a] & near[b]
        for other in sorted(shared):
            if other in shared:
                clique.append(other)
                shared &= near[other]
        for x in clique:
            for y in clique:
                left.pop(frozenset((x, y)), None)
        found.append(clique)
    return found
