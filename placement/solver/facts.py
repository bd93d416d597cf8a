"""Facts and crowds over columns: what plan rules speak about."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from placement.domain.household import Household
from placement.domain.linear import Ints, Mask

if TYPE_CHECKING:
    from placement.solver.lookup import Lookup

NONE: Ints = np.zeros(0, np.int64)


def by_owner(cols: Ints, owner: Ints) -> dict[int, Ints]:
    """The columns of each owner, in order of owners. Asked for each room and night, so it is cut without `np.split`."""
    if not len(cols):
        return {}
    order = np.argsort(owner, kind="stable")
    owner, cols = owner[order], cols[order]
    ends = [*(np.flatnonzero(owner[1:] != owner[:-1]) + 1).tolist(), len(cols)]
    begins = [0, *ends[:-1]]
    return {int(owner[a]): cols[a:b] for a, b in zip(begins, ends, strict=True)}


@dataclass(frozen=True)
class ColumnFact:
    """True if it is held, or if one of the columns is chosen (at most one of them can be)."""

    cols: Ints
    held: bool = False
    standing: bool = False
    """A current enrolment: its column is 1 unless a planned stay stands against it."""
    household: int | None = None
    """Whose home this is about, also where none of their columns is there; by index."""

    def planned(self) -> Self:
        """The same fact, as far as the plan makes it true."""
        return replace(self, cols=NONE if self.standing else self.cols, held=False, standing=False)


@dataclass(frozen=True)
class ColumnCrowd:
    """Households in one spot and night: planned ones by column, held ones by household index with a weight."""

    terms: "Lookup"
    cols: Ints
    owner: Ints
    weight: Ints
    held: dict[int, int] = field(default_factory=dict)
    joint: dict[int, frozenset[int]] = field(default_factory=dict)
    """Held households that share one weight (split from one household in one room)."""

    def where(self, is_so: Callable[[Household], bool]) -> Self:
        """Those of whom it is so."""
        yes = self.terms.truth(is_so)
        return self._only(yes[self.owner], {h for h in self.held if yes[h]})

    def by(self, key: Callable[[Household], Hashable]) -> dict[Any, Self]:
        """The crowd in groups of one key each."""
        keys = {n: key(self.terms.households[n]) for n in {*self.owner.tolist(), *self.held}}
        return {
            value: self._only(
                np.array([keys[n] == value for n in self.owner.tolist()], dtype=bool),
                {h for h in self.held if keys[h] == value},
            )
            for value in dict.fromkeys(keys[n] for n in sorted(keys))
        }

    def _only(self, mask: Mask, held: set[int]) -> Self:
        return replace(
            self, cols=self.cols[mask], owner=self.owner[mask], weight=self.weight[mask],
            held={h: w for h, w in self.held.items() if h in held},
        )  # fmt: skip

    @property
    def total_held(self) -> int:
        """Weight of all who are held here; who shares one weight counts once, by the largest."""
        done: set[int] = set()
        total = 0
        for h in sorted(self.held):
            if h not in done:
                group = self.joint.get(h, frozenset({h})) & self.held.keys()
                done |= group
                total += max(self.held[g] for g in group)
        return total

    def own(self, household: int) -> int:
        """What leaves the held weight if this household is not counted."""
        if household not in self.held:
            return 0
        rest = {h: w for h, w in self.held.items() if h != household}
        return self.total_held - replace(self, held=rest).total_held


@dataclass(frozen=True)
class ActCrowd:
    """Acts that are counted together: new ones by column, and what is held."""

    cols: Ints
    weight: Ints
    total_held: int = 0
    """Weight of what is held, also where the plan gives it up: it is not given away in the same plan."""
    kept: Ints = field(default_factory=lambda: NONE)
    """Columns of what is held: they go on if they are chosen."""
    kept_weight: Ints = field(default_factory=lambda: NONE)

    @property
    def owner(self) -> Ints:
        """Each is its own: a person has one seat, a household one contact."""
        return self.cols

    def own(self, _: int) -> int:
        """Nobody has two."""
        return 0
