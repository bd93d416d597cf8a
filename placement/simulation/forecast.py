"""How many households will come: a distribution of counts, learnt from a history and from what is usual.

Households come one by one at a rate that nobody knows and that may change. What is known of the rate is a gamma
distribution; each week adds its count, and what was known before loses a part of its weight. How much is lost, and how
much more than by chance the weeks differ, is not known either: several views are kept, each weighted by how well it
foretold the weeks of the history, the last ones most. So the counts to come are a mixture of negative binomial
distributions. Groups come apart from them, seldom, and all at once.

Seasons are not learnt: a few years of small counts do not show any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, lgamma, log, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from placement.domain.profile import Profile
from placement.simulation.arrivals import History

Chances = NDArray[np.float64]
"""Chance of each count: of 0, 1, 2 …"""

WEEKS_A_YEAR = 365.25 / 7
STAY_WEEKS = 26
"""Usual weeks in care: where 19 households are, 0.7 a week come (their number is the rate times the stay)."""
WEEKLY = 0.7
SHAPE = 4.0
"""How sure the usual rate is: with shape 4 and 0.7 a week, eight of ten towns have 0.3 to 1.2 a week."""
GROUP_SHAPE, GROUP_WEEKS = 6.0, 4 * WEEKS_A_YEAR
"""Groups: as if six had come in four years; eight of ten towns have one or two a year."""
GROUP_SIZES = range(4, 10)
"""Usual households of a group, each as likely: as if each had been seen once."""
SHARES: Mapping[Profile, float] = {
    Profile.WOMAN: 0.78 * 0.70, Profile.MAN: 0.78 * 0.28, Profile.OTHER: 0.78 * 0.02, Profile.FAMILY: 0.17,
    Profile.ADULTS: 0.05,
}  # fmt: skip
"""Usual share of each profile among those who come outside groups."""
SHARES_SEEN = 20.0
"""How sure these are: as if so many households had been counted."""
MEMORIES = (1.0, 0.97, 0.9, 0.75)
"""Weight that last week's knowledge keeps: for ever, or about 33, 10 or 4 weeks."""
UNEVEN = (0.0, 0.1, 0.4)
"""How much the weeks' own rates differ: variance as a share of the squared mean."""
TRUST = 0.97
"""Weight that a week keeps in the choice among the views, each week later."""
TAIL = 1e-9
"""Chance that is cut off above the largest count."""


class Band(NamedTuple):
    """In one of ten cases fewer than `p10` come, and in one of ten more than `p90`; counts are whole."""

    mean: float
    p10: int
    p50: int
    p90: int


class Level(NamedTuple):
    """What is known of a weekly rate in one view of how it changes: gamma with this shape and rate."""

    shape: float
    rate: float
    memory: float = 1.0
    uneven: float = 0.0
    weight: float = 1.0
    """Of the view; those of all views come to 1."""

    def ahead(self, weeks: int) -> "Level":
        """Of the mean rate of the next weeks, which may wander, and in which weeks differ."""
        lead = (weeks + 1) * (2 * weeks + 1) / (6 * weeks)  # the mean of a random walk wanders a third as far
        known = max(
            self.memory**lead, min(1.0, SHAPE / self.shape)
        )  # however far ahead, towns are no less alike
        shape, rate = self.shape * known, self.rate * known
        wider = 1 / (1 / shape + self.uneven / weeks * (1 + 1 / shape))  # the same mean, more variance
        return self._replace(shape=wider, rate=rate * wider / shape)

    def after(self, count: int) -> "Level":
        """With the count of one more week; where weeks differ of themselves, one tells less."""
        shape, rate = self.shape * self.memory, self.rate * self.memory
        tells = 1 / (1 + self.uneven * shape / rate)
        return self._replace(shape=shape + tells * count, rate=rate + tells)


@dataclass(frozen=True)
class Forecast:
    """Households that will come. Two of the same history and prior are equal, on every machine."""

    levels: tuple[Level, ...]
    groups: Level
    group_sizes: Mapping[int, float]
    """Chance of each size."""
    counted: Mapping[Profile, float]
    """Households of each profile that were counted, the usual ones with them."""

    def singles(self, weeks: int = 1) -> Chances:
        """Of how many come in the next weeks together, groups apart."""
        parts = [level.weight * _negative_binomial(level.ahead(weeks), weeks) for level in self.levels]
        return _sum(parts)

    def in_groups(self, weeks: int = 1) -> Chances:
        """Of how many come in groups in the next weeks together."""
        size = np.zeros(max(self.group_sizes) + 1)
        for households, chance in self.group_sizes.items():
            size[households] = chance
        parts, together = [], np.ones(1)
        for chance in _negative_binomial(self.groups, weeks):
            parts.append(chance * together)
            together = np.convolve(together, size)
        return _sum(parts)

    def all(self, weeks: int = 1) -> Chances:
        """Of how many come in the next weeks together."""
        return np.convolve(self.singles(weeks), self.in_groups(weeks))

    def of(self, profile: Profile, weeks: int = 1) -> Chances:
        """Of how many of a profile come in the next weeks together."""
        if profile is Profile.GROUP:
            return self.in_groups(weeks)
        return _thinned(self.singles(weeks), self.counted[profile], sum(self.counted.values()))

    @cached_property
    def weekly(self) -> float:
        """Mean households a week, groups apart."""
        return sum(level.weight * level.shape / level.rate for level in self.levels)

    @cached_property
    def rates(self) -> Mapping[Profile, float]:
        """Mean a week of each profile: households, but of groups groups."""
        total = sum(self.counted.values())
        rates = {profile: self.weekly * counted / total for profile, counted in self.counted.items()}
        return rates | {Profile.GROUP: self.groups.shape / self.groups.rate}


