"""Errors in words: the sentences of `placement.errors` in both languages."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.errors import InputError, PlacementError, Problem
from placement.errors import sentence as join
from placement.tables.problems import told as in_tables
from placement.words.language import Lang
from placement.words.render import render
from placement.words.sentence import Sentence


class Told(NamedTuple):
    """What is wrong, and the way out."""

    what: Sentence
    todo: Sentence


ERRORS: Mapping[str, Told] = {
    "impossible": Told(
        Sentence(
            "Uken er umulig: det som er låst eller holdt, motsier seg selv.",
            "The week is impossible: what is pinned or held contradicts itself.",
        ),
        Sentence("Løs opp en av låsene.", "Remove one of the pins."),
    ),
    "pins_clash": Told(
        Sentence(
            "Uken er umulig: låsene for {households} kan ikke gjelde samtidig.",
            "The week is impossible: the pins of {households} cannot all hold.",
        ),
        Sentence(
            "Fjern én av disse låsene, og lag planen på nytt.", "Remove one of these pins, and plan again."
        ),
    ),
    "out_of_time": Told(
        Sentence(
            "Tiden tok slutt før det fantes en plan. Det betyr ikke at ingen plan er mulig.",
            "Time ran out before there was a plan. It does not mean that none is possible.",
        ),
        Sentence("Gi mer tid (--seconds).", "Allow more time (--seconds)."),
    ),
    "plan_unreadable": Told(
        Sentence("planfilen kan ikke leses.", "the plan file cannot be read."),
        Sentence("Oppgi en planfil som finnes.", "Give the path of a plan file."),
    ),
    "plan_malformed": Told(
        Sentence("er ikke slik en planfil skal være.", "is not what a plan holds."),
        Sentence("Bruk en fil fra «placement plan --out».", "Use a file written by “placement plan --out”."),
    ),
    "setting_unknown": Told(
        Sentence("er ikke et tall i noen regel eller noe mål.", "is no figure of any rule or goal."),
        Sentence("Se «placement rules» for dem som finnes.", "See “placement rules” for those there are."),
    ),
    "setting_out_of_range": Told(
        Sentence("er utenfor det regelen tillater.", "lies outside what the rule allows."),
        Sentence("Skriv {least} til {most}.", "Write {least} to {most}."),
    ),
    "plan_unwritable": Told(
        Sentence("filen kan ikke skrives.", "the file cannot be written."),
        Sentence("Velg et annet sted.", "Choose another place."),
    ),
}

DEFECT = Told(
    Sentence(
        "Feil i programmet ({name}, hendelse {incident}).",
        "A fault of the program ({name}, incident {incident}).",
    ),
    Sentence(
        "Ingenting er endret. Meld fra med hendelsesnummeret.",
        "Nothing was changed. Report it with the number.",
    ),
)


def say_error(error: PlacementError, lang: Lang) -> tuple[str, ...]:
    """An error that a user may see: one line for each thing that is wrong, with the way out."""
    if isinstance(error, InputError):
        return tuple(_problem(problem, lang) for problem in error.problems)
    told = ERRORS.get(error.code)
    if told is None:
        return (str(error),)
    return (join("", render(told.what, error.facts, lang), render(told.todo, error.facts, lang)),)


def say_defect(name: str, incident: str, lang: Lang) -> str:
    """A fault of the program: the class of the exception and a number to find it by, no data."""
    facts = {"name": name, "incident": incident}
    return join("", render(DEFECT.what, facts, lang), render(DEFECT.todo, {}, lang))


def _problem(problem: Problem, lang: Lang) -> str:
    told = ERRORS.get(problem.code)
    if told is None:
        return str(in_tables(problem, lang))
    return join(problem.where, render(told.what, problem.facts, lang), render(told.todo, problem.facts, lang))
