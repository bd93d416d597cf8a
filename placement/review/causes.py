"""Which changes of the facts a change of the plan came from, found by planning anew with some of them undone.

Two questions are asked of each change of the plan. *Undoing*: without which changes of the facts would it not be as it
is now? *Enough*: which, alone on the earlier facts, would make it what it is now? Where two changes are each enough,
only both undone change it; where both are needed, only both are enough. So the two answers together name every cause.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import combinations
from math import comb
from typing import Literal, NamedTuple

from placement.domain.fact import Content, instance_of
from placement.domain.plan import Plan
from placement.domain.planner import Planner, Stop
from placement.domain.rule import Rule
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.input_changes import InputChange, Undoing, input_changes
from placement.review.outcome import Outcome, Result, Subject, outcome
from placement.review.watch import Watch

LOOKS = 120
Set = frozenset[int]
"""Changes of the facts, by their place in the order."""
Holds = Callable[[Set], bool | None]
Aside = Literal["", "then", "now", "unproved"]


class Facts(NamedTuple):
    """The rows of a week and the plan for it."""

    rows: Content
    plan: Plan


class Means(NamedTuple):
    """How weeks are planned anew: the same rules, goals and planner as for both plans."""

    rules: tuple[Rule, ...]
    goals: tuple[Rule, ...]
    planner: Planner
    seconds: float = 10.0
    """Wall clock for one week."""


class Undone(NamedTuple):
    """Changes without which it would not be as it is, and what would be instead."""

    changes: Set
    instead: Result | None


class Cause(NamedTuple):
    """One change of the plan, and what it came from. Of each set none can be left out."""

    subject: Subject
    before: Result | None
    """As the earlier plan had it, with the date that it gave."""
    after: Result | None
    undoing: tuple[Undone, ...] = ()
    """With any of these undone, it is not as it is now."""
    enough: tuple[Set, ...] = ()
    """Any of these alone on the earlier facts, it is as it is now."""
    is_settled: bool = False
    """Whether nothing beside all these is needed: all of them undone, it is not as it is; all of them alone, it is."""
    aside: Aside = ""
    """Why no cause was looked for: the earlier plan, or today's, says something else than the planner makes of its
    facts, so people chose it; or the planner could not prove its plan."""

    @property
    def named(self) -> Set:
        """Every change of the facts that is a cause."""
        return frozenset[int]().union(*(one.changes for one in self.undoing), *self.enough)


class Causes(NamedTuple):
    """All changes of the plan with their causes."""

    inputs: tuple[InputChange, ...]
    """The changes of the facts; sets name them by their place."""
    changes: tuple[Cause, ...]
    not_undone: tuple[int, ...]
    """Changes of the facts without which the rest does not fit together: nobody looked at them alone."""
    looks: int
    """How many weeks were planned anew."""
    is_cut: bool
    """Whether the limit was reached before all was asked: a change that is not settled may have more causes."""


def causes(
    then: Facts, now: Facts, means: Means, *, looks: int = LOOKS, watch: Watch[Causes] | None = None
) -> Causes:
    """The causes of each change of the plan since an earlier one.

    Args:
        then: The earlier facts and plan. Rows have the keys of today's (`as_rows`, or a desk's own).
        now: Today's.
        means: How both were planned.
        looks: How many weeks are planned anew at most.
        watch: Hears what is found by then each time that some sets were tried, and may have had enough.
    """
    stop, so_far = watch or Watch[Causes]()
    anew = _Anew(then, now, means, looks, stop)
    before, after = anew.of_plan(then), anew.of_plan(now)
    subjects = sorted(s for s in before.keys() | after.keys() if before.get(s) != after.get(s))
    as_planned = anew.of_plan(then, instance_of(then.rows).as_of)
    searches = [_Search(anew, s, before.get(s), after.get(s), as_planned.get(s)) for s in subjects]
    told = partial(_told, anew, searches)
    _by_size(anew, [one for one in searches if not one.aside], lambda: so_far(told()))
    for one in searches:
        if not one.aside and not one.is_settled:
            one.by_halves()
            so_far(told())
    return told()


def _told(anew: "_Anew", searches: "Sequence[_Search]") -> Causes:
    """What is known by now."""
    alone = (n for n in range(len(anew.inputs)) if anew.undoing.without(frozenset({n})) is None)
    found = tuple(one.found() for one in searches)
    return Causes(anew.inputs, found, tuple(alone), anew.looked, anew.is_cut)


class _Anew:
    """Weeks planned anew with changes undone, each once."""

    def __init__(self, then: Facts, now: Facts, means: Means, looks: int, stop: Stop) -> None:
        self.inputs = input_changes(then.rows, now.rows)
        self.undoing = Undoing(now.rows, self.inputs)
        self.every = frozenset(range(len(self.inputs)))
        self._means, self._looks, self._now, self._stop = means, looks, instance_of(now.rows), stop
        self._known: dict[Set, Outcome | None] = {}
        self.looked, self.is_cut = 0, False

    @property
    def left(self) -> int:
        """How many weeks may still be planned; after a stop none."""
        return 0 if self._stop() else self._looks - self.looked

    def of_plan(self, facts: Facts, today: date | None = None) -> Outcome:
        """What a plan that stands comes to: by today's date, so that what has begun since is no change, or another."""
        week = Week(instance_of(facts.rows), self._means.rules)
        return outcome(week, facts.plan, today or self._now.as_of)

    def without(self, which: Set) -> Outcome | None:
        """What the best plan without these changes comes to; none where it is not proved, or there is no such week."""
        if (week := self.undoing.without(which)) is None:
            return None
        instance, gone = week
        if gone not in self._known:
            if self.left <= 0:
                self.is_cut = True
                return None
            self.looked += 1
            means = self._means
            run = means.planner(instance, means.rules, means.goals, seconds=means.seconds)
            is_known = run.status is Status.OPTIMAL and run.plan is not None
            self._known[gone] = (
                outcome(Week(instance, means.rules), run.plan, self._now.as_of)
                if is_known and run.plan is not None
                else None
            )
        return self._known[gone]


