"""The work of a job that sweeps: of each future its figures alone are kept, in the job's row, so nothing is lost."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from placement.domain.planner import Stop
from placement.service.desk.desk import Desk
from placement.service.desk.future_work import TELL_SECONDS, Pace, earlier
from placement.service.desk.jobs import SCENARIO, SWEEP
from placement.service.desk.sweeps import asked_in
from placement.service.future_summary import OF_EACH, Sample, futures_of, joined
from placement.service.simulated import Sampled, simulate
from placement.store.jobs import Job


class SweepWork:
    """The work of one job. Futures that other work knows on the same week, with the same program, are taken over."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        asked = asked_in(job)
        self._futures, self._weeks = asked.scenario.replications, asked.scenario.planned_weeks
        self._worlds = asked.worlds
        known = figures_known(desk, job)
        self._found = {name: _first(known[name], self._futures) for name in self._worlds if name in known}
        self._left = [
            (name, number)
            for number in range(self._futures)
            for name in self._worlds
            if number >= self._done_of(name)
        ]
        self._at, self._pace, self._told = 0, Pace(), 0.0

    def _done_of(self, name: str) -> int:
        return futures_of(self._found[name]) if name in self._found else 0

    @property
    def said(self) -> dict[str, Any]:
        """How far it is, and the figures by now: hash of a point's world -> its figures, future by future."""
        of, left = len(self._worlds) * self._futures, len(self._left) - self._at
        return {"phase": "sweeping", "done": of - left, "of": of, "left": self._pace.left(self._weeks * left),
                "pace": self._pace.seconds, "found": self._found}  # fmt: skip

    def run(self) -> bool:
        """Simulate what is missing, the first future of all points first; whether all is there.

        Raises as `simulate`.
        """
        base = self._desk.at(self._job.change).instance
        self._tell(self.said)
        wanted = [(self._worlds[name], number) for name, number in self._left]
        return simulate(base, wanted, self._heard, self._stop)

    def _heard(self, one: Sampled) -> None:
        name, _ = self._left[self._at]
        self._at += 1
        self._found = {**self._found, name: _added(self._found.get(name), one.sample)}
        self._pace.heard(one.seconds, self._weeks)
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            self._tell(self.said)


def figures_known(desk: Desk, job: Job) -> Mapping[str, Sample]:
    """What other jobs know of futures of this week with this program: hash of a world -> most of its figures."""
    known: dict[str, Sample] = {}
    for one in earlier(desk, job, (SWEEP, SCENARIO)):
        found = one.progress.get("found") or {}
        worlds = found if one.kind == SWEEP else {one.params["futures"]: found} if found else {}
        for name, figures in worlds.items():
            if name not in known or futures_of(figures) > futures_of(known[name]):
                known[name] = figures
    return known


def _first(found: Sample, futures: int) -> Sample:
    return {part: {name: numbers[:futures] for name, numbers in found[part].items()} for part in OF_EACH}


def _added(one: Sample | None, other: Sample) -> Sample:
    return {part: joined(one[part], other[part]) if one else dict(other[part]) for part in OF_EACH}