def forecast(past: History, usual: float = WEEKLY) -> Forecast:
    """Learn from a history; with an empty one, what is usual.

    Args:
        past: What came, week by week.
        usual: Households a week that are usual in a town of this size (`usual_rate`).
    """
    seen = {profile: share * SHARES_SEEN + past.profiles.get(profile, 0) for profile, share in SHARES.items()}
    sizes = dict.fromkeys(GROUP_SIZES, 1.0)
    for size in past.groups:
        sizes[size] = sizes.get(size, 0.0) + 1
    total = sum(sizes.values())
    return Forecast(
        levels=_levels(past.single, Level(SHAPE, SHAPE / usual)),
        groups=Level(GROUP_SHAPE + len(past.groups), GROUP_WEEKS + past.weeks),
        group_sizes={size: times / total for size, times in sorted(sizes.items())},
        counted=seen,
    )


def usual_rate(in_care: int) -> float:
    """Households a week that are usual where so many are in care; nobody in care says nothing of the size."""
    return in_care / STAY_WEEKS if in_care else WEEKLY


def band(chances: Chances) -> Band:
    """The least counts that at least 10, 50 and 90 of 100 cases do not exceed, and the mean."""
    up_to = np.cumsum(chances)
    least = [int(np.searchsorted(up_to, share - TAIL)) for share in (0.1, 0.5, 0.9)]
    return Band(float(chances @ np.arange(len(chances))), *least)


def _levels(counts: Sequence[int], known: Level) -> tuple[Level, ...]:
    """What all views know after the counts, with their weights."""
    views = [known._replace(memory=memory, uneven=uneven) for memory in MEMORIES for uneven in UNEVEN]
    foretold = [0.0] * len(views)
    for count in counts:
        for n, view in enumerate(views):
            foretold[n] = TRUST * foretold[n] + _log_chance(count, view.ahead(1))
            views[n] = view.after(count)
    weights = [exp(one - max(foretold)) for one in foretold]
    total = sum(weights)
    return tuple(view._replace(weight=weight / total) for view, weight in zip(views, weights, strict=True))


def _log_chance(count: int, level: Level) -> float:
    """Of a count in one week (negative binomial)."""
    shape, rate = level.shape, level.rate
    ways = lgamma(shape + count) - lgamma(shape) - lgamma(count + 1)
    return ways - shape * log1p(1 / rate) - count * log(1 + rate)


def _negative_binomial(level: Level, weeks: int) -> Chances:
    """Of counts in so many weeks at a rate of which this is known."""
    one_more = weeks / (level.rate + weeks)
    chances = [exp(level.shape * log(level.rate / (level.rate + weeks)))]
    left, most = 1 - chances[0], level.shape * weeks / level.rate
    while left > TAIL or len(chances) <= most:
        n = len(chances)
        chances.append(chances[-1] * (level.shape + n - 1) / n * one_more)
        left -= chances[-1]
        if n > most and chances[-1] < TAIL * TAIL:  # what is left is rounding
            break
    return np.array(chances)


def _thinned(chances: Chances, of_it: float, total: float) -> Chances:
    """Of a part of the counts, where of `total` households counted `of_it` belonged to the part (beta-binomial)."""
    most = len(chances)
    others = total - of_it
    factorial = np.array([lgamma(n + 1) for n in range(most + 1)])
    part = np.array([lgamma(of_it + n) - lgamma(of_it) for n in range(most)]) - factorial[:most]
    rest = np.array([lgamma(others + n) - lgamma(others) for n in range(most)]) - factorial[:most]
    whole = np.array([lgamma(total + n) - lgamma(total) for n in range(most)]) - factorial[:most]
    found = np.zeros(most)
    for n, chance in enumerate(chances):
        found[: n + 1] += chance * np.exp(part[: n + 1] + rest[n::-1] - whole[n])
    return found


def _sum(parts: Sequence[Chances]) -> Chances:
    """Of distributions of different length."""
    found = np.zeros(max(len(part) for part in parts))
    for part in parts:
        found[: len(part)] += part
    return found
