"""What changed since the running plan."""

from datetime import date

import pytest

from placement.domain.decision import Pin
from placement.domain.fact import Content
from placement.errors import Refused
from placement.service.demo import make_demo
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.lookup import body_of
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.own_week import is_empty, own_week
from placement.service.desk.running import running_review
from placement.service.desk.sight import sight
from placement.service.desk.since_plan import compare, since_plan
from placement.service.desk.today import today
from placement.service.desk.week_figures import changes, compared
from placement.words.texts import texts
from tests.service.desk.published import publish


@pytest.fixture
def desk(tmp_path):
    made = make_demo(tmp_path / "desk")
    yield made
    made.close()


def since(desk, login="kari", lang="nb"):
    return since_plan(desk, sight(desk, login).content, today(desk).review, lang)


def test_before_the_first_plan_there_is_nothing_to_compare_with(desk):
    assert since(desk) is None


def test_publishing_itself_changes_no_need(desk):
    publish(desk)
    assert since(desk).is_empty


def test_exits_and_needs_are_told_by_the_names_of_fields_alone(desk):
    publish(desk)
    carry_out(desk, "kari", RecordExit(household="Falk-18", on=date(2026, 11, 23)))
    carry_out(
        desk, "kari", SetFields(table="persons", key="Gaupe-9", fields={"support": 3, "needs_own_room": True})
    )
    found = since(desk)
    assert [(one.household, one.on) for one in found.exits] == [("Falk-18", date(2026, 11, 23))]
    assert [one.household for one in found.needs] == ["Gaupe-9"]
    assert found.needs[0].what == ("trenger eget rom", "støttenivå")


def test_a_need_of_somebody_whom_one_may_not_see_is_not_told(desk):
    publish(desk)
    hidden = (desk.now().rows("households").keys() - sight(desk, "ola").rows("households").keys()).pop()
    member = next(k for k, row in desk.now().rows("persons").items() if row["household"] == hidden)
    carry_out(desk, "kari", SetFields(table="persons", key=member, fields={"needs_quiet": True}))
    assert since(desk, "ola").is_empty
    assert [one.household for one in since(desk, "kari").needs] == [hidden]


def test_who_leaves_before_moving_in_is_no_alarm(desk):
    publish(desk)
    before = running_review(desk)
    carry_out(desk, "kari", RecordExit(household="Dompap-5", on=date(2026, 11, 23)))
    after = running_review(desk)
    assert before is not None
    assert after is not None
    assert len(after.breaches) == len(before.breaches) == 0


def test_a_lock_that_cannot_be_kept_is_told(desk):
    publish(desk)
    row = body_of(Pin(household="Oter-4", unit="Byparken"))
    carry_out(desk, "kari", AddRow(table="pins", fields=row))
    assert since(desk).locks == ("Oter-4",)


def test_an_arrival_is_one_that_was_not_there():
    new: Content = {
        "households": {"Elg": {"origin": None}, "Elg-b": {"origin": "Elg"}, "Rev": {"origin": None}}
    }
    found = compare({"households": {"Rev": {}}}, new, new, set(), "nb")
    assert found.arrivals == ("Elg",)


def test_the_figures_are_for_those_who_plan_or_report(desk):
    before = {name: value for name, value, _ in changes(compared(desk, "mona"))}
    assert before == {
        "waiting": 14, "held": 1, "placed": 17, "free_beds": 16, "warnings": 2, "seats": 7, "seats_in_all": 70,
    }  # fmt: skip
    for login in ("eva", "nils", "unn", "admin"):
        with pytest.raises(Refused):
            compared(desk, login)


def test_a_caseworkers_week_is_that_of_their_own(desk):
    rows = own_week(sight(desk, "eva").content, texts("nb"))
    assert [one.household for one in rows] == ["Ekorn-5", "Gaupe-9", "Mår-15"]
    assert rows[1].home == ("Lyngheim L3",)
    assert rows[1].days[0] == "ti. 24. nov.: jobb 09:00–13:00"


def test_a_desk_is_empty_until_somebody_writes_a_unit_or_a_household(tmp_path):
    empty = make_demo(tmp_path / "none", None)
    assert is_empty(sight(empty, "kari").content)
    empty.close()
