"""Where plans come from: facts, solver, judge, and who accepted each."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.table import Cell, draw_filled, lines_of
from placement.service.desk.provenance import Origin, plans_kept, provenance


def draw_plans(now: Here) -> None:
    """A row for each plan, newest first."""
    _ = now.texts
    key = (now.login, now.lang, now.sight.change, plans_kept(now.desk))
    found: tuple[Origin, ...] = once("origins", key, lambda: provenance(now.desk, now.login, now.lang))
    title = _("Where plans come from")
    st.subheader(title, anchor=False)
    if not found:
        st.info(_("No plan has been made yet."), icon=":material/info:")
        return
    columns = (
        "*" + _("Plan"), _("State"), _("Made"), _("Facts"), _("How it was found"), _("What the judge said"),
        _("Accepted by"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            str(one.number), one.state, lines_of(one.made), lines_of(one.facts), lines_of(one.found),
            lines_of(one.judged), one.accepted,
        )
        for one in found
    ]  # fmt: skip
    draw_filled(title, columns, rows)
    st.caption(
        _("Facts and plans have a mark each: where two marks are the same, so is what they stand for.")
        + " "
        + _("The figures of the rules are facts, too. The solver always begins from the same seed.")
    )
