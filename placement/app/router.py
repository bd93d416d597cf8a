"""Which pages there are, in which language, and what all of them share."""

import streamlit as st

from placement.app.parts.frame import current_language, draw_top
from placement.words.texts import texts

_ = texts(current_language())

# A picture of one's own: an icon by name would be fetched from elsewhere.
st.set_page_config(page_title=_("This week"), page_icon="🏠", layout="wide")

page = st.navigation(
    [st.Page("pages/this_week.py", title=_("This week"), url_path="week", default=True)],
    position="top",
)
draw_top(page.title)
page.run()
