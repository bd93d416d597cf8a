"""Whether a file leaves a plan at all: with a change of room on any night, each night stands for itself."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from placement.bench.pas.arrays import BARRED, costs
from placement.bench.pas.hospital import Hospital
from placement.domain.linear import INFINITY, Ints, Linear, Mask
from placement.domain.optimiser import Optimiser


class Crowded(NamedTuple):
    """Patients of one night who cannot all lie somewhere, while without any one of them the others could."""

    night: int
    patients: tuple[str, ...]
    rooms: tuple[str, ...]
    """All rooms that any of them may have."""
    beds: int


def crowded(hospital: Hospital, optimiser: Optimiser, *, seconds: float) -> tuple[Crowded, ...]:
    """One set for each night on which not everybody can lie somewhere; empty where each night has a plan."""
    allowed = costs(hospital) != BARRED
    found = []
    for night in range(hospital.nights):
        here = [k for k, one in enumerate(hospital.patients) if one.first <= night < one.last]
        fits = _Night(hospital, allowed, optimiser, seconds).fits
        if here and not fits(here):
            least = _least(here, fits)
            rooms = np.flatnonzero(allowed[least].any(axis=0))
            found.append(
                Crowded(
                    night,
                    tuple(hospital.patients[k].name for k in least),
                    tuple(hospital.rooms[r].name for r in rooms),
                    sum(hospital.rooms[r].beds for r in rooms),
                )
            )
    return tuple(found)


def _least(whom: list[int], fits: Callable[[list[int]], bool]) -> list[int]:
    """Leave out halves, quarters … and last single ones, as long as the rest does not fit."""
    size = len(whom) // 2
    while size:
        at = 0
        while at < len(whom):
            rest = whom[:at] + whom[at + size :]
            if rest and not fits(rest):
                whom = rest
            else:
                at += size
        size //= 2
    return whom


class _Night:
    """Patients × rooms of one night: a bed each, and one sex in a room for one."""

    def __init__(self, hospital: Hospital, allowed: Mask, optimiser: Optimiser, seconds: float) -> None:
        self.hospital, self.allowed, self.optimiser, self.seconds = hospital, allowed, optimiser, seconds
        self.beds = np.array([room.beds for room in hospital.rooms])
        self.by_sex = np.array([room.policy == "D" and room.beds > 1 for room in hospital.rooms])

    def fits(self, whom: list[int]) -> bool:
        """Whether all of them can lie somewhere; where time ran out, they may."""
        model = self._model(whom)
        return not self.optimiser.minimise(
            model, np.zeros(model.columns, np.int64), seconds=self.seconds
        ).infeasible

    def _model(self, whom: list[int]) -> Linear:
        """Alike patients are one column a room, with a number."""
        kinds: dict[tuple[bytes, bool], int] = {}
        for k in whom:
            key = (self.allowed[k].tobytes(), self.hospital.patients[k].female)
            kinds[key] = kinds.get(key, 0) + 1
        rows: list[tuple[Ints, Ints, float, float]] = []
        room = np.concatenate([np.flatnonzero(np.frombuffer(bits, bool)) for bits, _ in kinds])
        count = [int(np.frombuffer(bits, bool).sum()) for bits, _ in kinds]
        kind = np.repeat(np.arange(len(kinds)), count)
        female = np.array([sex for _, sex in kinds])[kind]
        flags = np.flatnonzero(self.by_sex)
        columns = len(room) + len(flags)
        for k, number in enumerate(kinds.values()):
            mine = np.flatnonzero(kind == k)
            rows.append((mine, np.ones_like(mine), float(number), float(number)))
        for r, beds in enumerate(self.beds.tolist()):
            mine = np.flatnonzero(room == r)
            if not self.by_sex[r]:
                rows.append((mine, np.ones_like(mine), -INFINITY, float(beds)))
                continue
            flag = len(room) + int(np.searchsorted(flags, r))
            for of_women in (True, False):
                some = mine[female[mine] == of_women]
                cols, sign = np.append(some, flag), -beds if of_women else beds
                rows.append(
                    (cols, np.append(np.ones_like(some), sign), -INFINITY, 0.0 if of_women else float(beds))
                )
        none = np.zeros(0, np.int64)
        upper = np.concatenate([self.beds[room], np.ones(len(flags), np.int64)])
        return Linear(none, none, none, np.zeros(0), np.zeros(0), upper[:columns]).plus(rows)
