"""Going from one page to where something is dealt with. Nothing about a person is ever in an address."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.choose_plan import CHOSEN
from placement.app.parts.here import here
from placement.app.parts.search import PAGE_OF, send
from placement.service.desk.jobs import ask_for_plan
from placement.service.desk.need import PLANS

GO = "go_to_step"
SECONDS = 60.0
"""How long the plan of the week is looked for, where nobody said."""
OTHERS = 1
"""The meeting has at least two plans to choose from, or is told that there is no other (domain: the cycle)."""
PAGE = {**PAGE_OF, "contacts": "activities", "step": "plan", PLANS: "plan"}
"""Table -> page on which one of its rows is opened."""


def to_step(step: str) -> None:
    """Go to a step of the page of the plan. Not from a callback."""
    st.session_state["step"] = step
    st.switch_page(st.session_state["pages"]["plan"], query_params=_address())


def turn_to(step: str) -> None:
    """In a callback on the page of the plan itself: go on to another step."""
    st.session_state["step"] = step


def to_row(table: str, key: str, step: str = "review") -> None:
    """Go to the page of a row, where it is opened; to a plan in this step of its page. Not from a callback."""
    if table == "step":
        to_step(key)
    if table == PLANS:
        st.session_state[CHOSEN] = int(key)
        to_step(step)
    send(PAGE[table], table, key)


def to_page(page: str) -> None:
    """Go to a page. Not from a callback."""
    st.switch_page(st.session_state["pages"][page])


def begin_plan() -> None:
    """In a callback: ask for this week's plan."""
    now = here()
    attempt(lambda: ask_for_plan(now.desk, now.login, seconds=SECONDS, variants=OTHERS))


def draw_make_button(label: str, key: str, *, is_primary: bool = True) -> None:
    """The button that begins a plan and leads to where one sees how far it has come; `follow` goes there."""
    st.button(
        label, key=key, type="primary" if is_primary else "secondary", icon=":material/play_arrow:",
        on_click=_begin_and_go,
    )  # fmt: skip


def _begin_and_go() -> None:
    begin_plan()
    st.session_state[GO] = "make"


def follow() -> None:
    """At the top of a page: go on to where a button's callback led."""
    if step := st.session_state.pop(GO, None):
        to_step(step)


def _address() -> dict[str, str]:
    return {name: st.query_params[name] for name in ("lang", "as") if name in st.query_params}
