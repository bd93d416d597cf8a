"""What is wrong, and the way out: the form of every error that people read."""

from typing import NamedTuple

from placement.words.sentence import Sentence


class Told(NamedTuple):
    """What is wrong, and the way out."""

    what: Sentence
    todo: Sentence


def told(what_nb: str, what_en: str, todo_nb: str, todo_en: str) -> Told:
    """Both, each in both languages."""
    return Told(Sentence(what_nb, what_en), Sentence(todo_nb, todo_en))
