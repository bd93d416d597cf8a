"""The names of languages, from the Unicode data that Babel carries: the tables hold codes of ISO 639-3."""

from functools import cache

from placement.words.language import LOCALES, Lang

PLAIN = {"nob": "no"}
"""Code -> the one whose name people use: who speaks `nob` speaks Norwegian, in whichever spelling."""


@cache
def say_language(code: str, lang: Lang) -> str:
    """The language of a code such as `tir`: `tigrinja`, `Tigrinya`; the code itself where no name is known."""
    from babel import Locale
    from babel.core import get_global

    names = Locale.parse(LOCALES[lang]).languages
    short = PLAIN.get(code) or str(get_global("language_aliases").get(code, code))
    return str(names.get(short) or names.get(short.partition("_")[0]) or code)
