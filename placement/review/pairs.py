"""What bars each household from each place, for all pairs at once: one bit a rule.

For screens and lists that ask about every place. `why_not_there` answers for one, with sentences and proof.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from placement.domain.bites import bites
from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.options import Choice, choices
from placement.review.reasons import Beside, needed_stay


class Pairs(NamedTuple):
    """Households by places."""

    households: tuple[str, ...]
    """Those who want a place, in order of alias."""
    places: tuple[str, ...]
    codes: tuple[str, ...]
    """The codes of the rules, bit by bit."""
    bars: NDArray[np.uint64]
    """Which rules bar the stay: the household's own, or, where these bar nothing, those about who is held there."""
    open: NDArray[np.bool_]
    """Whether some stay is barred by nothing but what else is planned."""

    def rules(self, household: str, place: str) -> tuple[str, ...]:
        """The codes of the rules that bar a pair. Raises ValueError for an unknown alias."""
        bits = int(self.bars[self.households.index(household), self.places.index(place)])
        return tuple(code for n, code in enumerate(self.codes) if bits >> n & 1)

    def counts(self) -> dict[str, int]:
        """How many pairs each rule bars."""
        return {
            code: int((self.bars >> np.uint64(n) & np.uint64(1)).sum()) for n, code in enumerate(self.codes)
        }


def pairs(week: Week) -> Pairs:
    """All pairs of a week, found once. A place that is no option of a household is not open, and barred by nothing."""
    kept: Pairs | None = week.__dict__.get("_pairs")
    if kept is None:
        kept = week.__dict__["_pairs"] = _pairs(week)
    return kept


def _pairs(week: Week) -> Pairs:
    names = tuple(h.alias for h in sorted(week.households, key=lambda h: h.alias) if week.wants_option(h))
    places = {p.alias: n for n, p in enumerate(week.places)}
    codes = tuple(dict.fromkeys(rule.code for rule in week.rules if rule.is_about_housing))
    bit = {code: np.uint64(1 << n) for n, code in enumerate(codes)}
    bars = np.zeros((len(names), len(places)), np.uint64)
    is_open = np.zeros(bars.shape, bool)
    held = Beside(week, Plan())
    for row, alias in enumerate(names):
        who = week.household[alias]
        for choice in choices(week, who):
            column = places[choice.place.alias]
            against = _against(week, held, who, choice)
            is_open[row, column] = against is None
            for code in against or ():
                bars[row, column] |= bit[code]
    return Pairs(names, tuple(places), codes, bars, is_open)


def _against(week: Week, held: Beside, who: Household, choice: Choice) -> set[str] | None:
    """The codes of what bars the place; none, where some stay is open."""
    first: set[str] | None = None
    for stay in choice.stays(who):
        if first is None:
            first = set(held.codes(stay))
            is_barred = bool(first)
        else:
            is_barred = any(True for _ in held.codes(stay))
        if not is_barred:
            return None
    if first is not None:
        return first
    needed = needed_stay(week, who, choice)
    return _own(week, choice, needed) if needed else set()


def _own(week: Week, choice: Choice, stay: Stay) -> set[str]:
    return {said.rule.code for said in choice.blocking if bites(said.objection, stay, week.as_of)}
