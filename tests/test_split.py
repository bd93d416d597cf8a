"""Who is placed together: an adult's own word, a harmful link inside, and children with their guardians."""

from itertools import permutations
from typing import Any

import pytest

from placement.domain.person import AgeStatus
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.split import split
from placement.domain.value import FOREVER, Answer
from placement.domain.week import Week
from tests.worlds import AS_OF, child, day, household, person, town

NO: dict[str, Any] = {"stay_together": Answer.NO, "asked_alone": True}


def guardian(a: str, b: str, **facts: Any) -> Relation:
    return Relation(a=a, b=b, kind=RelationKind.GUARDIAN, **({"confirmed": True} | facts))


def threat(a: str, b: str, **facts: Any) -> Relation:
    return Relation(a=a, b=b, **({"kind": RelationKind.VIOLENT_THREAT} | facts))


def parts(*members, relations=(), alias="Oter-4") -> dict[str, list[str]]:
    found = split(household(alias, *members), tuple(relations), AS_OF)
    assert len({h.alias for h in found}) == len(found), "each part has an alias of its own"
    assert sorted(p.alias for h in found for p in h.members) == sorted(p.alias for p in members)
    assert all(h.origin == (alias if len(found) > 1 else None) for h in found)
    return {h.alias: [p.alias for p in h.members] for h in found}


TOGETHER = {"Oter-4": ["Oter-41", "Oter-42"]}


@pytest.mark.parametrize(
    "word",
    [
        {"stay_together": Answer.YES, "asked_alone": True},
        {"stay_together": Answer.NOT_ASKED, "asked_alone": False},
        {"stay_together": Answer.NO, "asked_alone": False},
    ],
)
def test_a_household_stays_together_where_nobody_said_no_alone(word):
    assert parts(person("Oter-41"), person("Oter-42", **word)) == TOGETHER


def test_a_household_that_is_not_split_is_the_very_same():
    whole = household("Oter-4", person("Oter-41"), person("Oter-42"))
    assert split(whole, (), AS_OF) == (whole,)


def test_one_adults_own_word_splits():
    assert parts(person("Oter-41"), person("Oter-42", **NO)) == {
        "Oter-4": ["Oter-41"],
        "Oter-42": ["Oter-42"],
    }


def test_where_all_said_no_each_has_a_part_and_one_keeps_the_alias():
    found = parts(person("Oter-41", **NO), person("Oter-42", **NO), person("Oter-43", **NO))
    assert found == {"Oter-4": ["Oter-41"], "Oter-42": ["Oter-42"], "Oter-43": ["Oter-43"]}


def test_somebody_alone_cannot_be_split():
    assert parts(person("Oter-41", **NO)) == {"Oter-4": ["Oter-41"]}


def test_a_childs_word_and_one_of_unclear_age_split_nothing():
    assert parts(person("Oter-41"), child("Oter-42", **NO)) == TOGETHER
    assert parts(person("Oter-41"), person("Oter-42", age_status=AgeStatus.UNCLEAR, **NO)) == TOGETHER


@pytest.mark.parametrize("kind", sorted(HARMFUL))
def test_the_source_of_a_harmful_link_leaves_whatever_both_said(kind):
    for a, b in permutations(("Oter-41", "Oter-42")):
        found = parts(person("Oter-41"), person("Oter-42"), relations=[threat(a, b, kind=kind)])
        assert found == {"Oter-4": [b], a: [a]}


@pytest.mark.parametrize("kind", sorted(set(RelationKind) - HARMFUL))
def test_no_other_relation_splits(kind):
    assert (
        parts(person("Oter-41"), person("Oter-42"), relations=[threat("Oter-41", "Oter-42", kind=kind)])
        == TOGETHER
    )


@pytest.mark.parametrize(
    ("since", "until", "splits"),
    [(day(-9), day(0), False), (day(-9), day(1), True), (day(0), FOREVER, True), (day(30), FOREVER, True)],
)
def test_a_link_splits_until_it_is_ended_also_one_of_later(since, until, splits):
    found = parts(
        person("Oter-41"),
        person("Oter-42"),
        relations=[threat("Oter-41", "Oter-42", since=since, until=until)],
    )
    assert (len(found) == 2) is splits


def test_a_link_to_somebody_outside_splits_nothing():
    assert parts(person("Oter-41"), person("Oter-42"), relations=[threat("Rype-3", "Oter-42")]) == TOGETHER


def test_where_all_would_leave_the_source_does_not_keep_the_alias():
    found = parts(person("Oter-41", **NO), person("Oter-42", **NO), relations=[threat("Oter-41", "Oter-42")])
    assert found == {"Oter-4": ["Oter-42"], "Oter-41": ["Oter-41"]}


# -- children
def test_a_child_goes_with_its_confirmed_guardian_who_leaves():
    found = parts(
        person("Oter-41"),
        person("Oter-42", **NO),
        child("Oter-43"),
        relations=[guardian("Oter-42", "Oter-43")],
    )
    assert found == {"Oter-4": ["Oter-41"], "Oter-42": ["Oter-42", "Oter-43"]}


def test_a_child_stays_with_its_confirmed_guardian_who_stays():
    found = parts(
        person("Oter-41"),
        person("Oter-42", **NO),
        child("Oter-43"),
        relations=[guardian("Oter-41", "Oter-43")],
    )
    assert found == {"Oter-4": ["Oter-41", "Oter-43"], "Oter-42": ["Oter-42"]}


