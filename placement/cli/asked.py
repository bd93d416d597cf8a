"""What is asked at the terminal because it belongs in no list of processes and in no history of a shell.

Where no terminal is at hand, each answer is a line of standard input, after a passphrase if one is read from there.
"""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn, TypeVar

import typer

from placement.errors import InputError, Problem

E = TypeVar("E", bound=StrEnum)


def line(prompt: str) -> str:
    """One line that is seen while it is typed; empty where nothing is said. Raises InputError."""
    if sys.stdin.isatty():
        typer.echo(prompt, err=True, nl=False)
    try:
        text = sys.stdin.readline().strip()
    except UnicodeDecodeError:
        text = "\0"
    if not text.isprintable():
        told = "The answer holds signs that cannot be shown.", "Type it anew."
        raise InputError(Problem("", *told, "answer_unreadable"))
    return text


def needed(prompt: str) -> str:
    """One line that must be there. Raises InputError."""
    return line(prompt) or _missing()


def word(prompt: str, kind: type[E]) -> E | None:
    """One of the words of a list; none where nothing is said. Raises InputError, which repeats no answer.

    Args:
        prompt: The question, without the words and the colon.
        kind: The words.
    """
    text = line(f"{prompt} ({_list(kind)}): ").lower()
    if not text:
        return None
    if text not in set(kind):
        told = "The answer is none of these words.", f"Say one of these: {_list(kind)}."
        raise InputError(Problem("", *told, "answer_unknown", {"words": _list(kind)}))
    return kind(text)


def needed_word(prompt: str, kind: type[E]) -> E:
    """One of the words of a list. Raises InputError."""
    return word(prompt, kind) or _missing()


def _missing() -> NoReturn:
    raise InputError(Problem("", "An answer is missing.", "Answer what is asked.", "answer_missing"))


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)
