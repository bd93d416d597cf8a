"""What to open or train next: asked for, at work wherever one looks from, and the ranked answer."""

import streamlit as st

from placement.app.parts.act import attempt
from placement.app.parts.here import Here, here
from placement.app.parts.plain import plain
from placement.app.parts.table import draw_table
from placement.domain.scenario import Scenario
from placement.service.desk.future_words import failed_job, time_left
from placement.service.desk.futures import stop_futures
from placement.service.desk.next_view import Next, ask_next, next_of
from placement.service.desk.scenarios import Kept

LOOK_SECONDS = 2.0


def draw_next(now: Here, kept: Kept) -> None:
    """A button; once it was pressed by anybody, how far it is, and the answer."""
    _, scenario = now.texts, kept.scenario
    if scenario is None:
        return
    st.subheader(_("What to open or train next"), anchor=False)
    st.markdown(
        _("Beds, rooms, shifts, languages and seats are tried one by one in the same futures: what each spares a year, "
          "and for its money. It takes many times as long as a simulation.")
    )  # fmt: skip
    known = next_of(now.desk, scenario, _, for_others=now.is_meeting)
    if known is not None and known.job.is_open:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, scenario)
        return
    if known is not None and (failed := failed_job(known.job, now.lang)):
        st.error(failed, icon=":material/block:")
    if known is None or known.is_stale or known.job.state != "done":
        st.button(_("Find what helps most"), key="ask_next", icon=":material/search:", on_click=_ask,
                  args=(kept.alias,))  # fmt: skip
    if known is not None:
        _draw_answer(now, known)


def _draw_at_work(now: Here, scenario: Scenario) -> None:
    """Until it has ended; then the whole page has more to tell."""
    _, known = now.texts, next_of(now.desk, scenario, now.texts)
    if known is None or not known.job.is_open:
        st.rerun(scope="app")
    said = known.job.progress
    if said.get("phase") == "comparing":
        told = _("{done} of {of} futures.", done=said["done"], of=said["of"])
        left = said.get("left")
        if left:
            told += " " + _("About {time} left.", time=time_left(left, _))
    else:
        told = _("Choosing what to try …")
    with st.container(border=True, key="next_at_work"):
        st.markdown(f"**{_('Looking for what helps most …')}** {told}")
        st.progress(said["done"] / said["of"] if said.get("of") else 0.0)
        st.button(
            _("Stop looking"), key="stop_next", icon=":material/stop:", on_click=_stop, args=(known.job.id,)
        )


def _draw_answer(now: Here, known: Next) -> None:
    _ = now.texts
    if known.is_stale and known.rows:
        st.warning(_("The week, or the program, has changed since: ask again."), icon=":material/update:")
    if known.rows:
        title = _("What to open or train next")
        draw_table(
            title,
            ("*" + _("What"), _("No."), _("Spares a year"), _("Kroner a year"), _("For 100,000 kroner")),
            [
                (row.what, str(row.rank or _("no rank")), (row.spares,), row.kroner, row.for_money)
                for row in known.rows
            ],
        )
        st.caption(_("All intervals hold at once in 95 of 100 such answers."))
    if known.others:
        with st.expander(_("Looked at, and left out: no use in the sampled weeks, or less for the money")):
            st.markdown("\n".join(f"- {plain(one)}" for one in known.others))


def _ask(alias: str) -> None:
    now = here()
    attempt(lambda: ask_next(now.desk, now.login, alias) or True)


def _stop(number: int) -> None:
    now = here()
    attempt(lambda: stop_futures(now.desk, now.login, (number,)))
