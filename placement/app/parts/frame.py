"""What every page has: who looks, the state of the desk in one line, undo, and errors in one clear message."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from placement.app.pages import Entry, open_to
from placement.app.parts.act import SAVED, do_again, take_back
from placement.app.parts.here import LANG, LOGIN, MEETING, Here
from placement.app.parts.search import draw_search
from placement.app.parts.table import draw_style
from placement.app.parts.told import draw_told
from placement.app.parts.weeks import draw_weeks
from placement.app.server import lang_script
from placement.domain.permission import Action
from placement.errors import PlacementError
from placement.service.demo import ADMINISTRATOR, COORDINATOR, PEOPLE
from placement.service.desk.past_weeks import PastWeek
from placement.service.desk.state_line import StateLine, state_line
from placement.service.desk.undo import able
from placement.words.language import LANGUAGES, Lang
from placement.words.render import say_word
from placement.words.say import say_list, say_moment
from placement.words.texts import Texts

NAMES: dict[Lang, str] = {"nb": "Norsk", "en": "English"}
ROLES = {one.login: one.role for one in PEOPLE} | {ADMINISTRATOR: "administrator"}


def tab_title(page: str) -> str:
    """What the tab of the browser says, so that several of them can be told apart. Nothing of a person is in it."""
    return f"{page} – placement"


def draw_not_yours(entry: Entry, now: Here) -> None:
    """What somebody reads who opens a page by its address that is not for their role."""
    _, roles = now.texts, [say_word(f"~Role.{role}", now.lang) for role in open_to(entry)]
    logging.getLogger("placement.app").warning("Refused page")
    st.error(
        _("Your role does not open the page “{page}”. Those who may open it: {roles}.",
          page=_(entry.title), roles=say_list(roles, now.lang)),
        icon=":material/block:",
    )  # fmt: skip


def draw_top(title: str, now: Here) -> None:
    """The title; the language; who looks; the way out."""
    lang, _ = now.lang, now.texts
    draw_style()
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="top"
    ):
        st.title(title, anchor=False, width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content", gap="xsmall"):
            if now.serving.is_demo:
                st.badge(_("DEMO: fictional people"), color="gray")
                _roles(lang, _)
            else:
                st.markdown(now.login, width="content")
            draw_search(now)
            _languages(lang, _)
            st.toggle(_("Meeting"), key=MEETING, help=_("Hides what others in the room must not see."))
            st.link_button(_("Leave (F9)"), "pause", type="secondary")
    st.html(f"<script>{lang_script(lang)}</script>", unsafe_allow_javascript=True)


def _languages(lang: Lang, _: Texts) -> None:
    st.segmented_control(
        _("Language"), LANGUAGES, default=lang, format_func=NAMES.__getitem__, key=LANG, required=True,
        label_visibility="collapsed", on_change=_into_address, args=(LANG,), width="content",
    )  # fmt: skip


def _roles(lang: Lang, _: Texts) -> None:
    """Everybody may try every role: it is fiction, and says so."""
    now = st.query_params.get(LOGIN, COORDINATOR)
    logins = list(ROLES)
    st.selectbox(
        _("DEMO: you are"), logins, index=logins.index(now) if now in logins else 0, key=LOGIN,
        format_func=lambda login: f"{login} ({say_word(f'~Role.{ROLES[login]}', lang)})",
        label_visibility="collapsed", on_change=_into_address, args=(LOGIN,), width=200,
    )  # fmt: skip


def _into_address(name: str) -> None:
    st.query_params[name] = st.session_state[name]


def draw_state(now: Here, week: PastWeek | None = None) -> None:
    """The way to other weeks; the desk in one line, with undo; and what the last deed came to."""
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="center", key="state"):
        draw_weeks(now, week)
        parts = _state_of_plan(state_line(now.desk), now) if now.may(Action.PLAN) else []
        if at := st.session_state.get(SAVED):
            parts.append(_("Saved {time}", time=f"{at:%H:%M}"))
        if parts:
            st.html(f'<p class="state" role="status">{" · ".join(parts)}</p>', width="content")
        can = able(now.desk, now.login)
        st.button(_("Undo"), key="undo", icon=":material/undo:", on_click=take_back, type="tertiary",
                  disabled=not can.undo)  # fmt: skip
        st.button(_("Redo"), key="redo", icon=":material/redo:", on_click=do_again, type="tertiary",
                  disabled=not can.redo)  # fmt: skip
    draw_told(now)


def _state_of_plan(line: StateLine, now: Here) -> list[str]:
    _ = now.texts
    if line.plan is None:
        parts = [_("No plan is published yet")]
    else:
        at = say_moment(line.at, now.lang, datetime.now().astimezone())
        parts = [_("Published plan {number} ({time}, {who})", number=line.plan, time=at, who=line.by)]
        parts.append(_.n("{count} alarm", "{count} alarms", line.alarms) if line.alarms else _("no alarms"))
    if line.draft is not None:
        parts.append(_("Draft {number} waits", number=line.draft))
    elif line.stale is not None:
        parts.append(_("Draft {number} is out of date: facts changed", number=line.stale))
    if line.requests:
        parts.append(
            _.n("{count} request for a second person", "{count} requests for a second person", line.requests)
        )
    return parts


@contextmanager
def told_in_one_message(lang: Lang) -> Iterator[None]:
    """Show an error that a user can meet as one message; the log gets its class, never its data."""
    from placement.service.failures import say_error

    try:
        yield
    except PlacementError as error:
        logging.getLogger("placement.app").warning("%s %s", type(error).__name__, error.code)
        st.error("\n\n".join(say_error(error, lang)), icon=":material/block:")
