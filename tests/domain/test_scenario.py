"""A scenario is a value: the same cards, the same hash; whatever is written down can be read again."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from placement.domain.profile import Profile
from placement.domain.scenario import (
    Another,
    Arrivals,
    Beds,
    Budget,
    Card,
    Close,
    Figure,
    Group,
    Interpreting,
    NewUnit,
    RuleOff,
    Scenario,
    Seats,
    Staff,
    StayLength,
    Stays,
)
from tests.worlds import town

CARDS: tuple[Card, ...] = (
    Beds(unit="Bjerk-1", change=2),
    Close(unit="Bjerk-1", since=date(2027, 5, 1), until=date(2027, 6, 1)),
    NewUnit(unit=town().units[0]),
    Another(like="Bjerk-1", alias="Bjerk-2"),
    Arrivals(profile=Profile.MAN, percent=150),
    Group(on=date(2027, 1, 7), persons=8),
    Staff(unit="Bjerk-1", more=frozenset({"tir", "ara"})),
    RuleOff(code="H12"),
    Figure(rule="few_moves", name="points_each", value=200),
    Stays(length=StayLength.LONG, percent=80),
    Seats(programme="Norsk-1", change=-3),
    Interpreting(language="tir", hours=4),
    Budget(kroner=400_000),
)


def test_a_scenario_with_every_card_is_the_same_after_it_was_written_and_read():
    scenario = Scenario(name="Alle kort", cards=CARDS, weeks=52, replications=200, seed=7, warm_up=4)
    again = Scenario.model_validate_json(scenario.model_dump_json())
    assert again == scenario
    assert again.content_hash == scenario.content_hash


def test_every_kind_of_card_is_among_those_tried():
    words = TypeAdapter[Card](Card).json_schema()["discriminator"]["mapping"]
    assert {card.card for card in CARDS} == set(words)


def test_the_name_is_not_part_of_the_hash_and_everything_else_is():
    one = Scenario(name="A", cards=CARDS)
    assert one.but(name="B").content_hash == one.content_hash
    others = [one.but(weeks=3), one.but(replications=3), one.but(seed=3), one.but(warm_up=3)]
    others += [one.but(cards=CARDS[1:]), one.but(cards=tuple(reversed(CARDS)))]
    assert len({o.content_hash for o in [one, *others]}) == len(others) + 1


def test_a_future_is_kept_by_a_hash_that_does_not_know_how_many_others_were_asked_for():
    one = Scenario(name="A", cards=CARDS)
    assert one.but(replications=7).future_hash(3) == one.future_hash(3)
    others = [one.future_hash(4), one.but(seed=3).future_hash(3), one.but(weeks=3).future_hash(3)]
    assert one.future_hash(3) not in others


def test_the_hash_of_a_set_does_not_depend_on_the_order_in_which_it_happens_to_be():
    one = Scenario(name="A", cards=(Staff(unit="B-1", more=frozenset({"tir", "ara", "som", "ukr"})),))
    other = Scenario(name="A", cards=(Staff(unit="B-1", more=frozenset(["ukr", "som", "ara", "tir"])),))
    assert one.content_hash == other.content_hash


@pytest.mark.parametrize("card", [
    {"card": "rule_off", "code": "H1"}, {"card": "no_such_card"}, {"card": "group", "on": "2027-01-07", "persons": 0},
    {"card": "arrivals", "percent": -1}, {"card": "beds", "unit": "B-1", "change": 1, "beds": 2},
    {"card": "seats", "programme": "N-1", "change": 0},
])  # fmt: skip
def test_a_card_that_says_nothing_or_too_much_is_refused(card):
    with pytest.raises(ValidationError):
        Scenario.model_validate_json(f'{{"name": "A", "cards": [{str(card).replace(chr(39), chr(34))}]}}')
