"""What publishing would do, what has to be ticked, and what came of it."""

import pytest

from placement.domain.review import FindingKind
from placement.service.demo import make_demo
from placement.service.desk.accepting import Unacknowledged, accept
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.plans import alarm_id
from placement.service.desk.publishing import became, publication
from tests.service.desk.published import answer, keep_plan, publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_it_names_all_that_changes_and_what_is_grave_has_a_tick(desk, lang):
    one = publication(kept_plan(desk, "kari", keep_plan(desk)), lang)
    plan = answer().plan
    assert {row.move.household for row in one.starts} == {s.household for s in plan.starts}
    assert {tick.who for tick in one.of("move")} == {s.household for s in plan.proposals}
    assert not one.breaches
    assert all(row.move.because for row in one.starts)
    assert not [tick.text for tick in one.ticks if ".." in tick.text or "~" in tick.text]
    assert len(one.contacts) == sum(c.kind == "new" for c in plan.contacts) > 0
    assert len(one.enrolments) == sum(e.kind == "new" for e in plan.enrolments) > 0


def test_only_what_begins_soon_is_offered(desk):
    one = publication(kept_plan(desk, "kari", keep_plan(desk)), "nb")
    assert [row.move.household for row in one.starts if not row.is_offered] == ["Rype-27"]


def test_what_is_said_alike_of_two_rooms_is_one_tick_and_acknowledges_both(desk):
    one = publication(kept_plan(desk, "kari", keep_plan(desk)), "nb")
    alarms = answer().review.of(FindingKind.ALARM)
    assert len(one.of("alarm")) == 2
    assert sorted(each for tick in one.of("alarm") for each in tick.ids) == sorted(
        alarm_id(one) for one in alarms
    )


def test_the_ticks_of_alarms_are_what_accepting_asks_for(desk):
    number = keep_plan(desk)
    ticks = publication(kept_plan(desk, "kari", number), "nb").of("alarm")
    with pytest.raises(Unacknowledged):
        accept(desk, "kari", number, acknowledged=ticks[0].ids)
    accept(desk, "kari", number, acknowledged=[each for tick in ticks for each in tick.ids])


def test_what_came_of_it_are_offers_and_held_beds(desk):
    assert became(desk, "kari") is None
    publish(desk)
    found = became(desk, "kari")
    assert found is not None
    soon = {s.household for s in answer().plan.starts} - {"Rype-27"}
    assert {household for household, _ in found.offers} == soon
    assert set(found.holds) == soon
    assert (found.by, found.contacts, found.enrolments) == ("kari", 18, 9)
