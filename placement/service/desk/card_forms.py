"""The cards of a scenario as forms: what can be changed on paper, what each card asks, and what was filled in."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from placement.domain.fact import ONE, WEEK, Content
from placement.domain.scenario import Card
from placement.errors import InputError, Problem
from placement.rules import GOALS, RULES
from placement.service.desk.forms import Choice, Field
from placement.simulation.cards import may_be_off
from placement.tables.column import Kind
from placement.words.language import Lang
from placement.words.sentence import Sentence as W
from placement.words.tongue import say_language
from placement.words.vocabulary import VOCABULARY

CARD: TypeAdapter[Card] = TypeAdapter(Card)
KINDS: Mapping[str, W] = {
    "close": W("Steng en bolig", "Close a unit"),
    "beds": W("Flere eller færre senger", "More or fewer beds"),
    "another": W("En bolig til", "One more unit"),
    "arrivals": W("Flere eller færre som kommer", "More or fewer arrivals"),
    "group": W("En gruppe kommer", "A group arrives"),
    "staff": W("Bemanning og språk", "Staff and languages"),
    "stays": W("Lengre eller kortere opphold", "Longer or shorter stays"),
    "seats": W("Plasser i en aktivitet", "Seats in a programme"),
    "interpreting": W("Tolketimer", "Hours of interpreting"),
    "rule_off": W("Slå av en regel", "Switch a rule off"),
    "figure": W("Et annet tall i en regel", "Another figure of a rule"),
    "budget": W("Budsjett", "Budget"),
}
"""Kind of card -> what it is called, those that are used most first. A unit written out comes from a file alone."""
SPOKEN = (
    "nob", "eng", "ron", "bul", "hun", "sqi", "srp", "rom", "lit", "pol", "rus", "ukr", "ara", "prs", "kmr", "tir",
    "amh", "som", "fra", "spa", "por", "tha", "vie", "fil", "cmn", "yor", "bin",
)  # fmt: skip
"""Languages that can be chosen (a choice of this project)."""
Filled = Mapping[str, Any]


class _Ask(NamedTuple):
    """One thing that a card asks. `choices`: of the content, the language, and what is filled in by now."""

    label: W
    kind: Kind
    choices: Callable[[Content, Lang, Filled], tuple[Choice, ...]] | None = None
    required: bool = True
    usual: Callable[[date], Any] | None = None
    """What the form begins with, on the as-of date."""


def _rows(table: str, field: str = "") -> Callable[[Content, Lang, Filled], tuple[Choice, ...]]:
    """Aliases of a table's rows; with a field only those in which it is the unit that was chosen."""

    def found(content: Content, _: Lang, filled: Filled) -> tuple[Choice, ...]:
        rows = content.get(table, {}).items()
        return tuple(
            Choice(key, key) for key, row in sorted(rows) if not field or row.get(field) == filled.get("unit")
        )

    return found


def _words(kind: str, *only: str) -> Callable[[Content, Lang, Filled], tuple[Choice, ...]]:
    def found(_: Content, lang: Lang, __: Filled) -> tuple[Choice, ...]:
        words = VOCABULARY[kind]
        return tuple(Choice(one, getattr(words[one], lang)) for one in only or words)

    return found


def spoken(lang: Lang) -> tuple[Choice, ...]:
    """Languages that can be chosen, in the order of their names."""
    named = ((code, say_language(code, lang)) for code in SPOKEN)
    return tuple(Choice(code, name) for code, name in sorted(named, key=lambda one: one[1]))


def _spoken(_: Content, lang: Lang, __: Filled) -> tuple[Choice, ...]:
    return spoken(lang)


def _hard(_: Content, lang: Lang, __: Filled) -> tuple[Choice, ...]:
    return tuple(Choice(r.code, f"{r.code} {getattr(r.title, lang)}") for r in RULES if may_be_off(r))


def _figures(_: Content, lang: Lang, __: Filled) -> tuple[Choice, ...]:
    laws = [*(rule for rule in RULES if may_be_off(rule)), *GOALS]
    return tuple(
        Choice(f"{law.id}:{one.name}", f"{law.code} {getattr(law.title, lang)}: {getattr(one.says, lang)}")
        for law in laws
        for one in law.settings
    )


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)


def _may(
    nb: str, en: str, kind: Kind, choices: Callable[[Content, Lang, Filled], tuple[Choice, ...]]
) -> _Ask:
    return _Ask(W(nb, en), kind, choices, required=False)


