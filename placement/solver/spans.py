"""The options of one household in all places at once: nights are numbers, and places that are alike are looked at once.

What is an option is defined in `placement/domain/option.py`, place by place. Places are alike for a household where
the rules say the same of both on the nights of the plan, and where the same dates begin and end something.
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from placement.domain.household import Household
from placement.domain.housing import UnitType
from placement.domain.linear import Ints, Mask
from placement.domain.option import begin_dates, freed_in, housing_need, is_open_to
from placement.domain.rule import Blocks, Objection
from placement.domain.week import Week
from placement.solver.against import Against

NEVER = 10**6
"""A night after every other."""


class Spans(NamedTuple):
    """Options of one household, sorted by place, start and end; dates are ordinals. Numbers have 32 bits."""

    place: Ints
    start: Ints
    until: Ints
    waived: Ints
    """How many rules are waived."""
    move: Mask

    def only(self, some: Mask) -> "Spans":
        """Some of them."""
        return Spans(self.place[some], self.start[some], self.until[some], self.waived[some], self.move[some])


class _Rows(NamedTuple):
    """Starts and ends of groups of places; sorted."""

    group: Ints
    start: Ints
    until: Ints
    waived: Ints


class Grouped(NamedTuple):
    """Options of one household: its places, and the dates that groups of them have in common."""

    places: Ints
    move: Mask
    """Of each place whether a stay there would be a proposal."""
    group: Ints
    """Of each place."""
    rows: _Rows
    """Dates are ordinals."""

    def having(self, some: Mask) -> Ints:
        """Places that have one of these rows."""
        has = np.zeros(int(self.group.max(initial=-1)) + 1, dtype=bool)
        has[self.rows.group[some]] = True
        found: Ints = self.places[has[self.group]]
        return found

    def spans(self, among: Mask | None = None) -> Spans:
        """Each option; `among`: of these places of the week alone."""
        rows, here = self.rows, slice(None) if among is None else among[self.places]
        places, move, group = self.places[here], self.move[here], self.group[here]
        many = np.bincount(rows.group, minlength=int(self.group.max(initial=-1)) + 1)
        begin = np.cumsum(many) - many
        count = many[group]
        ends = np.cumsum(count)
        row = np.arange(int(count.sum())) + np.repeat(begin[group] - ends + count, count)
        return Spans(
            np.repeat(places.astype(np.int32), count), rows.start.astype(np.int32)[row],
            rows.until.astype(np.int32)[row], rows.waived.astype(np.int32)[row], np.repeat(move, count),
        )  # fmt: skip


_NONE: Ints = np.zeros(0, np.int64)
EMPTY = Grouped(_NONE, _NONE > 0, _NONE, _Rows(*(_NONE,) * 4))


class _Alike(NamedTuple):
    """Places of one household that have the same dates, one row a group."""

    said: Ints
    """Of each group what is said of it."""
    freed: Mask
    """On which nights a bed becomes free there."""
    begins: list[frozenset[date]]


class Housing:
    """The places of a week as the dates of options depend on them."""

    def __init__(self, week: Week, against: Against) -> None:
        self.week, self.against = week, against
        self.first, self.nights = week.as_of.toordinal(), (week.horizon - week.as_of).days
        number = self.number = {unit.alias: n for n, unit in enumerate(week.units)}
        self.unit = np.array([number[p.unit.alias] for p in week.places], np.int64)
        # of a single room, and of a flat, nobody asks whether it is offered
        plain = (len(p.rooms) == 1 or p.unit.type is UnitType.OWN_FLAT for p in week.places)
        self.offered = np.array(list(plain), dtype=bool)
        self.freed = np.zeros((len(week.units), self.nights), dtype=bool)
        for n, unit in enumerate(week.units):
            self.freed[n, [self.night(d) for d in freed_in(week, unit.alias)]] = True
        self.begins = [begin_dates(week, unit.alias) for unit in week.units]
        dates = [(row.tobytes(), begins) for row, begins in zip(self.freed, self.begins, strict=True)]
        kinds: dict[object, int] = {}
        self.kind = np.array([kinds.setdefault(one, len(kinds)) for one in dates], np.int64)
        """Units with the same such dates have the same number."""

    def night(self, day: date) -> int:
        """Counted from the as-of date."""
        return day.toordinal() - self.first

    def spans(self, household: Household) -> Spans:
        """All that pair rules allow, whether or not a bed is free."""
        return self.grouped(household).spans()

    def grouped(self, household: Household) -> "Grouped":
        """The same, place by place not yet written out."""
        places = self._open_to(household)
        if not len(places):
            return EMPTY
        move = self._moves(household, places)
        said, first = self.against.alike(household, places, move)
        key = said * (int(self.kind.max()) + 1) + self.kind[self.unit[places]]
        _, example, group = np.unique(key, return_index=True, return_inverse=True)
        units = self.unit[places[example]].tolist()
        alike = _Alike(said[example], self.freed[units], [self.begins[u] for u in units])
        objections = self.against.said(household, places[first])
        found = _Dates(self, household, [objections[p] for p in places[first].tolist()], move[first])
        rows = found.rows(alike)
        dated = rows._replace(start=rows.start + self.first, until=rows.until + self.first)
        return Grouped(places, move, group, dated)

    def _open_to(self, household: Household) -> Ints:
        """Places that are among its options, and against which nothing speaks on every night."""
        places = np.flatnonzero(self.against.open_places(household))
        held = {self.week.unit_of(stay).alias for stay in self.week.held_of.get(household.alias, ())}
        mine = [self.number[unit] for unit in held]
        sure = self.offered[places] & ~np.isin(self.unit[places], mine)
        for n in np.flatnonzero(~sure).tolist():
            sure[n] = is_open_to(self.week, household, self.week.places[places[n]])
        return places[sure]

    def _moves(self, household: Household, places: Ints) -> Mask:
        """Of each place whether a stay there would be a proposal."""
        if not self.week.is_housed(household.alias):
            return np.zeros(len(places), dtype=bool)
        agreed = [self.number[unit] for unit in self.week.attributes.of(household, "moves_agreed")]
        return ~np.isin(self.unit[places], agreed)


class _Dates:
    """Which nights a household could begin on, and until when it could stay, for all that is said of some place."""

    def __init__(
        self,
        housing: Housing,
        household: Household,
        said: list[tuple[tuple[int, Objection], ...]],
        move: Mask,
    ) -> None:
        week, night = housing.week, housing.night
        need = housing_need(week, household)
        self.housing, self.said = housing, said
        self.codes = [rule.code for rule in week.rules]
        self.move, self.least = move, need.least
        self.end, first = night(need.end), night(need.first)
        self.window_start = night(need.window.start) if need.window else -NEVER
        self.last_start = max(0, night(need.last))
        self.usual = np.zeros(housing.nights, dtype=bool)
        self.usual[[night(day) for day in need.starts]] = True
        self.after_first = np.arange(housing.nights) >= first
        shape = len(said), housing.nights + 1
        self.barred, self.stopped = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        self.last = np.full(shape, self.end)
        for n, row in enumerate(said):
            for _, objection in row:
                if not objection.waived:
                    self._heed(n, objection)

    def _heed(self, n: int, o: Objection) -> None:
        """What blocks takes nights to begin on, or ends a stay."""
        since, until = self.between(o)
        if o.blocks is Blocks.MOVE:
            self.stopped[n, since:until] |= not (self.move[n] or o.after)
            return
        if not o.after:
            self.barred[n, since:until] = True
        if o.blocks is Blocks.NIGHT:
            start = np.arange(self.last.shape[1])
            night = np.maximum(since, start + o.after)
            ends = (night > start) & (night < until)
            self.last[n] = np.where(ends, np.minimum(self.last[n], night), self.last[n])

    def between(self, o: Objection) -> tuple[int, int]:
        """The nights of the plan on which an objection holds."""
        most = self.housing.nights + 1
        since, until = (min(max(0, self.housing.night(d)), most) for d in (o.since, o.until))
        return since, until

    def rows(self, alike: _Alike) -> _Rows:
        """Every start and end for each group of places."""
        nights = self.housing.nights
        free = np.where(self.barred[:, :nights], nights, np.arange(nights))
        allowed = np.minimum.accumulate(free[:, ::-1], axis=1)[:, ::-1]
        group, wanted = np.nonzero((self.usual | alike.freed) & self.after_first)
        starts = np.zeros((len(alike.said), nights + 1), dtype=bool)
        starts[group, allowed[alike.said[group], wanted]] = True
        starts[:, self.last_start :] = False
        starts &= ~self.stopped[alike.said]
        group, start = np.nonzero(starts)
        until = self.last[alike.said[group], start]
        group, start, until = self._cut(alike, group, start, until)
        kept = (until == self.end) | (until - start >= self.least)
        kept &= until > self.window_start
        group, start, until = group[kept], start[kept], until[kept]
        return _Rows(group, start, until, self._waived(alike.said[group], start, until))

    def _cut(self, alike: _Alike, group: Ints, start: Ints, until: Ints) -> tuple[Ints, Ints, Ints]:
        """With earlier ends, where something begins in the unit."""
        more = [(group, start, until)]
        for n, begins in enumerate(alike.begins):
            for cut in (self.housing.night(d) for d in begins):
                rows = np.flatnonzero((group == n) & (start < cut) & (cut < until))
                more.append((group[rows], start[rows], np.full(len(rows), cut)))
        if len(more) == 1:
            return more[0]
        group, start, until = (np.concatenate(column) for column in zip(*more, strict=True))
        order = np.lexsort((until, start, group))
        return group[order], start[order], until[order]

    def _waived(self, said: Ints, start: Ints, until: Ints) -> Ints:
        """How many rules are waived for each."""
        total = np.zeros(len(start), np.int64)
        for n, row in enumerate(self.said):
            by_code: dict[str, list[Objection]] = {}
            for rule, objection in row:
                if objection.waived:
                    by_code.setdefault(self.codes[rule], []).append(objection)
            mine = np.flatnonzero(said == n) if by_code else ()
            for objections in by_code.values():
                total[mine] += np.logical_or.reduce(
                    [self._bites(o, n, start[mine], until[mine]) for o in objections]
                )
        return total

    def _bites(self, o: Objection, n: int, start: Ints, until: Ints) -> Mask:
        since, end = self.between(o)
        night = np.maximum(since, start + o.after) if o.after else np.full(len(start), since)
        if o.blocks is Blocks.NIGHT:
            found: Mask = (night < end) & (night < until) & (start < end)
            return found
        at_once: Mask = (night <= start) & (start < end)
        return at_once & (o.blocks is Blocks.START or not self.move[n])
