"""The cards of a scenario: what each changes, one more, one less. What is added is kept at once."""

from typing import Any

import streamlit as st

from placement.app.parts.act import refuse
from placement.app.parts.fields import widget
from placement.app.parts.here import Here, here
from placement.app.parts.plain import plain
from placement.app.parts.scenario_base import chosen_base
from placement.app.parts.scenario_choice import choose, keep
from placement.domain.scenario import Card, Scenario
from placement.errors import InputError
from placement.service.desk.bases import week_of
from placement.service.desk.card_forms import card_form, card_kinds, card_of
from placement.service.desk.forms import Field
from placement.service.desk.scenarios import Kept, changed, covering, kept_scenarios, named_after, new_alias
from placement.service.scenario_words import card_line

KIND, ROUND = "card_kind", "card_round"
"""Names in the session: the kind of card that is filled in, and how many were added: each begins anew."""
COLUMNS = 3
WEEKS, FUTURES = 13, 20
"""Of a scenario that is new: a quarter of a year in a few minutes. Whoever wants to be surer asks for more futures."""


def draw_cards(now: Here, kept: Kept | None) -> None:
    """What is different, one line a card, each with a way to take it out."""
    _ = now.texts
    st.subheader(_("What is different"), anchor=False)
    if kept is None or kept.scenario is None or not kept.scenario.cards:
        st.markdown(_("Nothing yet. Add a change below: it gets a name by itself, and is kept."))
        return
    for n, card in enumerate(kept.scenario.cards):
        said = card_line(card, now.lang)
        with st.container(horizontal=True, vertical_alignment="center", key=f"card:{n}"):
            st.markdown(f"{n + 1}. {plain(said)}")
            st.button(
                _("Take out change {number}", number=n + 1), key=f"drop_card:{n}", icon=":material/close:",
                on_click=_drop, args=(kept, n), type="tertiary",
            )  # fmt: skip


def draw_add_card(now: Here, kept: Kept | None) -> None:
    """A form for one more."""
    _, kinds = now.texts, {one.value: one.text for one in card_kinds(now.lang)}
    with st.container(border=True, key="new_card"):
        kind = st.selectbox(_("A change"), list(kinds), key=KIND, format_func=kinds.__getitem__, width=420)
        fields = card_form(kind, now.content, now.lang, {"unit": st.session_state.get(_name(kind, "unit"))})
        columns = st.columns(COLUMNS)
        for n, field in enumerate(fields):
            with columns[n % COLUMNS]:
                _draw_field(now, kind, field)
        st.button(_("Add the change"), key="add_card", type="primary", icon=":material/add:", on_click=_add,
                  args=(kept, kind, tuple(one.name for one in fields)))  # fmt: skip


def _name(kind: str, field: str) -> str:
    return f"card:{st.session_state.get(ROUND, 0)}:{kind}:{field}"


def _draw_field(now: Here, kind: str, field: Field) -> None:
    _, key = now.texts, _name(kind, field.name)
    if key not in st.session_state and field.value is not None:
        st.session_state[key] = field.value
    widget(_, field, key, unset=_("Choose …") if field.required or not field.choices else _("not chosen"))


def _add(kept: Kept | None, kind: str, names: tuple[str, ...]) -> None:
    now = here()
    filled: dict[str, Any] = {name: st.session_state.get(_name(kind, name)) for name in names}
    try:
        card = card_of(kind, filled, now.lang)
        week = week_of(now.desk, chosen_base(now))
        scenario = covering(_with(now, kept, card), week.as_of)
        changed(week, scenario.cards)
    except InputError as error:
        refuse(error, now)
        return
    alias = kept.alias if kept else new_alias()
    if keep(alias, scenario):
        choose(alias)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _with(now: Here, kept: Kept | None, card: Card) -> Scenario:
    if kept is not None and kept.scenario is not None:
        return kept.scenario.but(cards=(*kept.scenario.cards, card))
    taken = [one.name for one in kept_scenarios(now.content)]
    return Scenario(name=named_after(card, taken, now.lang), cards=(card,), weeks=WEEKS, replications=FUTURES)


def _drop(kept: Kept, number: int) -> None:
    if kept.scenario is not None:
        cards = kept.scenario.cards
        keep(kept.alias, kept.scenario.but(cards=(*cards[:number], *cards[number + 1 :])))
