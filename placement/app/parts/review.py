"""Plan, review and change: a plan as it stands, what must be looked at, and changes by hand."""

from collections.abc import Callable

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.asked import draw_ask_first
from placement.app.parts.by_hand import draw_by_hand
from placement.app.parts.choose_plan import CHOSEN, choose_plan, plan_on_screen
from placement.app.parts.comment import draw_comment
from placement.app.parts.here import Here, here
from placement.app.parts.review_grid import draw_grid
from placement.app.parts.review_lists import draw_by_household, draw_by_unit, draw_changes
from placement.app.parts.review_look import draw_look, draw_plan_figures
from placement.app.parts.variants import draw_variants
from placement.app.parts.view import choose_view
from placement.service.desk.kept_by_hand import renew
from placement.service.desk.kept_list import PlanLine
from placement.service.desk.kept_plan import Kept
from placement.service.veil import others_text
from placement.words.texts import later

VIEWS: dict[str, tuple[str, Callable[[Here, Kept], None]]] = {
    "look": (later("What to look at"), draw_look),
    "grid": (later("Week by week"), draw_grid),
    "households": (later("By household"), draw_by_household),
    "units": (later("By unit"), draw_by_unit),
    "changes": (later("Changes"), draw_changes),
}
VIEW = "view"


def draw_review(now: Here) -> None:
    """The plan that is chosen; where there is none, how to get one."""
    _ = now.texts
    line = choose_plan(now)
    if line is None:
        st.markdown(_("There is no plan to look at yet. Make one first."))
        return
    kept = plan_on_screen(now, line.number)
    _draw_status(now, kept)
    if line.is_open and not line.is_current:
        _draw_outdated(now, line)
    draw_others(now, kept)
    draw_variants(now, kept, can_ask=line.is_open and line.is_current and kept.answer is not None)
    if not now.is_meeting:
        draw_ask_first(now, kept)
    draw_comment(now, line.number)
    view = choose_view(_("View"), {name: _(title) for name, (title, _draw) in VIEWS.items()}, VIEW)
    if view == "look":
        draw_plan_figures(now, kept)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        VIEWS[view][1](now, kept)
    with right, st.container(key="by_hand"):
        draw_by_hand(now, kept, can_change=line.is_open and line.is_current)


def _draw_status(now: Here, kept: Kept) -> None:
    view = kept.view(now.lang)
    if view.breaches:
        st.error(view.status, icon=":material/block:")
    elif view.is_proved:
        st.success(view.status, icon=":material/check_circle:")
    else:
        st.info(view.status, icon=":material/info:")


def draw_others(now: Here, kept: Kept) -> None:
    """That there are more households in the plan than are shown."""
    if kept.others:
        st.caption(others_text(kept.others, now.texts))


def _draw_outdated(now: Here, line: PlanLine) -> None:
    """Facts changed: the same plan can be judged by today's facts, or a new one made."""
    _ = now.texts
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="outdated"):
        told = _("Facts changed since this plan was made. It cannot be changed or accepted.")
        st.markdown(f":material/history: {told}", width="stretch")
        draw_renew(now, line.number)


def draw_renew(now: Here, number: int) -> None:
    """A button that judges the same plan by the facts as they are now."""
    _ = now.texts
    st.button(
        _("Keep it for today's facts"), key="renew", on_click=_renew, args=(number,),
        help=_("The same plan becomes a new draft, and is judged by the facts as they are now."),
    )  # fmt: skip


def _renew(number: int) -> None:
    now = here()
    if (new := attempt(lambda: renew(now.desk, now.login, number))) is not None:
        st.session_state[CHOSEN] = new
