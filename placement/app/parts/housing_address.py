"""Addresses, for whoever keeps them: written down, and shown for a reason that the log has first.

An address that was shown is drawn once: whatever is done next, it is gone from the screen and from the session.
"""

import streamlit as st

from placement.app.parts.act import attempt, refuse
from placement.app.parts.here import Here, here
from placement.app.parts.reason import draw_reason
from placement.app.parts.table import draw_table
from placement.domain.permission import Action, FieldClass
from placement.errors import PlacementError
from placement.service.desk.addresses import TABLE, reveal_address, set_address

SHOWN = "address_shown"
TYPED, WHY_KEY = "address_typed", "address_why"
LONGEST = 200


def draw_addresses(now: Here) -> None:
    """Draw the units by name, which of them have an address, and what may be done with one."""
    _ = now.texts
    shown = st.session_state.pop(SHOWN, None)
    units, written = sorted(now.sight.rows("units")), now.sight.rows(TABLE)
    draw_table(
        _("Addresses"), ("*" + _("Unit"), _("Address")),
        [(unit, _("written down") if unit in written else _("not written down")) for unit in units],
    )  # fmt: skip
    if now.desk.keys is None:
        st.info(_("This desk is for fictional data: it keeps no addresses."))
        return
    if not units:
        return
    unit = st.selectbox(_("Unit"), units, key="address_unit", placeholder=_("Choose …"), width=320)
    if now.may(Action.REVEAL, FieldClass.ADDRESS) and unit in written and not now.is_meeting:
        _offer(now, unit, shown)
    if now.may(Action.WRITE, FieldClass.ADDRESS):
        st.text_input(
            _("New address"),
            key=TYPED,
            max_chars=LONGEST,
            placeholder=_("Street, number, place"),
            autocomplete="off",
        )
        st.button(_("Write down"), key="address_write", on_click=_write, args=(unit,))


def _offer(now: Here, unit: str, shown: tuple[str, str] | None) -> None:
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_reason(now, WHY_KEY, width=240)
        st.button(
            _("Show (logged)"), key="address_show", on_click=_show, args=(unit,),
            disabled=not st.session_state.get(WHY_KEY),
        )  # fmt: skip
    if shown and shown[0] == unit:
        st.text(shown[1])
        st.button(_("Hide"), key="address_hide")


def _show(unit: str) -> None:
    now, why = here(), st.session_state.get(WHY_KEY) or ""
    try:
        st.session_state[SHOWN] = (unit, reveal_address(now.desk, now.login, unit, why=why))
    except PlacementError as error:
        refuse(error, now)


def _write(unit: str) -> None:
    now, text = here(), str(st.session_state.get(TYPED) or "").strip()
    if text and attempt(lambda: set_address(now.desk, now.login, unit, text)) is not None:
        st.session_state[TYPED] = ""
