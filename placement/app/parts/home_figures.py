"""The figures of the week, each with its change since a week ago, and each opening its rows."""

from html import escape
from importlib.resources import files

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.lead import to_page, to_step
from placement.domain.permission import Action, FieldClass
from placement.service.desk.week_figures import Compared, changes, compared, not_in_list
from placement.words.say import say_date, say_number
from placement.words.texts import Texts, later

STYLE = (files("placement.app.parts") / "home.css").read_text(encoding="utf-8")
NAMES = {
    "waiting": (later("Waiting now"), "people"),
    "held": (later("A bed is held now"), "people"),
    "placed": (later("Placed now"), "people"),
    "free_beds": (later("Beds free now"), "housing"),
    "warnings": (later("Hard warnings"), "plan"),
    "seats": (later("Activity seats"), "activities"),
}
"""Figure -> its name, and the page on which its rows are."""
OPENS = {
    "people": (Action.READ, FieldClass.PERSON),
    "housing": (Action.READ, FieldClass.HOUSING),
    "plan": (Action.PLAN, FieldClass.NONE),
    "activities": (Action.READ, FieldClass.HOUSING),
}
"""Page -> what somebody must be allowed to do to be led there."""


def draw_home_style() -> None:
    """The looks of the start page."""
    st.html(f"<style>{STYLE}</style>")


def draw_figures(now: Here) -> None:
    """Draw the figures. Raises Refused for who may not see them."""
    _, both = now.texts, compared(now.desk, now.login)
    draw_home_style()
    with st.container(horizontal=True, key="figures", gap="small"):
        for name, value, change in changes(both):
            if name in NAMES:
                _draw(now, name, value, change, both)
    told = [_counted(now)] if now.may(*OPENS["people"]) else []
    if both.since is not None:
        told.append(_("Changes since {day}.", day=say_date(both.since, now.lang)))
    if any(told):
        st.caption(" ".join(filter(None, told)))


def _counted(now: Here) -> str:
    """Why the figures say more than the lists that they open; nothing where they say the same."""
    _, others = now.texts, not_in_list(now.desk, now.content)
    return _.n(
        "The figures are of the whole unit, with {count} household that you may not know of.",
        "The figures are of the whole unit, with {count} households that you may not know of.",
        others,
    ) if others else ""  # fmt: skip


def _draw(now: Here, name: str, value: int, change: int | None, both: Compared) -> None:
    _ = now.texts
    title, page = NAMES[name]
    shown = say_number(value, now.lang)
    if name == "seats":
        shown = _("{taken} of {all}", taken=shown, all=say_number(both.now.seats_in_all, now.lang))
    with st.container(border=True, width="stretch", gap=None, key=f"figure:{name}"):
        if now.may(*OPENS[page]):
            if st.button(
                _(title),
                key=f"open:{name}",
                type="tertiary",
                icon=":material/chevron_right:",
                icon_position="right",
            ):
                to_step("review") if page == "plan" else to_page(page)
        else:
            st.markdown(_(title))
        told = f'<p class="change">{escape(say_change(change, _))}</p>' if change is not None else ""
        st.html(f'<p class="figure">{escape(shown)}</p>{told}')


def say_change(change: int, _: Texts) -> str:
    """`2 more`, `1 fewer`, `as a week ago`."""
    if change == 0:
        return _("as a week ago")
    number = say_number(abs(change), _.lang)
    return _("{count} more", count=number) if change > 0 else _("{count} fewer", count=number)