UNIT = _Ask(W("Bolig", "Unit"), Kind.TEXT, _rows("units"))
ROOM = _Ask(
    W("Rom (tomt: hele boligen)", "Room (empty: the whole unit)"),
    Kind.TEXT,
    _rows("rooms", "unit"),
    required=False,
)
PERCENT = _Ask(W("Prosent av det som er nå", "Per cent of what it is now"), Kind.NUMBER, usual=lambda _: 120)
CHANGE = _Ask(
    W("Hvor mange til (minus: færre)", "How many more (minus: fewer)"), Kind.NUMBER, usual=lambda _: 2
)
LANGUAGE = _Ask(W("Språk", "Language"), Kind.TEXT, _spoken)
SINCE = _Ask(W("Fra", "From"), Kind.DATE, required=False, usual=_next_month)
ASKS: Mapping[str, Mapping[str, _Ask]] = {
    "close": {
        "unit": UNIT,
        "since": SINCE,
        "until": _Ask(W("Til (tomt: inntil videre)", "Until (empty: until further notice)"), Kind.DATE, required=False,
                      usual=lambda on: _next_month(_next_month(on))),
        "room": ROOM,
    },
    "beds": {
        "unit": UNIT,
        "change": CHANGE,
        "kind": _Ask(W("Slags seng", "Kind of bed"), Kind.WORD, _words("BedKind"), usual=lambda _: "single"),
        "floor": _may("Etasje", "Floor", Kind.TEXT, _rows("zones", "unit")),
        "room": _may("Rom (tomt: nye rom)", "Room (empty: new rooms)", Kind.TEXT, _rows("rooms", "unit")),
        "access": _may("Tilgjengelighet i nye rom", "Access of new rooms", Kind.WORDS, _words("Access")),
        "emergency": _Ask(W("Nye rom holdes av til akutte", "New rooms are kept for emergencies"), Kind.YES_NO,
                          _words("Answer", "yes", "no"), required=False),
    },
    "another": {
        "like": _Ask(W("Lik boligen", "Like the unit"), Kind.TEXT, _rows("units")),
        "alias": _Ask(W("Navn på den nye", "Name of the new one"), Kind.TEXT, usual=lambda _: "Ny bolig"),
        "since": SINCE,
    },
    "arrivals": {
        "profile": _may("Hvem (tomt: alle)", "Who (empty: everybody)", Kind.WORD, _words("Profile")),
        "percent": PERCENT,
    },
    "group": {
        "on": _Ask(W("Dag", "Day"), Kind.DATE, usual=lambda on: on + timedelta(days=3)),
        "persons": _Ask(W("Antall", "How many"), Kind.NUMBER, usual=lambda _: 8),
        "gender": _Ask(W("Kjønn", "Gender"), Kind.WORD, _words("Gender", "man", "woman"), usual=lambda _: "man"),
        "language": LANGUAGE._replace(usual=lambda _: "ron"),
    },
    "staff": {
        "unit": UNIT,
        "staffing": _may("Bemanning (tomt: som nå)", "Staffing (empty: as now)", Kind.WORD, _words("Staffing")),
        "more": _may("Språk som kommer til", "Languages that are added", Kind.WORDS, _spoken),
        "fewer": _may("Språk som faller bort", "Languages that fall away", Kind.WORDS, _spoken),
    },
    "stays": {
        "length": _may("Hvilke opphold (tomt: alle)", "Which stays (empty: all)", Kind.WORD, _words("StayLength")),
        "percent": PERCENT,
    },
    "seats": {"programme": _Ask(W("Aktivitet", "Programme"), Kind.TEXT, _rows("programmes")), "change": CHANGE},
    "interpreting": {
        "language": LANGUAGE,
        "hours": _Ask(W("Timer til i uken (minus: færre)", "More hours a week (minus: fewer)"), Kind.NUMBER,
                      usual=lambda _: 5),
    },
    "rule_off": {"code": _Ask(W("Regel", "Rule"), Kind.TEXT, _hard)},
    "figure": {
        "figure": _Ask(W("Tall", "Figure"), Kind.TEXT, _figures),
        "value": _Ask(W("Ny verdi", "New value"), Kind.NUMBER),
    },
    "budget": {"kroner": _Ask(W("Kroner i uken", "Kroner a week"), Kind.NUMBER, usual=lambda _: 500_000)},
}  # fmt: skip
"""Kind of card -> field -> what is asked. In each form the fields that are always needed come first."""


def card_kinds(lang: Lang) -> tuple[Choice, ...]:
    """What can be changed on paper."""
    return tuple(Choice(kind, getattr(name, lang)) for kind, name in KINDS.items())


def card_form(kind: str, content: Content, lang: Lang, filled: Filled) -> tuple[Field, ...]:
    """The fields of a card.

    Args:
        kind: Of card.
        content: All rows, as whoever looks may see them.
        lang: The language.
        filled: What is filled in by now: rooms are those of the unit that was chosen, and not asked for before.
    """
    on = date.fromisoformat(str(content[WEEK][ONE]["as_of"]))
    asked = (
        (name, ask, ask.choices(content, lang, filled) if ask.choices else ())
        for name, ask in ASKS[kind].items()
    )
    return tuple(
        Field(
            "scenarios", name, getattr(ask.label, lang), "", ask.kind, choices, is_open=ask.choices is None,
            required=ask.required, value=ask.usual(on) if ask.usual else None,
        )
        for name, ask, choices in asked
        if choices or ask.choices is None or ask.required
    )  # fmt: skip


def card_of(kind: str, filled: Filled, lang: Lang) -> Card:
    """The card that was filled in. Raises InputError, which names the field."""
    asks = ASKS[kind]
    missing = [name for name, ask in asks.items() if ask.required and filled.get(name) in (None, "")]
    if missing:
        raise InputError(*(_problem("card_field_missing", asks[name], lang) for name in missing))
    said = {name: filled[name] for name in asks if filled.get(name) not in (None, "", [])}
    if kind == "figure":
        said["rule"], _, said["name"] = str(said.pop("figure")).partition(":")
    if kind == "beds" and "emergency" in said:
        said["emergency"] = said["emergency"] == "yes"
    try:
        return CARD.validate_json(to_json({"card": kind, **said}))
    except ValidationError as error:
        wrong = {str(part) for one in error.errors(include_input=False) for part in one["loc"]} & asks.keys()
        raise InputError(
            *(_problem("card_field_wrong", asks[name], lang) for name in sorted(wrong or asks))
        ) from None


def _problem(code: str, ask: _Ask, lang: Lang) -> Problem:
    label = getattr(ask.label, lang)
    return Problem(label, "is missing or cannot be used.", "Fill it in.", code, {"field": label})
