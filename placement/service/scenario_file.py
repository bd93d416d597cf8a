"""Scenarios as files, and cards as somebody writes them on a command line."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from placement.domain.desk_rows import names_a_number
from placement.domain.scenario import Card, Scenario
from placement.errors import InputError, Problem
from placement.service.plan_file import content, save_text

SEVERAL = frozenset({"access", "more", "fewer"})
"""Fields that hold several words, with commas between."""
NUMBER = re.compile(r"-?[0-9]{1,18}")
KINDS = (Scenario, *get_args(get_args(Card)[0]))
"""Kinds of value whose names of fields may be told."""
CARDS: TypeAdapter[Card] = TypeAdapter(Card)


def card_of(text: str) -> Card:
    """A card as `KIND NAME=VALUE …`, as in `beds unit=Bjerk-1 change=2`, or as JSON.

    Raises:
        InputError: It is no card; the name of the field that is wrong is told, never what it holds.
    """
    try:
        return CARDS.validate_json(text if text.lstrip().startswith("{") else json.dumps(_fields(text)))
    except ValidationError as error:
        wrong = _wrong(error)
        told = f"That is no card ({wrong}).", "See docs/scenarios.md for the cards there are."
        raise InputError(Problem("", *told, "no_card", {"fields": wrong})) from None


def _fields(text: str) -> dict[str, object]:
    kind, *parts = text.split() or [""]
    found: dict[str, object] = {"card": kind}
    for part in parts:
        name, _, value = part.partition("=")
        if name in SEVERAL:
            found[name] = value.split(",")
        else:
            found[name] = int(value) if NUMBER.fullmatch(value) else value
    return found


def load_scenario(path: Path) -> Scenario:
    """Read a scenario, as `save_scenario` writes it.

    Raises:
        InputError: The file cannot be read, or is no scenario; fields that are wrong are named, none of what they hold.
            Or its name may hold somebody's number.
    """
    try:
        return _of_nobody(Scenario.model_validate_json(content(path)), path.name)
    except OSError:
        told = "the scenario cannot be read.", "Give the path of a scenario file."
        raise InputError(Problem(path.name, *told, "scenario_unreadable")) from None
    except ValidationError as error:
        wrong = _wrong(error)
        told = f"is not what a scenario holds ({wrong}).", "Use a file written by `placement scenario --out`."
        raise InputError(Problem(path.name, *told, "scenario_malformed", {"fields": wrong})) from None


def named(name: str, cards: Sequence[Card]) -> Scenario:
    """A scenario of some cards. Raises InputError: the name is none, or may hold a number; the cards are too many."""
    try:
        return _of_nobody(Scenario(name=name, cards=tuple(cards)), "")
    except ValidationError as error:
        wrong = _wrong(error)
        told = f"That is no scenario ({wrong}).", "Choose another name, or fewer cards."
        raise InputError(Problem("", *told, "no_scenario", {"fields": wrong})) from None


def _of_nobody(scenario: Scenario, where: str) -> Scenario:
    """The scenario, as a desk would keep it: its name is printed, and may stand on a wall."""
    if names_a_number(scenario.name):
        told = "the name holds a long number.", "Choose a name without one."
        raise InputError(Problem(where, *told, "scenario_number"))
    return scenario


def sampled(
    scenario: Scenario, weeks: int | None, replications: int | None, seed: int | None, warm_up: int | None
) -> Scenario:
    """The scenario sampled as somebody asks; none: as it says itself."""
    asked = {"weeks": weeks, "replications": replications, "seed": seed, "warm_up": warm_up}
    return scenario.but(**{name: value for name, value in asked.items() if value is not None})


def save_scenario(scenario: Scenario, path: Path) -> None:
    """Write a scenario in one step. Raises InputError: the file cannot be written."""
    save_text(scenario.model_dump_json(indent=2) + "\n", path)


def _wrong(error: ValidationError) -> str:
    """Where a file or card is wrong: numbers of rows and names that scenarios have, nothing else."""
    known = {name for kind in KINDS for name in kind.model_fields}
    places = (
        ".".join(str(step) for step in one["loc"] if isinstance(step, int) or step in known)
        for one in error.errors(include_input=False)
    )
    return ", ".join(sorted({place for place in places if place}))
