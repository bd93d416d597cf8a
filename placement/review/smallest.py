"""What would have to change for a household without a place to get one: the smallest sets of changes, proved.

Sets are proposed place by place, from what stands in the way there, also in rooms that do not exist yet. A set counts
only if the best plan of the changed week has a place for the household, and that of no part of the set has.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Planner
from placement.domain.rule import Rule
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.change import Change, KeptAway, NewBeds, SetAside, made, price
from placement.review.fixes import Around, Obstacle, beside_all, fixes, is_source, moves
from placement.review.options import choices, choices_at, survey
from placement.review.reasons import Beside, hindrance
from placement.review.watch import Watch

MOST, LOOKS = 3, 24
MOST_TOGETHER = 4
KINDS, BEDS = 3, 3
"""Kinds of new rooms that are tried for the same other changes, and how many of one kind."""
ROUNDS = 3
PER_PLACE = 4

Set = frozenset[Change]


class Way(NamedTuple):
    """Changes that together place the household; without any of them it has no place."""

    price: int
    changes: tuple[Change, ...]


def smallest_changes(  # noqa: PLR0913 - each limit has its own
    instance: Instance,
    plan: Plan,
    household: str,
    rules: tuple[Rule, ...],
    planner: Planner,
    *,
    most: int = MOST,
    looks: int = LOOKS,
    seconds: float = 10.0,
    watch: Watch[tuple[Way, ...]] | None = None,
) -> tuple[Way, ...]:
    """The cheapest sets of changes, the cheapest first; none where none was found.

    Args:
        instance: The facts.
        plan: The best plan for them, in which the household has no place.
        household: Its alias.
        rules: What every plan keeps to.
        planner: Finds the best plan of a changed week.
        most: How many sets.
        looks: How many changed weeks are solved before the search ends with what it has.
        seconds: Wall clock for each of them.
        watch: Hears of each set that is found, and may have had enough.

    Raises:
        KeyError: No such household.
    """
    stop, so_far = watch or Watch[tuple[Way, ...]]()
    proof = _Proof(housing_alone(instance), household, rules, planner, looks, seconds)
    found: list[Set] = []
    for changes in _proposed(proof.week(frozenset()), plan, household):
        if any(one <= changes or _kind(one) == _kind(changes) for one in found):
            continue
        if len(found) == most or proof.left <= 0 or stop():
            break
        smallest = _smallest(proof, changes)
        if smallest is not None and smallest not in found:
            found = [one for one in found if not smallest <= one] + [smallest]
            so_far(_ways(found))
    return _ways(found)


def _ways(found: Iterable[Set]) -> tuple[Way, ...]:
    """The cheapest first."""
    return tuple(sorted((way(one) for one in found), key=lambda one: (one.price, repr(one.changes))))


def _kind(changes: Set) -> frozenset[object]:
    """Sets that differ only in what the new rooms are like are one answer."""
    return frozenset(("new", one.number) if isinstance(one, NewBeds) else one for one in changes)


def way(changes: Iterable[Change]) -> Way:
    """A set with its price, in one order."""
    ordered = tuple(sorted(changes, key=lambda one: (price([one]), repr(one))))
    return Way(price(ordered), ordered)


def housing_alone(instance: Instance) -> Instance:
    """The same week without activities: who gets a place does not depend on them (A04)."""
    return instance.but(
        programmes=(), language_levels=(), appointments=(), activity_wishes=(), activity_consents=(),
        enrolments=(), overrides=tuple(o for o in instance.overrides if o.unit),
    )  # fmt: skip


class _Proof:
    """Solves changed weeks, each once."""

    def __init__(
        self, instance: Instance, household: str, rules: tuple[Rule, ...], planner: Planner, looks: int,
        seconds: float,
    ) -> None:  # fmt: skip
        self._instance, self._household, self._planner, self._seconds = instance, household, planner, seconds
        self._rules = tuple(rule for rule in rules if rule.is_about_housing)
        self._known: dict[Set, bool | None] = {}
        self._weeks: dict[Set, Week] = {}
        self.left = looks

    def week(self, changes: Set) -> Week:
        """The week with these changes made."""
        if changes not in self._weeks:
            self._weeks[changes] = Week(made(self._instance, changes), self._rules)
        return self._weeks[changes]

    def places(self, changes: Set) -> bool | None:
        """Whether the best plan of the changed week has a place for the household; none where it is not proved.

        A household that needs none by then is given none: a plan moves nobody for nothing.
        """
        if not changes:
            return False
        if changes not in self._known:
            needs = self.week(changes).tier(self._household) is not None
            self._known[changes] = needs and self._has_option(changes) and self._solved(changes)
        return self._known[changes]

    def _has_option(self, changes: Set) -> bool:
        """Whether any stay stands beside what is held: else no plan has one."""
        week = self.week(changes)
        who = week.household[self._household]
        held = Beside(week, Plan())
        return any(not held.clashes(stay) for choice in choices(week, who) for stay in choice.stays(who))

    def _solved(self, changes: Set) -> bool | None:
        self.left -= 1
        run = self._planner(self.week(changes).instance, self._rules, (), seconds=self._seconds)
        if run.status is not Status.OPTIMAL or run.plan is None:
            return None
        return any(stay.household == self._household for stay in run.plan.stays)


def _smallest(proof: _Proof, changes: Set) -> Set | None:
    """The smallest part of a set that places the household, where each smaller one is proved not to."""
    if not proof.places(changes):
        return None
    ordered = way(changes).changes
    for size in range(1, len(ordered)):
        for part in map(frozenset, combinations(ordered, size)):
            if (places := proof.places(part)) is None:
                return None
            if places:
                return part
    return changes


# -- what is proposed
def _proposed(week: Week, plan: Plan, alias: str) -> list[Set]:
    """Sets that may place the household, the cheapest first; of each new room the one that fewest others want."""
    who, around = week.household[alias], beside_all(week, _housing(plan))
    grown = _Grown(week, who, around)
    sets: dict[Set, int] = {}
    every = chain(grown.from_places(), grown.from_beds(), _moves_of_others(around, who))
    for changes in every:
        if changes and len(changes) <= MOST_TOGETHER and _one_override(changes):
            sets.setdefault(changes, len(sets))
    return sorted(sets, key=lambda one: (price(one), len(one), sets[one]))


def _housing(plan: Plan) -> Plan:
    return Plan(stays=plan.stays)


def _one_override(changes: Set) -> bool:
    return sum(isinstance(one, SetAside) for one in changes) <= 1


class _Grown:
    """Sets grown from what stands in the way, place by place, until nothing does."""

    def __init__(self, week: Week, who: Household, around: Around) -> None:
        self._week, self._who, self._around = week, who, around

    def from_places(self) -> Iterator[Set]:
        """Sets that open a place that exists."""
        start = {frozenset[Change](): [c.place.alias for c in choices(self._week, self._who)]}
        yield from self._grow(start)

    def from_beds(self) -> Iterator[Set]:
        """Sets with new rooms: of what else is needed, those that fewest others would want, then more of one kind."""
        beds = _beds(self._week, self._who)
        if not beds:
            return
        week = Week(made(self._week.instance, beds), self._week.rules)
        rivals = [h for h in week.households if h.alias != self._who.alias and self._wants(h.alias)]
        fits = {h.alias: {p.alias for p in survey(week, h).places} for h in rivals}
        first = sorted(beds, key=lambda b: (sum(b.alias in f for f in fits.values()), self._cost(b), b.alias))
        kinds: dict[Set, list[NewBeds]] = {}
        held = Beside(week, Plan())
        for bed in first:
            for changes in self._of_place(held, frozenset(), bed.alias):
                if any(isinstance(one, SetAside) for one in changes):
                    continue  # a room against which a rule speaks is not the kind that is needed
                kinds.setdefault(changes, []).append(bed)
        for others, mine in kinds.items():
            for bed in mine[:KINDS]:
                yield others | {bed}
            for count in range(2, BEDS + 1):
                yield others | {mine[0].numbered(n) for n in range(1, count + 1)}

    def _wants(self, alias: str) -> bool:
        planned = {stay.household for stay in self._around.plan.stays}
        return self._week.wants_option(self._week.household[alias]) and alias not in planned

    def _cost(self, bed: NewBeds) -> int:
        return self._week.unit_of_room[bed.like].cost_per_night

    def _grow(self, start: dict[Set, list[str]]) -> Iterator[Set]:
        level = start
        for _ in range(ROUNDS):
            after: dict[Set, list[str]] = {}
            for changes, places in sorted(level.items(), key=lambda one: (price(one[0]), repr(one[0])))[:12]:
                week = (
                    self._week if not changes else Week(made(self._week.instance, changes), self._week.rules)
                )
                held = Beside(week, Plan())
                for place in places:
                    for more in self._of_place(held, changes, place):
                        if more == changes:
                            yield changes
                            yield from self._against_the_source(changes, place)
                        elif _one_override(more) and len(more) <= MOST_TOGETHER:
                            after.setdefault(more, []).append(place)
            yield from after
            level = after

    def _of_place(self, held: Beside, changes: Set, place: str) -> Iterator[Set]:
        """The set with what else the place needs beside what is held; itself, where that is nothing."""
        week = held.week
        who = week.household.get(self._who.alias)
        found = choices_at(week, who, [place]) if who else []
        one = hindrance(week, held, who, found[0]) if who and found else None
        if one is None or one.stay is None or who is None:
            return
        around = self._around._replace(week=week)
        ways = [fixes(Obstacle(around, who, one.stay, finding))[:2] for finding in one.why]
        for n, chosen in enumerate(product(*ways)):
            if n < PER_PLACE:
                yield changes | frozenset(chosen)

    def _against_the_source(self, changes: Set, place: str) -> Iterator[Set]:
        """Where the dangerous side of a link is planned behind the same entrance, it goes elsewhere instead."""
        unit = self._week.place(place).unit
        for stay in self._around.plan.stays:
            there = self._week.unit_of(stay)
            if there.entrance == unit.entrance and is_source(self._week, stay.household, self._who.alias):
                yield changes | {KeptAway(stay.household, there.alias)}


def _beds(week: Week, who: Household) -> list[NewBeds]:
    """A room for the household of each kind that there is: one for each unit and zone."""
    need, window, first = who.beds_needed, week.window(who), week.first_possible(who)
    since = max(window.start, first) if window else first
    like: dict[tuple[str, str], str] = {}
    for unit in week.units:
        for room in sorted(unit.rooms, key=lambda r: r.alias):
            like.setdefault((unit.alias, room.zone), room.alias)
    single = need.adults - 2 * need.couples
    return [NewBeds(room, single, need.couples, need.children, need.babies, since) for room in like.values()]


def _moves_of_others(around: Around, who: Household) -> Iterator[Set]:
    """Somebody who lives where the household could live goes elsewhere."""
    week = around.week
    for choice in choices(week, who):
        for stay in choice.stays(who)[:1]:
            for other in sorted({s.household for s in week.held_in_unit.get(choice.place.unit.alias, ())}):
                if other != who.alias and any(
                    r in week.place(s.place).rooms for s in week.held_of[other] for r in choice.place.rooms
                ):
                    yield from (frozenset({one}) for one in moves(around, other, stay))
