"""A town in which only one thing is tried: who is given which bed. Week by week, with the program's own planner.

Who comes, how urgent they are, how long they need a place and when others leave is drawn beforehand and hangs on no
plan. Nothing else happens: everybody says yes at once, a home given is kept until its household leaves, nothing lapses
and nothing is repaired. So the best that could have been done is a small model, and a bound for every way to plan:
the same households, places, beds and Mondays, all known from the start, without the rules between people.

Each week is the first one with other people in it: facts that last are not moved on, only how long somebody has waited
or lived somewhere. Weighted need is what is counted: nights without a place from the first Monday on, P0 to P3 weighing
27, 9, 3 and 1 by the tier on arrival.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.linear import Linear
from placement.domain.option import fitting
from placement.domain.record import NIGHT_WEIGHTS, WEEK
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.rules import RULES
from placement.simulation.ahead import ahead
from placement.simulation.flow import Flow
from placement.simulation.future import Future
from placement.simulation.leaving import forget
from placement.simulation.turn import rows_of
from placement.solver.optimiser import Engines

NEVER = (
    "closures", "can_receive", "exits", "offers", "pins", "releases", "travel", "programmes", "language_levels",
    "appointments", "activity_wishes", "activity_consents", "enrolments", "contacts", "absences", "assignments",
    "impartiality", "interpreters", "bookable_hours",
)  # fmt: skip
"""Tables that the trial leaves out."""
CALM_UNIT = {"notice_hours": 0, "turnaround_days": 0, "available_from": None, "available_until": None}
CALM = {"expected_until": None, "earliest": None, "improvement_wish": False, "move_on_from": None}
SECONDS = 60.0
APART = "t"


class Guest(NamedTuple):
    """A household that wants a place, or a part of one that is placed for itself. Days count from the first Monday."""

    tier: Tier
    day: int
    """The first Monday on which it is known."""
    until: int
    """When it leaves, placed or not."""
    places: Mapping[str, Mapping[str, int]]
    """Place that fits -> beds of each room that nobody else has then."""

    def need(self, until: int) -> int:
        """Weighted nights from its first Monday on until then."""
        return NIGHT_WEIGHTS[self.tier] * max(0, min(self.until, until) - self.day)


@dataclass
class Trial:
    """One sampled future of some weeks."""

    whole: Instance
    """Everybody who is or will be there."""
    weeks: int
    guests: dict[str, Guest]
    comes: dict[str, int]
    """Household as written down -> its first Monday."""
    leaves: dict[str, int]
    """The same -> when it is gone."""
    beds: dict[str, int]
    used: set[tuple[str, str]] = field(default_factory=set)
    """Household and place, wherever some way to plan placed somebody."""

    @property
    def end(self) -> int:
        """Nights that count."""
        return WEEK * self.weeks

    @property
    def nothing(self) -> int:
        """Weighted need if nobody were given a place."""
        return sum(guest.need(self.end) for guest in self.guests.values())


def trial(base: Instance, flow: Flow, future: Future, weeks: int) -> Trial:
    """Draw a future of a week."""
    drawn = ahead(calm(base), RULES, flow, future, weeks)
    whole = calm(_named_apart(drawn.week.instance, base))
    week = Week(whole, RULES)
    came = {f"{w.household.origin or w.household.alias}{APART}": w for w in drawn.wanting if w.day}
    comes = {alias: -(-w.day // WEEK) * WEEK for alias, w in came.items()}
    leaves: dict[str, int] = {}
    for household in whole.households:
        alias = household.alias
        if alias in came:
            leaves[alias] = came[alias].until
        elif week.is_housed(alias):
            leaves[alias] = drawn.leaves[alias]
        else:
            leaves[alias] = flow.need(future, alias)
    guests = {}
    for household in week.households:
        origin, tier = household.origin or household.alias, week.tier(household.alias)
        if tier is not None and not week.is_housed(household.alias):
            places = {p: _taken(week, household, p) for p in fitting(week, household).places}
            guests[household.alias] = Guest(tier, comes.get(origin, 0), leaves[origin], places)
    beds = {r.alias: r.beds + r.child for u in whole.units for r in u.rooms if r.confirmed}
    return Trial(whole, weeks, guests, comes, leaves, beds)


def _named_apart(whole: Instance, base: Instance) -> Instance:
    """Who comes, by names that nobody has in the futures which planning samples."""
    here = {h.alias for h in base.households}
    coming = [h for h in whole.households if h.alias not in here]
    text = whole.model_dump_json()
    for alias in {h.alias for h in coming} | {p.alias for h in coming for p in h.members}:
        text = text.replace(f'"{alias}"', f'"{alias}{APART}"')
    return Instance.model_validate_json(text)


def calm(instance: Instance) -> Instance:
    """The week without what the trial leaves out; who is housed and has a need of another place is not there."""
    units = tuple(unit.but(**CALM_UNIT) for unit in instance.units)
    households = tuple(h.but(**CALM) for h in instance.households)
    stays = tuple(s for s in instance.stays if s.kind is StayKind.CURRENT)
    helpers = {one.alias for one in instance.contacts} | {one.alias for one in instance.interpreters}
    tables: dict[str, Any] = dict.fromkeys(NEVER, ())
    tables["relations"] = tuple(r for r in instance.relations if not helpers & {r.a, r.b})
    tables["knows_address"] = tuple(r for r in instance.knows_address if r.person not in helpers)
    left = instance.but(
        units=units, households=households, stays=tuple(s.but(until=None) for s in stays), **tables
    )
    week = Week(left, RULES)
    needy = {
        h.origin or h.alias for h in week.households
        if week.is_housed(h.alias) and week.tier(h.alias) is not None
    }  # fmt: skip
    return without(left, needy)


def without(instance: Instance, gone: set[str]) -> Instance:
    """The week without some households."""
    rows = rows_of(instance)
    forget(rows, [h for h in instance.households if h.alias in gone])
    tables: dict[str, Any] = {table: tuple(of_table) for table, of_table in rows.items()}
    return Instance(as_of=instance.as_of, policy=instance.policy, **tables)


def _taken(week: Week, household: Household, alias: str) -> dict[str, int]:
    place = week.place(alias)
    return {r.alias: household.sleepers if place.shared else r.beds + r.child for r in place.rooms}


Way = Callable[[Instance, int], tuple[Stay, ...]]
"""A week and its number -> the stays that begin in it, and others that do not count."""


def rolled(of: Trial, way: Way) -> int:
    """Weighted need of one way to plan."""
    placed: dict[str, tuple[str, int]] = {}
    for step in range(of.weeks):
        week = _week(of, step, placed)
        here = {h.alias for h in Week(week, ()).households}
        if not any(alias in here and alias not in placed for alias in of.guests):
            continue
        for stay in way(week, step):
            fresh = stay.kind is StayKind.NEW and (stay.start - week.as_of).days < WEEK
            if fresh and stay.household in of.guests and stay.household not in placed:
                placed[stay.household] = (stay.place, WEEK * step + (stay.start - week.as_of).days)
                of.used.add((stay.household, stay.place))
    return sum(
        guest.need(placed[alias][1] if alias in placed else of.end) for alias, guest in of.guests.items()
    )


def _week(of: Trial, step: int, placed: Mapping[str, tuple[str, int]]) -> Instance:
    """The Monday as if it were the first: who is there, since when they wait, and where they live."""
    now = WEEK * step
    gone = {a for a in of.leaves if of.comes.get(a, 0) > now or of.leaves[a] <= now}
    week = without(of.whole, gone)
    there = {h.alias: of.comes.get(h.alias, 0) for h in week.households}
    households = []
    for household in week.households:
        ago = timedelta(days=now - there[household.alias])
        facts: dict[str, Any] = {"referral": household.referral - ago}
        if household.situation_since:
            facts["situation_since"] = household.situation_since - ago
        households.append(household.but(**facts))
    held = [s.but(start=s.start - timedelta(days=now)) for s in week.stays]
    parts = {h.alias: h.origin or h.alias for h in Week(week, ()).households}
    new = [
        Stay(household=alias, place=place, start=week.as_of - timedelta(days=max(0, now - day)), kind=StayKind.CURRENT)
        for alias, (place, day) in placed.items() if alias in parts
    ]  # fmt: skip
    return week.but(households=tuple(households), stays=(*held, *new))


def hindsight(of: Trial) -> int:
    """The least weighted need that anybody could have reached who knew all of it: a proved lower bound."""
    engines = Engines()
    row: list[int] = []
    col: list[int] = []
    coef: list[int] = []
    saved: list[int] = []
    names = list(of.guests)
    high: list[float] = [1.0] * len(names)
    in_room: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    week = Week(of.whole, RULES)
    for who, alias in enumerate(names):
        guest = of.guests[alias]
        more = {p: _taken(week, week.household[alias], p) for a, p in of.used if a == alias}
        for beds in {tuple(sorted(b.items())) for b in (*guest.places.values(), *more.values())}:
            for day in range(guest.day, min(guest.until, of.end), WEEK):
                n = len(saved)
                row, col, coef = [*row, who], [*col, n], [*coef, 1]
                saved.append(guest.need(of.end) - guest.need(day))
                for room, count in beds:
                    for monday in range(day, min(guest.until, of.end), WEEK):
                        in_room[room, monday].append((n, count))
    held = [s for s in week.held if s.household not in of.guests]
    for (room, monday), there in sorted(in_room.items()):
        taken = sum(
            _taken(week, week.household[s.household], s.place).get(room, 0)
            for s in held
            if of.leaves[week.household[s.household].origin or s.household] > monday
        )
        row += [len(high)] * len(there)
        col += [n for n, _ in there]
        coef += [count for _, count in there]
        high.append(max(0.0, of.beds.get(room, 0) - taken))
    if not saved:
        return of.nothing
    model = Linear(
        np.array(row, np.int64), np.array(col, np.int64), np.array(coef, np.int64),
        np.full(len(high), -np.inf), np.array(high), np.ones(len(saved), np.int64),
    )  # fmt: skip
    found = engines.minimise(model, -np.array(saved, np.int64), seconds=SECONDS)
    return of.nothing + int(np.ceil(found.bound - 1e-6))
