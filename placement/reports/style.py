"""Texts in style sheets."""

from markupsafe import Markup


def css_string(text: str) -> Markup:
    """A text as a string of a style sheet; every sign that could end it, or the style, is written as its number."""
    return Markup('"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in text) + '"')  # noqa: S704
