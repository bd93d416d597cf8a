"""One field of several persons set to the same: which fields that can be, and whom it would change."""

from collections.abc import Mapping, Sequence
from typing import Any

from placement.domain.fact import Body, Content
from placement.service.desk.commands.rows import SetSame
from placement.service.desk.forms import Field, empty_form, set_field
from placement.words.language import Lang

PERSONS = "persons"
SAFE = ("interpreter_needed", "work_right", "track", "permit_until")
"""Facts of which a list may come for many at once. What somebody was asked alone, wishes, or is threatened by is
written for one person at a time; so is what a protection or a health need rests on."""


def same_fields(content: Content, lang: Lang) -> tuple[Field, ...]:
    """The fields, of which whoever looks sees at least one that is filled in or empty."""
    seen = {name for row in content.get(PERSONS, {}).values() for name in row}
    return tuple(one for one in empty_form(PERSONS, content, lang) if one.name in SAFE and one.name in seen)


def set_same(people: Sequence[str], name: str, value: Any) -> SetSame:  # noqa: ANN401 - what a form holds
    """The command that puts what was filled in into the rows of several persons."""
    return SetSame(table=PERSONS, keys=tuple(people), fields=set_field(PERSONS, "", {}, name, value).fields)


def would_change(command: SetSame, rows: Mapping[str, Body]) -> int:
    """Of so many the command changes anything; all others hold it already."""
    return sum(
        any(rows.get(key, {}).get(name) != value for name, value in command.fields.items())
        for key in dict.fromkeys(command.keys)
    )
