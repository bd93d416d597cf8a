"""The rows of all rules and goals as one linear programme."""

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np

from placement.domain.linear import INFINITY, Linear
from placement.solver.terms import ArrayTerms
from placement.solver.tighten import Bounded, Cells, tightened


def linear(terms: ArrayTerms, heed: Callable[[], None] = lambda: None) -> Linear:
    """The rows of all rules and goals, sorted and each once, so that the order of rules has no effect.

    `heed` is called between two rows and may raise.
    """
    # an act is nobody's other option
    owner = [*terms.made.household.tolist(), *range(-1, -1 - len(terms.acts) - len(terms.aux), -1)]
    tight = tightened(_bounded(terms, heed), owner.__getitem__)
    heed()
    rows = sorted(
        tight,
        key=lambda r: (r[0], -1 if r[1] is None else r[1], -1 if r[2] is None else r[2]),
    )
    heed()
    count = [len(r[0]) for r in rows]
    cells = chain.from_iterable(chain.from_iterable(r[0] for r in rows))
    flat = np.fromiter(cells, np.int64, 2 * sum(count)).reshape(-1, 2)
    upper = np.ones(terms.columns, np.int64)
    upper[terms.first_aux :] = [aux.most for aux in terms.aux]
    upper[list(terms.forbidden)] = 0
    return Linear(
        np.repeat(np.arange(len(rows)), count), flat[:, 0], flat[:, 1],
        np.array([-INFINITY if r[1] is None else r[1] for r in rows], float),
        np.array([INFINITY if r[2] is None else r[2] for r in rows], float),
        upper,
    )  # fmt: skip


def _bounded(terms: ArrayTerms, heed: Callable[[], None]) -> Iterator[Bounded]:
    for row in terms.rows:
        heed()
        yield _cells(row.cols, row.coefs), row.low, row.high


def _cells(cols: tuple[int, ...], coefs: tuple[int, ...]) -> Cells:
    """Coefficients summed by column, in order of columns."""
    pairs = zip(cols, coefs, strict=True)
    if len(set(cols)) == len(cols) and all(coefs):
        return tuple(sorted(pairs))
    if len(set(cols)) < len(cols):
        total: dict[int, int] = {}
        for c, w in pairs:
            total[c] = total.get(c, 0) + w
        return tuple(sorted(cell for cell in total.items() if cell[1]))
    return tuple(sorted(cell for cell in pairs if cell[1]))
