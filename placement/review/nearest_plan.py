"""Of all plans that are as good as the best one, one in which as few as possible get something else than before.

Of two plans that are as good the solver may take one that changes more than it must.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from placement.domain.decision import Pin
from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.run import Status
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.why_not_there import Means

Value = tuple[object, ...]
KEYS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("contacts", lambda row: str(row.household)),
    ("enrolments", lambda row: str(row.person)),
)
"""What is kept beside homes, and whose it is."""


def bare(plan: Plan) -> Plan:
    """The plan for any facts."""
    return plan.but(instance_hash="")


def value(review: Review) -> Value:
    """What plans are compared by: the stages of each tier, then points."""
    return (*(stage.vector for stage in review.stages), review.points)


def is_worth(week: Week, plan: Plan, most: Value, means: Means) -> bool:
    """Whether the plan breaks no rule and is worth so much."""
    said = judge(week, bare(plan), means.goals)
    return not said.breaches and value(said) == most


def nearest_plan(week: Week, plan: Plan, best: Plan, means: Means, asked: Collection[str]) -> Plan:
    """The best plan that leaves as many as possible what an earlier one gives them.

    Args:
        week: The facts.
        plan: The earlier plan, made for other facts.
        best: The best plan for these.
        means: How weeks are planned.
        asked: Households that the other facts are about: it is tried first to let all others be.
    """
    most = value(judge(week, bare(best), means.goals))
    mine = {stay.household: stay for stay in plan.stays}
    kept = {name for name, stay in mine.items() if stay in best.stays}
    moved = sorted(mine.keys() - kept)
    first = [name for name in moved if name not in asked]
    for names in ([first] if len(first) > 1 else []) + [[name] for name in moved]:
        if set(names) <= kept:
            continue
        found = _keeping(week, plan, most, kept | set(names), means)
        if found is not None:
            best, kept = found, kept | set(names)
    return _with_helpers(week, plan, best, most, means)


def _keeping(week: Week, plan: Plan, most: Value, names: Collection[str], means: Means) -> Plan | None:
    """The best plan in which these have what they had, if it is as good."""
    pins = [
        Pin(household=s.household, place=s.place, start=s.start) for s in plan.stays if s.household in names
    ]
    others = (pin for pin in week.instance.pins if pin.household not in names)
    run = means.best(week.instance.but(pins=(*others, *pins)))
    if run.status is not Status.OPTIMAL or run.plan is None or run.set_aside:
        return None
    found = bare(run.plan)
    return found if is_worth(week, found, most, means) else None


def _with_helpers(week: Week, plan: Plan, best: Plan, most: Value, means: Means) -> Plan:
    """The same homes, with the contacts and programmes of the earlier plan where that is as good."""
    for field, whose in KEYS:
        mine, theirs = getattr(plan, field), getattr(best, field)
        differ = sorted({whose(row) for row in (*mine, *theirs) if row not in mine or row not in theirs})
        for names in ([differ] if len(differ) > 1 else []) + [[name] for name in differ]:
            trial = best.but(**{field: _swapped(getattr(best, field), mine, names, whose)})
            if trial != best and is_worth(week, trial, most, means):
                best = trial
    return best


def _swapped(
    rows: Iterable[Any], mine: Iterable[Any], names: Collection[str], whose: Callable[[Any], str]
) -> tuple[Any, ...]:
    """The rows, with the earlier ones of these people instead of theirs."""
    others = [row for row in rows if whose(row) not in names]
    own = [row for row in mine if whose(row) in names]
    return tuple(sorted((*others, *own), key=lambda row: (whose(row), getattr(row, "programme", ""))))
