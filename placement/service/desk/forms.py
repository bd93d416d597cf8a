"""A row as a form: which fields it has, what each may hold, in words; and what was filled in, as a command.

Fields, words, explanations and references are those of the workbook's columns (`placement.tables.schema`), so that a
form and a sheet call the same thing by the same name.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from placement.domain.fact import Body, Content, default_body, desk_tables, fields_of, key_field
from placement.domain.value import FOREVER
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.named import LANGUAGE_FIELDS
from placement.tables.bodies import TABLE, body_of, cells_of, columns_of
from placement.tables.cells import NO, YES, text_of
from placement.tables.column import Column, Kind
from placement.words.language import Lang
from placement.words.tongue import say_language
from placement.words.vocabulary import VOCABULARY

NONE_OF_THEM = ""
"""Among the choices of a list: asked, and there is none. A list without any choice was not asked for."""
TOGETHER = {
    "anybody": ("persons", "outsiders", "contacts", "interpreters"),
    "helpers": ("contacts", "interpreters"),
}


class Choice(NamedTuple):
    """Something that a field may hold, and how it is called."""

    value: Any
    text: str


class Field(NamedTuple):
    """One field of a form."""

    table: str
    name: str
    """The column's: `threat.danger` where it lies deeper."""
    label: str
    help: str
    kind: Kind
    choices: tuple[Choice, ...]
    """Empty: whatever is typed. For a list that may hold more than its choices, `is_open`."""
    is_open: bool
    required: bool
    value: Any
    """None: not known, or no end. A list of values where several are chosen."""

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.kind in (Kind.WORDS, Kind.TEXTS)


def form(table: str, body: Body, content: Content, lang: Lang) -> tuple[Field, ...]:
    """The fields of a row that whoever looks may see, with what they hold.

    Args:
        table: Its table.
        body: The row, as they may see it.
        content: All rows, as they may see them: what may be named is taken from there.
        lang: Language of labels and choices.
    """
    cells = cells_of(table, body)
    return tuple(
        _field(table, column, cells.get(column.field), content, lang)
        for name, columns in columns_of(table).items()
        if name in body
        for column in columns
    )


def empty_form(table: str, content: Content, lang: Lang) -> tuple[Field, ...]:
    """The fields of a row that is to come, with nothing in them."""
    return tuple(
        _field(table, column, None, content, lang)
        for columns in columns_of(table).values()
        for column in columns
    )


def set_field(table: str, key: str, body: Body, name: str, value: Any) -> SetFields:  # noqa: ANN401 - what a form holds
    """The command that puts what was filled in into a row.

    Args:
        table: Its table.
        key: Its key.
        body: The row as it was shown; the rest of a field of several columns is taken from it.
        name: The column's field.
        value: What the form holds.
    """
    field = next(one for one, columns in columns_of(table).items() if any(c.field == name for c in columns))
    cells = {**cells_of(table, {field: body.get(field)}), name: _cell(_column(table, name), value)}
    return SetFields(table=table, key=key, fields={field: _kept(table, field, cells)})


def add_row(table: str, filled: Mapping[str, Any]) -> AddRow:
    """The command that adds what was filled in. Fields that are left out hold what nobody knows."""
    cells = {
        name: cell
        for name, value in filled.items()
        if (cell := _cell(_column(table, name), value)) is not None
    }
    return AddRow(table=table, fields=body_of(table, cells))


def row_name(table: str, key: str, body: Body, lang: Lang, *, most: int = 4) -> str:
    """By what somebody knows a row: its alias, else what its first fields say."""
    if key_field(table):
        return key
    cells = cells_of(table, body)
    told = [
        text_of(column, cells[column.field], lang)
        for columns in columns_of(table).values()
        for column in columns
        if cells.get(column.field) is not None
    ]
    return (
        " · ".join(one for one in told if one)[:120]
        if len(told) <= most
        else " · ".join(filter(None, told[:most]))
    )


def required_of(table: str) -> frozenset[str]:
    """Columns without which there is no row."""
    return frozenset(c.field for c in TABLE[table].columns if c.required)


