"""The figures of the start page count what the lists that they open count."""

import pytest

from placement.domain.review import FindingKind
from placement.service.demo import make_demo
from placement.service.desk.need import Kind
from placement.service.desk.needs_you import needs
from placement.service.desk.people_chips import Chip
from placement.service.desk.people_list import people_list
from placement.service.desk.sight import sight
from placement.service.desk.state_line import state_line
from placement.service.desk.today import today
from placement.service.desk.week_figures import compared, not_in_list
from placement.words.texts import texts
from tests.service.desk.published import publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def who_knows_all(desk):
    return next(one for one in ("kari", "ola") if not not_in_list(desk, sight(desk, one).content))


@pytest.mark.parametrize("login", ["kari", "ola"])
def test_households_are_counted_as_they_are_written_down(desk, login):
    seen = sight(desk, login).content
    lines, others = people_list(seen, texts("nb")), not_in_list(desk, seen)
    figures = compared(desk, login).now
    assert any(one.origin for one in today(desk).week.households)  # the rules split one of them
    assert others == (login != who_knows_all(desk))
    assert figures.waiting + figures.held + figures.placed == len(lines) + others
    assert figures.waiting == sum(Chip.WAITING in one.chips for one in lines) + others


def test_alarms_are_counted_alike_wherever_they_are_told(desk):
    publish(desk, who_knows_all(desk))
    rows = needs(today(desk), (), sight(desk, "kari").content, "nb", hidden=frozenset(), meeting=False).rows
    told = [one for one in rows if one.kind in (Kind.ALARM, Kind.BREACH)]
    assert len(today(desk).review.of(FindingKind.ALARM)) > len(told)  # one of them of two rooms
    assert compared(desk, "kari").now.warnings == state_line(desk).alarms == len(told)
