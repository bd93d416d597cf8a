"""What the first page shows, before and after the plan."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.people import draw_people
from placement.app.parts.table import draw_figures, draw_style, draw_table
from placement.domain.week import Week
from placement.service.planning import Answer
from placement.service.rows import Figures, Move, PlanView, Said, Unhoused
from placement.service.views import plan_view, week_view
from placement.words.language import Lang
from placement.words.texts import Texts, texts


def draw_week(week: Week, lang: Lang) -> bool:
    """What week it is, and the one primary button. Returns whether it was pressed."""
    _, view = texts(lang), week_view(week, lang)
    draw_style()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(_("DEMO: fictional people"), color="gray")
        st.markdown(f"{view.week[:1].upper()}{view.week[1:]} · {view.as_of}", width="content")
    again = "answer" in st.session_state
    label = _("Make the plan again") if again else _("Make this week's plan")
    return st.button(label, type="primary", key="make_plan")


def draw_before_plan(week: Week, lang: Lang) -> None:
    """The figures, and how the page works."""
    _, view = texts(lang), week_view(week, lang)
    draw_figures(
        (
            (_("Households"), view.households),
            (_("Waiting"), view.waiting),
            (_("Units"), view.units),
            (_("Beds free tonight"), view.free_beds),
        )
    )
    st.subheader(_("No plan yet"), anchor=False)
    steps = (
        _("Press the button: the program looks for the best plan. It takes a few seconds."),
        _(
            "Read who gets a place, who does not, and why. An independent check in the program has read every line."
        ),
        _("Decide at the meeting. Nobody is moved without their own consent."),
    )
    st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1)))


def draw_after_plan(answer: Answer, lang: Lang) -> None:
    """The plan, from what needs a human to how good it is."""
    _, view = texts(lang), plan_view(answer, lang)
    _status(view)
    _figures(view.figures, _)
    st.markdown(_("A named person decides. Nobody is moved without their own consent."))
    _unplaced(view, _)
    _said(_("Alarms: somebody must look at this"), view.alarms, _)
    _said(_("Tasks"), view.tasks, _)
    _said(_("Overridden by two people"), view.overridden, _)
    _starts(view.starts, _)
    _proposals(view.proposals, _)
    if view.people:
        draw_people(view.people, _)
    _living(view, _)
    _quality(view, _)


def _status(view: PlanView) -> None:
    if view.is_proved:
        st.success(view.status, icon=":material/check_circle:")
    else:
        st.info(view.status, icon=":material/hourglass_bottom:")


def _figures(figures: Figures, _: Texts) -> None:
    draw_figures(
        (
            (_("Waiting"), figures.waiting),
            (_("Get a place"), figures.placed),
            (_("Proposals to move"), figures.proposals),
            (_("Beds free tonight"), figures.free_beds),
            (_("Alarms"), figures.alarms),
            (_("Tasks"), figures.tasks),
        )
    )


def _unplaced(view: PlanView, _: Texts) -> None:
    rows = view.unplaced
    st.subheader(_("Without a place in time ({count})", count=len(rows)), anchor=False)
    if not rows:
        st.markdown(view.all_served)
        return
    draw_table(
        _("Households without a place in time, with reasons"),
        ("*" + _("Household"), _("Why this priority"), _("What stands in the way"), _("What the plan gives")),
        [(r.household, (r.because,), _obstacles(r), (r.so_far,) if r.so_far else "") for r in rows],
    )


def _obstacles(row: Unhoused) -> Sequence[str]:
    """That nothing can be in time, where it is so; the unit's own reasons in words; then the sentences."""
    reason = row.reason[:1].upper() + row.reason[1:]
    return [part for part in (row.never_in_time, reason, *row.sentences) if part]


def _starts(moves: Sequence[Move], _: Texts) -> None:
    if moves:
        st.subheader(_("New places ({count})", count=len(moves)), anchor=False)
        _move_table(_("New places"), moves, _)


def _proposals(moves: Sequence[Move], _: Texts) -> None:
    if moves:
        st.subheader(f"{_('Proposals to move')} ({len(moves)})", anchor=False)
        st.markdown(_("Each awaits the person's own consent; until then both places are kept."))
        _move_table(_("Proposals to move"), moves, _)


def _move_table(title: str, moves: Sequence[Move], _: Texts) -> None:
    draw_table(
        title,
        ("*" + _("Household"), _("Now"), _("New place"), _("From"), _("Why this priority")),
        [(m.household, m.old, m.new, m.since, (m.because,)) for m in moves],
    )


def _living(view: PlanView, _: Texts) -> None:
    st.subheader(_("Who lives where"), anchor=False)
    if not view.living:
        st.markdown(_("Nobody lives anywhere yet."))
        return
    rows = view.living
    draw_table(
        _("Who lives where, by unit"),
        (
            _("Unit"), _("Room"), "*" + _("Household"), _("People"), _("Priority"), _("From"), _("Until"),
            _("Status"),
        ),
        [(r.unit, r.room, r.household, r.people, r.tier, r.since, r.until, r.what) for r in rows],
        new=[n for n, row in enumerate(rows) if row.is_new],
    )  # fmt: skip


def _said(title: str, rows: Sequence[Said], _: Texts) -> None:
    if rows:
        st.subheader(f"{title} ({len(rows)})", anchor=False)
        draw_table(
            title,
            ("*" + _("Who"), _("Where"), _("What"), _("Rule")),
            [(r.about, r.where, (r.text,), r.code) for r in rows],
        )


def _quality(view: PlanView, _: Texts) -> None:
    st.subheader(_("Who comes first"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in view.tiers))
    if view.lost:
        title = _("Wishes that the plan does not meet")
        st.subheader(title, anchor=False)
        draw_table(
            title,
            ("*" + _("Wish"), _("Who"), _("Points")),
            [(r.title, (r.who,), r.points) for r in view.lost],
        )
