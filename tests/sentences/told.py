"""One sentence with its example."""

from collections.abc import Callable
from typing import NamedTuple

from placement.words.language import Lang


class Told(NamedTuple):
    """A sentence as it is read in both languages."""

    key: str
    """What it is in the code."""
    whom: str
    """Whom the example is about, in English; empty where that does not matter."""
    where: str
    nb: str
    en: str


class Section(NamedTuple):
    """Some sentences that belong together."""

    title: str
    about: str
    """In English: when they are said."""
    rows: tuple[Told, ...]


def told(key: str, say: Callable[[Lang], str], whom: str = "", where: str = "") -> Told:
    """A sentence said in both languages."""
    return Told(key, whom, where, say("nb"), say("en"))
