"""Errors in words: the sentences of `placement.errors` in both languages."""

from collections.abc import Mapping
from typing import NamedTuple

from placement.errors import Defect, InputError, PlacementError, Problem
from placement.errors import sentence as join
from placement.service.desk.failures import DESK
from placement.service.desk.opening_failures import OPENING
from placement.tables.problems import told as in_tables
from placement.words.language import Lang
from placement.words.render import render
from placement.words.sentence import Sentence


class Told(NamedTuple):
    """What is wrong, and the way out."""

    what: Sentence
    todo: Sentence


ERRORS: Mapping[str, Told] = {
    **{code: Told(*said) for code, said in {**DESK, **OPENING}.items()},
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
    "passphrase_short": Told(
        Sentence(
            "Passordfrasen er kortere enn {least} tegn.", "The passphrase is shorter than {least} characters."
        ),
        Sentence(
            "Bruk fire eller flere ord som ikke hører sammen.",
            "Take four or more words that do not belong together.",
        ),
    ),
    "one_secret_for_two": Told(
        Sentence("De to nøkkelholderne har samme hemmelighet.", "The two keepers have the same secret."),
        Sentence("La hver av dem velge sin egen.", "Let each of them choose their own."),
    ),
    "recovery_slip": Told(
        Sentence(
            "Det er en skrivefeil i gjenopprettingsnøkkelen, som har {wanted} tegn ({typed} ble oppgitt).",
            "There is a slip in the recovery key, which has {wanted} characters ({typed} were given).",
        ),
        Sentence(
            "Sammenlign den gruppe for gruppe med det som ble skrevet ned.",
            "Compare it group by group with what was written down.",
        ),
    ),
    "key_file_unreadable": Told(
        Sentence("er ikke en nøkkelfil som kan leses.", "is not a key file that can be read."),
        Sentence(
            "Oppgi filen som ble laget for denne databasen.", "Give the file that was made for this desk."
        ),
    ),
    "key_file_inside": Told(
        Sentence(
            "ligger i mappen til databasen som den åpner.", "lies in the folder of the desk that it opens."
        ),
        Sentence(
            "Flytt den til et annet medium, for eksempel en minnepinne.",
            "Move it to another medium, such as a memory stick.",
        ),
    ),
    "file_unwritable": Told(
        Sentence("filen kan ikke skrives.", "the file cannot be written."),
        Sentence("Velg et annet sted.", "Choose another place."),
    ),
    "store_wrong_passphrase": Told(
        Sentence("Denne passordfrasen åpner ikke databasen.", "This passphrase does not open the desk."),
        Sentence(
            "Oppgi den riktige, eller bruk gjenopprettingsnøkkelen.",
            "Give the right one, or use the recovery key.",
        ),
    ),
    "store_wrong_key_file": Told(
        Sentence("Denne nøkkelfilen åpner ikke databasen.", "This key file does not open the desk."),
        Sentence(
            "Oppgi den riktige, eller bruk gjenopprettingsnøkkelen.",
            "Give the right one, or use the recovery key.",
        ),
    ),
    "store_wrong_recovery": Told(
        Sentence(
            "Denne gjenopprettingsnøkkelen åpner ikke databasen.",
            "This recovery key does not open the desk.",
        ),
        Sentence("Oppgi den som hører til denne databasen.", "Give the one that belongs to this desk."),
    ),
    "store_wants_passphrase": Told(
        Sentence("Databasen åpnes med en passordfrase.", "The desk opens with a passphrase."),
        Sentence("Oppgi den.", "Give that."),
    ),
    "store_wants_key_file": Told(
        Sentence("Databasen åpnes med en nøkkelfil.", "The desk opens with a key file."),
        Sentence("Oppgi den.", "Give that."),
    ),
    "store_no_address_key": Told(
        Sentence(
            "Adresser krever nøkkelen til den som forvalter adressene.",
            "Addresses need the address keeper's key.",
        ),
        Sentence(
            "Be adresseforvalteren åpne databasen sammen med deg.",
            "Ask the address keeper to open the desk with you.",
        ),
    ),
    "store_seal_broken": Told(
        Sentence(
            "En forseglet tekst hører ikke til raden sin, eller er endret.",
            "A sealed text does not belong to its row, or was changed.",
        ),
        Sentence(
            "Gjenopprett fra en sikkerhetskopi, og finn ut hvem som har skrevet til databasen.",
            "Restore it from a backup, and find out who wrote to the database.",
        ),
    ),
    "store_keys_missing": Told(
        Sentence(
            "Filen {file} finnes ikke, eller kan ikke leses.",
            "The file {file} is not there, or cannot be read.",
        ),
        Sentence(
            "Oppgi mappen til en database, eller gjenopprett fra en sikkerhetskopi.",
            "Give the folder of a desk, or restore it from a backup.",
        ),
    ),
    "store_keys_damaged": Told(
        Sentence("Filen {file} er skadet.", "The file {file} is damaged."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_keys_newer": Told(
        Sentence(
            "Filen {file} er skrevet av et nyere program.", "The file {file} was written by a newer program."
        ),
        Sentence("Bruk det nyere programmet.", "Use the newer program."),
    ),
    "store_keys_cost": Told(
        Sentence(
            "Filen {file} gjør passordfrasen lettere å gjette enn tillatt, eller tyngre å prøve enn noen maskin bør.",
            "The file {file} makes the passphrase easier to guess than allowed, or dearer to try than it can be.",
        ),
        Sentence(
            "Noen kan ha endret filen: gjenopprett fra en sikkerhetskopi.",
            "Somebody may have changed it: restore it from a backup.",
        ),
    ),
    "store_folder_used": Told(
        Sentence("Mappen {file} er ikke tom.", "The folder {file} is not empty."),
        Sentence("Oppgi en ny mappe for en ny database.", "Give a new folder for a new desk."),
    ),
    "store_unwritable": Told(
        Sentence("Det går ikke å skrive til {file}.", "Nothing can be written to {file}."),
        Sentence(
            "Se etter at mappen finnes, at du kan skrive i den, og at disken ikke er full.",
            "Check that the folder is there, that you may write in it, and that the disk is not full.",
        ),
    ),
    "store_needs_key": Told(
        Sentence(
            "Filen {file} hører til en database med nøkler.",
            "The file {file} belongs to a desk that has keys.",
        ),
        Sentence("Åpne det med hemmeligheten.", "Open it with its secret."),
    ),
    "store_exists": Told(
        Sentence("Filen {file} finnes fra før.", "The file {file} is there already."),
        Sentence("Åpne den, eller velg en annen mappe.", "Open it, or choose another folder."),
    ),
    "store_missing": Told(
        Sentence("Filen {file} mangler.", "The file {file} is missing."),
        Sentence(
            "Oppgi mappen til en database, eller gjenopprett fra en sikkerhetskopi.",
            "Give the folder of a desk, or restore it from a backup.",
        ),
    ),
    "store_empty": Told(
        Sentence("Filen {file} er tom.", "The file {file} is empty."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_not_plain": Told(
        Sentence(
            "Filen {file} er kryptert, eller ingen database.", "The file {file} is encrypted, or no database."
        ),
        Sentence("Åpne den med hemmeligheten.", "Open it with its secret."),
    ),
    "store_plain": Told(
        Sentence("Filen {file} er ikke kryptert.", "The file {file} is not encrypted."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_unreadable": Told(
        Sentence(
            "Filen {file} er skadet, eller hører til en annen database.",
            "The file {file} is damaged, or belongs to another desk.",
        ),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_busy": Told(
        Sentence("Noen andre skriver til databasen.", "Somebody else is writing to the desk."),
        Sentence(
            "Ingenting ble lagret: prøv igjen om et øyeblikk.", "Nothing was saved: try again in a moment."
        ),
    ),
    "store_damaged": Told(
        Sentence("Databasen er skadet.", "The database is damaged."),
        Sentence("Gjenopprett fra en sikkerhetskopi.", "Restore it from a backup."),
    ),
    "store_disk": Told(
        Sentence(
            "Disken nektet å lese eller skrive databasen.", "The disk refused to read or write the database."
        ),
        Sentence(
            "Ingenting ble lagret: se etter at disken er der, ikke er full, og lar deg skrive.",
            "Nothing was saved: check that the disk is there, is not full, and lets you write.",
        ),
    ),
    "store_no_cipher": Told(
        Sentence(
            "SQLCipher er ikke installert, og uten den ville ingenting bli kryptert.",
            "SQLCipher is not installed, and without it nothing would be encrypted.",
        ),
        Sentence(
            "Installer pakken sqlcipher3. Til da kan bare eksempeldata brukes.",
            "Install the package sqlcipher3. Until then only demo data can be used.",
        ),
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
