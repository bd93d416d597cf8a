"""A week with its plan, as the questions of the meeting look at it, and whom or what a question names."""

from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Planner
from placement.domain.review import Review
from placement.domain.week import Week
from placement.errors import PlacementError
from placement.review.options import choices_at
from placement.review.reasons import Beside, hindrance, nearest
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.service.planning import check_plan, derived, is_for_other_facts, make_plan

SECONDS = 20.0
"""Wall clock for each plan that a question takes."""


class NoAnswer(PlacementError):
    """A question that means nothing in this week."""

    exit_code = 2
    usual_code = "nobody_known"


class Question(NamedTuple):
    """What an answer is found from. It is for a coordinator; what names somebody `hidden` is left out afterwards."""

    week: Week
    plan: Plan
    review: Review
    means: Means
    is_best: bool = False
    """Whether it is proved that no plan of the week is better."""
    hidden: frozenset[str] = frozenset()
    """Households of whom whoever asks may not know."""


def question(
    instance: Instance, planner: Planner, plan: Plan | None = None, *, seconds: float = SECONDS
) -> Question:
    """A week with a plan that is given, or with the best one.

    Raises:
        NoAnswer: The plan is of another week, or breaks a rule.
        Impossible, OutOfTime: As `make_plan`.
    """
    means = Means(RULES, GOALS, planner, seconds)
    if plan is None:
        made = make_plan(instance, seconds=seconds, planner=planner, explain=False)
        return Question(made.week, made.plan, made.review, means, made.is_best)
    week = derived(instance)
    review = check_plan(week, plan)
    if is_for_other_facts(review):
        raise NoAnswer("the plan was made for other facts.", code="plan_of_another_week")
    if review.breaches:
        raise NoAnswer("the plan breaks a rule.", code="plan_breaks_rules")
    return Question(week, plan, review, means)


def household_named(week: Week, who: str) -> Household:
    """The household that is meant. Raises NoAnswer."""
    if who in week.household:
        return week.household[who]
    if who in week.household_of:
        home = week.household_of[who].alias
        raise NoAnswer("a home is for a household.", code="name_the_household", facts={"household": home})
    raise NoAnswer("there is nobody of that name.", code="nobody_known")


def person_named(week: Week, who: str) -> str:
    """The person who is meant: of a household with one member that one. Raises NoAnswer."""
    if who in week.person:
        return who
    members = [p.alias for p in household_named(week, who).members]
    if len(members) > 1:
        named = {"people": ", ".join(members)}
        raise NoAnswer("a programme is for one person.", code="name_the_person", facts=named)
    return members[0]


def place_named(question: Question, household: Household, where: str) -> str:
    """The place that is meant: of a unit the one that is nearest to being possible. Raises NoAnswer."""
    week, plan = question.week, question.plan
    if where in week.unit:
        return _nearest(week, plan, household, where)
    return place_of(week, where)


def place_of(week: Week, where: str) -> str:
    """The place that is called so, its rooms in any order. Raises NoAnswer."""
    try:
        place = week.place(where).alias
    except (KeyError, ValueError):
        place = ""
    if place not in {p.alias for p in week.places}:
        raise NoAnswer("there is no such place.", code="nowhere_known")
    return place


def _nearest(week: Week, plan: Plan, household: Household, unit: str) -> str:
    places = [p.alias for p in week.places if p.unit.alias == unit]
    if not places:
        raise NoAnswer("the unit has no place.", code="nowhere_known")
    planned = (s.place for s in plan.stays if s.household == household.alias and s.place in places)
    if (there := next(planned, None)) is not None:
        return there
    able = [c.place.alias for c in choices_at(week, household, places) if c.spans]
    others = plan.but(stays=tuple(s for s in plan.stays if s.household != household.alias))
    near = nearest(week, Beside(week, others), household, able) if able else ()
    if near:
        return near[0].place
    held = Beside(week, Plan())
    found = (hindrance(week, held, household, one) for one in choices_at(week, household, places))
    barred = [one for one in found if one is not None]
    return min(barred, key=lambda one: (one.changes, one.place)).place if barred else places[0]
