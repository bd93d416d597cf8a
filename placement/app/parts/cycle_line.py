"""The steps of the week in one line: what is done, what is at hand, what is to come."""

from html import escape

import streamlit as st

from placement.app.parts.here import Here
from placement.app.parts.home_figures import draw_home_style
from placement.service.desk.cycle import NAMES, Cycle, Step

STEPS = list(Step)


def draw_cycle(now: Here, week: Cycle) -> None:
    """Draw the line. Where a step stands is said in words too."""
    _ = now.texts
    draw_home_style()
    at = STEPS.index(week.at) if week.at else len(STEPS)
    items = []
    done, skipped, where = escape(_("done")), escape(_("skipped")), escape(_("Where the week is"))
    for n, step in enumerate(STEPS):
        name = escape(_(NAMES[step]))
        if n < at and step in week.skipped:
            items.append(f'<li>{name}<span class="mark">– {skipped}</span></li>')
        elif n < at:
            items.append(f'<li>{name}<span class="mark">✓ {done}</span></li>')
        elif n == at:
            items.append(f'<li aria-current="step"><span class="now">{name}</span></li>')
        else:
            items.append(f"<li>{name}</li>")
    st.html(f'<ol class="steps" aria-label="{where}">{"".join(items)}</ol>')
