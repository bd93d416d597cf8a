"""The work of a job that simulates a scenario: what is known is in its row after each future, so nothing is lost."""

import json
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any

from placement.domain.planner import Stop
from placement.domain.scenario import Scenario
from placement.service.desk.desk import Desk
from placement.service.future_summary import Sample, added, futures_of
from placement.service.simulated import Sampled, simulate
from placement.store import jobs
from placement.store.jobs import Job

TELL_SECONDS = 1.0
"""Of futures that are there sooner, several are written down at once."""


class Pace:
    """How long a simulated week takes; the last ones count most."""

    def __init__(self) -> None:
        self.seconds: float | None = None
        """None: nothing was simulated yet."""

    def heard(self, seconds: float, weeks: int) -> None:
        """So long so many weeks took."""
        now = seconds / weeks
        self.seconds = now if self.seconds is None else 0.8 * self.seconds + 0.2 * now

    def left(self, weeks: int) -> int | None:
        """Seconds for so many weeks; none before the first."""
        return None if self.seconds is None else round(self.seconds * weeks)


class FutureWork:
    """The work of one job. What a job of the same scenario, week and program knows already is not simulated again."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        self._scenario = Scenario.model_validate_json(json.dumps(job.params["scenario"]))
        self._found = self._known()
        self._pace, self._told = Pace(), 0.0

    @property
    def _done(self) -> int:
        return futures_of(self._found) if self._found else 0

    @property
    def said(self) -> dict[str, Any]:
        """How far it is, and what is known by now."""
        of = self._scenario.replications
        left = self._pace.left(self._scenario.planned_weeks * (of - self._done))
        return {"phase": "simulating", "done": self._done, "futures": of, "left": left,
                "pace": self._pace.seconds, "found": self._found}  # fmt: skip

    def run(self) -> bool:
        """Simulate; whether every future is there. Raises as `simulate`."""
        base = self._desk.at(self._job.change).instance
        self._tell(self.said)
        wanted = [(self._scenario, number) for number in range(self._done, self._scenario.replications)]
        return simulate(base, wanted, self._heard, self._stop)

    def _heard(self, one: Sampled) -> None:
        self._found = added(self._found, one.sample)
        self._pace.heard(one.seconds, self._scenario.planned_weeks)
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            self._tell(self.said)

    def _known(self) -> Sample | None:
        """What an earlier job knows: it was stopped, or its process died, or another number of futures was asked for.

        More than are asked for is as good: the first ones are the same.
        """
        same = (
            one.progress["found"] for one in earlier(self._desk, self._job, (self._job.kind,))
            if one.params["futures"] == self._job.params["futures"] and one.progress.get("found")
        )  # fmt: skip
        return max(same, key=futures_of, default=None)


def earlier(desk: Desk, job: Job, kinds: Collection[str]) -> Iterator[Job]:
    """Other work of these kinds on the same week with the same program."""
    with desk.store.reading() as connection:
        every = [one for kind in kinds for one in jobs.of_kind(connection, kind)]
    mine = {name: job.params[name] for name in ("week", "program")}
    for one in every:
        if one.id != job.id and all(one.params.get(name) == value for name, value in mine.items()):
            yield one
