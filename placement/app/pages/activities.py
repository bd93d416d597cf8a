"""Activities: the week of programmes, who takes part and who waits, and those who help."""

from collections.abc import Callable

import streamlit as st

from placement.app.parts.activities_helpers import draw_helpers
from placement.app.parts.activities_week import draw_week
from placement.app.parts.here import Here, here
from placement.app.parts.view import choose_view
from placement.domain.permission import Action, FieldClass
from placement.words.texts import later

VIEWS: dict[str, tuple[str, Callable[[Here], None], FieldClass]] = {
    "week": (later("Programmes"), draw_week, FieldClass.HOUSING),
    "helpers": (later("Contacts and interpreters"), draw_helpers, FieldClass.STAFF),
}

now = here()
_ = now.texts
mine = [name for name, (_title, _draw, seen) in VIEWS.items() if now.may(Action.READ, seen)]
chosen = mine[0]
if len(mine) > 1:
    if st.session_state.get("goto", ("",))[0] == "contacts":
        st.session_state["activities"] = "helpers"
    chosen = choose_view(_("View"), {name: _(VIEWS[name][0]) for name in mine}, "activities")
VIEWS[chosen][1](now)
