"""Every stay that a household could be given, as arrays, with what pair rules and goals say about each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placement.domain.attributes import Attributes, Option, declared
from placement.domain.bites import bites
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.option import dates_of, is_open_to, kind_of
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, PairGoal, PairRule, Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.week import MAX_PLACES, Week

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
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
    """What the pair rules say against a household in a place; each rule is asked once a distinct combination."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self._parts = [
            (n, rule, part, *declared(part.objections), part.between[0] is Person)
            for n, rule in enumerate(week.rules)
            for part in rule.parts
            if isinstance(part, PairRule)
        ]
        self._asked: dict[tuple[int, Any, Any], tuple[Objection, ...]] = {}
        self._where: dict[str, list[Any]] = {}

    def __call__(self, household: Household, place: Place) -> tuple[tuple[int, Objection], ...]:
        """(index of rule, objection), overrides cut out; waived ones are included."""
        at = self.week.attributes
        found: list[tuple[int, Objection]] = []
        if place.alias not in self._where:
            self._where[place.alias] = [at.view(p[4], place) for p in self._parts]
        for k, (n, rule, part, who, _, each) in enumerate(self._parts):
            where = self._where[place.alias][k]
            for one in household.members if each else (household,):
                key = (k, at.view(who, one), where)
                said = self._asked.get(key)
                if said is None:
                    said = self._asked[key] = part.objections(key[1], where)
                for o in said:
                    if o.blocks in BLOCKING:
                        kept = [o] if o.waived else self.week.not_overridden(
                            rule.code, household.alias, place.unit.alias, o
                        )
                        found += [(n, rest) for rest in kept]
        return tuple(found)

    @property
    def combinations(self) -> int:
        """How often a rule was really asked."""
        return len(self._asked)


def candidates(week: Week, goals: tuple[Rule, ...]) -> Candidates:
    """All options of everybody who needs or wants a place, or is pinned, and that no pair rule forbids."""
    against = Against(week)
    households = by_lot(week)
    rows: list[tuple[int, int, int, int, bool, int, int]] = []
    feasible: dict[str, int] = {}
    unwaived: dict[str, frozenset[str]] = {}
    cheapest: dict[str, int] = {}
    possible: dict[str, bool] = {}
    pinned = {p.household for p in week.instance.pins if p.must}
    dated = _Dates(week)
    for n, household in enumerate(households):
        if not week.wants_option(household) and not pinned & {household.alias, household.origin}:
            continue
        fits: list[Place] = []
        free: set[str] = set()
        window = week.window(household)
        possible[household.alias] = False
        for p, place in enumerate(week.places):
            if not is_open_to(week, household, place):
                continue
            said = against(household, place)
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
        cheapest[household.alias] = min((f.unit.cost_per_night for f in fits), default=0)
    week.attributes.cheapest = cheapest
    made = from_rows(week, rows)
    made.cost = pair_points(week, goals, made)
    made.feasible, made.unwaived, made.in_time_possible = feasible, unwaived, possible
    return made


def by_lot(week: Week) -> tuple[Household, ...]:
    """Households in order of lot: the model then does not depend on names."""
    return tuple(sorted(week.households, key=lambda h: (h.lot, h.alias)))


def from_rows(week: Week, rows: list[tuple[int, int, int, int, bool, int, int]]) -> Candidates:
    """Arrays of (household, place, start, until, move, blocked, waived) rows, sorted; without points yet."""
    table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 7)
    return Candidates(
        week, by_lot(week), week.places, *(table[:, k].copy() for k in range(4)), table[:, 4].astype(bool),
        table[:, 5].copy(), table[:, 6].copy(), np.zeros(len(table), np.int64),
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
            stay = Stay.model_construct(household=household.alias, place=place.alias, start=start, until=until,
                                        kind=kind)  # fmt: skip
            if not any(bites(o, stay, self.week.as_of) for o in blocking):
                waived = {n for n, o in said if o.waived and bites(o, stay, self.week.as_of)}
                yield start, until, len({self.week.rules[n].code for n in waived})


def judged(week: Week, made: Candidates) -> None:
    """Fill `blocked` and `waived` of arbitrary options (tests draw options that rules forbid)."""
    against = Against(week)
    for row in range(len(made)):
        stay = made.stay(row)
        said = against(made.households[made.household[row]], made.places[made.place[row]])
        biting = [(n, o) for n, o in said if bites(o, stay, week.as_of)]
        made.blocked[row] = sum(1 << n for n in {n for n, o in biting if not o.waived})
        made.waived[row] = len({week.rules[n].code for n, o in biting if o.waived})


DATED = ("start", "until", "is_move", "ends_before_need", "improvement")
"""Names of an option that do not depend on its place alone."""


def pair_points(week: Week, goals: tuple[Rule, ...], made: Candidates) -> Ints:
    """Points of all pair goals for each option; a goal is asked once a distinct combination."""
    total = np.zeros(len(made), np.int64)
    housed = [week.is_housed(h.alias) for h in made.households]
    options = [
        Option(made.households[h], made.places[p], date.fromordinal(int(s)), date.fromordinal(int(u)), housed[h])
        for h, p, s, u in zip(made.household, made.place, made.start, made.until, strict=True)
    ]
    for goal in goals:
        for part in goal.configured(week.instance.policy).parts:
            if isinstance(part, PairGoal):
                total += _points(week.attributes, part, options)
    return total


def _points(at: Attributes, part: Any, options: list[Option]) -> Ints:
    who_type, stay_type = declared(part.points)
    dated = [n for n in stay_type._fields if n in DATED]  # type: ignore[attr-defined]
    fixed: dict[str, dict[str, Any]] = {}
    asked: dict[Any, int] = {}
    out = np.zeros(len(options), np.int64)
    for row, option in enumerate(options):
        who = at.view(who_type, option.household)
        place = fixed.get(option.place.alias)
        if place is None:
            names = [n for n in stay_type._fields if n not in DATED]  # type: ignore[attr-defined]
            place = fixed[option.place.alias] = {n: at.of(option, n) for n in names}
        stay = stay_type(**place, **{n: at.of(option, n) for n in dated})
        points = asked.get((who, stay))
        if points is None:
            points = asked[who, stay] = part.points(who, stay)
        out[row] = points
    return out
