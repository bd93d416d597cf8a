"""What speaks against a person in a programme: every rule, or who is in the way in this plan, or what it would cost.

It is what the judge finds in the plan with that one enrolment more. The plan's homes stand: an activity never decides
who lives where (A04).
"""

from typing import Literal, NamedTuple

from placement.domain.act import named
from placement.domain.activity import span_of
from placement.domain.bites import objections
from placement.domain.person import Person
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind, Programme
from placement.domain.review import Finding, Review
from placement.domain.rule import Act, Objection, Rule
from placement.domain.seen import Seen
from placement.domain.week import Week
from placement.review.act_form import act_findings, ended_by, readable_acts
from placement.review.audit import judge
from placement.review.findings import Found, merged, rule_findings
from placement.review.why_not_there import GoalChange, goal_changes

MORE = "more_than_wished"
Kind = Literal["attends", "ends", "planned", "blocked", "taken", "free", "costs"]


class Attending(NamedTuple):
    """The answer for one person and one programme."""

    person: str
    programme: str
    kind: Kind
    """Attends: it goes on. Ends: it is given up for a home. Planned: the plan begins it.

    Blocked: rules bar it beside the homes of this plan, whatever other activities are planned. Taken: only what else
    the plan begins is in the way. Free: nothing is lost. Costs: wishes of others or of the plan are lost.
    """
    enrolment: Enrolment | None = None
    """The enrolment of which this is said."""
    blocking: tuple[Finding, ...] = ()
    """All that bars it."""
    beside: tuple[Finding, ...] = ()
    """What stands against it only because of what else is planned."""
    in_the_way: tuple[Act, ...] = ()
    """The planned activities, contacts and bookings that clash with it."""
    goals: tuple[GoalChange, ...] = ()
    points: int = 0
    """More than the plan loses; fewer, where below 0."""


def why_not_activity(
    week: Week, plan: Plan, person: str, programme: str, goals: tuple[Rule, ...]
) -> Attending:
    """Why a person does not begin in a programme in this plan.

    Args:
        week: The facts.
        plan: A plan for them that breaks no rule.
        person: Alias.
        programme: Alias.
        goals: What plans are compared by.

    Raises:
        KeyError: No such person, or programme.
    """
    who, what = week.person[person], week.programme[programme]
    if week.is_enrolled(person, programme):
        gone = (person, programme) in ended_by(week, plan)
        return Attending(person, programme, "ends" if gone else "attends")
    begun = next((e for e in plan.enrolments if (e.person, e.programme) == (person, programme)), None)
    if begun:
        return Attending(person, programme, "planned", begun)
    asked = _enrolment(week, who, what)
    more = plan.but(enrolments=(*plan.enrolments, asked))
    found = _against(week, more, asked)
    others = {one.finding: _others(week, plan, one, asked) for one in found}
    own = tuple(finding for finding, acts in others.items() if not acts)
    beside = tuple(finding for finding, acts in others.items() if acts)
    in_the_way = tuple(dict.fromkeys(act for acts in others.values() for act in acts))
    there = Attending(person, programme, "blocked", asked, own, beside, in_the_way)
    if found:
        return there if own else there._replace(kind="taken")
    return _costs(there, judge(week, plan, goals), judge(week, more, goals))


def _costs(there: Attending, before: Review, after: Review) -> Attending:
    changes, points = goal_changes(before, after), after.points - before.points
    lost = points > 0 or any(one.after > one.before for one in changes)
    return there._replace(kind="costs" if lost else "free", goals=changes, points=points)


def _enrolment(week: Week, person: Person, programme: Programme) -> Enrolment:
    """On the dates that it would have; where rules leave none, on those that it would have without them."""
    said = tuple(_own(week, person, programme))
    span = span_of(week, person, programme, said) or span_of(week, person, programme, ())
    start, until = span or (week.as_of, week.horizon)
    return Enrolment(
        person=person.alias, programme=programme.alias, start=start, until=until, kind=EnrolmentKind.NEW
    )


def _own(week: Week, person: Person, programme: Programme) -> list[Objection]:
    """What the person's own facts and the programme's hold against each other, beyond what is overridden."""
    household = week.household_of[person.alias].alias
    return [
        left
        for rule in week.rules
        for _, objection in objections(rule, person, programme, week.attributes)
        if not objection.waived
        for left in week.not_overridden(rule.code, household, named(programme), objection)
    ]


def _against(week: Week, plan: Plan, asked: Enrolment) -> list[Found]:
    """Every breach that speaks against the enrolment, from rules and from what every plan keeps to."""
    seen = Seen(week, plan)
    said = [*readable_acts(week, plan)[1], *act_findings(week, seen)]
    said += [one for rule in week.rules for one in rule_findings(week, seen, rule)]
    return merged(one for one in said if asked in one.against)


def _others(week: Week, plan: Plan, one: Found, asked: Enrolment) -> tuple[Act, ...]:
    """What else is planned and clashes; where more is begun than was wished for, what the person begins instead."""
    if one.finding.says != MORE:
        return tuple(act for act in one.against if act != asked)
    kind = week.programme[asked.programme].kind
    mine = (e for e in plan.enrolments if e.person == asked.person and e.kind is EnrolmentKind.NEW)
    return tuple(e for e in mine if week.programme[e.programme].kind is kind)
