"""Emergency mode: where one household, or a group that arrives together, can sleep, with nobody else moved.

What others hold and what the plan gives them stands as it is; the answers are what every rule leaves beside that. An
answer is for tonight; where somebody can be only from a later day on is told apart from it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.rule import Rule
from placement.domain.stay import Stay
from placement.domain.value import Nights
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.points import pair_points
from placement.review.reasons import Beside

MOST = 3
LOOKS = 20_000
"""Places of a group that are looked at before the best so far is the answer."""


class Cost(NamedTuple):
    """What an answer costs those whom it is for; the least is the best, in this order."""

    unplaced: int
    """Households of the group for whom there is no place."""
    late: Nights
    """Nights without a place, from today to the starts."""
    missing: Nights
    """Nights of their windows that it leaves uncovered at the other end."""
    points: int
    """Lost to their wishes and to the goals that a stay meets by itself."""

    def plus(self, other: "Cost") -> "Cost":
        """Both together."""
        return Cost(*(a + b for a, b in zip(self, other, strict=True)))


class Way(NamedTuple):
    """One answer: stays that break no rule beside all others. Nobody is left out for whom there is room beside it."""

    cost: Cost
    stays: tuple[Stay, ...]
    """In order of alias."""


class Ways(NamedTuple):
    """The best answers, best first, no two in the same units."""

    ways: tuple[Way, ...]
    """All of their stays begin tonight."""
    proved: bool
    """Whether all was looked at: then no other answer is better, and none of these means that there is none."""
    later: tuple[Stay, ...] = ()
    """Beside the best answer: where those whom it leaves without a bed can be first, from a later day on."""


FREE, NOWHERE = Cost(0, 0, 0, 0), Cost(1, 0, 0, 0)
_Option = tuple[Cost, Stay | None]


def tonight(
    week: Week,
    plan: Plan,
    group: Sequence[str],
    goals: Iterable[Rule],
    *,
    most: int = MOST,
    looks: int = LOOKS,
) -> Ways:
    """The best places for a household, or for several that come together.

    Args:
        week: The facts, with the group in them.
        plan: What others get; what it gives the group itself is left out.
        group: Aliases of households of the week.
        goals: Whose points are counted.
        most: How many answers.
        looks: How many places are tried before it ends with the best so far.

    Raises:
        KeyError: No such household.
    """
    others = plan.but(stays=tuple(s for s in plan.stays if s.household not in group))
    near = Beside(week, others)
    price = _price(week, goals)

    def found(who: Sequence[str], most: int, beside: tuple[Stay, ...], *, later: bool) -> Ways:
        options = [_options(near, week.household[alias], price, beside, later=later) for alias in who]
        return _Search(near, sorted(options, key=len), most, looks, beside).found()

    first = found(group, most, (), later=False)
    best = first.ways[0].stays if first.ways else ()
    waiting = [alias for alias in group if alias not in {stay.household for stay in best}]
    then = found(waiting, 1, best, later=True)
    return Ways(first.ways, first.proved and then.proved, tuple(s for way in then.ways for s in way.stays))


def _price(week: Week, goals: Iterable[Rule]) -> Callable[[Household, Stay], Cost]:
    parts = [pair for goal in goals for pair in goal.configured(week.instance.policy).pair_goals]

    def price(household: Household, stay: Stay) -> Cost:
        late, window = (stay.start - week.as_of).days, week.window(household)
        missing = window.missing(week.as_of, stay.until or date.max) if window else 0
        return Cost(0, late, missing, sum(pair_points(week, part, stay) for part in parts))

    return price


def _options(
    near: Beside,
    household: Household,
    price: Callable[[Household, Stay], Cost],
    beside: tuple[Stay, ...],
    *,
    later: bool,
) -> list[_Option]:
    """For each place the cheapest stay that stands beside all others; the cheapest place first, and none last."""
    found: list[tuple[Cost, Stay]] = []
    for choice in choices(near.week, household):
        stays = [one for one in choice.stays(household) if (one.start > near.week.as_of) is later]
        priced = sorted(((price(household, stay), stay) for stay in stays), key=_order)
        if (best := next((one for one in priced if not near.clashes(one[1], beside)), None)) is not None:
            found.append(best)
    return [*sorted(found, key=_order), (NOWHERE, None)]


def _order(one: tuple[Cost, Stay]) -> tuple[Cost, str, date]:
    return one[0], one[1].place, one[1].start


class _Search:
    """Depth first, the household with the fewest options first; what cannot be among the best is cut off."""

    def __init__(
        self, near: Beside, options: list[list[_Option]], most: int, looks: int, beside: tuple[Stay, ...]
    ) -> None:
        self._near, self._options, self._most, self._left, self._beside = near, options, most, looks, beside
        self._best: dict[tuple[str, ...], Way] = {}
        least = [FREE]
        for one in reversed(options):
            least.append(least[-1].plus(one[0][0]))
        self._least = least[::-1]
        """For each depth what all deeper ones cost at least."""

    def found(self) -> Ways:
        """All of it."""
        for way in self._ways(0, FREE, ()):
            units = tuple(sorted(self._near.week.unit_of(stay).alias for stay in way.stays))
            if units not in self._best or _rank(way) < _rank(self._best[units]):
                self._best[units] = way
        return Ways(tuple(nsmallest(self._most, self._best.values(), key=_rank)), proved=self._left > 0)

    def _ways(self, depth: int, cost: Cost, chosen: tuple[Stay, ...]) -> Iterator[Way]:
        if depth == len(self._options):
            if chosen and not self._has_room(chosen):
                yield Way(cost, tuple(sorted(chosen, key=lambda stay: stay.household)))
            return
        for price, stay in self._options[depth]:
            so_far = cost.plus(price)
            if self._left <= 0 or so_far.plus(self._least[depth + 1]) > self._bar():
                return  # the options are in order of cost: what follows is no better
            self._left -= 1
            if stay is None:
                yield from self._ways(depth + 1, so_far, chosen)
            elif not chosen or self._fits(stay, chosen):
                yield from self._ways(depth + 1, so_far, (*chosen, stay))

    def _fits(self, stay: Stay, chosen: tuple[Stay, ...]) -> bool:
        return not self._near.clashes(stay, (*self._beside, *chosen))

    def _has_room(self, chosen: tuple[Stay, ...]) -> bool:
        """Whether one more of them finds a place beside these: then they are a part of a better answer."""
        placed = {stay.household for stay in chosen}
        return any(
            self._fits(stay, chosen)
            for options in self._options
            for _, stay in options
            if stay is not None and stay.household not in placed
        )

    def _bar(self) -> Cost:
        """The cost of the worst of the best that are known; whatever costs more is not among them."""
        if len(self._best) < self._most:
            return Cost(len(self._options), 0, 0, 0)
        return nsmallest(self._most, self._best.values(), key=_rank)[-1].cost


def _rank(way: Way) -> tuple[Cost, tuple[str, ...]]:
    return way.cost, tuple(stay.place for stay in way.stays)
