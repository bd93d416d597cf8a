"""Of a week that is too large for a proof the questions of the meeting say so, and claim nothing."""

import pytest

from placement.domain.instance import Instance
from placement.service.explained import explained, sections
from placement.service.question import question
from placement.solver import shares
from placement.solver.run import solve
from placement.words.language import Lang
from tests.worlds import town, vary

TOO_LARGE = {"nb": "uken er for stor", "en": "the week is too large"}
NOTHING_SURE = {
    "nb": "Fant ingen endring som sikkert gir plass.",
    "en": "No change was found that is sure to give a place.",
}


@pytest.fixture
def too_large(monkeypatch) -> None:
    """Every week is a vast one."""
    monkeypatch.setattr(shares, "MOST", -1)


def told(instance: Instance, where: str | None, lang: Lang) -> str:
    """Why Rype-3 is where the best plan has them, or why not there."""
    found = sections(explained(question(instance, solve), "Rype-3", where, None, lang), lang)
    return " ".join(text for one in found for text in (one.title, *one.lines, *one.points))


@pytest.mark.usefixtures("too_large")
@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("where", ["S2", None])
def test_what_another_place_would_cost_is_not_known(lang, where):
    assert TOO_LARGE[lang] in told(town(), where, lang)


@pytest.mark.usefixtures("too_large")
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_would_help_is_not_denied(lang):
    unassessed = vary(town(), {"persons": {"Rype-3": {"threat": None}}})
    assert NOTHING_SURE[lang] in told(unassessed, None, lang)
