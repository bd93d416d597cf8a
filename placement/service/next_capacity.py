"""What to open or train next: the unmet need that each candidate removes a year, and for its money, by simulation.

Prices in single weeks only choose which candidates are simulated. Then each meets the same futures as the world without
it, as long as it is open whether it is the first of its need; its effect is the difference, future by future.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.record import WeekRecord
from placement.domain.resource import Need, PriceSource, Resource, ResourceKind
from placement.domain.scenario import Scenario
from placement.errors import InputError, Problem
from placement.review.unmet_needs import unmet_a_year, weighted_a_year
from placement.service.resource_prices import prices, sampled_weeks
from placement.service.simulating import simulate, world
from placement.simulation.bands import Difference, difference
from placement.simulation.kept import Kept
from placement.simulation.racing import FIRST, Entrant, Places, Raced, race
from placement.simulation.resources import resources
from placement.simulation.sweep import Progress, task_of

MOST = 4
"""Candidates simulated of those for a place to sleep; half as many of each other need."""
FEWEST = FIRST
"""Futures below which no difference is told: so few say little of how it varies."""
KINDS = list(ResourceKind)
MONEY = 100_000
"""Kroner for which an effect is told."""
Futures = Sequence[tuple[WeekRecord, ...]]


class Why(StrEnum):
    """Why a candidate was not simulated."""

    NO_USE = "no_use"
    """Planned again with it, no sampled week would have left less of its need unmet."""
    LESS = "less"
    """Others do more for the money in the sampled weeks."""
    STOPPED = "stopped"
    """Somebody stopped the work before."""


class Ranked(NamedTuple):
    """One candidate that was simulated."""

    resource: Resource
    need: Need
    rank: int | None
    """From 1; none: no difference is shown, or it is for the worse."""
    spared: Difference | None
    """Of the need, a year: what goes unmet without it, less what does with it. None: fewer than eight futures."""
    for_money: Difference | None
    """The same for each 100,000 kroner of its price."""
    weighted: Difference | None
    """Nights without a fitting place that it spares a year, weighted 27, 9, 3, 1 by tier."""
    futures: int = 0
    """In which it was compared: fewer than the scenario's where its answer was clear, or somebody stopped."""
    is_beaten: bool = False
    """It was done with since another of its need surely does more for the money, not as it does nothing."""


class Screened(NamedTuple):
    """One that was not."""

    resource: Resource
    why: Why


class NextCapacity(NamedTuple):
    """The answer. All intervals hold together with 95 % confidence."""

    scenario: Scenario
    futures: int
    """Of the world without any candidate: the most in which one was compared."""
    unmet: Mapping[Need, float]
    """What goes unmet a year without any candidate, on average."""
    rows: tuple[Ranked, ...]
    screened: tuple[Screened, ...]
    weeks: int
    """Sampled weeks that were planned again with each candidate."""
    spared: int = 0
    """Futures that nobody needed, of all worlds, since answers were clear before."""


class Told(NamedTuple):
    """How far the work is."""

    screening: bool
    """Whether candidates are still being chosen."""
    done: int
    of: int
    seconds_left: float | None = None


