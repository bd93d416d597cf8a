"""A sentence that knows on whom it rests: most of those about two people name neither."""

from collections.abc import Iterable
from typing import Self


class Resting(str):  # noqa: SLOT000 - a text takes none
    """A text, and everybody on whom it rests, named in it or not. Joined with others it is a text like any other."""

    about: frozenset[str]

    def __new__(cls, text: str, about: Iterable[str] = ()) -> Self:
        """Keep the text, and who it is about."""
        made = super().__new__(cls, text)
        made.about = frozenset(about)
        return made


def joined(texts: Iterable[str]) -> Resting:
    """Several, one after the other: they rest on all on whom one of them does. Empty ones are left out."""
    found = [one for one in texts if one]
    return made_of(" ".join(found), *found)


def made_of(text: str, *parts: str) -> Resting:
    """A text with others in it: it rests on all on whom one of them does."""
    return Resting(text, (who for one in parts if isinstance(one, Resting) for who in one.about))
