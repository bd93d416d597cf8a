"""Where there is room for whoever comes tonight, before they are written down."""

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.proved import draw_answer, draw_sections
from placement.errors import PlacementError
from placement.service.desk.arriving import room_tonight, what_would_give
from placement.service.desk.commands.command import Command
from placement.service.failures import say_error
from placement.service.tonight import TonightView, tonight_sections

GIVE = "emergency:give"


def draw_room(now: Here, command: Command) -> None:
    """The answers; where somebody must wait, what would have to give for them."""
    _, asked = now.texts, command.model_dump_json()
    key = now.login, now.lang, now.sight.change, asked
    try:
        view: TonightView = once(
            "room_tonight", key, lambda: room_tonight(now.desk, now.login, command, now.lang)
        )
    except PlacementError as error:
        st.warning(" ".join(say_error(error, now.lang)), icon=":material/help:")
        return
    draw_sections(tuple(tonight_sections(view, now.lang)))
    st.markdown(_("Nothing is saved."))
    if not view.ways or view.ways[0].nowhere:
        # The button stays: without it the keyboard would be outside of what is open.
        st.button(_("What would have to give?"), key="would_give", on_click=_ask, args=(asked,))
        if st.session_state.get(GIVE) == asked:
            draw_answer(
                now, ("would_give", asked), lambda by: what_would_give(now.desk, now.login, command, now.lang, by)
            )  # fmt: skip


def _ask(asked: str) -> None:
    st.session_state[GIVE] = asked
