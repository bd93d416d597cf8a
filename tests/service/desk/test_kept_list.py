"""The list of plans says of each what became of it, and how good it is."""

from datetime import UTC, datetime

import pytest

from placement.service.desk.accepting import accept
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.kept_list import first_to_look_at, plan_lines
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import alarm_id, keep, keep_answer
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.words.texts import texts
from tests.service.desk.desks import KARI, OLA, new_desk

NOW = datetime.now(UTC)
EN = texts("en")


@pytest.fixture(scope="module")
def answer():
    return make_plan(generate("S", 5), seconds=20)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", generate("S", 5))
    yield made
    made.close()


def lines(desk, lang="en"):
    return plan_lines(desk, NOW, texts(lang))


def test_without_a_plan_there_is_nothing_to_look_at(desk):
    assert lines(desk) == ()
    assert first_to_look_at(lines(desk)) is None


def test_each_plan_says_who_made_it_and_how_good_it_is(desk, answer):
    change = desk.now().change
    proved = keep_answer(desk, KARI, answer, change)
    by_hand = keep(desk, OLA, answer.plan, None, change)
    newest, first = lines(desk)
    assert (newest.number, newest.by, newest.quality, newest.is_proved) == (
        by_hand,
        OLA,
        "changed by hand",
        False,
    )
    assert (first.number, first.by, first.state, first.is_proved) == (proved, KARI, "draft", True)
    assert first.quality.startswith("Proven best")
    assert lines(desk, "nb")[1].quality.startswith("Bevist best")


def test_a_draft_of_other_facts_says_so_and_is_not_the_one_to_look_at(desk, answer):
    number = keep_answer(desk, KARI, answer, desk.now().change)
    newer = keep_answer(desk, KARI, answer, desk.now().change)
    assert first_to_look_at(lines(desk)) == newer
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    assert [one.is_current for one in lines(desk)] == [False, False]
    assert lines(desk)[0].state == "draft; out of date: facts changed"
    assert first_to_look_at(lines(desk)) == newer > number


def test_what_runs_is_told_from_what_waits(desk, answer):
    number = keep_answer(desk, KARI, answer, desk.now().change)
    review = kept_plan(desk, KARI, number).review
    accept(desk, KARI, number, acknowledged=[alarm_id(one) for one in review.findings])
    (one,) = lines(desk)
    assert (one.is_open, one.state) == (False, "accepted, runs now")
