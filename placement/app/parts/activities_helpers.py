"""Those who help: contacts with their absences, interpreters with the hours in which they can be booked."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.one_row import draw_one_of
from placement.app.parts.row_list import may_write
from placement.app.parts.search import opened
from placement.app.parts.table import draw_table
from placement.service.desk.colleagues import contact_rows, interpreter_rows
from placement.service.desk.named import table_name
from placement.service.rows import Line

PARTS = ("contacts", "absences", "interpreters", "bookable_hours", "impartiality")


def draw_helpers(now: Here) -> None:
    """Draw both, and what of their rows may be changed."""
    _ = now.texts
    if (goto := opened("contacts")) and goto[1] in now.sight.rows("contacts"):
        st.session_state["one:contacts:"] = goto[1]
        st.session_state["helpers_table"] = "contacts"
    contacts, interpreters = contact_rows(now.content, _), interpreter_rows(now.content, _)
    st.subheader(_("Contacts"), anchor=False)
    draw_table(
        _("Contacts"),
        ("*" + _("Contact"), _("Languages"), _("Working hours"), _("Follows up"), _("Away")),
        [
            (row.contact, row.languages, row.hours, (", ".join(row.follows),) if row.follows else "",
             [Line(one, "ends") for one in row.away] or "")
            for row in contacts
        ],
    )  # fmt: skip
    st.subheader(_("Interpreters"), anchor=False)
    draw_table(
        _("Interpreters"),
        ("*" + _("Interpreter"), _("Languages"), _("Qualification"), _("How"), _("Can be booked")),
        [
            (
                row.interpreter,
                row.languages,
                row.qualification,
                row.way,
                [Line(one) for one in row.hours] or "",
            )
            for row in interpreters
        ],
    )
    if may_write(now, "contacts"):
        _change(now)


def _change(now: Here) -> None:
    """One table at a time, so that the page stays short."""
    _ = now.texts
    st.subheader(_("Change or add"), anchor=False)
    table = st.segmented_control(
        _("Change or add"), PARTS, format_func=lambda one: table_name(one, now.lang).capitalize(),
        key="helpers_table", default=PARTS[0], required=True, label_visibility="collapsed",
    )  # fmt: skip
    draw_one_of(now, table or PARTS[0], titled=False)
