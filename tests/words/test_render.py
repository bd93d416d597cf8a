"""How facts become a sentence."""

from datetime import date, time
from typing import NamedTuple

import pytest

from placement.domain.housing import TargetGroup
from placement.domain.person import Access, AgeBand
from placement.domain.rule import facts
from placement.words.finding import NEUTRAL, render_finding
from placement.words.render import render
from placement.words.say import one_stop, say_date, say_either, say_list, say_number, say_span, say_weekday
from placement.words.sentence import Sentence
from placement.words.texts import texts
from placement.words.tongue import say_language

DAY = date(2025, 1, 6)
UNTIL = Sentence("Til {until}.", "Until {until}.")
NIGHTS = Sentence("{n:natt|netter} uten plass.", "{n:night|nights} without a place.")


def test_a_date_is_short_and_has_its_year_only_when_asked():
    assert say_date(DAY, "nb") == "ma. 6. jan."
    assert say_date(DAY, "en") == "Mon 6 Jan"
    assert say_date(DAY, "nb", year=True) == "ma. 6. jan. 2025"


def test_a_date_without_end_is_said_in_words():
    assert render(UNTIL, {"until": date.max}, "nb") == "Til inntil videre."
    closed = Sentence("Stengt (til {until}).", "Closed (until {until}).")
    assert render(closed, {"until": date.max}, "nb") == "Stengt (inntil videre)."
    assert render(closed, {"until": date.max}, "en") == "Closed (until further notice)."


def test_a_date_in_the_end_of_a_sentence_brings_the_full_stop_with_it():
    assert render(Sentence("Slutter {d}.", "Ends {d}."), {"d": DAY}, "nb") == "Slutter ma. 6. jan."
    assert texts("nb")("Changes since {day}.", day=say_date(DAY, "nb")) == "Endringer siden ma. 6. jan."
    assert one_stop("Til 6. jan.. Se ../plan.json …") == "Til 6. jan. Se ../plan.json …"


def test_a_date_far_from_today_has_its_year():
    assert render(UNTIL, {"until": DAY}, "nb", near=date(2024, 12, 30)) == "Til ma. 6. jan."
    assert render(UNTIL, {"until": DAY}, "nb", near=date(2024, 1, 1)) == "Til ma. 6. jan. 2025."
    assert render(Sentence("{d:year}", "{d:year}"), {"d": DAY}, "en") == "Mon 6 Jan 2025"


@pytest.mark.parametrize(
    ("n", "nb", "en"),
    [
        (1, "1 natt uten plass.", "1 night without a place."),
        (2, "2 netter uten plass.", "2 nights without a place."),
        (0, "0 netter uten plass.", "0 nights without a place."),
    ],
)
def test_a_number_takes_the_word_for_one_or_for_several(n, nb, en):
    assert render(NIGHTS, {"n": n}, "nb") == nb
    assert render(NIGHTS, {"n": n}, "en") == en


def test_thousands_are_apart_as_the_language_does_it():
    assert say_number(12345, "nb") == "12\xa0345"
    assert say_number(12345, "en") == "12,345"


def test_words_of_the_domain_are_named_in_both_languages():
    lacks = Sentence("Mangler {needs}.", "Lacks {needs}.")
    named = facts(needs={Access.STEP_FREE, Access.GROUND_FLOOR})
    assert render(lacks, named, "nb") == "Mangler første etasje og trinnfritt."
    assert render(lacks, named, "en") == "Lacks ground floor and step-free access."


def test_a_word_with_a_dot_or_a_plus_is_found():
    assert render(Sentence("{band}", "{band}"), facts(band=AgeBand.OLDER), "nb") == "60 år og eldre"


def test_a_sentence_that_begins_with_a_fact_begins_with_a_capital():
    says = Sentence("{who} tas ikke inn her.", "{who} are not taken in here.")
    who = facts(who=[TargetGroup.COUPLE, TargetGroup.FAMILY])
    assert render(says, who, "nb") == "Par og familier tas ikke inn her."


def test_lists_read_well():
    assert [say_list(["a", "b", "c"][:n], "nb") for n in range(4)] == ["", "a", "a og b", "a, b og c"]


def test_a_choice_reads_well():
    assert [say_either(["a", "b", "c"][:n], "nb") for n in range(4)] == ["", "a", "a eller b", "a, b eller c"]
    assert say_either(["a", "b"], "en") == "a or b"


def test_a_time_of_the_week_is_short():
    assert [say_weekday(n, "nb") for n in range(7)] == ["ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø."]
    assert [say_weekday(n, "en") for n in (0, 6)] == ["Mon", "Sun"]
    assert say_span(time(9), time(10, 30)) == "09:00–10:30"


@pytest.mark.parametrize(
    ("code", "nb", "en"),
    [
        ("tir", "tigrinja", "Tigrinya"),
        ("nob", "norsk", "Norwegian"),
        ("prs", "dari", "Dari"),
        ("cmn", "kinesisk", "Chinese"),
        ("ckb", "sentralkurdisk", "Central Kurdish"),
        ("qqq", "qqq", "qqq"),
    ],
)
def test_a_language_is_named_and_one_without_a_name_keeps_its_code(code, nb, en):
    assert (say_language(code, "nb"), say_language(code, "en")) == (nb, en)


def test_facts_come_as_pairs_or_as_a_mapping():
    assert render(UNTIL, (("until", DAY),), "nb") == render(UNTIL, {"until": DAY}, "nb")


def test_a_missing_fact_is_an_error_and_no_hole_in_the_text():
    with pytest.raises(KeyError):
        render(UNTIL, {}, "nb")


class Found(NamedTuple):
    rule: str = "avoid_area"
    says: str = "inside"
    facts: tuple[tuple[str, str | int | date], ...] = (("until", DAY),)


class AvoidArea(NamedTuple):
    says: dict[str, Sentence]
    neutral: frozenset[str]


def test_what_rests_on_others_is_one_neutral_sentence_for_whoever_lacks_need_to_know():
    rules = {"avoid_area": AvoidArea({"inside": UNTIL}, frozenset({"inside"}))}
    assert render_finding(Found(), rules, "nb", need_to_know=True) == "Til ma. 6. jan."
    for lang in ("nb", "en"):
        assert render_finding(Found(), rules, lang, need_to_know=False) == getattr(NEUTRAL, lang)
