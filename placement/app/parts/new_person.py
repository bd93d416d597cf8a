"""What the short forms about somebody new have in common: few questions, each answered by one press."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from placement.app.parts.fields import widget
from placement.app.parts.here import Here
from placement.domain.consent import ConsentAnswer
from placement.domain.fact import ONE, WEEK
from placement.domain.household import Situation
from placement.domain.person import Danger, Secrecy
from placement.service.desk.aliases import draw_alias
from placement.service.desk.forms import empty_form
from placement.service.desk.referring import MINORS, WHO, Told, Who
from placement.words.render import say_word

MOST_CHILDREN = 9


def as_of(now: Here) -> date:
    """The day on which all is read."""
    return date.fromisoformat(str(now.content[WEEK][ONE]["as_of"]))


def alias_for(now: Here, key: str) -> str:
    """An alias that nobody has, kept in the session under this key until it is used."""
    if not st.session_state.get(key):
        st.session_state[key] = draw_alias(now.desk)
    return str(st.session_state[key])


def aliases_for(now: Here, key: str, count: int) -> tuple[str, ...]:
    """As many such aliases; the first ones stay the same when there are to be more or fewer."""
    names: list[str] = st.session_state.setdefault(key, [])
    while len(names) < count:
        if (alias := draw_alias(now.desk)) not in names:
            names.append(alias)
    return tuple(names[:count])


def draw_who(now: Here, under: str) -> None:
    """Gender and age in one answer."""
    _ = now.texts
    st.segmented_control(
        _("Who"), list(Who), format_func=lambda one: _(WHO[one]), key=f"{under}:who",
        help=_("Of whom it is not clear that they are of age counts as a minor: call child welfare."),
    )  # fmt: skip


def draw_choice(
    now: Here, under: str, name: str, label: str, words: type[StrEnum], *, only: Collection[StrEnum] = (),
    said: Mapping[Any, str] | None = None, help_: str | None = None,
) -> None:  # fmt: skip
    """One of a few words; none is chosen where nobody said anything."""
    kind = words.__name__
    st.segmented_control(
        label, [one for one in words if not only or one in only], key=f"{under}:{name}", help=help_,
        format_func=lambda one: said[one] if said else say_word(f"~{kind}.{one}", now.lang),
    )  # fmt: skip


def draw_children(now: Here, under: str) -> None:
    """Children with them: how many of which age."""
    _ = now.texts
    st.markdown(_("Children with them"))
    for band, place in zip(MINORS, st.columns(len(MINORS)), strict=True):
        place.number_input(
            say_word(f"~AgeBand.{band}", now.lang), min_value=0, max_value=MOST_CHILDREN, step=1,
            key=f"{under}:children:{band}",
        )  # fmt: skip
    st.checkbox(_("Somebody confirmed that they are the guardian"), key=f"{under}:guardian")


def draw_languages(now: Here, under: str) -> None:
    """What they speak."""
    (field,) = (one for one in empty_form("persons", now.content, now.lang) if one.name == "languages")
    widget(now.texts, field, f"{under}:languages")


def forget(under: str) -> None:
    """In a callback: empty a form that was carried out."""
    for name in [one for one in st.session_state if str(one).startswith(f"{under}:")]:
        st.session_state.pop(name, None)


def told_by(under: str, alias: str, referral: date) -> Told:
    """What was filled in."""

    def given(name: str) -> Any:  # noqa: ANN401 - what its widget holds
        return st.session_state.get(f"{under}:{name}")

    return Told(
        alias=alias,
        referral=referral,
        who=given("who"),
        situation=given("situation") or Situation.UNKNOWN,
        child_at_risk=bool(given("child_at_risk")),
        danger=_word(Danger, given("danger")),
        secrecy=_word(Secrecy, given("secrecy")),
        languages=frozenset(given("languages") or ()),
        housing=_word(ConsentAnswer, given("housing")),
        children={band: given(f"children:{band}") or 0 for band in MINORS},
        guardian_confirmed=bool(given("guardian")),
    )


def _word(words: type[Any], value: Any) -> Any:  # noqa: ANN401 - a word, or none
    return words(value) if value else None
