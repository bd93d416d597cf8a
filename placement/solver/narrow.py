"""Which options of a very large week become columns: for the stages those that the price of beds brings nearest.

For the goals they are those that the relaxation of all options brings near (decision 54).

Rows are made about these alone. What is proved of the others, by their prices, is proved of all (decision 45).
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from placement.domain.decision import Tier
from placement.domain.held_beds import HeldBeds
from placement.domain.linear import INFINITY, Floats, Ints, Mask
from placement.domain.rule import Rule
from placement.domain.week import UNPLACED
from placement.solver.bed_prices import BedPrices, Within, cheapest
from placement.solver.candidates import Candidates
from placement.solver.terms import ArrayTerms
from placement.solver.together import in_common_units
from placement.solver.watch import Deadline, Watch
from placement.solver.ways import likely

MOST = 60_000
"""Options of a week; of more not all become columns."""
PLACES = 80
"""In how many places a household has a column: of each the nearest. Where stays clash, another place is what helps.

Half as many for who has no tier: no stage is about them, and for the goals it is enough, too.
"""
EACH = 20
"""How many options of a household are columns at least, wherever they are; for the goals twice as many."""
TIED, FAR = 2.0, 60.0
"""Points by which an option may raise the relaxation to be a column: wherever it is; and in a near place."""
PRICING_SECONDS = 60.0
URGENT = {Tier.P0: 60_000, Tier.P1: 20_000, Tier.P2: 6_000, Tier.P3: 2_500}
"""Points of the nights without a place: who is more urgent comes first. Only to choose by, never to prove by."""
WISHED = 100
"""Points of an option of who has no tier."""


def near_ones(wide: Candidates, goals: tuple[Rule, ...], watch: Watch) -> Ints:
    """The options that become columns: all of them, or those near each household. Raises Stopped."""
    if len(wide) <= MOST:
        return np.arange(len(wide))
    return near_prices(wide, _ways(wide, goals), HeldBeds(wide.week), Few(PLACES, EACH), watch)


def near_goals(wide: Candidates, reduced: Floats, chosen: Ints) -> Ints:
    """The options that become columns once the stages are decided: those near by all that the rules say of them.

    Args:
        wide: All options.
        reduced: By how much each would raise the relaxation; infinite for those that the stages left nobody.
        chosen: Options of a plan, which become columns in any case.
    """
    near = cheapest(wide.household, reduced, 2 * EACH) | (reduced <= TIED)
    near |= _nearest_places(wide, reduced, PLACES) & (reduced <= FAR)
    near |= in_common_units(wide, reduced)
    near &= reduced < INFINITY
    near |= locked(wide)
    near[chosen] = True
    return np.flatnonzero(with_longer(wide, near))


class Few(NamedTuple):
    """How many options of a household become columns."""

    places: int
    """In so many places, the nearest."""
    each: int
    """And so many wherever they are."""


def near_prices(wide: Candidates, ways: Ints | int, beds: HeldBeds, few: Few, watch: Watch) -> Ints:
    """The options near each household by the price of beds. Raises Stopped."""
    cost = _worth(wide) + ways
    prices = BedPrices(wide, beds)
    everybody = Within(prices.fits, np.zeros(len(wide.households), dtype=bool))
    begin = cheapest(wide.household, cost, few.each)
    deadline = Deadline(PRICING_SECONDS, watch.interrupter)
    found = prices.near(cost, everybody, begin, deadline)
    watch.heed()
    reduced = cost if found is None else found.reduced
    near = cheapest(wide.household, reduced, few.each) | _nearest_places(wide, reduced, few.places)
    near |= in_common_units(wide, reduced) | locked(wide)
    return np.flatnonzero(with_longer(wide, near))


def _nearest_places(wide: Candidates, cost: Ints | Floats, places: int) -> Mask:
    """Of each household the option that costs the least in each of its nearest places."""
    near = np.zeros(len(wide), dtype=bool)
    has_tier = np.array([wide.week.tier(h.alias) is not None for h in wide.households], dtype=bool)
    of_place = np.flatnonzero(cheapest(wide.household * len(wide.places) + wide.place, cost, 1))
    owner, cost = wide.household[of_place], cost[of_place]
    half = cheapest(owner, cost, (places + 1) // 2)
    near[of_place[cheapest(owner, cost, places) & has_tier[owner] | half]] = True
    return near


def with_longer(wide: Candidates, kept: Mask) -> Mask:
    """With all later ends of the same start: an earlier one is an option only where these do not fit."""
    same = np.diff(np.stack([wide.household, wide.place, wide.start]), prepend=-1) == 0
    row = np.arange(len(wide))
    first = np.maximum.accumulate(np.where(same.all(axis=0), 0, row))
    closed: Mask = np.maximum.accumulate(np.where(kept, row, -1)) >= first
    return closed


def only(wide: Candidates, kept: Ints) -> Candidates:
    """A part of all options; what is counted of a household is counted over all."""
    columns = ("household", "place", "start", "until", "blocked", "waived", "cost")
    found = {name: getattr(wide, name)[kept].astype(np.int64) for name in columns}
    return replace(wide, move=wide.move[kept], **found)


def _worth(wide: Candidates) -> Ints:
    """Points of an option less those of having none, with a price on nights."""
    week, owner = wide.week, wide.household
    tiers = [week.tier(h.alias) for h in wide.households]
    urgent = np.array([URGENT[t] if t else 0 for t in tiers], np.int64)[owner]
    without = nights_missing(wide) - UNPLACED
    return wide.cost + np.where(urgent > 0, urgent * without // UNPLACED, -WISHED)


def _ways(wide: Candidates, goals: tuple[Rule, ...]) -> Ints:
    """What the ways to activities are likely to cost from each option."""
    terms = ArrayTerms(only(wide, np.zeros(0, np.int64)))
    policy = wide.week.instance.policy
    for part in (part for goal in goals for part in goal.configured(policy).plan_parts):
        if getattr(part, "prices_ways", False):
            part.build(terms)  # type: ignore[arg-type]
    return likely(terms, wide)


def locked(wide: Candidates) -> Mask:
    """What a lock asks for is a column in any case."""
    kept = np.zeros(len(wide), dtype=bool)
    for pin in wide.week.instance.pins:
        asked = wide.week.place(pin.place).alias if pin.place else None
        mine = [pin.household in (h.alias, h.origin) for h in wide.households]
        here = [asked == p.alias or pin.unit == p.unit.alias for p in wide.places]
        kept |= np.array(mine, dtype=bool)[wide.household] & np.array(here, dtype=bool)[wide.place]
    return kept


def nights_missing(made: Candidates) -> Ints:
    """Nights of the household's window that each option leaves uncovered; 0 for who has no window."""
    windows = [made.week.window(h) for h in made.households]
    start = np.array([w.start.toordinal() if w else 0 for w in windows], np.int32)[made.household]
    until = np.array([w.until.toordinal() if w else 0 for w in windows], np.int32)[made.household]
    covered = np.minimum(until, made.until) - np.maximum(start, made.start)
    missing: Ints = until - start - np.maximum(0, covered)
    return missing
