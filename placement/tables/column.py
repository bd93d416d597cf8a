"""What a table and its columns are: headers and explanations are written, models give the rest."""

import re
import types
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, StrEnum
from functools import cached_property
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from placement.words.language import Lang
from placement.words.sentence import Sentence


class Kind(Enum):
    """How a cell is read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"
    """Several words of a list of choices, joined by `; `."""
    TEXTS = "texts"
    """Several aliases or codes, joined by `; `."""


@dataclass(frozen=True)
class Column:
    """A column. `field` is the model's (`threat.danger` where it lies deeper); `None` as default: unknown."""

    field: str
    nb: str
    en: str
    about: Sentence
    kind: Kind
    words: type[StrEnum] | None = None
    required: bool = False
    default: object = None
    refers: str = ""
    """Table in which an alias must be (`anybody`: of people of any kind; `helpers`: contacts or interpreters)."""
    none_word: Sentence | None = None
    """What is written where an empty cell would say something else: no tier, or an empty list."""

    def header(self, lang: Lang) -> str:
        """The header in one language."""
        return self.nb if lang == "nb" else self.en


@dataclass(frozen=True)
class Table:
    """A table: a sheet of a workbook, or a CSV file. `model` None: its rows are no values of their own."""

    name: str
    nb: str
    en: str
    about: Sentence
    model: type[BaseModel] | None
    columns: tuple[Column, ...]

    def title(self, lang: Lang) -> str:
        """Name of the sheet in one language."""
        return self.nb if lang == "nb" else self.en

    def file(self, lang: Lang) -> str:
        """Name of the CSV file: letters that every file system and zip program keeps."""
        return folded(self.title(lang)).replace(" ", "_") + ".csv"

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Folded header, in either language, or field -> column."""
        return {folded(name): c for c in self.columns for name in (c.field, c.nb, c.en)}

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Field -> column."""
        return {c.field: c for c in self.columns}


FOLDS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "_": " ", "-": " ", "–": " ", ".": " "})


def folded(name: str) -> str:
    """A header or sheet name without case, accents on Norwegian letters, and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(FOLDS)
    return re.sub(r"\s+", " ", plain).strip().rstrip("*: ")


@dataclass(frozen=True)
class Line:
    """One column as it is written down in the schema; what it leaves open comes from the model."""

    field: str
    nb: str
    en: str
    about_nb: str
    about_en: str
    refers: str = ""
    kind: Kind | None = None
    """Given where the column is no field of the model."""
    required: bool | None = None
    none_word: Sentence | None = None


def table(name: str, titles: tuple[str, str], about: tuple[str, str], model: type[BaseModel] | None,
          lines: Iterable[Line]) -> Table:  # fmt: skip
    """A table whose columns take kind, choices, default and duty from the model."""
    columns = tuple(_column(model, line) for line in lines)
    return Table(name, *titles, Sentence(*about), model, columns)


def _column(model: type[BaseModel] | None, line: Line) -> Column:
    about = Sentence(line.about_nb, line.about_en)
    if line.kind is not None or model is None:
        return Column(
            line.field, line.nb, line.en, about, line.kind or Kind.TEXT, required=bool(line.required),
            refers=line.refers, none_word=line.none_word,
        )  # fmt: skip
    info, optional = _field(model, line.field)
    kind, words = kind_of(info.annotation)
    required = info.is_required() and not optional if line.required is None else line.required
    default = _nothing(info.annotation) if info.is_required() else info.get_default()
    return Column(
        line.field, line.nb, line.en, about, kind, words, required, default, line.refers, line.none_word
    )


def _nothing(annotation: Any) -> object:
    """What a required cell would hold if it held nothing: says whether a list has an order."""
    return frozenset() if get_origin(annotation) is frozenset else None


def _field(model: type[BaseModel], path: str) -> tuple[FieldInfo, bool]:
    """The field, and whether what holds it may be missing."""
    first, _, rest = path.partition(".")
    info = model.model_fields[first]
    if not rest:
        return info, False
    possible = (info.annotation, *get_args(info.annotation))
    inner = next(a for a in possible if isinstance(a, type) and issubclass(a, BaseModel))
    return _field(inner, rest)[0], not info.is_required()


OF_TYPE = {bool: Kind.YES_NO, int: Kind.NUMBER, date: Kind.DATE, time: Kind.TIME, str: Kind.TEXT}


def kind_of(annotation: Any) -> tuple[Kind, type[StrEnum] | None]:
    """How a field of this type stands in a cell, and its list of choices."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return kind_of(get_args(annotation)[0])
    if origin in (types.UnionType, Union):
        return kind_of(next(a for a in get_args(annotation) if a is not type(None)))
    if origin in (frozenset, tuple):
        kind, words = kind_of(get_args(annotation)[0])
        return (Kind.WORDS, words) if kind is Kind.WORD else (Kind.TEXTS, None)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Kind.WORD, annotation
    return OF_TYPE[annotation], None
