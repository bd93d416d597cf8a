"""An actor is granted nothing that is not given."""

import pytest

from placement.domain.actor import Actor, Role
from placement.domain.person import Secrecy


def test_who_is_given_nothing_reaches_no_protection_and_knows_no_case():
    actor = Actor(login="ane", role=Role.COORDINATOR)
    assert actor.reaches(Secrecy.NONE)
    assert not actor.reaches(Secrecy.HIDDEN)
    assert not actor.knows_case("Sak-1")
    assert actor.contact is None


@pytest.mark.parametrize("grade", list(Secrecy))
def test_a_clearance_covers_its_own_grade_and_those_below(grade):
    actor = Actor(login="ane", role=Role.COORDINATOR, clearance=grade)
    assert [one for one in Secrecy if actor.reaches(one)] == list(Secrecy)[: grade.rank + 1]


def test_somebody_of_no_case_can_be_known_by_everybody():
    assert Actor(login="ane", role=Role.CASEWORKER).knows_case(None)


def test_cases_are_known_by_name_or_all():
    some = Actor(login="ane", role=Role.CASEWORKER, case_groups=frozenset({"Sak-1"}))
    every = Actor(login="bo", role=Role.CASEWORKER, case_groups="all")
    assert [some.knows_case("Sak-1"), some.knows_case("Sak-2")] == [True, False]
    assert every.knows_case("Sak-2")
