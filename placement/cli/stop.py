"""Ctrl-C while something is worked out: once for the best so far, twice for the end."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from placement.cli.say import note
from placement.words.language import Lang
from placement.words.texts import later, texts

BEST = later("Stopping with the best plan so far. Ctrl-C again ends at once.")


@contextmanager
def stopped_by_ctrl_c(lang: Lang, says: str = BEST) -> Iterator[Callable[[], bool]]:
    """Whether the key was pressed while the context lasts; pressed again, it does what it always does."""
    _ = texts(lang)
    pressed = threading.Event()

    def press(*__: object) -> None:
        signal.signal(signal.SIGINT, usual)
        pressed.set()
        note(_(says))

    usual = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, usual)
