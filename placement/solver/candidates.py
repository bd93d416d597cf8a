"""Every stay that a household could be given, as arrays, with what pair rules and goals say about each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from placement.domain.bites import bites
from placement.domain.held_beds import HeldBeds
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.linear import Ints, Mask
from placement.domain.option import (
    Fitting,
    remember_fitting,
)
from placement.domain.rule import Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.week import MAX_PLACES, Week
from placement.solver.acts import Acts, acts
from placement.solver.against import Against
from placement.solver.pair_points import pair_points
from placement.solver.spans import EMPTY, Grouped, Housing, Spans


@dataclass
class Candidates:
    """One row an option, in canonical order (household by lot, place, start, end). Dates are ordinals.

    Of all options of a week, of which there may be millions, numbers have 32 bits.
    """

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

    @cached_property
    def unit_of(self) -> Ints:
        """Of each place the number of its unit, in the order of the week."""
        number = {unit.alias: n for n, unit in enumerate(self.week.units)}
        return np.array([number[place.unit.alias] for place in self.places], np.int64)

    def stay(self, row: int) -> Stay:
        """The option as a stay of a plan."""
        return Stay(
            household=self.households[self.household[row]].alias,
            place=self.places[self.place[row]].alias,
            start=date.fromordinal(int(self.start[row])),
            until=date.fromordinal(int(self.until[row])),
            kind=StayKind.PROPOSAL if self.move[row] else StayKind.NEW,
        )


def candidates(week: Week, goals: tuple[Rule, ...], heed: Callable[[], None] = lambda: None) -> Candidates:
    """All options of everybody who needs or wants a place, or is pinned, that no pair rule forbids.

    Those for which the beds do not suffice beside who is held are left out. `heed` is called between two households
    and may raise.
    """
    households = by_lot(week)
    pinned = {p.household for p in week.instance.pins if p.must}
    asking = tuple(h for h in households if week.wants_option(h) or pinned & {h.alias, h.origin})
    options = _Options(week, asking)
    index = {h.alias: n for n, h in enumerate(households)}
    found = []
    for household in asking:
        heed()
        found.append((index[household.alias], options.of(household)))
    week.attributes.cheapest = {alias: fits.cheapest for alias, fits in options.fitting.items()}
    remember_fitting(week, options.fitting)
    made = _joined(week, found)
    heed()
    made.cost = pair_points(week, goals, made).astype(np.int32)
    heed()
    made.in_time_possible = options.in_time
    for alias, fits in options.fitting.items():
        made.feasible[alias] = min(MAX_PLACES, len(fits.places))
        made.unwaived[alias] = frozenset(fits.unwaived)
    made.acts = acts(week, made.households)
    return made


class _Options:
    """The options of one household after the other, and how many places the pair rules leave it."""

    def __init__(self, week: Week, asking: tuple[Household, ...]) -> None:
        self.week = week
        self.fitting: dict[str, Fitting] = {}
        self.in_time: dict[str, bool] = {}
        """Household -> whether some option leaves no night uncovered, beds apart."""
        self._housing = Housing(week, Against(week, asking))
        self._beds = HeldBeds(week)

    def of(self, household: Household) -> Spans:
        """All that pair rules allow and that the held beds leave."""
        grouped = self._housing.grouped(household)
        self._count(household, grouped)
        found = grouped.spans()
        left = self._beds.leave(household, found.place, found.start, found.until)
        return found.only(left)

    def _count(self, household: Household, found: Grouped) -> None:
        fits = [self.week.places[p] for p in found.having(found.rows.waived >= 0).tolist()]
        free = [self.week.places[p].alias for p in found.having(found.rows.waived == 0).tolist()]
        cheapest = min((p.unit.cost_per_night for p in fits), default=0)
        self.fitting[household.alias] = Fitting(tuple(p.alias for p in fits), tuple(free), cheapest)
        self.in_time[household.alias] = self._is_in_time(household, found)

    def _is_in_time(self, household: Household, found: Grouped) -> bool:
        window = self.week.window(household)
        if window is None:
            return False
        covered = np.minimum(found.rows.until, window.until.toordinal()) - np.maximum(
            found.rows.start, window.start.toordinal()
        )
        return bool((np.maximum(0, covered) == window.nights).any())


def _joined(week: Week, found: list[tuple[int, Spans]]) -> Candidates:
    """The options of all households, which come by lot; without points yet."""
    many = [len(spans.place) for _, spans in found]
    household = np.repeat(np.array([n for n, _ in found], np.int32), many)
    columns = zip(*(spans for _, spans in found or [(0, EMPTY.spans())]), strict=True)
    place, start, until, waived, move = (np.concatenate(column) for column in columns)
    nothing = np.zeros(len(place), np.int32)
    return Candidates(
        week, by_lot(week), week.places, household, place, start, until, move, nothing, waived, nothing
    )


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
