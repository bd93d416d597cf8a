"""The options of a vast week: everybody has those in a few shares of it, each of which is a mix of all there is.

A week of 10,000 households has more than a hundred million options, too many to look at. So units, programmes, contacts
and interpreters are dealt into shares, and so is everybody who asks for a place, tier by tier. Of each share the
options near the price of its beds become columns, as in a very large week (decision 45). Units are dealt several times,
so that who finds nothing in one share may find it in another. What is left out are options, never a rule: all columns
are of one programme with every row of the week.
"""

import math
from collections.abc import Sequence

import numpy as np

from placement.domain.household import Household
from placement.domain.linear import Ints, Mask
from placement.domain.relation import RelationKind
from placement.domain.rule import Rule
from placement.domain.week import Week
from placement.solver.acts import Reach, acts
from placement.solver.candidates import Candidates, Options, by_lot, joined, who_asks
from placement.solver.narrow import Few, locked, near_prices, only
from placement.solver.pair_points import pair_points
from placement.solver.watch import Watch

MOST = 1_500_000
"""Households who ask, times places: of more not all options are looked at."""
EACH = 100_000
"""The same of one share, about."""
DEALS = 2
"""How often units are dealt."""
FEW = Few(places=24, each=8)
"""Of each household in a share."""
NO_TIER = 9
"""After every tier."""
CONTACTS = 20
"""Of a share, beside the contact that a household has."""


def is_vast(week: Week) -> bool:
    """Whether not all options of a week are looked at."""
    return len(who_asks(week)) * len(week.places) > MOST


def shared(week: Week, goals: tuple[Rule, ...], watch: Watch) -> Candidates:
    """The options of a vast week that become columns. Raises Stopped."""
    asking = who_asks(week)
    options = Options(week, asking)
    many = _many(week, asking)
    share_of, found = owners(week, asking, many), list[Candidates]()
    deals = [_units(week, many, deal) for deal in range(DEALS)]
    for n in range(many):
        mine = tuple(h for h, share in zip(asking, share_of, strict=True) if share == n)
        found.append(_near(options, mine, [places == n for places in deals], goals, watch))
    made = _together(week, found)
    options.tell(made)
    watch.heed()
    made.acts = acts(week, made.households, _reach(week, many))
    return made


def shares_of(week: Week) -> list[Ints]:
    """The households of each share, by number in order of lot."""
    asking = who_asks(week)
    many = _many(week, asking)
    number = {h.alias: n for n, h in enumerate(by_lot(week))}
    mine = np.array([number[h.alias] for h in asking], np.int64)
    return [mine[np.array(owners(week, asking, many)) == n] for n in range(many)]


def _many(week: Week, asking: tuple[Household, ...]) -> int:
    return max(1, round(math.sqrt(len(asking) * len(week.places) / EACH)))


def _near(
    options: Options, mine: tuple[Household, ...], shares: list[Mask], goals: tuple[Rule, ...], watch: Watch
) -> Candidates:
    """Of some households: the options near the price of the beds of each share, and what locks ask for."""
    spans, week = [], options.week
    for n, household in enumerate(mine):
        watch.heed()
        spans.append((n, options.of(household, np.logical_or.reduce(shares) | _asked(week, household))))
    options.remember()
    wide = joined(week, mine, spans)
    wide.cost = pair_points(week, goals, wide)
    near = [np.zeros(0, np.int64)]
    for share in shares:
        here = np.flatnonzero(share[wide.place])
        near.append(here[near_prices(only(wide, here), 0, options.beds, FEW, watch)])
    return only(wide, np.union1d(np.concatenate(near), np.flatnonzero(locked(wide))))


def _asked(week: Week, household: Household) -> Mask:
    """The places that locks of a household name."""
    pins = [pin for pin in week.instance.pins if pin.household in (household.alias, household.origin)]
    places = {week.place(pin.place).alias for pin in pins if pin.place}
    units = {pin.unit for pin in pins if pin.unit}
    named = (p.alias in places or p.unit.alias in units for p in week.places if pins)
    return np.fromiter(named, bool) if pins else np.zeros(len(week.places), dtype=bool)


def owners(week: Week, asking: tuple[Household, ...], many: int) -> list[int]:
    """Of each household its share: each tier is dealt by lot, and who wishes to live together comes into one share."""
    number = {h.alias: n for n, h in enumerate(asking)}
    group = list(range(len(asking)))
    for row in week.instance.relations:
        both = [week.household_of[p].alias for p in (row.a, row.b) if p in week.household_of]
        if row.kind is RelationKind.KEEP_TOGETHER and len(both) > 1 and number.keys() >= set(both):
            one, other = sorted(group[number[alias]] for alias in both)
            group = [one if g == other else g for g in group]
    tiers = [week.tier(h.alias) for h in asking]
    heads = sorted(set(group), key=lambda n: (tier.rank if (tier := tiers[n]) else NO_TIER, n))
    share = {head: n % many for n, head in enumerate(heads)}
    return [share[g] for g in group]


def _units(week: Week, many: int, deal: int) -> Ints:
    """Of each place its share: units behind one entrance go together, and shares have as many places as can be."""
    sizes: dict[str, int] = {}
    for place in week.places:
        sizes[place.unit.entrance] = sizes.get(place.unit.entrance, 0) + 1
    drawn = np.random.default_rng(deal).permutation(len(sizes)).tolist()
    names = sorted(sizes)
    order = sorted((names[n] for n in drawn), key=lambda entrance: -sizes[entrance])
    share = {entrance: n % many for n, entrance in enumerate(order)}
    return np.array([share[place.unit.entrance] for place in week.places], np.int64)


def _together(week: Week, found: Sequence[Candidates]) -> Candidates:
    """The options of everybody, by lot."""
    households = by_lot(week)
    index = {h.alias: n for n, h in enumerate(households)}
    numbers = [np.array([index[h.alias] for h in one.households], np.int64)[one.household] for one in found]
    owner = np.concatenate(numbers)
    order = np.argsort(owner, kind="stable")

    def column(name: str) -> Ints:
        joined_up: Ints = np.concatenate([getattr(one, name) for one in found])[order]
        return joined_up

    return Candidates(
        week, households, week.places, owner[order], column("place"), column("start"), column("until"),
        column("move").astype(bool), column("blocked"), column("waived"), column("cost"),
    )  # fmt: skip


def _reach(week: Week, many: int) -> dict[str, Reach]:
    """Of each household its share of what else a plan can begin."""
    groups = max(1, len(week.contacts) // CONTACTS)
    shares = [
        (
            frozenset(p.alias for p in week.programmes[n % many :: many]),
            frozenset(i.alias for i in week.interpreters[n % many :: many]),
        )
        for n in range(many)
    ]
    contacts = [frozenset(c.alias for c in week.contacts[n::groups]) for n in range(groups)]
    return {
        h.alias: Reach(shares[n % many][0], contacts[n % groups], shares[n % many][1])
        for n, h in enumerate(by_lot(week))
    }
