"""How far long work has come, on the error output."""

import sys
from typing import TYPE_CHECKING

import typer

from placement.cli.say import note

if TYPE_CHECKING:
    from placement.simulation.sweep import Progress
    from placement.words.texts import Texts

MINUTE = 60
PARTS = 10
"""How often it is said where nobody watches."""


class ProgressLine:
    """One line that is written over where somebody watches; a line at each tenth where nobody does."""

    def __init__(self) -> None:
        self._watched, self._part = sys.stderr.isatty(), 0

    def __call__(self, done: int, of: int, text: str) -> None:
        """Tell that so much of it is done; what is written over is gone when all is."""
        part = PARTS * done // max(1, of)
        if self._watched:
            typer.echo(f"\r\x1b[K{text if done < of else ''}", err=True, nl=False)
        elif part != self._part:
            note(text)
        self._part = part


def futures_line(progress: "Progress", _: "Texts") -> str:
    """How many futures are there, and how long the others still take."""
    done = _("{done} of {of} futures are there.", done=progress.done, of=progress.of)
    if not progress.seconds_left:
        return done
    left = -int(-progress.seconds_left // MINUTE)
    return f"{done} {_.n('About one minute is left.', 'About {count} minutes are left.', left)}"
