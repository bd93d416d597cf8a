"""Builder and judge about the plans of the cases, and about those beside them.

A case shows a boundary of a rule to the judge. Its acts, each there or not, show it to the builder as well: random
worlds (`tests.agreement`) come to few of these boundaries by themselves.
"""

import itertools
import random
from collections.abc import Iterator

import numpy as np

from placement.domain.activity import span_of
from placement.domain.contact import AssignmentKind
from placement.domain.instance import Instance
from placement.domain.interpreter import TalkKind
from placement.domain.interpreting import touched
from placement.domain.plan import Plan
from placement.domain.programme import ActivityWish, Enrolment, EnrolmentKind
from placement.domain.rule import Act, Rule
from placement.domain.seen import Seen
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.act_form import act_findings, readable_acts
from placement.rules import GOALS, RULES
from placement.solver.acts import ActColumn, Acts, Against, needs_of
from placement.solver.candidates import Candidates, candidates, from_rows, judged
from placement.solver.pair_points import pair_points
from placement.solver.terms import build
from tests.agreement import Difference, compared, in_parts, plans_of
from tests.drawn_acts import as_acts, with_acts
from tests.test_cases import cases_of, plan_of, world_of

STAYS, PLANS = 16, 40
"""Of a case, at most: plans of housing, and whole plans."""


def differences(rule: Rule) -> Iterator[Difference]:
    """Plans of the rule's cases about which the halves differ."""
    for name, case in cases_of(rule.id).items():
        world = world_of(case)
        plan = plan_of(case, world)
        week = Week(_wished_for(world, plan), in_parts(RULES))
        r = random.Random(name)
        made = options(week, plan)
        terms = build(made, GOALS)
        stays = plans_of(made, r, STAYS)
        chosen = np.unique(
            np.concatenate([with_acts(terms, stays, r, PLANS), *whole(terms.first_aux, made)]), axis=0
        )
        yield from compared(0, name, made, terms, chosen).differences


def _wished_for(world: Instance, plan: Plan) -> Instance:
    """The week in which everybody wishes for what the plan enrols them in: else that alone would be wrong with it."""
    people = {p.alias for h in world.households for p in h.members}
    programmes = {p.alias for p in world.programmes}
    there = {(w.person, w.programme) for w in world.activity_wishes}
    new = {(e.person, e.programme) for e in plan.enrolments if e.kind is EnrolmentKind.NEW} - there
    wishes = [
        ActivityWish(person=who, programme=p) for who, p in sorted(new) if who in people and p in programmes
    ]
    return world.but(activity_wishes=(*world.activity_wishes, *wishes))


def whole(width: int, made: Candidates) -> Iterator[np.ndarray]:
    """The plan of the case itself, if the builder can say it: at most one stay a household, one act of a kind."""
    acts = [str(c.need or getattr(c.act, "programme", "") + getattr(c.act, "person", str(c.household)))
            for c in map(made.acts.__getitem__, range(len(made.acts)))]  # fmt: skip
    if len(set(made.household.tolist())) == len(made) and len(set(acts)) == len(acts):
        row = np.zeros((1, width), np.int64)
        row[0, : len(made) + len(acts)] = 1
        yield row


def options(week: Week, plan: Plan) -> Candidates:
    """The stays and acts of a plan, and what is held, as columns: allowed or not."""
    made = candidates(week, ())
    lot = {h.alias: n for n, h in enumerate(made.households)}
    place = {p.alias: n for n, p in enumerate(week.places)}
    rows = {
        (lot[s.household], place[s.place], s.start.toordinal(), s.until.toordinal(), week.is_housed(s.household), 0, 0)
        for s in plan.stays
        if s.household in lot and s.place in place and s.until and s.start < s.until
        and (s.kind is StayKind.PROPOSAL) == week.is_housed(s.household)
    }  # fmt: skip
    drawn = from_rows(week, sorted(rows))
    drawn.feasible, drawn.unwaived = made.feasible, made.unwaived
    judged(week, drawn)
    drawn.cost = pair_points(week, GOALS, drawn)
    drawn.acts = acts_of(drawn, plan, lot)
    return drawn


def acts_of(made: Candidates, plan: Plan, lot: dict[str, int]) -> Acts:
    """What is held, and what the plan begins. Left out is what no plan of the builder can say, as in `drawn_acts`."""
    week = made.week
    against = Against(week)
    held = [e for es in week.enrolled_of.values() for e in es]
    new = [e for e in plan.enrolments if e.kind is EnrolmentKind.NEW and e.programme in week.programme]
    new = [said for e in new if (said := e if _is_in_form(week, e) else _as_offered(against, e))]
    people = [p for alias in lot for p in week.household[alias].members]
    enrolments: list[Enrolment] = sorted(
        [*held, *new], key=lambda e: (lot[week.household_of[e.person].alias], e.person)
    )
    found = [
        ActColumn(e, lot[week.household_of[e.person].alias], blocked=_bits(against, e)) for e in enrolments
    ]
    for one in sorted(plan.contacts, key=lambda c: lot[c.household]):
        blocked = against.bits(one)
        if not (one.kind is AssignmentKind.CURRENT and blocked):
            found.append(ActColumn(one, lot[one.household], blocked=blocked))
    needs = tuple(needs_of(week, people, enrolments))
    for need, booking in itertools.product(needs, plan.bookings):
        same = (need.person, need.kind, need.programme, need.on) == (
            booking.person, booking.kind, booking.programme, booking.on)  # fmt: skip
        hours = against.hours.get(booking.interpreter, ())
        if same and (touched(need, hours) if need.kind is TalkKind.SESSION else hours):
            owner = lot[week.household_of[need.person].alias]
            found.append(ActColumn(booking, owner, need, against.bits(booking)))
    return as_acts(made, found, needs)


def _is_in_form(week: Week, enrolment: Enrolment) -> bool:
    """Whether it begins and ends when the builder would have it."""
    plan, form = readable_acts(week, Plan(stays=(), enrolments=(enrolment,)))
    return not form and next(act_findings(week, Seen(week, plan)), None) is None


def _as_offered(against: Against, enrolment: Enrolment) -> Enrolment | None:
    """The same on the dates on which the builder could offer it."""
    week = against.week
    person, programme = week.person[enrolment.person], week.programme[enrolment.programme]
    said = [o for _, o in against.said(person, programme)]
    span = span_of(week, person, programme, said) or span_of(week, person, programme, ())
    return enrolment.but(start=span[0], until=span[1]) if span else None


def _bits(against: Against, act: Act) -> int:
    is_held = isinstance(act, Enrolment) and act.kind is not EnrolmentKind.NEW
    return 0 if is_held else against.bits(act)
