"""This week: the start page, by role."""

from placement.app.parts.here import here
from placement.app.parts.home import draw_home

draw_home(here())
