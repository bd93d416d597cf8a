"""Review, by hand: one household at a time. Each change first says what it comes to, and only then becomes a draft.

Everything is reached by Tab; letters are a short way, which whoever does not want them turns off.
"""

from collections.abc import Callable
from datetime import date
from importlib.resources import files

import streamlit as st

from placement.app.parts.act import attempt, do
from placement.app.parts.beforehand import draw_first
from placement.app.parts.choose_plan import CHOSEN
from placement.app.parts.consequences import draw_consequences
from placement.app.parts.here import Here, here
from placement.app.parts.pick import HOUSEHOLD
from placement.app.parts.row_list import draw_rows
from placement.app.parts.why import draw_why
from placement.app.server import FOCUS
from placement.errors import PlacementError
from placement.service.desk.hand_change import Give, HandChange, Swap, TakeAway
from placement.service.desk.kept_by_hand import complete_around, keep_by_hand, lock, renew
from placement.service.desk.kept_plan import Kept
from placement.service.desk.places_for import places_for
from placement.service.failures import say_error
from placement.words.texts import later

ACT, KEYS, PLACE, START, OTHER = "hand_act", "hand_keys", "hand_place", "hand_start", "hand_other"
ACTS = {
    "move": (later("Move"), "M", ":material/arrow_forward:"),
    "swap": (later("Swap"), "S", ":material/swap_horiz:"),
    "lock": (later("Lock"), "L", ":material/lock:"),
    "take_away": (later("Take away"), "U", ":material/backspace:"),
    "why": (later("Why?"), "Y", ":material/help:"),
}
"""What can be done -> its name, its letter and its picture."""
FORMS = ("move", "swap")
"""What is asked for something first."""
FOCUS_NOW, TIMES = "hand_focus_now", "hand_times"
SECONDS = 60.0
STYLE = (files("placement.app.parts") / "by_hand.css").read_text(encoding="utf-8")


def draw_by_hand(now: Here, kept: Kept, *, can_change: bool) -> None:
    """Choose a household, then what to do with it."""
    _ = now.texts
    st.html(f"<style>{STYLE}</style>")
    st.subheader(_("One household"), anchor=False)
    names = kept.households
    if st.session_state.get(HOUSEHOLD) not in names:
        st.session_state[HOUSEHOLD] = None
    household = st.selectbox(
        _("Household"), names, key=HOUSEHOLD, index=None, placeholder=_("Choose …"), label_visibility="collapsed",
        persist_state="session", on_change=_begin_anew,
    )  # fmt: skip
    if household is None:
        st.caption(_("Choose a household here, in the list, or by a click in the week."))
        return
    able = _able(kept, household) if can_change else frozenset({"why"})
    _draw_acts(now, able, can_change=can_change)
    act = st.session_state.get(ACT, "why")
    act = act if act in able else "why"
    with st.container(key="hand_form" if act in FORMS else "hand_answer"):
        DRAWN[act](now, kept, household)
    _take_focus()


def _take_focus() -> None:
    """After an act was chosen, the keyboard is in what it opened; each time anew, so the text is never the same."""
    if time := st.session_state.pop(FOCUS_NOW, 0):
        st.html(f"<i hidden>{time}</i><script>{FOCUS}</script>", unsafe_allow_javascript=True)


def _able(kept: Kept, household: str) -> frozenset[str]:
    """What means anything for this household: who gets nothing has nothing to swap or to lose."""
    given = any(stay.household == household for stay in kept.plan.stays)
    lives = kept.week.current(household) is not None
    return frozenset({
        "move", "why", *(("swap", "take_away") if given else ()), *(("lock",) if given or lives else ()),
    })  # fmt: skip


def _draw_acts(now: Here, able: frozenset[str], *, can_change: bool) -> None:
    _ = now.texts
    keys, chosen = st.session_state.get(KEYS, True), st.session_state.get(ACT, "why")
    chosen = chosen if chosen in able else "why"
    with st.container(horizontal=True, key="hand_acts"):
        for act, (name, letter, icon) in ACTS.items():
            st.button(
                _(name), key=f"act:{act}", icon=icon, on_click=_choose_act, args=(act,),
                shortcut=letter if keys else None, disabled=act not in able,
                type="primary" if act == chosen else "secondary",
            )  # fmt: skip
    if not can_change:
        st.caption(_("Only a draft of today's facts is changed by hand."))
    st.toggle(
        _("Letters as shortcuts"), value=True, key=KEYS, persist_state="session",
        help=_("M, S, L, U and Y on the keyboard, while no field is being written in."),
    )  # fmt: skip


