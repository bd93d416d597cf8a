"""Names that rules declare, and how each resolves: on the value, then on its owner, then derived here."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from placement.domain.activity_attributes import ActivityAttributes
from placement.domain.bed_price import PricedRoom, points_of, prices_on
from placement.domain.consent import ConsentAnswer, OfferAnswer
from placement.domain.decision import Tier
from placement.domain.helper_attributes import HelperAttributes
from placement.domain.household import Household
from placement.domain.housing import Place, TargetGroup, UnitType, beds_in_service, room_takes
from placement.domain.person import AgeStatus, Danger, Person
from placement.domain.relation import HARMFUL, RelationKind
from placement.domain.rule import Objection, PairRule
from placement.domain.scarcity import scarce_places
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import Avoided, BedsSpan, Consented, KnownUnit, Option, Span, ZoneRule

if TYPE_CHECKING:
    from placement.domain.week import Week


Ask = Callable[[PairRule, Any, Any], tuple[Objection, ...]]
Way = Callable[["Attributes", Any], Any]
_WAYS: dict[tuple[type, type, str], Way] = {}
"""(kind of attributes, kind of entity, name) -> how it resolves; the same for every week."""
_WAYS_OF_VIEWS: dict[tuple[type, type, type], tuple[Way, ...]] = {}
"""(kind of attributes, kind of view, kind of entity) -> how each of its names resolves."""


PRICE = "cheapest_fit"
"""The one attribute that the house sets before goals are read."""


class Attributes(ActivityAttributes, HelperAttributes):
    """Builds the views that pair rules declare. One instance serves one week."""

    def __init__(self, week: "Week", *, with_tier: bool = True) -> None:
        self.week = week
        self.with_tier = with_tier
        self.cheapest: dict[str, int] = {}
        """Household -> kroner a night of the cheapest place that fits; set by the house before goals are read."""
        self._views: dict[tuple[type, int], Any] = {}
        self._priced: dict[tuple[type, int], Any] = {}
        """Those that read a price."""
        self._tables: dict[tuple[str, str], dict[str, list[Any]]] = {}
        self.ask: Ask = week.answers.ask

    def without_prices(self, week: "Week") -> "Attributes":
        """The same of the same week, as if nobody had set any price."""
        other = Attributes(week)
        other._views = self._views
        return other

    def view(self, declared_type: type, entity: Any) -> Any:
        """The declared NamedTuple filled for a person, household, place or option."""
        key = (declared_type, id(entity))
        view = self._views.get(key)
        if view is not None:
            return view
        names = declared_type._fields  # type: ignore[attr-defined]
        if isinstance(entity, Option):
            return declared_type(*(self.of(entity, name) for name in names))
        kept = self._priced if PRICE in names else self._views
        if key in kept:
            return kept[key]
        shared = self.week.attributes
        if shared is not self and "tier" not in names:
            view = shared.view(declared_type, entity)
        else:
            view = declared_type(*[way(self, entity) for way in self._ways(declared_type, entity)])
            view = self.week.answers.one_of(view)
        kept[key] = view
        return view

    def of(self, entity: Any, name: str) -> Any:
        """One attribute by name. Raises AttributeError for a name that nothing resolves."""
        key = (type(self), type(entity), name)
        way = _WAYS.get(key)
        if way is None:
            way = _WAYS[key] = self._way(entity, name)
        return way(self, entity)

    def _ways(self, declared_type: type, entity: Any) -> "tuple[Way, ...]":
        """How all names of a view resolve for entities of this kind."""
        key = (type(self), declared_type, type(entity))
        ways = _WAYS_OF_VIEWS.get(key)
        if ways is None:
            names = declared_type._fields  # type: ignore[attr-defined]
            ways = _WAYS_OF_VIEWS[key] = tuple(self._way(entity, name) for name in names)
        return ways

    def _way(self, entity: Any, name: str) -> "Way":
        """How a name resolves for all entities of this kind: derived here, on the value, or on its owner."""
        kind = type(entity).__name__.lower()
        own: Way | None = getattr(type(self), f"_{kind}_{name}", None)
        if own is not None:
            return own
        if hasattr(entity, name):
            return lambda _, e: getattr(e, name)
        if isinstance(entity, Person):
            return lambda at, e: at.of(at.week.household_of[e.alias], name)
        if isinstance(entity, Place) and hasattr(entity.unit, name):
            return lambda _, e: getattr(e.unit, name)
        if isinstance(entity, Option):
            return lambda at, e: at.of(e.place, name)
        raise AttributeError(f"no attribute {name!r} of a {kind}")

    def _rows(self, table: str, column: str, alias: str) -> Sequence[Any]:
        """The rows of a table of the week in which a column names somebody; looked through once a table."""
        found = self._tables.get((table, column))
        if found is None:
            found = self._tables[table, column] = {}
            for row in getattr(self.week.instance, table):
                found.setdefault(getattr(row, column), []).append(row)
        return found.get(alias, ())

    # -- persons
    def _person_consents(self, person: Person) -> tuple[Consented, ...]:
        latest: dict[UnitType | None, Consented] = {}
        rows = [c for c in self._rows("consents", "person", person.alias) if c.on <= self.week.as_of]
        for row in sorted(rows, key=lambda c: (c.on, list(ConsentAnswer).index(c.answer))):
            latest[row.to] = Consented(row.to, row.answer, row.on, row.until)
        return tuple(latest[k] for k in sorted(latest, key=str))

    def _person_guardian_until(self, person: Person) -> date:
        """Until when, from tonight on, a confirmed adult guardian is in the household; ALWAYS: not at all."""
        adults = {
            p.alias for p in self.week.household_of[person.alias].members if p.age_status is AgeStatus.ADULT
        }
        rows = [
            r
            for r in self._rows("relations", "b", person.alias)
            if r.kind is RelationKind.GUARDIAN and r.a in adults and r.confirmed
        ]
        until = self.week.as_of
        for row in sorted(rows, key=lambda r: r.since):
            if row.since <= until < row.until:
                until = row.until
        return ALWAYS if until == self.week.as_of else until

    def _person_guardian_confirmed(self, person: Person) -> bool:
        return self._person_guardian_until(person) > self.week.as_of

    def _person_known_to_linked(self, person: Person) -> tuple[KnownUnit, ...]:
        found = set()
        for link in (link for side in ("a", "b") for link in self._rows("relations", side, person.alias)):
            if link.kind in HARMFUL and link.active(self.week.as_of):
                other = link.b if person.alias == link.a else link.a
                protects = link.protected in (None, person.alias)
                found |= {KnownUnit(u, link.until, protects) for u in self.week.knows.get(other, ())}
        return tuple(sorted(found))

    def _person_avoids(self, person: Person) -> tuple[Avoided, ...]:
        rows = self._rows("avoid_areas", "person", person.alias)
        return tuple(sorted(Avoided(a.area, a.since, a.until) for a in rows))

    def _person_vetoes(self, person: Person) -> tuple[Span, ...]:
        rows = self._rows("vetoes", "person", person.alias)
        return tuple(sorted(Span(v.unit, v.since, v.until) for v in rows))

    def _person_moves_agreed(self, person: Person) -> frozenset[str]:
        """Units to which they agreed to move from where they live now: a yes from before was to another move."""
        latest: dict[str, tuple[date, int, ConsentAnswer]] = {}
        current = self.week.current(self.week.household_of[person.alias].alias)
        since = current.start if current else ALWAYS
        for row in self._rows("move_consents", "person", person.alias):
            if since <= row.on <= self.week.as_of:
                new = (row.on, list(ConsentAnswer).index(row.answer), row.answer)
                latest[row.unit] = max(latest.get(row.unit, new), new)
        return frozenset(unit for unit, row in latest.items() if row[2] is ConsentAnswer.GIVEN)

    def _person_minor_years(self, person: Person) -> int | None:
        """Upper edge of the age band of who is surely a child, 200 where the band is unknown; else none."""
        if person.maybe_adult:
            return None
        return person.age_band.oldest if person.age_band else UNKNOWN_AGE

    # -- households
    def _household_tier(self, household: Household) -> Tier | None:
        return self.week.tier(household.alias) if self.with_tier else None

    def _household_is_housed(self, household: Household) -> bool:
        return self.week.is_housed(household.alias)

    def _household_kind(self, household: Household) -> TargetGroup:
        if household.has_child:
            return TargetGroup.FAMILY
        return TargetGroup.SINGLE if len(household.members) == 1 else TargetGroup.COUPLE

    def _household_size(self, household: Household) -> int:
        return len(household.members)

    def _household_has_sure_child(self, household: Household) -> bool:
        """Somebody is known to be a child (an age that is unclear counts as adult here)."""
        return any(not p.maybe_adult for p in household.members)

    def _household_adults(self, household: Household) -> int:
        return sum(p.maybe_adult for p in household.members)

    def _household_adults_not_asked_alone(self, household: Household) -> int:
        return sum(p.maybe_adult and not p.asked_alone for p in household.members)

    def _household_adult_languages(self, household: Household) -> frozenset[str]:
        return frozenset().union(*(p.languages for p in household.members if p.maybe_adult))

    def _household_highest_danger(self, household: Household) -> Danger:
        dangers = [p.threat.danger if p.threat else Danger.HIGH for p in household.members]
        return max(dangers, key=lambda d: d.rank, default=Danger.HIGH)

    def _household_wishing_own_room(self, household: Household) -> int:
        return sum(p.wishes_own_room for p in household.members)

    def _household_needing_quiet(self, household: Household) -> int:
        return sum(p.needs_quiet for p in household.members)

    def _household_moves_agreed(self, household: Household) -> frozenset[str]:
        """Units to which every adult has agreed to move."""
        adults = [self._person_moves_agreed(p) for p in household.members if p.maybe_adult]
        return frozenset.intersection(*adults) if adults else frozenset()

    def _household_extensions(self, household: Household) -> tuple[Span, ...]:
        """Units that extended their stay limit for the held stay, and until when."""
        return tuple(
            Span(self.week.place(s.place).unit.alias, ALWAYS, s.extended_until)
            for s in self.week.held_of.get(household.alias, ())
            if s.extended_until
        )

    def _household_releases(self, household: Household) -> frozenset[tuple[str, str]]:
        """(unit, room or "") released for this household."""
        mine = {household.alias, household.origin}
        rows = (row for alias in mine for row in self._rows("releases", "household", alias or ""))
        return frozenset((r.unit, r.room or "") for r in rows)

    def _household_declined(self, household: Household) -> tuple[Span, ...]:
        mine = {household.alias, household.origin}
        return tuple(
            sorted(
                Span(o.unit, o.on, o.holds_until)
                for alias in mine
                for o in self._rows("offers", "household", alias or "")
                if o.answer is OfferAnswer.DECLINED
            )
        )

    def _household_first_possible(self, household: Household) -> date:
        return self.week.first_possible(household)

    def _household_cheapest_fit(self, household: Household) -> int:
        return self.cheapest.get(household.alias, 0)

    # -- places
    def _place_unit_alias(self, place: Place) -> str:
        return place.unit.alias

    def _place_unit_type(self, place: Place) -> UnitType:
        return place.unit.type

    def _place_setting(self, place: Place) -> str | None:
        return self.week.settings.get(place.unit.district)

    def _place_zone_rules(self, place: Place) -> tuple[ZoneRule, ...]:
        """What its zones ask, each different one once."""
        return tuple(
            dict.fromkeys(ZoneRule(z.policy, z.boys_up_to, z.welcomes_non_binary) for z in place.zones)
        )

    def _place_access(self, place: Place) -> frozenset[Any]:
        return place.unit.access | frozenset.intersection(*(r.access for r in place.rooms))

    def _place_lockable(self, place: Place) -> bool:
        return all(r.lockable for r in place.rooms)

    def _place_is_set(self, place: Place) -> bool:
        return len(place.rooms) > 1

    def _place_floors(self, place: Place) -> int:
        return len(place.zones)

    def _place_emergency_rooms(self, place: Place) -> tuple[str, ...]:
        """Rooms that are kept for emergencies (or may be: unknown)."""
        return tuple(r.alias for r in place.rooms if r.emergency is not False)

    def _place_quiet(self, place: Place) -> bool:
        return all(r.quiet for r in place.rooms)

    def _place_child_beds(self, place: Place) -> int:
        return sum(r.child for r in place.rooms)

    def _place_cots(self, place: Place) -> int:
        return sum(r.cots for r in place.rooms)

    def _place_approved_until(self, place: Place) -> date:
        """The earlier of fire and maintenance approval; no date: never approved."""
        dates = (place.unit.fire_ok_until, place.unit.maintenance_ok_until)
        return min(d or ALWAYS for d in dates)

    def _place_ready_from(self, place: Place) -> date:
        """First date on which the unit can receive: the as-of date plus its notice, or its own answer.

        An answer is about its own date; one of an earlier week says nothing about this one.
        """
        unit, today = place.unit, self.week.as_of
        ready = today + timedelta(days=-(-unit.notice_hours // 24))
        answers = [c.since for c in self._rows("can_receive", "unit", unit.alias) if c.since >= today]
        return min([ready, *answers]) if unit.notice_hours else ALWAYS

    def _place_turnaround(self, place: Place) -> tuple[Span, ...]:
        """Days after the end of a held stay on which one of its rooms is made ready."""
        days = timedelta(days=place.unit.turnaround_days)
        if not days:
            return ()
        return tuple(
            sorted(
                {
                    Span("", s.until, s.until + days)
                    for room in place.rooms
                    for s in self.week.held_in_room.get(room.alias, ())
                    if s.until is not None and s.until < FOREVER - days
                }
            )
        )

    def _place_beds_by_date(self, place: Place) -> tuple[BedsSpan, ...]:
        """Beds in service, date by date."""
        closures = self.week.closures_of(place)
        days = sorted({ALWAYS, FOREVER} | {d for c in closures for d in (c.since, c.until)})
        spans: list[BedsSpan] = []
        for since, until in pairwise(days):
            beds = [beds_in_service(room, closures, since) for room in place.rooms]
            single, double = sum(b[0] for b in beds), sum(b[1] for b in beds)
            if not all(room_takes(room, closures, since) for room in place.rooms):
                single = double = 0
            if spans and (spans[-1].single, spans[-1].double) == (single, double):
                since = spans.pop().since  # noqa: PLW2901 - one span for the same beds
            spans.append(BedsSpan(since, until, single, double))
        return tuple(spans)

    @cached_property
    def _scarce(self) -> dict[str, bool]:
        return scarce_places(self.week.places, self._place_access)

    def _place_is_scarce(self, place: Place) -> bool:
        """Fewer than three others of its district match it in gender, access and security."""
        return self._scarce.get(place.alias, True)

    @cached_property
    def _prices(self) -> dict[str, PricedRoom]:
        return prices_on(self.week.instance.bed_prices, self.week.as_of)

    def _place_price(self, place: Place) -> int | None:
        """Points for its use, from sampled futures; None where nobody looked for this week."""
        return points_of(self._prices, place)

    # -- options
    def _option_ends_before_need(self, option: Option) -> bool:
        return option.until < self.week.need_end(option.household)

    def _option_improvement(self, option: Option) -> bool:
        return option.household.improvement_wish and self.week.tier(option.household.alias) is None


UNKNOWN_AGE = 200
"""Years of a child whose age band nobody knows: older than any limit."""
