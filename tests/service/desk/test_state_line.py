"""The line of the frame tells of drafts that still wait, and of no others."""

import pytest

from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.state_line import state_line
from tests.service.desk.published import keep_plan, publish
from tests.service.desk.test_week_figures import who_knows_all


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def drafts(desk):
    line = state_line(desk)
    return line.draft, line.stale


def change(desk, languages):
    carry_out(desk, "kari", SetFields(table="persons", key="Skjære-29", fields={"languages": languages}))


def test_a_draft_is_out_of_date_until_a_later_plan_is_published(desk):
    number = keep_plan(desk)
    assert drafts(desk) == (number, None)
    change(desk, ["eng"])
    assert drafts(desk) == (None, number)
    change(desk, ["eng", "ron"])
    beside = keep_plan(desk)
    publish(desk, who_knows_all(desk))
    assert drafts(desk) == (None, None), beside
    later = keep_plan(desk)
    assert later > beside
    assert drafts(desk) == (None, later)
