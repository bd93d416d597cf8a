"""A fictional week."""

from datetime import date
from typing import Any

from placement.domain.instance import Instance
from placement.simulation.activities import add_activities
from placement.simulation.areas import add_areas
from placement.simulation.draw import Draw
from placement.simulation.housing import add_housing
from placement.simulation.interpreters import add_interpreters
from placement.simulation.links import add_links
from placement.simulation.offers import add_offers
from placement.simulation.people import add_people
from placement.simulation.sizes import Size, counts
from placement.simulation.staff import add_contacts
from placement.simulation.stays import add_stays
from placement.simulation.town import Town
from placement.simulation.waiting import add_faults, add_waiting

AS_OF = date(2026, 11, 23)
TENSE, ROOMY = 1.0, 1.4
"""Beds for each person."""


def generate(
    size: Size | str,
    seed: int,
    *,
    beds: float = 1.1,
    men_heavy: bool = False,
    group_arrival: bool = False,
    as_of: date = AS_OF,
) -> Instance:
    """A week of one size: everybody in it, and every place, is made up.

    Args:
        size: How large it is.
        seed: The same seed and settings give the same week, on every machine.
        beds: Beds for each person who needs one, of those who were foreseen (`TENSE` to `ROOMY`).
        men_heavy: More than half are men, as where most were found at work.
        group_arrival: Four to nine men of one case were referred together, beyond what anybody foresaw.
        as_of: The day on which the week is read.
    """
    size = Size(size)
    key = f"{size} {seed}"
    town = Town(key=key, as_of=as_of, counts=counts(size, Draw(f"{key} counts")))
    add_areas(town)
    add_people(town, men_heavy=men_heavy, group_arrival=group_arrival)
    add_links(town)
    add_housing(town, beds)
    add_stays(town)
    add_waiting(town)
    add_offers(town)
    add_faults(town)
    add_activities(town)
    add_contacts(town)
    add_interpreters(town)
    town.rows["stays"] += [stay for _, stay in town.homes.values()]
    tables: dict[str, Any] = {table: tuple(rows) for table, rows in town.rows.items()}
    return Instance(
        as_of=as_of,
        areas=tuple(town.areas),
        units=tuple(town.units),
        households=tuple(town.households.values()),
        **tables,
    )
