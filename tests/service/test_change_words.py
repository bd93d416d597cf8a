"""Changes and answers in words: short, complete, and in both languages."""

import re
from typing import get_args

import pytest

from placement.domain.week import Week
from placement.review.change import PRICES, Clarified
from placement.review.why_not_there import Kind, There, why_not_there
from placement.rules import GOALS, RULES
from placement.service.change_words import SENTENCES, change_sentence
from placement.service.why_there_words import TOLD, lines, there_view
from placement.solver.run import solve
from placement.words.language import LANGUAGES, Lang
from tests.review.there import MEANS
from tests.sentences.of_changes import EACH, MAN, ONE
from tests.worlds import town, vary


def test_every_kind_of_change_has_a_sentence() -> None:
    assert {type(one) for one in EACH} == set(PRICES)
    assert SENTENCES.keys() | {Clarified} == set(PRICES)
    assert TOLD.keys() == set(get_args(Kind.__value__ if hasattr(Kind, "__value__") else Kind))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sentence_is_whole_and_its_own(lang: Lang) -> None:
    week = Week(town(), RULES)
    told = [change_sentence(week, one, lang) for one in EACH]
    assert len(set(told)) == len(EACH)
    assert all(text.endswith(".") and "{" not in text and "~" not in text for text in told)


def test_what_a_coordinator_reads_of_a_place_that_others_give_up() -> None:
    week = vary(town(), {"households": {ONE: {"wishes": ["Granly"]}}})
    run = solve(week, RULES, GOALS)
    assert run.plan is not None
    said = why_not_there(Week(week, RULES), run.plan, ONE, "S2", MEANS)
    told = list(lines(there_view(Week(week, RULES), said, "en")))
    assert told[0] == "Orrfugl-1 can be in Solbakken, S2, but others get something else."
    # of two rooms that are as good the plan may have either
    assert re.fullmatch(r"– Rype-3 gets \w+, \w+ from Mon 23 Nov, instead of Solbakken, S2\.", told[1])
    assert told[2:] == ["– Orrfugl-1: The household's own wish"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_answer_has_a_sentence(lang: Lang) -> None:
    week = Week(town(), RULES)
    for kind in TOLD:
        view = there_view(week, There(ONE, "S2", kind, locked=(MAN,)), lang)
        assert "{" not in view.told
