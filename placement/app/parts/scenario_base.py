"""On which week scenarios are played: the one on the desk, or an earlier one as it was when its plan was published."""

from datetime import date

import streamlit as st

from placement.app.parts.here import Here
from placement.domain.fact import ONE, WEEK
from placement.service.desk.bases import Base, bases, is_there
from placement.service.desk.comparison import base_line
from placement.words.say import say_date

CHOSEN = "base"
"""Its name in the address and in the session: a day of the week; nothing for the week on the desk."""


def draw_base(now: Here) -> Base | None:
    """Which week it is; where earlier ones are kept, the choice. None: the week on the desk."""
    _, every = now.texts, {one.as_of.isoformat(): one for one in bases(now.desk)}
    on = date.fromisoformat(str(now.rows(WEEK)[ONE]["as_of"]))
    if every:
        if st.session_state.get(CHOSEN) not in ("", *every):
            asked = st.query_params.get(CHOSEN, "")
            st.session_state[CHOSEN] = asked if asked in every else ""
        names = {"": _("as it is on the desk now"), **{day: _title(now, one) for day, one in every.items()}}
        st.selectbox(_("Base week"), ["", *every], key=CHOSEN, format_func=names.__getitem__, width=420,
                     persist_state="session")  # fmt: skip
    base = chosen_base(now)
    if base is None:
        st.query_params.pop(CHOSEN, None)
    else:
        st.query_params[CHOSEN] = base.as_of.isoformat()
    st.caption(base_line(base.as_of if base else on, _, is_past=base is not None))
    return base


def chosen_base(now: Here) -> Base | None:
    """The earlier week that was chosen; also in a callback."""
    chosen = st.session_state.get(CHOSEN)
    return next((one for one in bases(now.desk) if one.as_of.isoformat() == chosen), None) if chosen else None


def draw_gone(now: Here, base: Base) -> bool:
    """Whether data of that time are deleted; it is told then."""
    if is_there(now.desk, base):
        return False
    st.warning(
        now.texts("Data of that time are deleted: it can be no base any more."), icon=":material/help:"
    )
    return True


def _title(now: Here, base: Base) -> str:
    week = now.texts("week {number}", number=base.as_of.isocalendar().week)
    return f"{week}, {say_date(base.as_of, now.lang, year=True)}"
