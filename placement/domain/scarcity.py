"""Which places are scarce: few others of their district could stand in for them."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from placement.domain.housing import Place, ZonePolicy
from placement.domain.person import Access

SCARCE = 3
"""A place is scarce if fewer others than this match it."""


def scarce_places(places: Iterable[Place], access: Callable[[Place], frozenset[Access]]) -> dict[str, bool]:
    """Alias of each place -> whether too few others of its district match it in gender, access and security."""
    by_district: dict[str, list[_Standin]] = {}
    for place in places:
        by_district.setdefault(place.unit.district, []).append(_standin(place, access(place)))
    return {
        one.place.alias: len(list(islice(filter(one.could_be, group), SCARCE))) < SCARCE
        for group in by_district.values()
        for one in group
    }


def _standin(place: Place, access: frozenset[Access]) -> "_Standin":
    return _Standin(
        place, frozenset(r.alias for r in place.rooms), frozenset(z.policy for z in place.zones), access,
        place.unit.security or 0,
    )  # fmt: skip


class _Standin(NamedTuple):
    """What makes one place as good as another: gender, access and security."""

    place: Place
    rooms: frozenset[str]
    policies: frozenset[ZonePolicy | None]
    access: frozenset[Access]
    security: int

    def could_be(self, other: "_Standin") -> bool:
        """Whether the other, given whole, matches this one."""
        return (
            not other.place.shared
            and not self.rooms & other.rooms
            and other.policies == self.policies
            and other.access >= self.access
            and other.security >= self.security
        )
