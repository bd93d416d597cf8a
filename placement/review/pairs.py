"""What bars each household from each place, for all pairs at once: one bit a rule.

For screens and lists that ask about every place. `why_not_there` answers for one, with sentences and proof.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from placement.domain.held_beds import HeldBeds
from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.options import Choice, choices, stay_in
from placement.review.reasons import Beside, needed_dates


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
    bit = {code: 1 << n for n, code in enumerate(codes)}
    bars = np.zeros((len(names), len(places)), np.uint64)
    is_open = np.zeros(bars.shape, bool)
    held, beds = Beside(week, Plan()), HeldBeds(week)
    for row, alias in enumerate(names):
        who = week.household[alias]
        found, own = choices(week, who), _Own(week, who)
        for choice, fits in zip(found, _may_fit(beds, who, found, places), strict=True):
            column = places[choice.place.alias]
            against = _others(held, who, choice, fits) if choice.spans else own.codes(choice)
            is_open[row, column] = bool(choice.spans) and not against
            bars[row, column] = sum(bit[code] for code in against)
    return Pairs(names, tuple(places), codes, bars, is_open)


def _may_fit(beds: HeldBeds, who: Household, found: list[Choice], places: dict[str, int]) -> list[list[bool]]:
    """For each choice and its spans, whether those who are held may leave beds enough."""
    place = np.repeat([places[c.place.alias] for c in found], [len(c.spans) for c in found]).astype(np.int64)
    dates = np.array([(a.toordinal(), b.toordinal()) for c in found for a, b in c.spans], np.int64).reshape(
        -1, 2
    )
    fits = iter(beds.leave(who, place, dates[:, 0], dates[:, 1]).tolist())
    return [[next(fits) for _ in choice.spans] for choice in found]


class _Own:
    """What bars places by the rules about one household alone: found once where the very same is said."""

    def __init__(self, week: Week, who: Household) -> None:
        self.week, self.who = week, who
        self._known: dict[tuple[StayKind, int], set[str]] = {}

    def codes(self, choice: Choice) -> set[str]:
        """The codes of what bars the stay that it would need there."""
        key = choice.kind, id(choice.blocking)
        if key not in self._known:
            stay = needed_dates(self.week, self.who, choice)
            self._known[key] = {said.rule.code for said in stay.barring} if stay else set()
        return self._known[key]


def _others(held: Beside, who: Household, choice: Choice, may_fit: list[bool]) -> set[str]:
    """The codes of what others bar the stays by, of the first; none, where some stay is open."""
    for span, fits in zip(choice.spans, may_fit, strict=True):
        stay = stay_in(who, choice.place, choice.kind, *span) if fits else None
        if stay and next(held.codes(stay), None) is None:
            return set()
    return set(held.codes(stay_in(who, choice.place, choice.kind, *choice.spans[0])))
