"""To come."""

from placement.app.parts.here import Here


def draw_make(now: Here) -> None:
    """To come."""
