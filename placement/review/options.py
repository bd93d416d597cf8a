"""What pair rules say, asked once for each distinct combination, and the options that they leave."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from placement.domain.bites import Dated, bites, objections
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.option import (
    begin_dates,
    dates_of,
    earliest_start,
    forbids_every_start,
    freed_in,
    housing_need,
    is_open_to,
    kind_of,
)
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, PairRule, Rule, declared
from placement.domain.stay import Stay, StayKind
from placement.domain.week import MAX_PLACES, Week

BLOCKING = frozenset({Blocks.START, Blocks.NIGHT, Blocks.MOVE})


class Said(NamedTuple):
    """An objection, with the rule that makes it and the member that it is about (none: the household)."""

    rule: Rule
    member: Person | None
    objection: Objection


def everywhere(
    week: Week, household: Household, which: Callable[[Objection], object]
) -> dict[str, list[Said]]:
    """What pair rules say of this kind against the household, for every offered place where anything is said.

    Places of which the very same is said share it.
    """
    at = week.attributes
    found: dict[str, list[Said]] = {}
    for rule, part, who, groups in _grouped(week):
        for one in household.members if part.between[0] is Person else (household,):
            member = one if isinstance(one, Person) else None
            view = at.view(who, one)
            for where, places in groups.items():
                for objection in filter(which, at.ask(part, view, where)):
                    said = Said(rule, member, objection)
                    for place in places:
                        found.setdefault(place, []).append(said)
    alike: dict[tuple[int, ...], list[Said]] = {}
    return {place: alike.setdefault(tuple(map(id, said)), said) for place, said in found.items()}


Groups = list[tuple[Rule, PairRule, type, dict[Any, list[str]]]]


def _grouped(week: Week) -> Groups:
    """Each pair part with the offered places that look alike to it; found once a week."""
    kept: Groups | None = week.__dict__.get("_grouped")
    if kept is None:
        kept = week.__dict__["_grouped"] = []
        for rule in week.rules:
            for part in rule.pair_parts:
                who, where = declared(part.objections)
                groups: dict[Any, list[str]] = {}
                for place in week.places:
                    groups.setdefault(week.attributes.view(where, place), []).append(place.alias)
                kept.append((rule, part, who, groups))
    return kept


class Choice(NamedTuple):
    """A place that is open to a household, what speaks against it there, and the stays that this leaves."""

    place: Place
    kind: StayKind
    blocking: list[Said]
    spans: Sequence[tuple[date, date]]
    """(start, until) of each stay."""

    def stays(self, household: Household) -> list[Stay]:
        """The stays themselves."""
        return [stay_in(household, self.place, self.kind, *span) for span in self.spans]


def stay_in(household: Household, place: Place, kind: StayKind, start: date, until: date) -> Stay:
    """A stay of known values."""
    return Stay.model_construct(
        household=household.alias, place=place.alias, start=start, until=until, kind=kind
    )


def choices(week: Week, household: Household) -> list[Choice]:
    """Every place that is open to the household, found once a week."""
    kept: dict[str, list[Choice]] = week.__dict__.setdefault("_choices", {})
    if household.alias not in kept:
        said = everywhere(week, household, _blocks)
        spans = _Spans(week, household)
        kept[household.alias] = [
            spans.choice(place, said.get(place.alias, []))
            for place in week.places
            if is_open_to(week, household, place)
        ]
    return kept[household.alias]


def choices_at(week: Week, household: Household, places: Collection[str]) -> list[Choice]:
    """As `choices`, of these places alone."""
    kept: dict[str, list[Choice]] = week.__dict__.get("_choices", {})
    if household.alias in kept:
        return [choice for choice in kept[household.alias] if choice.place.alias in places]
    spans = _Spans(week, household)
    here = (week.place(alias) for alias in sorted(places))
    return [spans.choice(p, _said_at(week, household, p)) for p in here if is_open_to(week, household, p)]


def _said_at(week: Week, household: Household, place: Place) -> list[Said]:
    """What blocks one place."""
    return [
        Said(rule, member, objection)
        for rule in week.rules
        for member, objection in objections(rule, household, place, week.attributes)
        if _blocks(objection)
    ]


class _Spans:
    """The dates of a household's options.

    They are the same for households with the same need, in places against which the same is said, of units in which
    something begins and ends on the same dates.
    """

    def __init__(self, week: Week, household: Household) -> None:
        self.week, self.household = week, household
        self._housed = week.is_housed(household.alias)
        self._kinds: dict[str, StayKind] = {}
        self.in_time_only = False
        """Whether places in which no stay could cover the window from its first night are passed over."""
        self._soon: dict[tuple[int, ...], tuple[list[Said], bool]] = {}
        alike = week.__dict__.setdefault("_spans", {})
        self._known: dict[tuple[object, ...], tuple[list[Said], list[tuple[date, date]]]] = alike.setdefault(
            housing_need(week, household), {}
        )

    def choice(self, place: Place, said: list[Said]) -> Choice:
        """The place with what blocks it, but for overrides, and the stays that are left."""
        kind, blocking = self._kind(place), said
        if self.week.instance.overrides:
            blocking = [left for one in said for left in self._left(place, one)]
        if any(forbids_every_start(one.objection) for one in blocking):
            return Choice(place, kind, blocking, ())
        # objections are kept with their answers, so that the same one is the same object
        said_here = tuple(id(one.objection) for one in blocking)
        if self.in_time_only and not self.begins_soon(said_here, blocking):
            return Choice(place, kind, blocking, ())
        key = (_dates_in(self.week, place.unit.alias), kind, *said_here)
        if key not in self._known:
            self._known[key] = blocking, self._found(place, kind, [one.objection for one in blocking])
        return Choice(place, kind, blocking, self._known[key][1])

    def begins_soon(self, key: tuple[int, ...], blocking: list[Said]) -> bool:
        """Whether a stay against which these speak could begin by the first night of the window."""
        if key not in self._soon:
            window = self.week.window(self.household)
            first = earliest_start(self.week, self.household, [one.objection for one in blocking])
            # kept with its answer, too: what overrides leave of an objection would else be gone by the next place
            self._soon[key] = blocking, window is not None and first <= window.start
        return self._soon[key][1]

    def _kind(self, place: Place) -> StayKind:
        """Found once a unit: a move is agreed to by unit."""
        if not self._housed:
            return StayKind.NEW
        unit = place.unit.alias
        if unit not in self._kinds:
            self._kinds[unit] = kind_of(self.week, self.household, place)
        return self._kinds[unit]

    def _left(self, place: Place, said: Said) -> list[Said]:
        """What overrides leave of an objection."""
        unit = place.unit.alias
        left = self.week.not_overridden(said.rule.code, self.household.alias, unit, said.objection)
        return [said._replace(objection=o) for o in left]

    def _found(self, place: Place, kind: StayKind, against: list[Objection]) -> list[tuple[date, date]]:
        moves = [o for o in against if o.blocks is Blocks.MOVE]
        return [
            span
            for span in dates_of(self.week, self.household, place, against)
            if not any(bites(o, Dated(*span, kind), self.week.as_of) for o in moves)
        ]


def _dates_in(week: Week, unit: str) -> int:
    """A number for the dates on which something begins or ends in a unit: all that options read of it."""
    kept: dict[str, int] = week.__dict__.setdefault("_dates_in", {})
    if unit not in kept:
        numbers: dict[object, int] = week.__dict__.setdefault("_numbers_of_dates", {})
        kept[unit] = numbers.setdefault((freed_in(week, unit), begin_dates(week, unit)), len(numbers))
    return kept[unit]


def _blocks(objection: Objection) -> bool:
    return objection.blocks in BLOCKING and not objection.waived


class _Verdict(NamedTuple):
    """What one view of a person or household meets in the offered places."""

    barred: frozenset[str]
    """Places in which no start is ever allowed."""
    blocked: dict[str, tuple[Said, ...]]
    """The other places in which something blocks."""


def _verdict(week: Week, number: int, who: Any) -> _Verdict:  # noqa: ANN401 - each rule declares its own
    """What one part of a rule says to all who look alike to it; the member is named by the caller."""
    kept: dict[tuple[int, Any], _Verdict] = week.__dict__.setdefault("_verdicts", {})
    if (number, who) not in kept:
        rule, part, _, groups = _grouped(week)[number]
        can_be_set_aside = any(o.rule == rule.code for o in week.instance.overrides)
        barred: set[str] = set()
        blocked: dict[str, tuple[Said, ...]] = {}
        for where, places in groups.items():
            against = [o for o in week.attributes.ask(part, who, where) if _blocks(o)]
            if not can_be_set_aside and any(forbids_every_start(o) for o in against):
                barred.update(places)
            elif against:
                blocked.update(dict.fromkeys(places, tuple(Said(rule, None, o) for o in against)))
        kept[number, who] = _Verdict(frozenset(barred), blocked)
    return kept[number, who]


class Survey(NamedTuple):
    """The places that pair rules leave a household, and whether it can be in time in one of them."""

    places: tuple[Place, ...]
    in_time: bool


def survey(week: Week, household: Household) -> Survey:
    """Where the household has options; as `choices`, without what speaks against the others."""
    found = list(_fits(week, household, week.places, _Spans(week, household)))
    dates = {span for choice in found for span in choice.spans}
    in_time = any(is_in_time(week, household, *span) for span in dates)
    return Survey(tuple(choice.place for choice in found), in_time)


class Glance(NamedTuple):
    """As much of a survey as the stages ask for."""

    places: int
    """At most 99."""
    in_time: bool


def glance(week: Week, household: Household) -> Glance:
    """As `survey`, but no place is looked at that changes nothing."""
    places, in_time, seen, spans = 0, False, set[int](), _Spans(week, household)
    for choice in _fits(week, household, week.places, spans):
        places = min(MAX_PLACES, places + 1)
        if id(choice.spans) not in seen:  # places with the same dates share them
            seen.add(id(choice.spans))
            in_time = in_time or any(is_in_time(week, household, *span) for span in choice.spans)
        spans.in_time_only = places == MAX_PLACES
        if places == MAX_PLACES and (in_time or not spans.begins_soon((), [])):
            break
    return Glance(places, in_time)


def cheapest_fit(week: Week, household: Household) -> int:
    """Kroner a night of the cheapest place where the household has an option; 0 where it has none."""
    first = next(_fits(week, household, _by_price(week), _Spans(week, household)), None)
    return first.place.unit.cost_per_night if first else 0


def _by_price(week: Week) -> tuple[Place, ...]:
    """All places, the cheapest first; sorted once a week."""
    kept: tuple[Place, ...] | None = week.__dict__.get("_by_price")
    if kept is None:
        kept = week.__dict__["_by_price"] = tuple(sorted(week.places, key=lambda p: p.unit.cost_per_night))
    return kept


def _fits(week: Week, household: Household, places: Iterable[Place], spans: _Spans) -> Iterator[Choice]:
    """Of these places those in which the household has an option, one after the other."""
    verdicts = [
        _verdict(week, number, week.attributes.view(who, one))
        for number, (_, part, who, _) in enumerate(_grouped(week))
        for one in (household.members if part.between[0] is Person else (household,))
    ]
    barred = frozenset[str]().union(*(v.barred for v in verdicts))
    blocked = [v.blocked for v in verdicts if v.blocked]
    for place in places:
        if place.alias not in barred and is_open_to(week, household, place):
            choice = spans.choice(place, [said for one in blocked for said in one.get(place.alias, ())])
            if choice.spans:
                yield choice


def is_in_time(week: Week, household: Household, start: date, until: date) -> bool:
    """Whether a stay on these nights covers every night of the household's window."""
    window = week.window(household)
    return window is not None and not window.missing(start, until)
