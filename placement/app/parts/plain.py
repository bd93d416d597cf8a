"""Text of somebody else in a place where the library looks for markup: it is drawn as it stands."""

import re

JOINER = "\u2060"
"""Takes no room. An address, an icon or a picture by its name is no longer one where it is in between."""


def plain(text: str) -> str:
    """A text in which nothing is markup, no address becomes a link, and no name a picture."""
    one_line = re.sub(r"([:./@])", rf"{JOINER}\1", " ".join(text.split()))
    # Before any other sign a backslash would be drawn itself.
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line)
