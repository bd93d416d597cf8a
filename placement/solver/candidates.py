"""Every stay that a household could be given, as arrays, with what pair rules and goals say about each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from placement.domain.attributes import Attributes, declared
from placement.domain.bites import Dated, bites
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.linear import Ints, Mask
from placement.domain.option import Fitting, dates_of, is_open_to, kind_of, remember_fitting
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import Option
from placement.domain.week import MAX_PLACES, Week
from placement.solver.acts import Acts, acts

BLOCKING = (Blocks.START, Blocks.NIGHT, Blocks.MOVE)


@dataclass
class Candidates:
    """One row an option, in canonical order (household by lot, place, start, end). Dates are ordinals."""

    week: Week
    households: tuple[Household, ...]
    """Rows of `household` index these, in order of lot: independent of how people are named."""
    places: tuple[Place, ...]
    household: Ints
    place: Ints
    start: Ints
    until: Ints
    move: Mask
    """True for a proposal."""
    blocked: Ints
    """A bit a rule, in the order of `week.rules`."""
    waived: Ints
    """How many rules are waived for the option."""
    cost: Ints
    """Points of the pair goals."""
    feasible: dict[str, int] = field(default_factory=dict)
    """Household -> places that pair rules leave it, at most 99."""
    unwaived: dict[str, frozenset[str]] = field(default_factory=dict)
    """Household -> places where some option needs no waiver."""
    in_time_possible: dict[str, bool] = field(default_factory=dict)
    acts: Acts = field(default_factory=Acts)

    def __len__(self) -> int:
        return len(self.household)

    def stay(self, row: int) -> Stay:
        """The option as a stay of a plan."""
        return Stay(
            household=self.households[self.household[row]].alias,
            place=self.places[self.place[row]].alias,
            start=date.fromordinal(int(self.start[row])),
            until=date.fromordinal(int(self.until[row])),
            kind=StayKind.PROPOSAL if self.move[row] else StayKind.NEW,
        )


class Against:
    """What the pair rules say, asked once a distinct combination of what they declare and spread by codes."""

    def __init__(self, week: Week, households: tuple[Household, ...] | None = None) -> None:
        """`households` are those that will be asked about, by default all."""
        self.week = week
        asking = week.households if households is None else households
        self.parts = [
            _Asked(week, asking, n, rule, part)
            for n, rule in enumerate(week.rules)
            for part in rule.pair_parts
        ]
        self._overridden = {name for o in week.instance.overrides for name in o.households}

    def open_places(self, household: Household) -> Mask:
        """Places against which nothing speaks on every night, before dates are looked at."""
        shut = np.zeros(len(self.week.places), dtype=bool)
        if not self._overridden & {household.alias, household.origin}:
            for part in self.parts:
                shut |= part.always(household)
        return ~shut

    def said(self, household: Household, places: Ints) -> dict[int, tuple[tuple[int, Objection], ...]]:
        """Place -> (index of rule, objection) that block or are waived; overrides are cut out."""
        found: dict[int, list[tuple[int, Objection]]] = {p: [] for p in places.tolist()}
        for part in self.parts:
            speaks = part.speaks(household)
            for p in places[speaks[places]].tolist():
                for o in part.objections(household, p):
                    unit = self.week.places[p].unit.alias
                    left = [o] if o.waived else self.week.not_overridden(part.code, household.alias, unit, o)
                    found[p] += [(part.index, rest) for rest in left]
        return {p: tuple(rows) for p, rows in found.items()}


class _Asked:
    """One pair part: its distinct views by code, and what it answered to each combination."""

    def __init__(
        self, week: Week, households: tuple[Household, ...], index: int, rule: Rule, part: Any
    ) -> None:
        self.index, self.code = index, rule.code
        who_type, where_type = declared(part.objections)
        at = week.attributes
        each = part.between[0] is Person
        self._people = {
            h.alias: [at.view(who_type, one) for one in (h.members if each else (h,))] for h in households
        }
        who = {view: None for views in self._people.values() for view in views}
        where: dict[Any, int] = {}
        self._place = np.array(
            [where.setdefault(at.view(where_type, p), len(where)) for p in week.places], np.int64
        )
        self._where = list(where)
        self._answers = {
            view: [tuple(o for o in part.objections(view, w) if o.blocks in BLOCKING) for w in where]
            for view in who
        }
        self._speaks = {v: np.array([bool(a) for a in row], dtype=bool) for v, row in self._answers.items()}
        self._always = {
            v: np.array([any(map(_always, a)) for a in row], dtype=bool) for v, row in self._answers.items()
        }

    @property
    def combinations(self) -> int:
        """How often the rule was asked."""
        return len(self._answers) * len(self._where)

    def speaks(self, household: Household) -> Mask:
        """Places about which the rule says something."""
        return self._spread(self._speaks, household)

    def always(self, household: Household) -> Mask:
        """Places that it forbids on every date."""
        return self._spread(self._always, household)

    def _spread(self, by_view: dict[Any, Mask], household: Household) -> Mask:
        masks = [by_view[view] for view in self._people[household.alias]]
        joined = masks[0] if len(masks) == 1 else np.logical_or.reduce(masks)
        return joined[self._place] if len(self._where) else np.zeros(len(self._place), dtype=bool)

    def objections(self, household: Household, place: int) -> list[Objection]:
        """All its objections against a household in a place, of each member."""
        where = self._place[place]
        return [o for view in self._people[household.alias] for o in self._answers[view][where]]


def _always(objection: Objection) -> bool:
    whole = objection.since == ALWAYS and objection.until == FOREVER and not objection.after
    return whole and not objection.waived and objection.blocks in (Blocks.START, Blocks.NIGHT)


def candidates(week: Week, goals: tuple[Rule, ...], heed: Callable[[], None] = lambda: None) -> Candidates:
    """All options of everybody who needs or wants a place, or is pinned, and that no pair rule forbids.

    `heed` is called between two households and may raise.
    """
    households = by_lot(week)
    pinned = {p.household for p in week.instance.pins if p.must}
    asking = tuple(h for h in households if week.wants_option(h) or pinned & {h.alias, h.origin})
    against = Against(week, asking)
    rows: list[tuple[int, int, int, int, bool, int, int]] = []
    feasible: dict[str, int] = {}
    unwaived: dict[str, frozenset[str]] = {}
    known: dict[str, Fitting] = {}
    possible: dict[str, bool] = {}
    index = {h.alias: n for n, h in enumerate(households)}
    dated = _Dates(week)
    for household in asking:
        heed()
        n = index[household.alias]
        fits: list[Place] = []
        free: set[str] = set()
        window = week.window(household)
        possible[household.alias] = False
        left = np.flatnonzero(against.open_places(household))
        for p, said in against.said(household, left).items():
            place = week.places[p]
            if not is_open_to(week, household, place):
                continue
            move = kind_of(week, household, place) is StayKind.PROPOSAL
            found = dated(household, place, said, move=move)
            if not found:
                continue
            fits.append(place)
            if any(not waived for _, _, waived in found):
                free.add(place.alias)
            for start, until, waived in found:
                rows.append((n, p, start.toordinal(), until.toordinal(), move, 0, waived))
                if window and not window.missing(start, until):
                    possible[household.alias] = True
        feasible[household.alias] = min(MAX_PLACES, len(fits))
        unwaived[household.alias] = frozenset(free)
        known[household.alias] = Fitting(
            tuple(place.alias for place in fits),
            tuple(place.alias for place in fits if place.alias in free),
            min((place.unit.cost_per_night for place in fits), default=0),
        )
    week.attributes.cheapest = {alias: fits.cheapest for alias, fits in known.items()}
    remember_fitting(week, known)
    made = from_rows(week, rows)
    heed()
    made.cost = pair_points(week, goals, made)
    heed()
    made.feasible, made.unwaived, made.in_time_possible = feasible, unwaived, possible
    made.acts = acts(week, made.households)
    return made


def by_lot(week: Week) -> tuple[Household, ...]:
    """Households in order of lot: the model then does not depend on names."""
    return tuple(sorted(week.households, key=lambda h: (h.lot, h.alias)))


def from_rows(week: Week, rows: list[tuple[int, int, int, int, bool, int, int]]) -> Candidates:
    """Arrays of (household, place, start, until, move, blocked, waived) rows, sorted; without points yet."""
    table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 7)
    household, place, start, until, move, blocked, waived = (column.copy() for column in table.T)
    return Candidates(
        week, by_lot(week), week.places, household, place, start, until, move.astype(bool), blocked, waived,
        cost=np.zeros(len(table), np.int64),
    )  # fmt: skip


class _Dates:
    """Options of a pair that pair rules allow, shared by all pairs with the same dates and objections."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self._cache: dict[Any, list[tuple[date, date, int]]] = {}

    def __call__(
        self, household: Household, place: Place, said: tuple[tuple[int, Objection], ...], *, move: bool
    ) -> list[tuple[date, date, int]]:
        """(start, until, number of rules waived)."""
        key = (household.alias, place.unit.alias, said, move)
        if key not in self._cache:
            self._cache[key] = list(self._found(household, place, said, move=move))
        return self._cache[key]

    def _found(
        self, household: Household, place: Place, said: tuple[tuple[int, Objection], ...], *, move: bool
    ) -> Iterator[tuple[date, date, int]]:
        blocking = [o for _, o in said if not o.waived]
        kind = StayKind.PROPOSAL if move else StayKind.NEW
        for start, until in dates_of(self.week, household, place, blocking):
            stay = Dated(start, until, kind)
            if not any(bites(o, stay, self.week.as_of) for o in blocking):
                waived = {n for n, o in said if o.waived and bites(o, stay, self.week.as_of)}
                yield start, until, len({self.week.rules[n].code for n in waived})