def test_children_of_one_household_may_have_different_guardians():
    found = parts(
        person("Oter-41"), person("Oter-42", **NO), child("Oter-43"), child("Oter-44"),
        relations=[guardian("Oter-41", "Oter-43"), guardian("Oter-42", "Oter-44")],
    )  # fmt: skip
    assert found == {"Oter-4": ["Oter-41", "Oter-43"], "Oter-42": ["Oter-42", "Oter-44"]}


@pytest.mark.parametrize(
    "row", [{"confirmed": False}, {"until": day(0)}, {"since": day(1)}], ids=["unconfirmed", "ended", "later"]
)
def test_a_guardian_who_is_not_confirmed_tonight_takes_no_child_along(row):
    found = parts(
        person("Oter-41"), person("Oter-42", **NO), child("Oter-43"),
        relations=[guardian("Oter-42", "Oter-43", **row)],
    )  # fmt: skip
    assert found == {"Oter-4": ["Oter-41", "Oter-43"], "Oter-42": ["Oter-42"]}


def test_an_age_unclear_child_of_a_confirmed_guardian_stays_with_them():
    found = parts(
        person("Oter-41"), person("Oter-42", **NO), person("Oter-43", age_status=AgeStatus.UNCLEAR, **NO),
        relations=[guardian("Oter-42", "Oter-43")],
    )  # fmt: skip
    assert found == {"Oter-4": ["Oter-41"], "Oter-42": ["Oter-42", "Oter-43"]}


def test_of_two_guardians_the_child_goes_with_the_one_who_threatens_nobody():
    for source, other in permutations(("Oter-41", "Oter-42")):
        found = parts(
            person("Oter-41"), person("Oter-42"), child("Oter-43"),
            relations=[threat(source, other), guardian("Oter-41", "Oter-43"), guardian("Oter-42", "Oter-43")],
        )  # fmt: skip
        assert found == {"Oter-4": [other, "Oter-43"], source: [source]}


def test_a_guardian_who_threatens_the_child_leaves_without_it():
    rows = [threat("Oter-41", "Oter-43"), guardian("Oter-41", "Oter-43"), guardian("Oter-42", "Oter-43")]
    found = parts(person("Oter-41"), person("Oter-42"), child("Oter-43"), relations=rows)
    assert found == {"Oter-4": ["Oter-42", "Oter-43"], "Oter-41": ["Oter-41"]}


def test_a_child_threatened_by_its_only_guardian_is_left_to_child_welfare_and_not_to_the_guardian():
    links = [threat("Oter-41", "Oter-42"), guardian("Oter-41", "Oter-42")]
    found = parts(person("Oter-41"), child("Oter-42"), relations=links)
    assert found == {"Oter-4": ["Oter-41"], "Oter-42": ["Oter-42"]}


def test_a_child_that_threatens_goes_with_its_guardian_away_from_who_is_threatened():
    found = parts(
        person("Oter-41"), person("Oter-42"), child("Oter-43"),
        relations=[threat("Oter-43", "Oter-41"), guardian("Oter-42", "Oter-43")],
    )  # fmt: skip
    assert found == {"Oter-4": ["Oter-41"], "Oter-42": ["Oter-42", "Oter-43"]}


def test_of_siblings_with_a_link_between_them_the_source_goes():
    rows = [threat("Oter-42", "Oter-43"), guardian("Oter-41", "Oter-42"), guardian("Oter-41", "Oter-43")]
    found = parts(person("Oter-41"), child("Oter-42"), child("Oter-43"), relations=rows)
    assert found == {"Oter-4": ["Oter-41", "Oter-43"], "Oter-42": ["Oter-42"]}


def test_no_harmful_link_is_left_inside_any_part():
    aliases = ("Oter-41", "Oter-42", "Oter-43", "Oter-44")
    members = (person("Oter-41"), person("Oter-42"), child("Oter-43"), child("Oter-44"))
    for g43, g44 in permutations(("Oter-41", "Oter-42", ""), 2):
        rows = [guardian(g, c) for g, c in ((g43, "Oter-43"), (g44, "Oter-44")) if g]
        for pair in permutations(aliases, 2):
            for other in permutations(aliases, 2):
                found = parts(*members, relations=[*rows, threat(*pair), threat(*other)])
                for part in found.values():
                    assert not set(pair) <= set(part)
                    assert not set(other) <= set(part)


# -- names
def test_who_leaves_with_the_households_own_alias_is_not_mixed_up_with_the_rest():
    found = parts(person("Rype-3", **NO), person("Rype-4"), alias="Rype-3")
    assert found == {"Rype-3": ["Rype-3"], "Rype-4": ["Rype-4"]}


def test_the_order_of_rows_changes_nothing():
    rows = [threat("Oter-41", "Oter-42"), guardian("Oter-41", "Oter-43"), guardian("Oter-42", "Oter-43")]
    members = (person("Oter-41"), person("Oter-42"), child("Oter-43"))
    assert len({str(parts(*members, relations=order)) for order in permutations(rows)}) == 1


def test_each_part_keeps_the_held_stay_until_a_human_ends_it():
    from tests.worlds import vary

    world = vary(
        town(),
        {
            "persons": {"Oter-42": {"age_status": "adult", "age_band": "18-24", "stay_together": "no"}},
            "stays": [{"household": "Oter-4", "place": "S1", "start": -20, "kind": "current"}],
        },
    )
    week = Week(world, ())
    assert week.is_housed("Oter-4")
    assert week.is_housed("Oter-42")