def _choose_act(act: str) -> None:
    st.session_state[ACT] = act
    st.session_state[FOCUS_NOW] = st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1
    _begin_anew()


def _begin_anew() -> None:
    for name in (PLACE, START, OTHER):
        st.session_state.pop(name, None)


def _draw_move(now: Here, kept: Kept, household: str) -> None:
    _ = now.texts
    lines = {one.place: one for one in places_for(kept.week, kept.plan, household, now.lang)}
    place = st.selectbox(
        _("To which place?"), list(lines), key=PLACE, index=None, placeholder=_("Choose …"),
        format_func=lambda one: lines[one].text,
    )  # fmt: skip
    start: date | None = st.date_input(
        _("From (empty: as soon as it serves best)"), value=None, key=START, format="DD.MM.YYYY",
        min_value=kept.week.as_of, max_value=kept.week.horizon,
    )  # fmt: skip
    if place:
        _draw_answer(now, kept, Give(household=household, place=place, start=start))


def _draw_swap(now: Here, kept: Kept, household: str) -> None:
    _ = now.texts
    given = {stay.household for stay in kept.plan.stays}
    others = sorted((given - {household}).intersection(kept.households))
    other = st.selectbox(_("With whom?"), others, key=OTHER, index=None, placeholder=_("Choose …"))
    if other:
        _draw_answer(now, kept, Swap(a=household, b=other))


def _draw_take_away(now: Here, kept: Kept, household: str) -> None:
    _draw_answer(now, kept, TakeAway(household=household))


def _draw_answer(now: Here, kept: Kept, change: HandChange) -> None:
    """What the change comes to, and the press that keeps it."""
    _ = now.texts
    if not draw_consequences(now, kept, change):
        return
    with st.container(horizontal=True):
        st.button(
            _("Save as a new draft"), key="save_by_hand", type="primary", icon=":material/save:",
            on_click=_save, args=(kept.number, change),
        )  # fmt: skip
        st.button(_("Leave it as it is"), key="leave_by_hand", on_click=_choose_act, args=("why",))
    st.caption(_("Plan {number} stays as it is.", number=kept.number))


def _save(number: int, change: HandChange) -> None:
    now = here()
    _kept_anew(attempt(lambda: keep_by_hand(now.desk, now.login, number, (change,))))


def _kept_anew(number: int | None) -> None:
    if number is not None:
        st.session_state[CHOSEN] = number
        _choose_act("why")


def _draw_lock(now: Here, kept: Kept, household: str) -> None:
    """What a lock does, and both ways to go on from it."""
    _ = now.texts
    try:
        command = lock(kept.week, kept.plan, household)
    except PlacementError as error:
        st.warning(" ".join(say_error(error, now.lang)))
        return
    where = next(
        one.text
        for one in places_for(kept.week, kept.plan, household, now.lang)
        if one.place == command.place
    )
    st.markdown(f"**{household}** · {where}")
    st.markdown(_("Every plan that is made from now on keeps the lock, until somebody removes it."))
    st.button(
        _("Lock, and keep this plan"), key="lock_keep", type="primary", on_click=_lock, args=(kept, household),
        help=_("The lock is a fact: the same plan is kept anew as a draft that knows it."),
    )  # fmt: skip
    st.button(
        _("Lock, and plan the others again"),
        key="lock_plan",
        on_click=_lock_and_plan,
        args=(kept.number, household),
    )
    if not now.is_meeting:
        draw_first(now, "lock", command)
    if now.rows("pins"):
        draw_rows(now, "pins", title=_("Locks"))


def _lock(kept: Kept, household: str) -> None:
    now = here()
    if do(lock(kept.week, kept.plan, household)) is not None:
        _kept_anew(attempt(lambda: renew(now.desk, now.login, kept.number)))


def _lock_and_plan(number: int, household: str) -> None:
    now = here()
    asked = attempt(lambda: complete_around(now.desk, now.login, number, (household,), seconds=SECONDS))
    if asked is not None:
        st.session_state["step"] = "make"


DRAWN: dict[str, Callable[[Here, Kept, str], None]] = {
    "move": _draw_move, "swap": _draw_swap, "lock": _draw_lock, "take_away": _draw_take_away, "why": draw_why,
}  # fmt: skip