def judged(week: Week, made: Candidates) -> None:
    """Fill `blocked` and `waived` of arbitrary options (tests draw options that rules forbid)."""
    against = Against(week)
    for row in range(len(made)):
        stay = made.stay(row)
        place = made.place[row : row + 1]
        said = against.said(made.households[made.household[row]], place)[int(place[0])]
        biting = [(n, o) for n, o in said if bites(o, stay, week.as_of)]
        made.blocked[row] = sum(1 << n for n in {n for n, o in biting if not o.waived})
        made.waived[row] = len({week.rules[n].code for n, o in biting if o.waived})


DATED = ("start", "until", "is_move", "ends_before_need", "improvement")
"""Names of an option that do not depend on its place alone."""


def pair_points(week: Week, goals: tuple[Rule, ...], made: Candidates) -> Ints:
    """Points of all pair goals for each option; a goal is asked once a distinct combination."""
    total = np.zeros(len(made), np.int64)
    if not len(made):
        return total
    housed = [week.is_housed(h.alias) for h in made.households]
    options = [
        Option(made.households[h], made.places[p], date.fromordinal(s), date.fromordinal(u), housed[h])
        for h, p, s, u in zip(
            *(a.tolist() for a in (made.household, made.place, made.start, made.until)), strict=True
        )
    ]
    for goal in goals:
        for part in goal.configured(week.instance.policy).pair_goals:
            total += _points(week.attributes, part, made, options)
    return total


