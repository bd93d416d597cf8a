"""All that chance decides in one sampled future, from its seed and number alone.

Each draw is looked up by what it is about (somebody's third offer, the second family of week 9), never taken from a
stream that others take from. So a scenario meets the same people, who give the same answers, as the week as it is: what
differs between the two is the scenario's doing (common random numbers).
"""

import math
from hashlib import blake2b
from statistics import NormalDist

from placement.simulation.draw import Draw

_NORMAL = NormalDist()
_BITS = 53


class Future:
    """One sampled future."""

    def __init__(self, seed: int, replication: int) -> None:
        """`seed`: of all futures; `replication`: which of them."""
        self._key = f"{seed} {replication}"

    def draw(self, *about: object) -> Draw:
        """A stream of one's own, for what takes many draws."""
        return Draw(self._of(about))

    def share(self, *about: object) -> float:
        """A number between 0 and 1, neither of them."""
        digest = blake2b(self._of(about).encode(), digest_size=8).digest()
        return ((int.from_bytes(digest) >> (64 - _BITS)) + 0.5) / float(1 << _BITS)

    def yes(self, share: float, *about: object) -> bool:
        """True in this share of cases."""
        return self.share(*about) < share

    def between(self, least: int, most: int, *about: object) -> int:
        """A whole number, both ends among them."""
        return least + int(self.share(*about) * (most - least + 1))

    def nights(self, median: float, spread: float, *about: object, gone: int = 0) -> int:
        """A log-normal number of nights, of those of which so many are gone already: more than these."""
        passed = _NORMAL.cdf(math.log(gone / median) / spread) if gone else 0.0
        at = passed + (1 - passed) * self.share(*about)
        z = _NORMAL.inv_cdf(min(at, 1 - 2.0**-_BITS))
        return max(gone + 1, round(median * math.exp(z * spread)))

    def _of(self, about: tuple[object, ...]) -> str:
        return f"{self._key} {' '.join(map(str, about))}"
