"""Tables, fields and what they hold, as the workbook calls them."""

from typing import Any

from placement.domain.fact import Body
from placement.service.desk.desk_fields import desk_field
from placement.tables.bodies import TABLE, cells_of, columns_of
from placement.tables.cells import LIST, text_of
from placement.tables.column import Column
from placement.words.language import Lang
from placement.words.sentence import Sentence
from placement.words.tongue import say_language

LANGUAGE_FIELDS = frozenset({"languages", "language", "staff_languages"})
DESK_TABLES = {
    "users": Sentence("brukere", "users"),
    "addresses": Sentence("adresser", "addresses"),
    "break_glass": Sentence("nødoverstyringer", "broken glass"),
    "mappings": Sentence("kolonner", "columns"),
    "scenarios": Sentence("hva om", "scenarios"),
    "plan_comments": Sentence("kommentarer til planer", "comments on plans"),
    "shown_places": Sentence("viste plasser", "shown places"),
}
"""Tables that no workbook has."""
BESIDE_TABLES = {
    "plan": Sentence("plan", "plan"),
    "request": Sentence("forespørsel", "request"),
    "job": Sentence("jobb", "job"),
    "backup": Sentence("sikkerhetskopi", "backup"),
    "export": Sentence("eksport", "export"),
    "copy": Sentence("eksemplar", "copy"),
    "log": Sentence("logg", "log"),
    "plans": Sentence("planer", "plans"),
    "requests": Sentence("forespørsler", "requests"),
    "jobs": Sentence("jobber", "jobs"),
}
"""What the log names beside rows."""
NAMES = {**DESK_TABLES, **BESIDE_TABLES}


def table_name(table: str, lang: Lang) -> str:
    """What the sheet of a table is called."""
    if table in TABLE:
        return TABLE[table].title(lang)
    return getattr(NAMES[table], lang) if table in NAMES else table


def field_name(table: str, field: str, lang: Lang) -> str:
    """The headers of a field's columns."""
    columns = columns_of(table).get(field, ()) if table in TABLE else ()
    return " / ".join(column.header(lang) for column in columns) or desk_field(table, field, lang)


def value_text(table: str, body: Body, field: str, lang: Lang) -> str:
    """What the cells of a field would say, to be read by people: languages by their names."""
    if table == "plan_comments":
        return str(body.get(field) or "")
    if table not in TABLE or body.get(field) is None:
        return ""
    cells = cells_of(table, {field: body[field]})
    texts = (_cell(one, cells.get(one.field), lang) for one in columns_of(table).get(field, ()))
    return " / ".join(filter(None, texts))


def _cell(column: Column, value: Any, lang: Lang) -> str:  # noqa: ANN401 - whatever a cell holds
    """The text of a cell; the workbook's codes of languages are read as their names."""
    text = text_of(column, value, lang)
    if column.field not in LANGUAGE_FIELDS:
        return text
    return LIST.join(say_language(code, lang) for code in text.split(LIST) if code)
