"""More or fewer hours in which interpreters of a language can be booked."""

from datetime import date, datetime, time, timedelta

from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours, Interpreter, Qualification
from placement.domain.scenario import Interpreting
from placement.simulation.refused import CannotPlay

BEGIN, LONGEST = 9, 7
"""A new interpreter's day: from nine o'clock, so many hours at most."""
WORKDAYS = 5


def change_hours(instance: Instance, card: Interpreting) -> Instance:
    """The week with the hours: of somebody new, or of those who have most to give. Raises CannotPlay."""
    return _more(instance, card) if card.hours > 0 else _fewer(instance, card)


def _more(instance: Instance, card: Interpreting) -> Instance:
    names = {i.alias for i in instance.interpreters} | {c.alias for c in instance.contacts}
    alias = next(a for n in range(1, len(names) + 2) if (a := f"Tolk-ny-{card.language}-{n}") not in names)
    someone = Interpreter(
        alias=alias, languages=frozenset({card.language}), adult=True, qualification=Qualification.B, remote=True,
        on_site=True,
    )  # fmt: skip
    days = [d for n in range(7) if (d := instance.as_of + timedelta(days=n)).weekday() < WORKDAYS]
    if card.hours > LONGEST * len(days):
        raise CannotPlay("too_many_hours", name=card.language, most=LONGEST * len(days))
    each = [card.hours // len(days) + (n < card.hours % len(days)) for n in range(len(days))]
    rows = tuple(
        BookableHours(interpreter=alias, on=day, start=time(BEGIN), end=time(BEGIN + hours))
        for day, hours in zip(days, each, strict=True)
        if hours
    )
    return instance.but(
        interpreters=(*instance.interpreters, someone), bookable_hours=(*instance.bookable_hours, *rows)
    )


def _fewer(instance: Instance, card: Interpreting) -> Instance:
    """The last hours of the week first."""
    theirs = {i.alias for i in instance.interpreters if card.language in i.languages}
    rows = sorted(instance.bookable_hours, key=lambda r: (r.on, r.start, r.interpreter))
    wanted = -60 * card.hours
    have = sum(minutes_of(r) for r in rows if r.interpreter in theirs)
    if have < wanted:
        raise CannotPlay("too_few_hours", name=card.language, most=have // 60)
    kept = []
    for row in reversed(rows):
        if row.interpreter not in theirs or not wanted:
            kept.append(row)
            continue
        gone = min(wanted, minutes_of(row))
        wanted -= gone
        if gone < minutes_of(row):
            end = datetime.combine(date.min, row.end) - timedelta(minutes=gone)
            kept.append(row.but(end=end.time()))
    return instance.but(bookable_hours=tuple(reversed(kept)))


def minutes_of(row: BookableHours) -> int:
    """Whole minutes."""
    return (row.end.hour - row.start.hour) * 60 + row.end.minute - row.start.minute
