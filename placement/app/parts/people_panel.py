"""One household: what is written down of it and its people, where it could live, what happens to it, what was done."""

from collections.abc import Callable, Sequence
from datetime import datetime

import streamlit as st

from placement.app.parts.fields import draw_form
from placement.app.parts.here import Here
from placement.app.parts.people_acts import draw_acts
from placement.app.parts.people_add import draw_member
from placement.app.parts.people_matches import draw_matches
from placement.app.parts.people_own_why import draw_own_why
from placement.app.parts.people_rows import About, draw_about
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import may_write
from placement.app.parts.table import draw_table
from placement.app.parts.view import choose_view
from placement.domain.permission import Action, FieldClass
from placement.service.desk.act_words import act_name
from placement.service.desk.people_list import HouseholdLine
from placement.service.desk.row_history import Turn, row_history
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
DATES = (
    "referral", "earliest", "expected_until", "situation", "situation_since", "child_at_risk", "unsuitable",
    "move_on_from", "improvement_wish", "group_arrival", "wishes", "origin",
)  # fmt: skip
"""Columns of a household. Its lot is drawn once, for good."""
SAFE_FROM = ("avoid_areas", "knows_address")
SAID = (
    "consents", "move_consents", "vetoes", "language_levels", "appointments", "activity_wishes",
    "activity_consents", "enrolments",
)  # fmt: skip
DECIDED = (
    "stays", "offers", "exits", "assignments", "tier_changes", "pins", "releases", "waivers", "impartiality",
)  # fmt: skip
VIEW = "people"


def draw_household(now: Here, line: HouseholdLine) -> None:
    """Draw what was chosen of it."""
    _ = now.texts
    views: dict[str, tuple[str, Callable[[Here, HouseholdLine], None]]] = {
        "needs": (_("Needs"), _needs),
        "safe": (_("Relations and areas"), _safe_from),
        "said": (_("Consents, wishes and dates"), _said),
        "stays": (_("Stays and decisions"), _decided),
    }
    if now.may(Action.PLAN):
        views["matches"] = (_("Where it could live"), draw_matches)
    else:
        views["why"] = (_("Why this place?"), draw_own_why)
    if now.may(Action.WRITE, FieldClass.PERSON):
        views["acts"] = (_("What happened"), draw_acts)
    views["history"] = (_("History"), _history)
    _head(now, line)
    view = choose_view(_("View"), {name: title for name, (title, _draw) in views.items()}, VIEW)
    views[view][1](now, line)


def _head(now: Here, line: HouseholdLine) -> None:
    """Where they live, how much is known, and what is to be looked at."""
    _ = now.texts
    st.markdown(" · ".join((*line.homes, _("{count} % known", count=line.known))))
    if line.problems:
        st.markdown("\n".join(f"- {one}" for one in line.problems))


def _who(now: Here, line: HouseholdLine) -> str:
    """Which of them."""
    _, key = now.texts, f"person_of:{line.household}"
    if len(line.people) == 1:
        return line.people[0]
    if st.session_state.get(key) not in line.people:
        st.session_state[key] = line.people[0]
    chosen = st.segmented_control(_("Person"), line.people, required=True, key=key)
    return chosen or line.people[0]


def _needs(now: Here, line: HouseholdLine) -> None:
    _, person = now.texts, _who(now, line)
    draw_reveal(now, [("persons", person), ("households", line.household)], f"needs:{person}")
    shown = now.row("persons", person)
    for title, names in GROUPS.items():
        if any(name.partition(".")[0] in shown for name in names):
            st.subheader(_(title), anchor=False)
            draw_form(now, "persons", person, only=names, columns=3)
    if any(name in now.row("households", line.household) for name in DATES):
        st.subheader(_("Household and dates"), anchor=False)
        draw_form(now, "households", line.household, only=_of_household(), columns=3)
    if may_write(now, "households") and now.may(Action.PLAN):
        draw_member(now, line.household)


def _of_household() -> tuple[str, ...]:
    known = {column.field for columns in columns_of("households").values() for column in columns}
    return tuple(name for name in DATES if name in known)


def _of_person(tables: Sequence[str], person: str) -> list[About]:
    return [About(one, lambda row: row.get("person") == person, {"person": person}) for one in tables]


def _safe_from(now: Here, line: HouseholdLine) -> None:
    person = _who(now, line)
    relations = About("relations", lambda row: person in (row.get("a"), row.get("b")))
    draw_about(now, [relations, *_of_person(SAFE_FROM, person)], f"safe:{person}")


def _said(now: Here, line: HouseholdLine) -> None:
    person = _who(now, line)
    draw_about(now, _of_person(SAID, person), f"said:{person}")


def _decided(now: Here, line: HouseholdLine) -> None:
    whom = line.household
    parts = [
        About(
            one, lambda row: row.get("household") == whom,
            {"household": whom, **({"by": now.login} if one == "tier_changes" else {})},
        )
        for one in DECIDED
    ]  # fmt: skip
    overrides = About("overrides", lambda row: whom in (row.get("households") or ()))
    draw_about(now, [*parts, overrides], f"decided:{whom}")


def _history(now: Here, line: HouseholdLine) -> None:
    _ = now.texts
    key = (line.household, now.sight.change, now.login, now.lang)
    known = st.session_state.get("history_seen")
    if known is None or known[0] != key:
        found = row_history(now.desk, now.login, line.household, now.lang)
        st.session_state["history_seen"] = known = (key, found)
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
                (", ".join(one.fields) or (_("removed") if one.is_gone else _("new")),),
            )
            for one in turns
        ],
    )  # fmt: skip
