"""The arrays of a week, and their second use for the same week under other locks."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from placement.domain.decision import Pin
from placement.domain.instance import Instance
from placement.domain.linear import Ints, Linear, Mask
from placement.domain.rule import Rule
from placement.domain.run import Progress
from placement.domain.week import Derive, Week
from placement.solver.candidates import Candidates, candidates
from placement.solver.linear import linear
from placement.solver.narrow import near_ones, only
from placement.solver.shares import is_vast, shared
from placement.solver.terms import ArrayTerms, build
from placement.solver.watch import Watch


class Model(NamedTuple):
    """All that is made of a week before anything is searched."""

    week: Week
    terms: ArrayTerms
    open_columns: Mask
    """Options that no rule about who is held forbids, of one start the longest."""
    whole: Linear
    housing: Linear
    """The rows about housing alone."""
    keep: Mask
    """The columns that these rows are about."""
    wide: Candidates
    """All options of the week; in a very large one not all are columns."""
    kept: Ints
    """Which of them are."""
    is_vast: bool = False
    """Whether not even all options were looked at."""

    @property
    def made(self) -> Candidates:
        """The options."""
        return self.terms.made

    @property
    def is_narrow(self) -> bool:
        """Whether there are options that are no columns."""
        return self.is_vast or len(self.kept) < len(self.wide)

    def of(self, week: Week) -> "Model":
        """The same arrays for the same week under other locks."""
        terms = copy(self.terms)
        terms.week, terms.made = week, replace(self.made, week=week)
        return self._replace(week=week, terms=terms)


def model_of(week: Week, goals: tuple[Rule, ...], watch: Watch) -> Model:
    """Options, rows and prices. Raises Stopped."""
    with _nothing_collected():
        vast = is_vast(week)
        wide = shared(week, goals, watch) if vast else candidates(week, goals, watch.heed)
        watch.tell(Progress(phase="rows"))
        kept = np.arange(len(wide)) if vast else near_ones(wide, goals, watch)
        return _over(wide, kept, goals, watch)._replace(is_vast=vast)


def over(wide: Candidates, kept: Ints, goals: tuple[Rule, ...], watch: Watch) -> Model:
    """The rows of a week over some of its options. Raises Stopped."""
    with _nothing_collected():
        return _over(wide, kept, goals, watch)


def _over(wide: Candidates, kept: Ints, goals: tuple[Rule, ...], watch: Watch) -> Model:
    made = only(wide, kept)
    terms = build(made, goals, watch.heed)
    open_columns = longest(made, ~_forbidden(terms))
    whole = linear(terms, watch.heed)
    terms.forget_rows()
    return Model(wide.week, terms, open_columns, whole, *housing_rows(terms, whole, open_columns), wide, kept)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Millions of small values are made that live on: looking through them again and again would take a fifth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Memory:
    """The arrays of the last week: for whoever plans one week several times, under other locks or beside other plans.

    It holds the facts of that week, so it ends with the question for which it was made.
    """

    def __init__(self, derive: Derive = Week) -> None:
        """`derive`: makes a week of its facts, for whoever has derived it already."""
        self._derive = derive
        self._last: tuple[Instance, tuple[Rule, ...], tuple[Rule, ...], Model] | None = None

    def model(
        self, instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], watch: Watch
    ) -> Model:
        """As `model_of`; from the last week where it differs in no more than locks that leave the options alike."""
        if self._last:
            then, of_rules, of_goals, model = self._last
            same = (of_rules, of_goals) == (rules, goals) and then.but(pins=()) == instance.but(pins=())
            alike = _asked(model.week, then.pins) == _asked(model.week, instance.pins)
            if same and alike and not (model.is_narrow and then.pins != instance.pins):
                week = model.week.with_pins(instance.pins)
                week.instance = instance  # the same, and its hash may be known
                return model.of(week)
        self._last = None  # what is not needed any more makes room first
        model = model_of(self._derive(instance, rules), goals, watch)
        self._last = instance, rules, goals, model
        return model


def _asked(week: Week, pins: tuple[Pin, ...]) -> set[tuple[str, frozenset[date]]]:
    """The options that there are because of locks alone: of who asks for none, and from dates that nobody else asks."""
    found = set()
    for household in week.households:
        mine = [p for p in pins if p.must and p.household in (household.alias, household.origin)]
        usual = week.first_possible(household), week.needed_by(household)
        starts = frozenset(p.start for p in mine if p.start and p.start not in usual)
        if starts or (mine and not week.wants_option(household)):
            found.add((household.alias, starts))
    return found


def housing_rows(terms: ArrayTerms, model: Linear, open_columns: Mask) -> tuple[Linear, Mask]:
    """The rows about housing alone, and the columns that they are about: no pin asks for an activity."""
    mine = terms.housing
    return model.without_rows_of(np.flatnonzero(~mine)), np.concatenate([open_columns, mine[terms.n :]])


def _forbidden(terms: ArrayTerms) -> Mask:
    out = np.zeros(terms.columns, dtype=bool)
    out[terms.forbidden] = True
    return out[: terms.n]


def longest(made: Candidates, fits: Mask) -> Mask:
    """Of the ends of one start that fit beside what is held, the latest: an early end exists only where it must."""
    best: dict[tuple[int, int, int], int] = {}
    for col in np.flatnonzero(fits).tolist():
        best[int(made.household[col]), int(made.place[col]), int(made.start[col])] = col  # sorted by end
    keep = np.zeros(len(made), dtype=bool)
    keep[list(best.values())] = True
    return keep
