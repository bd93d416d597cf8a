"""A comment on a plan: kept, taken back, told to nobody who may not plan, and gone with whom it names."""

from datetime import timedelta

import pytest

from placement.app.parts.here import for_meeting
from placement.domain.plan import Plan
from placement.errors import InputError, Refused
from placement.service.desk.backup import back_up
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.comments import TABLE, CommentPlan
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.conflict import Changed
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.kept_list import plan_lines
from placement.service.desk.named import value_text
from placement.service.desk.open import open_desk
from placement.service.desk.plan_comment import comment_on, read_comment
from placement.service.desk.plans import keep, keep_answer
from placement.service.desk.printout import printout
from placement.service.desk.printout_words import as_text
from placement.service.desk.restore import restore
from placement.service.desk.retention import DAYS, purge
from placement.service.desk.sight import sight
from placement.service.desk.undo import redo, undo
from placement.service.failures import say_error
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.solver import solve
from placement.store import audit, facts
from placement.store.secret import KeyFile, new_key_file
from placement.words.texts import texts
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.service.desk.leaving import housed, leaves, moment, person_of

WEEK = generate("S", 5)
SAID = "Spør om H1 er ledig før 10.12.2026"
GONE = housed(WEEK)[0]


@pytest.fixture
def desk(tmp_path):
    made = with_plans(new_desk(tmp_path / "desk", WEEK))
    yield made
    made.close()


def with_plans(made):
    for _ in range(4):
        keep(made, KARI, Plan(), None, made.now().change)
    return made


def comment(desk, text, login=KARI, plan=3, **more):
    return carry_out(desk, login, CommentPlan(plan=plan, text=text, by=login), **more)


def said(desk, login=KARI):
    return {key: body.get("text") for key, body in sight(desk, login).rows(TABLE).items()}


def ever_said(desk):
    with desk.store.reading() as connection:
        return [v.body["text"] for v in facts.every(connection) if v.table == TABLE]


def test_a_comment_is_kept_changed_taken_away_and_taken_back(desk):
    comment(desk, f"  {SAID} ")
    assert said(desk, OLA) == {"3": SAID}
    comment(desk, "Ja", OLA)
    assert desk.now().body(TABLE, "3") == {"plan": "3", "text": "Ja", "by": OLA}
    undo(desk, OLA)
    assert desk.now().body(TABLE, "3") == {"plan": "3", "text": SAID, "by": KARI}
    redo(desk, OLA)
    comment(desk, " ")
    assert said(desk) == {}


def test_a_plan_that_is_not_there_has_no_comment(desk):
    as_row = AddRow(table=TABLE, fields={"plan": "99", "text": SAID, "by": KARI})
    for command in (CommentPlan(plan=99, text=SAID, by=KARI), as_row):
        with pytest.raises(CannotDo) as refused:
            carry_out(desk, KARI, command)
        assert refused.value.code == "plan_gone"
    assert said(desk) == {}


def test_what_nobody_sees_is_not_kept(desk):
    comment(desk, "to\nlinjer og\u200b\u00ad et\ttegn")
    assert said(desk) == {"3": "to linjer og et tegn"}


def test_a_plan_is_not_out_of_date_by_a_comment(desk):
    now = desk.now()
    answer = make_plan(now.instance, seconds=10, planner=solve, explain=False)
    number = keep_answer(desk, KARI, answer, now.change)
    comment_on(desk, KARI, number, SAID)
    assert read_comment(desk, OLA, number) == SAID
    assert desk.now().instance.content_hash == now.instance.content_hash
    assert plan_lines(desk, moment(WEEK.as_of), texts("nb"))[0].is_current
    with pytest.raises(CannotDo) as refused:
        comment_on(desk, KARI, number + 1, SAID)
    assert refused.value.code == "plan_gone"


@pytest.mark.parametrize("login", [EVA, MONA, ARE, UNN, ADMIN])
def test_who_does_not_plan_neither_writes_nor_reads_it(desk, login):
    comment(desk, SAID)
    for deed in (
        lambda: comment(desk, "Nei", login),
        lambda: read_comment(desk, login, 3),
        lambda: carry_out(desk, login, AddRow(table=TABLE, fields={"plan": "4", "text": "a", "by": login})),
    ):
        with pytest.raises(Refused):
            deed()
    assert said(desk, login) == {}


