"""The weeks to come of a scenario, beside those of the week as it is: how they are sampled, at work, and known."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.act import attempt, refuse
from placement.app.parts.here import Here, here
from placement.app.parts.hold import hold, hold_anew
from placement.app.parts.scenario_base import chosen_base
from placement.app.parts.scenario_choice import keep
from placement.app.parts.scenario_results import draw_results
from placement.errors import InputError, Problem
from placement.service.desk.bases import Base
from placement.service.desk.future_words import failed_of, phase_of, stale_of
from placement.service.desk.futures import Known, alike, as_it_is, ask_for_futures, known, stop_futures
from placement.service.desk.scenarios import Kept, kept_scenarios
from placement.words.texts import later

LOOK_SECONDS = 2.0
MOST_OTHERS = 2
OTHERS = "scenario_others"
SAMPLING = {
    "weeks": later("Weeks ahead (1 to 520)"),
    "replications": later("Sampled futures"),
    "seed": later("Seed: another one gives other futures"),
}


def draw_future(now: Here, kept: Kept, base: Base | None) -> None:
    """How it is sampled, what it is compared with, and what is known."""
    _ = now.texts
    st.subheader(_("The weeks to come"), anchor=False)
    st.markdown(
        _("People come, stay and answer as chance has it, many times over, and every week is planned as ours are. "
          "Each scenario meets the same people as the week as it is.")
    )  # fmt: skip
    with st.expander(_("How it is sampled"), key="scenario_sampling"):
        _draw_sampling(now, kept)
    others = {
        one.alias: one for one in kept_scenarios(now.content) if one.alias != kept.alias and one.scenario
    }
    picked: Sequence[str] = ()
    if others:
        picked = st.multiselect(
            _("Compare also with"), list(others), format_func=lambda alias: others[alias].name, key=OTHERS,
            max_selections=MOST_OTHERS, placeholder=_("Choose …"), width=560, select_all=False,
        )  # fmt: skip
    chosen = _alike((kept, *(others[one] for one in picked if one in others)))
    jobs = _jobs(now, chosen, base)
    if any(one.job.is_open for one in jobs):
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, chosen, base)
    else:
        _draw_ended(now, chosen, jobs, base)


def _alike(chosen: Sequence[Kept]) -> tuple[Kept, ...]:
    found = alike([one.scenario for one in chosen if one.scenario])
    return tuple(one._replace(scenario=scenario) for one, scenario in zip(chosen, found, strict=True))


def _draw_sampling(now: Here, kept: Kept) -> None:
    _, scenario = now.texts, kept.scenario
    for column, (name, label) in zip(st.columns(len(SAMPLING)), SAMPLING.items(), strict=True):
        with column:
            key = f"sampling:{kept.alias}:{name}"
            hold(key, getattr(scenario, name), now.sight.versions.get(("scenarios", kept.alias), 0))
            # No limits here: the widget would clamp without a word.
            st.number_input(_(label), step=1, key=key, on_change=_sample, args=(kept, name, key))


def _sample(kept: Kept, name: str, key: str) -> None:
    hold_anew(key)
    now = here()
    try:
        if kept.scenario is not None:
            keep(kept.alias, kept.scenario.but(**{name: st.session_state[key]}))
    except ValueError:
        facts = {"field": now.texts(SAMPLING[name])}
        refuse(
            InputError(Problem("", "cannot be that.", "Write something else.", "card_field_wrong", facts)),
            now,
        )


def _jobs(now: Here, chosen: Sequence[Kept], base: Base | None) -> list[Known]:
    """Of each scenario and the week as it is, each once."""
    wanted = [one for kept in chosen if kept.scenario for one in (as_it_is(kept.scenario), kept.scenario)]
    each = {one.content_hash: one for one in wanted}
    return [found for one in each.values() if (found := known(now.desk, one, base))]


def _draw_at_work(now: Here, chosen: Sequence[Kept], base: Base | None) -> None:
    """Drawn anew from the rows, which are the truth: whoever comes back finds it here."""
    _, jobs = now.texts, _jobs(now, chosen, base)
    at_work = [one for one in jobs if one.job.is_open]
    if not at_work:
        st.rerun(scope="app")
    with st.container(border=True, key="futures_at_work"):
        phase, told = phase_of(jobs, _)
        st.markdown(f"**{phase}** {told}")
        st.progress(sum(one.done for one in jobs) / max(1, sum(one.of for one in jobs)))
        st.button(_("Stop, and keep what is known"), key="stop_futures", icon=":material/stop:", on_click=_stop,
                  args=(tuple(one.job.id for one in at_work),))  # fmt: skip
    draw_results(now, chosen, base)


def _draw_ended(now: Here, chosen: Sequence[Kept], jobs: Sequence[Known], base: Base | None) -> None:
    _ = now.texts
    if failed := failed_of(jobs, now.lang):
        st.error(failed, icon=":material/block:")
    if stale := stale_of(jobs, _):
        st.warning(stale, icon=":material/update:")
    expected = 2 if len(chosen) == 1 else len(chosen) + 1
    whole = len(jobs) >= expected and all(one.is_whole and not one.is_stale for one in jobs)
    if not whole:
        label = (
            _("Go on")
            if jobs and not stale and not failed and all(one.done for one in jobs)
            else _("Simulate the weeks to come")
        )
        st.button(label, key="ask_futures", type="primary", icon=":material/play_arrow:", on_click=_ask,
                  args=(tuple(one.alias for one in chosen),))  # fmt: skip
    draw_results(now, chosen, base)


def _ask(aliases: tuple[str, ...]) -> None:
    now = here()
    attempt(lambda: ask_for_futures(now.desk, now.login, aliases, chosen_base(now)))


def _stop(numbers: tuple[int, ...]) -> None:
    now = here()
    attempt(lambda: stop_futures(now.desk, now.login, numbers))
