"""Levers of a sweep: one thing of the world that is turned, and the points at which it stands."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from placement.domain.scenario import MOST_CARDS, Card, Scenario
from placement.errors import InputError, Problem

AS_IS = "none"
"""A value at which nothing is changed."""
MOST_LEVERS, MOST_POINTS = 2, 100


class Lever(NamedTuple):
    """One thing that is turned, as it is written: `beds:Lyngheim`, `arrivals`, `figure:moves:points`."""

    word: str
    values: tuple[str, ...]
    """As they are written; `none` (and what changes nothing: no bed more, 100 per cent) is the world as it is."""


class Point(NamedTuple):
    """One setting of all levers."""

    values: tuple[str, ...]
    """Of each lever, in order."""
    scenario: Scenario


class _Kind(NamedTuple):
    """What stands after the colons (the first `needed` must), and the field that is turned."""

    fixed: tuple[str, ...]
    turned: str
    needed: int = 0
    nothing: str = AS_IS
    """The value that changes nothing."""


KINDS: Mapping[str, _Kind] = {
    "beds": _Kind(("unit", "kind"), "change", 1, "0"),
    "close": _Kind(("unit", "room"), "since", 1),
    "arrivals": _Kind(("profile",), "percent", 0, "100"),
    "group": _Kind(("on", "gender", "language"), "persons", 1, "0"),
    "staff": _Kind(("unit",), "more", 1),
    "rule_off": _Kind((), "code"),
    "figure": _Kind(("rule", "name"), "value", 2),
    "stays": _Kind(("length",), "percent", 0, "100"),
    "seats": _Kind(("programme",), "change", 1, "0"),
    "interpreting": _Kind(("language",), "hours", 1, "0"),
    "budget": _Kind((), "kroner"),
    "another": _Kind(("like",), "count", 1, "0"),
}
"""Cards with one field left open; a unit written out cannot be turned."""
_CARD: TypeAdapter[Any] = TypeAdapter(Card)


def points_of(base: Scenario, levers: Sequence[Lever]) -> tuple[Point, ...]:
    """All combinations of the values, the last lever turned first; each on top of the base's cards.

    Raises:
        InputError: Too many levers, points or cards, or a lever or value that does not exist.
    """
    if not 1 <= len(levers) <= MOST_LEVERS:
        raise _refused(
            "levers", "one or two levers are turned.", f"Give 1 to {MOST_LEVERS}.", most=MOST_LEVERS
        )
    turned = [dict.fromkeys(lever.values) for lever in levers]
    count = 1
    for values in turned:
        count *= len(values)
    if not 1 <= count <= MOST_POINTS:
        raise _refused("points", f"there are {count} points.", f"Give 1 to {MOST_POINTS}.", count=count,
                       most=MOST_POINTS)  # fmt: skip
    cards = [
        {value: _cards(lever.word, value) for value in values}
        for lever, values in zip(levers, turned, strict=True)
    ]
    return tuple(
        Point(values, _with(base, [card for n, v in enumerate(values) for card in cards[n][v]]))
        for values in product(*turned)
    )


def _with(base: Scenario, cards: Sequence[Any]) -> Scenario:
    if len(base.cards) + len(cards) > MOST_CARDS:
        raise _refused(
            "cards", "there are too many changes in one.", f"At most {MOST_CARDS}.", most=MOST_CARDS
        )
    return base.but(cards=(*base.cards, *cards))


def _cards(word: str, value: str) -> tuple[Any, ...]:
    """The cards of one lever at one value."""
    name, *given = word.split(":")
    kind = KINDS.get(name)
    if kind is None or not kind.needed <= len(given) <= len(kind.fixed):
        raise _refused("lever", f"there is no lever {word}.", f"Levers: {', '.join(KINDS)}.", name=word,
                       names=", ".join(KINDS))  # fmt: skip
    if value in (AS_IS, kind.nothing):
        return ()
    try:
        fixed = dict(zip(kind.fixed, given, strict=False))
        return WRITTEN.get(name, _one)(name, fixed, kind.turned, value)
    except (ValidationError, ValueError):
        raise _refused("lever_value", f"{word} has no value {value}.", "See the page on sweeps.", name=word,
                       value=value) from None  # fmt: skip


def _one(name: str, fixed: Mapping[str, str], turned: str, value: str) -> tuple[Any, ...]:
    return (_CARD.validate_strings({"card": name, **fixed, turned: value}),)


def _language(name: str, fixed: Mapping[str, str], turned: str, value: str) -> tuple[Any, ...]:
    return (_CARD.validate_python({"card": name, **fixed, turned: frozenset({value})}),)


def _copies(name: str, fixed: Mapping[str, str], _: str, value: str) -> tuple[Any, ...]:
    like, count = fixed["like"], int(value)
    if not 0 <= count <= MOST_CARDS:
        raise ValueError
    return tuple(
        _CARD.validate_python({"card": name, "like": like, "alias": f"{like}-{n}"})
        for n in range(2, count + 2)
    )


WRITTEN: Mapping[str, Callable[[str, Mapping[str, str], str, str], tuple[Any, ...]]] = {
    "staff": _language,
    "another": _copies,
}


def _refused(code: str, what: str, todo: str, **facts: str | int) -> InputError:
    return InputError(Problem("", what, todo, f"sweep_{code}", facts))
