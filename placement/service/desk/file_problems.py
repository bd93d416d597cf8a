"""What is wrong with a file, as a table: sheet, row, column, what, and how to mend it."""

from collections.abc import Iterable
from typing import NamedTuple

from placement.errors import Problem
from placement.service.failures import say_problem
from placement.tables.problems import PROBLEMS, shown, told
from placement.words.language import Lang


class Wrong(NamedTuple):
    """One problem. A place that is not known is empty."""

    sheet: str
    row: str
    column: str
    what: str
    todo: str


def wrongs(problems: Iterable[Problem], lang: Lang) -> tuple[Wrong, ...]:
    """The problems in the reader's language; none repeats what a cell holds."""
    return tuple(_wrong(one, lang) for one in problems)


def _wrong(one: Problem, lang: Lang) -> Wrong:
    if one.code.removeprefix("tables.") not in PROBLEMS:
        return Wrong("", "", "", say_problem(one, lang), "")
    said, facts = told(one, lang), one.facts
    row = str(facts["row"]) if facts["row"] else ""
    return Wrong(shown(str(facts["sheet"])), row, shown(str(facts["column"])), said.what, said.todo)
