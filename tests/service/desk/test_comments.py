"""A comment on a plan: kept, taken back, told to nobody who may not plan, and gone with whom it names."""

import pytest

from placement.app.parts.here import for_meeting
from placement.errors import InputError, PlacementError, Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.comments import TABLE, CommentPlan
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.erasure import erasing
from placement.service.desk.plans import keep_answer
from placement.service.desk.sight import sight
from placement.service.desk.undo import undo
from placement.service.failures import say_error
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.solver import solve
from placement.store import audit, facts
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, new_desk

WEEK = generate("S", 5)
SAID = "Spør om H1 er ledig før 10.12.2026"


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def said(desk, login=KARI):
    return {key: body.get("text") for key, body in sight(desk, login).rows(TABLE).items()}


def test_a_comment_is_kept_changed_taken_away_and_taken_back(desk):
    carry_out(desk, KARI, CommentPlan(plan=3, text=f"  {SAID} "))
    assert said(desk, OLA) == {"3": SAID}
    carry_out(desk, OLA, CommentPlan(plan=3, text="Ja"))
    assert said(desk) == {"3": "Ja"}
    undo(desk, OLA)
    assert said(desk) == {"3": SAID}
    carry_out(desk, KARI, CommentPlan(plan=3, text=" "))
    assert said(desk) == {}


def test_a_plan_is_not_out_of_date_by_a_comment(desk):
    now = desk.now()
    answer = make_plan(now.instance, seconds=10, planner=solve, explain=False)
    number = keep_answer(desk, KARI, answer, now.change)
    carry_out(desk, KARI, CommentPlan(plan=number, text=SAID))
    assert desk.now().instance.content_hash == now.instance.content_hash


@pytest.mark.parametrize("login", [EVA, MONA, ADMIN])
def test_who_does_not_plan_neither_writes_nor_reads_it(desk, login):
    carry_out(desk, KARI, CommentPlan(plan=3, text=SAID))
    with pytest.raises(Refused):
        carry_out(desk, login, CommentPlan(plan=3, text="Nei"))
    assert said(desk, login) == {}


@pytest.mark.parametrize("text", ["Ring 55 12 34 56", "010190 12345", "Ring +4755123456 før 1.12.2026"])
def test_the_number_of_somebody_is_refused_by_every_way(desk, text):
    with pytest.raises(CannotDo) as refused:
        carry_out(desk, KARI, CommentPlan(plan=3, text=text))
    assert text not in " ".join(say_error(refused.value, "nb"))
    with pytest.raises((InputError, PlacementError)):
        carry_out(desk, KARI, AddRow(table=TABLE, fields={"plan": "3", "text": text}))
    assert said(desk) == {}


def test_a_comment_that_is_too_long_is_refused(desk):
    with pytest.raises(CannotDo):
        carry_out(desk, KARI, CommentPlan(plan=3, text="a" * 201))


def test_the_log_says_that_it_was_changed_and_not_what_it_says(desk):
    carry_out(desk, KARI, CommentPlan(plan=3, text=SAID))
    with desk.store.reading() as connection:
        lines = [repr(line) for line in audit.lines(connection)]
    assert any("comment_plan" in line for line in lines)
    assert not any("ledig" in line for line in lines)


def test_it_goes_with_whom_it_names_and_no_other_goes(desk):
    whom = WEEK.households[0].alias
    carry_out(desk, KARI, CommentPlan(plan=3, text=f"{whom} vil vente"))
    carry_out(desk, KARI, CommentPlan(plan=4, text=f"{whom}9 vil vente"))
    with desk.store.reading() as connection:
        versions = facts.every(connection)
    found = erasing(versions, desk.now().content, frozenset({whom}), WEEK.as_of)
    assert {version.key for version in found.gone if version.table == TABLE} == {"3"}


def test_in_a_meeting_the_screen_has_no_comment_to_show(desk):
    carry_out(desk, KARI, CommentPlan(plan=3, text=SAID))
    assert SAID not in repr(for_meeting(sight(desk, KARI).content))
