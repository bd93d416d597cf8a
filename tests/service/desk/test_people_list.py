"""The list of everybody in care: where they live, what is to be looked at, what nobody knows."""

from datetime import date

import pytest

from placement.domain.fact import content_of
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.people_chips import CHIPS, Chip
from placement.service.desk.people_list import people_list
from placement.words.texts import texts
from tests.worlds import day, town, vary

CONTENT = content_of(town())
LIVES = {"household": "Rype-3", "place": "F2a", "start": -9, "kind": "current"}


def lines(changes=None, *, lang="en", **how):
    content = content_of(vary(town(), changes or {}))
    return {one.household: one for one in people_list(content, texts(lang), **how)}


def test_who_lives_somewhere_has_a_place_for_whom_a_bed_is_held_has_that_and_all_others_wait():
    found = lines({"stays": [LIVES, {"household": "Lerke-2", "place": "F2b", "start": 2, "kind": "hold"}]})
    assert Chip.HELD in found["Lerke-2"].chips
    assert Chip.HOUSED in found["Rype-3"].chips
    assert Chip.WAITING in found["Orrfugl-1"].chips
    assert all(len(one.chips & {Chip.WAITING, Chip.HELD, Chip.HOUSED}) == 1 for one in found.values())


def test_who_has_left_is_not_there_and_who_will_leave_is():
    assert "Rype-3" not in lines({"exits": [{"household": "Rype-3", "on": 0}]})
    assert "Rype-3" in lines({"exits": [{"household": "Rype-3", "on": 1}]})


def test_by_what_is_masked_nobody_is_sorted():
    threat = {"danger": "acute", "valid_until": 30}
    changes = {"persons": {"Oter-42": {"threat": threat}}}
    assert Chip.HIGH_RISK in lines(changes)["Oter-4"].chips
    persons = content_of(vary(town(), changes))["persons"]
    masked = {alias: {"household": row["household"]} for alias, row in persons.items()}
    assert not any(Chip.HIGH_RISK in one.chips for one in lines(changes, shown=masked).values())


def test_a_field_that_may_not_be_seen_is_neither_known_nor_unknown():
    content = dict(CONTENT)
    content["persons"] = {
        alias: {name: value for name, value in row.items() if name in ("household", "alias", "age_status")}
        for alias, row in CONTENT["persons"].items()
    }
    content["relations"] = {key: {"a": row["a"], "b": row["b"]} for key, row in CONTENT["relations"].items()}
    for one in people_list(content, texts("en")):
        assert one.known == 100
        assert not any("known" in text or "threat" in text or "guardian" in text for text in one.problems)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"support": None}, "Not known: support level"),
        ({"threat": None}, "The threat has not been assessed."),
        ({"threat": {"danger": "low", "valid_until": 0}}, "The threat assessment expired on"),
        ({"permit_until": 40}, "The permit expires on"),
        ({"areas_asked": False}, "Nobody has asked which areas to avoid."),
    ],
)
def test_what_runs_out_and_what_nobody_knows_is_told(fields, told):
    found = lines({"persons": {"Lerke-2": fields}})["Lerke-2"]
    assert any(text.startswith(told) for text in found.problems), found.problems
    assert Chip.PROBLEMS in found.chips


def test_of_several_it_is_told_whom_it_is_about_and_a_child_is_not_asked_what_adults_answer():
    changes = {"persons": {"Oter-42": {"sharing": "not_asked", "interpreter_needed": None, "support": None}}}
    told = lines(changes)["Oter-4"].problems
    assert "Oter-42: not known: support level" in told


def test_consents_guardians_and_contacts_that_are_missing_are_told():
    bare = {"drop_consents": "all", "drop_relations": "all", "stays": [LIVES]}
    found = lines(bare)
    assert any("consent to housing" in text for text in found["Orrfugl-1"].problems)
    assert not any("consent to housing" in text for text in found["Rype-3"].problems)  # lives somewhere
    assert any(text == "Oter-42: no guardian is confirmed." for text in found["Oter-4"].problems)


def test_whoever_waits_and_of_whom_nobody_knows_where_they_sleep_is_told():
    found = lines({"households": {"Orrfugl-1": {"situation": "unknown"}}})
    assert "Where they sleep is not known." in found["Orrfugl-1"].problems


def test_whom_the_rules_split_is_told_to_who_plans():
    no = {"stay_together": "no", "asked_alone": True, "age_status": "adult", "age_band": None}
    changes = {"persons": {"Oter-42": no, "Oter-41": {"age_status": "adult"}}}
    week = Week(vary(town(), changes), RULES)
    told = lines(changes, week=week)["Oter-4"].problems[0]
    assert told.startswith("The rules split them: Oter-4 and Oter-42.")
    assert not any("split" in text for text in lines(changes)["Oter-4"].problems)
    assert not any("split" in text for text in lines(week=Week(town(), RULES))["Oter-4"].problems)


def test_how_much_is_known_counts_from_nothing_to_all():
    nobody: dict[str, object] = {
        "age_status": "unclear", "age_band": None, "gender": "prefer_not", "support": None, "languages": [],
        "track": "not_clarified", "secrecy": None, "threat": None, "areas_asked": False, "sharing": "not_asked",
        "zone_wish": "not_asked", "interpreter_needed": None,
    }  # fmt: skip
    assert lines({"persons": {"Lerke-2": nobody}})["Lerke-2"].known == 0
    assert 0 < lines({"persons": {"Lerke-2": {**nobody, "support": 1}}})["Lerke-2"].known < 20


def test_every_chip_has_a_name_and_the_list_is_in_order():
    assert set(CHIPS) == set(Chip)
    assert list(lines()) == sorted(lines())
    assert date.fromisoformat(str(CONTENT["week"]["week"]["as_of"])) == day(0)
