"""Where there is room for whoever comes tonight, before they are written down."""

from collections.abc import Iterator

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.once import once
from placement.app.parts.plain import plain
from placement.app.parts.proved import draw_answer
from placement.errors import PlacementError
from placement.service.desk.arriving import room_tonight, what_would_give
from placement.service.desk.commands.command import Command
from placement.service.failures import say_error
from placement.service.tonight import TonightView, WayView
from placement.words.say import say_list
from placement.words.texts import Texts

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
    st.markdown(f"{plain(view.told)} {_('Nothing is saved.')}")
    for number, way in enumerate(view.ways, 1):
        lines = "\n".join(f"- {plain(one)}" for one in _lines(way, _))
        st.markdown(f"**{_('Answer {number}', number=number)}**\n\n{lines}")
    if not view.ways or view.ways[0].nowhere:
        # The button stays: without it the keyboard would be outside of what is open.
        st.button(_("What would have to give?"), key="would_give", on_click=_ask, args=(asked,))
        if st.session_state.get(GIVE) == asked:
            draw_answer(
                now, ("would_give", asked), lambda by: what_would_give(now.desk, now.login, command, now.lang, by)
            )  # fmt: skip


def _ask(asked: str) -> None:
    st.session_state[GIVE] = asked


def _lines(way: WayView, _: Texts) -> Iterator[str]:
    yield from (f"{one.household}: {one.place}, {one.since}" for one in way.given)
    if way.nowhere:
        yield _("Without a place: {who}", who=say_list(list(way.nowhere), _.lang))
    if way.wishes:
        yield _("Not met: {wishes}", wishes=say_list(list(way.wishes), _.lang))
    yield from (_("To do: {what}", what=one) for one in way.prepare)
