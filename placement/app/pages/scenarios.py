"""Scenarios: what if the housing, the arrivals or the rules were others. The week itself stays as it is."""

from placement.app.parts.here import here
from placement.app.parts.scenario_page import draw_scenarios

draw_scenarios(here())
