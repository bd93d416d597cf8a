"""What a screen or terminal shows of a plan."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from placement.domain.plan import Plan
from placement.domain.review import TierStages
from placement.domain.run import Run, Status
from placement.domain.stay import Stay, StayKind
from placement.rules import GOALS, RULES
from placement.service.findings import status_line, tier_line
from placement.service.planning import check_plan, derived, make_plan
from placement.service.rulebook import rule_book
from placement.service.terminal import show_plan, show_review, show_rules
from placement.service.views import plan_view, review_view
from placement.solver import solve
from placement.words.language import LANGUAGES
from placement.words.texts import texts
from tests.worlds import day, town, vary


def in_this_process(instance, *_, seconds, **__):
    return solve(instance, RULES, GOALS, seconds=seconds)


def monday():
    """Rype-3 sleeps nowhere, Lerke-2 lives in Granly and wishes to move, one pin breaks a rule by itself."""
    return vary(
        town(),
        {
            "households": {"Rype-3": {"situation": "nowhere"}, "Lerke-2": {"move_on_from": 20}},
            "stays": [{"household": "Lerke-2", "place": "F2b", "start": -30, "kind": "current"}],
            "closures": [{"unit": "Solbakken", "since": 0, "until": 70}],
            "persons": {"Orrfugl-1": {"areas_asked": False}},
            "pins": [{"household": "Rype-3", "place": "F1a"}],
        },
    )


ANSWER = make_plan(monday(), seconds=10, planner=in_this_process)


def printed(show, *arguments, width=100):
    screen = io.StringIO()
    show(*arguments, Console(file=screen, width=width, highlight=False))
    return screen.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_who_lives_somewhere_or_will_is_listed_once(lang):
    view = plan_view(ANSWER, lang)
    homes = [(row.household, row.unit) for row in view.living]
    assert ("Lerke-2", "Granly") in homes
    assert len(homes) == len(set(homes))
    assert view.people is not None
    assert [row.household for row in view.people.households] == ["Lerke-2", "Orrfugl-1", "Oter-4", "Rype-3"]


def test_the_figures_add_up():
    view = plan_view(ANSWER, "nb")
    assert view.figures.waiting == 3
    assert view.figures.placed == len(view.starts)
    assert view.figures.proposals == len(view.proposals)
    assert view.figures.tasks == len(view.tasks)


def test_who_has_no_place_in_time_is_told_with_code_and_sentence():
    (row,) = [row for row in plan_view(ANSWER, "nb").unplaced if row.household == "Oter-4"]
    assert row.code.startswith("R")
    assert row.reason
    assert row.sentences


def test_a_pin_that_breaks_a_rule_by_itself_is_told():
    view = plan_view(ANSWER, "nb")
    assert any("Rype-3" in said.about for said in (*view.alarms, *view.tasks))


def stages(**figures):
    known: dict[str, Any] = {
        "nights": 0,
        "not_in_time": 0,
        "waiting_days": 0,
        "ease": 0,
        "flags": (),
        "lot_nights": 0,
    }
    return TierStages(tier="P1", **(known | figures))


@pytest.mark.parametrize(
    ("figures", "nb"),
    [
        ({}, "P1 utrygt: 4 av 4 i tide"),
        ({"nights": 1, "not_in_time": 1}, "P1 utrygt: 3 av 4 i tide, 1 natt uten plass"),
        (
            {"nights": 41, "not_in_time": 2, "impossible": 1},
            "P1 utrygt: 2 av 4 i tide, 41 netter uten plass, for 1 finnes ingen plass i tide",
        ),
    ],
)
def test_a_tier_is_one_line_of_words(figures, nb):
    assert tier_line(stages(**figures), 4, texts("nb")) == nb


@pytest.mark.parametrize(
    ("run", "nb"),
    [
        (Run(status=Status.OPTIMAL), "Bevist best"),
        (Run(status=Status.FEASIBLE, stages_proved=True, points=12, bound=10), "høyst 17 % bedre mulig"),
        (Run(status=Status.FEASIBLE, stages_proved=True), "Om ønskene kan oppfylles bedre, er ikke bevist"),
        (Run(status=Status.FEASIBLE), "uken er for stor for et bevis"),
        (Run(status=Status.FEASIBLE, cut_short="time"), "tiden tok slutt"),
    ],
)
def test_how_good_a_plan_is_proved_to_be_is_said_in_words(run, nb):
    assert nb in status_line(run, texts("nb"))


def test_a_start_after_a_week_is_a_forecast():
    week = derived(town())
    late = Stay(household="Lerke-2", place="F2b", start=day(8), until=day(56), kind=StayKind.NEW)
    plan = Plan(stays=(late,))
    (row,) = review_view(week, plan, check_plan(week, plan), "nb").living
    assert row.what == "prognose"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_a_printed_plan_keeps_to_its_columns_and_names_everybody(lang, width):
    text = printed(show_plan, plan_view(ANSWER, lang), lang, width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    for household in ("Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4"):
        assert household in text
    assert "~" not in text
    assert "{" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_printed_review_tells_breaches_first(lang):
    week = derived(town())
    plan = Plan(
        stays=(Stay(household="Rype-3", place="F1a", start=day(0), until=day(56), kind=StayKind.NEW),)
    )
    text = printed(show_review, review_view(week, plan, check_plan(week, plan), lang), lang)
    assert {"nb": "kan ikke godkjennes", "en": "cannot be accepted"}[lang] in text
    assert "Rype-3" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rule_book_holds_every_rule_and_goal_with_its_reason_and_source(lang):
    book = rule_book(lang)
    assert [entry["id"] for entry in book] == [rule.id for rule in (*RULES, *GOALS)]
    assert all(entry["title"] and entry["because"] and entry["source"] for entry in book)
    assert [e["source"] for e in book] == [getattr(rule.source, lang) for rule in (*RULES, *GOALS)]
    assert all(date.fromisoformat(entry["source_valid_from"]) for entry in book)
    text = printed(show_rules, book, lang)
    assert {"nb": "valgt i prosjektet", "en": "design choice"}[lang] in text
    assert {"nb": "design choice", "en": "valgt i prosjektet"}[lang] not in text.lower()
    assert all(entry["code"] in text for entry in book)


def test_a_plan_that_is_not_proved_best_does_not_look_proved():
    feasible = replace(ANSWER, run=ANSWER.run.but(status=Status.FEASIBLE))
    assert plan_view(ANSWER, "nb").is_proved
    assert not plan_view(feasible, "nb").is_proved
