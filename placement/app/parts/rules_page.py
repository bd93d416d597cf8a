"""The rules as sentences with their figures; a change of them is tried out before it is saved."""

from datetime import datetime

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.rules_change import draw_pending
from placement.app.parts.rules_figure import draw_figure, shown
from placement.app.parts.rules_versions import draw_versions
from placement.app.parts.view import choose_view
from placement.domain.permission import Action
from placement.domain.rule import Level
from placement.service.desk.rule_figures import BANDS, RuleLine, figures_of, rule_bands
from placement.service.desk.today import today
from placement.words.say import say_date
from placement.words.texts import Texts, later

ABOUT = {
    Level.ABSOLUTE: later("Nobody sets these aside, and there is no switch."),
    Level.HARD: later("Two named people can set one of these aside, for a time and with a reason."),
    Level.GATE: later("These wait for an answer or an assessment. Once it is there, they are open."),
    Level.SOFT: later("These decide between plans that are equally safe. Say how much each counts."),
}


def draw_rules(now: Here) -> None:
    """Draw the bands, what is changed and not saved, and the versions."""
    _ = now.texts
    views = {"rules": _("Rules"), "versions": _("Versions")}
    view = choose_view(_("View"), views, "rules") if now.may(Action.POLICY) else "rules"
    if view == "versions":
        draw_versions(now)
        return
    review = today(now.desk).review if now.may(Action.PLAN) else None
    saved = figures_of(now.content)
    for level, lines in rule_bands(saved, review, now.lang).items():
        st.subheader(f"{_(BANDS[level])} ({len(lines)})", anchor=False)
        st.markdown(_(ABOUT[level]))
        for line in lines:
            _draw_rule(now, line)
    draw_pending(now, saved)


def _draw_rule(now: Here, line: RuleLine) -> None:
    _ = now.texts
    title = f"**{line.title}**"
    told = _told(line, _)
    with st.expander(" · ".join([title, *told]), key=f"rule:{line.id}"):
        st.markdown(line.because)
        since = say_date(datetime.fromisoformat(line.since).date(), now.lang, year=True)
        st.caption(_("{code} · {source} · from {day}", code=line.code, source=line.source, day=since))
        if line.touched is not None:
            st.caption(
                _.n("Touches {count} in today's plan.", "Touches {count} in today's plan.", line.touched)
            )
        for figure in line.figures:
            if now.may(Action.POLICY):
                draw_figure(figure, _)
            else:
                st.markdown(f"{figure.says}: {shown(figure, _)}")


def _told(line: RuleLine, _: Texts) -> list[str]:
    """What stands beside a rule that is not opened: its figures, and what it touches. Weights in one phrase."""
    weights = {one.weight: shown(one, _) for one in line.figures if one.weights}
    told = [_("counts differently from figure to figure")] if len(weights) > 1 else list(weights.values())
    told += [shown(one, _) for one in line.figures if not one.weights]
    if line.is_milder:
        told.append(_("in milder cases two people may set it aside"))
    return [*told, _("touches {count}", count=line.touched)] if line.touched else told
