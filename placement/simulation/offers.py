"""Offers of places and what was said to them; two in three take the first."""

from datetime import date, timedelta

from placement.domain.consent import DeclineReason, Offer, OfferAnswer
from placement.domain.value import FOREVER
from placement.simulation.draw import Draw
from placement.simulation.town import Town

TURNED_DOWN = 0.3
"""Share of those with a place who said no to an offer before; those who wait and said no come on top."""
KEPT = 180
"""Days after which rows of an offer are deleted."""
WEEK = 7


def add_offers(town: Town) -> None:
    """Of those who live somewhere or will soon, of those who wait, and units where somebody will not live."""
    draw = town.draw("offers")
    for alias, (unit, stay) in town.homes.items():
        if stay.start > town.day(-KEPT):
            _accepted(draw, town, alias, unit.alias, stay.start)
    for alias, offered in town.accepted.items():
        _accepted(draw, town, alias, offered, town.day(1))
    for alias in sorted(town.waiting - town.accepted.keys()):
        referral = town.households[alias].referral
        if (town.as_of - referral).days > WEEK and draw.yes(TURNED_DOWN):
            holds = FOREVER if draw.yes(0.2) else town.day(draw.randint(5, 60))
            _declined(
                draw, town, alias, draw.choice(town.units).alias, town.day(-draw.randint(1, WEEK)), holds
            )


def _accepted(draw: Draw, town: Town, alias: str, unit: str, before: date) -> None:
    """Some days before they moved in, or lately; perhaps they had said no to another unit."""
    referral = town.households[alias].referral
    on = max(referral, before - timedelta(days=draw.randint(1, 4)))
    town.rows["offers"].append(Offer(household=alias, unit=unit, on=on, answer=OfferAnswer.ACCEPTED))
    other = draw.choice(town.units).alias
    if other != unit and draw.yes(TURNED_DOWN):
        first = max(referral, on - timedelta(days=draw.randint(2, 14)))
        _declined(draw, town, alias, other, first, first + timedelta(days=draw.randint(10, 60)))


def _declined(draw: Draw, town: Town, alias: str, unit: str, on: date, holds: date) -> None:
    reason = draw.choice([None, *DeclineReason])
    town.rows["offers"].append(
        Offer(
            household=alias, unit=unit, on=on, answer=OfferAnswer.DECLINED, reason=reason, holds_until=holds
        )
    )
