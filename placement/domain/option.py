"""Which stays a household could be given: start dates and ends (docs/model.md §10-§16)."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from placement.domain.bites import Dated, bites, from_night, objections
from placement.domain.household import Household
from placement.domain.housing import Place, UnitType, beds_fit
from placement.domain.rule import Blocks, Objection
from placement.domain.stay import StayKind
from placement.domain.value import ALWAYS, FOREVER, Nights

if TYPE_CHECKING:
    from placement.domain.week import Week, Window


def dates_of(
    week: "Week", household: Household, place: Place, against: list[Objection]
) -> list[tuple[date, date]]:
    """Every (start, until) that is an option before other people are looked at.

    Starts: the first day that the pair rules allow from the first possible one on, from `needed_by` on, and
    from each date on which something ends in the unit. For each start the end of the need, and each earlier
    date on which something begins there that may cut the stay; the caller keeps the longest that others allow.
    `against` are the pair rules' objections that block and are not overridden. Of these none but a MOVE can bite
    what is found: the others are heeded here.
    """
    if any(forbids_every_start(o) for o in against):
        return []
    need, unit = housing_need(week, household), place.unit.alias
    wanted = need.starts | {d for d in freed_in(week, unit) if need.first <= d < need.last}
    barred = _barred(against)
    starts = {_allowed_from(day, barred, need.last) for day in wanted} - {need.last}
    begins = sorted(begin_dates(week, unit), reverse=True)
    nights = [o for o in against if o.blocks is Blocks.NIGHT]
    return [
        (start, until)
        for start in sorted(starts)
        for until in _ends(start, need.end, begins, nights)
        if until == need.end or (until - start).days >= need.least
        if need.window is None or until > need.window.start
    ]


def earliest_start(week: "Week", household: Household, against: list[Objection]) -> date:
    """No option against which these speak begins before, in whatever unit; the end of the need where none begins."""
    need = housing_need(week, household)
    return _allowed_from(need.first, _barred(against), need.end)


class HousingNeed(NamedTuple):
    """What a household needs, whatever the place: who needs the same has the same dates in a place."""

    end: date
    window: "Window | None"
    first: date
    last: date
    """From then on no stay begins."""
    starts: frozenset[date]
    """On which one could begin in any unit: asked for by its tier or a pin, or the end of somebody else's need."""
    least: Nights


def housing_need(week: "Week", household: Household) -> HousingNeed:
    """Looked up once."""
    cache: dict[str, HousingNeed] = week.__dict__.setdefault("_needs", {})
    if household.alias not in cache:
        first, end, window = week.first_possible(household), week.need_end(household), week.window(household)
        last = min(end, window.until) if window else end
        wanted = {first, week.needed_by(household), *week.pinned_starts(household)}
        wanted |= _needs_end(week, household)
        starts = frozenset(day for day in wanted if day and first <= day < last)
        cache[household.alias] = HousingNeed(end, window, first, last, starts, week.least_nights(household))
    return cache[household.alias]


def forbids_every_start(objection: Objection) -> bool:
    """Whether the objection leaves no date to begin on."""
    forbids = objection.blocks in (Blocks.START, Blocks.NIGHT) and not objection.after
    return forbids and objection.since == ALWAYS and objection.until == FOREVER


def is_offered(household: Household, place: Place) -> bool:
    """Sets of rooms are offered only to households that no single room of the unit can hold."""
    if len(place.rooms) < 2 or place.unit.type is UnitType.OWN_FLAT:  # noqa: PLR2004 - one room is no set
        return True
    return not any(
        r.confirmed
        and beds_fit(*household.beds_needed, single=r.single, double=r.double, child=r.child, cots=r.cots)
        for r in place.unit.rooms
    )


def is_open_to(week: "Week", household: Household, place: Place) -> bool:
    """Whether the place is one of the household's options at all: offered to it, and not its own already.

    Its own is where it lives, and what is kept for it though that meets no need.
    """
    return is_offered(household, place) and not any(
        is_within(place, week.place(s.place))
        for s in week.held_of.get(household.alias, ())
        if s.kind is StayKind.CURRENT or s != week.hold(household.alias)
    )


def is_within(place: Place, home: Place) -> bool:
    """Whether a place is nothing but the home itself, some of its rooms, or a share of its room."""
    rooms = {room.alias for room in home.rooms}
    return all(room.alias in rooms for room in place.rooms) and (place.shared or not home.shared)


class Fitting(NamedTuple):
    """Places in which a household has an option that no pair rule forbids; and those that need no waiver."""

    places: tuple[str, ...]
    unwaived: tuple[str, ...]
    cheapest: int
    """Kroner a night of the cheapest such place; 0 where there is none."""


