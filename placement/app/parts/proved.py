"""Answers that take some plans to find: asked for, waited for while the page says so, and kept for this screen."""

from collections.abc import Callable, Hashable, Sequence

import streamlit as st

from placement.app.parts.act import in_words
from placement.app.parts.here import Here
from placement.app.parts.plain import plain
from placement.domain.planner import Planner
from placement.errors import PlacementError
from placement.service.child import ChildPlanner
from placement.service.sections import Section

ASKED, ANSWERS = "proved_asked", "proved_answers"
MOST_KEPT = 12
Find = Callable[[Planner], tuple[Section, ...]]


@st.cache_resource(show_spinner=False)
def planner() -> ChildPlanner:
    """One warm process for all that is asked while somebody waits; it holds no week between two questions."""
    return ChildPlanner()


def draw_on_press(
    now: Here, label: str, name: tuple[str, *tuple[Hashable, ...]], find: Find, *, icon: str = ":material/search:"
) -> None:  # fmt: skip
    """A button, and in its place the answer once it was pressed.

    Args:
        now: The screen.
        label: Of the button.
        name: The kind of question, one of each on a page, and what the answer hangs on beside who asks, language and
            facts.
        find: Finds the answer.
        icon: Of the button.
    """
    key = _key(now, name)
    if is_asked := st.session_state.get(ASKED) == key:  # another one on the page may be asked
        del st.session_state[ASKED]
    if is_asked or key in _answers():
        draw_answer(now, name, find)
    if key not in _answers():  # nobody asked yet, or no answer was found
        st.button(label, key=f"prove:{name[0]}", icon=icon, on_click=_ask, args=(key,))


def draw_answer(now: Here, name: Hashable, find: Find) -> None:
    """The answer, found where it is not known on this screen yet."""
    key, answers = _key(now, name), _answers()
    if key not in answers:
        found = _found(now, find)
        if found is None:
            return
        while len(answers) >= MOST_KEPT:
            del answers[next(iter(answers))]
        answers[key] = found
    draw_sections(answers[key])


def draw_sections(found: Sequence[Section]) -> None:
    """Each part: its title, its lines and its points."""
    for one in found:
        title = plain(one.title)
        lines = "\n\n".join(plain(line) for line in one.lines)
        points = "\n".join(f"- {plain(point)}" for point in one.points)
        told = "\n\n".join(filter(None, (lines, points)))
        if one.folded:
            with st.expander(title):
                st.markdown(told)
        elif title or told:
            st.markdown(f"**{title}**\n\n{told}" if title else told)


def _ask(key: Hashable) -> None:
    st.session_state[ASKED] = key


def _key(now: Here, name: Hashable) -> Hashable:
    return now.login, now.lang, now.sight.change, name


def _answers() -> dict[Hashable, tuple[Section, ...]]:
    found: dict[Hashable, tuple[Section, ...]] = st.session_state.setdefault(ANSWERS, {})
    return found


def _found(now: Here, find: Find) -> tuple[Section, ...] | None:
    """It writes no fact, so it may stand in the page's body."""
    try:
        waiting = st.spinner(now.texts("The week is planned again to be sure …"))  # its clock is in English
        with waiting, planner().one_question() as mine:
            return find(mine)
    except PlacementError as error:
        st.warning(" ".join(in_words(error, now)), icon=":material/help:")
        return None