def test_nobody_signs_with_anothers_name_and_who_was_slower_is_told(desk):
    with pytest.raises(CannotDo):
        carry_out(desk, KARI, CommentPlan(plan=3, text=SAID, by=OLA))
    comment(desk, SAID)
    with pytest.raises(Changed) as changed:
        comment(desk, "Nei", OLA, seen={(TABLE, "3"): 0})
    (theirs,) = [one for one in changed.value.conflicts if one.field == "text"]
    assert value_text(TABLE, {"text": theirs.theirs}, "text", "nb") == SAID


@pytest.mark.parametrize(
    "text",
    [
        "Ring 55 12 34 56", "010190 12345", "Ring +4755123456 før 1.12.2026",
        "\uff15\uff15\uff11\uff12\uff13\uff14\uff15\uff16",
    ],
)  # fmt: skip
def test_the_number_of_somebody_is_refused_by_every_way(desk, text):
    with pytest.raises(CannotDo) as refused:
        comment(desk, text)
    assert text not in " ".join(say_error(refused.value, "nb"))
    with pytest.raises(InputError):
        carry_out(desk, KARI, AddRow(table=TABLE, fields={"plan": "3", "text": text, "by": KARI}))
    assert said(desk) == {}


def test_a_comment_that_is_too_long_is_refused(desk):
    comment(desk, "å" * 200)
    with pytest.raises(CannotDo):
        comment(desk, "å" * 201)


def test_the_log_says_that_it_was_changed_and_not_what_it_says(desk):
    comment(desk, SAID)
    with desk.store.reading() as connection:
        lines = list(audit.lines(connection))
    assert [one.about for one in lines if one.action == "comment_plan"] == [
        {TABLE: {"3": ("by", "plan", "text")}}
    ]
    assert "ledig" not in repr(lines)


@pytest.mark.parametrize("told", ["{} vil vente", "{}s ønske", "({}-familien)", "Hør med {}'s skole"])
@pytest.mark.parametrize("spelled", [str, str.lower, str.upper])
def test_it_goes_with_whom_it_names_however_that_is_written(desk, told, spelled):
    leaves(desk, GONE, WEEK.as_of)
    for whom in (GONE, person_of(desk, GONE)):
        comment(desk, told.format(spelled(whom)))
    comment(desk, f"{GONE}9 vil vente")
    comment(desk, told.format(f"{GONE}9"), plan=4)
    grant_erasure(desk, OLA, erase(desk, KARI, GONE, why="own_wish"))
    assert ever_said(desk) == [f"{GONE}9 vil vente", told.format(f"{GONE}9")]


def test_it_goes_when_their_time_has_run_out(desk):
    leaves(desk, GONE, WEEK.as_of)
    comment(desk, f"{GONE} først")
    comment(desk, SAID, plan=4)
    due = moment(WEEK.as_of + timedelta(days=DAYS + 1))
    seen = purge(desk, KARI, today=due.date(), at=due)
    assert seen.rows[TABLE] == 1
    purge(desk, KARI, today=due.date(), token=seen.token, at=due)
    assert ever_said(desk) == [SAID]


def test_it_is_in_a_backup_and_no_restore_brings_back_whom_it_named(tmp_path):
    key = new_key_file(tmp_path / "key")
    made = with_plans(new_desk(tmp_path / "desk", WEEK, secret=key))
    leaves(made, GONE, WEEK.as_of)
    comment(made, f"{GONE}s tur")
    comment(made, SAID, plan=4)
    back_up(made, ADMIN, tmp_path / "backup")
    comment(made, "Nei", plan=4)
    grant_erasure(made, OLA, erase(made, KARI, GONE, why="own_wish"))
    made.close()
    restore(tmp_path / "desk", tmp_path / "backup", key, ADMIN)
    again = open_desk(tmp_path / "desk", KeyFile(tmp_path / "key"))
    assert ever_said(again) == [SAID]
    again.close()


def test_whether_a_person_is_told_of_it_a_human_decides(desk):
    person = person_of(desk, GONE)
    before = printout(desk, KARI, person, why="came_in_person")
    comment(desk, f"{GONE} før {housed(WEEK)[1]}")
    after = printout(desk, KARI, person, why="came_in_person")
    assert after.withheld == before.withheld + 1
    assert TABLE not in {one.table for one in after.held}
    assert housed(WEEK)[1] not in as_text(after, "nb")


def test_in_a_meeting_the_screen_has_no_comment_to_show(desk):
    comment(desk, SAID)
    assert SAID not in repr(for_meeting(sight(desk, KARI).content))
