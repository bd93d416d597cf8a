"""Everybody's week on a terminal: a few lines for each person, members below their household."""

from collections.abc import Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from placement.service.rows import HouseholdRow, Line, PeopleView, PersonRow
from placement.service.sheet import heading, indented, line
from placement.words.texts import Texts

STYLES = {"new": "bold green", "ends": "yellow", "lacks": "yellow"}


def show_people(out: Console, view: PeopleView, _: Texts) -> None:
    """Print the weeks, after what sums them up."""
    heading(out, _("Each household's week ({count})", count=len(view.households)))
    for told in filter(None, (view.summary, *view.notes)):
        line(out, told)
    if view.households:
        made = Table.grid(padding=(0, 2, 0, 0))
        made.add_column(no_wrap=True)
        made.add_column(overflow="fold")
        for row in view.households:
            _add(made, row, _)
        indented(out, made)


def _add(made: Table, row: HouseholdRow, _: Texts) -> None:
    """One who lives alone is one row; others are a row each, below what they have in common."""
    home = _household(row, _)
    alone = len(row.people) == 1
    own = _person(row.people[0], _) if alone else []
    made.add_row(Text(row.household, style="bold"), Group(home, *own))
    if not alone:
        for person in row.people:
            made.add_row(f"  {person.person}", Group(*_person(person, _)))


def _household(row: HouseholdRow, _: Texts) -> Text:
    parts: list[Line] = [Line(row.tier)] if row.tier.startswith("P") else []
    parts += row.homes
    if row.contact:
        parts.append(row.contact._replace(text=_("contact: {who}", who=row.contact.text)))
    return Text(" · ").join(_styled(parts))


def _person(row: PersonRow, _: Texts) -> list[Text]:
    lines = [*_styled(row.activities), Text(_("Languages: {line}", line=row.language), style="dim")]
    return [*lines, Text(row.missing, style="yellow")] if row.missing else lines


def _styled(lines: Sequence[Line]) -> list[Text]:
    return [Text(one.text, style=STYLES.get(one.tone, "")) for one in lines]
