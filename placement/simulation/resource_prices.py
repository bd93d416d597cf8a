"""What a resource costs a year: by the week's own prices, else by what this project assumes."""

from placement.domain.housing import HousingUnit
from placement.domain.resource import PriceSource
from placement.simulation.unit_kinds import KINDS

NIGHTS_A_YEAR, WEEKS_A_YEAR = 365, 52
NIGHT_SHIFT = 1_900_000
"""Somebody awake every night of a year: about 2.1 full posts with supplements."""
LANGUAGE_POST = 750_000
"""One full post more, of somebody who speaks the language."""
INTERPRETER_HOUR = 900
SEAT = 25_000
"""In a course or group, all year."""
UNIT_KINDS_WITHOUT = 1500
"""Kroner a bed and night of a kind of unit of which nothing is assumed."""


def bed_price(unit: HousingUnit) -> tuple[int, PriceSource]:
    """Of one bed in this unit a year; a unit that has no price costs what its kind usually does."""
    if unit.cost_per_night:
        return NIGHTS_A_YEAR * unit.cost_per_night, PriceSource.WEEK
    kind = KINDS.get(unit.type)
    night = sum(kind.cost) // len(kind.cost) if kind else UNIT_KINDS_WITHOUT
    return NIGHTS_A_YEAR * night, PriceSource.ASSUMED


def unit_price(unit: HousingUnit) -> tuple[int, PriceSource]:
    """Of a whole unit a year: all its beds, children's too."""
    bed, source = bed_price(unit)
    return bed * max(1, sum(room.beds + room.child for room in unit.rooms)), source
