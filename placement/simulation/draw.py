"""Draws from a seed."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw(Random):
    """A stream of draws of one part of a week: what another part draws does not change it."""

    def yes(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random() < share

    def one(self, shares: Mapping[T, float]) -> T:
        """One of some things, each by its share of the whole."""
        return self.choices(list(shares), list(shares.values()))[0]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """So many different things, or all where there are fewer."""
        return self.sample(things, min(count, len(things)))

    def poisson(self, mean: float) -> int:
        """How many come where so many come on the average."""
        left, count = math.exp(-mean), 0
        product = self.random()
        while product > left:
            product *= self.random()
            count += 1
        return count

    def nights(self, median: float, spread: float) -> int:
        """A log-normal number of nights, at least one."""
        return max(1, round(self.lognormvariate(math.log(median), spread)))

    def split(self, total: int, parts: int) -> list[int]:
        """A total in parts of at least one, some several times as large as others; largest first."""
        found = [1] * parts
        weights = [min(4.0, self.paretovariate(1.6)) for _ in found]
        for part in self.choices(range(parts), weights, k=max(0, total - parts)):
            found[part] += 1
        return sorted(found, reverse=True)
