"""Whether the plan moves no more people who could wait than the unit allows itself."""

from collections.abc import Iterator

from placement.domain.move_budget import counts, most_moves
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Level, facts
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.budget_sentences import BUDGET
from placement.review.findings import Found
from placement.review.pins import meets


def budget_findings(week: Week, plan: Plan) -> Iterator[Found]:
    """A breach about all moves that can wait and nobody locked, where these are too many."""
    moves, free, allowed = _moves(week, plan)
    if len(free) <= allowed:
        return
    finding = Finding(
        rule=BUDGET.id,
        code=BUDGET.code,
        kind=FindingKind.BREACH,
        level=Level.HARD,
        says="too_many",
        about=tuple(sorted({stay.household for stay in free})),
        facts=facts(moves=len(moves), most=most_moves(week)),
    )
    yield Found(finding, tuple(free))


def is_spent(week: Week, plan: Plan) -> bool:
    """Whether one more move that can wait, and that nobody locked, would be too many."""
    _, free, allowed = _moves(week, plan)
    return len(free) >= allowed


def _moves(week: Week, plan: Plan) -> tuple[list[Stay], list[Stay], int]:
    """All moves that can wait; those of them that nobody locked; and how many of these there may be."""
    moves = [stay for stay in plan.stays if counts(week, week.household[stay.household])]
    locked = [stay for stay in moves if _is_locked(week, stay)]
    return moves, [stay for stay in moves if stay not in locked], max(0, most_moves(week) - len(locked))


def _is_locked(week: Week, stay: Stay) -> bool:
    """Whether a coordinator's lock asks for just this stay."""
    household = week.household[stay.household]
    mine = (household.alias, household.origin)
    return any(pin.must and pin.household in mine and meets(week, pin, stay) for pin in week.instance.pins)
