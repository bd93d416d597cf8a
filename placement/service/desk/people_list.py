"""Who is in care, as one person may see them: where they live, what is to be done, and how much is known."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from placement.domain.fact import ONE, WEEK, Body, Content
from placement.service.desk.clock import reminders
from placement.service.desk.clock_rows import Rows
from placement.service.desk.clock_words import say_reminder
from placement.service.desk.named import field_name
from placement.service.desk.own_week import home_lines
from placement.words.texts import Texts, later

ASKED: tuple[tuple[str, Any], ...] = (
    ("age_status", "unclear"), ("gender", "prefer_not"), ("support", None), ("sharing", "not_asked"),
    ("zone_wish", "not_asked"), ("languages", []), ("interpreter_needed", None), ("track", "not_clarified"),
    ("secrecy", None), ("threat", None), ("areas_asked", False), ("stay_together", "not_asked"),
)  # fmt: skip
"""Fields of a person that a plan asks for, and what they hold as long as nobody knows."""


class Chip(StrEnum):
    """By what the list can be made shorter."""

    WAITING = "waiting"
    HOUSED = "housed"
    CHILDREN = "children"
    INTERPRETER = "interpreter"
    NO_ACTIVITY = "no_activity"
    PROBLEMS = "problems"


CHIPS: dict[Chip, str] = {
    Chip.WAITING: later("Waiting for a place"),
    Chip.HOUSED: later("Has a place"),
    Chip.CHILDREN: later("With children"),
    Chip.INTERPRETER: later("Needs an interpreter"),
    Chip.NO_ACTIVITY: later("No activity"),
    Chip.PROBLEMS: later("Something to look at"),
}


class HouseholdLine(NamedTuple):
    """One household."""

    household: str
    people: tuple[str, ...]
    homes: tuple[str, ...]
    """Empty: they live in none of our homes."""
    problems: tuple[str, ...]
    """What runs out, and what nobody knows; the most urgent first."""
    known: int
    """So many of a hundred fields that a plan asks for are filled in."""
    chips: frozenset[Chip]


def people_list(content: Content, _: Texts) -> tuple[HouseholdLine, ...]:
    """Everybody in care, in order of alias; who has left is not there."""
    as_of = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
    rows = Rows(content, as_of)
    due = _due(content, as_of, rows, _)
    active = {
        str(row.get("person")) for row in rows.of("enrolments").values() if row.get("kind") == "current"
    }
    return tuple(_line(content, one, rows, as_of, due, active, _) for one in sorted(rows.households))


def _line(content: Content, household: str, rows: Rows, as_of: date, due: dict[str, list[str]],
          active: set[str], _: Texts) -> HouseholdLine:  # fmt: skip
    people = {alias: row for alias, row in rows.persons.items() if row.get("household") == household}
    homes = tuple(home_lines(content, household, as_of, _))
    several = len(people) > 1
    lacks = [
        text for alias, row in people.items() if (text := _lacks(alias, row, household, _, several=several))
    ]
    problems = (*due.get(household, ()), *(text for one in people for text in due.get(one, ())), *lacks)
    fields = [(row, *one) for row in people.values() for one in _asked(row, several=several)]
    known = sum(row[name] != empty for row, name, empty in fields)
    return HouseholdLine(
        household=household,
        people=tuple(sorted(people)),
        homes=homes,
        problems=tuple(dict.fromkeys(problems)),
        known=round(100 * known / len(fields)) if fields else 100,
        chips=frozenset(_chips(people, homes, problems, active)),
    )


def _due(content: Content, as_of: date, rows: Rows, _: Texts) -> dict[str, list[str]]:
    """Person or household -> what the calendar asks for. A household's own is not told again of its person."""
    found: dict[str, list[str]] = {}
    for one in reminders(content):
        if one.about in rows.households or one.about in rows.persons:
            # The list names whom it is about: the sentence may begin with what it is.
            found.setdefault(one.about, []).append(say_reminder(one, as_of, "", _))
    return found


def _lacks(alias: str, row: Body, household: str, _: Texts, *, several: bool) -> str:
    """`Ekorn-51: not known: gender, support level`."""
    names = [field_name("persons", name, _.lang) for name in unknown(row, several=several)]
    if not names:
        return ""
    told = _("Not known: {fields}", fields=", ".join(names))
    return told if alias == household else f"{alias}: {told[:1].lower()}{told[1:]}"


def unknown(row: Body, *, several: bool) -> tuple[str, ...]:
    """The fields of a person that a plan asks for, and of which nobody knows anything."""
    return tuple(name for name, empty in _asked(row, several=several) if row[name] == empty)


def _asked(row: Body, *, several: bool) -> Iterator[tuple[str, Any]]:
    """What is asked of this person: with whom they want to live, of adults of a household of several alone."""
    minor = str(row.get("age_status", "")).startswith("minor")
    for name, empty in ASKED:
        if name in row and (name != "stay_together" or (several and not minor)):
            yield name, empty


def _chips(
    people: dict[str, Body], homes: Iterable[str], problems: Iterable[str], active: set[str]
) -> Iterator[Chip]:
    yield Chip.HOUSED if any(homes) else Chip.WAITING
    if any(str(row.get("age_status", "")).startswith("minor") for row in people.values()):
        yield Chip.CHILDREN
    if any(row.get("interpreter_needed") for row in people.values()):
        yield Chip.INTERPRETER
    if not active & people.keys():
        yield Chip.NO_ACTIVITY
    if any(problems):
        yield Chip.PROBLEMS
