"""Why somebody does what the log tells of: one of a few codes, so that no sentence about anybody stays in it."""

from typing import Literal

import streamlit as st

from placement.app.parts.here import Here
from placement.service.desk.why import WHY, why_text


def draw_reason(
    now: Here, key: str, *, label: str | None = None, width: int | Literal["stretch"] = "stretch"
) -> str | None:
    """Draw the choice; none is made for anybody.

    Args:
        now: This screen.
        key: Its name in the session.
        label: By default that it is the reason.
        width: Pixels.
    """
    _ = now.texts
    return st.selectbox(
        label or _("Reason"), list(WHY), index=None, key=key, placeholder=_("Choose …"), width=width,
        format_func=lambda code: why_text(code, now.lang),
    )  # fmt: skip
