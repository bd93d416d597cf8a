"""Rows of a large week that say the same of several options of a household, as one row.

Of the options of a household at most one is chosen, so that what holds of each holds of all together. There are fewer
rows then, and the relaxation is tighter: it cannot spread a household over many options that each count for little.
"""

import numpy as np

from placement.domain.linear import Ints
from placement.solver.requirements import Requirements
from placement.solver.rows import Row


def merge_options(terms: Requirements) -> None:
    """Make one row of those that differ in the first option alone, of one household, and say when a mark is 1."""
    owner = terms.made.household
    first: dict[tuple[object, ...], int] = {}
    options: dict[int, list[int]] = {}
    rows: list[Row] = []
    for row in terms.rows:
        if not _is_about_an_option(terms, row):
            rows.append(row)
            continue
        option = int(row.cols[0])
        key = int(owner[option]), row.rule, row.high, row.cols[1:].tobytes(), row.coefs[1:].tobytes()
        number = first.setdefault(key, len(rows))
        options.setdefault(number, []).append(option)
        if number == len(rows):
            rows.append(row)
    for number, cols in options.items():
        if len(cols) > 1:
            rows[number] = _of_all(rows[number], sorted(cols))
    terms.rows = rows


def _is_about_an_option(terms: Requirements, row: Row) -> bool:
    ends = len(row.cols) > 1 and row.low is None and row.coefs[0] == 1 and row.coefs[-1] < 0
    return bool(ends and row.cols[0] < terms.n and row.cols[-1] >= terms.first_aux)


def _of_all(row: Row, options: list[int]) -> Row:
    cols: Ints = np.array([*options, *row.cols[1:].tolist()], np.int64)
    return row._replace(cols=cols, coefs=np.append(np.ones(len(options) - 1, np.int64), row.coefs))
