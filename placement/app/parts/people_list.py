"""Everybody in care in one list, made shorter by what one looks for; a row is opened by a click or the keyboard."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.people_add import draw_refer
from placement.app.parts.people_gone import draw_left, find_left
from placement.app.parts.people_panel import draw_household
from placement.app.parts.people_same import draw_same
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.search import opened
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.service.desk.people_chips import CHIPS, Chip
from placement.service.desk.people_left import LeftLine
from placement.service.desk.people_list import HouseholdLine, people_list
from placement.service.priority import tier_of
from placement.words.texts import Texts
from placement.words.tongue import say_language

SHOWN, CHIP, TONGUE, GRID, ORDER = "household_shown", "chips", "tongue", "people_grid", "people_order"
"""Names in the session: none of them is ever in an address."""
WIDTHS = {"who": 264, "tier": 72, "place": 262, "told": 482, "known": 66}
"""Pixels of a column: together as wide as the page is on a common screen."""


def draw_people_list(now: Here) -> None:
    """Draw the list, or the household that was chosen."""
    _, every = now.texts, _every(now)
    with st.container(horizontal=True, vertical_alignment="bottom", key="people_top"):
        shown = _choose(now, every)
        if shown is not None:
            st.button(_("All households"), key="all_households", icon=":material/list:", on_click=_leave)
        elif now.may(Action.PLAN):
            draw_refer(now)
    if shown is not None:
        draw_household(now, shown)
    else:
        _draw_every(now, every)


def _every(now: Here) -> tuple[HouseholdLine, ...]:
    """Made again where anything changed, or is masked no longer."""
    persons = now.rows("persons")
    key = (now.login, now.lang, now.is_meeting, now.sight.change, sum(map(len, persons.values())))
    known = st.session_state.get("people_lines")
    week = now.week() if now.may(Action.PLAN) else None
    if known is None or known[0] != key:
        known = st.session_state["people_lines"] = (
            key,
            people_list(now.content, now.texts, shown=persons, week=week, meeting=now.is_meeting),
        )
    found: tuple[HouseholdLine, ...] = known[1]
    return found


def _choose(now: Here, every: Sequence[HouseholdLine]) -> HouseholdLine | None:
    """The household that is shown; somebody may have been sent here for it, or for one of its people."""
    _, lines = now.texts, {one.household: one for one in every}
    if goto := opened("households", "persons"):
        _table_name, key = goto
        home = key if key in lines else now.sight.rows("persons").get(key, {}).get("household")
        if home in lines:
            st.session_state[SHOWN] = home
    if st.session_state.get(SHOWN) not in lines:
        st.session_state[SHOWN] = None
    chosen = st.selectbox(
        _("Household or person"), list(lines), key=SHOWN, width=360, placeholder=_("Type a few letters"),
        format_func=lambda one: _named(lines, one),
    )  # fmt: skip
    return lines.get(chosen) if chosen else None


def _named(lines: dict[str, HouseholdLine], household: str) -> str:
    people = lines[household].people if household in lines else ()
    others = [one for one in people if one != household]
    return f"{household} ({', '.join(others)})" if others else household


def _leave() -> None:
    st.session_state[SHOWN] = None


def _draw_every(now: Here, every: Sequence[HouseholdLine]) -> None:
    _ = now.texts
    left = find_left(now)
    if not every and not left:
        st.info(_("Nobody is in care yet. Write down a referral, or import a file."), icon=":material/info:")
        return
    rows = _shorter(now, every, left)
    if st.session_state[CHIP] == [Chip.LEFT]:
        draw_left(now, left, st.session_state[TONGUE])
        return
    st.subheader(_("Households ({count})", count=len(rows)), anchor=False)
    if rows:
        draw_same(now, rows)
        _draw_grid(now, rows)
    else:
        st.markdown(_("Nobody is like this."))


def _shorter(now: Here, every: Sequence[HouseholdLine], left: Sequence[LeftLine]) -> list[HouseholdLine]:
    """The list by what one looks for. By what is masked nobody is sorted before somebody asked to see it."""
    _ = now.texts
    seen = any("threat" in row for row in now.sight.rows("persons").values())
    able = [chip for chip in Chip if chip is not Chip.HIGH_RISK or seen]
    count = {chip: sum(chip in one.chips for one in every) for chip in Chip} | {Chip.LEFT: len(left)}
    masked = [("persons", one) for one in now.sight.rows("persons") if "threat" in now.masked("persons", one)]
    with st.container(horizontal=True, vertical_alignment="center", key="people_filter"):
        chips = st.pills(
            _("Show"), able, selection_mode="multi", key=CHIP, label_visibility="collapsed", wrap=True,
            format_func=lambda one: _(CHIPS[one]) if masked and one is Chip.HIGH_RISK
            else f"{_(CHIPS[one])} ({count[one]})",
        )  # fmt: skip
        known = frozenset[str]().union(*(one.languages for one in every), *(one.languages for one in left))
        tongues = sorted(known, key=lambda code: say_language(code, now.lang))
        spoken = st.multiselect(
            _("Language"), tongues, key=TONGUE, format_func=lambda code: say_language(code, now.lang),
            placeholder=_("Any language"), label_visibility="collapsed", width=240, select_all=False,
        )  # fmt: skip
    if Chip.HIGH_RISK in chips:
        draw_reveal(now, masked, "high_risk")
    return [one for one in every if set(chips) <= one.chips and (not spoken or one.languages & set(spoken))]


def _draw_grid(now: Here, rows: Sequence[HouseholdLine]) -> None:
    _, week = now.texts, now.week() if now.may(Action.PLAN) else None
    st.session_state[ORDER] = [one.household for one in rows]
    columns: dict[str, list[str]] = {_("Household"): [_who(one) for one in rows]}
    if week is not None:
        here = [one.household if one.household in week.household else "" for one in rows]
        columns[_("Priority")] = [tier_of(week, one) if one else "" for one in here]
    columns[_("Place")] = [" · ".join(one.homes) for one in rows]
    if not now.is_meeting:  # what is hidden then would count as missing
        columns |= {
            _("To look at"): [_first(one.problems) for one in rows],
            _("Known"): [f"{one.known} %" for one in rows],
        }
    with st.container(key="wide_people"):
        st.dataframe(
            columns, key=GRID, on_select=_pick, selection_mode="single-row", hide_index=True, height="content",
            row_height=44, placeholder="",
            column_config={name: st.column_config.TextColumn(width=WIDTHS[n]) for name, n in _widths(_).items()},
            alt=_("Households, where they live, what is to be looked at, and how much is known. Choose a row to open "
                  "it."),
        )  # fmt: skip
        st.caption(
            _("Click a row to open it, or choose it by arrows and Shift + space. Or type an alias above.")
        )
    # A grid of the library scrolls sideways where the screen is narrow: there the same is told in cards.
    with st.container(key="narrow_people"):
        st.caption(_("Choose a household above to open it."))
        heads = list(columns)
        draw_table(_("Households"), ("*" + heads[0], *heads[1:]), list(zip(*columns.values(), strict=True)))


def _first(problems: Sequence[str]) -> str:
    """What is most urgent, and how much more there is: all of it stands with the household."""
    more = f" (+{len(problems) - 1})" if len(problems) > 1 else ""
    return f"{problems[0]}{more}" if problems else ""


def _widths(_: Texts) -> dict[str, str]:
    return {
        _("Household"): "who",
        _("Priority"): "tier",
        _("Place"): "place",
        _("To look at"): "told",
        _("Known"): "known",
    }


def _who(one: HouseholdLine) -> str:
    others = [person for person in one.people if person != one.household]
    return f"{one.household} ({', '.join(others)})" if others else one.household


def _pick() -> None:
    rows: Sequence[int] = st.session_state[GRID].selection.rows
    if rows:
        st.session_state[SHOWN] = st.session_state[ORDER][rows[0]]
