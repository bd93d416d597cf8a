"""The work of a job that simulates a scenario: what is known is in its row after each future, so nothing is lost."""

import json
import time
from collections.abc import Callable
from typing import Any

from placement.domain.planner import Stop
from placement.domain.scenario import Scenario
from placement.service.desk.desk import Desk
from placement.service.future_summary import Sample, added
from placement.service.simulated import Sampled, simulate
from placement.store import jobs
from placement.store.jobs import Job

TELL_SECONDS = 1.0
"""Of futures that are there sooner, several are written down at once."""


class FutureWork:
    """The work of one job. What a job of the same scenario, week and program knows already is not simulated again."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        self._scenario = Scenario.model_validate_json(json.dumps(job.params["scenario"]))
        self._done, self._found = self._known()
        self._seconds, self._told = 0.0, 0.0

    @property
    def said(self) -> dict[str, Any]:
        """How far it is, and what is known by now."""
        of, here = self._scenario.replications, self._seconds
        left = round(here * (of - self._done)) if here else None
        return {"phase": "simulating", "done": self._done, "futures": of, "left": left, "found": self._found}

    def run(self) -> bool:
        """Simulate; whether every future is there. Raises as `simulate`."""
        base = self._desk.at(self._job.change).instance
        self._tell(self.said)
        whole = simulate(base, self._scenario, self._done, self._heard, self._stop)
        return whole and self._done == self._scenario.replications

    def _heard(self, one: Sampled) -> None:
        self._found, self._done = added(self._found, one.sample), one.number + 1
        self._seconds = one.seconds if not self._seconds else 0.8 * self._seconds + 0.2 * one.seconds
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            self._tell(self.said)

    def _known(self) -> tuple[int, Sample | None]:
        """What an earlier job knows: it was stopped, or its process died, or fewer futures were asked for."""
        mine = {name: self._job.params[name] for name in ("futures", "week", "program")}
        with self._desk.store.reading() as connection:
            earlier = jobs.of_kind(connection, self._job.kind)
        same = (
            one for one in earlier
            if one.id != self._job.id and all(one.params.get(name) == value for name, value in mine.items())
        )  # fmt: skip
        best = max(same, key=lambda one: int(one.progress.get("done", 0)), default=None)
        if (
            best is None
            or not best.progress.get("found")
            or best.progress["done"] > self._scenario.replications
        ):
            return 0, None
        return int(best.progress["done"]), best.progress["found"]
