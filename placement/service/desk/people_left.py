"""Who has left care and is still in the desk: since when, and how long what is written down of them is kept."""

from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Content
from placement.service.desk.clock_rows import Rows
from placement.words.say import say_date
from placement.words.texts import Texts


class LeftLine(NamedTuple):
    """One household that has left."""

    household: str
    people: str
    on: str
    kept: str
    """The first day on which its data can be deleted."""
    languages: frozenset[str]


def people_left(content: Content, _: Texts, days: int) -> tuple[LeftLine, ...]:
    """Those who have left, the last of them first.

    Args:
        content: The rows that whoever looks may see.
        _: The texts of the language.
        days: For how many days after a case is closed data are kept. The clock of that also waits for the day on
            which the exit was written down: it is never shorter than told here.
    """
    rows = Rows(content, date.fromisoformat(str(content[WEEK][ONE]["as_of"])))
    people: dict[str, list[str]] = {one: [] for one in rows.left}
    tongues: dict[str, set[str]] = {one: set() for one in rows.left}
    for alias, row in sorted(rows.of("persons").items()):
        if (home := str(row.get("household"))) in people:
            people[home].append(alias)
            tongues[home].update(row.get("languages", ()))
    return tuple(
        LeftLine(
            one,
            ", ".join(alias for alias in people[one] if alias != one),
            say_date(on, _.lang, year=True),
            say_date(on + timedelta(days=days), _.lang, year=True),
            frozenset(tongues[one]),
        )
        for one, on in sorted(rows.left.items(), key=lambda each: (-each[1].toordinal(), each[0]))
    )
