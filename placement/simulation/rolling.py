"""Week by week with the real planner: who comes, what is planned, what becomes of it, and the week after that."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from placement.domain.household import Household
from placement.domain.instance import Instance
from placement.domain.person import Person
from placement.domain.profile import Profile
from placement.domain.record import Arrived, WeekRecord
from placement.errors import Defect
from placement.simulation.carrying_out import carry_out
from placement.simulation.flow import Coming, Flow
from placement.simulation.future import Future
from placement.simulation.leaving import foresee, pass_week, wait_until
from placement.simulation.links import ASSESSED, relate
from placement.simulation.newcomers import Setting, newcomers, setting_of
from placement.simulation.recording import record
from placement.simulation.reviews import review
from placement.simulation.town import Town
from placement.simulation.turn import Memory, PlanAndJudge, Planned, Turn, rows_of


class Rolled(NamedTuple):
    """One simulated week: the instance that was planned, its plan, and what the week left behind."""

    instance: Instance
    planned: Planned
    record: WeekRecord


def roll(
    instance: Instance,
    flow: Flow,
    future: Future,
    *,
    weeks: int,
    plan: PlanAndJudge,
    warm_up: int = 0,
    base: Instance | None = None,
    replication: int = 0,
) -> Iterator[Rolled]:
    """Simulate weeks, one after the other.

    Args:
        instance: The first week, with every card played; it is planned as it is.
        flow: Who comes, stays and answers how.
        future: What chance decides.
        weeks: How many weeks count.
        plan: Plans a week and has it judged; every week anew.
        warm_up: Weeks before these; their records have negative numbers.
        base: The week before any card, by which newcomers are drawn; by default the first week.
        replication: Written on the records.

    Raises:
        Defect: The judge found a breach in a plan. The simulation ends there.
    """
    setting, memory = setting_of(base or instance), Memory()
    foresee(memory, instance, flow, future)
    for step in range(warm_up + weeks):
        done = plan(instance)
        if done.review.breaches:
            codes = ", ".join(sorted({f.code for f in done.review.breaches}))
            raise Defect(f"The judge found a breach in a simulated week: {codes}.", code="plan_in_breach")
        turn = Turn(done, future, flow, memory, step, rows_of(instance))
        carry_out(turn)
        pass_week(turn)
        review(turn)
        _arrive(turn, setting)
        yield Rolled(instance, done, record(turn, step - warm_up, replication))
        instance = _next(instance, turn)


def _next(instance: Instance, turn: Turn) -> Instance:
    """The coming week's instance, its rows in a fixed order."""
    tables: dict[str, Any] = {table: tuple(rows) for table, rows in turn.rows.items()}
    return Instance(as_of=turn.until, policy=instance.policy, **tables)


def _arrive(turn: Turn, setting: Setting) -> None:
    """Those who were referred in the week are there on the next as-of date."""
    for coming in _who_comes(turn):
        people = households = 0
        for town in newcomers(turn.future, turn.flow, setting, coming, turn.until):
            _settle_in(turn, town)
            households += len(town.households)
            people += len(town.home_of)
        turn.arrived.append(Arrived(coming.profile, households, people))


def _who_comes(turn: Turn) -> Iterator[Coming]:
    yield from turn.flow.coming(turn.future, turn.step)
    for n, card in enumerate(turn.flow.groups):
        if turn.week.as_of <= card.on < turn.until:
            yield Coming(f"k{n}", Profile.GROUP, turn.step, (turn.until - card.on).days, card)


def _settle_in(turn: Turn, town: Town) -> None:
    """Their rows, and what is known between them and those of the same case who are here."""
    same_case = {p.alias: h.alias for h in turn.rows["households"] for p in h.members if p.case_group}
    cases = {p.alias: p.case_group for h in turn.rows["households"] for p in h.members}
    for household in town.households.values():
        group = household.group_arrival
        for person in household.members:
            mates = [a for a in same_case if person.case_group and cases[a] == person.case_group]
            for other in mates if group is None else ():
                _know(turn, town, other, person.alias, same_case[other])
        turn.rows["households"].append(household)
        wait_until(turn.memory, household, turn.flow, turn.future)
    for table, rows in town.rows.items():
        turn.rows[table] += rows


def _know(turn: Turn, town: Town, one: str, other: str, home: str) -> None:
    """Of some pairs nobody knows anything yet: they are assessed some weeks later."""
    draw = turn.future.draw("pair", one, other)
    kind = draw.one(ASSESSED)
    if kind is None:
        turn.memory.waiting_since[one, other] = turn.step
        return
    a, b = (
        _person(turn, one),
        next(p for p in town.households[town.home_of[other]].members if p.alias == other),
    )
    town.home_of[one] = home
    relate(draw, town, a, b, kind)
    del town.home_of[one]


def _person(turn: Turn, alias: str) -> Person:
    households: list[Household] = turn.rows["households"]
    return next(p for h in households for p in h.members if p.alias == alias)
