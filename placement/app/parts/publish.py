"""To come."""

from placement.app.parts.here import Here


def draw_publish(now: Here) -> None:
    """To come."""
