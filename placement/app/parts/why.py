"""Why a household is where the plan has it, and why not elsewhere: every rule and wish, in sentences."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.table import draw_table
from placement.service.desk.kept_plan import Kept
from placement.service.desk.places_for import places_for
from placement.service.desk.why_here import RuleLine, WhyHere, why_here
from placement.service.desk.why_not import WhyNot, why_not
from placement.service.rows import Said
from placement.words.say import say_list
from placement.words.texts import Texts, later

ELSEWHERE = "why_not_there"
STATES = {
    "broken": later("× broken"),
    "alarm": later("! alarm"),
    "task": later("○ task"),
    "overridden": later("– set aside"),
    "kept": later("✓ kept"),
}
"""The worst first."""


def draw_why(now: Here, kept: Kept, household: str) -> None:
    """Why here, then why not there. In a meeting only where they are."""
    found = why_here(kept, household, now.lang)
    _ = now.texts
    st.markdown(f"**{household}** · {found.place or _('no place')}")
    if now.is_meeting:
        st.caption(_("In a meeting, reasons, alarms and tasks are not shown."))
        return
    _draw_here(found, _)
    _draw_elsewhere(now, kept, household)


def _draw_here(found: WhyHere, _: Texts) -> None:
    if found.because:
        st.markdown(found.because)
    _lines(_("What speaks for this place"), [f"{one.title}: {one.text}" for one in found.strengths])
    _lines(_("Wishes that are not met"), found.given_up)
    loud = sorted(
        (r for r in found.rules if r.state != "kept"), key=lambda rule: list(STATES).index(rule.state)
    )
    _lines(
        _("What to look at"),
        [f"{_(STATES[r.state])}: {say} ({r.code})" for r in loud for say in r.sentences or (r.title,)],
    )
    if found.rules:
        kept = sum(rule.state == "kept" for rule in found.rules)
        with st.expander(_("Every rule: {kept} of {all} kept", kept=kept, all=len(found.rules))):
            _draw_rules(found.rules, _)


def _draw_rules(rules: Sequence[RuleLine], _: Texts) -> None:
    draw_table(
        _("Every rule about the home"),
        (_("Rule"), "*" + _("What it asks"), _("Status")),
        [(rule.code, rule.title, _(STATES[rule.state])) for rule in rules],
    )


def _draw_elsewhere(now: Here, kept: Kept, household: str) -> None:
    _ = now.texts
    lines = {one.place: one for one in places_for(kept.week, kept.plan, household, now.lang)}
    place = st.selectbox(
        _("Why not …"), list(lines), key=f"{ELSEWHERE}:{kept.number}", index=None, placeholder=_("Choose a place …"),
        format_func=lambda one: lines[one].text,
    )  # fmt: skip
    if place:
        _draw_not(why_not(kept, household, place, now.lang), _)


def _draw_not(found: WhyNot, _: Texts) -> None:
    if found.is_open:
        told = _("Nothing but wishes speaks against {place}.", place=found.name)
        st.markdown(f":material/check: {told}")
    _lines(_("The household's own rules"), _texts(found.blocking))
    _lines(_("Because of others"), _texts(found.clashes))
    if found.pushes:
        st.markdown(_("Would push out: {who}", who=say_list(found.pushes, _.lang)))
    _lines(_("Would be served worse"), found.tiers)
    if found.cost is not None:
        told = _.n(
            "{count} point worse for the wishes.", "{count} points worse for the wishes.", max(0, found.cost)
        )
        st.caption(told if found.cost > 0 else _("No wish is lost."))


def _texts(rows: Sequence[Said]) -> list[str]:
    return [f"{row.text} ({row.code})" if row.code else row.text for row in rows]


def _lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
