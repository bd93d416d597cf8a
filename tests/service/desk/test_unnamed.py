"""Most sentences about two people name neither: of whom one may not know they tell nothing either, nor which rule."""

import json

import pytest

from placement.domain.review import FindingKind
from placement.service.desk.hand_change import Give
from placement.service.desk.kept_by_hand import keep_by_hand
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.needs_you import needs
from placement.service.desk.plans import keep_answer
from placement.service.desk.proved import why_not_there
from placement.service.desk.publishing import publication
from placement.service.desk.sight import sight
from placement.service.desk.today import today
from placement.service.desk.why_here import why_here
from placement.service.planning import make_plan
from placement.service.veil import DEPENDS, SOMEBODY, untold
from placement.solver import solve
from placement.words.texts import texts
from tests.service.desk.desks import KARI, OLA, disqualify, new_desk
from tests.worlds import town, vary

_ = texts("en")
HERS, OTHER = "Rype-3", "Oter-4"
"""Of the other Ola may not know. A harmful link is between them."""
LINK = "harmful link"
STAYS = [{"household": OTHER, "place": "F1a", "start": -30, "kind": "current"}]
TOWN = vary(town(), {
    "relations": [
        {"a": HERS, "b": "Oter-41", "kind": "perpetrator"},
        {"a": "Oter-41", "b": "Oter-42", "kind": "guardian", "confirmed": True},
    ],
    "stays": STAYS,
    "households": {HERS: {"expected_until": 40}},
})  # fmt: skip


def planner(instance, rules, goals, *, seconds, **_given):
    return solve(instance, rules, goals, seconds=seconds)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", TOWN)
    disqualify(made, OLA, OTHER)
    yield made
    made.close()


@pytest.fixture
def number(desk):
    answer = make_plan(desk.now().instance, seconds=30, planner=planner)
    return keep_answer(desk, KARI, answer, desk.now().change)


@pytest.fixture
def broken(desk, number):
    return keep_by_hand(desk, KARI, number, (Give(household=HERS, place="F2b"),))


def test_a_breach_of_two_is_told_without_the_rule(desk, broken):
    whole, told = (kept_plan(desk, login, broken).view("en") for login in (KARI, OLA))
    assert [row.code for row in whole.breaches if LINK in row.text] == ["H03", "H03"]
    assert [tuple(row) for row in told.breaches] == [(f"{HERS}, {_(SOMEBODY)}", "", _(DEPENDS), "")]
    assert len(whole.alarms) == whole.figures.alarms
    assert (told.figures, told.status) == (whole.figures, whole.status)
    published = publication(kept_plan(desk, OLA, broken), "en")
    assert LINK not in repr(published)
    assert LINK in repr(publication(kept_plan(desk, KARI, broken), "en"))


def test_in_the_panel_no_rule_is_told_as_kept_where_one_rests_on_them(desk, broken):
    whole, told = (why_here(kept_plan(desk, login, broken), HERS, "en") for login in (KARI, OLA))
    assert {line.code: line.state for line in whole.rules}["H03"] == "broken"
    assert [(line.code, line.state, line.sentences) for line in told.rules if not line.code] == [
        ("", "broken", (_(DEPENDS),))
    ]
    assert "kept" not in {line.state for line in told.rules}
    assert "H03" not in repr(told)
    assert LINK not in repr(told)


def test_of_somebody_else_every_rule_is_told_as_before(desk, number):
    for household in ("Lerke-2", "Orrfugl-1"):
        whole, told = (why_here(kept_plan(desk, login, number), household, "en") for login in (KARI, OLA))
        assert told == whole


def test_why_not_there_is_one_sentence(desk, number):
    whole, told = (
        why_not_there(kept_plan(desk, login, number), HERS, "F2b", "en", planner) for login in (KARI, OLA)
    )
    assert LINK in repr(whole)
    assert LINK not in repr(told)
    assert _(DEPENDS) in repr(told)


def test_why_there_is_no_place_names_neither_the_rule_nor_its_reason(tmp_path):
    """Granly alone is open, and there the other lives."""
    closed = {"closures": [{"unit": "Solbakken", "since": -1}]}
    desk = new_desk(tmp_path / "closed", vary(TOWN, closed))
    disqualify(desk, OLA, OTHER)
    answer = make_plan(desk.now().instance, seconds=30, planner=planner)
    number = keep_answer(desk, KARI, answer, desk.now().change)
    whole, told = (
        next(row for row in kept_plan(desk, login, number).view("en").unplaced if row.household == HERS)
        for login in (KARI, OLA)
    )
    desk.close()
    assert LINK in repr(whole).lower()
    assert "R6" in whole.code
    assert LINK not in repr(told).lower()
    assert (told.code, told.reason) == ("", "")
    assert _(DEPENDS) in told.sentences


def test_what_is_said_to_who_may_know_is_as_it_was(desk, broken):
    kept = kept_plan(desk, KARI, broken)
    assert kept.review.of(FindingKind.BREACH)
    assert _(DEPENDS) not in repr(kept.view("en"))


def test_as_json_the_findings_that_rest_on_them_are_not_there(desk, broken):
    whole, told = (json.dumps(kept_plan(desk, login, broken).as_json()) for login in (KARI, OLA))
    assert "harmful_link" in whole
    assert "harmful_link" not in told


def test_what_needs_somebody_today_says_nothing_of_the_rule(tmp_path):
    """Both live in Granly by now."""
    home = {"household": HERS, "place": "F2b", "start": -30, "until": 40, "kind": "current"}
    desk = new_desk(tmp_path / "both", vary(TOWN, {"stays": [*STAYS, home]}))
    disqualify(desk, OLA, OTHER)
    found = {}
    for login in (KARI, OLA):
        seen = sight(desk, login)
        hidden = untold(seen.actor, today(desk).week, desk.now().content)
        found[login] = repr(needs(today(desk), (), seen.content, "en", hidden=hidden, meeting=False))
    desk.close()
    assert LINK in found[KARI]
    assert LINK not in found[OLA]
    assert _(DEPENDS) in found[OLA]
