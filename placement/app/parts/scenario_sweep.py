"""One or two things turned: which sweep is looked at, a new one with what it will take, and one that is at work."""

from collections.abc import Mapping

import streamlit as st

from placement.app.parts.act import attempt, in_words
from placement.app.parts.here import Here, here
from placement.app.parts.plain import plain
from placement.app.parts.scenario_lever import draw_lever, levers_drawn
from placement.app.parts.scenario_swept import draw_swept
from placement.errors import InputError
from placement.service.desk.future_words import failed_of, phase_of, stale_of, time_left
from placement.service.desk.futures import stop_futures
from placement.service.desk.scenarios import kept_scenarios
from placement.service.desk.sweep_view import sweep_title
from placement.service.desk.sweeps import (
    Asked,
    Made,
    ask_for_sweep,
    checked,
    seconds_for,
    sweep_of,
    sweeps_made,
)
from placement.words.say import say_number

CHOSEN, NEW = "sweep", "new"
"""The first is a name in the session and in the address."""
LOOK_SECONDS = 2.0
BASE, WEEKS, FUTURES, SEED = "sweep_base", "sweep_weeks", "sweep_futures", "sweep_seed"
USUAL: Mapping[str, int] = {WEEKS: 13, FUTURES: 10, SEED: 1}


def draw_sweep(now: Here) -> None:
    """Which one, and what is known of it; or the form of one that is to come."""
    _ = now.texts
    st.markdown(
        _("One or two things are turned, step by step, and the same futures are simulated at each step. "
          "The first step is what the others are compared with.")
    )  # fmt: skip
    made = {one.asked.key: one for one in sweeps_made(now.desk)}
    if st.session_state.get(CHOSEN) not in (*made, NEW):
        asked = st.query_params.get(CHOSEN)
        st.session_state[CHOSEN] = asked if asked in made else next(iter(made), NEW)
    if made:
        names = {
            NEW: _("A new sweep"),
            **{key: sweep_title(one.asked, now.lang) for key, one in made.items()},
        }
        st.selectbox(_("Sweep"), [*made, NEW], key=CHOSEN, format_func=names.__getitem__, width=560,
                     persist_state="session")  # fmt: skip
    chosen = made.get(str(st.session_state[CHOSEN]))
    if chosen is None:
        st.query_params.pop(CHOSEN, None)
        _draw_new(now)
        return
    st.query_params[CHOSEN] = chosen.asked.key
    if chosen.job.is_open:
        st.fragment(_draw_at_work, run_every=LOOK_SECONDS)(now, chosen.asked)
    else:
        _draw_ended(now, chosen)


def _draw_new(now: Here) -> None:
    _ = now.texts
    with st.container(border=True, key="new_sweep"):
        kept = {one.alias: one for one in kept_scenarios(now.content) if one.scenario and one.scenario.cards}
        names = {"": _("As it is"), **{alias: one.name for alias, one in kept.items()}}
        if kept:
            st.selectbox(_("On top of"), list(names), key=BASE, format_func=names.__getitem__, width=420)
        draw_lever(now, 1)
        draw_lever(now, 2)
        labels = {WEEKS: _("Weeks ahead (1 to 520)"), FUTURES: _("Sampled futures"),
                  SEED: _("Seed: another one gives other futures")}  # fmt: skip
        for column, (name, label) in zip(st.columns(len(labels)), labels.items(), strict=True):
            st.session_state.setdefault(name, USUAL[name])
            with column:
                st.number_input(label, step=1, key=name)
        _draw_size(now)


def _draw_size(now: Here) -> None:
    """What it will take, before it begins; what is missing, or is too much, is told instead."""
    _ = now.texts
    try:
        asked = checked(now.desk, _asked(now))
    except InputError as error:
        for line in in_words(error, now):
            st.markdown(f":material/info: {plain(line)}")
        return
    long = _.n("one week", "{count} weeks", asked.scenario.planned_weeks)
    weeks = _("{points} steps × {futures} futures × {weeks}: {all} weeks are planned.", points=len(asked.worlds),
              futures=asked.scenario.replications, weeks=long, all=say_number(asked.weeks, now.lang))  # fmt: skip
    st.markdown(f"{weeks} {time_needed(now, asked)}")
    st.button(
        _("Begin the sweep"), key="ask_sweep", type="primary", icon=":material/play_arrow:", on_click=_ask
    )


def time_needed(now: Here, asked: Asked) -> str:
    """About how long it takes."""
    told: str = time_left(seconds_for(now.desk, asked.weeks), now.texts)
    return now.texts("It takes about {time}, and goes on without you.", time=told)


def _asked(now: Here) -> Asked:
    """What is filled in. Raises InputError."""
    base = next(
        (one.scenario for one in kept_scenarios(now.content) if one.alias == st.session_state.get(BASE)), None
    )
    how = {
        "weeks": st.session_state[WEEKS], "replications": st.session_state[FUTURES], "seed": st.session_state[SEED],
    }  # fmt: skip
    return Asked.of(base.cards if base else (), how, levers_drawn(now))


def _draw_at_work(now: Here, asked: Asked) -> None:
    """Drawn anew from the row, which is the truth; once it has ended the whole page has more to tell."""
    _, made = now.texts, sweep_of(now.desk, asked.key)
    if made is None or not made.job.is_open:
        st.rerun(scope="app")
    with st.container(border=True, key="sweep_at_work"):
        phase, told = phase_of([made], _)
        st.markdown(f"**{phase}** {told}")
        st.progress(made.done / max(1, made.of))
        st.button(_("Stop, and keep what is known"), key="stop_sweep", icon=":material/stop:", on_click=_stop,
                  args=(made.job.id,))  # fmt: skip
    draw_swept(now, made)


def _draw_ended(now: Here, made: Made) -> None:
    _ = now.texts
    if failed := failed_of([made], now.lang):
        st.error(failed, icon=":material/block:")
    if stale := stale_of([made], _):
        st.warning(stale, icon=":material/update:")
    if not made.is_whole or made.is_stale:
        label = _("Sweep again") if made.is_stale else _("Go on")
        st.button(label, key="again_sweep", type="primary", icon=":material/play_arrow:", on_click=_again,
                  args=(made.asked,))  # fmt: skip
    draw_swept(now, made)


def _ask() -> None:
    now = here()
    asked = attempt(lambda: _asked(now))
    if asked is not None:
        _again(asked)
        st.session_state[CHOSEN] = asked.key


def _again(asked: Asked) -> None:
    now = here()
    attempt(lambda: ask_for_sweep(now.desk, now.login, asked) or True)


def _stop(number: int) -> None:
    now = here()
    attempt(lambda: stop_futures(now.desk, now.login, (number,)))
