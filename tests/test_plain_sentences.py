"""Sentences about findings, changes and clashes are short, easy to read, without words of the workshop or blame."""

import re

import pytest

from placement.rules import GOALS, RULES
from placement.words.language import LANGUAGES
from tests.lix import LONG, WORD, lix, sentences
from tests.sentences.every import chapters

MOST_LIX = 40
"""Of all Norwegian sentences together."""
HARDEST_LIX = 60
"""Of one alone: above is the language of laws. A label, such as a reason code's, is no sentence."""
HARDEST_LONGER = 50
"""Of one with at least so many words that one long word does not decide it."""
LONGER = 8
MOST_WORDS = 25

WORKSHOP = {
    "nb": r"solver|løser|løseren|skranke\w*|målfunksjon\w*|optim\w+|heltall\w*|variab\w+|straff\w*|"
          r"algoritm\w+|heurist\w+|modell\w*|parameter\w*|infeasib\w*|iter\w+|instans\w*|boolsk\w*|null",
    "en": r"solver|constrain\w+|objective\w*|penalt\w+|(?:in)?feasib\w+|optim\w+|integer\w*|variable\w*|"
          r"algorithm\w*|heuristic\w*|model\w*|parameter\w*|relax\w*|iterat\w+|instance\w*|boolean|null|infinity",
}  # fmt: skip
"""Words of those who build the program."""
BLAME = {
    "nb": r"skyld\w*|din|ditt|dine|du|burde\w*|nekt\w*|påstå\w*|lyv\w*|løgn\w*|forsøm\w*|glemt\w*|slurv\w*|"
          r"unnlat\w*|svikt\w*|feil\w*|vanskelig\w*|problem\w*|umotiver\w*|samarbeidsvillig\w*|mislyk\w*|offer\w*|ofre\w*",
    "en": r"blame\w*|fault\w*|guilt\w*|you|your|refus\w+|deni\w+|claims?|alleg\w+|lied|liars?|lying|neglect\w*|"
          r"forg[eo]t\w*|careless\w*|fail\w*|wrong\w*|difficult\w*|problem\w*|unmotivated|uncooperative|victim\w*",
}  # fmt: skip
"""Words that make somebody the cause, or somebody's word a mere claim; and the word that nobody is called by here."""
ROWS = [
    pytest.param(one, id=f"{section.title}-{one.key}".replace(" ", "-"))
    for _, sections in chapters()
    for section in sections
    for one in section.rows
]


def said(lang):
    return [getattr(one.values[0], lang) for one in ROWS]


def found(words, text):
    return re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE)


def test_all_norwegian_sentences_together_are_easy_to_read():
    assert lix(said("nb")) <= MOST_LIX


def test_no_norwegian_sentence_is_very_hard_to_read():
    each = [part for text in said("nb") if text.endswith(".") for part in sentences(text)]
    hard = [
        part for part in each if lix([part]) > (HARDEST_LONGER if len(words(part)) >= LONGER else HARDEST_LIX)
    ]
    assert hard == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_long(lang):
    each = [part for text in said(lang) for part in sentences(text)]
    assert [part for part in each if len(words(part)) > MOST_WORDS] == []


def words(sentence):
    return WORD.findall(sentence)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_has_words_of_the_workshop(lang):
    because = [getattr(rule.because, lang) for rule in (*RULES, *GOALS)]
    titles = [getattr(rule.title, lang) for rule in (*RULES, *GOALS)]
    assert [text for text in (*said(lang), *because, *titles) if found(WORKSHOP[lang], text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_blames_anybody(lang):
    assert [text for text in said(lang) if found(BLAME[lang], text)] == []


# -- the measure
def test_lix_counts_words_a_sentence_and_long_words():
    assert lix(["Katten sover."]) == 2
    assert lix(["Katten sover på matten i kjøkkenet."]) == 6 + 100 / 6
    assert lix(["Katten sover.", "Hunden er ute nå."]) == 3


@pytest.mark.parametrize(
    "text",
    ["Rype-3 bor i Solbakken, S1.", "Klar on. 25. nov. 2026 kl. 10:00–12:00.", "Ja, til ma. 23. nov.: spør."],
)
def test_aliases_dates_and_names_are_short_words_and_end_no_sentence(text):
    assert lix([text]) == len(words(text))


def test_a_capital_after_a_stop_begins_a_sentence():
    assert sentences("Klar ma. 23. nov. Spør nå!") == ["Klar ma. 23. nov.", "Spør nå!"]
    assert LONG == 6
