"""Simpler ways to fill places, under the same rules: one household after the other takes the best that is left."""

from placement.domain.decision import Pin
from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.reasons import Beside

LAST = 99


def in_turn(week: Week, *, by_priority: bool) -> tuple[Stay, ...]:
    """Stays in order of referral, or of tier and then of referral; nobody waits for a better fit of all."""
    stays: list[Stay] = []
    for household in sorted(week.households, key=lambda h: _turn(week, h, by_priority=by_priority)):
        if week.wants_option(household):
            options = [s for choice in choices(week, household) for s in choice.stays(household)]
            beside = Beside(week, Plan(stays=tuple(stays)))
            ranked = sorted(options, key=lambda s: (_missing(week, household, s), s.start, s.place))
            stays += _first(beside, ranked)
    return tuple(sorted(stays, key=lambda s: s.household))


def _first(beside: Beside, ranked: list[Stay]) -> list[Stay]:
    return [stay for stay in [next((s for s in ranked if not beside.clashes(s)), None)] if stay]


def _turn(week: Week, household: Household, *, by_priority: bool) -> tuple[int, str, int]:
    tier = week.tier(household.alias)
    rank = (tier.rank if tier else LAST) if by_priority else 0
    return rank, household.referral.isoformat(), household.lot


def _missing(week: Week, household: Household, stay: Stay) -> int:
    window = week.window(household)
    return window.missing(stay.start, stay.until) if window and stay.until else 0


def locks(week: Week, stays: tuple[Stay, ...]) -> tuple[Pin, ...]:
    """These homes and no others, as locks: the rest of the week can be planned around them."""
    there = {s.household: s for s in stays}
    units = week.instance.units
    return tuple(
        pin
        for household in week.households
        for pin in (
            [
                Pin(
                    household=household.alias,
                    place=there[household.alias].place,
                    start=there[household.alias].start,
                )
            ]
            if household.alias in there
            else [Pin(household=household.alias, unit=u.alias, must=False) for u in units]
        )
    )
