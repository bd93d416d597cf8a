"""What happens to a household: a birth, a split, a merge, an exit.

What a form holds is read when its button is pressed, not when it was drawn: the last field may have been filled in
just before.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from pydantic import ValidationError

from placement.app.parts.act import do, refuse
from placement.app.parts.here import Here, here
from placement.app.parts.new_person import alias_for, as_of, forget
from placement.app.parts.people_correct import draw_correction
from placement.domain.fact import Wrong
from placement.domain.permission import Action
from placement.domain.person import Gender
from placement.domain.stay import Destination
from placement.service.desk.commands.birth import Birth
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.merge import MergeHouseholds
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.desk import unfit
from placement.service.desk.people_list import HouseholdLine
from placement.words.render import say_word
from placement.words.texts import later

PARTING = {
    SplitReason.OWN_WORD: later("an adult's own word, given alone"),
    SplitReason.HARMFUL_LINK: later("a harmful link inside the household"),
}


def draw_acts(now: Here, line: HouseholdLine) -> None:
    """Draw a form for each; what is written down can be taken back."""
    _ = now.texts
    parts = [(_("Something was wrong all along"), draw_correction)]
    if now.may(Action.PLAN):
        parts[:0] = [
            (_("A child is born"), _birth), (_("Somebody moves out on their own"), _split),
            (_("They become one household with another"), _merge), (_("They leave our care"), _exit),
        ]  # fmt: skip
    for title, draw in parts:
        with st.expander(title, expanded=len(parts) == 1):
            draw(now, line)


def _birth(now: Here, line: HouseholdLine) -> None:
    _, key = now.texts, f"birth:{line.household}"
    alias_for(now, f"{key}:alias")
    left, middle, right = st.columns(3)
    left.selectbox(_("Mother"), line.people, key=f"{key}:mother")
    middle.text_input(
        _("Alias of the child"), key=f"{key}:alias", max_chars=40, help=_("Drawn. Never a name.")
    )
    right.selectbox(
        _("Gender of the child"), list(Gender), index=None, key=f"{key}:gender", placeholder=_("not known"),
        format_func=lambda one: say_word(f"~Gender.{one}", now.lang),
    )  # fmt: skip
    st.checkbox(_("She was confirmed as its guardian"), key=f"{key}:guardian")
    st.caption(_("It is protected as she is: threat, address protection, areas to avoid, and links."))
    _button(key, _("Write down the birth"), lambda held: Birth(
        household=line.household, mother=held("mother"), alias=str(held("alias")).strip(), gender=held("gender"),
        guardian_confirmed=bool(held("guardian")),
    ))  # fmt: skip


def _split(now: Here, line: HouseholdLine) -> None:
    _, key = now.texts, f"split:{line.household}"
    if len(line.people) == 1:
        st.markdown(_("They live alone."))
        return
    st.multiselect(
        _("Who leaves together"), line.people, key=f"{key}:who", placeholder=_("Choose …"), select_all=False
    )
    st.radio(_("Why"), list(PARTING), key=f"{key}:why", format_func=lambda one: _(PARTING[one]))
    st.caption(_("The reason stands in the log alone: neither part sees it."))
    _button(key, _("Split the household"), lambda held: SplitHousehold(
        household=line.household, persons=tuple(held("who") or ()), why=SplitReason(held("why")),
    ))  # fmt: skip


def _merge(now: Here, line: HouseholdLine) -> None:
    _, key = now.texts, f"merge:{line.household}"
    others = sorted(one for one in now.rows("households") if one != line.household)
    st.selectbox(_("With which household"), others, index=None, key=f"{key}:into", placeholder=_("Choose …"))
    st.caption(_("Each adult has said yes to it, alone. The other household's alias stays."))
    _button(key, _("Make them one"), lambda held: MergeHouseholds(
        into=held("into") or line.household, other=line.household
    ))  # fmt: skip


def _exit(now: Here, line: HouseholdLine) -> None:
    _, key = now.texts, f"exit:{line.household}"
    left, right = st.columns(2)
    left.date_input(_("First night elsewhere"), value=as_of(now), format="DD.MM.YYYY", key=f"{key}:on")
    right.selectbox(
        _("Where to"), list(Destination), index=None, key=f"{key}:where", placeholder=_("not known"),
        format_func=lambda one: say_word(f"~Destination.{one}", now.lang),
    )  # fmt: skip
    _button(key, _("Record the exit"), lambda held: RecordExit(
        household=line.household, on=held("on"), destination=held("where")
    ))  # fmt: skip


Held = Callable[[str], Any]
"""Name of a widget of the form -> what it holds."""


def _button(key: str, label: str, command: Callable[[Held], Command]) -> None:
    st.button(label, key=f"{key}:do", type="primary", on_click=_do, args=(key, command))


def _do(key: str, make: Callable[[Held], Command]) -> None:
    try:
        command = make(lambda name: st.session_state.get(f"{key}:{name}"))
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        refuse(unfit(Wrong("persons", "", name, "text")), here())
        return
    if do(command) is not None:
        forget(key)
