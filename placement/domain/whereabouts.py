"""Where a household stands on a day: it lives with us, a bed is held for it, or it waits. It is in one group alone."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from placement.domain.stay import StayKind

if TYPE_CHECKING:
    from placement.domain.week import Week


class Whereabouts(StrEnum):
    """The groups, in the order in which one of several parts stands for them all."""

    WAITS = "waits"
    """It lives in no place of ours, and no bed is held for it any more."""
    HELD = "held"
    """It lives in no place of ours yet; a bed is held for it, offered or agreed, from today or later."""
    LIVES = "lives"
    """It lives in one of our places."""


ORDER = list(Whereabouts)


def ran_out(expires: date | None, on: date) -> bool:
    """Whether the time for which a bed was held is over. The bed is not free before a human gives it back."""
    return expires is not None and expires <= on


def whereabouts(stays: Iterable[tuple[StayKind, date | None]], on: date) -> Whereabouts:
    """The group of a household on a day, from the kind of each of its stays, and when that ceases to be held."""
    held = [(kind, expires) for kind, expires in stays if not ran_out(expires, on)]
    if any(kind is StayKind.CURRENT for kind, _ in held):
        return Whereabouts.LIVES
    return Whereabouts.HELD if any(kind is StayKind.HOLD for kind, _ in held) else Whereabouts.WAITS


def stands(week: "Week", household: str) -> Whereabouts | None:
    """The group of a household, or of a part of one that the rules split, on the as-of date.

    None: it lives in no place of ours, and somebody decided that it needs none. A held bed in which it would live in
    danger counts as none.
    """
    held = [s for s in week.held_of.get(household, ()) if s not in week.unsafe_holds]
    found = whereabouts(((s.kind, s.expires) for s in held), week.as_of)
    return None if found is Whereabouts.WAITS and week.tier(household) is None else found


def parted(week: "Week") -> dict[str, Whereabouts]:
    """Household as it is written down -> its group; of one that the rules split, that of the part that has least."""
    found: dict[str, Whereabouts] = {}
    for alias, whole in written(week).items():
        if (group := stands(week, alias)) is not None:
            found[whole] = min(group, found.get(whole, group), key=ORDER.index)
    return found


def written(week: "Week") -> dict[str, str]:
    """Household, or part of one that the rules split -> the alias under which it, or the whole, is written down."""
    rows = {one.alias for one in week.instance.households}
    return {h.alias: h.alias if h.alias in rows else h.origin or h.alias for h in week.households}
