"""What came of a contest, week by week, and how the contenders compare in pairs."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

OWN = "placement"
ENGINES = ("cp-sat", "highs", "scip", "cbc")
"""On the identical files, each with its own default settings but for the gap, which is below one point."""
SIMPLE = ("first-come", "priority")
"""One household after the other takes the best place that is left: by referral, or by tier and then by referral."""
LEAST_SECONDS = 0.01
"""What a ratio is taken of at least: less is noise of the clock."""
SHORT_SECONDS, TIMES = 1.0, 5
"""What takes less is done so often, and the least counts: whatever else runs on a machine only adds to it."""


@dataclass(frozen=True)
class Entry:
    """One contender in one week."""

    contender: str
    size: str
    beds: str
    seed: int
    households: int
    seconds: float
    """Wall clock from the arrays, or the files that were read, to the last answer; the limit where there was none."""
    proved: bool
    """Every stage is proved best; of the simpler ways never."""
    same: bool | None
    """Whether each value that is proved is the one of `placement`; none where there is nothing to compare."""
    gap: float | None = None
    """Share of the points that the bound leaves open."""
    megabytes: int = 0
    """Peak of the process."""
    in_time: tuple[int, ...] = ()
    """Households in time, tier by tier; of engines the same as of `placement` where they prove it."""
    nights: int | None = None
    """Nights without a place, of all tiers."""
    points: int | None = None
    why_not: str = ""
    """Time, memory or crash, where there is no answer."""
    machine: dict[str, str] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """For a line of JSON."""
        return asdict(self)


class Ratio(NamedTuple):
    """How many times longer than `placement` a contender takes, over the same weeks."""

    middle: float
    """Geometric mean."""
    least: float
    most: float
    at_least: bool
    """Whether some weeks were not finished, so that the truth is more."""
    weeks: int
    proved: int
    same: bool


def ratio(entries: Iterable[Entry], contender: str) -> Ratio | None:
    """In pairs; None where no week has both."""
    mine, theirs = {}, {}
    for one in entries:
        week = one.size, one.beds, one.seed
        if one.contender == OWN:
            mine[week] = one
        elif one.contender == contender:
            theirs[week] = one
    pairs = [(theirs[week], mine[week]) for week in sorted(mine) if week in theirs]
    if not pairs:
        return None
    each = [max(a.seconds, LEAST_SECONDS) / max(b.seconds, LEAST_SECONDS) for a, b in pairs]
    return Ratio(
        math.exp(sum(map(math.log, each)) / len(each)), min(each), max(each),
        at_least=not all(a.proved for a, _ in pairs), weeks=len(pairs),
        proved=sum(a.proved for a, _ in pairs), same=all(a.same is not False for a, _ in pairs),
    )  # fmt: skip


def least(measure: Callable[[], tuple[T, float]]) -> tuple[T, float]:
    """What came of something the first time, and the least seconds that it took."""
    first, seconds = measure()
    if seconds < SHORT_SECONDS:
        seconds = min(seconds, *(measure()[1] for _ in range(TIMES - 1)))
    return first, seconds


def lost(entries: Sequence[Entry], contender: str) -> tuple[int, int, int] | None:
    """Households in time that a simpler way has fewer, nights more and points more, over the same weeks."""
    mine = {(e.size, e.beds, e.seed): e for e in entries if e.contender == OWN and e.points is not None}
    theirs = [e for e in entries if e.contender == contender and (e.size, e.beds, e.seed) in mine]
    if not theirs:
        return None
    pairs = [(e, mine[e.size, e.beds, e.seed]) for e in theirs]
    return (
        sum(sum(b.in_time) - sum(a.in_time) for a, b in pairs),
        sum((a.nights or 0) - (b.nights or 0) for a, b in pairs),
        sum((a.points or 0) - (b.points or 0) for a, b in pairs),
    )
