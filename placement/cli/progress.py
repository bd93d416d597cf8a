"""How far long work has come, on the error output."""

import sys

import typer

from placement.cli.say import note

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
