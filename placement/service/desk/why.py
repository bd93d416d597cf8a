"""Reasons that somebody can choose for the log: codes, so that no sentence about anybody stays in it."""

from collections.abc import Mapping

from placement.words.language import Lang
from placement.words.sentence import Sentence

WHY: Mapping[str, Sentence] = {
    "new_information": Sentence("ny opplysning", "new information"),
    "own_wish": Sentence("personens eget ønske", "the person's own wish"),
    "assessed": Sentence("vurdert på nytt", "assessed anew"),
    "mistake": Sentence("det var feil", "it was wrong"),
    "meeting": Sentence("bestemt på møtet", "decided at the meeting"),
    "planning": Sentence("for å plassere denne uken", "to place this week"),
    "danger": Sentence("fare", "danger"),
    "asked_by_person": Sentence("personen ba om det", "the person asked for it"),
    "supervision": Sentence("tilsyn eller kontroll", "supervision or control"),
}
"""Code -> its words."""


def why_text(code: str, lang: Lang) -> str:
    """A reason in words; the code itself, where a unit has one of its own."""
    return getattr(WHY[code], lang) if code in WHY else code
