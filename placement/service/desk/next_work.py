"""The work of a job that looks for what to open or train next in the world of a scenario."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from placement.domain.instance import Instance
from placement.domain.planner import Stop
from placement.domain.resource import Need
from placement.domain.scenario import Scenario
from placement.errors import Defect, PlacementError
from placement.isolate import Failed, run_isolated
from placement.service.child import MEMORY_MB
from placement.service.desk.desk import Desk
from placement.service.desk.private import private_folder
from placement.service.next_capacity import NextCapacity, Ranked, Told, next_capacity, ranked
from placement.service.simulated import NICE
from placement.simulation.bands import Difference
from placement.simulation.kept import Kept
from placement.store.jobs import Job

LONGEST_SECONDS = 12 * 3600.0


class NextWork:
    """The work of one job. Its futures name households, so they are kept in memory alone, and go when it ends."""

    def __init__(self, desk: Desk, job: Job, stop: Stop, tell: Callable[[dict[str, Any]], None]) -> None:
        self._desk, self._job, self._stop, self._tell = desk, job, stop, tell
        self._scenario = Scenario.model_validate_json(json.dumps(job.params["scenario"]))
        self.said: dict[str, Any] = {"phase": "screening", "done": 0, "of": 0, "left": None, "found": None}
        """How far it is, and the answer once it is there."""

    def run(self) -> bool:
        """Look for it; whether it was found.

        Raises:
            InputError: A card cannot be played.
            Defect: A plan breaks a rule, or the process crashed or asked for too much memory.
        """
        base = self._desk.at(self._job.change).instance
        with private_folder() as folder:
            answer = run_isolated(
                next_here, base, self._scenario, str(folder / "futures"), seconds=LONGEST_SECONDS,
                memory_mb=MEMORY_MB, progress=self._heard, stop=self._stop, lets_through=(PlacementError,),
            )  # fmt: skip
        if not isinstance(answer, Failed):
            self.said = {**self.said, "found": answer.value}
            return not self._stop()
        if answer.kind == "cancelled":
            return False
        if isinstance(answer.error, PlacementError):
            raise answer.error
        raise Defect(f"The search failed ({answer.kind}: {answer.detail}).", code=f"solver_{answer.kind}")

    def _heard(self, told: Told) -> None:
        phase = "screening" if told.screening else "comparing"
        self.said = {**self.said, "phase": phase, "done": told.done, "of": told.of, "left": told.seconds_left}
        self._tell(self.said)


def next_here(
    base: Instance, scenario: Scenario, folder: str, *, progress: Callable[[Told], None], stop: Stop
) -> Mapping[str, Any]:
    """What the child is asked to do: the answer as JSON has it."""
    os.nice(NICE)
    found = next_capacity(base, scenario, Kept(Path(folder)), tell=progress, cancelled=stop)
    return said_of(found)


def said_of(found: NextCapacity) -> Mapping[str, Any]:
    """As JSON has it. Languages on staff are left out: they tell who does not plan what people of a unit speak."""
    rows = ranked(row for row in found.rows if row.need is not Need.LANGUAGE)
    screened = (one for one in found.screened if one.resource.kind.need is not Need.LANGUAGE)
    return {
        "futures": found.futures,
        "unmet": {need.value: value for need, value in found.unmet.items() if need is not Need.LANGUAGE},
        "rows": [_row(row) for row in rows],
        "screened": [
            {"cards": [card.model_dump(mode="json") for card in one.resource.cards], "why": one.why.value}
            for one in screened
        ],
    }


def _row(row: Ranked) -> Mapping[str, Any]:
    parts = {"spared": row.spared, "for_money": row.for_money}
    return {
        "rank": row.rank, "need": row.need.value, "kroner": row.resource.kroner, "source": row.resource.source.value,
        "cards": [card.model_dump(mode="json") for card in row.resource.cards], "is_beaten": row.is_beaten,
        **{name: _told(part) for name, part in parts.items()},
    }  # fmt: skip


def _told(part: Difference | None) -> list[float] | None:
    return None if part is None else [round(value, 3) for value in part]
