"""Rules: what always holds, what must hold, what waits for an answer, and what is wished for."""

from placement.app.parts.here import here
from placement.app.parts.rules_page import draw_rules

draw_rules(here())
