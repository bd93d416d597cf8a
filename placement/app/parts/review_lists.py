"""Review as lists: by household, by unit, and against the plan that runs."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

from placement.app.parts.asked import Look, draw_asked
from placement.app.parts.here import Here
from placement.app.parts.people import draw_people
from placement.app.parts.pick import LIST, ORDER, pick_from_list
from placement.app.parts.table import draw_table
from placement.service.desk.against_running import against_running, since_running
from placement.service.desk.asking import Topic
from placement.service.desk.kept_plan import Kept
from placement.service.desk.proved import can_be_asked
from placement.service.plan_changes import WHATS, ChangeLine
from placement.service.plan_list import HouseholdLine, household_lines
from placement.service.veil import veiled

T = TypeVar("T")
WEEKS, ALSO_SAME = "everybodys_week", "also_unchanged"


def draw_by_household(now: Here, kept: Kept) -> None:
    """A list of which one is chosen; below it everybody's week, for whoever asks for it."""
    _, lines = now.texts, lines_of(now, kept)
    heads = (_("Household"), _("Priority"), _("Now"), _("In this plan"), _("From"), _("Status"))
    rows = [(one.household, one.tier, one.now, one.planned, one.since, one.what) for one in lines]
    st.session_state[ORDER] = [one.household for one in lines]
    with st.container(key="wide_households"):
        st.dataframe(
            {head: [row[n] for row in rows] for n, head in enumerate(heads)}, key=LIST, on_select=pick_from_list,
            selection_mode="single-row", hide_index=True, height="content", placeholder="",
            alt=_("Households, where they live and what the plan gives them. Choose one to change it by hand."),
        )  # fmt: skip
    # A grid of the library scrolls sideways where the screen is narrow: there the same is told in cards.
    with st.container(key="narrow_households"):
        draw_table(_("Households"), ("*" + heads[0], *heads[1:]), rows)
    view = kept.view(now.lang)
    if (
        view.people
        and not now.is_meeting
        and st.toggle(_("Everybody's week: activities, contact, languages"), key=WEEKS)
    ):
        draw_people(view.people, _)


def lines_of(now: Here, kept: Kept) -> tuple[HouseholdLine, ...]:
    """Each household of a plan that the reader may know of."""
    found = household_lines(kept.week, kept.plan, now.lang, meeting=now.is_meeting)
    return veiled(found, kept.untold, now.texts)


def draw_by_unit(now: Here, kept: Kept) -> None:
    """Who lives where."""
    _, rows = now.texts, kept.view(now.lang).living
    if not rows:
        st.markdown(_("Nobody lives anywhere yet."))
        return
    draw_table(
        _("Who lives where, by unit"),
        (
            _("Unit"), _("Room"), "*" + _("Household"), _("People"), _("Priority"), _("From"), _("Until"),
            _("Status"),
        ),
        [(r.unit, r.room, r.household, r.people, r.tier, r.since, r.until, r.what) for r in rows],
        new=[n for n, row in enumerate(rows) if row.is_new],
    )  # fmt: skip


def draw_changes(now: Here, kept: Kept) -> None:
    """What the plan changes against the one that runs."""
    _, lines = now.texts, _changes(now, kept)
    if lines is None:
        st.markdown(_("No other plan runs: there is nothing to compare with yet."))
        return
    count = {what: sum(line.what == what for line in lines) for what in WHATS}
    st.markdown(" · ".join(f"{_(WHATS[what])}: {number}" for what, number in count.items()))
    also = st.toggle(_("Also who is unchanged"), key=ALSO_SAME)
    shown = [line for line in lines if also or line.what != "unchanged"]
    if not draw_change_lines(
        now, shown, _("What changes against the plan that runs"), _("In the plan that runs")
    ):
        return
    if not now.is_meeting and (topic := _since_running(now, kept)):
        title = _("What the changes came from")
        draw_asked(now, topic, Look(_("Prove what each change came from"), lambda _known: title))


def draw_change_lines(now: Here, lines: Sequence[ChangeLine], title: str, before: str = "") -> bool:
    """Each household of which something changes, and why; whether there is any."""
    _ = now.texts
    if not lines:
        st.markdown(_("Nothing changes for anybody."))
        return False
    heads = (
        "*" + _("Household"),
        _("Change"),
        before or _("Before"),
        _("In this plan"),
        _("From"),
        _("Why"),
    )
    rows = [
        (x.household, _(WHATS[x.what]), x.before, x.after, x.since, (x.cause,) if x.cause else "")
        for x in lines
    ]
    told = len(heads) - 1 if now.is_meeting else len(heads)
    draw_table(title, heads[:told], [row[:told] for row in rows])
    return True


def _changes(now: Here, kept: Kept) -> tuple[ChangeLine, ...] | None:
    return _once(now, kept, "plan_changes", lambda: against_running(now.desk, now.login, kept, now.lang))


def _since_running(now: Here, kept: Kept) -> Topic | None:
    if not can_be_asked(kept):
        return None
    return _once(now, kept, "plan_since", lambda: since_running(now.desk, now.login, kept))


def _once(now: Here, kept: Kept, name: str, found: Callable[[], T]) -> T:
    """Found once for this screen: each time the plan that runs is read is a line of the log."""
    key = (now.login, now.lang, kept.number, kept.state, now.sight.change)
    known: Any = st.session_state.get(name)
    if known is None or known[0] != key:
        known = st.session_state[name] = (key, found())
    value: T = known[1]
    return value
