"""A week as rules read it: who is here, in which places, held how, with which priority, needed when."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import is_
from typing import NamedTuple, TypeVar

from placement.domain.activity import UNKNOWN_MINUTES
from placement.domain.answers import Answers
from placement.domain.area import Travel
from placement.domain.attributes import Attributes
from placement.domain.consent import OfferAnswer
from placement.domain.decision import Pin, Tier, Waiver
from placement.domain.household import Household
from placement.domain.housing import Closure, ClosureKind, HousingUnit, Place, place_from_alias, places_of
from placement.domain.instance import Instance
from placement.domain.interpreter import TalkKind
from placement.domain.person import Person
from placement.domain.programme import Enrolment, EnrolmentKind, Programme
from placement.domain.rule import Level, Objection, Rule
from placement.domain.split import split
from placement.domain.stay import HELD, Stay, StayKind
from placement.domain.tier import Priority, priority_of, unsafe_holds
from placement.domain.value import FOREVER, Nights, overlap
from placement.domain.whereabouts import ran_out

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
WINDOW: Nights = 28
"""Nights after `needed_by` in which a missing place counts (docs/model.md §15)."""
UNPLACED: Nights = 35
MAX_WAIT = 730
MAX_PLACES = 99
MOST_ANSWERS = 100_000
"""Of rules, that are handed on from one week to the next."""
MIN_NIGHTS = 28
"""Shortest early end of a stay outside P0."""
DEADLINE = {Tier.P0: 0, Tier.P1: 3, Tier.P2: 21, Tier.P3: 56}


@dataclass(frozen=True)
class Window:
    """The nights `[start, until)` in which a household's missing place counts."""

    start: date
    until: date

    @property
    def nights(self) -> Nights:
        """How many."""
        return max(0, (self.until - self.start).days)

    def missing(self, start: date, until: date) -> Nights:
        """Nights of the window that a stay on `[start, until)` leaves uncovered."""
        covered = (min(self.until, until) - max(self.start, start)).days
        return self.nights - max(0, covered)


class Talk(NamedTuple):
    """A talk for which a person needs an interpreter."""

    person: str
    kind: TalkKind


def needs_interpreter(person: Person) -> bool:
    """As they said; where nobody asked, they do."""
    return person.interpreter_needed is not False


