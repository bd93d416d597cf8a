"""Each card on a small named world: what it changes, and what it refuses."""

from datetime import date

import pytest

from placement.domain.decision import Tier
from placement.domain.housing import UnitType, Zone, ZonePolicy, beds_in_service
from placement.domain.person import Access, Gender
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
    NewUnit,
    RuleOff,
    Seats,
    Staff,
    Stays,
)
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.errors import InputError
from placement.rules import GOALS, RULES
from placement.service.failures import say_problem
from placement.service.planning import derived
from placement.simulation.cards import apply, may_be_off, rules_left
from placement.solver.run import solve
from tests.worlds import day, household, person, room, street, town, unit, week_of_activities


def played(world, *cards):
    return apply(world, cards, (*RULES, *GOALS))


def refused(world, *cards):
    """The codes; each problem is one whole sentence in both languages."""
    with pytest.raises(InputError) as told:
        played(world, *cards)
    for problem in told.value.problems:
        said = say_problem(problem, "nb"), say_problem(problem, "en")
        number = problem.facts["number"]
        assert said[0].startswith(f"Kort {number}: ")
        assert said[1].startswith(f"Card {number}: ")
        assert not set("{}") & set("".join(said))
    return [problem.code for problem in told.value.problems]


def housed(world, **homes):
    stays = [Stay(household=h, place=p, start=day(-5), kind=StayKind.CURRENT) for h, p in homes.items()]
    return world.but(stays=tuple(stays))


def in_service(world, alias, on=0):
    (one,) = (u for u in world.units if u.alias == alias)
    return sum(sum(beds_in_service(r, derived(world).closures_in(alias), day(on))) for r in one.rooms)


def placed(world, rules=RULES):
    plan = solve(world, rules, GOALS, seconds=5).plan
    assert plan is not None
    return {stay.household: stay for stay in plan.stays}


def test_no_card_leaves_the_week_as_it_is():
    assert played(town()) is not None
    assert played(town()).content_hash == town().content_hash


def test_new_single_beds_are_rooms_on_the_only_floor():
    after = played(town(), Beds(unit="Solbakken", change=2, access=frozenset({Access.STEP_FREE})))
    new = [r for r in after.units[1].rooms if "-ny" in r.alias]
    assert [(r.alias, r.single, r.confirmed, r.emergency) for r in new] == [
        ("Solbakken-1-ny1", 1, True, False), ("Solbakken-1-ny2", 1, True, False),
    ]  # fmt: skip
    assert new[0].access == {Access.STEP_FREE}


def test_new_beds_in_a_house_of_two_floors_ask_for_one_and_a_second_card_finds_other_names():
    assert refused(town(), Beds(unit="Granly", change=1)) == ["card_name_a_floor"]
    card = Beds(unit="Granly", change=1, floor="Granly-2")
    names = [r.alias for r in played(town(), card, card).units[0].rooms]
    assert names[-2:] == ["Granly-2-ny1", "Granly-2-ny2"]


def test_a_bed_kept_for_emergencies_is_kept():
    after = played(town(), Beds(unit="Solbakken", change=1, emergency=True))
    assert after.units[1].rooms[-1].emergency is True


def test_beds_that_go_are_those_of_empty_rooms_first():
    world = housed(town(), **{"Rype-3": "S2"})
    after = played(world, Beds(unit="Solbakken", change=-2))
    assert [(c.room, c.beds) for c in after.closures] == [("S1", 2)]
    assert in_service(after, "Solbakken") == 1


def test_who_lives_in_a_bed_that_goes_gets_the_priority_of_whoever_loses_one():
    world = housed(town(), **{"Rype-3": "S2"})
    after = played(world, Beds(unit="Solbakken", change=-3))
    assert after.stays == world.stays
    assert derived(after).tier("Rype-3") is Tier.P1


def test_more_beds_than_there_are_cannot_be_taken():
    assert refused(town(), Beds(unit="Solbakken", change=-4)) == ["card_too_few_beds"]


def test_cots_and_double_beds_are_changed_in_a_room_that_is_named():
    after = played(town(), Beds(unit="Solbakken", change=2, kind=BedKind.COT, room="S1"))
    assert after.units[1].rooms[0].cots == 3
    assert refused(town(), Beds(unit="Solbakken", change=1, kind=BedKind.COT)) == ["card_name_a_room"]
    world = housed(town(), **{"Oter-4": "S1"})
    assert refused(world, Beds(unit="Solbakken", change=-1, kind=BedKind.CHILD, room="S1")) == [
        "card_lived_in"
    ]


def test_a_flat_of_ones_own_gets_no_room_more():
    flat = unit(
        "Bo", (Zone(alias="Bo-1", policy=ZonePolicy.MIXED),), (room("Bo-a", "Bo-1"),), type=UnitType.OWN_FLAT
    )
    world = town().but(units=(*town().units, flat))
    assert refused(world, Beds(unit="Bo", change=1)) == ["card_own_flat"]


def test_a_unit_is_closed_from_one_date_to_another():
    after = played(town(), Close(unit="Granly", since=day(7), until=day(21)))
    assert [in_service(after, "Granly", on) for on in (6, 7, 20, 21)] == [5, 0, 0, 5]
    assert refused(town(), Close(unit="Granly", since=day(7), until=day(7))) == ["card_over_before"]
    assert refused(town(), Close(unit="Granly", room="S1")) == ["card_room_unknown"]
    assert refused(town(), Close(unit="Nowhere")) == ["card_unit_unknown"]


