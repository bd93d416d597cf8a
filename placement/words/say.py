"""Dates, numbers and lists as they are written in running text."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal

from placement.words.language import LOCALES, Lang

SHORT: dict[Lang, str] = {"nb": "EEEEEE d. MMM", "en": "EEE d MMM"}
FAR_DAYS = 150
"""A date further than this from today is written with its year."""
OPEN_END: dict[Lang, str] = {"nb": "inntil videre", "en": "until further notice"}
NO_START: dict[Lang, str] = {"nb": "alltid", "en": "always"}
AND: dict[Lang, str] = {"nb": "og", "en": "and"}
OR: dict[Lang, str] = {"nb": "eller", "en": "or"}
TWO_STOPS = re.compile(r"(?<=\w)\.\.(?!\S)")
DAY_NAMES: dict[Lang, Literal["short", "abbreviated"]] = {"nb": "short", "en": "abbreviated"}
"""How long the names of days are, as in dates."""


def say_date(day: date, lang: Lang, *, year: bool = False) -> str:
    """A day as `ma. 6. jan.` or `Mon 6 Jan`, with its year when asked; a date without end in words."""
    if day == date.max:
        return OPEN_END[lang]
    if day == date.min:
        return NO_START[lang]
    from babel.dates import format_date

    return str(format_date(day, SHORT[lang] + (" y" if year else ""), locale=LOCALES[lang]))


def say_day(day: date, lang: Lang, near: date) -> str:
    """A date with its year where it lies far from `near`, as in sentences."""
    return say_date(day, lang, year=abs((day - near).days) > FAR_DAYS)


def say_moment(at: str, lang: Lang, now: datetime) -> str:
    """A moment (ISO 8601) by the clock on the wall: `10:42` of today, else `ma. 6. jan. 10:42`."""
    moment = datetime.fromisoformat(at).astimezone()
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == now.astimezone().date() else f"{say_date(moment.date(), lang)} {clock}"


def one_stop(text: str) -> str:
    """The text without a second full stop after a date in the end of a sentence, which has its own: `6. jan.`."""
    return TWO_STOPS.sub(".", text)


def say_decimal(number: float, lang: Lang) -> str:
    """1234.56 -> 1 234,6: one digit behind the comma."""
    from babel.numbers import format_decimal

    return str(format_decimal(round(number, 1), format="#,##0.0", locale=LOCALES[lang]))


def say_number(number: int, lang: Lang) -> str:
    """A whole number with the thousands apart, as the language does it."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=LOCALES[lang]))


def say_list(items: Sequence[str], lang: Lang) -> str:
    """`a, b og c` or `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - one item needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {AND[lang]} {items[-1]}"


def say_either(items: Sequence[str], lang: Lang) -> str:
    """`a, b eller c` or `a, b or c`."""
    if len(items) < 2:  # noqa: PLR2004 - one item needs no joining word
        return "".join(items)
    return f"{', '.join(items[:-1])} {OR[lang]} {items[-1]}"


def say_weekday(rank: int, lang: Lang) -> str:
    """A day of the week, Monday 0: `ma.` or `Mon`."""
    from babel.dates import get_day_names

    return str(get_day_names(DAY_NAMES[lang], locale=LOCALES[lang])[rank])


def say_span(start: time, end: time) -> str:
    """`10:00–12:00`."""
    return f"{start:%H:%M}–{end:%H:%M}"
