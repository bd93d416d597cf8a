"""Taking a file in: what is left out or cleared, the reason where two people are needed, and the press."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.files_read import TAKEN, Taken, drop, reading
from placement.app.parts.here import Here, here
from placement.app.parts.reason import draw_reason
from placement.service.desk import importing
from placement.service.desk.importing import Applied
from placement.service.desk.preview_lines import Line, Offered, Outlook, chosen
from placement.service.imports import Choices

CHOICE, WHY_KEY = "files_choice:{name}", "files_choice:why"


def draw_choices(now: Here, can: Offered) -> Choices:
    """What is chosen of what can be; nothing chosen is what is proposed."""
    _ = now.texts
    if not any(can):
        return Choices()
    st.subheader(_("Otherwise for some of them"), anchor=False)
    _draw(_("Leave as it is in the desk"), "leave", can.leave, now)
    _draw(_("Clear, because the cell is empty"), "clear", can.clear, now)
    _draw(_("Remove, because the file does not have it"), "remove", can.remove, now)
    return _chosen()


def draw_press(now: Here, found: Outlook) -> None:
    """The reason, where somebody else has to say yes, and the press."""
    _ = now.texts
    if found.waits:
        draw_reason(now, WHY_KEY, label=_("Reason for the second person"), width=360)
        if not now.serving.is_demo:
            st.caption(_("The second person says yes when there is a login; until then it waits."))
    st.button(
        _("Take the file in"), key="files_take", type="primary", icon=":material/check:", on_click=_take,
        disabled=bool(found.problems) or bool(found.waits and not st.session_state.get(WHY_KEY)),
    )  # fmt: skip
    st.caption(
        _(
            "All of it is one step. Undo takes it back; where that takes somebody new away again, two people say so."
        )
    )


def draw_taken(now: Here) -> None:
    """Told once: it is in."""
    _ = now.texts
    taken: Taken | None = st.session_state.pop(TAKEN, None)
    if taken is None:
        return
    told = [_("The file is taken in, as one step. Undo takes it back.")] if taken.written else []
    if taken.asked:
        told.append(_("What lowers a protection waits for a second person, under This week."))
    st.success(" ".join(told), icon=":material/check_circle:")


def _draw(label: str, name: str, can: Sequence[Line], now: Here) -> None:
    if can:
        told = {one.choice: one.text for one in can}
        st.multiselect(
            label, list(told), format_func=told.__getitem__, key=CHOICE.format(name=name),
            placeholder=now.texts("Choose …"), select_all=False,
        )  # fmt: skip


def _chosen() -> Choices:
    return chosen(
        *(st.session_state.get(CHOICE.format(name=name)) or () for name in ("clear", "remove", "leave"))
    )


def _take() -> None:
    now, found = here(), reading()
    if found is None or found.shown is None:
        return
    shown, choices, why = found.shown, _chosen(), st.session_state.get(WHY_KEY) or ""
    applied: Applied | None = attempt(
        lambda: importing.apply(now.desk, now.login, shown, choices, mapping=found.mapping)
    )
    if applied is None:
        return
    asked = applied.waits and attempt(lambda: importing.ask_for_rest(now.desk, now.login, applied, why=why))
    taken = Taken(applied.outcome is not None, bool(asked))
    drop()
    if any(taken):
        st.session_state[TAKEN] = taken