def _field(table: str, column: Column, cell: Any, content: Content, lang: Lang) -> Field:  # noqa: ANN401
    choices, is_open = _choices(column, cell, content, lang)
    return Field(
        table, column.field, column.header(lang), getattr(column.about, lang), column.kind, choices, is_open,
        column.required, _shown(column, cell),
    )  # fmt: skip


def _shown(column: Column, cell: Any) -> Any:  # noqa: ANN401
    if column.kind is Kind.DATE and cell in (FOREVER, date.min, column.default):
        return None
    if column.kind in (Kind.WORDS, Kind.TEXTS):
        if cell is not None and not cell and column.none_word:
            return [NONE_OF_THEM]
        return sorted(map(str, cell)) if isinstance(cell, frozenset) else list(cell or ())
    return str(cell) if column.kind is Kind.WORD and cell is not None else cell


def _choices(column: Column, cell: Any, content: Content, lang: Lang) -> tuple[tuple[Choice, ...], bool]:  # noqa: ANN401
    if column.words is not None:
        found = [
            Choice(one.value, getattr(VOCABULARY[column.words.__name__][one.value], lang))
            for one in column.words
        ]
        if column.none_word is not None and column.kind is Kind.WORDS:
            found.insert(0, Choice(NONE_OF_THEM, getattr(column.none_word, lang)))
        return tuple(found), False
    if column.kind is Kind.YES_NO:
        yes, no = getattr(YES, lang), getattr(NO, lang)
        return (Choice(value=True, text=yes), Choice(value=False, text=no)), False
    held = (
        list(cell or ()) if column.kind is Kind.TEXTS else [cell] if cell and column.kind is Kind.TEXT else []
    )
    if column.refers:
        known = [
            key for table in TOGETHER.get(column.refers, (column.refers,)) for key in content.get(table, {})
        ]
        is_open = column.refers == "areas"
        return tuple(Choice(one, one) for one in dict.fromkeys((*sorted(known), *held))), is_open
    if column.field in LANGUAGE_FIELDS:
        spoken = {one for table, names in _spoken_in() for row in content.get(table, {}).values()
                  for name in names for one in _languages(row.get(name))}  # fmt: skip
        named = ((one, say_language(one, lang)) for one in spoken | set(held))
        return tuple(
            Choice(code, f"{name} ({code})") for code, name in sorted(named, key=lambda c: c[1])
        ), True
    if column.kind is Kind.TEXTS:
        return tuple(Choice(one, one) for one in held), True
    return (), True


@cache
def _spoken_in() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Tables that name languages, with the fields that do."""
    found = (
        (table, tuple(one for one in fields_of(table) if one in LANGUAGE_FIELDS)) for table in desk_tables()
    )
    return tuple((table, names) for table, names in found if names)


def _languages(held: Any) -> list[str]:  # noqa: ANN401 - a row's
    return held if isinstance(held, list) else [held] if held else []


def _column(table: str, name: str) -> Column:
    return TABLE[table].by_field[name]


def _cell(column: Column, value: Any) -> Any:  # noqa: ANN401
    """What a form holds, as a cell's value."""
    if column.kind in (Kind.WORDS, Kind.TEXTS):
        if value == [NONE_OF_THEM]:
            return () if column.default == () else frozenset()
        chosen = [one for one in value or () if one != NONE_OF_THEM]
        if not chosen:
            return column.default
        made = [column.words(one) if column.words else one for one in chosen]
        return (
            frozenset(made)
            if column.kind is Kind.WORDS or isinstance(column.default, frozenset)
            else tuple(made)
        )
    if value is None or value == "":
        return column.default
    if column.kind is Kind.WORD and column.words:
        return column.words(value)
    return value.strip() if isinstance(value, str) else value


def _kept(table: str, field: str, cells: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """A field as its row holds it. What is cleared is what nobody said anything about."""
    known = {name: cell for name, cell in cells.items() if cell is not None}
    made = body_of(table, known)
    if field in made:
        return made[field]
    return default_body(table)[field]
