"""A plan for a hospital: bound, first plan, search, and changes of room where one room for the whole stay fails."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, gcd
from typing import NamedTuple

import numpy as np

from placement.bench.pas.arrays import Wards, wards
from placement.bench.pas.first import columns_of, first_rooms
from placement.bench.pas.hospital import TRANSFER, Hospital, Patient, Stretch, Tenths
from placement.bench.pas.judged import Verdict, judged
from placement.bench.pas.neighbourhoods import Shares, ways
from placement.bench.pas.nights import Crowded, crowded
from placement.domain.linear import Ints, Priced, lagrangian
from placement.domain.optimiser import Optimiser
from placement.domain.planner import Stop
from placement.domain.run import Status

BOUND_SHARE = 0.4
"""Of the time, for a better bound at most."""
NEAR_BOUND = 30
"""Tenths: columns with a larger reduced cost take no part in the better bound unless they turn out cheap."""
PATIENCE = 0.55
"""Of the time, before whoever has no room yet may change rooms during the stay."""
ROUND = 0.06
"""Of the time, before another patient may change rooms too."""
NIGHT_SECONDS = 5.0

Tell = Callable[[float, Tenths, float], None]
"""Seconds, value, bound."""


@dataclass(frozen=True)
class Planned:
    """The answer for one file. `verdict` is the judge's, who knows no array."""

    status: Status
    stretches: tuple[Stretch, ...] = ()
    verdict: Verdict | None = None
    bound: float = 0.0
    """Tenths; no plan with one room a stay (and changes only for whom `split` names) has less."""
    split: tuple[str, ...] = ()
    crowded: tuple[Crowded, ...] = ()
    seconds: float = 0.0


class Limits(NamedTuple):
    """How long, and how much at a time."""

    seconds: float
    """Wall clock, from the file in memory to the judged plan."""
    workers: int = 2
    """Neighbourhoods at a time."""
    stop: Stop = lambda: False
    """Asked between two neighbourhoods, each a few seconds at most; once it says yes, the best is the answer."""


def plan_hospital(
    hospital: Hospital, optimiser: Optimiser, limits: Limits, told: Tell = lambda *_: None
) -> Planned:
    """The best plan that is found in the time; `told` is given each better one with everybody in a room."""
    return _Run(hospital, optimiser, limits, told).planned()


