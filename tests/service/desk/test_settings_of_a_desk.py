"""What the settings tell and do: accounts, backups beside the desk, health."""

import stat

import pytest

from placement.domain.actor import Role
from placement.errors import Refused
from placement.service.desk.account_form import (
    account_form,
    account_line,
    add_account,
    set_account,
)
from placement.service.desk.backups import back_up_beside, backups_beside, folder_beside
from placement.service.desk.carry_out import carry_out
from placement.service.desk.health import health
from placement.service.desk.open import open_desk
from placement.service.role_words import role_lines
from placement.store.audit import Head
from placement.words.texts import texts
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, UNN, new_desk


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk")
    yield made
    made.close()


def test_a_form_of_an_account_holds_what_the_account_is(desk):
    users = desk.now().rows("users")
    held = {one.name: one.value for one in account_form(users[KARI], users, "en")}
    assert held["case_groups"] == ["all"]
    assert held["clearance"] == "strengt_fortrolig"
    assert "login" not in held


def test_what_a_form_of_an_account_holds_becomes_the_same_account(desk):
    users = desk.now().rows("users")
    for login, body in users.items():
        for one in account_form(body, users, "nb"):
            assert set_account(login, one.name, one.value).fields == {one.name: body[one.name]}


def test_what_is_not_given_is_not_granted(desk):
    filled: dict[str, object] = {
        "login": "liv",
        "name": None,
        "role": "caseworker",
        "clearance": None,
        "case_groups": [],
        "contact": "",
    }
    carry_out(desk, ADMIN, add_account(filled))
    line = account_line(desk.now().body("users", "liv"), texts("en"))
    assert (line.role, line.clearance, line.cases, line.contact, line.is_open) == (
        "caseworker", "none", "none", "", True,
    )  # fmt: skip


def test_each_role_says_what_it_may_and_nothing_else():
    told = dict(role_lines("en"))
    assert len(told) == len(Role)
    assert told["auditor"] == ("Read: the log.", "Read the log.")
    assert told["administrator"] == (
        "Read: user accounts.",
        "Change: user accounts.",
        "Manage user accounts, back up and restore.",
    )
    assert not [one for one in told["manager"] if "safety" in one or "health" in one]
    assert all(one.endswith("(of people: their own households alone).") for one in told["caseworker"][:3])
    assert "addresses" in " ".join(told["address keeper"])


def test_a_backup_beside_the_desk_is_for_its_owner_alone_and_is_listed(desk):
    made = back_up_beside(desk, ADMIN)
    assert [one.name for one in backups_beside(desk, ADMIN)] == [made.name]
    assert stat.S_IMODE(folder_beside(desk).stat().st_mode) == 0o700
    (folder_beside(desk) / "0-not-one").mkdir()
    assert len(backups_beside(desk, ADMIN)) == 1


@pytest.mark.parametrize("login", [KARI, EVA, MONA, ARE, UNN])
def test_nobody_else_makes_or_sees_backups(desk, login):
    with pytest.raises(Refused):
        back_up_beside(desk, login)
    assert not folder_beside(desk).exists()
    with pytest.raises(Refused):
        backups_beside(desk, login)


def test_health_tells_of_a_log_that_lacks_what_its_anchor_tells_of(desk, tmp_path):
    found = health(desk)
    assert found.is_demo
    assert found.is_newest
    assert found.is_anchored
    assert found.log_agrees
    desk.store.anchor.restart(Head(found.lines, bytes(32)))
    desk.close()
    again = open_desk(tmp_path / "desk", None)
    assert not health(again).log_agrees
    again.close()
