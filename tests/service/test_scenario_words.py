"""Every card says in words what it changes, and is what somebody filled in."""

from datetime import date
from typing import get_args

import pytest

from placement.domain.fact import content_of
from placement.domain.scenario import Card
from placement.errors import InputError
from placement.rules import GOALS, RULES
from placement.service.desk.card_forms import ASKS, KINDS, card_form, card_kinds, card_of
from placement.service.failures import say_error
from placement.service.scenario_words import card_line
from placement.simulation.cards import apply
from placement.simulation.generate import generate
from tests.domain.test_scenario import CARDS

WEEK = generate("S", 5)
CONTENT = content_of(WEEK)
UNIT = next(u for u in WEEK.units if len(u.zones) == 1 and len(u.rooms) > 2)
U, R = UNIT.alias, UNIT.rooms[0].alias
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
FILLED = [
    (
        "close",
        {"unit": UNIT.alias, "since": MAY, "until": JUNE},
        f"{U} er stengt fra lø. 1. mai 2027 til ti. 1. juni 2027",
        f"{U} is closed from Sat 1 May 2027 until Tue 1 Jun 2027",
    ),
    (
        "close",
        {"unit": UNIT.alias, "room": UNIT.rooms[0].alias},
        f"Rom {R} i {U} er stengt inntil videre",
        f"Room {R} of {U} is closed until further notice",
    ),
    (
        "beds",
        {"unit": UNIT.alias, "change": 2, "kind": "single", "access": ["step_free"], "emergency": "yes"},
        f"{U} får 2 enkeltsenger til, holdes av til akutte, med trinnfritt",
        f"{U} gets 2 single beds more, kept for emergencies, with step-free access",
    ),
    (
        "beds",
        {"unit": UNIT.alias, "change": -1, "kind": "single"},
        f"{U} mister 1 enkeltseng",
        f"{U} loses 1 single bed",
    ),
    (
        "another",
        {"like": UNIT.alias, "alias": "Ny"},
        f"En bolig til som {U}: Ny",
        f"One more unit like {U}: Ny",
    ),
    (
        "arrivals",
        {"percent": 130},
        "Det kommer 130 % så mange nye husstander som nå",
        "130 % as many new households come as now",
    ),
    (
        "arrivals",
        {"percent": 130, "profile": "family"},
        "Det kommer 130 % så mange som nå: familie",
        "130 % as many come as now: family",
    ),
    (
        "group",
        {"on": MAY, "persons": 8, "gender": "man", "language": "ron"},
        "8 menn i samme sak kommer lø. 1. mai 2027 og snakker rumensk",
        "8 men of one case come on Sat 1 May 2027 and speak Romanian",
    ),
    (
        "staff",
        {"unit": UNIT.alias, "staffing": "full", "more": ["tir"]},
        f"{U}: døgnbemannet, {U}: noen på jobb snakker også tigrinja",
        f"{U}: staffed round the clock, {U}: somebody at work also speaks Tigrinya",
    ),
    (
        "staff",
        {"unit": UNIT.alias, "fewer": ["tir"]},
        f"{U}: ingen på jobb snakker tigrinja lenger",
        f"{U}: nobody at work speaks Tigrinya any more",
    ),
    (
        "stays",
        {"percent": 80, "length": "short"},
        "Korte opphold varer 80 % så lenge som nå",
        "Short stays last 80 % as long as now",
    ),
    (
        "interpreting",
        {"language": "tir", "hours": 5},
        "5 timer mer tolking i uken: tigrinja",
        "5 more hours of interpreting a week: Tigrinya",
    ),
    (
        "budget",
        {"kroner": 500000},
        "Senger og hotell har 500\xa0000 kroner i uken",
        "Beds and hotels have 500,000 kroner a week",
    ),
]


@pytest.mark.parametrize(
    ("kind", "filled", "nb", "en"), FILLED, ids=[f"{one[0]}-{n}" for n, one in enumerate(FILLED)]
)
def test_what_was_filled_in_is_a_card_that_can_be_played_and_is_told(kind, filled, nb, en):
    card = card_of(kind, filled, "nb")
    assert (card_line(card, "nb"), card_line(card, "en")) == (nb, en)
    apply(WEEK, [card], (*RULES, *GOALS))


def test_every_card_is_told_in_both_languages_and_can_be_filled_in_but_one_unit_written_out():
    kinds = {one.model_fields["card"].default for one in get_args(get_args(Card)[0])}
    assert set(KINDS) == set(ASKS) == kinds - {"unit"}
    assert {card.card for card in CARDS} == kinds
    for card in CARDS:
        nb, en = (card_line(card, lang) for lang in ("nb", "en"))
        assert nb != en
        assert "{" not in nb + en
        assert "~" not in nb + en
    assert [one.value for one in card_kinds("nb")] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_form_begins_with_what_is_usual_and_says_what_is_missing(kind, lang):
    usual = {one.name: one.value for one in card_form(kind, CONTENT, lang, {}) if one.value is not None}
    needed = {one.name: one.label for one in card_form(kind, CONTENT, lang, {}) if one.required}
    left = [label for name, label in needed.items() if name not in usual]
    if not left:
        assert card_of(kind, usual, lang).card == kind
        return
    with pytest.raises(InputError) as refused:
        card_of(kind, usual, lang)
    told = "\n".join(say_error(refused.value, lang))
    assert all(label in told for label in left)


def test_what_cannot_be_is_refused_by_its_name_and_not_repeated():
    with pytest.raises(InputError) as refused:
        card_of("group", {"on": MAY, "persons": 4711, "gender": "man", "language": "ron"}, "en")
    told = "\n".join(say_error(refused.value, "en"))
    assert "How many" in told
    assert "4711" not in told


def test_rooms_are_those_of_the_unit_that_was_chosen():
    (room,) = (one for one in card_form("close", CONTENT, "nb", {"unit": U}) if one.name == "room")
    assert {one.value for one in room.choices} == {one.alias for one in UNIT.rooms}


def test_no_form_offers_to_switch_off_what_always_holds():
    (field,) = card_form("rule_off", CONTENT, "nb", {})
    for choice in field.choices:
        apply(WEEK, [card_of("rule_off", {"code": choice.value}, "nb")], (*RULES, *GOALS))
