import pytest

from placement.domain.housing import ClosureKind
from placement.domain.stay import HELD
from placement.errors import Refused
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.emergency import burn_address
from placement.service.desk.jobs import latest
from placement.service.desk.undo import undo
from placement.service.planning import derived
from placement.simulation.generate import generate
from tests.service.desk.desks import EVA, KARI, new_desk

WEEK = generate("S", 5)
HELD_NOW = [s for s in WEEK.stays if s.kind in HELD]
UNIT = derived(WEEK).unit_of(HELD_NOW[0]).alias


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def test_a_burnt_address_closes_the_unit_at_once_says_whom_to_call_and_begins_a_plan(desk):
    burnt = burn_address(desk, KARI, BurnAddress(unit=UNIT, on=WEEK.as_of))
    week = derived(WEEK)
    there = {s.household for s in HELD_NOW if week.unit_of(s).entrance == week.unit[UNIT].entrance}
    assert set(burnt.touched.living) | set(burnt.touched.holds) == there
    closed = [c for c in desk.now().instance.closures if c.kind is ClosureKind.BURNT]
    assert {c.unit for c in closed} >= {UNIT}
    (job,) = latest(desk)
    assert (job.id, job.state, job.kind) == (burnt.job, "waiting", "plan")


def test_it_is_not_undone_by_one_person(desk):
    burn_address(desk, KARI, BurnAddress(unit=UNIT, on=WEEK.as_of))
    with pytest.raises(Exception, match="two people"):
        undo(desk, KARI)


def test_who_may_not_say_so_is_told_nothing_of_who_lives_there(desk):
    with pytest.raises(Refused) as told:
        burn_address(desk, EVA, BurnAddress(unit=UNIT, on=WEEK.as_of))
    assert not [s for s in HELD_NOW if s.household in str(told.value)]
    assert latest(desk) == []
