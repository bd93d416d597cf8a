"""Puts facts into a sentence, last of all.

A template holds `{name}` for a fact. Two additions keep it short and right for every value:
`{nights:natt|netter}` writes the number with the word for one or for several, and `{until:year}` writes
the date with its year. An unknown name is a KeyError: a template and its rule are mended together.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter
from typing import TypeAlias

from placement.words.language import Lang
from placement.words.say import OPEN_END, one_stop, say_date, say_day, say_list, say_number
from placement.words.sentence import Sentence
from placement.words.vocabulary import VOCABULARY

Fact: TypeAlias = str | int | date
Facts: TypeAlias = Mapping[str, Fact] | Iterable[tuple[str, Fact]]

TWICE: dict[Lang, str] = {"nb": "til ", "en": "until "}
"""The word before a date that a date without end already contains."""


def render(sentence: Sentence, facts: Facts, lang: Lang, *, near: date | None = None) -> str:
    """The sentence in one language, with its facts in words.

    Args:
        sentence: The template in both languages.
        facts: Names and values; a word of an enumeration is `~Kind.word`, several are a comma list.
        lang: `nb` or `en`.
        near: The as-of date; dates far from it are written with their year.

    Raises:
        KeyError: The template names a fact that is not there, or a fact a word that has no name yet.
    """
    template: str = getattr(sentence, lang)
    said = _Words(lang, near).vformat(template, (), dict(facts))
    said = said.replace(TWICE[lang] + OPEN_END[lang], OPEN_END[lang])
    said = one_stop(said)
    if template.startswith("{") and template.endswith("."):
        said = said[:1].upper() + said[1:]
    return said


def say_word(token: str, lang: Lang) -> str:
    """The name of `~Kind.word`; any other text stays as it is."""
    if not token.startswith("~"):
        return token
    kind, _, word = token[1:].partition(".")
    return str(getattr(VOCABULARY[kind][word], lang))


class _Words(Formatter):
    """Formats each fact by its type; the part after the colon is a plural pair or `year`."""

    def __init__(self, lang: Lang, near: date | None) -> None:
        self._lang = lang
        self._near = near

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, date):
            if self._near is None or format_spec == "year":
                return say_date(value, self._lang, year=format_spec == "year")
            return say_day(value, self._lang, self._near)
        if isinstance(value, int):
            one, _, many = format_spec.partition("|")
            number = say_number(value, self._lang)
            return f"{number} {one if value == 1 else many}" if many else number
        items = str(value).split(", ")
        return say_list([say_word(item, self._lang) for item in items], self._lang)