class _Search:
    """The causes of one change of the plan."""

    def __init__(
        self,
        anew: _Anew,
        subject: Subject,
        before: Result | None,
        after: Result | None,
        planned: Result | None,
    ) -> None:
        self._anew, self._subject, self._before, self._after = anew, subject, before, after
        self._planned = planned
        self.sets: dict[bool, list[Set]] = {True: [], False: []}
        self.aside = self._set_aside()

    def _set_aside(self) -> Aside:
        now, then = self._anew.without(frozenset()), self._anew.without(self._anew.every)
        if now is None or then is None:
            return "unproved"
        if now.get(self._subject) != self._after:
            return "now"
        return "" if then.get(self._subject) == self._before else "then"

    def undoes(self, which: Set) -> bool | None:
        """Whether it is not as it is now without these changes."""
        found = self._anew.without(which)
        return None if found is None else found.get(self._subject) != self._after

    def enough(self, which: Set) -> bool | None:
        """Whether it is as it is now with these changes alone."""
        found = self._anew.without(self._anew.every - which)
        return None if found is None else found.get(self._subject) == self._after

    def _instead(self, which: Set) -> Undone:
        return Undone(which, (self._anew.without(which) or {}).get(self._subject))

    def sides(self) -> tuple[tuple[Holds, list[Set]], ...]:
        """Both questions, with the sets that answer them."""
        return (self.undoes, self.sets[True]), (self.enough, self.sets[False])

    @property
    def is_settled(self) -> bool:
        """Whether nothing but what is named matters: all of it undone, and all of it alone, decide."""
        named = self.found_named()
        return all(found for _, found in self.sides()) and bool(self.undoes(named) and self.enough(named))

    def found_named(self) -> Set:
        """Whatever is in a set that was found."""
        return frozenset[int]().union(*self.sets[True], *self.sets[False])

    def of_size(self, size: int) -> None:
        """Find the sets of this size in which no smaller one lies."""
        for holds, found in self.sides():
            for some in map(frozenset, combinations(sorted(self._anew.every), size)):
                if not any(one <= some for one in found) and holds(some):
                    found.append(some)

    def by_halves(self) -> None:
        """Find one set for each question that has none yet, by halving what is left (QuickXplain)."""
        for holds, found in self.sides():
            if not found and (one := _needed(holds, self._anew.every)) is not None:
                found.append(one)

    def found(self) -> Cause:
        """All that is known."""
        undoing, enough = tuple(map(self._instead, self.sets[True])), tuple(self.sets[False])
        settled = not self.aside and self.is_settled
        return Cause(self._subject, self._planned, self._after, undoing, enough, settled, self.aside)


def _by_size(anew: _Anew, searches: list[_Search], so_far: Callable[[], None]) -> None:
    """Try sets by size, all of a size or none, until every change is settled."""
    count = len(anew.inputs)
    for size in range(1, count + 1):
        searches = [one for one in searches if not one.is_settled]
        if not searches or 2 * comb(count, size) > anew.left:
            return
        for one in searches:
            one.of_size(size)
        so_far()


def _needed(holds: Holds, every: Iterable[int]) -> Set | None:
    """A set for which it holds and of which none can be left out; none where that is not proved."""
    found = _halved(holds, frozenset(), sorted(every), is_new=False)
    if not holds(found):
        return None  # facts may work against each other, and halves then mislead
    while smaller := [found - {one} for one in sorted(found) if holds(found - {one})]:
        found = smaller[0]
    return found if all(holds(found - {one}) is False for one in found) else None


def _halved(holds: Holds, beside: Set, among: list[int], *, is_new: bool) -> Set:
    """What of `among` is needed beside those that are kept."""
    if is_new and holds(beside):
        return frozenset()
    if len(among) == 1:
        return frozenset(among)
    first, second = among[: len(among) // 2], among[len(among) // 2 :]
    of_second = _halved(holds, beside | set(first), second, is_new=bool(first))
    of_first = _halved(holds, beside | of_second, first, is_new=bool(of_second))
    return of_first | of_second
