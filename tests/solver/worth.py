"""What a week is worth by its relaxation and by its best plan: for tests in which the same week is made in two ways."""

from placement.domain.instance import Instance
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.review.audit import audit
from placement.rules import GOALS, RULES
from placement.solver.engine import price
from placement.solver.model import model_of
from placement.solver.watch import Deadline, Watch


def relaxed(week: Week) -> tuple[int, float]:
    """How many rows the week has, and what its relaxation is worth."""
    with Watch() as watch:
        model = model_of(week, GOALS, watch)
    found = price(model.whole, model.terms.costs(), Deadline(20))
    assert found is not None
    return model.whole.rows, found.bound


def assert_worth_the_same(week: Instance, one: Run, other: Run) -> None:
    """Both are proved best, with the same stages, points and bound; and the judge says so of the other's plan."""
    assert one.status is other.status is Status.OPTIMAL
    assert (other.stages, other.points, other.bound) == (one.stages, one.points, one.bound)
    assert other.plan is not None
    review = audit(week, other.plan, RULES, GOALS)
    assert (review.breaches, review.stages, review.points) == ((), other.stages, other.points)
