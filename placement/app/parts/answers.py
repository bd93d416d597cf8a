"""To come."""

from placement.app.parts.here import Here


def draw_answers(now: Here) -> None:
    """To come."""
