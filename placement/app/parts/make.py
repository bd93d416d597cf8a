"""Plan, make: ask for a plan, see how far it has come from whichever page or browser, and stop it with what it has."""

from datetime import UTC, datetime
from html import escape

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.choose_plan import open_for_review
from placement.app.parts.here import Here, here
from placement.app.parts.row_list import draw_rows
from placement.app.parts.table import draw_table
from placement.service.desk import jobs
from placement.service.desk.job_words import JobView, job_view
from placement.service.desk.kept_list import plan_lines
from placement.service.desk.variants import family
from placement.store.jobs import Job
from placement.words.texts import later

LIMITS = {10: later("10 seconds"), 60: later("1 minute"), 3600: later("Until it is proven best")}
"""Seconds that may be spent. The last one is an hour: a proof that takes longer is not waited for."""
LOOK_SECONDS = 0.5
MOST_LISTED = 12
LIMIT, OTHERS = "plan_seconds", "plan_others"


def draw_make(now: Here) -> None:
    """What can be asked for, what is at work, and the plans that there are."""
    _ = now.texts
    with st.container(horizontal=True, vertical_alignment="bottom", key="ask_for_plan"):
        st.segmented_control(
            _("How long may it look?"), list(LIMITS), format_func=lambda one: _(LIMITS[one]),
            default=60, key=LIMIT, required=True, width="content", wrap=True,
        )  # fmt: skip
        st.segmented_control(
            _("Other plans to choose from"), [0, 1, 2], format_func=lambda one: str(one) if one else _("No other"),
            default=1, key=OTHERS, required=True, width="content", wrap=True,
        )  # fmt: skip
        st.button(
            _("Make a plan"), key="make_plan", type="primary", icon=":material/play_arrow:", on_click=_ask
        )
    st.caption(
        _("The first plan is there within seconds. Stop it whenever you like: the best plan so far is kept.")
    )
    latest = jobs.latest(now.desk)
    if at_work := [one.id for one in latest if one.is_open]:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, at_work)
    # That no other plan is as good is no failure: it is told beside the plan itself.
    made = next((one for one in latest if one.kind == jobs.PLAN), None)
    if made is not None and not made.is_open:
        _draw_ended(now, _view(now, made))
    _draw_plans(now)


def _ask() -> None:
    now = here()
    seconds, others = float(st.session_state[LIMIT] or 60), int(st.session_state[OTHERS])
    attempt(lambda: jobs.ask_for_plan(now.desk, now.login, seconds=seconds, variants=others))


def _stop(number: int) -> None:
    now = here()
    attempt(lambda: jobs.stop(now.desk, now.login, number))


def _view(now: Here, job: Job) -> JobView:
    ahead = jobs.ahead(now.desk, job) if job.is_open else 0
    return job_view(job, ahead, datetime.now(UTC), now.texts)


def _draw_at_work(now: Here, drawn: list[int]) -> None:
    """Drawn anew twice a second from the rows, which are the truth: whoever comes back finds it here."""
    at_work = [one for one in jobs.latest(now.desk) if one.is_open]
    if [one.id for one in at_work] != drawn:
        st.rerun(scope="app")  # something ended, or began: the whole page has more to tell
    for job in reversed(at_work):
        draw_job(now, job)


def draw_job(now: Here, job: Job) -> None:
    """What a piece of work does now, and a way to stop it."""
    _, one = now.texts, _view(now, job)
    with st.container(border=True, key=f"job:{one.number}"):
        asked = _("Asked for at {time} by {who}", time=one.asked, who=one.by)
        # What is read aloud is the phase alone: a clock that speaks twice a second is of no use.
        st.html(
            f'<p class="phase" role="status">{escape(one.phase)}</p>'
            f'<p class="best">{escape(one.best)}</p>'
            f'<p class="asked">{escape(asked)} · {escape(one.elapsed)}</p>'
        )
        st.button(
            _("Stop, and keep what was found") if job.kind in jobs.QUESTIONS else _("Stop, and keep the best so far"),
            key=f"stop:{one.number}", icon=":material/stop:", on_click=_stop, args=(one.number,),
        )  # fmt: skip


def _draw_ended(now: Here, one: JobView) -> None:
    """How the latest work ended: with a plan to look at, or what went wrong and what to do."""
    _ = now.texts
    if one.failed:
        st.error(f"{one.phase}. {one.failed}", icon=":material/block:")
        if now.rows("pins"):
            draw_rows(now, "pins")
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="ended"
    ):  # fmt: skip
        line = next(
            (line for line in plan_lines(now.desk, datetime.now(UTC), _) if line.number == one.plan), None
        )
        others = _others(now, one.plan) if one.plan else ""
        told = " ".join(
            filter(None, (f"**{one.phase}** ({one.elapsed}).", line.quality if line else "", others))
        )
        st.markdown(f":material/check_circle: {told}", width="stretch")
        st.button(
            _("Look at plan {number}", number=one.plan), key="look_at_plan", type="primary",
            on_click=open_for_review, args=(one.plan,),
        )  # fmt: skip


def _others(now: Here, number: int) -> str:
    """That there are others to choose from, or why there is none."""
    _, found = now.texts, family(now.desk, number, now.lang)
    if found.statement:
        return found.statement
    count = len(found.numbers) - 1
    return (
        _.n("{count} other plan to choose from.", "{count} other plans to choose from.", count)
        if count
        else ""
    )


def _draw_plans(now: Here) -> None:
    _ = now.texts
    lines = plan_lines(now.desk, datetime.now(UTC), _)
    st.subheader(_("Plans ({count})", count=len(lines)), anchor=False)
    if not lines:
        st.markdown(_("No plan yet. Press the button: nothing is decided before somebody accepts a plan."))
        return
    draw_table(
        _("Plans, newest first"),
        ("*" + _("Plan"), _("State"), _("Made"), _("By"), _("How good")),
        [(str(one.number), one.state, one.at, one.by, (one.quality,)) for one in lines[:MOST_LISTED]],
    )
    if len(lines) > MOST_LISTED:
        st.caption(_("Older plans can be chosen under Review and change."))
