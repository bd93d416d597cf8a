"""Everybody in care in one list, made shorter by what one looks for; a row is opened by a click or the keyboard."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.people_add import draw_refer
from placement.app.parts.people_panel import draw_household
from placement.app.parts.row_list import may_write
from placement.app.parts.search import opened
from placement.app.parts.table import Cell, draw_figures, draw_table
from placement.domain.permission import Action
from placement.service.desk.people_list import CHIPS, Chip, HouseholdLine, people_list
from placement.service.priority import tier_of
from placement.service.rows import Line
from placement.words.texts import Texts

SHOWN, CHIP = "household_shown", "chips"
FEW = 3
"""Problems of a household that the list tells; the rest are on its own page."""


def draw_people_list(now: Here) -> None:
    """Draw the list, or the household that was chosen."""
    _ = now.texts
    every = people_list(now.content, _)
    shown = _choose(now, every)
    if shown is not None:
        draw_household(now, shown)
        return
    if now.may(Action.PLAN):
        draw_refer(now)
    if not every:
        st.info(_("Nobody is in care yet. Write down a referral, or import a file."), icon=":material/info:")
        return
    draw_figures([(_(CHIPS[chip]), sum(chip in one.chips for one in every)) for chip in Chip])
    chips = st.pills(
        _("Show"), list(Chip), selection_mode="multi", key=CHIP, format_func=lambda one: _(CHIPS[one]),
        label_visibility="collapsed",
    )  # fmt: skip
    _table(now, [one for one in every if set(chips) <= one.chips], _)


def _choose(now: Here, every: Sequence[HouseholdLine]) -> HouseholdLine | None:
    """The household that is shown; somebody may have been sent here for it, or for one of its people."""
    _, lines = now.texts, {one.household: one for one in every}
    if goto := opened("households", "persons"):
        _table_name, key = goto
        home = key if key in lines else now.sight.rows("persons").get(key, {}).get("household")
        if home in lines:
            st.session_state[SHOWN] = home
    chosen = st.selectbox(
        _("Household"), list(lines), index=None, key=SHOWN, width=360,
        placeholder=_("All: choose one to open it"), format_func=lambda one: _named(lines, one),
    )  # fmt: skip
    return lines.get(chosen) if chosen else None


def _named(lines: dict[str, HouseholdLine], household: str) -> str:
    people = lines[household].people if household in lines else ()
    others = [one for one in people if one != household]
    return f"{household} ({', '.join(others)})" if others else household


def _table(now: Here, rows: Sequence[HouseholdLine], _: Texts) -> None:
    title = _("Households ({count})", count=len(rows))
    st.subheader(title, anchor=False)
    if not rows:
        st.markdown(_("Nobody is like this."))
        return
    week = now.week() if now.may(Action.PLAN) else None
    columns = ["*" + _("Household"), _("Place"), _("To look at"), _("Known")]
    cells = []
    for one in rows:
        tier = tier_of(week, one.household) if week is not None and one.household in week.household else ""
        cells.append(_cells(one, tier, _))
    draw_table(title, columns, cells)
    if may_write(now, "persons"):
        st.caption(
            _("Choose a household above, or press Ctrl+K, to open it and change what is written down.")
        )


def _cells(one: HouseholdLine, tier: str, _: Texts) -> list[Cell]:
    said = [one.household, tier] if tier.startswith("P") else [one.household]
    who = [Line(" · ".join(said))]
    if len(one.people) > 1:
        who.append(Line(", ".join(one.people), "member"))
    problems = [Line(text, "ends") for text in one.problems[:FEW]]
    if more := len(one.problems) - FEW:
        problems += [Line(_.n("{count} more", "{count} more", more))] if more > 0 else []
    home: Cell = one.homes or (_("No place"),)
    return [who, home, problems or "", f"{one.known} %"]
