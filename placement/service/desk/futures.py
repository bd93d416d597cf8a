"""The weeks to come of a scenario beside those of the week as it is: asked for, at work, and what is known by now.

What is simulated of one scenario is a job of its own, and so is the week as it is: several scenarios share it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.domain.scenario import Scenario
from placement.service.desk.bases import Base, week_of
from placement.service.desk.bases import is_there as can_be_read
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.scenarios import TABLE, scenario_of
from placement.service.desk.desk import Act, Desk
from placement.service.desk.jobs import FUTURES, SCENARIO, added
from placement.service.desk.scenarios import changed
from placement.service.future_summary import Sample
from placement.simulation.processes import program
from placement.store import jobs
from placement.store.jobs import Job


class Known(NamedTuple):
    """What is known of the weeks to come of one scenario, or of the week as it is."""

    job: Job
    is_stale: bool
    """The week has changed since, or the program: what is known is of another week than the one on the desk."""

    @property
    def done(self) -> int:
        """Futures that are there, of those that were asked for."""
        return min(int(self.job.progress.get("done", 0)), self.of)

    @property
    def of(self) -> int:
        """Futures that were asked for."""
        return int(self.job.params["scenario"]["replications"])

    @property
    def found(self) -> Sample | None:
        """What they came to; none before the first."""
        return self.job.progress.get("found")

    @property
    def is_whole(self) -> bool:
        """Whether every future is there."""
        return self.done == self.of


def as_it_is(scenario: Scenario) -> Scenario:
    """The week without any card, its futures sampled alike: what a scenario is compared with."""
    return scenario.but(cards=())


def alike(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Scenarios as they are compared: all as far ahead as the longest, their futures sampled as the first one's."""
    weeks, first = max(one.weeks for one in scenarios), scenarios[0]
    how = {"replications": first.replications, "seed": first.seed, "warm_up": first.warm_up}
    return [one.but(weeks=weeks, **how) for one in scenarios]


def ask_for_futures(desk: Desk, login: str, aliases: Iterable[str], base: Base | None = None) -> list[int]:
    """Ask for the weeks to come of some scenarios, sampled alike, and of the week as it is; numbers of the new jobs.

    Args:
        desk: The desk.
        login: Who asks.
        aliases: Of the scenarios.
        base: An earlier week that they are played on; by default the one on the desk.

    Raises:
        Refused: They may not ask what if.
        CannotDo: One of them is not there, or another version of the program wrote it; or data of the earlier week are
            deleted.
        InputError: A card cannot be played on the week as it is by now.
    """
    if base is not None and not can_be_read(desk, base):
        raise CannotDo("data of that time are deleted.", todo="Choose another week.", code="base_gone")
    past = week_of(desk, base) if base else None
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        week = past or act.now.instance
        wanted: dict[str, Scenario] = {}
        for scenario in alike([_scenario(act, alias) for alias in aliases]):
            changed(week, scenario.cards)
            for one in (as_it_is(scenario), scenario):
                wanted[one.content_hash] = one
        return [
            asked_about(act, SCENARIO, one, week, base)
            for one in wanted.values()
            if not is_there(act, SCENARIO, one, week, base)
        ]


def _scenario(act: Act, alias: str) -> Scenario:
    row = act.now.body(TABLE, alias)
    scenario = scenario_of(row) if row else None
    if scenario is None:
        raise CannotDo("the scenario is not there any more.", code="row_gone")
    return scenario


def asked_about(act: Act, kind: str, scenario: Scenario, week: Instance, base: Base | None = None) -> int:
    """Write down work about a scenario of a week, for somebody who may ask for it; its number."""
    body = scenario.model_dump(mode="json") | {"name": "-"}  # a name may say more than aliases do
    params = {"scenario": body, "key": _key(scenario, base), "futures": scenario.future_hash(0),
              "week": week.content_hash, "program": program()}  # fmt: skip
    return added(act, kind, params, change=base.change if base else None)


def _key(scenario: Scenario, base: Base | None) -> str:
    """By what the latest work is found: of an earlier week it never stands before that of this one."""
    return scenario.content_hash if base is None else f"{scenario.content_hash}@{base.change}"


def is_there(act: Act, kind: str, scenario: Scenario, week: Instance, base: Base | None = None) -> bool:
    """Whether the work is done, or somebody is at it, on this very week."""
    one = jobs.latest_about(act.tx.connection, kind, {"key": _key(scenario, base)})
    if one is None or not _is_of(one, week.content_hash):
        return False
    return one.is_open or one.state == jobs.DONE


def known(desk: Desk, scenario: Scenario, base: Base | None = None) -> Known | None:
    """What is known by now; none where nobody asked. For pages of those who may ask what if."""
    return latest_of(desk, SCENARIO, scenario, base)


def latest_of(desk: Desk, kind: str, scenario: Scenario, base: Base | None = None) -> Known | None:
    """The latest work of a kind about a scenario."""
    with desk.store.reading() as connection:
        one = jobs.latest_about(connection, kind, {"key": _key(scenario, base)})
    return None if one is None else Known(one, not _is_of(one, week_of(desk, base).content_hash))


def _is_of(one: Job, week: str) -> bool:
    return (one.params["week"], one.params["program"]) == (week, program())


def stop_futures(desk: Desk, login: str, numbers: Iterable[int]) -> None:
    """Ask for an end; what is known by then stays. Work that has ended is left as it is. Raises Refused."""
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        for number in numbers:
            one = jobs.get(act.tx.connection, number)
            if one is not None and one.is_open and one.kind in FUTURES:
                jobs.ask_stop(act.tx.connection, number, at=act.tx.at)
                act.log("stop_job", {"job": {str(number): ()}})
