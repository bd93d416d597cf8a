"""Everybody's week on the first page: a row for each household, and one for each member of several."""

from collections.abc import Iterator

import streamlit as st

from placement.app.parts.table import Cell, draw_table
from placement.service.rows import HouseholdRow, Line, PeopleView, PersonRow
from placement.words.texts import Texts


def draw_people(view: PeopleView, _: Texts) -> None:
    """Draw what sums the weeks up, and the weeks; columns that would be empty for everybody are left out."""
    title = _("Each household's week ({count})", count=len(view.households))
    st.subheader(title, anchor=False)
    told = [line for line in (view.summary, *view.notes) if line]
    st.markdown("  \n".join(told))
    if not view.households:
        return
    lacking = [one for one in view.households if one.lacks]
    only = lacking and st.toggle(_("Only where something is missing"), key="only_where_missing")
    households = lacking if only else view.households
    columns = {
        "who": "*" + _("Household"),
        "tier": _("Priority"),
        "homes": _("Place"),
        "contact": _("Contact"),
        "activities": _("Activities"),
        "language": _("Languages"),
    }
    left_out = {name for name, is_there in (("contact", view.has_contacts), ("activities", view.has_activities))
                if not is_there}  # fmt: skip
    shown = [name for name in columns if name not in left_out]
    rows = [row for household in households for row in _rows(household)]
    draw_table(
        title, [columns[name] for name in shown], [[row.get(name, "") for name in shown] for row in rows]
    )


def _rows(household: HouseholdRow) -> Iterator[dict[str, Cell]]:
    """Who lives alone is one row; of others each has one, below what they have in common."""
    own: dict[str, Cell] = {
        "who": household.household,
        "tier": household.tier if household.tier.startswith("P") else "",
        "homes": household.homes,
        "contact": (household.contact,) if household.contact else "",
    }
    if len(household.people) == 1:
        yield own | _person(household.people[0])
        return
    yield own
    for person in household.people:
        shared = person.person == household.household
        name = person.person if shared else f"{person.person} ({household.household})"
        yield {"who": (Line(name, "member"),)} | _person(person)


def _person(row: PersonRow) -> dict[str, Cell]:
    language = [Line(row.language), *([Line(row.missing, "lacks")] if row.missing else [])]
    return {"activities": row.activities or "", "language": language}
