"""The language of plan rules and goals over arrays: looking, requiring, pricing; and a plan as a vector.

Auxiliary columns are made only by words, each with its value as a function of the plan, so that a plan can be
priced and checked by matrix products without any engine.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np

from placement.domain.linear import Ints, Mask
from placement.domain.rule import Rule
from placement.solver.act_rows import form_rows, give_ups
from placement.solver.candidates import Candidates
from placement.solver.facts import NONE
from placement.solver.implied import leave_out_implied
from placement.solver.merged import merge_options
from placement.solver.prices import Prices
from placement.solver.rows import ordered

LARGE = 5_000
"""Columns of a week; with fewer, rows that others imply cost little."""


class ArrayTerms(Prices):
    """Speaks `placement.domain.terms.Terms` over candidate columns: stays, then acts, then auxiliary ones."""

    def settle(self, needless: AbstractSet[int]) -> None:
        """Number auxiliary columns by what they say, so that neither names nor the order of rules matter.

        `needless`: those that no row names, and that are left out.
        """
        settled = [aux._replace(parts=tuple(sorted(map(ordered, aux.parts)))) for aux in self.aux]
        first = self.first_aux
        live = (k for k in range(len(settled)) if first + k not in needless)
        order = sorted(live, key=settled.__getitem__)
        number = {first + old: first + new for new, old in enumerate(order)}
        new = np.arange(self.columns)
        self.aux = [settled[k] for k in order]
        new[list(number)] = list(number.values())
        for n in self._rows_of_aux():
            self.rows[n] = self.rows[n]._replace(cols=new[self.rows[n].cols])
        self.friends = {number[mark]: known for mark, known in self.friends.items()}
        self.ways = [w if w.mark is None else w._replace(mark=number[w.mark]) for w in self.ways]

    def _rows_of_aux(self) -> list[int]:
        """Which rows name an auxiliary column."""
        of_row = np.repeat(np.arange(len(self.rows)), [len(row.cols) for row in self.rows])
        cols = np.concatenate([NONE, *(row.cols for row in self.rows)])
        found: list[int] = np.unique(of_row[cols >= self.first_aux]).tolist()
        return found

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.first_aux + len(self.aux)

    @property
    def housing(self) -> Mask:
        """Columns about housing alone: stays, and auxiliary ones that a rule about stays needs (A04)."""
        mine = np.ones(self.columns, dtype=bool)
        mine[self.n : self.first_aux] = False
        for k, aux in enumerate(self.aux, self.first_aux):
            mine[k] = not aux.priced and all(c < self.n for part in aux.parts for c in part.cols)
        return mine

    @property
    def contacts(self) -> Mask:
        """Columns about contacts alone: who has which, and auxiliary ones over these."""
        out = np.zeros(self.columns, dtype=bool)
        out[self.n + self.acts.contacts] = True
        for k, aux in enumerate(self.aux, self.first_aux):
            out[k] = bool(aux.parts) and all(out[list(part.cols)].all() for part in aux.parts)
        return out

    def values(self, chosen: Ints) -> Ints:
        """All columns for plans x (options, acts) 0/1: each auxiliary column by its stated value."""
        out = np.zeros((len(chosen), self.columns), np.int64)
        out[:, : self.first_aux] = chosen
        if self.aux:
            cols, coefs, part, base, first = self._conditions
            over = np.add.reduceat(out[:, cols] * coefs, part, axis=1) - base
            most = [aux.most for aux in self.aux]
            out[:, self.first_aux :] = np.clip(np.maximum.reduceat(over, first, axis=1), 0, most)
        return out

    @cached_property
    def _conditions(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Of the parts of all auxiliary columns: cells, where each part begins, its base; and the first of each column.

        A part without columns has one that does not count.
        """
        parts = [part for aux in self.aux for part in aux.parts]
        cols = [part.cols or (0,) for part in parts]
        coefs = [part.coefs or (0,) for part in parts]
        begin = np.cumsum([0, *map(len, cols[:-1])])
        first = np.cumsum([0, *(len(aux.parts) for aux in self.aux[:-1])])
        return (
            np.array([c for each in cols for c in each], np.int64),
            np.array([w for each in coefs for w in each], np.int64),
            begin,
            np.array([part.base for part in parts], np.int64),
            first,
        )

    def left_alone(self, stays: Ints) -> Ints:
        """Plans x (options, acts) where nothing but housing is planned: what is current goes on, but for a bed."""
        out = np.zeros((len(stays), self.first_aux), np.int64)
        out[:, : self.n] = stays
        for k in self.acts.current:
            col = self.n + k
            out[:, col] = ~stays[:, sorted(self.ends.get(col, ()))].any(axis=1)
        return out

    def broken(self, values: Ints) -> dict[str, Mask]:
        """Rule id -> which plans (rows of `values`) break it, by rows and forbidden options alone."""
        bad: dict[str, Mask] = {}
        for row in self.rows:
            total = values[:, row.cols] @ row.coefs
            wrong = np.zeros(len(values), dtype=bool)
            if row.low is not None:
                wrong |= total < row.low
            if row.high is not None:
                wrong |= total > row.high
            bad[row.rule] = bad.get(row.rule, np.zeros(len(values), dtype=bool)) | wrong
        for rule, barred in self.barred.items():
            chosen = values[:, np.concatenate(barred)].any(axis=1)
            bad[rule] = bad.get(rule, np.zeros(len(values), dtype=bool)) | np.asarray(chosen, bool)
        return bad

    def costs(self) -> Ints:
        """Points of all columns, auxiliary ones last."""
        return np.concatenate([self.cost, np.array([a.cost for a in self.aux], np.int64)])


PLAN_FORM = "plan_form"
"""Id under which the judge speaks of what every plan must keep to before any rule is asked."""


def build(made: Candidates, goals: tuple[Rule, ...], heed: Callable[[], None] = lambda: None) -> ArrayTerms:
    """All plan rules of the week and all plan goals, as rows that bear the id of their rule.

    `heed` is called before each rule and row, and may raise.
    """
    terms = ArrayTerms(made)
    terms.heed = heed
    terms.rule, terms.code = PLAN_FORM, ""
    form_rows(terms)
    policy = made.week.instance.policy
    for rule in (*made.week.rules, *(g.configured(policy) for g in goals)):
        heed()
        terms.rule, terms.code = rule.id, rule.code
        for part in rule.plan_parts:
            part.build(terms)  # type: ignore[arg-type]
    terms.rule, terms.code = PLAN_FORM, ""
    give_ups(terms)
    heed()
    needless: set[int] = set()
    if terms.first_aux >= LARGE:
        needless = leave_out_implied(terms)
        merge_options(terms)
    terms.settle(needless)
    return terms
