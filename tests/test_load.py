"""How much work a household is, who works when, and what a fair share of the work is."""

import pytest

from placement.domain.contact import Contact
from placement.domain.load import fair_share, hours_of, load_points
from placement.domain.person import AgeStatus, Danger, Threat
from tests.worlds import child, day, household, person


def threat(danger):
    return Threat(danger=danger, valid_until=day(30))


def test_who_needs_nothing_is_one_point():
    assert load_points(household("Mus-1")) == 1


@pytest.mark.parametrize(("support", "points"), [(0, 1), (1, 2), (2, 3), (3, 4), (None, 3)])
def test_support_is_added_and_unknown_support_is_two(support, points):
    assert load_points(household("Mus-1", person("Mus-1", support=support))) == points


def test_the_highest_support_of_a_member_counts_once():
    members = person("Mus-11", support=1), person("Mus-12", support=3), person("Mus-13", support=3)
    assert load_points(household("Mus-1", *members)) == 4


def test_children_count_once_and_who_may_be_a_child_counts():
    assert load_points(household("Mus-1", person("Mus-11"), child("Mus-12"), child("Mus-13"))) == 2
    assert load_points(household("Mus-1", person("Mus-1", age_status=AgeStatus.UNCLEAR, age_band=None))) == 2


@pytest.mark.parametrize(
    ("danger", "points"), [(Danger.LOW, 1), (Danger.MEDIUM, 1), (Danger.HIGH, 2), (Danger.ACUTE, 2)]
)
def test_a_high_danger_counts_once(danger, points):
    assert load_points(household("Mus-1", person("Mus-1", threat=threat(danger)))) == points


def test_one_threatened_member_is_enough():
    members = person("Mus-11", threat=threat(Danger.LOW)), person("Mus-12", threat=threat(Danger.ACUTE))
    assert load_points(household("Mus-1", *members)) == 2


def test_a_threat_that_was_never_assessed_is_high():
    assert load_points(household("Mus-1", person("Mus-1", threat=None))) == 2


def test_everything_at_once():
    members = (
        person("Mus-11", support=None, threat=None),
        child("Mus-12", support=3, threat=threat(Danger.ACUTE)),
    )
    assert load_points(household("Mus-1", *members)) == 1 + 3 + 1 + 1


def test_a_contact_works_until_the_day_on_which_they_have_left():
    contact = Contact(alias="Ask-1", hours=30, capacity=9, until=day(3))
    assert [hours_of(contact, day(n)) for n in (2, 3, 4)] == [30, 0, 0]
    assert hours_of(contact.but(until=None), day(4)) == 30


@pytest.mark.parametrize(
    ("points", "hours", "all_hours", "share"),
    [
        (10, 20, 40, 5),
        (11, 20, 40, 6),
        (9, 20, 40, 5),
        (10, 0, 40, 0),
        (10, 1, 40, 1),
        (0, 20, 40, 0),
        (10, 0, 0, 0),
    ],
)
def test_a_fair_share_follows_the_hours_and_is_rounded_up(points, hours, all_hours, share):
    assert fair_share(points, hours, all_hours) == share
