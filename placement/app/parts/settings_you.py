"""What everybody sets for themselves: language, light or dark, size of letters; and the keys that there are."""

import streamlit as st

from placement.app.parts.contrast import draw_contrast
from placement.app.parts.frame import NAMES
from placement.app.parts.here import LANG, Here
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.words.language import LANGUAGES
from placement.words.texts import Texts

CHOSEN = "settings_lang"


def draw_you(now: Here) -> None:
    """Language, looks and keys."""
    _ = now.texts
    st.subheader(_("Language"), anchor=False)
    st.session_state[CHOSEN] = now.lang
    st.radio(
        _("Language"), LANGUAGES, key=CHOSEN, format_func=NAMES.__getitem__, horizontal=True,
        label_visibility="collapsed", on_change=_set_language,
    )  # fmt: skip
    st.markdown(_("It stands in the address of the page: a bookmark of the page keeps your language."))
    st.subheader(_("Light, dark and size"), anchor=False)
    st.markdown("\n".join(f"- {one}" for one in (
        _("The page is light or dark as your machine is. Change it there, and the page follows at once."),
        _("Windows: Settings, Personalisation, Colours. macOS: System Settings, Appearance."),
        _("A contrast theme of your machine is followed too, with its own colours."),
        _("Ctrl and + makes everything larger, Ctrl and - smaller, Ctrl and 0 as it was."),
        _("On a narrow screen tables become cards, and nothing scrolls sideways."),
    )))  # fmt: skip
    draw_contrast(_)
    st.subheader(_("Keys"), anchor=False)
    draw_table(_("Keys"), ("*" + _("Key"), _("What it does")), _keys(_, plans=now.may(Action.PLAN)))


def _keys(_: Texts, *, plans: bool) -> list[tuple[str, str]]:
    found = [
        ("F9", _("Leaves at once: the screen is empty, and nothing leads back")),
        ("Ctrl+K", _("Search: go to a person, a unit or a page")),
        ("Tab, Shift+Tab", _("To the next field or button, and back")),
        ("Enter, " + _("space"), _("Presses the button that is marked")),
        (_("Arrows"), _("Choose in a list or among views")),
        ("Esc", _("Closes a list or a window")),
    ]
    if plans:
        found.append(("M, S, L, U, Y", _("In a plan: move, swap, lock, take away, and why")))
    return found


def _set_language() -> None:
    st.query_params[LANG] = st.session_state[LANG] = st.session_state[CHOSEN]