class _Run:
    def __init__(self, hospital: Hospital, optimiser: Optimiser, limits: Limits, told: Tell) -> None:
        self.hospital, self.optimiser, self.limits, self.told = hospital, optimiser, limits, told
        self.begun = time.monotonic()
        self.bound = -np.inf
        self.extra = 0
        """Changes of room that the programme counts apart."""

    @property
    def used(self) -> float:
        """Seconds so far."""
        return time.monotonic() - self.begun

    def until(self, share: float) -> float:
        """Seconds that are left until a share of the time is over."""
        return max(0.0, share * self.limits.seconds - self.used) if not self.limits.stop() else 0.0

    @property
    def _soon(self) -> float:
        """The share of the time after another round."""
        return min(1.0, self.used / self.limits.seconds + ROUND)

    def planned(self) -> Planned:
        """See plan_hospital."""
        none = crowded(self.hospital, self.optimiser, seconds=NIGHT_SECONDS)
        if none:
            return Planned(Status.IMPOSSIBLE, crowded=none, seconds=self.used)
        made = wards(self.hospital)
        priced = self._sharper(made, self._priced(made), until=BOUND_SHARE)
        rooms = first_rooms(made, priced.reduced)
        rooms = self._searched(made, priced, rooms, until=PATIENCE)
        split: tuple[str, ...] = ()
        while (rooms < 0).any() and self.until(1.0) > 0:
            made, rooms, names = self._with_changes(made, rooms)
            split = tuple(sorted({*split, *names}))
            priced = self._priced(made)
            rooms = self._searched(made, priced, rooms, until=self._soon, placed=True)
        if split:
            priced = self._sharper(made, priced, until=self._soon)
        if self.until(1.0) > 0:
            rooms = self._searched(made, priced, rooms, until=1.0)
        if (rooms < 0).any():
            return Planned(Status.OUT_OF_TIME, bound=self.bound, split=split, seconds=self.used)
        return self._answer(made, rooms, split)

    def _answer(self, made: Wards, rooms: Ints, split: tuple[str, ...]) -> Planned:
        stretches = _stretches(made, rooms)
        verdict = judged(self.hospital, stretches)
        status = Status.OPTIMAL if verdict.tenths <= self.bound else Status.FEASIBLE
        return Planned(status, stretches, verdict, self.bound, split, seconds=self.used)

    def _priced(self, made: Wards) -> Priced:
        free = lagrangian(made.model, made.cost, np.zeros(made.model.rows))
        priced = self.optimiser.price(made.model, made.cost, seconds=self.until(0.5)) or free
        self.bound = self._rounded(priced.bound, made)
        return priced

    def _sharper(self, made: Wards, priced: Priced, *, until: float) -> Priced:
        """Better prices before the search: what begins by worse ones ends in worse plans, however long it goes on."""
        near = (priced.reduced <= NEAR_BOUND) | (made.room < 0) | (made.night >= 0)
        for better in self.optimiser.sharper(made.model, made.cost, near, seconds=self.until(until)):
            if better.bound > priced.bound:
                priced = better
                self.bound = self._rounded(better.bound, made)
        return priced

    def _rounded(self, bound: float, made: Wards) -> float:
        """All costs are multiples of some number, and so is every plan's."""
        step = gcd(*made.cost.tolist(), TRANSFER)
        return step * ceil(bound / step - 1e-6)

    def _searched(
        self,
        made: Wards,
        priced: Priced,
        rooms: Ints,
        *,
        until: float,
        placed: bool = False,
    ) -> Ints:
        """Better rooms. `placed`: enough is, if everybody has one."""
        shares = Shares(made, priced)
        all_in = not (rooms < 0).any()

        def told(value: Tenths, x: Ints) -> None:
            nonlocal all_in
            all_in = not x[shares.nowhere].any()
            if all_in:
                self.told(self.used, value + TRANSFER * self.extra, self.bound)

        def enough() -> float:
            return np.inf if self.limits.stop() or (placed and all_in) else self.bound

        x = self.optimiser.improve(
            made.model, made.cost, columns_of(made, rooms), ways(shares),
            seconds=self.until(until), workers=self.limits.workers, enough=enough, told=told,
        )  # fmt: skip
        return shares.rooms_of(x)

    def _with_changes(self, made: Wards, rooms: Ints) -> tuple[Wards, Ints, list[str]]:
        """Whoever has no room, in two parts; those who have one night left, and so whoever is in their way."""
        here = made.hospital.patients
        out = np.flatnonzero(rooms < 0).tolist()
        whom = {k if here[k].nights > 1 else _in_the_way(made, rooms, k) for k in out}
        patients: list[Patient] = []
        found: list[int] = []
        for k, (one, room) in enumerate(zip(here, rooms.tolist(), strict=True)):
            parts = _halves(one) if k in whom else [one]
            patients += parts
            found += [room] * len(parts)
        self.extra += len(patients) - len(here)
        hospital = made.hospital._replace(patients=tuple(patients))
        return wards(hospital), np.array(found), [here[k].name for k in whom if k is not None]


def _in_the_way(made: Wards, rooms: Ints, patient: int) -> int | None:
    """Who lies longest in a room that the patient may have, on a night of theirs."""
    here = made.hospital.patients
    one = here[patient]
    may = set(made.room[(made.patient == patient) & (made.room >= 0)].tolist())
    them = [
        k
        for k, other in enumerate(here)
        if rooms[k] in may and other.nights > 1 and other.first < one.last and one.first < other.last
    ]
    return max(them, key=lambda k: here[k].nights, default=None)


def _halves(one: Patient) -> list[Patient]:
    middle = one.first + one.nights // 2
    early = one._replace(last=middle, specialisms=one.specialisms[: middle - one.first])
    return [early, one._replace(first=middle, specialisms=one.specialisms[middle - one.first :])]


def _stretches(made: Wards, rooms: Ints) -> tuple[Stretch, ...]:
    """Nights in a row in one room are one stretch, also of a patient in parts."""
    found: list[Stretch] = []
    for one, room in zip(made.hospital.patients, rooms.tolist(), strict=True):
        name = made.hospital.rooms[room].name
        last = found[-1] if found else None
        if last and (last.patient, last.room, last.last) == (one.name, name, one.first):
            found[-1] = last._replace(last=one.last)
        else:
            found.append(Stretch(one.name, name, one.first, one.last))
    return tuple(found)
