"""Why a household is where the plan has it, and why not elsewhere: every rule and wish, in sentences."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.asked import Look, draw_asked
from placement.app.parts.here import Here
from placement.app.parts.plain import plain
from placement.app.parts.proved import draw_answer, draw_on_press
from placement.app.parts.review_look import obstacles
from placement.app.parts.table import draw_table
from placement.service.desk.asking import what_helps
from placement.service.desk.kept_plan import Kept
from placement.service.desk.places_for import places_for
from placement.service.desk.proved import can_be_asked, what_else, why_not_there
from placement.service.desk.why_here import why_here
from placement.service.why_in_plan import RuleLine, WhyHere
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
    st.markdown(f"**{plain(household)}** · {plain(found.place) or _('no place')}")
    if now.is_meeting:
        st.caption(_("In a meeting, reasons, alarms and tasks are not shown."))
        return
    _draw_here(found, _)
    _draw_missing(kept, household, _)
    _draw_elsewhere(now, kept, household)


def _draw_here(found: WhyHere, _: Texts) -> None:
    if found.because:
        st.markdown(plain(found.because))
    _lines(_("What speaks for this place"), [f"{one.title}: {one.text}" for one in found.strengths])
    _lines(_("Wishes that are not fully met"), found.given_up)
    loud = sorted(
        (r for r in found.rules if r.state != "kept"), key=lambda rule: list(STATES).index(rule.state)
    )
    _lines(
        _("What to look at"),
        [_loud(r, say, _) for r in loud for say in r.sentences or (r.title,)],
    )
    # Of a household whose rules hang on somebody unknown none is told as kept.
    if kept := sum(rule.state == "kept" for rule in found.rules):
        with st.expander(_("Every rule: {kept} of {all} kept", kept=kept, all=len(found.rules))):
            _draw_rules(found.rules, _)


def _loud(rule: RuleLine, say: str, _: Texts) -> str:
    told = f"{_(STATES[rule.state])}: {say}"
    return f"{told} ({rule.code})" if rule.code else told


def _draw_missing(kept: Kept, household: str, _: Texts) -> None:
    """Why they have no place, or none in time: as in the list of all of them."""
    row = next((one for one in kept.view(_.lang).unplaced if one.household == household), None)
    if row is not None:
        _lines(_("What stands in the way"), obstacles(row))
        if row.so_far:
            st.markdown(plain(row.so_far))


def _draw_rules(rules: Sequence[RuleLine], _: Texts) -> None:
    draw_table(
        _("Every rule about the home"),
        (_("Rule"), "*" + _("What it asks"), _("Status")),
        [(rule.code, rule.title, _(STATES[rule.state])) for rule in rules],
    )


def _draw_elsewhere(now: Here, kept: Kept, household: str) -> None:
    """What else there is, and why not in a place that is chosen: proved, so only of a plan that breaks no rule."""
    _ = now.texts
    if not can_be_asked(kept):
        st.caption(
            _("This plan breaks a rule. Put that right first: then it is told what another place would cost.")
        )
        return
    given = any(stay.household == household for stay in kept.plan.stays)
    has_place = given or kept.week.is_housed(household)
    if not given and any(one.household == household for one in kept.unplaced):
        # By itself: what bars all the other places takes longer.
        label = _("What would give them a place?")
        draw_asked(now, what_helps(kept, household), Look(label, lambda _known: label))
    label = _("What else is possible?") if has_place else _("What bars the other places?")
    draw_on_press(
        now, label, ("else", kept.number, household), lambda by: what_else(kept, household, now.lang, by)
    )
    lines = {one.place: one for one in places_for(kept.week, kept.plan, household, now.lang)}
    place = st.selectbox(
        _("Why not …"), list(lines), key=f"{ELSEWHERE}:{kept.number}", index=None, placeholder=_("Choose a place …"),
        format_func=lambda one: lines[one].text,
    )  # fmt: skip
    if place:
        draw_answer(
            now, ("there", kept.number, household, place),
            lambda by: why_not_there(kept, household, place, now.lang, by),
        )  # fmt: skip


def _lines(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {plain(line)}" for line in lines))
