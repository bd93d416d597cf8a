"""To come."""

from placement.app.parts.here import Here


def draw_review(now: Here) -> None:
    """To come."""