def test_a_new_unit_needs_names_of_its_own_and_a_district_that_is_there():
    one = town().units[0]
    assert refused(town(), NewUnit(unit=one)) == ["card_name_taken"]
    new = unit("Bo", (Zone(alias="Bo-1"),), (room("Bo-a", "Bo-1"),))
    assert played(town(), NewUnit(unit=new)).units[-1] == new
    assert refused(town(), NewUnit(unit=new.but(district="månen"))) == ["card_area_unknown"]


def test_one_more_like_another_has_the_same_rooms_and_an_entrance_of_its_own():
    after = played(town(), Another(like="Granly", alias="Nygranly", since=day(14)))
    like, new = after.units[0], after.units[-1]
    assert new.entrance == "Nygranly"
    assert new.available_from == day(14)
    assert [(r.single, r.shareable) for r in new.rooms] == [(r.single, r.shareable) for r in like.rooms]
    assert not {r.alias for r in new.rooms} & {r.alias for r in like.rooms}
    assert in_service(after, "Nygranly", 14) == 5


def test_other_shifts_and_languages_of_the_staff():
    after = played(town(), Staff(unit="Granly", more=frozenset({"tir"}), fewer=frozenset({"eng"})))
    assert after.units[0].staff_languages == {"tir"}
    assert after.units[0].staffing == town().units[0].staffing


def test_a_hard_rule_that_is_off_lets_somebody_in_whom_it_kept_out():
    stair = street()
    one = stair.households[0]
    needs = one.members[0].but(access_needs=frozenset({Access.STEP_FREE}))
    world = stair.but(households=(one.but(members=(needs,)), *stair.households[1:]))
    card = RuleOff(code="H11")
    assert one.alias not in placed(world)
    assert one.alias in placed(played(world, card), rules_left(RULES, [card]))


@pytest.mark.parametrize("rule", [r for r in RULES if not may_be_off(r)], ids=lambda r: r.code)
def test_a_rule_that_is_absolute_or_asks_for_an_answer_is_never_off(rule):
    assert refused(town(), RuleOff(code=rule.code)) == ["card_rule_always_holds"]
    assert rules_left(RULES, [RuleOff(code=rule.code)]) == RULES


def test_a_rule_that_nobody_knows_cannot_be_off():
    assert refused(town(), RuleOff(code="H99")) == ["card_rule_unknown"]


def test_another_weight_of_a_goal_is_a_figure_of_the_policy():
    after = played(town(), Figure(rule="few_moves", name="points_each", value=7))
    assert after.policy.settings == {"few_moves": {"points_each": 7}}
    assert refused(town(), Figure(rule="few_moves", name="pointz", value=7)) == ["card_figure_unknown"]
    assert refused(town(), Figure(rule="few_moves", name="points_each", value=-7)) == ["card_figure_range"]
    assert refused(town(), Figure(rule="own_will", name="most_moves", value=1)) == ["card_rule_always_holds"]


def test_seats_of_a_programme():
    world = week_of_activities()
    (first, *_) = world.programmes
    assert played(world, Seats(programme=first.alias, change=3)).programmes[0].seats == first.seats + 3
    assert refused(world, Seats(programme=first.alias, change=-first.seats - 1)) == ["card_too_few_seats"]
    assert refused(world, Seats(programme="Nope", change=1)) == ["card_programme_unknown"]


def hours(world, language):
    who = {i.alias for i in world.interpreters if language in i.languages}
    return sum(r.end.hour - r.start.hour for r in world.bookable_hours if r.interpreter in who)


def test_more_hours_come_with_somebody_new_and_fewer_are_taken_from_the_end_of_the_week():
    world = played(town(), Interpreting(language="tir", hours=8))
    assert hours(world, "tir") == 8
    assert hours(played(world, Interpreting(language="tir", hours=-3)), "tir") == 5
    assert refused(town(), Interpreting(language="tir", hours=-1)) == ["card_too_few_hours"]
    assert refused(town(), Interpreting(language="tir", hours=80)) == ["card_too_many_hours"]


def test_what_a_card_says_of_the_future_alone_leaves_the_week_as_it_is():
    cards = [Arrivals(percent=200), Stays(percent=50), Budget(kroner=1), Group(on=day(3), persons=8)]
    assert played(town(), *cards) == town()
    assert refused(town(), Group(on=date(2020, 1, 1), persons=8)) == ["card_in_the_past"]


def test_every_card_that_cannot_be_played_is_told_once_with_its_number():
    with pytest.raises(InputError) as told:
        played(town(), Close(unit="A-1"), Staff(unit="Granly"), Seats(programme="B-1", change=1))
    assert [p.facts["number"] for p in told.value.problems] == [1, 3]


def test_people_and_names_in_a_world_with_cards_are_still_fit_for_a_plan():
    man = household("Elg-9", person("Elg-9", gender=Gender.MAN), lot=9)
    world = town().but(households=(*town().households, man))
    after = played(world, Another(like="Solbakken", alias="Nybakken"), Beds(unit="Nybakken", change=1))
    assert Week(after, RULES).unit["Nybakken"].rooms[-1].alias == "Nybakken-1-ny1"
