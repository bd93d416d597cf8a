"""The levers of a sweep as forms and in words: what is turned, and where it may stand."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK, Content
from placement.errors import InputError, Problem
from placement.service.desk.card_forms import ASKS, KINDS, Filled, card_form
from placement.service.desk.forms import Choice, Field
from placement.simulation.levers import AS_IS, Lever
from placement.simulation.levers import KINDS as LEVERS
from placement.tables.column import Kind
from placement.words.language import Lang
from placement.words.say import say_date
from placement.words.sentence import Sentence as W

VALUES = "values"
"""Name of the field that holds where a lever stands."""
MONTHS = 12
"""So many firsts of a month can be chosen."""
NOW = W("Som nå", "As it is")


class _Turned(NamedTuple):
    """What the values of a lever are called, and what the form begins with; values that are chosen begin empty."""

    label: W
    usual: str = ""


MORE = W(
    "Hvor mange til (minus: færre), med komma mellom", "How many more (minus: fewer), with commas between"
)
PERCENT = W("Prosent av det som er nå, med komma mellom", "Per cent of what it is now, with commas between")
TURNED: Mapping[str, _Turned] = {
    "beds": _Turned(MORE, "0, 1, 2, 4"),
    "another": _Turned(
        W("Hvor mange til, med komma mellom", "How many more, with commas between"), "0, 1, 2"
    ),
    "arrivals": _Turned(PERCENT, "100, 120, 150"),
    "close": _Turned(W("Stengt fra", "Closed from")),
    "stays": _Turned(PERCENT, "100, 80, 120"),
    "group": _Turned(W("Hvor mange, med komma mellom", "How many, with commas between"), "0, 4, 8"),
    "staff": _Turned(W("Språk som kommer til", "Languages that are added")),
    "seats": _Turned(MORE, "0, 2, 4"),
    "interpreting": _Turned(
        W(
            "Timer til i uken (minus: færre), med komma mellom",
            "More hours a week (minus: fewer), with commas between",
        ),
        "0, 5, 10",
    ),
    "rule_off": _Turned(W("Regler som slås av, én om gangen", "Rules that are switched off, one at a time")),
    "figure": _Turned(W("Verdier, med komma mellom", "Values, with commas between")),
    "budget": _Turned(
        W("Kroner i uken, med komma mellom", "Kroner a week, with commas between"), "400000, 500000"
    ),
}
"""Kind of card -> its turned field, those that are used most first."""
PER_CENT = frozenset({"arrivals", "stays"})
SIGNED = frozenset({"beds", "another", "seats", "interpreting"})


def lever_kinds(lang: Lang) -> tuple[Choice, ...]:
    """What can be turned."""
    return tuple(Choice(kind, getattr(KINDS[kind], lang)) for kind in TURNED)


def lever_form(kind: str, content: Content, lang: Lang, filled: Filled) -> tuple[Field, ...]:
    """The fields of a lever: whose it is, and where it stands.

    Args:
        kind: Of lever.
        content: All rows, as whoever looks may see them.
        lang: The language.
        filled: What is filled in by now.
    """
    fixed = _fixed(kind)
    asked = tuple(one for one in card_form(kind, content, lang, filled) if one.name in fixed)
    label, choices = getattr(TURNED[kind].label, lang), _choices(kind, content, lang)
    kept = Kind.TEXTS if choices else Kind.TEXT
    values = Field("scenarios", VALUES, label, "", kept, choices, is_open=not choices, required=True,
                   value=list(_begin(choices)) if choices else TURNED[kind].usual)  # fmt: skip
    return (*asked, values)


def lever_of(kind: str, filled: Filled, lang: Lang) -> Lever:
    """The lever that was filled in. Raises InputError, which names the field."""
    given = [_written(filled.get(name)) for name in _fixed(kind)]
    while given and not given[-1]:
        given.pop()
    needed = [name for name, ask in ASKS[kind].items() if name in _fixed(kind) and ask.required]
    for name in needed:
        if not filled.get(name):
            raise _wrong("sweep_value_missing", getattr(ASKS[kind][name].label, lang))
    return Lever(":".join((kind, *given)), _values(kind, filled.get(VALUES), lang))


def _values(kind: str, said: str | Sequence[str] | None, lang: Lang) -> tuple[str, ...]:
    label = getattr(TURNED[kind].label, lang)
    if not said:
        raise _wrong("sweep_value_missing", label)
    if not isinstance(said, str):
        return tuple(said)
    parts = tuple(
        one.strip().replace("−", "-").removeprefix("+") for one in said.replace(";", ",").split(",")
    )
    try:
        return tuple(str(int(one)) for one in parts if one)
    except ValueError:
        raise _wrong("sweep_numbers", label, example=TURNED[kind].usual or "1, 2, 3") from None


def _wrong(code: str, label: str, **facts: str) -> InputError:
    return InputError(
        Problem("", "The field cannot be used.", "Fill it in.", code, {"field": label, **facts})
    )


def _fixed(kind: str) -> tuple[str, ...]:
    """Names of the fields that say whose lever it is; a figure's rule and name are one."""
    return ("figure",) if kind == "figure" else LEVERS[kind].fixed


def _choices(kind: str, content: Content, lang: Lang) -> tuple[Choice, ...]:
    ask = ASKS[kind].get(LEVERS[kind].turned)
    now = Choice(AS_IS, getattr(NOW, lang))
    if kind == "close":
        day = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
        return (now, *(Choice(one.isoformat(), say_date(one, lang, year=True)) for one in _firsts(day)))
    return (now, *ask.choices(content, lang, {})) if ask and ask.choices else ()


def _begin(choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(one.value for one in choices[:1])


def _firsts(day: date) -> list[date]:
    found = []
    for _ in range(MONTHS):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append(day)
    return found


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
