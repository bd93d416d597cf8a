"""The start pages of those who do not plan: each sees what their own work needs, and no more."""

from datetime import date

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.home_figures import draw_figures, draw_home_style
from placement.app.parts.home_needs import draw_needs
from placement.app.parts.home_second import draw_second
from placement.app.parts.lead import to_page
from placement.app.parts.table import draw_table
from placement.domain.fact import ONE, WEEK
from placement.service.desk.needs_you import Needs, calendar
from placement.service.desk.own_week import own_week
from placement.service.rows import Line
from placement.words.render import say_word
from placement.words.say import say_date


def draw_caseworker(now: Here) -> None:
    """Their own households: what needs them, and the next seven days."""
    _, rows = now.texts, calendar(now.content, now.lang)
    draw_home_style()
    _draw_day(now)
    if not now.rows("households"):
        st.info(
            _("Nobody is in your care yet. A coordinator makes you somebody's contact."),
            icon=":material/info:",
        )
        return
    st.subheader(_("Needs you"), anchor=False)
    draw_second(now)
    draw_needs(now, Needs(tuple(one for one in rows if one.table in ("persons", "households")), 0))
    title = _("The next seven days of your own")
    st.subheader(title, anchor=False)
    draw_table(
        title, ("*" + _("Household"), _("Place"), _("The next days")),
        [
            (one.household, tuple(map(Line, one.home)), tuple(map(Line, one.days)))
            for one in own_week(now.content, _)
        ],
    )  # fmt: skip


def draw_manager(now: Here) -> None:
    """Figures of the unit as a whole, and what a manager decides; nothing about the people behind."""
    _ = now.texts
    _draw_day(now)
    draw_figures(now)
    st.markdown(
        _("These are numbers of the unit as a whole. Reasons are about people, and are not shown here.")
    )
    draw_second(now)
    with st.container(horizontal=True):
        _draw_way(_("Ask what if"), "scenarios")
        _draw_way(_("See the housing"), "housing")
        _draw_way(_("See rules and weights"), "rules")


def draw_keeper(now: Here) -> None:
    """Which units have an address written down."""
    _, known = now.texts, now.rows("addresses")
    units = sorted(now.rows("units"))
    missing = [unit for unit in units if unit not in known]
    if not units:
        st.info(_("There are no units yet."), icon=":material/info:")
        return
    st.markdown(
        _.n("{count} unit has no address yet.", "{count} units have no address yet.", len(missing))
        if missing
        else _("Every unit has its address.")
    )
    draw_table(
        _("Addresses by unit"), ("*" + _("Unit"), _("Address")),
        [(unit, _("written down") if unit in known else _("missing")) for unit in units],
    )  # fmt: skip
    _draw_way(_("Write addresses"), "housing")


def draw_auditor(now: Here) -> None:
    """What an auditor is here for."""
    _ = now.texts
    st.markdown(_("You see who did what and when, never what is written about anybody."))
    st.markdown(
        "\n".join(f"{n}. {one}" for n, one in enumerate((
            _("Check that the log is unbroken."),
            _("Read what was revealed, exported, and done alone at night."),
            _("Compare the last number of the log with the one that was written down elsewhere."),
        ), 1))
    )  # fmt: skip
    _draw_way(_("Open the log"), "audit")


def draw_keys(now: Here) -> None:
    """Accounts: who may open the desk."""
    _ = now.texts
    users = now.rows("users")
    st.markdown(_("You keep accounts and backups. Nothing about anybody in care is shown to you."))
    draw_table(
        _("Accounts"), ("*" + _("Login"), _("Role"), _("State")),
        [
            (
                login, say_word(f"~Role.{row['role']}", now.lang),
                _("open") if row["active"] else _("shut"),
            )
            for login, row in sorted(users.items())
        ],
    )  # fmt: skip
    _draw_way(_("Accounts and backups"), "settings")


def _draw_day(now: Here) -> None:
    _, week = now.texts, now.rows(WEEK).get(ONE, {})
    if "as_of" in week:
        on = date.fromisoformat(str(week["as_of"]))
        number = _("week {number}", number=on.isocalendar().week)
        st.markdown(f"**{number[:1].upper()}{number[1:]}** · {say_date(on, now.lang, year=True)}")


def _draw_way(label: str, page: str) -> None:
    if st.button(label, key=f"way:{page}", icon=":material/arrow_forward:"):
        to_page(page)
