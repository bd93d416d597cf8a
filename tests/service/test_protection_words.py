"""What would be lowered or loosened, in both languages: whom, and never what a row holds."""

from string import Formatter

import pytest

from placement.service.loosening import LOOSER, Loosening
from placement.service.protection import Lowering
from placement.service.protection_kinds import Kind
from placement.service.protection_words import (
    LOOSENED,
    LOWERED,
    UNLINKED,
    say_loosening,
    say_lowering,
)
from placement.words.language import LANGUAGES

OF_NO_PERSON = {Kind.BURNT_ADDRESS, Kind.SETTING}
SENTENCES = [*LOWERED.values(), *LOOSENED.values(), UNLINKED]


def names(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_kind_and_every_looser_field_has_a_sentence():
    assert set(LOWERED) == set(Kind)
    assert set(LOOSENED) == set(LOOSER)


def test_both_languages_name_the_same_and_end_as_sentences_do():
    for sentence in SENTENCES:
        assert names(sentence.nb) == names(sentence.en)
        assert sentence.nb.endswith(".")
        assert sentence.en.endswith(".")
        assert sentence.nb != sentence.en


def test_whoever_loses_a_protection_is_named():
    for kind, sentence in LOWERED.items():
        assert ("person" in names(sentence.nb)) is (kind not in OF_NO_PERSON), kind


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_lowering_is_told_with_all_that_its_sentence_names(kind, lang):
    person = None if kind in OF_NO_PERSON else "Lerke-2"
    other, unit = "Rype-3", "Granly"
    said = say_lowering(Lowering(kind, person, "persons", "Lerke-2", None, other, unit), lang)
    assert "{" not in said
    for name, alias in (("person", person), ("other", other), ("unit", unit)):
        assert (alias is not None and alias in said) is (name in names(LOWERED[kind].nb))


def test_a_lowering_reads_like_a_sentence():
    lost = Lowering(Kind.HARMFUL_LINK, "Lerke-2", "relations", "7", None, "Rype-3")
    assert say_lowering(lost, "en") == (
        "The harmful link that protects Lerke-2 from Rype-3 is gone, weaker or shorter."
    )
    assert say_lowering(lost, "nb") == (
        "Den farlige koblingen som beskytter Lerke-2 mot Rype-3, blir borte, svakere eller kortere."
    )


def test_an_address_that_a_stranger_knows_is_told_without_a_person():
    lost = Lowering(Kind.KNOWN_ADDRESS, None, "knows_address", "1", None, "Rype-3", "Granly")
    assert say_lowering(lost, "en") == "It is forgotten that Rype-3 knows the address of Granly."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_loosening_names_what_it_is_about(lang):
    for table, field in LOOSER:
        said = say_loosening(Loosening(table, "1", field, "Granly"), lang)
        assert "Granly" in said
        assert "{" not in said


def test_a_rule_and_a_figure_of_it_are_told_by_their_titles():
    """They stood there as `H06` and `stay_limit.warning`."""
    figure = Lowering(Kind.SETTING, None, "settings", "1", "value", "stay_limit.warning")
    rule = Lowering(Kind.OVERRIDE, "Lerke-2", "overrides", "1", None, "H06", "Granly")
    assert "warning" not in say_lowering(figure, "nb")
    assert "H06" not in say_lowering(rule, "nb")
    assert "«" in say_lowering(figure, "nb")
    assert "Lerke-2" in say_lowering(rule, "nb")
