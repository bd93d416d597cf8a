"""One household tonight: from the start page in four clicks to a plan that is being made."""

from placement.app.parts.people_add import draw_emergency

__all__ = ["draw_emergency"]
