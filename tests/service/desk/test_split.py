"""A household that is split is written down as the model splits it, and each part stands for itself from then on."""

import pytest

from placement.domain.week import Week
from placement.rules import RULES
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.commands.stays import EndStay
from placement.service.planning import derived, make_plan
from placement.service.protection_kinds import Kind
from placement.simulation.generate import generate
from placement.solver.run import solve
from tests.service.desk.facts import done, facts_of, refused, row, rows
from tests.worlds import AS_OF, day, town, vary, week_of_activities

NO = {"stay_together": "no", "asked_alone": True}
GROWN = {"age_status": "adult", "age_band": "25-39"}
HOME = {"household": "Oter-4", "place": "S1", "start": -30, "kind": "current"}
WORD, LINK = SplitReason.OWN_WORD, SplitReason.HARMFUL_LINK


def couple(world=None, **changes):
    """Oter-41 and Oter-42, both of age; Oter-42 said no, alone."""
    people = {"Oter-42": GROWN | NO} | changes.pop("persons", {})
    return facts_of(
        vary(world or town(), {"persons": people, "drop_relations": "all", "stays": [HOME]} | changes)
    )


def split(*persons, why=WORD):
    return SplitHousehold(household="Oter-4", persons=persons, why=why)


READ = ("declined", "releases", "conflicts", "impartial", "moves_agreed")


def as_planned(week):
    """What a week reads of each household, whatever the household that it was split off is called."""
    return {
        h.alias: (
            h.but(origin=None), [s.but(household="-") for s in week.held_of.get(h.alias, ())],
            week.priorities[h.alias], week.assigned.get(h.alias), week.leaves(h),
            *(week.attributes.of(h, name) for name in READ),
        )
        for h in week.households
    }  # fmt: skip


ABOUT = {
    "offers": [{"household": "Oter-4", "unit": "Granly", "on": -4, "answer": "declined", "holds_until": 40}],
    "tier_changes": [{"household": "Oter-4", "tier": "P2", "since": -9, "reason": "health", "by": "kari"}],
    "releases": [{"household": "Oter-4", "unit": "Granly", "room": "F2a"}],
    "waivers": [{"household": "Oter-4", "rule": "H13", "unit": "Solbakken", "since": -30}],
    "exits": [{"household": "Oter-4", "on": 40}],
    "pins": [{"household": "Oter-4", "unit": "Granly", "must": False}],
    "overrides": [{"rule": "H12", "households": ["Oter-4"], "unit": "Granly", "since": 0, "until": 9,
                   "reason": "other", "by": "kari", "approved_by": "ola"}],
}  # fmt: skip


@pytest.mark.parametrize("world", [town(), week_of_activities()])
def test_the_written_split_is_read_as_the_models_own(world):
    facts = couple(world, **ABOUT)
    after = done(facts, split("Oter-42")).after
    before, now = (Week(one.instance, RULES) for one in (facts, after))
    assert as_planned(now) == as_planned(before)
    assert all(now.overridden("H12", [part], "Granly", day(0), day(9)) for part in ("Oter-4", "Oter-42"))
    assert now.waived_until("H13", "Oter-42", "Solbakken") == before.waived_until(
        "H13", "Oter-42", "Solbakken"
    )


def test_the_plan_is_the_same_whether_the_split_is_written_down_or_not():
    facts = couple()
    after = done(facts, split("Oter-42")).after
    plans = [make_plan(one.instance, seconds=20, planner=solve).plan for one in (facts, after)]
    assert plans[0].stays == plans[1].stays


def test_the_old_room_counts_once_for_both_until_one_of_them_moves():
    after = done(couple(), split("Oter-42")).after
    assert len(rows(after, "stays", place="S1", kind="current")) == 2
    week = derived(after.instance)
    assert {week.household[part].origin for part in ("Oter-4", "Oter-42")} == {"Oter-4*"}
    later = done(after, EndStay(household="Oter-4", until=day(-1))).after
    assert [stay.household for stay in Week(later.instance, RULES).held] == ["Oter-42"]


def test_what_happens_to_one_part_is_not_told_of_the_other():
    after = done(couple(), split("Oter-42")).after
    left = done(after, RecordExit(household="Oter-4", on=AS_OF)).after
    assert "Oter-42" in Week(left.instance, RULES).household
    assert "Oter-4" not in Week(left.instance, RULES).household


def test_both_stay_apart_and_the_lot_is_the_same():
    after = done(couple(), split("Oter-42")).after
    one, other = row(after, "households", alias="Oter-4"), row(after, "households", alias="Oter-42")
    assert one["origin"] == other["origin"] == "Oter-4*"
    assert one["lot"] == other["lot"]


