"""Review, what to look at: who has no place and why, all that needs a human, what begins, and how good it is."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_figures, draw_table
from placement.service.desk.kept_plan import Kept
from placement.service.how_much import MOVE, how_much
from placement.service.rows import Move, PlanView, Said, Unhoused
from placement.words.texts import Texts, later

MOVES_AWAIT = later(
    "Each awaits the person's own consent. What begins within a week is offered now, and both places are kept "
    "until they answer; a later one is a forecast, offered when its week comes."
)


def draw_look(now: Here, kept: Kept) -> None:
    """The plan, from what needs a human to how good it is. Reasons are not for everybody in a meeting."""
    _, view = now.texts, kept.view(now.lang)
    if now.is_meeting:
        st.caption(_("In a meeting, reasons, alarms and tasks are not shown."))
    else:
        _said(_("Breaches: with these nobody can accept the plan"), view.breaches, _)
        _unplaced(view, _)
        _said(_("Alarms: somebody must look at this"), view.alarms, _)
        _said(_("Tasks"), view.tasks, _)
        _said(_("Overridden by two people"), view.overridden, _)
    _moves(now, _("New places"), view.starts)
    _moves(now, _("Proposals to move"), view.proposals)
    _quality(view, _, meeting=now.is_meeting)


def draw_plan_figures(now: Here, kept: Kept) -> None:
    """The plan in six figures, and why they may come to more than the lists or the start page."""
    _, figures = now.texts, kept.view(now.lang).figures
    draw_figures(
        (
            (_("Wait for a place"), figures.waiting),
            (_("Get one by the plan"), figures.placed),
            (_("Proposals to move"), figures.proposals),
            (_("Beds free by the plan"), figures.free_beds),
            (_("Alarms"), figures.alarms),
            (_("Tasks"), figures.tasks),
        )
    )
    told = [_in_parts(kept.in_parts, _)] if kept.in_parts else []
    if kept.others:
        told.append(
            _("The figures are of the whole plan, also of whom a colleague looks after; the lists are not.")
        )
    if told:
        st.caption(" ".join(told))


def _in_parts(count: int, _: Texts) -> str:
    """That the plan counts more households than the list of people."""
    return _.n(
        "{count} household is planned in parts, and each part counts here.",
        "{count} households are planned in parts, and each part counts here.",
        count,
    )


def _unplaced(view: PlanView, _: Texts) -> None:
    rows = view.unplaced
    st.subheader(_("Without a place in time ({count})", count=len(rows)), anchor=False)
    if not rows:
        st.markdown(_("The reasons are found once nothing is broken.") if view.breaches else view.all_served)
        return
    st.markdown(view.unplaced_told)
    draw_table(
        _("Households without a place in time, with reasons"),
        ("*" + _("Household"), _("Why this priority"), _("What stands in the way"), _("What the plan gives")),
        [(r.household, (r.because,), obstacles(r), (r.so_far,) if r.so_far else "") for r in rows],
    )


def obstacles(row: Unhoused) -> Sequence[str]:
    """That nothing can be in time, where it is so; the unit's own reasons in words; then the sentences."""
    reason = row.reason[:1].upper() + row.reason[1:]
    return [part for part in (row.never_in_time, reason, *row.sentences) if part]


def _moves(now: Here, title: str, moves: Sequence[Move]) -> None:
    if not moves:
        return
    _ = now.texts
    st.subheader(f"{title} ({len(moves)})", anchor=False)
    if title == _("Proposals to move"):
        st.markdown(_(MOVES_AWAIT))
    if now.is_meeting:  # where somebody sleeps now is a matter of safety
        columns = ("*" + _("Household"), _("New place"), _("From"))
        draw_table(title, columns, [(m.household, m.new, m.since) for m in moves])
        return
    draw_table(
        title,
        ("*" + _("Household"), _("Now"), _("New place"), _("From"), _("Why this priority")),
        [(m.household, m.old, m.new, m.since, (m.because,)) for m in moves],
    )


def _said(title: str, rows: Sequence[Said], _: Texts) -> None:
    if rows:
        st.subheader(f"{title} ({len(rows)})", anchor=False)
        draw_table(
            title,
            ("*" + _("Who"), _("Where"), _("What"), _("Rule")),
            [(r.about, r.where, (r.text,), r.code) for r in rows],
        )


def _quality(view: PlanView, _: Texts, *, meeting: bool) -> None:
    """What is lost; in a meeting not by whom, as a wish tells of safety, health or language."""
    st.subheader(_("Who comes first"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in view.tiers))
    if view.lost:
        title = _("Wishes that the plan does not meet")
        st.subheader(title, anchor=False)
        heads = ("*" + _("Wish"), *(() if meeting else (_("Who"),)), _("How much is lost"))
        rows = [(r.title, *(() if meeting else ((r.who,),)), how_much(r.points, _)) for r in view.lost]
        draw_table(title, heads, rows)
        with st.expander(_("The points behind it")):
            st.markdown("\n".join(f"- {r.title}: {r.points}" for r in view.lost))
            st.caption(
                _("Fewer points are better. A move counts {points} unless Rules says otherwise.", points=MOVE)
            )
