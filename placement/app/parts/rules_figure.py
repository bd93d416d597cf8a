"""A figure of a rule: five words for a weight, a number for anything else. What is chosen here is not saved yet."""

from collections.abc import Mapping

import streamlit as st

from placement.domain.move_budget import NO_LIMIT
from placement.service.desk.policy_versions import SAYS
from placement.service.desk.rule_figures import UNITS, WEIGHTS, Figure, Figures, figure_of, figure_text
from placement.words.texts import Texts

PENDING = "figures_pending"
"""Name in the session: (rule, setting) -> its new value."""


def pending_figures() -> Mapping[tuple[str, str], int]:
    """What is changed and not saved."""
    found: Mapping[tuple[str, str], int] = st.session_state.get(PENDING, {})
    return found


def shown(figure: Figure, _: Texts) -> str:
    """A figure in words."""
    if figure.weight is not None:
        return _("counts {weight}", weight=_(WEIGHTS[figure.weight]))
    return figure_text(figure.value, figure.unit, _)


def told_change(figure: tuple[str, str], before: Figures, after: Figures, _: Texts) -> str:
    """A figure as it was among some figures, and as it is among others."""
    then, now = (figure_of(*figure, figures, _.lang) for figures in (before, after))
    return f"{getattr(SAYS[figure][0].title, _.lang)} ({then.says}): {shown(then, _)} → **{shown(now, _)}**"


def draw_figure(figure: Figure, _: Texts) -> None:
    """Draw what it is, or what it would be."""
    key = f"{figure.rule}:{figure.name}"
    now = figure._replace(value=pending_figures().get((figure.rule, figure.name), figure.value))
    if figure.weights:
        st.session_state[f"weight:{key}"] = now.weight
        st.segmented_control(
            figure.says, figure.weights, key=f"weight:{key}", format_func=lambda one: _(WEIGHTS[one]),
            on_change=set_weight, args=(figure, f"weight:{key}"),
        )  # fmt: skip
    if not figure.weights or st.toggle(_("Advanced: the number"), key=f"advanced:{key}"):
        st.session_state[f"figure:{key}"] = None if _is_left_out(now) else now.value
        st.number_input(
            _label(figure, _), value=None if figure.can_be_without else "min", step=1, key=f"figure:{key}", width=480,
            on_change=set_figure, args=(figure, f"figure:{key}"),
            placeholder=_("no limit") if figure.can_be_without else "",
        )  # fmt: skip


def _label(figure: Figure, _: Texts) -> str:
    named = {"says": figure.says, "unit": _(UNITS[figure.unit]), "least": figure.least}
    if figure.can_be_without:
        return _("{says} ({unit}, {least} or more; empty, as by default: no limit)", **named)
    return _("{says} ({unit}; by default {default}, from {least} to {most})", default=figure.default,
             most=figure.most, **named)  # fmt: skip


def _is_left_out(figure: Figure) -> bool:
    return figure.can_be_without and figure.value == NO_LIMIT


def set_weight(figure: Figure, key: str) -> None:
    """In a callback: a word was chosen."""
    word = st.session_state[key]
    if word is not None:
        _set(figure, figure.of(word))


def set_figure(figure: Figure, key: str) -> None:
    """In a callback: a number was typed, or taken away."""
    typed = st.session_state[key]
    _set(figure, NO_LIMIT if typed is None and figure.can_be_without else typed)


def _set(figure: Figure, value: int | None) -> None:
    pending: dict[tuple[str, str], int] = st.session_state.setdefault(PENDING, {})
    key = figure.rule, figure.name
    if value is None or value == figure.value:
        pending.pop(key, None)
    else:
        pending[key] = value
