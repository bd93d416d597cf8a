"""The words of plan rules as rows over arrays. Held stays never become columns; each word knows what held means.

Auxiliary columns are made only here, each with its value as a function of the plan, so that a plan can be
priced and checked by matrix products without any engine.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import numpy as np

from placement.domain.attributes import room_takes
from placement.domain.household import Household
from placement.domain.rule import PlanRule, Rule
from placement.domain.terms import Spot
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.solver.candidates import Candidates, Ints, Mask
from placement.solver.facts import NONE, ColumnCrowd, ColumnFact


class Row(NamedTuple):
    """`low <= sum(coefs * columns) <= high`, with the id of the rule that made it."""

    rule: str
    cols: tuple[int, ...]
    coefs: tuple[int, ...]
    low: int | None
    high: int | None


class Part(NamedTuple):
    """A linear condition: the sum of coefs * columns is more than `base` (and never more than `base + 1`)."""

    cols: tuple[int, ...]
    coefs: tuple[int, ...]
    base: int


class Aux(NamedTuple):
    """An auxiliary column: 1 if any of its parts holds, else 0."""

    parts: tuple[Part, ...]
    cost: int
    priced: bool = False
    """Made for points alone; else a rule needs it."""


class ArrayTerms:
    """Speaks `placement.domain.terms.Terms` over candidate columns."""

    def __init__(self, made: Candidates) -> None:
        self.made = made
        self.week: Week = made.week
        self.households = made.households
        self.n = len(made)
        self.index = {h.alias: k for k, h in enumerate(self.households)}
        self.rows: list[Row] = []
        self.aux: list[Aux] = []
        self.forbidden: dict[int, set[str]] = {}
        self.cost = made.cost.copy()
        self.constant = 0
        self.rule, self.code = "one_stay", ""
        self._needed: dict[Spot, list[int]] = {}
        self._truths: dict[Callable[[Household], bool], Mask] = {}
        self._spots_of_place = [self._spots(p.alias) for p in made.places]
        self._cols_in = self._index_columns()
        self._cols_of = {k: np.flatnonzero(made.household == k) for k in range(len(self.households))}
        self._held_in: dict[Spot, list[tuple[int, int, int, str]]] = {}
        for stay in self.week.held:
            entry = (
                self.index[stay.household], max(stay.start, self.week.as_of).toordinal(),
                (stay.until or FOREVER).toordinal(), stay.place,
            )  # fmt: skip
            for spot in self._spots(stay.place):
                self._held_in.setdefault(spot, []).append(entry)
        for cols in self._cols_of.values():
            if len(cols) > 1:
                self.row(cols, np.ones(len(cols), np.int64), high=1)

    def _spots(self, alias: str) -> tuple[Spot, ...]:
        place = self.week.place(alias)
        rooms = (Spot("room", r.alias) for r in place.rooms)
        return (*rooms, Spot("unit", place.unit.alias), Spot("entrance", place.unit.entrance))

    def _index_columns(self) -> dict[Spot, Ints]:
        cols: dict[Spot, list[int]] = {}
        for col, place in enumerate(self.made.place.tolist()):
            for spot in self._spots_of_place[place]:
                cols.setdefault(spot, []).append(col)
        return {spot: np.array(found, np.int64) for spot, found in cols.items()}

    # -- looking around
    def _reached(self, kind: str) -> list[Spot]:
        return sorted(s for s in self._cols_in if s.kind == kind)

    def units(self) -> list[Spot]:
        """Units to which the plan can bring somebody."""
        return self._reached("unit")

    def rooms(self) -> list[Spot]:
        """Rooms to which the plan can bring somebody."""
        return self._reached("room")

    def entrances(self) -> list[Spot]:
        """Entrances to which the plan can bring somebody."""
        return self._reached("entrance")

    def rooms_of(self, unit: Spot) -> list[Spot]:
        """The unit's rooms that the plan can reach."""
        return [s for s in self.rooms() if self.week.unit_of_room[s.alias].alias == unit.alias]

    def unit_of(self, spot: Spot) -> Spot:
        """The unit of a room."""
        return Spot("unit", self.week.unit_of_room[spot.alias].alias)

    def nights(self, where: Spot, extra: Iterable[date] = ()) -> list[date]:
        """Nights on which something begins, a closure changes the beds, or an override begins or ends.

        Without `extra` dates a night is left out if another has all who can be there, planned and held, under the
        same conditions (no closure, no override): whoever meets on the one meets on the other.
        """
        cols = self._cols_in.get(where, NONE)
        if not len(cols):
            return []
        found = set(self.made.start[cols].tolist())
        found |= {start for _, start, _, _ in self._held_in.get(where, ())}
        changes = {d.toordinal() for d in (*self._changes(where), *extra)}
        low, high = int(self.made.start[cols].min()), int(self.made.until[cols].max())
        nights = sorted(d for d in found | changes if low <= d < high)
        if not any(low < d < high for d in changes):
            nights = self._not_covered(where, cols, nights)
        return [date.fromordinal(d) for d in nights]

    def _changes(self, where: Spot) -> list[date]:
        """Dates on which the conditions change: closures of a room, overrides of the unit."""
        if where.kind == "entrance":
            return []
        unit = where.alias if where.kind == "unit" else self.unit_of(where).alias
        spans = [(o.since, o.until) for o in self.week.instance.overrides if o.unit == unit]
        if where.kind == "room":
            spans += [(c.since, c.until) for c in self.week.closures_in(unit)]
        return [d for span in spans for d in span]

    def _not_covered(self, where: Spot, cols: Ints, nights: list[int]) -> list[int]:
        """The nights that no other night makes needless."""
        key = where
        if key not in self._needed:
            here = self._held_in.get(where, ())
            spans = np.array(
                [*zip(self.made.start[cols].tolist(), self.made.until[cols].tolist(), strict=True),
                 *((start, until) for _, start, until, _ in here)],
                np.int64,
            )  # fmt: skip
            days = np.array(nights, np.int64)[:, None]
            there = (spans[:, 0] <= days) & (days < spans[:, 1])
            kept: list[int] = []
            for n in sorted(range(len(nights)), key=lambda k: (-int(there[k].sum()), nights[k])):
                if not any(bool((there[n] <= there[k]).all()) for k in kept):
                    kept.append(n)
            self._needed[key] = sorted(nights[n] for n in kept)
        return self._needed[key]

    def truth(self, is_so: Callable[[Household], bool]) -> Mask:
        """Of which households something is so, by index."""
        if is_so not in self._truths:
            self._truths[is_so] = np.array([bool(is_so(h)) for h in self.households], dtype=bool)
        return self._truths[is_so]

    # -- facts
    def lives_in(self, household: str, where: Spot, night: date | None = None) -> ColumnFact:
        """Held, new or proposed there; without a night: now or later in the plan."""
        k = self.index[household]
        cols = self._cols_in.get(where, NONE)
        cols = cols[self.made.household[cols] == k]
        held = [t for t in self._held_in.get(where, ()) if t[0] == k]
        if night is not None:
            cols = self._on(cols, night)
            held = [t for t in held if t[1] <= night.toordinal() < t[2]]
        return ColumnFact(cols, bool(held))

    def lives_elsewhere(self, household: str, where: Iterable[Spot], night: date) -> ColumnFact:
        """Planned anywhere but in these spots on that night."""
        cols = self._on(self._cols_of[self.index[household]], night)
        spots = set(where)
        there = [not spots.isdisjoint(self._spots_of_place[p]) for p in self.made.place[cols].tolist()]
        return ColumnFact(cols[~np.array(there, dtype=bool)])

    def _on(self, cols: Ints, night: date) -> Ints:
        d = night.toordinal()
        return cols[(self.made.start[cols] <= d) & (d < self.made.until[cols])]

    def residents(
        self, where: Spot, night: date, count: Callable[[Household], int] | None = None
    ) -> ColumnCrowd:
        """Households there, each counted once or as `count` says (0: left out)."""
        weights = np.array([count(h) if count else 1 for h in self.households], np.int64)
        cols = self._on(self._cols_in.get(where, NONE), night)
        cols = cols[weights[self.made.household[cols]] > 0]
        owner = self.made.household[cols]
        held = {h: int(weights[h]) for h, _, _ in self._held_on(where, night) if weights[h]}
        return ColumnCrowd(self, cols, owner, weights[owner], held)

    def _held_on(self, where: Spot, night: date) -> list[tuple[int, str, bool]]:
        d = night.toordinal()
        return [
            (h, place, self.week.place(place).shared)
            for h, start, until, place in self._held_in.get(where, ())
            if start <= d < until
        ]

    def beds_used(self, room: Spot, night: date) -> ColumnCrowd:
        """Beds taken in a room: one for each who is not a baby, or all for a household that takes the room."""
        whole = max(1, self.beds_to_take(room, night))
        cols = self._on(self._cols_in.get(room, NONE), night)
        owner = self.made.household[cols]
        sleepers = np.array([h.sleepers for h in self.households], np.int64)
        shared = np.array([p.shared for p in self.made.places], dtype=bool)[self.made.place[cols]]
        held: dict[int, int] = {}
        jointly: dict[tuple[str, str], set[int]] = {}
        for h, place, is_share in self._held_on(room, night):
            held[h] = max(held.get(h, 0), int(sleepers[h]) if is_share else whole)
            origin = self.households[h].origin
            if origin and not is_share:
                jointly.setdefault((origin, place), set()).add(h)
        joint = {h: frozenset(group) for group in jointly.values() for h in group}
        return ColumnCrowd(self, cols, owner, np.where(shared, sleepers[owner], whole), held, joint)

    def beds_to_take(self, room: Spot, night: date) -> int:
        """Beds of the room that can be taken on the night."""
        unit = self.week.unit_of_room[room.alias]
        one = next(r for r in unit.rooms if r.alias == room.alias)
        return room_takes(one, self.week.closures_in(unit.alias), night)

    def starts_of(self, household: str) -> list[date]:
        """Dates on which a stay of the household can begin, or an override that names it changes what counts."""
        cols = self._cols_of[self.index[household]]
        found = {date.fromordinal(d) for d in self.made.start[cols].tolist()}
        names = {household, self.households[self.index[household]].origin}
        for o in self.week.instance.overrides:
            if names & {*o.households}:
                found |= {o.since, o.until}
        return sorted(found)

    def pardoned(self, where: Spot, night: date) -> list[Household]:
        """Households that an override of the present rule names for this unit and night."""
        unit = where.alias if where.kind == "unit" else self.unit_of(where).alias
        rows = [
            o
            for o in self.week.instance.overrides
            if o.rule == self.code and o.unit == unit and o.since <= night < o.until
        ]
        named = {name for o in rows for name in o.households}
        return [h for h in self.households if h.alias in named or h.origin in named]

    def _pardons(self, pair: tuple[str, str], where: Spot, night: date) -> bool:
        if where.kind == "entrance" or not self.week.instance.overrides:
            return False
        unit = where.alias if where.kind == "unit" else self.unit_of(where).alias
        return self.week.overridden(self.code, pair, unit, night, night + timedelta(days=1))

    def pairs(
        self, crowd: ColumnCrowd, clash: Callable[[Household, Household], bool]
    ) -> list[tuple[str, str]]:
        """Pairs of the crowd's households that clash."""
        here = sorted({*crowd.owner.tolist(), *crowd.held})
        people = [self.households[k] for k in here]
        return [(a.alias, b.alias) for a, b in combinations(people, 2) if clash(a, b)]

    # -- requirements
    def row(self, cols: Ints, coefs: Ints, *, low: int | None = None, high: int | None = None) -> None:
        """One row in the name of the present rule."""
        self.rows.append(Row(self.rule, tuple(cols.tolist()), tuple(coefs.tolist()), low, high))

    def forbid(self, cols: Ints) -> None:
        """These options are never chosen."""
        for col in cols.tolist():
            self.forbidden.setdefault(col, set()).add(self.rule)

    def not_both(self, a: ColumnFact, b: ColumnFact) -> None:
        """Not both facts. What is held forbids the other's new; two held forbid everything new of both."""
        if a.held:
            self.forbid(b.cols)
        if b.held:
            self.forbid(a.cols)
        if not (a.held or b.held) and len(a.cols) and len(b.cols):
            cols = np.concatenate([a.cols, b.cols])
            self.row(cols, np.ones(len(cols), np.int64), high=1)

    def no_two(self, pairs: Iterable[tuple[str, str]], where: Spot, nights: Iterable[date]) -> None:
        """No two households of a pair in one spot on one of these nights; cliques become one row.

        An override that names both lets them.
        """
        here = {self.households[int(h)].alias for h in self.made.household[self._cols_in.get(where, NONE)]}
        here |= {self.households[t[0]].alias for t in self._held_in.get(where, ())}
        found = (sorted((self.index[a], self.index[b])) for a, b in pairs if here.issuperset((a, b)))
        mine = sorted((a, b) for a, b in found)
        names = [h.alias for h in self.households]
        for night in nights if mine else ():
            left = [(a, b) for a, b in mine if not self._pardons((names[a], names[b]), where, night)]
            for clique in cliques(left):
                self._at_most_one([self.lives_in(names[k], where, night) for k in clique])

    def _at_most_one(self, facts: list[ColumnFact]) -> None:
        held = [f for f in facts if f.held]
        for f in facts if held else ():
            if any(g is not f for g in held):
                self.forbid(f.cols)
        live = [f.cols for f in facts if len(f.cols)]
        if not held and len(live) > 1:
            cols = np.concatenate(live)
            self.row(cols, np.ones(len(cols), np.int64), high=1)

    def at_most(self, crowd: ColumnCrowd, limit: int) -> None:
        """New <= max(0, limit - held), one's own held share netted; what does not fit beside the held is forbidden."""
        total = crowd.total_held
        own = np.array([crowd.own(h) for h in crowd.owner.tolist()], np.int64)
        over = total - own + np.maximum(own, crowd.weight) > limit
        self.forbid(crowd.cols[over])
        coefs = np.maximum(0, crowd.weight - own)
        live = (coefs > 0) & ~over
        cols, coefs, owner = crowd.cols[live], coefs[live], crowd.owner[live]
        most: dict[int, int] = {}
        for h, c in zip(owner.tolist(), coefs.tolist(), strict=True):
            most[h] = max(most.get(h, 0), c)
        if sum(most.values()) > limit - total:
            self.row(cols, coefs, high=max(0, limit - total))

    def alone(self, special: ColumnCrowd, others: ColumnCrowd) -> None:
        """Whoever is special here meets none of the others (another household that is among the others).

        One row for each of the others, which bounds far better than a row that counts them all.
        """
        for one, rest in ((special, others), (others, special)):
            for h in one.held:
                self.forbid(rest.cols[rest.owner != h])
        both = np.isin(special.owner, others.owner)
        core, apart = special.cols[both], special.cols[~both]
        rivals = [
            others.cols[others.owner == h]
            for h in _distinct(others.owner)
            if h not in set(special.owner[both].tolist())
        ]
        rivals += [apart[special.owner[~both] == h] for h in _distinct(special.owner[~both])]
        self._at_most_one_with_each(core, rivals)
        for h in _distinct(special.owner[~both]):
            outside = [
                others.cols[others.owner == k] for k in _distinct(others.owner[~np.isin(others.cols, core)])
            ]
            self._at_most_one_with_each(special.cols[special.owner == h], outside)

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
            mark = self._add(Aux((Part(tuple(crowd.cols.tolist()), (1,) * len(crowd.cols), 0),), 0))
            marks.append(mark)
            for owner in _distinct(crowd.owner):
                cols = crowd.cols[crowd.owner == owner]
                self.row(np.append(cols, mark), np.append(np.ones(len(cols), np.int64), -1), high=0)
        self.row(np.array(marks), np.ones(len(marks), np.int64), high=1)

    # -- points
    def _add(self, aux: Aux) -> int:
        self.aux.append(aux)
        return self.n + len(self.aux) - 1

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
        settled = [aux._replace(parts=tuple(sorted(map(_ordered, aux.parts)))) for aux in self.aux]
        order = sorted(range(len(settled)), key=settled.__getitem__)
        number = {self.n + old: self.n + new for new, old in enumerate(order)}
        self.aux = [settled[k] for k in order]
        self.rows = [row._replace(cols=tuple(number.get(c, c) for c in row.cols)) for row in self.rows]

    # -- the plan as a vector
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


def _ordered(part: Part) -> Part:
    """The same condition with its columns in order."""
    pairs = sorted(zip(part.cols, part.coefs, strict=True))
    return Part(tuple(c for c, _ in pairs), tuple(w for _, w in pairs), part.base)


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


def build(made: Candidates, goals: tuple[Rule, ...]) -> ArrayTerms:
    """All plan rules of the week and all plan goals, as rows that bear the id of their rule."""
    terms = ArrayTerms(made)
    policy = made.week.instance.policy
    for rule in (*made.week.rules, *(g.configured(policy) for g in goals)):
        terms.rule, terms.code = rule.id, rule.code
        for part in rule.parts:
            if isinstance(part, PlanRule):
                part.build(terms)  # type: ignore[arg-type]
    terms.settle()
    return terms
