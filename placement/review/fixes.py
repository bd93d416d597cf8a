"""What somebody could do about one thing that stands in the way of a stay: nothing, or one of some changes."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.person import Danger, Person, Secrecy, Track
from placement.domain.plan import Plan
from placement.domain.relation import HARMFUL
from placement.domain.review import Finding
from placement.domain.rule import Level
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, Answer
from placement.domain.week import Week
from placement.review.change import (
    Assessed,
    Change,
    Clarified,
    Consented,
    Moved,
    PairAssessed,
    Released,
    SetAside,
    UnitReceives,
)
from placement.review.options import choices
from placement.review.reasons import TAKEN, Beside


class Around(NamedTuple):
    """What a fix is looked for in: the facts, and what else is planned."""

    week: Week
    plan: Plan
    """The plan that is to be bettered: whoever moves finds a place beside it."""
    beside: Beside
    """The same, to be asked."""
    moves: dict[tuple[str, str, bool], tuple[Moved, ...]]
    """What was found already: (who, from which entrance, whether as the dangerous side) -> at most one move."""


class Obstacle(NamedTuple):
    """One thing that stands in the way of a stay of a household."""

    around: Around
    household: Household
    stay: Stay
    finding: Finding

    @property
    def whom(self) -> Person:
        """The member whom it is about."""
        mine = self.household.members
        return next((p for p in mine if p.alias in self.finding.about[1:]), mine[0])


def fixes(it: Obstacle) -> list[Change]:
    """The changes each of which takes this out of the way, the cheapest kind first; none where nobody can."""
    finding = it.finding
    find = ANSWERS.get((finding.rule, finding.says))
    found = list(find(it)) if find else []
    if finding.level is Level.HARD and not any(isinstance(one, Released | UnitReceives) for one in found):
        found += _set_aside(it.around.week, it.stay, finding)
    return found


def _set_aside(week: Week, stay: Stay, finding: Finding) -> Iterator[Change]:
    """For the household alone, which is enough where a rule counts; else for all whom the finding is about."""
    every = tuple(sorted({a for a in finding.about if a in week.household} | {stay.household}))
    unit, until = week.unit_of(stay).alias, stay.until or FOREVER
    for households in dict.fromkeys(((stay.household,), every)):
        yield SetAside(finding.code, households, unit, stay.start, until)


def _consent(it: Obstacle) -> Iterator[Change]:
    yield Consented(it.whom.alias, it.around.week.unit_of(it.stay).type)


def _assessment(it: Obstacle) -> Iterator[Change]:
    """The worst danger that the unit is secure enough for; a renewed one is no milder than the last."""
    person = it.whom
    worst = list(Danger)[it.around.week.unit_of(it.stay).security or 0]
    if person.threat is None:
        yield Assessed(person.alias, worst)
    elif person.threat.danger.rank <= worst.rank:
        yield Assessed(person.alias, person.threat.danger)


def _unassessed_area(it: Obstacle) -> Iterator[Change]:
    """Who was never assessed counts as in high danger; assessed as in less, two people may decide."""
    person = it.whom
    security = it.around.week.unit_of(it.stay).security or 0
    if person.threat is None and it.finding.level is Level.ABSOLUTE:
        yield Assessed(person.alias, list(Danger)[min(security, Danger.MEDIUM.rank)])


def _pair(it: Obstacle) -> Iterator[Change]:
    others = sorted(a for a in it.finding.about if a in it.around.week.household and a != it.household.alias)
    for other in others[:1]:
        yield PairAssessed(*sorted((it.household.alias, other)))


def _release(it: Obstacle) -> Iterator[Change]:
    yield Released(it.household.alias, it.around.week.unit_of(it.stay).alias)


def _receive(it: Obstacle) -> Iterator[Change]:
    yield UnitReceives(it.around.week.unit_of(it.stay).alias, it.around.week.as_of)


def _grade(it: Obstacle) -> Iterator[Change]:
    yield Clarified(it.whom.alias, "secrecy", it.around.week.unit_of(it.stay).clearance or Secrecy.NONE)


def _track(it: Obstacle) -> Iterator[Change]:
    taken = (it.around.week.unit_of(it.stay).tracks or frozenset()) - {Track.NOT_CLARIFIED}
    if taken:
        yield Clarified(it.whom.alias, "track", min(taken, key=list(Track).index))


def _support(it: Obstacle) -> Iterator[Change]:
    staffing = it.around.week.unit_of(it.stay).staffing
    yield Clarified(it.whom.alias, "support", staffing.rank if staffing else 0)


def _sharing(it: Obstacle) -> Iterator[Change]:
    person = it.whom
    if person.sharing is Answer.NOT_ASKED:
        yield Clarified(person.alias, "sharing", Answer.YES)


def _others_move(it: Obstacle) -> Iterator[Change]:
    """The only one who has the bed goes elsewhere, if there is a place for them."""
    others = [a for a in it.finding.about if a in it.around.week.household and a != it.household.alias]
    if len(others) == 1:
        yield from moves(it.around, others[0], it.stay)


def _source_moves(it: Obstacle) -> Iterator[Change]:
    """The dangerous side has not moved in yet: it is promised a place elsewhere instead."""
    week = it.around.week
    for other in it.finding.about:
        if (
            other in week.household
            and other != it.household.alias
            and is_source(week, other, it.household.alias)
        ):
            yield from (one for one in moves(it.around, other, it.stay, source=True))


def is_source(week: Week, other: str, household: str) -> bool:
    """Whether the other is the dangerous side of a link that protects this household alone."""
    mine = {p.alias for p in week.household[household].members}
    theirs = {p.alias for p in week.household[other].members}
    return any(
        r.kind in HARMFUL and r.active(week.as_of) and {r.a, r.b} & mine and {r.a, r.b} & theirs
        and (r.protected in mine if r.protected else r.a in theirs)
        for r in week.instance.relations
    )  # fmt: skip


def moves(around: Around, other: str, near: Stay, *, source: bool = False) -> tuple[Moved, ...]:
    """The best move of somebody who lives, or will live, where a stay would be; none without a place for them.

    Looked for in the facts as they are, once, unless what was changed in them is about the one who moves.
    """
    now, then, key = around.week, around.beside.week, (other, around.week.unit_of(near).entrance, source)
    if now.household[other] != then.household.get(other) or now.held_of.get(other) != then.held_of.get(other):
        return tuple(_moves(around, now, *key))
    if key not in around.moves:
        around.moves[key] = tuple(_moves(around, then, *key))
    return around.moves[key]


def _moves(around: Around, week: Week, other: str, entrance: str, source: bool) -> Iterator[Moved]:  # noqa: FBT001
    who = week.household[other]
    held = [s for s in week.held_of.get(other, ()) if week.unit_of(s).entrance == entrance]
    if (
        len(held) != 1
        or who.origin
        or any(s.kind is StayKind.HOLD for s in week.held_of[other] if s not in held)
    ):
        return
    (home,) = held
    if source and home.kind is not StayKind.HOLD:
        return  # who has lived there knows the address
    earliest = max(week.as_of + timedelta(days=1), home.start)
    for choice in choices(week, who):
        if choice.place.unit.entrance == entrance:
            continue
        starts = (s.start for s in choice.stays(who) if _is_open(around, s, earliest))
        start = next(starts, None)
        if start is not None:
            unit = choice.place.unit.alias
            yield Moved(other, home.place, choice.place.alias, start, unit, source)
            return


def _is_open(around: Around, stay: Stay, earliest: date) -> bool:
    """Whether the place is free to the end of the plan, beside all others."""
    week = around.week
    return stay.start >= earliest and stay.until == week.horizon and not around.beside.clashes(stay)


def beside_all(week: Week, plan: Plan) -> Around:
    """The facts and the plan."""
    return Around(week, plan, Beside(week, plan), {})


Find = Callable[[Obstacle], Iterator[Change]]

ANSWERS: dict[tuple[str, str], Find] = {
    ("valid_consent", "not_asked"): _consent,
    ("valid_consent", "ended"): _consent,
    ("security", "never_assessed"): _assessment,
    ("security", "too_low_unassessed"): _assessment,
    ("security", "expired"): _assessment,
    ("security", "expired_too_low"): _assessment,
    ("avoid_area", "inside"): _unassessed_area,
    ("same_case", "not_assessed"): _pair,
    ("reserved_bed", "kept"): _release,
    ("notice", "notice"): _receive,
    ("clearance", "not_clarified"): _grade,
    ("intake", "track_not_clarified"): _track,
    ("staffing", "unknown_support"): _support,
    ("shared_room", "no_yes"): _sharing,
    ("harmful_link", "same_site"): _source_moves,
    ("beds", TAKEN): _others_move,
}
"""(rule, sentence) -> what answers it. What is not here takes an override, or nothing does."""