def fitting(week: "Week", household: Household) -> Fitting:
    """Counted from pair rules alone, before anything is planned; counted once."""
    cache: dict[str, Fitting] = week.__dict__.setdefault("_fitting", {})
    if household.alias not in cache:
        cache[household.alias] = _fitting(week, household)
    return cache[household.alias]


def remember_fitting(week: "Week", known: dict[str, Fitting]) -> None:
    """For a house that looked at every option of these households already."""
    week.__dict__.setdefault("_fitting", {}).update(known)


def _fitting(week: "Week", household: Household) -> Fitting:
    fits, free = [], []
    for place in week.places:
        if is_open_to(week, household, place):
            blocking, waived = _against(week, household, place)
            if any(forbids_every_start(o) for o in blocking):
                continue
            kind = kind_of(week, household, place)
            stays = [Dated(a, b, kind) for a, b in dates_of(week, household, place, blocking)]
            stays = [s for s in stays if not any(bites(o, s, week.as_of) for o in blocking)]
            if stays:
                fits.append(place)
            if any(not any(bites(o, s, week.as_of) for o in waived) for s in stays):
                free.append(place)
    cheapest = min((p.unit.cost_per_night for p in fits), default=0)
    return Fitting(tuple(p.alias for p in fits), tuple(p.alias for p in free), cheapest)


def kind_of(week: "Week", household: Household, place: Place) -> StayKind:
    """What a planned stay there would be: a proposal for who is housed, until every adult agreed to that move."""
    if not week.is_housed(household.alias):
        return StayKind.NEW
    agreed = place.unit.alias in week.attributes.of(household, "moves_agreed")
    return StayKind.NEW if agreed else StayKind.PROPOSAL


def _against(week: "Week", household: Household, place: Place) -> tuple[list[Objection], list[Objection]]:
    """(blocking, waived) objections of all pair rules; overridden ones are cut out of the blocking."""
    blocking: list[Objection] = []
    waived: list[Objection] = []
    for rule in week.rules:
        for _, o in objections(rule, household, place, week.attributes):
            if o.blocks in (Blocks.START, Blocks.NIGHT, Blocks.MOVE):
                if o.waived:
                    waived.append(o)
                else:
                    blocking += week.not_overridden(rule.code, household.alias, place.unit.alias, o)
        if any(forbids_every_start(o) for o in blocking):
            break  # nothing that follows can add or take away an option
    return blocking, waived


def freed_in(week: "Week", unit: str) -> frozenset[date]:
    """Dates on which a bed of the unit becomes free whatever is planned: ends of held stays and of closures."""
    cache: dict[str, frozenset[date]] = week.__dict__.setdefault("_freed", {})
    if unit not in cache:
        ends = {s.until for s in week.held_in_unit.get(unit, ())}
        ends |= {c.until for c in week.closures_in(unit)}
        cache[unit] = frozenset(d for d in ends if d is not None and week.as_of < d < week.horizon)
    return cache[unit]


def _needs_end(week: "Week", household: Household) -> frozenset[date]:
    """Dates on which the need of another household ends, whom the plan may place: also where its hold begins."""
    ends: dict[date, set[str]] | None = week.__dict__.get("_needs_end")
    if ends is None:
        ends = week.__dict__["_needs_end"] = {}
        for h in week.households:
            if week.as_of < (end := week.need_end(h)) < week.horizon and week.wants_option(h):
                ends.setdefault(end, set()).add(h.alias)
    return frozenset(d for d, whose in ends.items() if whose != {household.alias})


def begin_dates(week: "Week", unit: str) -> frozenset[date]:
    """Dates on which something begins in the unit that may cut a stay: holds, closures, the end of the lease."""
    cache = week.__dict__.setdefault("_begins", {})
    if unit not in cache:
        dates = {s.start for s in week.held_in_unit.get(unit, ())} | {c.since for c in week.closures_in(unit)}
        cache[unit] = frozenset(d for d in dates if week.as_of < d < week.horizon)
    return cache[unit]  # type: ignore[no-any-return]


def _barred(against: list[Objection]) -> list[tuple[date, date]]:
    """The dates on which objections forbid to begin: one that bites only some nights later forbids none."""
    return [(o.since, o.until) for o in against if o.blocks in (Blocks.START, Blocks.NIGHT) and not o.after]


def _allowed_from(day: date, barred: list[tuple[date, date]], limit: date) -> date:
    """The first date from `day` on on which nothing forbids to begin, at most `limit`."""
    moved = True
    while moved and day < limit:
        moved = False
        for since, until in barred:
            if since <= day < until:
                day, moved = until, True
    return min(day, limit)


def _ends(start: date, need_end: date, begins: list[date], nights: list[Objection]) -> list[date]:
    """The end of the need, or earlier ends: never beyond the first night that a pair rule forbids."""
    last = need_end
    for o in nights:
        if start < (bar := from_night(o, start)) < o.until:
            last = min(last, bar)
    return [last, *(day for day in begins if start < day < last)]
