"""Which scenario is looked at; a new one, and its name, a copy of it, or its end."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.act import do, seen_row
from placement.app.parts.here import Here, here
from placement.app.parts.plain import plain
from placement.domain.scenario import Scenario
from placement.service.desk.commands.rows import RemoveRow
from placement.service.desk.commands.scenarios import TABLE, KeepScenario
from placement.service.desk.scenarios import MOST_NAME, Kept, free_name, kept_scenarios, new_alias

CHOSEN, NAME = "scenario", "scenario_name"
"""Names in the session; the first is in the address too."""
NEW = "new"


def draw_choice(now: Here, every: Sequence[Kept]) -> Kept | None:
    """Draw which one is looked at; none: one that is still to come."""
    _, known = now.texts, {one.alias: one for one in every}
    if st.session_state.get(CHOSEN) not in (*known, NEW):
        asked = st.query_params.get(CHOSEN)
        st.session_state[CHOSEN] = asked if asked in known else next(iter(known), NEW)
    names = {NEW: _("A new scenario"), **{alias: one.name for alias, one in known.items()}}
    if known:
        st.selectbox(
            _("Scenario"), [*known, NEW], key=CHOSEN, format_func=names.__getitem__, width=560,
            persist_state="session",
        )  # fmt: skip
    chosen = known.get(str(st.session_state[CHOSEN]))
    if chosen is not None:
        st.query_params[CHOSEN] = chosen.alias
    else:
        st.query_params.pop(CHOSEN, None)
    return chosen


def choose(alias: str) -> None:
    """In a callback: look at this one."""
    st.session_state[CHOSEN] = alias


def keep(alias: str, scenario: Scenario) -> bool:
    """In a callback: keep it as it is now; whether that was done."""
    command = KeepScenario(alias=alias, scenario=scenario, by=here().login)
    return do(command, seen=seen_row(TABLE, alias)) is not None


def draw_tools(now: Here, kept: Kept) -> None:
    """Another name, a copy, and its end."""
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="bottom", key="scenario_tools"):
        if kept.scenario is not None:
            key = f"{NAME}:{kept.alias}:{kept.name}"
            st.text_input(_("Name"), value=kept.name, max_chars=MOST_NAME, key=key, width=420,
                          on_change=_rename, args=(kept, key))  # fmt: skip
            st.button(
                _("Copy"), key="scenario_copy", icon=":material/content_copy:", on_click=_copy, args=(kept,)
            )
        st.button(
            _("Delete"), key="scenario_delete", icon=":material/delete:", on_click=_delete, args=(kept,)
        )
        st.markdown(_("Last changed by {who}", who=plain(kept.by)), width="content")


def _rename(kept: Kept, key: str) -> None:
    name = " ".join(str(st.session_state[key] or "").split())
    if kept.scenario is not None and name and name != kept.name:
        keep(kept.alias, kept.scenario.but(name=name))


def _copy(kept: Kept) -> None:
    if kept.scenario is not None:
        alias, taken = new_alias(), [one.name for one in kept_scenarios(here().content)]
        if keep(alias, kept.scenario.but(name=free_name(kept.name, taken))):
            choose(alias)


def _delete(kept: Kept) -> None:
    do(RemoveRow(table=TABLE, key=kept.alias), seen=seen_row(TABLE, kept.alias))
