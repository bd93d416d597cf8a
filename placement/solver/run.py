"""One planning run: candidates, rows, stages, goals, plan."""

import math
import time

import numpy as np

from placement.domain.contact import ContactAssignment
from placement.domain.instance import Instance
from placement.domain.interpreter import Booking
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
from placement.domain.week import Week
from placement.solver.candidates import Candidates, Ints, Mask, candidates
from placement.solver.linear import Linear, linear, minimise
from placement.solver.pins import Pinned, kept, pinned, smallest_clash, without_split
from placement.solver.stages import Deadline, Decided, Stages, summaries
from placement.solver.terms import ArrayTerms, build

LEAST_SECONDS = 0.5
"""For naming the pins that clash, and half of it for the goals, even where the time is up."""


def solve(
    instance: Instance, rules: tuple[Rule, ...], goals: tuple[Rule, ...], *, seconds: float = 60.0
) -> Run:
    """The best plan of a week, with its status and bound.

    `seconds` is a limit on the engines' work, which begins when the rows are made; where it is not reached the answer
    is proved optimal, stage by stage, and depends on nothing but the content of the instance.
    """
    begun = time.monotonic()
    week = Week(instance, rules)
    made = candidates(week, goals)
    terms = build(made, goals)
    open_columns = longest(made, ~_forbidden(terms))
    pins, aside = pinned(made, open_columns)
    model = linear(terms)
    first = np.zeros(len(made), np.int64)
    housing, keep = housing_rows(terms, model, open_columns)
    deadline = Deadline(seconds)
    pins, aside = without_split(pins, aside, housing, keep, seconds=deadline.left)
    if pins:
        probe = kept(pins, housing, keep, seconds=deadline.left)
        if probe.infeasible:
            clash = smallest_clash(pins, housing, keep, seconds=max(LEAST_SECONDS, deadline.left))
            return Run(status=Status.IMPOSSIBLE, clash=clash, set_aside=tuple(aside), seconds=_since(begun))
        if probe.x is None:
            return Run(status=Status.OUT_OF_TIME, set_aside=tuple(aside), seconds=_since(begun))
        first = _of_musts(made, pins, np.flatnonzero(keep)[probe.x > 0])
    stages = Stages(terms, housing, open_columns, pins, deadline, first)
    return _with_goals(stages, model, stages.run(), begun, tuple(aside))


def housing_rows(terms: ArrayTerms, model: Linear, open_columns: Mask) -> tuple[Linear, Mask]:
    """The rows about housing alone, and the columns that they are about: no pin asks for an activity."""
    mine = terms.housing
    return model.without_rows_of(np.flatnonzero(~mine)), np.concatenate([open_columns, mine[terms.n :]])


def _of_musts(made: Candidates, pins: list[Pinned], columns: Ints) -> Ints:
    """What a plan gives to those who must have it; nobody else's absence breaks anything."""
    musts = [pin.household for pin in pins if pin.must]
    options = columns[columns < len(made)]
    chosen = np.zeros(len(made), np.int64)
    chosen[options[np.isin(made.household[options], musts)]] = 1
    return chosen


def _with_goals(stages: Stages, model: Linear, decided: Decided, begun: float, aside: tuple[str, ...]) -> Run:
    """The goals over everything that the stages left open."""
    terms, made = stages.terms, stages.made
    keep = np.concatenate([decided.allowed, np.ones(terms.columns - terms.n, dtype=bool)])
    small = model.plus(decided.rows).only(keep)
    costs = terms.costs()
    answer = minimise(small, costs[keep], seconds=max(stages.deadline.left, LEAST_SECONDS / 2))
    chosen = terms.left_alone(decided.chosen[None, :])[0]
    if answer.x is not None:
        x = np.zeros(len(keep), np.int64)
        x[keep] = answer.x
        chosen = x[: terms.first_aux]
    points = int(terms.values(chosen[None, :])[0] @ costs) + terms.constant
    proved = answer.proved and decided.proved
    bound = points if answer.proved else _whole(answer.bound, terms.constant)
    return Run(
        status=Status.OPTIMAL if proved else Status.FEASIBLE,
        plan=plan_of(made, chosen),
        stages=summaries(made, stages.nights, chosen[: len(made)]),
        stages_proved=decided.proved,
        points=points,
        # of plans with other stages the goals' model knows nothing
        bound=bound if decided.proved else None,
        seconds=_since(begun),
        engine="CP-SAT",
        set_aside=aside,
    )


def _whole(bound: float, constant: int) -> int:
    """A bound on whole points: rounded up; points are never below 0."""
    return max(0, math.ceil(bound - 1e-6) + constant) if math.isfinite(bound) else 0


def _since(begun: float) -> float:
    return round(time.monotonic() - begun, 3)


def _forbidden(terms: ArrayTerms) -> Mask:
    out = np.zeros(terms.n, dtype=bool)
    out[[col for col in terms.forbidden if col < terms.n]] = True
    return out


def longest(made: Candidates, fits: Mask) -> Mask:
    """Of the ends of one start that fit beside what is held, the latest: an early end exists only where it must."""
    best: dict[tuple[int, int, int], int] = {}
    for col in np.flatnonzero(fits).tolist():
        best[int(made.household[col]), int(made.place[col]), int(made.start[col])] = col  # sorted by end
    keep = np.zeros(len(made), dtype=bool)
    keep[list(best.values())] = True
    return keep


def plan_of(made: Candidates, chosen: Ints) -> Plan:
    """The chosen options and acts as a plan, by alias; what is current and not chosen is given up."""
    n = len(made)
    stays = sorted((made.stay(int(c)) for c in np.flatnonzero(chosen[:n])), key=lambda s: s.household)
    enrolments: list[Enrolment] = []
    contacts: list[ContactAssignment] = []
    bookings: list[Booking] = []
    for column, yes in zip(made.acts.columns, chosen[n:].tolist(), strict=True):
        match column.act:
            case Enrolment() as act if column.standing and not yes:
                enrolments.append(act.but(kind=EnrolmentKind.GIVEN_UP))
            case Enrolment() as act if yes and not column.standing:
                enrolments.append(act)
            case ContactAssignment() as act if yes:
                contacts.append(act)
            case Booking() as act if yes:
                bookings.append(act)
    return Plan(
        instance_hash=made.week.instance.content_hash,
        stays=tuple(stays),
        enrolments=tuple(sorted(enrolments, key=lambda e: (e.person, e.programme))),
        contacts=tuple(sorted(contacts, key=lambda c: c.household)),
        bookings=tuple(sorted(bookings, key=lambda b: b.model_dump_json())),
    )
