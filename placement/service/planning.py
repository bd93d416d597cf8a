"""Make a plan and judge a plan. No plan leaves this module unjudged."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import Planner, Stop, Tell
from placement.domain.review import Finding, Review, Unplaced
from placement.domain.rule import Rule
from placement.domain.run import Phase, Progress, Run, Status
from placement.domain.week import Derive, Week
from placement.errors import Defect, Impossible, InputError, OutOfTime, Problem
from placement.review.audit import judge
from placement.review.reasons import reasons
from placement.rules import GOALS, RULES
from placement.service.child import ChildPlanner
from placement.words.say import say_list


@dataclass(frozen=True)
class Answer:
    """A plan with everything that was found out about it."""

    week: Week
    run: Run
    plan: Plan
    review: Review
    unplaced: tuple[Unplaced, ...]

    @property
    def is_best(self) -> bool:
        """Whether it is proved that no plan of the week is better."""
        return self.run.status is Status.OPTIMAL and not self.run.differs_from


def load(path: Path) -> Instance:
    """Read a week from a folder of tables or a workbook.

    Raises:
        InputError: Every problem of the tables, in the order in which to mend them.
    """
    from placement.tables.read import read_week

    week = read_week(path)
    check_settings(week)
    return week


def check_settings(week: Instance) -> None:
    """Look for figures that no rule has, or that lie outside what the rule allows: a slip would go unseen.

    Raises:
        InputError: Every such figure.
    """
    known = {(rule.id, s.name): s for rule in (*RULES, *GOALS) for s in rule.settings}
    problems = []
    for rule, figures in sorted(week.policy.settings.items()):
        for name, value in sorted(figures.items()):
            where, found = f"settings, {rule}, {name}", known.get((rule, name))
            if found is None:
                told = "is no figure of any rule or goal.", "See `placement rules` for what there is."
                problems.append(Problem(where, *told, "setting_unknown"))
            elif not found.least <= value <= found.most:
                bounds = {"least": found.least, "most": found.most}
                told = "lies outside what the rule allows.", f"Write {found.least} to {found.most}."
                problems.append(Problem(where, *told, "setting_out_of_range", bounds))
    if problems:
        raise InputError(*problems)


def make_plan(  # noqa: PLR0913 - all that can be said of a plan that is wanted, and of its week
    instance: Instance,
    *,
    seconds: float,
    stop: Stop | None = None,
    progress: Tell | None = None,
    planner: Planner | None = None,
    explain: bool = True,
    other_than: tuple[Plan, ...] = (),
    rules: tuple[Rule, ...] = RULES,
    derive: Derive = Week,
) -> Answer:
    """Find the best plan for a week, and judge it.

    Args:
        instance: The facts of the week.
        seconds: Wall clock that may be spent on finding the plan.
        stop: Asked about twenty times a second while the plan is made; once it says yes, the best plan so far is
            judged and handed out.
        progress: Told which phase begins, and how far the solver has come.
        planner: Finds the plan; by default the program's own solver in a process of its own.
        explain: Whether to find also why somebody got no place; of a large week that takes longer than to judge it.
        other_than: Plans of this week from each of which the answer differs: somebody whom it places is in another
            unit, or in none.
        rules: Those in force: of a scenario some may be left out.
        derive: Makes the week for the judge, who must not find in it what the planner wrote down.

    Raises:
        Impossible: What is pinned or held contradicts itself; the text names the households. Or there is no plan that
            differs (code `no_other_plan`).
        OutOfTime: The time was used up, or a stop was asked for (code `stopped`), before there was any plan.
        Defect: The solver failed, or its plan is not what it claims to be: nothing is handed out.
    """
    begun = time.monotonic()

    def tell(phase: Phase) -> None:
        if progress:
            progress(Progress(phase=phase, seconds=round(time.monotonic() - begun, 3)))

    tell("planning")
    if planner is None:
        with ChildPlanner() as child:
            ask = partial(child, other_than=other_than)
            run = ask(instance, rules, GOALS, seconds=seconds, stop=stop, progress=progress)
    else:
        ask = partial(planner, other_than=other_than) if other_than else partial(planner)
        run = ask(instance, rules, GOALS, seconds=seconds, stop=stop, progress=progress)
    if other_than and run.status is Status.IMPOSSIBLE and not run.clash:
        raise Impossible("There is no other plan.", todo="Keep this one.", code="no_other_plan")
    run = run.but(differs_from=len(other_than))
    plan = _plan_of(run)
    tell("judging")
    week = derive(instance, rules)
    review = judge(week, plan, GOALS)
    _same_as_claimed(run, review)
    if not explain:
        return Answer(week, run, plan, review, ())
    tell("explaining")
    return Answer(week, run, plan, review, reasons(week, plan))


def check_plan(week: Week, plan: Plan) -> Review:
    """Judge a plan from any source. What the week does not know is a breach, never an error.

    Of a plan for other facts nothing but that is said: what else was found tells of neither week.
    """
    review = judge(week, plan, GOALS)
    other = is_for_other_facts(review)
    return Review(findings=other, stages=(), goals=()) if other else review


def is_for_other_facts(review: Review) -> tuple[Finding, ...]:
    """The finding that the plan was made for other facts than the week's, or none."""
    return tuple(f for f in review.breaches if f.says == "other_facts")


def derived(instance: Instance) -> Week:
    """Everything that follows from the instance before planning, under the program's rules."""
    return Week(instance, RULES)


def _plan_of(run: Run) -> Plan:
    if run.status is Status.IMPOSSIBLE:
        names = say_list(run.clash, "en")
        raise Impossible(
            f"The pins of {names} contradict each other or somebody who lives there already."
            if names
            else "What is pinned or held contradicts itself.",
            todo="Remove one of these pins.",
            code="pins_clash" if names else "",
            facts={"households": ", ".join(run.clash)},
        )
    if run.status is Status.OUT_OF_TIME and run.cut_short == "cancelled":
        raise OutOfTime("Stopped before there was any plan.", todo="Plan again.", code="stopped")
    if run.status is Status.OUT_OF_TIME:
        raise OutOfTime("The time was used up before there was any plan.")
    if run.status is Status.BAD_MODEL or run.plan is None:
        raise Defect("The solver gave no answer.", code="no_answer")
    return run.plan


def _same_as_claimed(run: Run, review: Review) -> None:
    """The judge recomputes everything; where it disagrees with the solver, nobody gets the plan."""
    if review.breaches:
        codes = ", ".join(sorted({f.code for f in review.breaches}))
        raise Defect(f"The judge found a breach in the plan: {codes}.", code="plan_in_breach")
    claimed = [s.vector for s in run.stages]
    if claimed != [s.vector for s in review.stages]:
        raise Defect("The judge counts other nights without a place than the solver.", code="stages_differ")
    if run.points is not None and run.points != review.points:
        raise Defect("The judge counts other points than the solver.", code="points_differ")
    if run.bound is not None and run.points is not None and run.bound > run.points:
        raise Defect("The solver's bound is above its own plan.", code="bound_above_plan")
