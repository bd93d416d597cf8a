"""The limit on moves that can wait, as a row: from the first stage on, so that what is proved is proved within it."""

import numpy as np

from placement.domain.linear import INFINITY, ExtraRow
from placement.domain.move_budget import counts, most_moves
from placement.solver.candidates import Candidates
from placement.solver.pins import Pinned


def within_budget(made: Candidates, pins: list[Pinned]) -> list[ExtraRow]:
    """The limit less the moves that people locked: a lock is kept in any case, so no limit is against it.

    No row where nobody, or nobody too many, could move.
    """
    most = most_moves(made.week)
    if most >= len(made.households):
        return []
    waits = np.array([counts(made.week, household) for household in made.households], dtype=bool)
    locked = np.zeros(len(waits), dtype=bool)
    locked[[pin.household for pin in pins if pin.must]] = True
    cols = np.flatnonzero((waits & ~locked)[made.household])
    left = max(0, most - int((waits & locked).sum()))
    return [(cols, np.ones(len(cols), np.int64), -INFINITY, float(left))] if len(cols) else []
