"""Where a household could live: every unit with its nearest miss, and each rule on its own for whoever asks."""

from collections.abc import Sequence

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.people_show_places import draw_show_places
from placement.app.parts.table import draw_table
from placement.service.desk.people_list import HouseholdLine
from placement.service.desk.rule_marks import Marks, rule_marks
from placement.service.desk.serves import where_fits
from placement.service.rows import Line
from placement.words.texts import Texts


def draw_matches(now: Here, line: HouseholdLine) -> None:
    """Draw them, the units that fit first, then the nearest misses."""
    _, week = now.texts, now.week()
    st.markdown(_("By what is held today, before any plan. Nobody is given a bed by looking."))
    if line.household not in week.household:
        st.info(_("The rules split this household: look at its parts under Plan."))
        return
    rows = where_fits(week, line.household, now.content, _)
    marks = {unit: rule_marks(week, line.household, unit, now.content, _) for unit, _row in rows}
    draw_table(
        _("Where it could live"),
        ("*" + _("Unit"), _("Fits"), _("Where"), _("Rules"), _("What stands in the way")),
        [
            (
                unit, _("✓ fits") if one.fits else _("✗ no"), one.where, _kept(marks[unit], _),
                () if now.is_meeting else _lines(one.why),
            )
            for unit, one in rows
        ],
    )  # fmt: skip
    if not now.is_meeting:
        _draw_rules(now, marks)
        draw_show_places(now, line)


def _lines(sentences: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in sentences)


def _kept(marks: Marks, _: Texts) -> str:
    return _("{kept} of {all} ✓", kept=marks.kept, all=len(marks.rules)) if marks.rules else ""


def _draw_rules(now: Here, marks: dict[str, Marks]) -> None:
    """Each rule about one unit."""
    _, able = now.texts, [unit for unit, one in marks.items() if one.rules]
    unit = st.selectbox(
        _("Every rule about"), able, index=None, key="rules_about", placeholder=_("Choose a unit"), width=360
    )
    if unit in marks:
        st.caption(_("Looked at for {place}: there the least would have to change.", place=marks[unit].place))
        draw_table(
            _("Every rule about the home"),
            (_("Rule"), "*" + _("What it asks"), _("Status"), _("What stands in the way")),
            [
                (one.code, one.title, _("✗ stands in the way") if one.stands else _("✓ kept"), _lines(one.why))
                for one in marks[unit].rules
            ],
        )  # fmt: skip
