"""How large a week is: volumes of each size."""

from dataclasses import dataclass
from enum import StrEnum

from placement.simulation.draw import Draw


class Size(StrEnum):
    """From one town's week to more than any country has."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"
    HUGE = "10k"


@dataclass(frozen=True)
class Volume:
    """Least and most of each kind; between them units and programmes follow the number of households."""

    households: tuple[int, int]
    """In care before this week: those who are housed and those who wait."""
    referred: float
    """New households a week for each household in care."""
    units: tuple[int, int]
    households_a_unit: float
    programmes: tuple[int, int]
    households_a_programme: float
    areas: int


VOLUMES = {
    Size.S: Volume((14, 24), 0.04, (9, 14), 1.8, (10, 14), 1.6, 5),
    Size.M: Volume((45, 60), 0.04, (20, 20), 2.6, (16, 24), 2.6, 6),
    Size.L: Volume((150, 350), 0.035, (50, 130), 2.8, (30, 70), 5.0, 10),
    Size.XL: Volume((1000, 1400), 0.03, (330, 470), 3.0, (150, 250), 6.0, 14),
    Size.HUGE: Volume((10_000, 10_000), 0.03, (3300, 3400), 3.0, (1200, 1300), 8.0, 20),
}
HOUSEHOLDS_A_CONTACT = 6


@dataclass(frozen=True)
class Counts:
    """What one week has."""

    households: int
    referred: int
    units: int
    programmes: int
    contacts: int
    areas: int


def counts(size: Size, draw: Draw) -> Counts:
    """Draw the counts of a week of this size."""
    volume = VOLUMES[size]
    households = draw.randint(*volume.households)
    return Counts(
        households=households,
        referred=draw.poisson(households * volume.referred),
        units=_within(households / volume.households_a_unit, volume.units),
        programmes=_within(households / volume.households_a_programme, volume.programmes),
        contacts=max(4, round(households / HOUSEHOLDS_A_CONTACT)),
        areas=volume.areas,
    )


def _within(wanted: float, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], round(wanted)))
