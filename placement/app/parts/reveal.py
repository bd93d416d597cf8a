"""What is masked on a screen, and how somebody asks for it: with a reason, which the log has before it is shown."""

from collections.abc import Iterable

import streamlit as st

from placement.app.parts.act import refuse
from placement.app.parts.here import REVEALED, Here, here
from placement.app.parts.reason import draw_reason
from placement.errors import PlacementError
from placement.service.desk.reading import reveal_rows
from placement.service.desk.snapshot import Key


def draw_reveal(now: Here, rows: Iterable[Key], under: str) -> None:
    """Say how much is masked in these rows, and offer to show it; nothing where nothing is.

    Args:
        now: This screen.
        rows: Table and key of each row that is about one matter.
        under: Name of the matter, for the widgets.
    """
    _ = now.texts
    hidden = [row for row in rows if now.masked(*row)]
    count = sum(len(now.masked(*row)) for row in hidden)
    if not hidden:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"masked:{under}"):
        told = _.n("{count} sensitive field is hidden.", "{count} sensitive fields are hidden.", count)
        st.markdown(f":material/visibility_off: {told}", width="content")
        draw_reason(now, f"why:{under}", width=240)
        st.button(
            _("Show (logged)"), key=f"show:{under}", on_click=_reveal, args=(tuple(hidden), f"why:{under}"),
            disabled=not st.session_state.get(f"why:{under}"),
        )  # fmt: skip


def hide_again() -> None:
    """Mask everything again."""
    st.session_state.pop(REVEALED, None)


def _reveal(rows: tuple[Key, ...], why_key: str) -> None:
    now = here()
    try:
        reveal_rows(now.desk, now.login, rows, now.sensitive, why=st.session_state.get(why_key) or "")
    except PlacementError as error:
        refuse(error, now)
    else:
        st.session_state[REVEALED] = st.session_state.get(REVEALED, frozenset()) | set(rows)
