"""Levers as they are written, and the points that they make."""

from datetime import date

import pytest

from placement.domain.profile import Profile
from placement.domain.scenario import (
    Another,
    Arrivals,
    BedKind,
    Beds,
    Budget,
    Close,
    Figure,
    Group,
    Interpreting,
    RuleOff,
    Scenario,
    Seats,
    Staff,
    StayLength,
    Stays,
)
from placement.errors import InputError
from placement.service.failures import say_problem
from placement.service.sweeping import levers_of
from placement.simulation.levers import KINDS, Lever, points_of

BASE = Scenario(name="Uke", cards=(Budget(kroner=5),))
WRITTEN = [
    ("beds:Nord", "2", (Beds(unit="Nord", change=2),)),
    ("beds:Nord:cot", "-1", (Beds(unit="Nord", change=-1, kind=BedKind.COT),)),
    ("close:Nord", "2026-12-07", (Close(unit="Nord", since=date(2026, 12, 7)),)),
    ("arrivals", "130", (Arrivals(percent=130),)),
    ("arrivals:family", "50", (Arrivals(profile=Profile.FAMILY, percent=50),)),
    ("group:2026-12-03", "8", (Group(on=date(2026, 12, 3), persons=8),)),
    ("staff:Nord", "tir", (Staff(unit="Nord", more=frozenset({"tir"})),)),
    ("rule_off", "H09", (RuleOff(code="H09"),)),
    ("figure:moves:points", "3", (Figure(rule="moves", name="points", value=3),)),
    ("stays:long", "80", (Stays(length=StayLength.LONG, percent=80),)),
    ("seats:Norsk-1", "4", (Seats(programme="Norsk-1", change=4),)),
    ("interpreting:tir", "10", (Interpreting(language="tir", hours=10),)),
    ("budget", "900", (Budget(kroner=900),)),
    ("another:Nord", "2", (Another(like="Nord", alias="Nord-2"), Another(like="Nord", alias="Nord-3"))),
]


def cards(word, *values):
    return [point.scenario.cards[1:] for point in points_of(BASE, [Lever(word, values)])]


@pytest.mark.parametrize(("word", "value", "played"), WRITTEN)
def test_a_lever_plays_its_card_at_a_value_and_none_at_none(word, value, played):
    assert cards(word, value, "none") == [played, ()]


def test_every_lever_is_tried_here_and_told_on_its_page():
    assert {word.split(":")[0] for word, _, _ in WRITTEN} == KINDS.keys()


@pytest.mark.parametrize(
    ("word", "value"), [("beds:Nord", "0"), ("arrivals", "100"), ("stays", "100"), ("another:Nord", "0")]
)
def test_what_changes_nothing_is_the_week_as_it_is(word, value):
    assert cards(word, value) == [()]


def test_two_levers_make_all_combinations():
    found = points_of(BASE, [Lever("beds:Nord", ("0", "1")), Lever("arrivals", ("100", "130"))])
    assert [point.values for point in found] == [("0", "100"), ("0", "130"), ("1", "100"), ("1", "130")]
    assert found[0].scenario == BASE
    assert found[3].scenario.cards[1:] == (Beds(unit="Nord", change=1), Arrivals(percent=130))


@pytest.mark.parametrize(
    ("levers", "code"),
    [
        ([], "levers"),
        ([("budget", "1")] * 3, "levers"),
        ([("budget", "")], "points"),
        ([("budget", ",".join(map(str, range(101))))], "points"),
        ([("weather", "1")], "lever"),
        ([("beds", "1")], "lever"),
        ([("beds:Nord:cot:again", "1")], "lever"),
        ([("beds:Nord", "many")], "lever_value"),
        ([("another:Nord", "many")], "lever_value"),
        ([("another:Nord", "1000000000000")], "lever_value"),
        ([("another:Nord", "-1")], "lever_value"),
        ([("another:Nord", "100")], "cards"),
        ([("another:Nord", "60"), ("another:Sør", "0,60")], "cards"),
        ([("staff:Nord", "Tigrinja")], "lever_value"),
        ([("close:Nord", "2026-13-01")], "lever_value"),
    ],
)
def test_what_cannot_be_turned_is_told(levers, code):
    with pytest.raises(InputError) as told:
        points_of(BASE, levers_of([word for word, _ in levers], [values for _, values in levers]))
    assert told.value.problems[0].code == f"sweep_{code}"
    said = {say_problem(told.value.problems[0], lang) for lang in ("nb", "en")}
    assert len(said) == 2
    assert not set("{}") & set("".join(said))


def test_each_lever_has_values_of_its_own():
    with pytest.raises(InputError):
        levers_of(["budget", "stays"], ["1"])
