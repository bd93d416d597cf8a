"""What sampled futures tell: a band of a figure, and how sure a difference between two scenarios is."""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

LOW, MIDDLE, HIGH = 10, 50, 90
"""Percentiles of a band."""
SURE = 0.95


class Band(NamedTuple):
    """Of a figure over futures: in eight of ten it lies between `low` and `high`."""

    low: float
    middle: float
    high: float
    mean: float


class Difference(NamedTuple):
    """Of a figure between two scenarios, future by future: the mean, and where it lies with 95 % confidence."""

    mean: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether no difference at all lies outside the interval."""
        return self.low > 0 or self.high < 0


def band(values: Sequence[float]) -> Band:
    """P10, P50 and P90 (interpolated) and the mean; of one future all are its figure."""
    low, middle, high = np.percentile(np.asarray(values, float), (LOW, MIDDLE, HIGH))
    return Band(float(low), float(middle), float(high), float(np.mean(values)))


def difference(with_card: Sequence[float], without: Sequence[float], sure: float = SURE) -> Difference | None:
    """The paired difference with its interval (Student's t); none where fewer than two futures tell how it varies.

    The same futures stand at the same places of both: who came, and what they answered, cancels out.
    """
    gaps = np.asarray(with_card, float) - np.asarray(without, float)
    if len(gaps) < 2:  # noqa: PLR2004 - one future has no spread
        return None
    mean = float(gaps.mean())
    spread = float(gaps.std(ddof=1))
    half = students_t(len(gaps) - 1, sure) * spread / math.sqrt(len(gaps))
    return Difference(mean, mean - half, mean + half)


def students_t(freedom: int, sure: float) -> float:
    """The two-sided quantile of Student's t.

    Exact for one and two degrees of freedom; else the series of Cornish and Fisher (Abramowitz and Stegun 26.7.5),
    within half a per cent from three on.
    """
    tail = (1 + sure) / 2
    if freedom == 1:
        return math.tan(math.pi * (tail - 0.5))
    if freedom == 2:  # noqa: PLR2004 - the second that has a formula
        return (2 * tail - 1) * math.sqrt(2 / (4 * tail * (1 - tail)))
    z, n = NormalDist().inv_cdf(tail), freedom
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    )
