"""An address that somebody dangerous knows: whom it touches, before it is said; what was begun, after it."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.beforehand import draw_first
from placement.app.parts.here import Here, here
from placement.app.parts.new_person import as_of
from placement.service.desk.burning import ToCall, to_call
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.emergency import burn_address
from placement.words.say import say_list
from placement.words.texts import Texts

DONE = "burnt_job"
"""In the session: the unit that was closed, and the number of the job that plans for those it touches."""


def draw_burnt(now: Here, unit: str) -> None:
    """Draw whom it touches, and how to say that the address is burnt."""
    _ = now.texts
    done = st.session_state.get(DONE)
    if done and done[0] == unit:
        st.success(
            _("Closed at once. A new plan is being made (job {job}): see the page Plan.", job=done[1]),
            icon=":material/check_circle:",
        )
        return
    st.markdown(_("For when somebody dangerous knows where this unit is."))
    _whom(to_call(now.desk, now.login, unit), _)
    command = BurnAddress(unit=unit, on=as_of(now))
    sure = st.checkbox(_("I have read whom it touches"), key=f"burn_sure:{unit}")
    st.button(
        _("The address is burnt: close now"), key=f"burn:{unit}", type="primary", disabled=not sure,
        icon=":material/warning:", on_click=_burn, args=(command,),
    )  # fmt: skip
    if not now.is_meeting:  # below what cannot wait: the answer takes some seconds
        draw_first(now, "burnt", command)


def _whom(whom: ToCall, _: Texts) -> None:
    def named(aliases: tuple[str, ...]) -> str:
        return say_list(aliases, _.lang) or _("nobody")

    lines = [
        _("Closed at once, with no end: {units}.", units=say_list(whom.units, _.lang)),
        _("Live there, and become acute (P0): {who}.", who=named(whom.living)),
        _("Were to move in, and lose the bed: {who}.", who=named(whom.holds)),
        _("Have an open offer, which is taken back: {who}.", who=named(whom.offers)),
    ]
    if whom.unnamed:
        lines.append(
            _.n(
                "{count} more household of whom you may not know: somebody else must call them.",
                "{count} more households of whom you may not know: somebody else must call them.",
                whom.unnamed,
            )
        )
    st.markdown("\n".join(f"- {line}" for line in lines))
    if whom.living or whom.holds or whom.offers or whom.unnamed:
        st.markdown(_("Call them first."))
    st.markdown(_("A plan for them is begun at once. It takes two people to take it back."))


def _burn(command: BurnAddress) -> None:
    now = here()
    burnt = attempt(lambda: burn_address(now.desk, now.login, command, why="danger"))
    if burnt is not None:
        st.session_state[DONE] = (command.unit, burnt.job)
