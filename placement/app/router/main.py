"""Which pages there are, for whom, and what all of them share."""

from pathlib import Path

import streamlit as st

from placement.app.pages import ALL, allowed
from placement.app.parts.act import drawn
from placement.app.parts.frame import draw_not_yours, draw_state, draw_top, tab_title, told_in_one_message
from placement.app.parts.here import current_language, here, keep_address
from placement.app.parts.lock import draw_locked, is_locked, watch
from placement.app.parts.weeks import week_shown, week_title
from placement.app.parts.whose import forget_others
from placement.app.server import QUICK_EXIT
from placement.words.texts import texts

PAGES = Path(__file__).parents[1] / "pages"

keep_address()
lang = current_language()
_ = texts(lang)

# A picture of one's own: an icon by name would be fetched from elsewhere.
st.set_page_config(page_icon="🏠", layout="wide")
st.html(f"<script>{QUICK_EXIT}</script>", unsafe_allow_javascript=True)

if is_locked():
    st.navigation([st.Page(lambda: None, title=_("Locked"))], position="hidden")
    st.set_page_config(page_title=tab_title(_("Locked")))
    draw_locked(_)
    st.stop()

with told_in_one_message(lang):
    now = here()
    forget_others(now.login)
    pages = [
        st.Page(
            PAGES / f"{one.file}.py", title=_(one.title), url_path=one.url or None, default=one is ALL[0],
            visibility="visible" if allowed(one, now) else "hidden",
        )
        for one in ALL
    ]  # fmt: skip
    st.session_state["pages"] = {one.file: made for one, made in zip(ALL, pages, strict=True)}
    page = st.navigation(pages, position="top")
    entry = next(one for one, made in zip(ALL, pages, strict=True) if made is page)
    week = week_shown(now) if entry is ALL[0] else None
    title = week_title(week, _) if week else page.title
    st.set_page_config(page_title=tab_title(title))
    draw_top(title, now)
    draw_state(now, week)
    if allowed(entry, now):
        drawn(now)
        page.run()
        watch()
    else:
        draw_not_yours(entry, now)
