"""Levers, and the points at which they stand, in words."""

from datetime import date

from placement.service.desk.card_forms import KINDS
from placement.service.desk.sweep_forms import NOW, PER_CENT, SIGNED
from placement.service.scenario_words import LAWS
from placement.simulation.levers import AS_IS, Lever
from placement.simulation.levers import KINDS as LEVERS
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_date, say_number
from placement.words.tongue import say_language

WORDS = {"kind": "BedKind", "profile": "Profile", "length": "StayLength", "gender": "Gender"}
"""Field of a card -> the list of words in which it is told."""


def lever_title(lever: Lever, lang: Lang) -> str:
    """`More or fewer beds: Lyngheim, single bed`."""
    kind, *given = lever.word.split(":")
    title = str(getattr(KINDS[kind], lang))
    if kind == "figure":
        law, name = LAWS[given[0]], given[1]
        says = next(one.says for one in law.settings if one.name == name)
        return f"{getattr(law.title, lang)} ({law.code}): {getattr(says, lang)}"
    fixed = [_whose(name, one, lang) for name, one in zip(LEVERS[kind].fixed, given, strict=False)]
    return f"{title}: {', '.join(fixed)}" if fixed else title


def value_text(lever: Lever, value: str, lang: Lang) -> str:
    """Where a lever stands: `+2`, `130 %`, `1 May 2027`."""
    kind = lever.word.partition(":")[0]
    if value == AS_IS:
        return str(getattr(NOW, lang))
    match kind:
        case "close":
            return say_date(date.fromisoformat(value), lang, year=True)
        case "staff":
            return say_language(value, lang)
        case "rule_off":
            return f"{value} {getattr(LAWS[value].title, lang)}" if value in LAWS else value
    number = say_number(abs(int(value)), lang)
    sign = "−" if int(value) < 0 else "+" if int(value) > 0 and kind in SIGNED else ""
    return f"{sign}{number} %" if kind in PER_CENT else sign + number


def _whose(name: str, value: str, lang: Lang) -> str:
    if name in WORDS:
        return say_word(f"~{WORDS[name]}.{value}", lang)
    if name == "language":
        return say_language(value, lang)
    return say_date(date.fromisoformat(value), lang, year=True) if name == "on" else value
