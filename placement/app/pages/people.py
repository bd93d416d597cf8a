"""People: who is in care, what they need, and all that is written down of them."""

import streamlit as st

from placement.app.parts.fields import draw_form
from placement.app.parts.here import here
from placement.app.parts.reveal import draw_reveal
from placement.app.parts.row_list import draw_rows

now = here()
_ = now.texts
people = sorted(now.rows("persons"))
person = st.selectbox(_("Person"), people, key="person_shown")
if person:
    draw_reveal(now, [("persons", person)], person)
    draw_form(now, "persons", person, columns=3)
    draw_rows(now, "avoid_areas", where=lambda row: row.get("person") == person, fixed={"person": person})
    draw_rows(now, "relations", where=lambda row: person in (row.get("a"), row.get("b")))
