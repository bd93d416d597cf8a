"""Nothing of whoever was erased stays in the memory of a process that goes on, be it theirs who erased or another."""

import gc

import pytest

from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.open import open_desk
from placement.service.desk.plans import keep
from placement.service.remembered import forget_all, remembered
from tests.service.desk.desks import KARI, OLA, new_desk
from tests.service.desk.leaving import leaves
from tests.service.desk.test_comments import GONE, WEEK


def weeks_that_name(whom, but=()):
    """The weeks that are in memory and name somebody, except some that a test keeps for itself."""
    gc.collect()
    kept = {id(one) for one in but}
    found = [one for one in gc.get_objects() if type(one).__name__ == "Week" and id(one) not in kept]
    return [one for one in found if whom in one.household]


@pytest.fixture
def of_other_tests():
    """The weeks that tests of other modules hold in this process: none of the service's doing."""
    forget_all()
    return weeks_that_name(GONE)


@pytest.fixture
def desk(tmp_path):
    forget_all()
    made = new_desk(tmp_path / "desk", WEEK)
    now = made.now()
    number = keep(made, KARI, Plan(instance_hash=now.instance.content_hash), None, now.change)
    kept_plan(made, KARI, number).view("nb")
    leaves(made, GONE, WEEK.as_of)
    return made


def test_an_erasure_is_forgotten_at_once(of_other_tests, desk):
    assert weeks_that_name(GONE, but=of_other_tests)
    grant_erasure(desk, OLA, erase(desk, KARI, GONE, why="own_wish"))
    assert not weeks_that_name(GONE, but=of_other_tests)


def test_and_so_is_one_of_another_process_once_anything_is_read(desk, tmp_path):
    other = open_desk(tmp_path / "desk", None)
    found = remembered(maxsize=1)(lambda: ["kept"])
    first = found()
    grant_erasure(other, OLA, erase(other, KARI, GONE, why="own_wish"))
    first = found()
    desk.now()
    assert found() is not first


def test_of_many_answers_the_latest_are_kept():
    asked: list[int] = []

    def told(what: int) -> int:
        asked.append(what)
        return what

    ask = remembered(maxsize=1)(told)
    assert [ask(1), ask(1), ask(2), ask(1)] == [1, 1, 2, 1]
    assert asked == [1, 2, 1]


def test_a_week_of_another_test_does_not_count():
    held = Week(WEEK, ())
    assert held in weeks_that_name(GONE)
    assert held not in weeks_that_name(GONE, but=[held])
