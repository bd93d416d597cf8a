"""Aliases for those who are new: drawn, so that they tell nothing, not even who came after whom."""

import secrets
from collections.abc import Callable

from placement.domain.names import SPECIES
from placement.service.desk.desk import Desk
from placement.store import ledger

LEAST_NUMBERS = 100
PEOPLE = ("households", "persons", "outsiders")


def draw_alias(desk: Desk, draw: Callable[[int], str] | None = None) -> str:
    """A word and a number that nobody bears, nor bore whose data are erased.

    For the program's own use: nobody is asked, nothing is logged.

    Args:
        desk: The desk.
        draw: Draws an alias with a number below the one that it is given; by default in a way that nobody can guess.
    """
    now = desk.now()
    with desk.store.reading() as connection:
        gone = {one.alias for one in ledger.every(connection)}
    taken = gone.union(*(now.rows(table) for table in PEOPLE))
    while (alias := (draw or _draw)(max(LEAST_NUMBERS, len(taken)))) in taken:
        pass
    return alias


def _draw(most: int) -> str:
    return f"{secrets.choice(SPECIES)}-{1 + secrets.randbelow(most)}"
