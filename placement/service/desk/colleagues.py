"""Contacts and interpreters as a page shows them: their languages, when they are there, whom they follow up."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.contact import AssignmentKind
from placement.domain.fact import Content
from placement.domain.value import FOREVER
from placement.service.desk.housing import as_of_of
from placement.words.render import say_word
from placement.words.say import say_date, say_list
from placement.words.texts import Texts
from placement.words.tongue import say_language


class ContactRow(NamedTuple):
    """A contact."""

    contact: str
    languages: str
    hours: str
    follows: tuple[str, ...]
    """Households, of those that the reader sees."""
    away: tuple[str, ...]


class InterpreterRow(NamedTuple):
    """An interpreter."""

    interpreter: str
    languages: str
    qualification: str
    way: str
    """On site, by telephone or screen, or both."""
    hours: tuple[str, ...]
    """When they can be booked, from today on."""


def contact_rows(content: Content, _: Texts) -> tuple[ContactRow, ...]:
    """Every contact, by alias."""
    return tuple(
        ContactRow(
            contact=alias,
            languages=_languages(body.get("languages"), _),
            hours=_("{hours} hours a week", hours=body["hours"]) if body.get("hours") is not None else "",
            follows=tuple(
                sorted(
                    str(row["household"])
                    for row in content.get("assignments", {}).values()
                    if row.get("contact") == alias and row.get("kind") == AssignmentKind.CURRENT
                )
            ),
            away=tuple(_away(alias, body.get("until"), content, _)),
        )
        for alias, body in sorted(content.get("contacts", {}).items())
    )


def _away(contact: str, until: object, content: Content, _: Texts) -> Iterator[str]:
    today = as_of_of(content) or date.min
    for row in content.get("absences", {}).values():
        since, end = date.fromisoformat(str(row["since"])), date.fromisoformat(str(row["until"] or FOREVER))
        if row.get("contact") == contact and end > today:
            yield _(
                "away from {since} to {until}", since=say_date(since, _.lang), until=say_date(end, _.lang)
            )
    if until:
        yield _("leaves on {day}", day=say_date(date.fromisoformat(str(until)), _.lang))


def interpreter_rows(content: Content, _: Texts) -> tuple[InterpreterRow, ...]:
    """Every interpreter, by alias."""
    today = (as_of_of(content) or date.min).isoformat()
    booked = sorted(
        (str(row["on"]), str(row["start"])[:5], str(row["end"])[:5], str(row["interpreter"]))
        for row in content.get("bookable_hours", {}).values()
        if str(row["on"]) >= today
    )
    return tuple(
        InterpreterRow(
            interpreter=alias,
            languages=_languages(body.get("languages"), _),
            qualification=say_word(f"~Qualification.{body['qualification']}", _.lang)
            if body.get("qualification")
            else _("qualification not known"),
            way=_way(on_site=bool(body.get("on_site")), remote=bool(body.get("remote")), _=_),
            hours=tuple(
                f"{say_date(date.fromisoformat(on), _.lang)} {start}–{end}"
                for on, start, end, who in booked
                if who == alias
            ),
        )
        for alias, body in sorted(content.get("interpreters", {}).items())
    )


def _way(*, on_site: bool, remote: bool, _: Texts) -> str:
    ways = [text for there, text in ((on_site, _("on site")), (remote, _("by telephone or screen"))) if there]
    return say_list(ways, _.lang)


def _languages(codes: Iterable[str] | None, _: Texts) -> str:
    return say_list([say_language(code, _.lang) for code in codes or ()], _.lang)
