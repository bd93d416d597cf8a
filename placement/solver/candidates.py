"""Every stay that a household could be given, as arrays, with what pair rules and goals say about each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice

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
from placement.solver.spans import EMPTY, NEVER, Grouped, Housing, Spans


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
    unwaived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Household -> units where some option needs no waiver; at most two, which tells whether there is another."""
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
    households, asking = by_lot(week), who_asks(week)
    options = Options(week, asking)
    index = {h.alias: n for n, h in enumerate(households)}
    found = []
    for household in asking:
        heed()
        found.append((index[household.alias], options.of(household)))
    options.remember()
    made = joined(week, households, found)
    heed()
    made.cost = pair_points(week, goals, made).astype(np.int32)
    heed()
    options.tell(made)
    made.acts = acts(week, made.households)
    return made


def who_asks(week: Week) -> tuple[Household, ...]:
    """Everybody for whom there are options, in order of lot."""
    pinned = {p.household for p in week.instance.pins if p.must}
    return tuple(h for h in by_lot(week) if week.wants_option(h) or pinned & {h.alias, h.origin})


class Options:
    """The options of one household after the other, and how many places the pair rules leave it."""

    def __init__(self, week: Week, asking: tuple[Household, ...]) -> None:
        self.week = week
        self.fitting: dict[str, Fitting] = {}
        self.in_time: dict[str, bool] = {}
        """Household -> whether some option leaves no night uncovered, beds apart."""
        self._housing = Housing(week, Against(week, asking))
        self.beds = HeldBeds(week)
        self._alias = np.array([place.alias for place in week.places], dtype=object)
        self._price = np.array([place.unit.cost_per_night for place in week.places], np.int64)

    def of(self, household: Household, among: Mask | None = None) -> Spans:
        """All that pair rules allow and that the held beds leave; `among`: in these places alone."""
        grouped = self._housing.grouped(household)
        if household.alias not in self.fitting:
            self._count(household, grouped)
        found = grouped.spans(among)
        left = self.beds.leave(household, found.place, found.start, found.until)
        return found.only(left)

    def remember(self) -> None:
        """The week, and what reads prices, know from now on what was counted."""
        self.week.attributes.cheapest = {alias: fits.cheapest for alias, fits in self.fitting.items()}
        remember_fitting(self.week, self.fitting)

    def tell(self, made: Candidates) -> None:
        """What was counted goes with options of these households."""
        made.in_time_possible = self.in_time
        for alias, fits in self.fitting.items():
            made.feasible[alias] = min(MAX_PLACES, len(fits.places))
            units = dict.fromkeys(self.week.place(place).unit.alias for place in fits.unwaived)
            made.unwaived[alias] = tuple(islice(units, 2))

    def _count(self, household: Household, found: Grouped) -> None:
        fits, free = (found.having(found.rows.waived <= most) for most in (NEVER, 0))
        places = tuple(self._alias[fits].tolist())
        unwaived = places if len(free) == len(fits) else tuple(self._alias[free].tolist())
        cheapest = int(self._price[fits].min()) if len(fits) else 0
        self.fitting[household.alias] = Fitting(places, unwaived, cheapest)
        self.in_time[household.alias] = self._is_in_time(household, found)

    def _is_in_time(self, household: Household, found: Grouped) -> bool:
        window = self.week.window(household)
        if window is None:
            return False
        covered = np.minimum(found.rows.until, window.until.toordinal()) - np.maximum(
            found.rows.start, window.start.toordinal()
        )
        return bool((np.maximum(0, covered) == window.nights).any())


def joined(week: Week, households: tuple[Household, ...], found: list[tuple[int, Spans]]) -> Candidates:
    """The options of some of these households, which come by lot; without points yet."""
    many = [len(spans.place) for _, spans in found]
    household = np.repeat(np.array([n for n, _ in found], np.int32), many)
    columns = zip(*(spans for _, spans in found or [(0, EMPTY.spans())]), strict=True)
    place, start, until, waived, move = (np.concatenate(column) for column in columns)
    nothing = np.zeros(len(place), np.int32)
    return Candidates(
        week, households, week.places, household, place, start, until, move, nothing, waived, nothing
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
