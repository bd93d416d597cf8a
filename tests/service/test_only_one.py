"""Why a place is kept: what makes it the last of its kind, and how soon it is needed; from facts of places alone."""

from datetime import timedelta

import pytest

from placement.domain.bed_price import PricedRoom
from placement.domain.housing import Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.person import Access
from placement.domain.policy import Policy
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.why_not_there import GoalChange, There
from placement.rules import RULES
from placement.service.only_one import only_by, the_only, why_kept
from placement.service.why_there_words import there_view
from placement.words.texts import texts
from tests.worlds import AS_OF, day, household, room, unit

STEP_FREE = frozenset({Access.STEP_FREE})
NEEDS = "the only free emergency bed: step-free access; likely needed within 9 days"


def week(*rooms, as_of=AS_OF, prices=(), on=True, **tables):
    zones = (Zone(alias="K", policy=ZonePolicy.WOMEN), Zone(alias="M", policy=ZonePolicy.MEN))
    house = unit(
        "Granly", zones, tuple(room(alias, zone, **facts) for alias, zone, facts in rooms), security=2
    )
    found = tuple(
        PricedRoom(room=alias, points=points, days=days, missed=70, on=AS_OF)
        for alias, points, days in prices
    )
    policy = Policy(settings={"scarce_place": {"prices": int(on)}})
    people = (household("Elg-1"),)
    return Week(
        Instance(as_of=as_of, units=(house,), households=people, policy=policy, bed_prices=found, **tables),
        RULES,
    )


def only(of, alias, lang="en"):
    return the_only(only_by(of, alias), texts(lang))


def kept(of, alias, lang="en"):
    return why_kept(of, of.place(alias), texts(lang))


ROOMS = (
    ("A", "K", {"emergency": True, "access": STEP_FREE}),
    ("B", "K", {"emergency": True}),
    ("C", "M", {"emergency": True}),
    ("D", "K", {"emergency": False, "access": STEP_FREE, "double": 1, "child": 1}),
)


def test_the_fewest_traits_that_no_other_free_room_has_are_told():
    of = week(*ROOMS)
    assert only(of, "A") == "the only free emergency bed: step-free access"
    assert only(of, "A", "nb") == "den eneste ledige akuttsengen: trinnfritt"
    assert only(of, "B") == ""
    assert only(of, "C") == "the only free room for men"
    assert only(of, "D") == "the only free room: at least 3 beds"
    assert only(of, "D", "nb") == "det eneste ledige rommet: minst 3 senger"


def test_gender_and_emergency_are_told_together():
    of = week(*ROOMS[1:], ("E", "M", {"emergency": False}))
    assert only(of, "C") == "the only free emergency bed for men"
    assert only(of, "C", "nb") == "den eneste ledige akuttsengen for menn"
    assert only(of, "E") == ""


def test_a_room_in_which_somebody_lives_is_no_other_and_is_not_told_itself():
    stay = Stay(household="Elg-1", place="D", start=day(-5), kind=StayKind.CURRENT)
    of = week(*ROOMS, stays=(stay,))
    assert only(of, "A") == "the only free room: step-free access"
    assert only(of, "D") == ""


def test_nobody_learns_from_it_which_room_somebody_has_of_whom_they_may_not_know():
    lost = (GoalChange("scarce_place", "Elg-1", 0, 90),)

    def told(place, *hidden):
        stay = Stay(household="Elg-1", place=place, start=day(-5), kind=StayKind.CURRENT)
        of = week(*ROOMS, prices=[("A", 90, 9)], stays=(stay,))
        return there_view(of, There("Elg-2", "A", "costs", goals=lost), "en", hidden).lost

    assert told("B") != told("D")
    assert told("B", "Elg-1") == told("C", "Elg-1") == told("D", "Elg-1") == told("A", "Elg-1")
    assert NEEDS in told("D", "Elg-1")[0]


def test_one_that_nobody_has_confirmed_is_no_other():
    of = week(ROOMS[0], ("B", "K", {"emergency": True, "access": STEP_FREE, "confirmed": None}))
    assert only(of, "A") == "the only free emergency bed"
    assert only(of, "B") == ""


@pytest.mark.parametrize(
    ("lang", "said"), [("en", NEEDS), ("nb", "den eneste ledige akuttsengen: trinnfritt; trengs trolig innen 9 dager")]
)  # fmt: skip
def test_a_place_is_told_with_how_soon_it_is_needed(lang, said):
    assert kept(week(*ROOMS, prices=[("A", 90, 9)]), "A", lang) == said


def test_days_are_counted_from_the_week_in_which_they_were_found():
    later = week(*ROOMS, prices=[("A", 90, 9)], as_of=AS_OF + timedelta(days=4))
    assert kept(later, "A").endswith("; likely needed within 5 days")
    assert kept(week(*ROOMS, prices=[("A", 90, 0)]), "A").endswith("; needed today")


def test_where_others_are_of_the_kind_it_is_told_how_often_it_is_missed():
    told = "missed in 70 of a hundred sampled futures; likely needed within a day"
    assert kept(week(*ROOMS, prices=[("B", 90, 1)]), "B") == told


def test_without_a_price_that_counts_nothing_is_told():
    assert kept(week(*ROOMS), "A") == ""
    assert kept(week(*ROOMS, prices=[("B", 90, 9)]), "A") == ""
    assert kept(week(*ROOMS, prices=[("A", 0, 9)]), "A") == ""
    assert kept(week(*ROOMS, prices=[("A", 90, 9)], as_of=AS_OF + timedelta(days=7)), "A") == ""


def test_who_asks_why_not_there_reads_why_the_place_is_kept():
    lost = (GoalChange("scarce_place", "Elg-1", 0, 90),)
    there = There("Elg-1", "A", "costs", goals=lost)
    title = "Keep places of which there are few"
    prices = [("A", 90, 9)]
    assert there_view(week(*ROOMS, prices=prices), there, "en").lost == (f"{title}: {NEEDS}",)
    assert there_view(week(*ROOMS, prices=prices, on=False), there, "en").lost == (title,)
    assert there_view(week(*ROOMS), there, "en").lost == (title,)
