"""Who is in care, as one person may see them: where they live, what is to be done, and how much is known."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, parted
from placement.service.desk.clock import reminders
from placement.service.desk.clock_rows import Rows, stands_by_rows
from placement.service.desk.clock_words import say_reminder
from placement.service.desk.not_known import known, missing_lines, unknown_line
from placement.service.desk.own_week import home_lines
from placement.service.desk.people_chips import Chip, chips
from placement.words.say import say_list
from placement.words.texts import Texts

ABOUT = {
    "stays": ("household",), "offers": ("household",), "assignments": ("household",), "consents": ("person",),
    "enrolments": ("person",), "relations": ("a", "b"),
}  # fmt: skip
"""Table -> fields that name whom a row is about."""


class HouseholdLine(NamedTuple):
    """One household."""

    household: str
    people: tuple[str, ...]
    homes: tuple[str, ...]
    """Where they live, will live or are offered to live; that they have no place yet, where it is so."""
    problems: tuple[str, ...]
    """What runs out, and what nobody knows; the most urgent first."""
    known: int
    """So many of a hundred fields that a plan asks for are filled in."""
    chips: frozenset[Chip]
    languages: frozenset[str]
    """Codes of those that somebody of them speaks."""


def people_list(
    content: Content,
    _: Texts,
    *,
    shown: Mapping[str, Body] | None = None,
    week: Week | None = None,
    meeting: bool = False,
) -> tuple[HouseholdLine, ...]:
    """Everybody in care, in order of alias; who has left is not there.

    Args:
        content: The rows that whoever looks may see.
        _: The texts of the language.
        week: For those who plan: whom the rules split is told, and all count as their figures have them.
        meeting: Whether others look at the screen: then no split is told.
        shown: Alias -> row of persons without what is masked now: nobody is sorted by that. By default nothing is
            masked.
    """
    as_of = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
    rows = Rows(content, as_of)
    people: dict[str, dict[str, Body]] = {one: {} for one in sorted(rows.households)}
    for alias, row in sorted(rows.persons.items()):
        people[str(row["household"])][alias] = row
    due, about = _due(content, as_of, rows, _), _about(content, rows)
    for household, parts in _split(week, rows).items() if week is not None and not meeting else ():
        told = _("The rules split them: {parts}. Write the split down.", parts=say_list(parts, _.lang))
        due.setdefault(household, []).insert(0, told)
    masked = rows.persons if shown is None else shown
    groups = parted(week) if week is not None else None
    return tuple(
        _line(content, one, members, about, due, as_of, masked, groups, _) for one, members in people.items()
    )


def _line(content: Content, household: str, people: dict[str, Body], about: dict[str, dict[str, list[Body]]],
          due: Mapping[str, list[str]], as_of: date, shown: Mapping[str, Body],
          groups: Mapping[str, Whereabouts] | None, _: Texts) -> HouseholdLine:  # fmt: skip
    mine: dict[str, list[Body]] = {
        table: [row for one in dict.fromkeys((household, *people)) for row in rows.get(one, ())]
        for table, rows in about.items()
    }
    mine["contacts"] = list(content.get("contacts", {}).values())
    stands = groups.get(household) if groups is not None else stands_by_rows(mine.get("stays", ()), as_of)
    waits = stands is Whereabouts.WAITS
    several = len(people) > 1
    unknown = (unknown_line(alias, row, _, several=several) for alias, row in people.items())
    missing = missing_lines(content["households"][household], people, mine, _, waits=waits)
    told = (
        *due.get(household, ()),
        *(text for one in people for text in due.get(one, ())),
        *missing,
        *unknown,
    )
    problems = tuple(dict.fromkeys(_short(text, household) for text in told if text))
    narrow = {t: {str(n): row for n, row in enumerate(mine.get(t, ()))} for t in ("stays", "offers")}
    return HouseholdLine(
        household=household,
        people=tuple(people),
        homes=tuple(home_lines({**content, **narrow}, household, as_of, _)),
        problems=problems,
        known=known(people.values(), several=several),
        chips=frozenset(chips(people, mine, shown, stands=stands, problems=problems)),
        languages=frozenset(code for row in people.values() for code in row.get("languages", ())),
    )


def _short(text: str, household: str) -> str:
    """The sentence without the alias of the household: it stands beside it."""
    said = text.removeprefix(f"{household}: ")
    return said[:1].upper() + said[1:] if said != text else text


def _due(content: Content, as_of: date, rows: Rows, _: Texts) -> dict[str, list[str]]:
    """Person or household -> what the calendar asks for. A household's own is not told again of its person."""
    found: dict[str, list[str]] = {}
    for one in reminders(content):
        if one.about in rows.households or one.about in rows.persons:
            # The list names whom it is about: the sentence may begin with what it is.
            found.setdefault(one.about, []).append(say_reminder(one, as_of, "", _))
    return found


def _split(week: Week, rows: Rows) -> dict[str, list[str]]:
    """Household as it is written down -> the parts in which the rules see it."""
    found: dict[str, list[str]] = {}
    for one in week.households:
        written = one.alias if one.alias in rows.households else one.origin or one.alias
        found.setdefault(written, []).append(one.alias)
    return {household: parts for household, parts in found.items() if len(parts) > 1}


def _about(content: Content, rows: Rows) -> dict[str, dict[str, list[Body]]]:
    """Table -> person or household -> the rows about them, of the tables that are there."""
    found: dict[str, dict[str, list[Body]]] = {}
    for table, fields in ABOUT.items():
        if table in content:
            by: dict[str, list[Body]] = found.setdefault(table, {})
            for row in rows.of(table).values():
                for name in {str(row.get(field)) for field in fields}:
                    by.setdefault(name, []).append(row)
    return found
