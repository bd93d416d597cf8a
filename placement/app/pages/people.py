"""People: who is in care, what they need, and all that is written down of them."""

from placement.app.parts.here import here
from placement.app.parts.lead import follow
from placement.app.parts.people_list import draw_people_list

follow()
draw_people_list(here())
