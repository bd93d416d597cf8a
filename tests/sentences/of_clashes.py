"""What is said where no plan exists, and where none was found."""

from functools import partial

from placement.errors import Impossible, OutOfTime, PlacementError
from placement.service.failures import say_error
from placement.words.language import Lang
from tests.sentences.told import Section, told

ERRORS: tuple[PlacementError, ...] = (
    Impossible("", code="pins_clash", facts={"households": "Orrfugl-1, Rype-3"}),
    Impossible("", code="impossible"),
    OutOfTime("", code="out_of_time"),
    OutOfTime("", code="no_plan_in_time"),
    OutOfTime("", code="stopped"),
    OutOfTime("", code="orphaned"),
    OutOfTime("", code="too_large"),
)


def of_clashes() -> tuple[Section, ...]:
    """Locks that cannot all hold, a week that contradicts itself, and time that ran out."""
    rows = tuple(told(error.code, partial(_said, error)) for error in ERRORS)
    return (Section("No plan", "Instead of a plan: what cannot hold together, and what to do.", rows),)


def _said(error: PlacementError, lang: Lang) -> str:
    return " ".join(say_error(error, lang))
