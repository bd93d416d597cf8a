"""All measures of recorded weeks: of all futures together, and within which band the single ones lie."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from placement.domain.record import WeekRecord
from placement.domain.value import Value
from placement.errors import InputError, Problem
from placement.review.measure import ADDED, COUNT, Figure, Key, nearest_rank
from placement.review.measures import MEASURES, figures
from placement.review.small_numbers import publishable

UNITS = {measure.id: measure.unit for measure in MEASURES}
SHARES = (0.1, 0.9)


class Line(Value):
    """A line of a file of records: a week, and whether a scenario's cards were played in it."""

    cards: bool = False
    record: WeekRecord


class Measured(NamedTuple):
    """One measure or a part of it."""

    measure: str
    key: Key
    unit: str
    value: float | None
    """A sum is of one future on average, all else of all futures together; none: nothing of which it could be, or
    not to be told."""
    low: float | None
    """In one of ten futures it is lower; none with less than two futures, and for what leaves the unit."""
    high: float | None


def read_records(path: Path) -> dict[bool, list[WeekRecord]]:
    """Weeks without (False) and with (True) cards, as `placement simulate --out` writes them, a line each.

    Raises:
        InputError: The file cannot be read or is empty, or a line is no record; what it holds is not repeated.
    """
    found: dict[bool, list[WeekRecord]] = defaultdict(list)
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        told = "cannot be read.", "Give a file that `placement simulate --out` wrote."
        raise InputError(Problem(path.name, *told, "records_unreadable")) from None
    for number, text in enumerate(lines, 1):
        try:
            line = Line.model_validate_json(text)
        except ValidationError:
            told = "is no week's record.", "Use a file that `placement simulate --out` wrote."
            raise InputError(Problem(path.name, *told, "records_malformed", {"line": number})) from None
        found[line.cards].append(line.record)
    if not found:
        told = "holds no week.", "Give a file that `placement simulate --out` wrote."
        raise InputError(Problem(path.name, *told, "records_none"))
    return dict(sorted(found.items()))


def measured(
    records: Sequence[WeekRecord], *, elsewhere: bool = False, beside: Sequence[WeekRecord] | None = None
) -> tuple[Measured, ...]:
    """All measures of weeks that were recorded.

    Args:
        records: Weeks of one future or of several.
        elsewhere: Only what may leave the unit (`placement.review.small_numbers`).
        beside: Weeks whose measures are told beside these; nobody is to learn of one household by subtraction.

    Raises:
        InputError: What leaves the unit would be of another time than whole quarters.
    """
    if elsewhere:
        try:
            told = publishable(MEASURES, records, beside=beside)
        except ValueError:
            why = (
                "the weeks are no whole quarters.",
                "Figures that leave the unit are of 13 weeks, 26 and so on.",
            )
            raise InputError(Problem("", *why, "records_too_short")) from None
        futures = len({record.replication for record in records})
        return tuple(_measured(_of_one(one, futures), ()) for one in told)
    of_future: dict[int, list[WeekRecord]] = defaultdict(list)
    for record in records:
        of_future[record.replication].append(record)
    values: dict[tuple[str, Key], list[float]] = defaultdict(list)
    for one in (figure for future in of_future.values() for figure in figures(future)):
        if one.value is not None:
            values[one.measure, one.key].append(one.value)
    return tuple(_of_futures(one, values[one.measure, one.key], len(of_future)) for one in figures(records))


def _of_futures(figure: Figure, values: list[float], futures: int) -> Measured:
    if not _is_sum(figure):
        return _measured(figure, values)
    absent = [0.0] * (futures - len(values))  # a future in which nothing was counted has none of it
    return _measured(_of_one(figure, futures), [*values, *absent])


def _is_sum(figure: Figure) -> bool:
    return UNITS[figure.measure] in ADDED or figure.key[-1:] == (COUNT,)


def _of_one(figure: Figure, futures: int) -> Figure:
    """A figure of several futures together, as it is told: a sum is of one of them, on average."""
    if figure.value is None or not _is_sum(figure):
        return figure
    return figure._replace(value=figure.value / futures)


def _measured(figure: Figure, values: Iterable[float]) -> Measured:
    ordered = sorted(values)
    low, high = (nearest_rank(ordered, s) for s in SHARES) if len(ordered) > 1 else (None, None)
    return Measured(figure.measure, figure.key, UNITS[figure.measure].value, figure.value, low, high)


class Told(NamedTuple):
    """The measures, and of how many weeks and futures they are."""

    weeks: int
    futures: int
    rows: tuple[Measured, ...]


def told_of(
    records: Sequence[WeekRecord], *, elsewhere: bool = False, beside: Sequence[WeekRecord] | None = None
) -> Told:
    """Measures of recorded weeks, those of a warm-up aside. Raises InputError as `measured` does."""
    counted = [record for record in records if not record.is_warm_up]
    futures = len({record.replication for record in counted})
    return Told(
        len({record.week for record in counted}),
        futures,
        measured(counted, elsewhere=elsewhere, beside=beside),
    )
