"""More contrast: where the machine asks for it, and for whoever chose it in Settings."""

from importlib.resources import files

import streamlit as st

from placement.words.texts import Texts

CONTRAST = "contrast"
"""Its name in the address, where it is kept as the language is; nothing there: as the machine has it."""
MORE, AS_MACHINE = "more", "system"

_PARTS = files("placement.app.parts")
_RULES = (_PARTS / "contrast.css").read_text(encoding="utf-8")
_FORCED = (_PARTS / "forced.css").read_text(encoding="utf-8")


def is_chosen() -> bool:
    """Whether more contrast was chosen here, whatever the machine says."""
    return st.query_params.get(CONTRAST) == MORE


def contrast_style() -> str:
    """The rules of the looks. The machine's own colours go before ours."""
    when = "(forced-colors: none)" if is_chosen() else "(prefers-contrast: more) and (forced-colors: none)"
    return f"@media screen and {when} {{\n{_RULES}\n}}\n{_FORCED}"


def draw_contrast(_: Texts) -> None:
    """The choice of it."""
    key = f"settings_{CONTRAST}"
    st.session_state[key] = is_chosen()
    st.toggle(
        _("More contrast: black and white, and every edge is drawn"), key=key, on_change=_set, args=(key,)
    )


def _set(key: str) -> None:
    st.query_params[CONTRAST] = MORE if st.session_state[key] else AS_MACHINE
