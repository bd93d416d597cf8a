"""By what the list of everybody in care is made shorter."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from placement.domain.fact import Body
from placement.domain.whereabouts import Whereabouts
from placement.words.texts import later

GRAVE = frozenset({"high", "acute"})


class Chip(StrEnum):
    """By what the list can be made shorter."""

    WAITING = "waiting"
    HELD = "held"
    HOUSED = "housed"
    HIGH_RISK = "high_risk"
    CHILDREN = "children"
    NO_ACTIVITY = "no_activity"
    PROBLEMS = "problems"
    LEFT = "left"
    """Not in care any more: of nobody who is in the list."""


CHIPS: dict[Chip, str] = {
    Chip.WAITING: later("Waiting for a place"),
    Chip.HELD: later("A bed is held"),
    Chip.HOUSED: later("Has a place"),
    Chip.HIGH_RISK: later("High risk"),
    Chip.CHILDREN: later("With children"),
    Chip.NO_ACTIVITY: later("No activity"),
    Chip.PROBLEMS: later("Something to look at"),
    Chip.LEFT: later("Has left"),
}


GROUPS = {
    Whereabouts.WAITS: Chip.WAITING,
    Whereabouts.HELD: Chip.HELD,
    Whereabouts.LIVES: Chip.HOUSED,
}


def chips(people: Mapping[str, Body], mine: Mapping[str, list[Body]], shown: Mapping[str, Body], *,
          stands: Whereabouts | None, problems: Iterable[str]) -> Iterator[Chip]:  # fmt: skip
    """By what a household is found.

    Args:
        people: Alias -> row of its people.
        mine: Table -> rows about them.
        shown: Alias -> row of persons without what is masked now.
        stands: In which group they are; none: they need no place.
        problems: What is to be looked at.
    """
    if stands is not None:
        yield GROUPS[stands]
    threats = [shown.get(alias, {}).get("threat") for alias in people]
    if any(one and one["danger"] in GRAVE for one in threats):
        yield Chip.HIGH_RISK
    if any(str(row.get("age_status", "")).startswith("minor") for row in people.values()):
        yield Chip.CHILDREN
    if not any(row.get("kind") == "current" for row in mine.get("enrolments", ())):
        yield Chip.NO_ACTIVITY
    if any(problems):
        yield Chip.PROBLEMS
