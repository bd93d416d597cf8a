"""A person's printout as a document in one language, and the document as plain text or HTML."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import Any, NamedTuple

from placement.domain.fact import Body
from placement.service.desk.own_rows import OTHER
from placement.service.desk.printout import Held, Planned, Printout
from placement.service.desk.printout_texts import (
    ABOUT,
    ALIAS,
    BEFORE,
    KINDS,
    LOOKED,
    MADE,
    NOW,
    OTHER_FIELDS,
    OTHER_TABLES,
    PLANS,
    SINCE,
    SOMEBODY,
    SPAN,
    STATES,
    TITLE,
    TWO,
)
from placement.service.register import register
from placement.tables.bodies import TABLE, cells_of, field_of
from placement.tables.cells import date_text, restored, text_of
from placement.words.language import Lang
from placement.words.sentence import Sentence


class Line(NamedTuple):
    """One thing that is held, and what it is for."""

    label: str
    text: str
    purpose: str = ""


class Entry(NamedTuple):
    """One row, or one look; `heading` is from when to when, if that is told."""

    heading: str
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """One part of the document."""

    title: str
    intro: str
    entries: tuple[Entry, ...]


FIRST = ("persons", "households")
"""What a reader looks for first."""
OF_PLANS = {"contacts": "assignments"}
"""What a plan calls otherwise than the desk."""


def document(given: Printout, lang: Lang) -> tuple[Section, ...]:
    """The printout in words; what is not known is left out."""
    now = [held for held in given.held if held.until is None]
    before = [held for held in given.held if held.until is not None]
    parts = (
        *_held_parts(now, NOW, lang),
        *_held_parts(before, BEFORE, lang),
        Section(in_words(PLANS, lang), "", tuple(_planned(one, lang) for one in given.plans)),
        Section(in_words(TWO, lang), "", tuple(
            Entry(_moment(one.at, lang), (Line(one.command, in_words(STATES[one.state], lang)),)) for one in given.requests
        )),
        Section(in_words(LOOKED, lang), "", tuple(
            Entry(_moment(one.at, lang), (Line(one.by, in_words(KINDS[one.kind], lang)),)) for one in given.looked
        )),
    )  # fmt: skip
    intro = in_words(ABOUT, lang).format(days=given.keeps_days)
    head = Entry("", (
        Line(in_words(ALIAS, lang), given.person), Line(in_words(MADE, lang), _moment(given.made, lang)),
    ))  # fmt: skip
    return (Section(in_words(TITLE, lang), intro, (head,)), *(part for part in parts if part.entries))


def as_text(given: Printout, lang: Lang) -> str:
    """Plain text."""
    return "\n".join(_text(document(given, lang)))


def as_html(given: Printout, lang: Lang) -> str:
    """A page that needs nothing from elsewhere. Its title tells nothing of the person."""
    first, *rest = document(given, lang)
    body = "".join(_html(part, 1 if part is first else 2) for part in (first, *rest))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{escape(first.title)}</title></head>'
        f"<body>\n{body}</body></html>\n"
    )


def in_words(text: Sentence, lang: Lang) -> str:
    """A sentence in one language."""
    return text.nb if lang == "nb" else text.en


# -- what it says


def _held_parts(held: Iterable[Held], when: Sentence, lang: Lang) -> Iterator[Section]:
    by_table: dict[str, list[Entry]] = {}
    for one in held:
        until = None if one.until is None else _moment(one.until, lang)
        span = in_words(SINCE if until is None else SPAN, lang).format(
            since=_moment(one.since, lang), until=until
        )
        by_table.setdefault(one.table, []).append(Entry(span, tuple(_lines(one.table, one.body, lang))))
    for table, entries in sorted(by_table.items(), key=lambda part: part[0] not in FIRST):
        yield Section(f"{_title(table, lang)} ({in_words(when, lang)})", "", tuple(entries))


def _title(table: str, lang: Lang) -> str:
    name = in_words(OTHER_TABLES[table], lang) if table in OTHER_TABLES else TABLE[table].title(lang)
    return name[:1].upper() + name[1:]


def _planned(one: Planned, lang: Lang) -> Entry:
    lines = []
    for table, body in one.acts:
        said = "; ".join(
            f"{line.label}: {line.text}" for line in _lines(OF_PLANS.get(table, table), body, lang)
        )
        lines.append(Line(_title(OF_PLANS.get(table, table), lang), said))
    return Entry(f"{_moment(one.at, lang)}, {in_words(STATES[one.state], lang)}", tuple(lines))


def _lines(table: str, body: Body, lang: Lang) -> Iterator[Line]:
    if table not in TABLE:
        yield from (
            Line(in_words(OTHER_FIELDS[name], lang), _plain(value, lang))
            for name, value in body.items()
            if name in OTHER_FIELDS and value is not None
        )
        return
    known, cells = register(), cells_of(table, body)
    for column in TABLE[table].columns:
        if column.field in cells and (text := text_of(column, cells[column.field], lang)):
            entry = known.get((table, field_of(TABLE[table], column)))
            purpose = in_words(entry.purpose, lang) if entry else ""
            yield Line(column.header(lang), _named(restored(text), lang), purpose)


def _plain(value: Any, lang: Lang) -> str:  # noqa: ANN401 - what JSON holds
    texts = value if isinstance(value, list) else [value]
    return ", ".join(_named(str(one), lang) for one in texts)


def _named(text: str, lang: Lang) -> str:
    return text.replace(OTHER, in_words(SOMEBODY, lang))


def _moment(at: str, lang: Lang) -> str:
    return f"{date_text(date.fromisoformat(at[:10]), lang)} {at[11:16]} UTC"


# -- how it looks


def _text(parts: Iterable[Section]) -> Iterator[str]:
    for part in parts:
        yield from (part.title, "=" * len(part.title))
        if part.intro:
            yield part.intro
        for entry in part.entries:
            yield ""
            if entry.heading:
                yield entry.heading
            for line in entry.lines:
                yield f"  {line.label}: {line.text}" + (f"  [{line.purpose}]" if line.purpose else "")
        yield ""


def _html(part: Section, level: int) -> str:
    intro = f"<p>{escape(part.intro)}</p>\n" if part.intro else ""
    return f"<h{level}>{escape(part.title)}</h{level}>\n{intro}" + "".join(
        _entry(one) for one in part.entries
    )


def _entry(entry: Entry) -> str:
    heading = f"<h3>{escape(entry.heading)}</h3>\n" if entry.heading else ""
    rows = "".join(
        f"<dt>{escape(line.label)}</dt><dd>{escape(line.text)}"
        + (f"<br><small>{escape(line.purpose)}</small>" if line.purpose else "")
        + "</dd>\n"
        for line in entry.lines
    )
    return f"{heading}<dl>\n{rows}</dl>\n"
