"""What every page has: the language, and errors in one clear message."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from placement.app.server import lang_script
from placement.errors import PlacementError
from placement.words.language import LANGUAGES, Lang, language
from placement.words.texts import texts

KEY = "lang"
NAMES: dict[Lang, str] = {"nb": "Norsk", "en": "English"}


def current_language() -> Lang:
    """The language in the address of this screen; Norwegian before anybody chose."""
    return language(st.query_params.get(KEY))


def draw_top(title: str) -> None:
    """Draw the page's title and the choice of language, which is kept in the address."""
    lang = current_language()
    _ = texts(lang)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.title(title, anchor=False, width="content")
        st.radio(
            _("Language"),
            LANGUAGES,
            index=LANGUAGES.index(lang),
            format_func=NAMES.__getitem__,
            key=KEY,
            horizontal=True,
            label_visibility="collapsed",
            on_change=_into_address,
            width="content",
        )
    st.html(f"<script>{lang_script(lang)}</script>", unsafe_allow_javascript=True)


def _into_address() -> None:
    st.query_params[KEY] = st.session_state[KEY]


@contextmanager
def told_in_one_message(lang: Lang) -> Iterator[None]:
    """Show an error that a user can meet as one message; the log gets its class, never its data."""
    from placement.service.failures import say_error

    try:
        yield
    except PlacementError as error:
        logging.getLogger("placement.app").warning("%s %s", type(error).__name__, error.code)
        st.error("\n\n".join(say_error(error, lang)))
