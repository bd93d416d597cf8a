"""On whom a sentence rests: those whom its rule looked at, named in it or not, and nobody else."""

import pytest

from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Level
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.findings import rests_on
from tests.random_worlds import tiny
from tests.worlds import town, vary

MAN, LINKED, NEIGHBOUR, LEAVES = "Rype-3", "Oter-4", "Lerke-2", "Orrfugl-1"
LINKS = {
    "relations": [
        {"a": MAN, "b": "Oter-41", "kind": "perpetrator"},
        {"a": MAN, "b": LEAVES, "kind": "friend"},
        {"a": "Oter-41", "b": "Oter-42", "kind": "guardian", "confirmed": True},
    ],
    "stays": [{"household": LEAVES, "place": "F2b", "start": -30, "until": 5, "kind": "current"}],
}
WEEK = Week(vary(town(), LINKS), RULES)


def found(rule, says, *about, where=""):
    code = next(one.code for one in RULES if one.id == rule)
    return Finding(
        rule=rule, code=code, kind=FindingKind.BREACH, level=Level.HARD, says=says, about=about, where=where
    )


@pytest.mark.parametrize(
    ("rule", "says"), [("beds", "over_full"), ("mix", "children"), ("shared_room", "two_genders")]
)
def test_a_sentence_that_names_all_whom_it_is_about_rests_on_nobody_who_is_linked_to_them(rule, says):
    assert rests_on(WEEK, found(rule, says, MAN, NEIGHBOUR, where="F2a")) == {MAN, NEIGHBOUR}


def test_an_address_that_is_known_rests_on_the_other_side_of_the_harmful_link_alone():
    assert rests_on(WEEK, found("harmful_link", "known", MAN, where="F2a")) == {MAN, "Oter-41"}


def test_a_room_that_is_made_ready_rests_on_who_leaves_it():
    assert rests_on(WEEK, found("notice", "turnaround", NEIGHBOUR, where="F2b")) == {NEIGHBOUR, LEAVES}
    assert rests_on(WEEK, found("notice", "notice", NEIGHBOUR, where="F2b")) == {NEIGHBOUR}


def test_own_facts_rest_on_nobody_else():
    assert rests_on(WEEK, found("shared_room", "no_yes", MAN, where="F2a")) == {MAN}


def test_whoever_is_taken_out_of_a_week_was_one_on_whom_each_lost_sentence_rests():
    """A sentence that a week says no more without somebody, of others, rested on that one."""
    lost = 0
    for seed in range(40):
        week = Week(tiny(seed), RULES)
        for gone in week.households:
            without = week.instance
            without = without.but(
                stays=tuple(s for s in without.stays if s.household != gone.alias),
                relations=tuple(
                    r for r in without.relations if not {r.a, r.b} & {p.alias for p in gone.members}
                ),
                knows_address=tuple(
                    k for k in without.knows_address if k.person not in {p.alias for p in gone.members}
                ),
            )
            names = {gone.alias, *(p.alias for p in gone.members)}
            there = {one for one in judge(week, Plan(), GOALS).findings if not names & set(one.about)}
            still = set(judge(Week(without, RULES), Plan(), GOALS).findings)
            for one in there - still:
                lost += 1
                assert names & rests_on(week, one) or _is_otherwise(one, still), (seed, gone.alias, one)
    assert lost > 0


def _is_otherwise(one, still):
    """Whether the same is said of the same, with other facts: beds that are counted anew."""
    return any((o.rule, o.says, set(o.about)) == (one.rule, one.says, set(one.about)) for o in still)
