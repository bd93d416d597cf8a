"""Text of a cell to a value, and back. Nothing is guessed: what is not understood is a problem."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any

from placement.tables.column import Column, Kind, folded
from placement.words.language import Lang
from placement.words.sentence import Sentence
from placement.words.vocabulary import VOCABULARY

YES, NO = Sentence("ja", "yes"), Sentence("nei", "no")
UNKNOWN = Sentence("ukjent", "unknown")
"""May be written where a cell may be empty; it says the same."""
LIST = "; "
LIVE = "=+-@\t\r"
"""What a spreadsheet would take for the beginning of a formula."""
NORWEGIAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
TIME_WITH_POINT = re.compile(r"(0[0-9]|[1-9][0-9]?)\.([0-9]{2})")
"""Not `0.25`: so a spreadsheet writes six in the morning where it lost the cell's format."""
EARLIEST, LATEST = 1900, 8999
"""Years with which a plan can count: beyond them days can neither be added nor taken away."""
WHOLE = re.compile(r"-?[0-9]{1,15}")
IDENTITY = re.compile(r"(?<![0-9])[0-9]{6} ?[0-9]{5}(?![0-9])")


class Wrong(Exception):
    """A cell cannot be read: a code of `problems`, with facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        """Take the problem's code and facts."""
        super().__init__(code)
        self.code, self.facts = code, facts


def neutral(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; `restored` gives it back."""
    return f"'{text}" if text[:1] in (*LIVE, "'") and text else text


def restored(text: str) -> str:
    """What `neutral` was given; any other text as it is."""
    return text[1:] if text[:1] == "'" and text[1:2] in (*LIVE, "'") and len(text) > 1 else text


# -- reading


def value_of(column: Column, text: str) -> Any:
    """The value of a filled cell. Raises Wrong."""
    return READ[column.kind](column, text)


def _text(column: Column, text: str) -> str:  # noqa: ARG001
    if IDENTITY.search(text):
        raise Wrong("identity_number")
    return restored(text)


def _texts(column: Column, text: str) -> tuple[str, ...] | frozenset[str]:
    parts = tuple(_text(column, part.strip()) for part in text.split(";") if part.strip())
    return frozenset(parts) if isinstance(column.default, frozenset) else parts


def _number(column: Column, text: str) -> int | None:
    if column.default is None and not column.required and folded(text) in _unknown():
        return None
    if not WHOLE.fullmatch(text):
        raise Wrong("not_a_number")
    return int(text)


def _date(column: Column, text: str) -> date | None:
    if column.default is None and not column.required and folded(text) in _unknown():
        return None
    if found := NORWEGIAN_DATE.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := ISO_DATE.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise Wrong("not_a_date")
    try:
        found_day = date(year, month, day)
    except ValueError:
        raise Wrong("not_a_date") from None
    if not EARLIEST <= found_day.year <= LATEST:
        raise Wrong("date_too_far")
    return found_day


def _time(column: Column, text: str) -> time | None:
    if column.default is None and not column.required and folded(text) in _unknown():
        return None
    found = TIME.fullmatch(text) or TIME_WITH_POINT.fullmatch(text)
    if not found:
        raise Wrong("not_a_time")
    hour, minute = map(int, found.groups())
    try:
        return time(hour, minute)
    except ValueError:
        raise Wrong("not_a_time") from None


def _yes_no(column: Column, text: str) -> bool | None:
    said = folded(text)
    if said in {folded(YES.nb), folded(YES.en)}:
        return True
    if said in {folded(NO.nb), folded(NO.en)}:
        return False
    if column.default is None and not column.required and said in _unknown():
        return None
    raise Wrong("not_a_word", **_allowed((YES, NO, UNKNOWN) if column.default is None else (YES, NO)))


def _word(column: Column, text: str) -> StrEnum | None:
    found = _choices(_words(column)).get(folded(text))
    if found is not None:
        return found
    if column.none_word and folded(text) in map(folded, column.none_word):
        return None
    if column.default is None and not column.required and folded(text) in _unknown():
        return None
    code = "looks_like_a_date" if ISO_DATE.fullmatch(text) or NORWEGIAN_DATE.fullmatch(text) else "not_a_word"
    more = (column.none_word,) if column.none_word else ()
    raise Wrong(code, **_allowed((*_names(_words(column)).values(), *more)))


def _word_list(column: Column, text: str) -> frozenset[StrEnum] | None:
    choices = _choices(_words(column))
    parts = [folded(part) for part in text.split(";") if part.strip()]
    if column.none_word and parts and set(parts) <= set(map(folded, column.none_word)):
        return frozenset()
    if column.none_word and parts and set(parts) <= _unknown():
        return None
    if any(part not in choices for part in parts):
        raise Wrong("not_words", **_allowed(_names(_words(column)).values()))
    return frozenset(choices[part] for part in parts)


def _words(column: Column) -> type[StrEnum]:
    if column.words is None:
        raise TypeError(f"column {column.field} has no list of choices")
    return column.words


def _names(words: type[StrEnum]) -> Mapping[str, Sentence]:
    """Code -> the word in both languages, as sentences name it too."""
    return VOCABULARY[words.__name__]


@cache
def _choices(words: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Folded word, in either language, or its code -> value."""
    return {folded(name): one for one in words for name in (one.value, *_names(words)[one.value])}


@cache
def _unknown() -> frozenset[str]:
    return frozenset(map(folded, UNKNOWN))


def _allowed(words: Any) -> dict[str, str]:
    named: list[Sentence] = list(words)
    return {"allowed_nb": ", ".join(w.nb for w in named), "allowed_en": ", ".join(w.en for w in named)}


READ: Mapping[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.YES_NO: _yes_no,
    Kind.WORD: _word,
    Kind.WORDS: _word_list,
}


# -- writing


def text_of(column: Column, value: Any, lang: Lang) -> str:  # noqa: C901, PLR0911 - one way of writing a kind
    """The cell's text; empty for what is not known, has no beginning or has no end."""
    if value is None:
        return (
            ""
            if column.none_word is None or column.kind is not Kind.WORD
            else getattr(column.none_word, lang)
        )
    match column.kind:
        case Kind.TEXT:
            return neutral(str(value))
        case Kind.TEXTS:
            return LIST.join(neutral(v) for v in (sorted(value) if isinstance(value, frozenset) else value))
        case Kind.NUMBER:
            return str(value)
        case Kind.DATE:
            return "" if value == column.default else date_text(value, lang)
        case Kind.TIME:
            return f"{value:%H:%M}"
        case Kind.YES_NO:
            return str(getattr(YES if value else NO, lang))
        case Kind.WORD:
            return str(getattr(_names(_words(column))[value.value], lang))
        case Kind.WORDS:
            if not value and column.none_word:
                return str(getattr(column.none_word, lang))
            named = _names(_words(column))
            return LIST.join(getattr(named[one.value], lang) for one in _words(column) if one in value)


def date_text(day: date, lang: Lang) -> str:
    """`03.04.2026` in Norwegian, `2026-04-03` in English."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}" if lang == "nb" else day.isoformat()
