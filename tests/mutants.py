"""Good plans spoilt on purpose: each mutant is made to break one known rule, and the judge must name it.

The rule is known from how the mutant is made; nobody asks the judge first. Half of the ways change the plan, half
the facts under an unchanged plan. `python -m tests.mutants --count 3000` prints what was caught, way by way.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, ConsentAnswer, MoveConsent, Offer, OfferAnswer, Veto
from placement.domain.decision import Tier
from placement.domain.housing import Closure, Staffing, TargetGroup, ZonePolicy
from placement.domain.person import (
    Access,
    AgeBand,
    AgeStatus,
    Danger,
    Gender,
    Habit,
    Secrecy,
    Threat,
    Track,
    ZoneWish,
)  # fmt: skip
from placement.domain.relation import KnowsAddress, Relation, RelationKind
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, Answer
from placement.domain.week import MIN_NIGHTS
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.agreement import FAMILIES
from tests.mutants_acts import ACT_WAYS
from tests.random_worlds import tiny
from tests.spoilt import DAY, Good, Mutant, adult, child, registry

A_WORLD = 12
"""Mutants made of one world, the ways that were used least first."""
HOUSING_WAYS, way = registry()


# -- the form of the plan
@way("plan_form", "a household that is not there")
def _(g: Good) -> Mutant:
    return g.spoilt(household="Ugle-99")


@way("plan_form", "a place that is not there")
def _(g: Good) -> Mutant:
    return g.spoilt(place="Ukjent-1")


@way("plan_form", "a household twice")
def _(g: Good) -> Mutant:
    return g.with_stay(g.stay)


@way("plan_form", "starts a day too early")
def _(g: Good) -> Mutant:
    return g.spoilt(start=g.week.first_possible(g.household) - DAY)


@way("plan_form", "ends a day after the need")
def _(g: Good) -> Mutant:
    return g.spoilt(until=g.week.need_end(g.household) + DAY)


@way("plan_form", "has no end")
def _(g: Good) -> Mutant:
    return g.spoilt(until=None)


@way("plan_form", "ends early, one night too short")
def _(g: Good) -> Mutant | None:
    until = g.stay.start + timedelta(days=MIN_NIGHTS) - DAY
    if g.week.tier(g.stay.household) is Tier.P0 or until >= g.week.need_end(g.household):
        return None
    return g.spoilt(until=until)


@way("plan_form", "begins after the nights that count")
def _(g: Good) -> Mutant | None:
    window = g.week.window(g.household)
    if window is None or window.until >= g.week.need_end(g.household):
        return None
    return g.spoilt(start=window.until, until=g.week.need_end(g.household))


@way("plan_form", "a move of somebody who is not housed")
def _(g: Good) -> Mutant | None:
    return None if g.week.is_housed(g.stay.household) else g.spoilt(kind=StayKind.PROPOSAL)


@way("plan_form", "a stay that is held already")
def _(g: Good) -> Mutant:
    return g.spoilt(kind=StayKind.CURRENT)


@way("plan_form", "moves to where they live")
def _(g: Good) -> Mutant | None:
    current = g.week.current(g.stay.household)
    offered = {p.alias for p in g.week.places}
    return g.spoilt(place=current.place) if current and current.place in offered else None


@way("plan_form", "several rooms for who fits into one")
def _(g: Good) -> Mutant | None:
    sets = [p for p in g.week.places if len(p.rooms) > 1 and p.unit.type.value != "own_flat"]
    needs_one = len(g.household.members) == 1
    fit = [p for p in sets if any(q.confirmed and q.beds for q in p.rooms)]
    return (
        g.spoilt(place=g.r.choice(fit).alias)
        if needs_one and fit and not g.household.members[0].is_baby
        else None
    )


@way("plan_form", "somebody without need")
def _(g: Good) -> Mutant | None:
    idle = [h for h in g.week.households if not g.week.wants_option(h) and h.origin is None]
    return g.with_stay(g.stay.but(household=g.r.choice(idle).alias)) if idle else None


@way("plan_form", "made for other facts")
def _(g: Good) -> Mutant:
    return Mutant(g.instance, g.plan.but(instance_hash="0" * 64))


# -- H01, H02
@way("valid_consent", "consent withdrawn today")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    if who is None:
        return None
    today = g.instance.as_of
    row = Consent(person=who.alias, to=g.unit.type, answer=ConsentAnswer.WITHDRAWN, on=today)
    return g.more("consents", row).unchanged


@way("valid_consent", "consent never asked for")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    return g.fewer("consents", lambda c: c.person != who.alias).unchanged if who else None


@way("valid_consent", "consent ends on the first day")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    if who is None:
        return None
    row = Consent(person=who.alias, answer=ConsentAnswer.GIVEN, on=g.instance.as_of - DAY, until=g.stay.start)
    return g.fewer("consents", lambda c: c.person != who.alias).more("consents", row).unchanged


@way("minor_alone", "a member is a minor alone")
def _(g: Good) -> Mutant:
    return g.person(g.anybody.alias, age_status=AgeStatus.MINOR_UNACCOMPANIED, age_band=None).unchanged


@way("minor_alone", "an age becomes unclear, and nobody is guardian")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    if who is None:
        return None
    changed = g.person(who.alias, age_status=AgeStatus.UNCLEAR)
    return changed.fewer(
        "relations", lambda r: r.kind is not RelationKind.GUARDIAN or r.b != who.alias
    ).unchanged


@way("minor_alone", "the guardian is not confirmed")
def _(g: Good) -> Mutant | None:
    who = g.some(child)
    if who is None:
        return None
    rows = tuple(r.but(confirmed=False) if r.b == who.alias else r for r in g.instance.relations)
    return g.facts(relations=rows).unchanged


# -- H03
@way("harmful_link", "a link between two at one entrance")
def _(g: Good) -> Mutant | None:
    near = g.beside(in_entrance=True)
    if near is None:
        return None
    other = g.week.household[near[0].household].members[0]
    row = Relation(
        a=other.alias, b=g.anybody.alias, kind=g.r.choice([RelationKind.RECRUITER, RelationKind.PERPETRATOR])
    )
    return g.more("relations", row).unchanged


@way("harmful_link", "somebody linked knows the address")
def _(g: Good) -> Mutant | None:
    others = [p for h in g.week.households if h.alias != g.stay.household for p in h.members]
    other = g.r.choice(others)
    link = Relation(a=other.alias, b=g.anybody.alias, kind=RelationKind.CONTROLLER)
    return (
        g.more("relations", link)
        .more("knows_address", KnowsAddress(person=other.alias, unit=g.unit.alias))
        .unchanged
    )


# -- H04 to H07
@way("avoid_area", "an area to avoid")
def _(g: Good) -> Mutant:
    return g.more("avoid_areas", AvoidArea(person=g.anybody.alias, area=g.unit.district)).unchanged


@way("avoid_area", "an area to avoid on the last night alone")
def _(g: Good) -> Mutant:
    row = AvoidArea(person=g.anybody.alias, area=g.unit.district, since=g.until - DAY, until=g.until)
    return g.more("avoid_areas", row).unchanged


@way("clearance", "the unit's clearance is lowered by one grade")
def _(g: Good) -> Mutant:
    grade = g.r.choice([Secrecy.HIDDEN, Secrecy.FORTROLIG, Secrecy.STRENGT_FORTROLIG])
    below = list(Secrecy)[grade.rank - 1]
    return g.person(g.anybody.alias, secrecy=grade).house(clearance=below).unchanged


@way("clearance", "the grade is not clarified")
def _(g: Good) -> Mutant:
    return g.person(g.anybody.alias, secrecy=None).house(clearance=Secrecy.HIDDEN).unchanged


@way("security", "a threat one step above the unit")
def _(g: Good) -> Mutant:
    danger = g.r.choice([Danger.MEDIUM, Danger.HIGH, Danger.ACUTE])
    threat = Threat(danger=danger, valid_until=FOREVER)
    return g.person(g.anybody.alias, threat=threat).house(security=danger.rank - 1).unchanged


@way("security", "the assessment expires on the first day")
def _(g: Good) -> Mutant:
    threat = Threat(danger=Danger.LOW, valid_until=g.stay.start)
    return g.unhurried().person(g.anybody.alias, threat=threat).unchanged


@way("gender_zone", "a man among women")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    return g.person(who.alias, gender=Gender.MAN).zones(policy=ZonePolicy.WOMEN).unchanged if who else None


@way("gender_zone", "a woman among men")
def _(g: Good) -> Mutant:
    return g.person(g.anybody.alias, gender=Gender.WOMAN).zones(policy=ZonePolicy.MEN).unchanged


@way("gender_zone", "a boy a year too old")
def _(g: Good) -> Mutant | None:
    who = g.some(child)
    if who is None:
        return None
    boy = g.person(who.alias, gender=Gender.MAN, age_band=AgeBand.CHILD)
    return boy.zones(policy=ZonePolicy.WOMEN, boys_up_to=AgeBand.CHILD.oldest - 1).unchanged


@way("gender_zone", "a wish for women only on a mixed floor")
def _(g: Good) -> Mutant | None:
    if g.place.is_own_unit:
        return None
    return g.person(g.anybody.alias, zone_wish=ZoneWish.WOMEN_ONLY).zones(policy=ZonePolicy.MIXED).unchanged


@way("gender_zone", "the floor's policy is unknown")
def _(g: Good) -> Mutant | None:
    return None if g.place.is_own_unit else g.zones(policy=None).unchanged


# -- H08
@way("beds", "the house closes on the last night")
def _(g: Good) -> Mutant:
    return g.more("closures", Closure(unit=g.unit.alias, since=g.until - DAY)).unchanged


@way("beds", "the lease ends a night early")
def _(g: Good) -> Mutant:
    return g.house(available_until=g.until - DAY).unchanged


@way("beds", "the room is not confirmed")
def _(g: Good) -> Mutant:
    return g.rooms(confirmed=g.r.choice([None, False])).unchanged


@way("beds", "two households in one whole room")
def _(g: Good) -> Mutant | None:
    offered = {p.alias for p in g.week.places}
    others = [
        s for s in g.plan.stays
        if s is not g.stay and s.place in offered and not s.place.endswith("/bed")
        and max(s.start, g.stay.start) < min(s.until or FOREVER, g.until) and g.household.sleepers
    ]  # fmt: skip
    return g.spoilt(place=g.r.choice(others).place) if others else None


@way("beds", "a whole room where somebody has a bed")
def _(g: Good) -> Mutant | None:
    near = g.beside(in_room=True)
    offered = {p.alias for p in g.week.places}
    if near is None or not g.stay.place.endswith("/bed") or g.stay.place.removesuffix("/bed") not in offered:
        return None
    there = g.week.household[near[0].household]
    return g.spoilt(place=g.stay.place.removesuffix("/bed")) if there.sleepers else None


@way("beds", "no cot for the baby")
def _(g: Good) -> Mutant | None:
    who = g.some(child)
    return (
        g.person(who.alias, age_band=AgeBand.BABY).rooms(cots=0, double=0, single=9).unchanged
        if who
        else None
    )


@way("beds", "the beds are carried out")
def _(g: Good) -> Mutant | None:
    """Of a room that is given whole; a share of a room without beds is no place at all."""
    return None if g.place.shared else g.rooms(single=0, double=0).unchanged


# -- H09, H10
@way("household_together", "a family in a bed share")
def _(g: Good) -> Mutant | None:
    shares = [p for p in g.week.places if p.shared]
    if len(g.household.members) < 2 or not shares:
        return None
    return g.spoilt(place=g.r.choice(shares).alias)


@way("household_together", "a family in a room that does not lock")
def _(g: Good) -> Mutant | None:
    one = len(g.place.rooms) == 1 and not g.place.is_own_unit and not g.place.shared
    return g.rooms(lockable=None).unchanged if one and len(g.household.members) > 1 else None


@way("household_together", "who may be a child beside an adult stranger")
def _(g: Good) -> Mutant | None:
    near, who = g.beside(in_room=True), g.some(adult)
    if near is None or who is None or not any(map(adult, g.week.household[near[0].household].members)):
        return None
    return g.person(who.alias, age_status=AgeStatus.UNCLEAR).unchanged


@way("child_suitable", "nobody knows whether children can live there")
def _(g: Good) -> Mutant | None:
    return g.house(children_ok=None).unchanged if g.some(child) else None


@way("child_suitable", "no school in reach for 29 nights")
def _(g: Good) -> Mutant | None:
    who = g.some(child)
    until = g.stay.start + timedelta(days=29)
    if who is None or until > g.until:
        return None
    bare = g.unhurried().person(who.alias, age_band=AgeBand.CHILD).house(schools=frozenset())
    return bare.spoilt(until=until)


# -- H11 to H14
@way("accessibility", "a need that the unit does not meet")
def _(g: Good) -> Mutant:
    needing = g.person(g.anybody.alias, access_needs=frozenset({g.r.choice(list(Access))}))
    return needing.house(access=frozenset()).rooms(access=frozenset()).unchanged


@way("staffing", "staff one step below the support")
def _(g: Good) -> Mutant:
    support = g.r.choice([1, 2, 3])
    return g.person(g.anybody.alias, support=support).house(staffing=list(Staffing)[support - 1]).unchanged


@way("staffing", "nobody knows the support")
def _(g: Good) -> Mutant:
    return g.person(g.anybody.alias, support=None).house(staffing=Staffing.ON_CALL).unchanged


@way("intake", "the unit has no intake list")
def _(g: Good) -> Mutant:
    return g.unhurried().house(tracks=None).unchanged


@way("intake", "the basis is not on the list")
def _(g: Good) -> Mutant:
    track = g.r.choice(list(Track))
    return (
        g.unhurried().person(g.anybody.alias, track=track).house(tracks=frozenset(Track) - {track}).unchanged
    )


@way("intake", "a year too young")
def _(g: Good) -> Mutant | None:
    who = g.some(adult, lambda p: p.age_band is not None and p.age_band.youngest >= 18)
    if who is None or who.age_band is None:
        return None
    return g.unhurried().house(min_age=who.age_band.youngest + 1).unchanged


@way("intake", "another kind of household")
def _(g: Good) -> Mutant:
    kind = TargetGroup.FAMILY if len(g.household.members) == 1 and g.some(adult) else TargetGroup.SINGLE
    return g.unhurried().house(target_groups=frozenset({kind})).unchanged


@way("stay_limit", "a night beyond the limit")
def _(g: Good) -> Mutant | None:
    nights = (g.until - g.stay.start).days
    return g.house(max_stay_nights=nights - 1).unchanged if nights > 1 else None


# -- H15, H16
@way("separate", "kept apart on the last shared night")
def _(g: Good) -> Mutant | None:
    near = g.beside()
    if near is None:
        return None
    other, _, until = near
    kind = g.r.choice([RelationKind.SEPARATE, RelationKind.CONFLICT])
    a, b = g.anybody.alias, g.r.choice(g.week.household[other.household].members).alias
    return g.more("relations", Relation(a=a, b=b, kind=kind, since=until - DAY, until=until)).unchanged


@way("separate", "kept apart on the first shared night")
def _(g: Good) -> Mutant | None:
    near = g.beside()
    if near is None:
        return None
    other, since, _ = near
    b, a = g.anybody.alias, g.r.choice(g.week.household[other.household].members).alias
    return g.more(
        "relations", Relation(a=a, b=b, kind=RelationKind.SEPARATE, since=since, until=since + DAY)
    ).unchanged


def _strangers_of_one_case(g: Good, other: Stay) -> Good:
    """One member of each is of one case, in no haste and no group, and nobody looked at the pair."""
    a, b = g.anybody.alias, g.r.choice(g.week.household[other.household].members).alias
    changed = g.person(a, case_group="Sak-9").person(b, case_group="Sak-9")
    changed = changed.fewer("relations", lambda r: {r.a, r.b} != {a, b})
    for alias in (g.stay.household, other.household):
        changed = changed.unhurried(alias).home(alias, group_arrival=None)
    return changed


@way("same_case", "the same case, and nobody looked at the pair")
def _(g: Good) -> Mutant | None:
    near = g.beside()
    return _strangers_of_one_case(g, near[0]).unchanged if near else None


@way("same_case", "the same case in one room, let in for haste")
def _(g: Good) -> Mutant | None:
    near = g.beside(in_room=True)
    if near is None:
        return None
    arrived = _strangers_of_one_case(g, near[0]).home(g.stay.household, group_arrival="Torsdag")
    return arrived.home(near[0].household, group_arrival="Torsdag").unchanged


# -- H17 to H20
@way("veto", "a veto on the first day")
def _(g: Good) -> Mutant:
    row = Veto(person=g.anybody.alias, unit=g.unit.alias, since=g.stay.start, until=g.stay.start + DAY)
    return g.more("vetoes", row).unchanged


@way("reserved_bed", "the room is kept for emergencies")
def _(g: Good) -> Mutant:
    kept = g.unhurried().rooms(emergency=g.r.choice([True, None]))
    return kept.fewer("releases", lambda row: row.household != g.stay.household).unchanged


@way("approval", "the approval lapses on the first day")
def _(g: Good) -> Mutant:
    return g.house(**{g.r.choice(["fire_ok_until", "maintenance_ok_until"]): g.stay.start}).unchanged


@way("approval", "never approved")
def _(g: Good) -> Mutant:
    return g.house(fire_ok_until=None).unchanged


@way("own_will", "a proposal begins without consent")
def _(g: Good) -> Mutant | None:
    return g.spoilt(kind=StayKind.NEW) if g.stay.kind is StayKind.PROPOSAL else None


@way("own_will", "the consent to move is withdrawn")
def _(g: Good) -> Mutant | None:
    who = g.some(adult)
    if who is None or g.stay.kind is not StayKind.NEW or not g.week.is_housed(g.stay.household):
        return None
    row = MoveConsent(
        person=who.alias, unit=g.unit.alias, answer=ConsentAnswer.WITHDRAWN, on=g.instance.as_of
    )
    return g.more("move_consents", row).unchanged


# -- H21 to H26
@way("shared_room", "no yes to sharing")
def _(g: Good) -> Mutant | None:
    if not g.place.shared:
        return None
    return g.person(g.anybody.alias, sharing=g.r.choice([Answer.NO, Answer.NOT_ASKED])).unchanged


@way("shared_room", "needs an own room")
def _(g: Good) -> Mutant | None:
    return g.person(g.anybody.alias, needs_own_room=True).unchanged if g.place.shared else None


@way("shared_room", "two genders in a room")
def _(g: Good) -> Mutant | None:
    near = g.beside(in_room=True)
    if near is None:
        return None
    other = g.r.choice(g.week.household[near[0].household].members).alias
    return g.person(g.anybody.alias, gender=Gender.MAN).person(other, gender=Gender.WOMAN).unchanged


@way("mix", "one child too many")
def _(g: Good) -> Mutant | None:
    children = sum(p.maybe_child for p in g.household.members)
    return g.house(max_children=children - 1).unchanged if children else None


@way("mix", "one who needs help round the clock too many")
def _(g: Good) -> Mutant:
    return g.person(g.anybody.alias, support=3).house(max_high_need=0).unchanged


@way("mix", "one of a case too many, with those who live there")
def _(g: Good) -> Mutant | None:
    near = g.beside()
    if near is None:
        return None
    return _strangers_of_one_case(g, near[0]).house(max_same_case=1).unchanged


@way("house_rules", "a habit that the house does not take in")
def _(g: Good) -> Mutant:
    habit = g.r.choice(list(Habit))
    return (
        g.person(g.anybody.alias, habits=frozenset({habit}))
        .house(accepts=frozenset(Habit) - {habit})
        .unchanged
    )


@way("notice", "an hour too little notice")
def _(g: Good) -> Mutant:
    hours = (g.stay.start - g.instance.as_of).days * 24 + 1
    return g.fewer("can_receive", lambda c: c.unit != g.unit.alias).house(notice_hours=hours).unchanged


@way("notice", "the room is still made ready")
def _(g: Good) -> Mutant | None:
    rooms = [room.alias for room in g.place.rooms]
    ends = [
        s.until
        for room in rooms
        for s in g.week.held_in_room.get(room, ())
        if s.until and s.until <= g.stay.start
    ]
    days = [(g.stay.start - end).days + 1 for end in ends]
    return g.house(turnaround_days=min(days)).unchanged if days else None


@way("declined", "declined yesterday, and the reason holds on the first day")
def _(g: Good) -> Mutant:
    row = Offer(household=g.stay.household, unit=g.unit.alias, on=g.instance.as_of - DAY, answer=OfferAnswer.DECLINED,
                holds_until=g.stay.start + DAY)  # fmt: skip
    return g.unhurried().more("offers", row).unchanged


@way("keep_together", "two who stay together are parted")
def _(g: Good) -> Mutant | None:
    near = g.beside()
    others = [p for p in g.week.places if p.unit.alias != g.unit.alias]
    if near is None or near[0] not in g.plan.stays or not others:
        return None
    pair = (g.stay.household, near[0].household)
    if any(g.week.tier(h) is Tier.P0 for h in pair):
        return None
    row = Relation(a=g.anybody.alias, b=g.week.household[pair[1]].members[0].alias, kind=RelationKind.KEEP_TOGETHER,
                   yes_a=Answer.YES, yes_b=Answer.YES)  # fmt: skip
    return g.more("relations", row).spoilt(place=g.r.choice(others).alias)


# -- the campaign
WAYS = HOUSING_WAYS | ACT_WAYS


class Outcome(NamedTuple):
    """One mutant: how it was made, what had to be found, and whether it was."""

    seed: int
    family: str
    name: str
    rule: str
    caught: bool


def outcomes(seed: int, family: str, used: Counter[str], a_world: int = A_WORLD) -> Iterator[Outcome]:
    """Mutants of one world, the ways used least so far first."""
    r = random.Random(seed)
    instance = tiny(seed, family).but(overrides=())  # so that no HARD rule is set aside
    plan = solve(instance, RULES, GOALS).plan
    if plan is None:
        return
    plan = plan.but(instance_hash="")
    whole = {h.alias for h in instance.households}
    stays = [s for s in plan.stays if s.household in whole]
    made = 0
    for name in sorted(WAYS, key=lambda n: (used[n], r.random())) if stays else ():
        rule, spoil = WAYS[name]
        mutant = next(
            (m for s in r.sample(stays, len(stays)) if (m := spoil(Good(instance, plan, r, s)))), None
        )
        if mutant is not None:
            used[name] += 1
            made += 1
            found = {f.rule for f in audit(mutant.instance, mutant.plan, RULES, ()).breaches}
            yield Outcome(seed, family, name, rule, rule in found)
        if made == a_world:
            return


def campaign(count: int, first: int = 0, families: tuple[str, ...] = FAMILIES) -> Iterator[Outcome]:
    """So many mutants of the worlds from a seed on, of the families in turn."""
    used = Counter[str]()
    made = 0
    seed = first
    while made < count:
        for one in outcomes(seed, families[seed % len(families)], used):
            yield one
            made += 1
            if made == count:
                return
        seed += 1


def table(found: list[Outcome]) -> str:
    """A Markdown table: way -> expected rule -> mutants -> caught."""
    codes = {rule.id: rule.code for rule in RULES}
    lines = ["| mutation | rule that must be named | mutants | caught |", "|---|---|--:|--:|"]
    for name, (rule, _) in WAYS.items():
        mine = [o for o in found if o.name == name]
        lines.append(
            f"| {name} | {codes.get(rule, 'form of the plan')} | {len(mine)} | {sum(o.caught for o in mine)} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Print what was caught; write it into docs/benchmarks.md with `--write`."""
    from tests.binding import BENCHMARKS, written

    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first world")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given = parser.parse_args()
    begun = time.time()
    found = list(campaign(given.count, given.first))
    missed = [o for o in found if not o.caught]
    body = table(found)
    print(body)
    print(f"{len(found)} mutants of {len({o.seed for o in found})} worlds, {len(missed)} missed, "
          f"{time.time() - begun:.0f} s")  # fmt: skip
    for one in missed[:20]:
        print(one)
    if given.write:
        note = (
            f"`python -m tests.mutants --count {given.count} --write`: {len(found)} mutants of "
            f"{len({o.seed for o in found})} worlds (seeds from {given.first} on), {len(missed)} missed, "
            f"{time.time() - begun:.0f} s on one core."
        )
        BENCHMARKS.write_text(written(BENCHMARKS.read_text("utf-8"), "mutants", f"{note}\n\n{body}"), "utf-8")


if __name__ == "__main__":
    main()
