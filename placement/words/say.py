"""Dates, numbers and lists as they are written in running text."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from placement.words.language import LOCALES, Lang

SHORT: dict[Lang, str] = {"nb": "EEEEEE d. MMM", "en": "EEE d MMM"}
OPEN_END: dict[Lang, str] = {"nb": "inntil videre", "en": "until further notice"}
NO_START: dict[Lang, str] = {"nb": "alltid", "en": "always"}
AND: dict[Lang, str] = {"nb": "og", "en": "and"}


def say_date(day: date, lang: Lang, *, year: bool = False) -> str:
    """A day as `ma. 6. jan.` or `Mon 6 Jan`, with its year when asked; a date without end in words."""
    if day == date.max:
        return OPEN_END[lang]
    if day == date.min:
        return NO_START[lang]
    return str(format_date(day, SHORT[lang] + (" y" if year else ""), locale=LOCALES[lang]))


def say_number(number: int, lang: Lang) -> str:
    """A whole number with the thousands apart, as the language does it."""
    return str(format_decimal(number, locale=LOCALES[lang]))


def say_list(items: Sequence[str], lang: Lang) -> str:
    """`a, b og c` or `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - one item needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {AND[lang]} {items[-1]}"
