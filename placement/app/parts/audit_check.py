"""Whether the log is whole: every line against the one before it, and the last one against its anchor."""

from datetime import datetime

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.service.desk.log import Checked, check_log
from placement.service.desk.log_faults import FAULTS, KEEP_BOTH

CHECKED = "log_checked"


def draw_check(now: Here) -> None:
    """The check and its answer; of a fault what it is, and what to do."""
    _ = now.texts
    st.subheader(_("Is the log whole?"), anchor=False)
    done = st.session_state.get(CHECKED)
    if done is not None:
        _draw_answer(now, *done)
    else:
        st.markdown(_("Every line is bound to the one before it: if one is changed or gone, this shows it."))
    st.button(_("Check every line"), key="check_log", icon=":material/verified:", on_click=_check)


def _draw_answer(now: Here, found: Checked, at: datetime) -> None:
    _ = now.texts
    if found.fault is not None:
        st.error(
            f"{_(FAULTS[found.fault.kind], number=found.fault.seq)}\n\n{_(KEEP_BOTH)}",
            icon=":material/error:",
        )
        return
    whole = _.n("Unbroken ✓ {count} line, checked {time}.", "Unbroken ✓ {count} lines, checked {time}.",
                found.head.seq, time=f"{at:%H:%M}")  # fmt: skip
    st.success(whole)
    st.markdown(_("Head: {groups}", groups=f"`{found.head.groups}`"))
    if found.anchor is None:
        st.warning(
            _("No head is written down elsewhere: a cut tail would not show."), icon=":material/warning:"
        )
    else:
        st.caption(
            _("It agrees with the head that is written down elsewhere. Compare it with one on paper, too.")
        )


def _check() -> None:
    now = here()
    found = attempt(lambda: check_log(now.desk, now.login))
    if found is not None:
        st.session_state[CHECKED] = (found, datetime.now().astimezone())