class Week:
    """One instance with everything that follows from it before anything is planned. Read only."""

    def __init__(self, instance: Instance, rules: Iterable[Rule], like: "Week | None" = None) -> None:
        """`like`: another week under the same rules, of which what does not change is taken over."""
        self.instance = instance
        self.written_rules = tuple(rules)
        """Without the figures of the policy."""
        settled = instance.policy, *self.written_rules
        same = like and _same((like.instance.policy, *like.written_rules), settled)
        known = like.rules if like and same else None
        self.rules: tuple[Rule, ...] = known or tuple(
            r.configured(instance.policy) for r in self.written_rules
        )
        self.answers: Answers = like.answers if like and len(like.answers) < MOST_ANSWERS else Answers()
        self.as_of, self.horizon = instance.as_of, instance.horizon
        self._exits: dict[str, list[date]] = {}
        for one in instance.exits:
            self._exits.setdefault(one.household, []).append(one.on)
        links = _group(instance.relations, lambda r: [r.a])
        parts = [
            part
            for h in instance.households
            for part in split(h, tuple(r for p in h.members for r in links.get(p.alias, ())), self.as_of)
        ]
        here = (p for p in parts if self.leaves(p) > self.as_of)
        self.households = tuple(sorted(here, key=lambda h: (h.origin or h.alias, h.alias)))
        self.household = {h.alias: h for h in self.households}
        self.household_of = {p.alias: h for h in self.households for p in h.members}
        self.person = {p.alias: p for h in self.households for p in h.members}
        self.units = tuple(sorted(instance.units, key=lambda u: u.alias))
        self.unit = {u.alias: u for u in self.units}
        self.unit_of_room = {r.alias: u for u in self.units for r in u.rooms}
        places = like.places if like and _same(like.units, self.units) else _places_in(self.units)
        self.places: tuple[Place, ...] = places
        self._places = {p.alias: p for p in self.places}
        self.settings = {a.alias: a.setting for a in instance.areas}
        self.programmes = tuple(sorted(instance.programmes, key=lambda p: p.alias))
        self.programme = {p.alias: p for p in self.programmes}
        self.contacts = tuple(sorted(instance.contacts, key=lambda c: c.alias))
        self.contact = {c.alias: c for c in self.contacts}
        self.interpreters = tuple(sorted(instance.interpreters, key=lambda t: t.alias))
        self.interpreter = {t.alias: t for t in self.interpreters}
        self.wishes_of = _group(instance.activity_wishes, lambda w: [w.person])
        self.held = self._held()
        self.held_of = _group(self.held, lambda s: [s.household])
        self.held_in_unit = _group(self.held, lambda s: [self.place(s.place).unit.alias])
        self.held_in_room = _group(self.held, lambda s: [r.alias for r in self.place(s.place).rooms])
        self.knows = self._knows()
        self.enrolled = self._enrolled()
        self.enrolled_of = _group(self.enrolled, lambda e: [e.person])
        self.enrolled_in = _group(self.enrolled, lambda e: [e.programme])
        self._derived = tuple(self.__dict__)
        self.attributes = Attributes(self)
        self._priority: dict[str, Priority] = {}

    def without_tiers(self) -> "Week":
        """The same week in which nobody has a tier: rules that read tiers are asked before there are any."""
        other = Week.__new__(Week)
        other.__dict__.update({name: self.__dict__[name] for name in self._derived})
        none = {h.alias: Priority(None, self.as_of, ()) for h in self.households}
        other.__dict__.update(attributes=Attributes(other), priorities=none, unsafe_holds=())
        return other

    def unplanned(self) -> "Week":
        """The same week without what a planner wrote down in it: for a judge, who takes nobody's word."""
        other = Week.__new__(Week)
        other.__dict__.update({name: known for name, known in self.__dict__.items() if name != "_fitting"})
        other.attributes = self.attributes.without_prices(other)
        return other

    def with_pins(self, pins: tuple[Pin, ...]) -> "Week":
        """The same week under other pins, without finding again what no pin changes: nothing but dates of options."""
        instance, unsafe = self.instance.but(pins=pins), self.unsafe_holds
        other = Week.__new__(Week)
        other.__dict__.update({name: known for name, known in self.__dict__.items() if name != "_digests"})
        other.instance = instance
        if any(self.pinned_starts(h) != other.pinned_starts(h) for h in self.households):
            other = Week(instance, self.rules)
            other.__dict__.update(_priority=self._priority, unsafe_holds=unsafe)
        return other

    def _held(self) -> tuple[Stay, ...]:
        """Held stays of everybody who is here; an end that is missing or has passed frees no bed."""
        found = []
        for h in self.households:
            for row in self.held_rows(h):
                until = row.until if row.until and row.until > self.as_of else FOREVER
                until = min([until, *(on for on in self._exits_of(h) if on > row.start)])
                if max(row.start, self.as_of) < until:
                    found.append(row.but(household=h.alias, place=self.place(row.place).alias, until=until))
        return tuple(sorted(found, key=lambda s: (s.household, s.start, s.place)))

    def held_rows(self, household: Household) -> tuple[Stay, ...]:
        """The held stays as written, also those of the household that this one was split off."""
        own = self._rows.get(household.alias, ())
        whole = self._rows.get(household.origin, ()) if household.origin else ()
        return own if household.origin == household.alias else (*own, *whole)

    @cached_property
    def _rows(self) -> dict[str, tuple[Stay, ...]]:
        return _group(tuple(s for s in self.instance.stays if s.kind in HELD), lambda s: [s.household])

    def _knows(self) -> dict[str, frozenset[str]]:
        """Person (also one who left) -> units that they know: lived there, or a row says so.

        Who knows a unit knows the entrance, and so all units behind it.
        """
        known: dict[str, set[str]] = {}
        for row in self.instance.knows_address:
            known.setdefault(row.person, set()).add(row.unit)
        members = {h.alias: h.members for h in (*self.households, *self.instance.households)}
        for stay in self.instance.stays:
            if stay.start <= self.as_of:
                # who once left a household bears their own alias in the rows of that time
                names = [p.alias for p in members.get(stay.household, ())] or [stay.household]
                for name in names:
                    known.setdefault(name, set()).add(self.place(stay.place).unit.alias)
        return {
            person: frozenset(behind for unit in units for behind in self._behind[self.unit[unit].entrance])
            for person, units in known.items()
        }

    @cached_property
    def _behind(self) -> dict[str, tuple[str, ...]]:
        """Entrance -> the units that it leads to."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in self.units:
            found[unit.entrance] = (*found.get(unit.entrance, ()), unit.alias)
        return found

    def place(self, alias: str) -> Place:
        """The place with this alias, offered or merely lived in. Raises KeyError or ValueError."""
        if alias not in self._places:
            self._places[alias] = place_from_alias(alias, self.unit_of_room)
        return self._places[alias]

    def closures_of(self, place: Place) -> tuple[Closure, ...]:
        """Closures of the place's unit, with its lease and opening as closures."""
        return self._closures_by_unit[place.unit.alias]

    def closures_in(self, unit: str) -> tuple[Closure, ...]:
        """Closures of a unit, with its lease and opening as closures."""
        return self._closures_by_unit[unit]

    @cached_property
    def _closures_by_unit(self) -> dict[str, tuple[Closure, ...]]:
        found: dict[str, list[Closure]] = {u.alias: [] for u in self.units}
        for closure in self.instance.closures:
            if closure.kind is ClosureKind.BURNT:
                # an address that is known is that of every room behind the entrance
                for alias in self._behind[self.unit[closure.unit].entrance]:
                    found[alias].append(closure.but(unit=alias, room=None, beds=None))
            else:
                found[closure.unit].append(closure)
        for unit in self.units:
            if unit.available_from:
                found[unit.alias].append(Closure(unit=unit.alias, since=date.min, until=unit.available_from))
            if unit.available_until:
                found[unit.alias].append(Closure(unit=unit.alias, since=unit.available_until))
        return {alias: tuple(rows) for alias, rows in found.items()}

    # -- activities and helpers
    def _enrolled(self) -> tuple[Enrolment, ...]:
        """Current enrolments of everybody who is here, in programmes that still run, with the end that they have.

        A written end that has passed ends nothing before a human records it, as with stays.
        """
        found = []
        for row in self.instance.enrolments:
            if row.kind is EnrolmentKind.CURRENT and row.person in self.person:
                ends = [row.until if row.until and row.until > self.as_of else None]
                ends += [self.programme[row.programme].until, self.leaves(self.household_of[row.person])]
                until = min(e for e in ends if e is not None)
                if until > self.as_of:
                    found.append(row.but(until=until))
        found.sort(key=lambda e: (e.person, e.programme, e.start))
        once = {(e.person, e.programme): e for e in reversed(found)}
        return tuple(e for e in found if once[e.person, e.programme] is e)

    def is_enrolled(self, person: str, programme: str) -> bool:
        """Whether the person attends the programme today."""
        return any(e.programme == programme for e in self.enrolled_of.get(person, ()))

    @cached_property
    def _ways(self) -> dict[tuple[str, str], Travel]:
        found: dict[tuple[str, str], Travel] = {}
        for way in sorted(self.instance.travel, key=lambda w: (-w.minutes, sorted(w.via))):
            found[way.a, way.b] = found[way.b, way.a] = way
        return found

    def way(self, a: str, b: str) -> Travel | None:
        """The way between two areas; none where nobody has measured it. Of several the shortest."""
        return self._ways.get((a, b))

    def travel_minutes(self, unit: HousingUnit | None, programme: Programme) -> int:
        """Minutes from a home to a programme: 0 online or at the home's own entrance, 60 where nobody knows."""
        if programme.online or (unit is not None and unit.entrance == programme.entrance):
            return 0
        way = self.way(unit.district, programme.district) if unit is not None else None
        return way.minutes if way else UNKNOWN_MINUTES

    @cached_property
    def assigned(self) -> dict[str, str]:
        """Household -> its current contact; the parts of one that was split keep theirs."""
        rows = {a.household: a.contact for a in self.instance.assignments}
        found = {h.alias: rows.get(h.alias) or rows.get(h.origin or "") for h in self.households}
        return {household: contact for household, contact in found.items() if contact}

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """The talks of this week for which somebody needs an interpreter, by lot of household, then person.

        Everybody who waits or may move is told where they stand, offer or not: what the plan gives does not
        change who needs an interpreter, and so no plan is bent by it.
        """
        found = []
        for h in sorted(self.households, key=lambda h: (h.lot, h.alias)):
            new = self.as_of - timedelta(days=7) < h.referral <= self.as_of
            if new or self.wants_option(h):
                kind = TalkKind.INTAKE if new else TalkKind.OFFER
                found += [Talk(p.alias, kind) for p in h.members if p.maybe_adult and needs_interpreter(p)]
        return tuple(found)

    # -- people
    def leaves(self, household: Household) -> date:
        """The date on which the household leaves our care, as a human recorded it; FOREVER where none did.

        An exit up to the referral belongs to an earlier time in care: who comes back is here.
        """
        return min((on for on in self._exits_of(household) if on > household.referral), default=FOREVER)

    def _exits_of(self, household: Household) -> list[date]:
        whole = household.origin or household.alias
        return [on for alias in {household.alias, whole} for on in self._exits.get(alias, ())]

    def is_housed(self, household: str) -> bool:
        """Whether the household lives somewhere now."""
        return any(s.kind is StayKind.CURRENT for s in self.held_of.get(household, ()))

    def current(self, household: str) -> Stay | None:
        """The stay in which the household lives now."""
        return next((s for s in self.held_of.get(household, ()) if s.kind is StayKind.CURRENT), None)

    def hold(self, household: str) -> Stay | None:
        """The accepted offer that has not begun and meets the need from its start on.

        One that has run out, or in which whoever waits would live in danger, keeps its bed and meets no need.
        """
        held = (s for s in self.held_of.get(household, ()) if s.kind is StayKind.HOLD)
        return next(
            (s for s in held if not ran_out(s.expires, self.as_of) and s not in self.unsafe_holds), None
        )

    def offered(self, household: str) -> frozenset[str]:
        """Units that were offered to the household, or to the whole that it was split off, and await an answer."""
        mine = {household, self.household[household].origin}
        return frozenset(unit for one, unit in self._open_offers if one in mine)

    @cached_property
    def _open_offers(self) -> tuple[tuple[str, str], ...]:
        return tuple((o.household, o.unit) for o in self.instance.offers if o.answer is OfferAnswer.OPEN)

    def awaits_answer(self, stay: Stay) -> bool:
        """Whether a held bed is offered, and nobody has answered yet; else it is agreed."""
        return stay.kind is StayKind.HOLD and self.unit_of(stay).alias in self.offered(stay.household)

    @cached_property
    def unsafe_holds(self) -> tuple[Stay, ...]:
        """Accepted offers of those who live nowhere, against which a rule speaks that makes a stay acute."""
        return unsafe_holds(self)

    @cached_property
    def priorities(self) -> dict[str, Priority]:
        """Household -> tier with its facts."""
        return {h.alias: self.priority(h.alias) for h in self.households}

    def priority(self, household: str) -> Priority:
        """The household's tier with its facts, found when it is first asked for."""
        every: dict[str, Priority] = self.__dict__.get("priorities", self._priority)
        if household not in every:
            every[household] = priority_of(self, self.household[household])
        return every[household]

    def tier(self, household: str) -> Tier | None:
        """The household's tier, or none: no need, or a wish for something better."""
        return self.priority(household).tier

    def wants_option(self, household: Household) -> bool:
        """Whether the plan looks for a place: a tier, or an improvement wish (P4) of somebody housed."""
        return self.tier(household.alias) is not None or (
            household.improvement_wish and self.is_housed(household.alias)
        )

    def in_tier(self, tier: Tier) -> tuple[Household, ...]:
        """The tier's households in order of lot, ties by alias."""
        mine = (h for h in self.households if self.tier(h.alias) is tier)
        return tuple(sorted(mine, key=lambda h: (h.lot, h.alias)))

    # -- dates
    def pinned_starts(self, household: Household) -> frozenset[date]:
        """Start dates that a coordinator's pins ask for."""
        mine = {household.alias, household.origin}
        return frozenset(p.start for p in self.instance.pins if p.start and p.must and p.household in mine)

    def first_possible(self, household: Household) -> date:
        """First date on which the household can move in anywhere."""
        return max(self.as_of, household.earliest or self.as_of)

    def need_end(self, household: Household) -> date:
        """The first night on which no planned place is needed: end of need, of the plan, or start of a hold.

        A written end of need that has passed ends nothing before a human records it.
        """
        written = household.expected_until
        end = min(written, self.horizon) if written and written > self.as_of else self.horizon
        hold = self.hold(household.alias)
        return min(end, self.leaves(household), hold.start if hold else end)

    def needed_by(self, household: Household) -> date | None:
        """The date by which the tier asks for a place; none without a tier."""
        priority = self.priority(household.alias)
        return None if priority.tier is None else priority.since + timedelta(days=DEADLINE[priority.tier])

    def window(self, household: Household) -> Window | None:
        """The nights that count; at least the last night of the need, so that nobody is without options."""
        needed = self.needed_by(household)
        if needed is None:
            return None
        end = self.need_end(household)
        start = max(self.as_of, min(max(needed, self.as_of), end - timedelta(days=1)))
        return Window(start, max(start, min(start + timedelta(days=WINDOW), end)))

    def waiting_days(self, household: Household) -> int:
        """Days since referral, at most two years."""
        return max(0, min(MAX_WAIT, (self.as_of - household.referral).days))

    def least_nights(self, household: Household) -> Nights:
        """Shortest stay that ends before the need does."""
        return 1 if self.tier(household.alias) is Tier.P0 else MIN_NIGHTS

    def overridden(self, code: str, households: Iterable[str], unit: str, since: date, until: date) -> bool:
        """Whether overrides set the rule aside for all these households together on all these nights."""
        left = [(since, until)]
        wanted = set(households)
        for o in self.instance.overrides:
            if o.rule == code and o.where == unit and all(self._names(o.households, h) for h in wanted):
                left = [
                    rest
                    for a, b in left
                    for rest in ((a, min(b, o.since)), (max(a, o.until), b))
                    if rest[0] < rest[1]
                ]
        return not left

    def not_overridden(self, code: str, household: str, unit: str, objection: Objection) -> list[Objection]:
        """What is left of a HARD pair rule's objection outside the nights of this household's overrides."""
        left = [objection]
        if objection.level is not Level.HARD:
            return left
        for o in self.instance.overrides:
            if o.rule == code and o.where == unit and self._names(o.households, household):
                left = [part for rest in left for part in _without(rest, o.since, o.until)]
        return left

    def _names(self, names: tuple[str, ...], household: str) -> bool:
        return household in names or (self.household[household].origin or household) in names

    def waived_until(self, code: str, household: str, unit: str) -> date | None:
        """End of a recorded waiver of the rule for this household in the unit; none if there is none."""
        rows = self._waived.get((code, unit), ())
        return max((w.until for w in rows if self._names((w.household,), household)), default=None)

    @cached_property
    def _waived(self) -> dict[tuple[str, str], tuple[Waiver, ...]]:
        """(rule, unit) -> the waivers that hold today."""
        today = tuple(w for w in self.instance.waivers if w.since <= self.as_of < w.until)
        return _group(today, lambda w: [(w.rule, w.unit)])

    def unit_of(self, stay: Stay) -> HousingUnit:
        """The unit of a stay."""
        return self.place(stay.place).unit


def _places_in(units: tuple[HousingUnit, ...]) -> tuple[Place, ...]:
    return tuple(
        sorted((place for unit in units for place in places_of(unit)), key=lambda place: place.alias)
    )


Derive = Callable[[Instance, tuple[Rule, ...]], Week]
"""Makes a week of its facts under rules."""


def _same(these: tuple[object, ...], those: tuple[object, ...]) -> bool:
    """Whether they are the very same values."""
    return len(these) == len(those) and all(map(is_, these, those))


def _group(rows: tuple[T, ...], keys: Callable[[T], Iterable[K]]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for row in rows:
        for key in keys(row):
            found.setdefault(key, []).append(row)
    return {key: tuple(group) for key, group in found.items()}


def _without(objection: Objection, since: date, until: date) -> list[Objection]:
    """The parts of an objection outside `[since, until)`."""
    if not overlap(objection.since, objection.until, since, until):
        return [objection]
    before = objection._replace(until=since) if objection.since < since else None
    after = objection._replace(since=until) if until < objection.until else None
    return [part for part in (before, after) if part]