def test_who_leaves_knows_where_all_of_them_lived():
    past = {"household": "Oter-4", "place": "F1a", "start": -60, "until": -30, "kind": "past"}
    hold = {"household": "Oter-4", "place": "F2b", "start": 4, "kind": "hold"}
    after = done(couple(stays=[HOME, past, hold]), split("Oter-42")).after
    assert {(r["person"], r["unit"]) for r in rows(after, "knows_address")} == {
        ("Oter-41", "Granly"), ("Oter-42", "Granly")
    }  # fmt: skip
    later = done(after, RecordExit(household="Oter-42", on=AS_OF)).after
    assert Week(later.instance, RULES).knows["Oter-42"] == {"Granly", "Solbakken"}


def test_a_harmful_link_splits_at_once_and_the_source_leaves():
    link = {"a": "Oter-42", "b": "Oter-41", "kind": "controller"}
    facts = couple(persons={"Oter-42": GROWN}, relations=[link])
    after = done(facts, split("Oter-42", why=LINK)).after
    assert as_planned(Week(after.instance, RULES)) == as_planned(Week(facts.instance, RULES))


def test_nobody_is_split_for_convenience():
    calm = couple(persons={"Oter-42": GROWN})
    assert refused(calm, split("Oter-42")) == "no_own_word"
    assert refused(calm, split("Oter-42", why=LINK)) == "no_link"
    assert refused(calm, split()) == "no_split"
    assert refused(calm, split("Rype-3")) == "not_member"
    assert refused(calm, split("Oter-41", "Oter-42")) == "part_without_adult"


def family(**changes):
    """A father who said no, a mother, and a child of which she is the guardian."""
    people = [{**p.model_dump(mode="json"), "alias": f"Oter-4{n}"} for n, p in
              ((1, town().households[3].members[0]), (2, town().households[3].members[1]))]  # fmt: skip
    father = people[0] | {"alias": "Oter-43"} | NO
    return facts_of(
        vary(town(), {"households": {"Oter-4": {"members": [*people, father]}}, "stays": [HOME]} | changes)
    )


def test_a_child_goes_with_its_guardian():
    assert refused(family(), split("Oter-42", "Oter-43")) == "child_without_guardian"
    after = done(family(), split("Oter-43")).after
    home = {key: body["household"] for key, body in after.rows("persons").items()}
    assert home["Oter-42"] == home["Oter-41"] == "Oter-4"
    assert home["Oter-43"] == "Oter-43"


def test_a_human_says_with_which_of_two_guardians_a_child_goes():
    both = [{"a": "Oter-43", "b": "Oter-42", "kind": "guardian", "confirmed": True}]
    after = done(family(relations=both), split("Oter-42", "Oter-43")).after
    assert after.rows("persons")["Oter-42"]["household"] == "Oter-43"


def test_who_bears_the_households_alias_takes_it_along():
    own = vary(town(), {"households": {"Oter-4": {"alias": "Oter-41"}}, "persons": {"Oter-41": NO, "Oter-42": GROWN},
                        "drop_relations": "all"})  # fmt: skip
    facts = facts_of(own)
    after = done(facts, SplitHousehold(household="Oter-41", persons=("Oter-41",), why=WORD)).after
    assert as_planned(Week(after.instance, RULES)) == as_planned(Week(facts.instance, RULES))


def test_a_part_that_was_split_off_and_still_shares_the_rows_gets_its_own():
    imported = {"Oter-4": {"origin": "Oter-4"}, "Lerke-2": {"origin": "Oter-4"}}
    facts = facts_of(vary(town(), {"households": imported, "stays": [HOME]}))
    assert refused(facts, EndStay(household="Lerke-2", until=AS_OF)) == "split_first"
    assert refused(facts, SplitHousehold(household="Lerke-2", why=WORD)) == "split_first"
    # The mark by which they are kept apart gets another name, which a second person looks at.
    after = done(facts, split(), lowers=[Kind.SPLIT]).after
    assert as_planned(Week(after.instance, RULES)) == as_planned(Week(facts.instance, RULES))
    done(after, EndStay(household="Lerke-2", until=AS_OF))


@pytest.mark.parametrize("seed", range(1, 7))
def test_splits_of_a_made_up_week_are_read_as_the_models_own(seed):
    week = generate("M", seed)
    couples = [h for h in week.households if sum(p.maybe_adult for p in h.members) > 1]
    people = [next(p.alias for p in reversed(h.members) if p.maybe_adult) for h in couples]
    links = [{"a": who, "b": h.members[0].alias, "kind": "controller"}
             for who, h in zip(people, couples, strict=True)]  # fmt: skip
    for changes in ({"persons": dict.fromkeys(people, GROWN | NO)}, {"relations": links}):
        facts = facts_of(vary(week, changes))
        planned = as_planned(Week(facts.instance, RULES))
        for household in couples:
            facts = done(facts, SplitHousehold(household=household.alias, why=WORD)).after
        assert couples
        assert as_planned(Week(facts.instance, RULES)) == planned
