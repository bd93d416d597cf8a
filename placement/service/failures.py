"""Errors in words: the sentences of `placement.errors` in both languages."""

from collections.abc import Mapping

from placement.errors import Defect, InputError, PlacementError, Problem
from placement.errors import sentence as join
from placement.service.desk.failures import DESK
from placement.service.desk.opening_failures import OPENING
from placement.service.measured_failures import MEASURED
from placement.service.pas_failures import PAS
from placement.service.question_failures import QUESTIONS
from placement.service.scenario_failures import SCENARIO
from placement.service.store_failures import STORE
from placement.service.sweep_failures import SWEEP
from placement.service.told import Told
from placement.tables.problems import told as in_tables
from placement.words.language import Lang
from placement.words.render import render
from placement.words.sentence import Sentence

ERRORS: Mapping[str, Told] = {
    **DESK,
    **MEASURED,
    **OPENING,
    **PAS,
    **QUESTIONS,
    **SCENARIO,
    **STORE,
    **SWEEP,
    "refused": Told(
        Sentence(
            "Du har ikke tilgang til dette: {action} ({fields}).",
            "This is not open to you: {action} ({fields}).",
        ),
        Sentence("Spør noen som har tilgang: {whom}.", "Ask somebody who has access: {whom}."),
    ),
    "refused_act": Told(
        Sentence("Du har ikke tilgang til dette: {action}.", "This is not open to you: {action}."),
        Sentence("Spør noen som har tilgang: {whom}.", "Ask somebody who has access: {whom}."),
    ),
    "refused_to_all": Told(
        Sentence(
            "Ingen har tilgang til dette: {action} ({fields}).",
            "This is open to nobody: {action} ({fields}).",
        ),
        Sentence("Ta det opp med lederen.", "Take it up with the manager."),
    ),
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
    "plan_incomplete": Told(
        Sentence("mangler.", "is missing."),
        Sentence("Bruk en fil fra «placement plan --out».", "Use a file written by “placement plan --out”."),
    ),
    "plan_version": Told(
        Sentence(
            "planen har versjon {given}, og dette programmet leser versjon {reads}.",
            "the plan is of version {given}, and this program reads version {reads}.",
        ),
        Sentence("Lag planen på nytt med dette programmet.", "Make the plan again with this program."),
    ),
    "setting_unknown": Told(
        Sentence("er ikke et tall i noen regel eller noe mål.", "is no figure of any rule or goal."),
        Sentence("Se «placement rules» for dem som finnes.", "See “placement rules” for those there are."),
    ),
    "setting_out_of_range": Told(
        Sentence("er utenfor det regelen tillater.", "lies outside what the rule allows."),
        Sentence("Skriv {least} til {most}.", "Write {least} to {most}."),
    ),
    "not_a_workbook": Told(
        Sentence("et regneark skrives bare som .xlsx.", "a workbook is written as .xlsx only."),
        Sentence("Gi filen et navn som slutter på .xlsx.", "Give the file a name that ends in .xlsx."),
    ),
    "file_exists": Told(
        Sentence(
            "filen finnes fra før og blir ikke overskrevet.",
            "the file is there already and is not overwritten.",
        ),
        Sentence("Velg et nytt navn, eller slett den først.", "Choose a new name, or delete it first."),
    ),
    "plan_unwritable": Told(
        Sentence("filen kan ikke skrives.", "the file cannot be written."),
        Sentence("Velg et annet sted.", "Choose another place."),
    ),
    "folder_unwritable": Told(
        Sentence("mappen kan ikke skrives i.", "the folder cannot be written in."),
        Sentence("Velg et annet sted.", "Choose another place."),
    ),
}

USAGE: Mapping[str, Told] = {
    "missing": Told(
        Sentence("{name} mangler.", "{name} is missing."),
        Sentence("Se «{command} --help».", "See “{command} --help”."),
    ),
    "unknown_option": Told(
        Sentence("valget {name} finnes ikke.", "there is no option {name}."),
        Sentence("Se «{command} --help».", "See “{command} --help”."),
    ),
    "unknown_command": Told(
        Sentence("kommandoen finnes ikke.", "there is no such command."),
        Sentence("Se «{command} --help».", "See “{command} --help”."),
    ),
    "bad_value": Told(
        Sentence("verdien for {name} kan ikke brukes.", "the value of {name} cannot be used."),
        Sentence("Se «{command} --help» for hva som går.", "See “{command} --help” for what can."),
    ),
    "other": Told(
        Sentence("kommandoen er ikke skrevet riktig.", "the command is not written right."),
        Sentence("Se «{command} --help».", "See “{command} --help”."),
    ),
}

FAULT = Told(
    Sentence("Feil i programmet ({code}).", "A fault of the program ({code})."),
    Sentence(
        "Ingen plan er gitt ut. Meld fra med ordet i parentesen.",
        "No plan was handed out. Report it with the word in brackets.",
    ),
)
"""A check of the program's own work that failed."""

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
        return tuple(say_problem(problem, lang) for problem in error.problems)
    if isinstance(error, Defect):
        return (_say(FAULT, {"code": error.code}, lang),)
    told = ERRORS.get(error.code)
    if told is None:
        return (str(error),)
    return (_say(told, error.facts, lang),)


def say_defect(name: str, incident: str, lang: Lang) -> str:
    """A fault of the program: the class of the exception and a number to find it by, no data."""
    facts = {"name": name, "incident": incident}
    return _say(DEFECT, facts, lang)


def say_usage(kind: str, command: str, name: str, lang: Lang) -> str:
    """A command line that cannot be understood: which part of it, and where to read more; no value."""
    told, facts = USAGE[kind], {"command": command, "name": name}
    return _say(told, facts, lang, where=command)


def say_problem(problem: Problem, lang: Lang) -> str:
    """One thing that is wrong in what was handed in."""
    told = ERRORS.get(problem.code)
    if told is None:
        return str(in_tables(problem, lang))
    return _say(told, problem.facts, lang, where=problem.where)


def _say(told: Told, facts: Mapping[str, str | int], lang: Lang, *, where: str = "") -> str:
    return join(where, render(told.what, facts, lang), render(told.todo, facts, lang))