def next_capacity(
    base: Instance,
    scenario: Scenario,
    kept: Kept,
    *,
    kroner: Mapping[str, int] | None = None,
    most: int = MOST,
    workers: int | str = 1,
    tell: Callable[[Told], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> NextCapacity:
    """What to open or train next in the world of a scenario.

    The same bytes for the same arguments, with any number of workers.

    Args:
        base: The week before any card.
        scenario: The world, how far ahead and how often it is sampled; without cards the week as it is.
        kept: Where futures are kept: asked again, nothing is simulated twice.
        kroner: Other prices a year, by the id of a resource.
        most: How many candidates for a place to sleep are simulated; half as many of each other need.
        workers: Processes of this machine, or the address of a Dask cluster; the screening stays here.
        tell: Told how far it is.
        cancelled: Asked between steps; the answer is then of what is done.

    Raises:
        InputError: A card cannot be played, or a price is of no candidate.
        Defect: A plan breaks a rule, or is not what it claims to be.
    """
    of = world(base, scenario)
    found = priced(resources(of.instance), kroner or {})
    weeks = sampled_weeks(of, scenario)
    worth = prices(of, weeks, found, cancelled=cancelled,
                   tell=lambda done, count: tell(Told(screening=True, done=done, of=count)))  # fmt: skip
    chosen, screened = screen(found, worth, most)
    entrants = [
        Entrant(one.id, one.kind.need, scenario.but(cards=(*scenario.cards, *one.cards)), one.kroner)
        for one in chosen
    ]
    places = Places(simulate, kept, workers, cancelled, lambda now: tell(_told(now)))
    raced = race(base, scenario, entrants, _unmet, places)
    without = _futures(base, scenario, kept, raced.futures)
    rows = [
        _row(one, _futures(base, entrant.world, kept, raced.reached[one.id]), without, raced)
        for one, entrant in zip(chosen, entrants, strict=True)
    ]
    unmet = {need: _mean([unmet_a_year(records, need) for records in without]) for need in Need}
    return NextCapacity(scenario, raced.futures, unmet, ranked(rows), screened, len(weeks), raced.spared)


def _told(progress: Progress) -> Told:
    return Told(screening=False, done=progress.done, of=progress.of, seconds_left=progress.seconds_left)


def priced(found: Sequence[Resource], kroner: Mapping[str, int]) -> tuple[Resource, ...]:
    """The candidates with the prices that somebody gave.

    Raises:
        InputError: A price is of no candidate.
    """
    if unknown := sorted(kroner.keys() - {one.id for one in found}):
        facts = {"name": unknown[0], "names": ", ".join(one.id for one in found)}
        told = "A price is of no candidate of this week.", "Use one of those that are listed."
        raise InputError(Problem("", *told, "resource_unknown", facts))
    return tuple(
        one.but(kroner=kroner[one.id], source=PriceSource.GIVEN) if one.id in kroner else one for one in found
    )


def screen(
    found: Sequence[Resource], worth: Mapping[str, float], most: int
) -> tuple[tuple[Resource, ...], tuple[Screened, ...]]:
    """Those that are simulated, of each need the ones worth most for their money, and the others."""
    room = {need: most if need is Need.PLACE else (most + 1) // 2 for need in Need}
    chosen, screened = [], []
    for one in sorted(found, key=lambda one: (-worth.get(one.id, 0.0) / one.kroner, one.id)):
        need = one.kind.need
        if one.id not in worth:
            screened.append(Screened(one, Why.STOPPED))
        elif worth[one.id] <= 0:
            screened.append(Screened(one, Why.NO_USE))
        elif not room[need]:
            screened.append(Screened(one, Why.LESS))
        else:
            room[need] -= 1
            chosen.append(one)
    return tuple(chosen), tuple(
        sorted(screened, key=lambda one: (KINDS.index(one.resource.kind), one.resource.id))
    )


def _unmet(of: Entrant, records: Sequence[WeekRecord]) -> float:
    return unmet_a_year(records, Need(of.group))


def _futures(base: Instance, of: Scenario, kept: Kept, count: int) -> Futures:
    return [kept.get(task_of(base, of, number).key) or () for number in range(count)]


def _row(resource: Resource, with_it: Futures, without: Futures, raced: Raced) -> Ranked:
    """With intervals so wide that those of all candidates hold together."""
    need, count, sure = resource.kind.need, len(with_it), raced.sure[resource.id]

    def spared(measure: Callable[[Sequence[WeekRecord]], float]) -> Difference | None:
        if count < FEWEST:
            return None
        return difference(
            [measure(records) for records in without[:count]], [measure(records) for records in with_it], sure
        )

    whole = spared(lambda records: unmet_a_year(records, need))
    each = Difference(*(part * MONEY / resource.kroner for part in whole)) if whole else None
    beaten = resource.id in raced.early and whole is not None and whole.low <= 0 < whole.high
    return Ranked(resource, need, None, whole, each, spared(weighted_a_year), count, beaten)


def ranked(rows: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """In order: what is shown to help, a place to sleep before all else, then by what it does for the money.

    After them, without a rank, what no difference is shown of, and last what makes it worse.
    """
    ordered = sorted(rows, key=_order)
    return tuple(row._replace(rank=n if _helps(row) else None) for n, row in enumerate(ordered, 1))


def _helps(row: Ranked) -> bool:
    return row.spared is not None and row.spared.low > 0


def _order(row: Ranked) -> tuple[int, int, float, str]:
    worse = row.spared is not None and row.spared.high < 0
    mean = row.for_money.mean if row.for_money else 0.0
    need = list(Need).index(row.need)
    return (0 if _helps(row) else 2 if worse else 1), need, -mean, row.resource.id


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
