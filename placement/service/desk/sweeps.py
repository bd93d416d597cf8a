"""Sweeps on a desk: one or two levers turned on top of a scenario; asked for once, seen by all who may ask what if."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Self

from pydantic import ValidationError

from placement.domain.permission import Action
from placement.domain.scenario import Card, Scenario
from placement.domain.value import Value
from placement.errors import InputError, Problem
from placement.service.desk.desk import Desk
from placement.service.desk.futures import Known
from placement.service.desk.jobs import SCENARIO, SWEEP, added
from placement.service.desk.scenarios import changed
from placement.simulation.levers import Lever, Point, points_of
from placement.simulation.processes import program
from placement.store import jobs
from placement.store.jobs import Job

MOST_WEEKS = 60_000
"""Simulated weeks of one sweep: a night of one core, for a town of the usual size."""
USUAL_SECONDS = 0.2
"""Of a simulated week, before this desk has simulated any."""
MOST_SHOWN = 20
"""So many sweeps are looked for, the newest first."""
FEWEST_POINTS = 2


class Asked(Value):
    """What is swept: a world, how its futures are sampled, and what is turned."""

    scenario: Scenario
    """Its name is no part of it."""
    levers: tuple[Lever, ...]

    @classmethod
    def of(cls, cards: tuple[Card, ...], sampled: Mapping[str, int], levers: tuple[Lever, ...]) -> Self:
        """What is filled in on a screen. Raises InputError: nothing is sampled so."""
        try:
            return cls(scenario=Scenario(name="-", cards=cards, **sampled), levers=levers)
        except ValidationError:
            raise _refused("sweep_sampling") from None

    @cached_property
    def key(self) -> str:
        """SHA-256 of all of it: the same question has the same answer."""
        return sha256(" ".join((self.scenario.content_hash, json.dumps(self.levers))).encode()).hexdigest()

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Each setting of the levers. Raises InputError."""
        return points_of(self.scenario, self.levers)

    @property
    def worlds(self) -> Mapping[str, Scenario]:
        """Hash -> each different world once."""
        return {world_of(point): point.scenario for point in self.points}

    @property
    def weeks(self) -> int:
        """Weeks that are planned in all."""
        return len(self.worlds) * self.scenario.replications * self.scenario.planned_weeks


class Made(Known):
    """A sweep that somebody asked for, and what is known of it by now."""

    @property
    def asked(self) -> Asked:
        """What was asked."""
        return asked_in(self.job)

    @property
    def of(self) -> int:
        """Futures of all points together."""
        return len(self.asked.worlds) * self.asked.scenario.replications


def world_of(point: Point) -> str:
    """Hash of the world of a point: of all that its futures depend on, but their number."""
    return point.scenario.future_hash(0)


def asked_in(job: Job) -> Asked:
    """What a job sweeps."""
    return Asked.model_validate_json(json.dumps(job.params["asked"]))


def checked(desk: Desk, asked: Asked) -> Asked:
    """The same, where it can be carried out on the week as it is by now.

    Raises:
        InputError: A lever or value that does not exist, a card that cannot be played, one point, or too much work.
    """
    if len(asked.worlds) < FEWEST_POINTS:
        raise _refused("sweep_one_point")
    if asked.weeks > MOST_WEEKS:
        raise _refused("sweep_too_much", count=asked.weeks, most=MOST_WEEKS)
    week = desk.now().instance
    for one in asked.worlds.values():
        changed(week, one.cards)
    return asked


def ask_for_sweep(desk: Desk, login: str, asked: Asked) -> int | None:
    """Ask for a sweep; the number of the job, none where it is known already or at work.

    Raises:
        Refused: They may not ask what if.
        InputError: As `checked`.
    """
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
    checked(desk, asked)
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        last = jobs.latest_about(act.tx.connection, SWEEP, {"key": asked.key})
        there = last is not None and (last.is_open or last.state == jobs.DONE)
        if last is not None and there and _is_of(last, act.now.instance.content_hash):
            return None
        body = asked.but(scenario=asked.scenario.but(name="-")).model_dump(mode="json")
        params = {
            "asked": body,
            "key": asked.key,
            "week": act.now.instance.content_hash,
            "program": program(),
        }
        return added(act, SWEEP, params)


def sweeps_made(desk: Desk) -> tuple[Made, ...]:
    """The sweeps of the desk, the newest first, each question once. For pages of those who may ask what if.

    Those that another version of the program asked, and this one cannot read, are left out.
    """
    with desk.store.reading() as connection:
        rows = jobs.every(connection, most=MOST_SHOWN, kinds=(SWEEP,))
    week = desk.now().instance.content_hash
    newest: dict[str, Job] = {}
    for row in rows:
        if _is_readable(row):
            newest.setdefault(str(row.params["key"]), row)
    return tuple(Made(row, not _is_of(row, week)) for row in newest.values())


def sweep_of(desk: Desk, key: str) -> Made | None:
    """What is known of one by now; none where nobody asked."""
    with desk.store.reading() as connection:
        row = jobs.latest_about(connection, SWEEP, {"key": key})
    return None if row is None else Made(row, not _is_of(row, desk.now().instance.content_hash))


def seconds_for(desk: Desk, weeks: int) -> int:
    """About how long so many simulated weeks take, as fast as the last simulation of this desk went."""
    with desk.store.reading() as connection:
        rows: Sequence[Job] = jobs.every(connection, most=MOST_SHOWN, kinds=(SCENARIO, SWEEP))
    pace: float = next((row.progress["pace"] for row in rows if row.progress.get("pace")), USUAL_SECONDS)
    return round(pace * weeks)


def _is_readable(one: Job) -> bool:
    try:
        return bool(asked_in(one).points)
    except (ValidationError, InputError):
        return False


def _is_of(one: Job, week: str) -> bool:
    return (one.params["week"], one.params["program"]) == (week, program())


def _refused(code: str, **facts: int) -> InputError:
    return InputError(Problem("", "The sweep cannot be made.", "Ask for less.", code, facts))
