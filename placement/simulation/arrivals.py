"""When households came: a history without names, counted week by week."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from placement.domain.arrival import Arrival
from placement.domain.instance import Instance
from placement.domain.profile import Profile, profile_of

WEEK = timedelta(days=7)


class History(NamedTuple):
    """What came in whole weeks, the oldest first. Whoever came in a group is counted in `groups` alone."""

    single: tuple[int, ...] = ()
    """Households a week."""
    profiles: Mapping[Profile, int] = MappingProxyType({})
    """Of all weeks together."""
    groups: tuple[int, ...] = ()
    """Households of each group."""

    @property
    def weeks(self) -> int:
        """How many weeks it tells of."""
        return len(self.single)


def history(arrivals: Iterable[Arrival], since: date, until: date) -> History:
    """Count the whole weeks that end with `until`, none of which begins before `since`.

    Args:
        arrivals: All households that came in `[since, until)`; others are left out.
        since: The first day of which every arrival is known.
        until: The first day that is not told of.
    """
    weeks = max(0, (until - since) // WEEK)
    first = until - weeks * WEEK
    single, profiles = [0] * weeks, Counter[Profile]()
    groups: dict[str, list[Arrival]] = {}
    for one in arrivals:
        if one.group is not None:
            groups.setdefault(one.group, []).append(one)
        elif first <= one.on < until:
            single[(one.on - first) // WEEK] += one.households
            profiles[one.profile] += one.households
    came = sorted((min(one.on for one in group), name) for name, group in groups.items())
    sizes = tuple(sum(one.households for one in groups[name]) for on, name in came if first <= on < until)
    return History(tuple(single), MappingProxyType(dict(profiles)), sizes)


def arrivals_of(instance: Instance) -> tuple[Arrival, ...]:
    """Of a week's households; one that was split came once, as its first part."""
    return tuple(
        Arrival(on=household.referral, profile=profile_of(household), group=household.group_arrival)
        for household in sorted(instance.households, key=lambda one: (one.referral, one.alias))
        if household.origin is None
    )
