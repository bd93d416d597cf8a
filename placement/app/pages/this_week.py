"""This week."""

from placement.app.parts.here import here

now = here()