def _points(at: Attributes, part: Any, made: Candidates, options: list[Option]) -> Ints:
    """Codes of the household's view, the place's and the dates' give the distinct combinations."""
    who_type, stay_type = declared(part.points)
    names = stay_type._fields  # type: ignore[attr-defined]
    fixed = [n for n in names if n not in DATED]
    dated = [n for n in names if n in DATED]
    who, who_views = _coded([at.view(who_type, h) for h in made.households])
    where, where_views = _coded([tuple(at.of(p, n) for n in fixed) for p in made.places])
    when, when_views = np.zeros(len(made), np.int64), [()]
    if dated:
        when, when_views = _coded([tuple(at.of(o, n) for n in dated) for o in options])
    key = (who[made.household] * len(where_views) + where[made.place]) * len(when_views) + when
    distinct, spread = np.unique(key, return_inverse=True)
    points = []
    for one in distinct.tolist():
        rest, t = divmod(one, len(when_views))
        a, b = divmod(rest, len(where_views))
        values = dict(zip(fixed, where_views[b], strict=True)) | dict(zip(dated, when_views[t], strict=True))
        points.append(part.points(who_views[a], stay_type(**values)))
    return np.array(points, np.int64)[spread]


def _coded(views: list[Any]) -> tuple[Ints, list[Any]]:
    """A code for each view, and the distinct views by code."""
    seen: dict[Any, int] = {}
    codes = np.array([seen.setdefault(v, len(seen)) for v in views], np.int64)
    return codes, list(seen)
