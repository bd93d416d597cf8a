"""One household: what is written down of it and its people, where it could live, what happens to it, what was done."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from placement.app.parts.fields import draw_form
from placement.app.parts.here import Here
from placement.app.parts.one_row import draw_one_of
from placement.app.parts.people_acts import draw_acts
from placement.app.parts.people_add import draw_member
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import may_write
from placement.app.parts.table import draw_table
from placement.domain.permission import Action
from placement.service.desk.act_words import act_name
from placement.service.desk.people_list import HouseholdLine
from placement.service.desk.row_history import Turn, row_history, rows_about
from placement.service.desk.serves import where_fits
from placement.tables.bodies import columns_of
from placement.words.say import say_list, say_moment
from placement.words.texts import later

GROUPS = {
    later("Who"): ("age_status", "age_band", "gender", "partner", "zone_wish", "stay_together", "asked_alone"),
    later("Safety"): (
        "secrecy", "threat.danger", "threat.valid_until", "areas_asked", "case_group", "interpreter_not_from",
    ),
    later("Home and support"): (
        "sharing", "needs_own_room", "wishes_own_room", "needs_quiet", "wishes_peer", "habits", "access_needs",
        "support",
    ),
    later("Language"): ("languages", "interpreter_needed", "interpreter_remote_only", "interpreter_gender"),
    later("Rights and work"): ("track", "permit_until", "work_right"),
}  # fmt: skip
"""Heading -> columns of a person."""
OF_PERSON = (
    "avoid_areas", "knows_address", "consents", "move_consents", "vetoes", "language_levels", "appointments",
    "activity_wishes", "activity_consents", "enrolments",
)  # fmt: skip
OF_HOUSEHOLD = (
    "stays",
    "offers",
    "exits",
    "assignments",
    "tier_changes",
    "pins",
    "releases",
    "waivers",
    "impartiality",
)
VIEW = "household_view"


def draw_household(now: Here, line: HouseholdLine) -> None:
    """Draw what was chosen of it."""
    _ = now.texts
    views: dict[str, tuple[str, Callable[[Here, HouseholdLine], None]]] = {
        "people": (_("Persons"), _people),
        "more": (_("Consents, wishes and dates"), _more),
        "household": (_("Household and stays"), _household),
    }
    if now.may(Action.PLAN):
        views |= {"matches": (_("Where it could live"), _matches), "acts": (_("What happened"), draw_acts)}
    views["history"] = (_("History"), _history)
    if line.problems:
        st.markdown("\n".join(f"- {one}" for one in line.problems))
    view = st.segmented_control(
        _("View"), list(views), default="people", key=VIEW, required=True, label_visibility="collapsed",
        format_func=lambda one: views[one][0],
    )  # fmt: skip
    views[view if view in views else "people"][1](now, line)


def _who(now: Here, line: HouseholdLine) -> str:
    """Which of them."""
    if len(line.people) == 1:
        return line.people[0]
    chosen = st.segmented_control(
        now.texts("Person"), line.people, default=line.people[0], required=True,
        key=f"person_of:{line.household}",
    )  # fmt: skip
    return chosen or line.people[0]


def _people(now: Here, line: HouseholdLine) -> None:
    _ = now.texts
    person = _who(now, line)
    draw_reveal(now, [("persons", person)], f"persons:{person}")
    shown = now.row("persons", person)
    for title, names in GROUPS.items():
        if any(name.partition(".")[0] in shown for name in names):
            st.subheader(_(title), anchor=False)
            draw_form(now, "persons", person, only=names, columns=3)
    _relations(now, person)
    if may_write(now, "households"):
        draw_member(now, line.household)


def _relations(now: Here, person: str) -> None:
    draw_one_of(now, "relations", where=lambda row: person in (row.get("a"), row.get("b")), under=person)


def _more(now: Here, line: HouseholdLine) -> None:
    person = _who(now, line)
    for table in OF_PERSON:
        if table in now.content:
            draw_one_of(
                now, table, where=lambda row: row.get("person") == person, fixed={"person": person},
                under=person,
            )  # fmt: skip


def _household(now: Here, line: HouseholdLine) -> None:
    whom = line.household
    draw_reveal(now, [("households", whom)], f"households:{whom}")
    names = tuple(one for one in columns_of("households") if one != "lot")  # drawn once, for good
    draw_form(now, "households", whom, only=names, columns=3)
    for table in OF_HOUSEHOLD:
        if table in now.content:
            draw_one_of(
                now,
                table,
                where=lambda row: row.get("household") == whom,
                fixed={"household": whom},
                under=whom,
            )
    draw_one_of(now, "overrides", where=lambda row: whom in (row.get("households") or ()), under=whom)


def _matches(now: Here, line: HouseholdLine) -> None:
    """Every unit, with what stands in the way; the nearest misses first."""
    _, week = now.texts, now.week()
    st.markdown(_("By what is held today, before any plan. Nobody is given a bed by looking."))
    if line.household not in week.household:
        st.info(_("The rules split this household: look at its parts under Plan."))
        return
    rows = where_fits(week, line.household, now.content, _)
    if now.is_meeting:
        rows = tuple((unit, one._replace(why=())) for unit, one in rows)
    draw_table(
        _("Where it could live"),
        ("*" + _("Unit"), _("Fits"), _("Where"), _("What stands in the way")),
        [(unit, _("✓ fits") if one.fits else _("✗ no"), one.where, tuple(one.why)) for unit, one in rows],
    )


def _history(now: Here, line: HouseholdLine) -> None:
    _ = now.texts
    key = ("history", line.household, now.sight.change, now.login)
    known = st.session_state.get("history_seen")
    if known is None or known[0] != key:
        rows = rows_about(now.content, line.household)
        st.session_state["history_seen"] = known = (key, row_history(now.desk, now.login, rows, now.lang))
    turns: tuple[Turn, ...] = known[1]
    at = datetime.now().astimezone()
    draw_table(
        _("History"), ("*" + _("When"), _("Who"), _("What"), _("Row"), _("Fields")),
        [
            (
                say_moment(one.at, now.lang, at),
                say_list([one.by, *([one.second] if one.second else [])], now.lang),
                act_name(one.command, now.lang),
                f"{one.table} ({one.rows})" if one.rows > 1 else one.table,
                (", ".join(one.fields) or _("new"),),
            )
            for one in turns
        ],
    )  # fmt: skip
