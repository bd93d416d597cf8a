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
    `against` are the pair rules' objections that block and are not overridden.
    """
    if any(forbids_every_start(o) for o in against):
        return []
    need_end, window, first, _, least = housing_need(week, household)
    wanted = usual_starts(week, household) | freed_in(week, place.unit.alias)
    found = []
    for start in sorted({_allowed_from(d, against, need_end) for d in wanted if d >= first}):
        if start >= need_end or (window and start >= window.until):
            continue
        for until in _ends(week, place, start, need_end, against):
            long_enough = until == need_end or (until - start).days >= least
            if long_enough and (window is None or until > window.start):
                found.append((start, until))
    return found


def earliest_start(week: "Week", household: Household, against: list[Objection]) -> date:
    """No option against which these speak begins before, in whatever unit; the end of the need where none begins."""
    need = housing_need(week, household)
    return _allowed_from(need.first, against, need.end)


def usual_starts(week: "Week", household: Household) -> frozenset[date]:
    """The dates from which on a stay could begin in any unit: asked for, or the end of somebody else's need."""
    need = housing_need(week, household)
    return need.asked | {need.first} | _needs_end(week, household)


class HousingNeed(NamedTuple):
    """What a household needs, whatever the place."""

    end: date
    window: "Window | None"
    first: date
    asked: frozenset[date]
    """Later starts that its tier or a pin asks for."""
    least: Nights


def housing_need(week: "Week", household: Household) -> HousingNeed:
    """Looked up once."""
    cache: dict[str, HousingNeed] = week.__dict__.setdefault("_needs", {})
    if household.alias not in cache:
        first, needed = week.first_possible(household), week.needed_by(household)
        asked = {d for d in (needed, *week.pinned_starts(household)) if d is not None and d >= first}
        cache[household.alias] = HousingNeed(
            week.need_end(household),
            week.window(household),
            first,
            frozenset(asked),
            week.least_nights(household),
        )
    return cache[household.alias]


def asked_dates(week: "Week", household: Household) -> tuple[object, ...]:
    """All that `dates_of` reads of a household: who has the same has the same dates in a place."""
    return (housing_need(week, household), _needs_end(week, household))


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


def _allowed_from(day: date, against: list[Objection], limit: date) -> date:
    """The first date from `day` on on which no objection forbids to begin, at most `limit`."""
    moved = True
    while moved and day < limit:
        moved = False
        for o in against:
            if o.blocks in (Blocks.START, Blocks.NIGHT) and from_night(o, day) <= day < o.until:
                day, moved = o.until, True
    return min(day, limit)


def _ends(week: "Week", place: Place, start: date, need_end: date, against: list[Objection]) -> list[date]:
    """The end of the need, or earlier ends: never beyond the first night that a pair rule forbids."""
    bars = [
        from_night(o, start) for o in against if o.blocks is Blocks.NIGHT and from_night(o, start) < o.until
    ]
    last = min([need_end, *(b for b in bars if b > start)])
    cuts = {d for d in begin_dates(week, place.unit.alias) if start < d < last}
    return sorted(cuts | {last}, reverse=True)
