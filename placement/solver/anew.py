"""The columns of a very large week, chosen anew once its stages are decided.

The first columns are those that the price of beds brings near, by what the stages ask (`solver/narrow.py`). By what the
goals ask others may be near: then the relaxation of all options says which, and what beds are worth. The goals are
planned over these, and its prices of beds serve the bound as well (decision 54).
"""

from typing import NamedTuple

import numpy as np

from placement.domain.linear import Ints
from placement.domain.rule import Rule
from placement.domain.run import Run
from placement.solver.at_hand import Start
from placement.solver.bed_prices import Prices
from placement.solver.beside import Stayed
from placement.solver.candidates import Candidates
from placement.solver.certify import Certificate
from placement.solver.conditions import Conditions, Limits, limits_of
from placement.solver.freed import give_back
from placement.solver.goals import as_chosen, with_goals
from placement.solver.left_out import relaxed
from placement.solver.model import Model, over
from placement.solver.narrow import near_goals
from placement.solver.race import Race
from placement.solver.stages import Decided, Stages
from placement.solver.watch import Deadline, Stopped, Watch

SECONDS_TO_CHOOSE = 10.0
"""With less time left once the stages are decided nothing is chosen: the first columns have to do."""
TIMES = 2.5
"""What comes after the relaxation takes so many times as long; with less time left the first columns have to do."""


class Anew(NamedTuple):
    """A week whose stages are decided, and which options are its columns from now on."""

    wide: Candidates
    near: Ints
    """These are the columns."""
    chosen: Ints
    """The options of the plan at hand."""
    beds: Prices
    """What beds are worth, by the relaxation of all options."""
    conditions: Conditions
    limits: Limits
    """Over the first columns."""
    certificate: Certificate
    proved: bool
    """Whether the stages are."""
    deadline: Deadline
    at_hand: Run
    """The answer, where a stop comes before the second rows."""


def by_goals(
    stages: Stages, model: Model, decided: Decided, conditions: Conditions, limits: Limits, watch: Watch
) -> Anew | Run:
    """The best plan by the goals; or of a very large week, if there is time, over which columns to look for it."""

    def over_these(start: Start, beds: Prices | None = None) -> Run:
        return with_goals(stages, model.whole, decided, limits.aside, watch, start, beds)

    certificate, deadline = stages.certificate, stages.deadline
    if certificate is None:
        return over_these(limits.start)
    if deadline.left < SECONDS_TO_CHOOSE:
        return _short_of_time(over_these(limits.start))
    goals = as_chosen(stages, model.whole, decided, limits.aside, watch, limits.start)
    at_hand, columns = goals.run(proved=False), goals.x[: model.terms.first_aux]
    del goals  # the relaxation needs the room
    left = Stayed(model.terms, certificate, stages.opened, decided.allowed)
    begun = deadline.left
    found = relaxed(left, model.whole, deadline.within(begun / 2))
    if found is None or deadline.left < TIMES * (begun - deadline.left):
        return _short_of_time(over_these(limits.start._replace(x=columns), found.prices if found else None))
    chosen = model.kept[columns[: model.terms.n] > 0]
    near = near_goals(model.wide, found.reduced, chosen)
    conditions = conditions._replace(known=conditions.known._replace(start=at_hand.plan))
    return Anew(
        model.wide, near, chosen, found.prices, conditions, limits, certificate, decided.proved, deadline, at_hand
    )  # fmt: skip


def _short_of_time(run: Run) -> Run:
    """Says that with more time there might have been another plan."""
    return run if run.cut_short else run.but(cut_short="time")


def over_others(week: Anew, goals: tuple[Rule, ...], watch: Watch, race: Race) -> Run:
    """The best plan by the goals, over the columns that were chosen anew."""
    give_back()
    try:
        model = over(week.wide, week.near, goals, watch)
    except Stopped:
        return week.at_hand.but(cut_short="cancelled", seconds=watch.seconds)
    certificate = week.certificate.with_columns(week.near, model.open_columns)
    limits = limits_of(model, week.conditions, week.deadline, week.limits)
    first = np.isin(week.near, week.chosen).astype(np.int64)
    stages = Stages(
        model.terms, model.housing, limits.left, limits.pins, week.deadline, first, limits.rows, race, certificate
    )  # fmt: skip
    rows = stages.decided.rows + certificate.of_columns()
    decided = Decided(rows, limits.left & certificate.allowed[week.near], week.proved, first)
    return with_goals(stages, model.whole, decided, limits.aside, watch, limits.start, week.beds)
