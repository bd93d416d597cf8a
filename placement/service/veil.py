"""What is drawn of a plan, without those of whom the reader may not know.

A plan is one thing, and its words are made for somebody who may know of all. Everything that leaves the desk for a
person goes through here: a row about somebody unknown is left out, and every text that names one is one and the same
sentence, so that neither a name nor a reason tells of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from placement.domain.actor import Actor
from placement.domain.fact import Content
from placement.domain.permission import Action
from placement.domain.week import Week
from placement.service.access import unseen
from placement.service.remembered import remembered
from placement.service.resting import Resting
from placement.words.say import say_list
from placement.words.texts import Texts, later

PEOPLE = ("households", "persons", "outsiders")
"""Tables of those who are named."""
NAMED = ("household", "about", "who", "person")
"""Fields by which a row says whom it is about."""
WHICH_RULE = ("code", "reason")
"""Fields that say which rule it is that hangs on somebody."""
BETWEEN = re.compile(r", | (?:og|and) ")
"""What stands between names in one field, in both languages."""
SOMEBODY = later("somebody whom a colleague looks after")
DEPENDS = later("This depends on somebody whom a colleague looks after.")

Names = frozenset[str]
NOBODY: Names = frozenset()
T = TypeVar("T")


def untold(actor: Actor, week: Week, *contents: Content) -> Names:
    """The households of a week, their members, and outsiders, of whose home the actor may not know.

    Who has left is in no week, and yet in plans and in what is said of them: all whom the rows name are asked about.

    Args:
        actor: Who reads.
        week: The facts of what is read.
        contents: All rows, at each moment at which the actor's standing counts: one that forbids is enough.
    """
    found: set[str] = set()
    for content in contents:
        found |= unknown(actor, content, *week.household)
    members = {one.alias for name in found & week.household.keys() for one in week.household[name].members}
    origins = {o for name in found & week.household.keys() if (o := week.household[name].origin)}
    return frozenset({*found, *members, *origins})


def unknown(actor: Actor, content: Content, *more: str) -> Names:
    """Of all households, persons and outsiders of some rows, and of more, those of whose home an actor may not know."""
    named = {alias for table in PEOPLE for alias in content.get(table, {})}
    return unseen(actor, named.union(more), content, Action.READ)


def veiled(value: T, hidden: Names, _: Texts) -> T:
    """The same without them: rows of ready texts, as screens and terminals are given."""
    return cast("T", _veiled(value, hidden, _)) if hidden else value


def _veiled(value: Any, hidden: Names, _: Texts) -> Any:  # noqa: ANN401 - any view
    if isinstance(value, str):
        rests = isinstance(value, Resting) and not hidden.isdisjoint(value.about)
        return _(DEPENDS) if rests or _names(hidden).search(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _field(f.name, getattr(value, f.name), hidden, _) for f in fields(value)}
        )
    if isinstance(value, tuple):
        if (names := getattr(value, "_fields", None)) is not None:
            return _row(value, names, hidden, _)
        return _rows(value, hidden, _)
    return value


def _row(row: Any, names: Iterable[str], hidden: Names, _: Texts) -> Any:  # noqa: ANN401
    told = {name: _field(name, getattr(row, name), hidden, _) for name in names}
    texts = [text for one in told.values() for text in (one if isinstance(one, tuple) else (one,))]
    if _(DEPENDS) in [text for text in texts if isinstance(text, str)]:
        told |= {name: "" for name in WHICH_RULE if name in told}
    return type(row)(**told)


def _field(name: str, value: Any, hidden: Names, _: Texts) -> Any:  # noqa: ANN401
    if name in NAMED and isinstance(value, str):
        return _listed(value, hidden, _)
    return _veiled(value, hidden, _)


def _listed(value: str, hidden: Names, _: Texts) -> str:
    """Names in one field. Somebody unknown comes last: in its place in the alphabet the gap would tell who it is."""
    if not _names(hidden).search(value):
        return value
    named = [one for one in BETWEEN.split(value) if not _names(hidden).search(one)]
    told = [*named, _(SOMEBODY)]
    return ", ".join(told) if set(BETWEEN.findall(value)) == {", "} else say_list(told, _.lang)


def _rows(rows: tuple[Any, ...], hidden: Names, _: Texts) -> tuple[Any, ...]:
    kept = [one for one in rows if not _is_about(one, hidden)]
    if not all(isinstance(one, str) for one in kept):
        return tuple(_veiled(one, hidden, _) for one in kept)
    told = ((_(SOMEBODY) if one in hidden else _veiled(one, hidden, _), one) for one in kept)
    # What is hidden comes last: most lists are in order of alias.
    return tuple(dict.fromkeys(text for text, one in sorted(told, key=lambda pair: pair[0] != pair[1])))


def _is_about(row: Any, hidden: Names) -> bool:  # noqa: ANN401
    """Whether a row, or a row that it holds, says so by itself."""
    if any(isinstance(name := getattr(row, field, None), str) and name in hidden for field in NAMED):
        return True
    inner = (getattr(row, field) for field in getattr(row, "_fields", ()))
    return any(_is_about(one, hidden) for one in inner if hasattr(one, "_fields"))


@remembered(maxsize=16)
def _names(hidden: Names) -> re.Pattern[str]:
    """Any of the names, also with a letter behind it, as a genitive has; a longer number is another name."""
    longest = sorted(hidden, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\d)", re.IGNORECASE)


def others_text(count: int, _: Texts) -> str:
    """That there are more, who are looked after by others."""
    return _.n(
        "{count} household is looked after by a colleague, and is not shown here.",
        "{count} households are looked after by colleagues, and are not shown here.",
        count,
    )


def left_out_text(count: int, _: Texts) -> str:
    """That rows of a file were not looked at, since they are about those who are looked after by others."""
    return _.n(
        "{count} row of the file is about somebody whom a colleague looks after, and is left out.",
        "{count} rows of the file are about people whom colleagues look after, and are left out.",
        count,
    )


def tells_of(text: str, hidden: Names) -> bool:
    """Whether a text that somebody wrote names one of these."""
    return bool(hidden) and _names(hidden).search(text) is not None


def without(value: Any, hidden: Names) -> Any:  # noqa: ANN401 - what JSON holds
    """What JSON holds, without the items of lists that name one of these, and without fields of that name."""
    if isinstance(value, Mapping):
        return {name: without(one, hidden) for name, one in value.items() if name not in hidden}
    if isinstance(value, list | tuple):
        return [without(one, hidden) for one in value if not tells(one, hidden)]
    return value


def tells(value: Any, hidden: Names) -> bool:  # noqa: ANN401
    """Whether what JSON holds names one of these by itself: what lies deeper in lists of its own is asked there."""
    if isinstance(value, str):
        return _names(hidden).search(value) is not None if hidden else False
    if isinstance(value, Mapping):
        return any(tells(one, hidden) for one in value.values() if not _is_list_of_rows(one))
    return (
        isinstance(value, list | tuple)
        and not _is_list_of_rows(value)
        and any(tells(o, hidden) for o in value)
    )


def _is_list_of_rows(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list | tuple) and any(isinstance(one, Mapping | list | tuple) for one in value)
