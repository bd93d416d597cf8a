"""The Monday list: numbered, in the log first, and nothing on it but aliases and who lives where."""

import re
import shutil
import stat
import threading

import pytest

from placement.domain.permission import FieldClass
from placement.errors import InputError, Refused
from placement.reports.monday_rows import Copy
from placement.reports.style import css_string
from placement.service.demo import WEEK
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.log import read_log
from placement.service.desk.monday import monday_list, print_monday
from placement.service.desk.plans import keep_answer
from placement.service.planning import derived, load, make_plan
from placement.tables.read import read_week
from tests.canaries import Canaries, fill, found_in
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, new_desk

MAY_GO = {FieldClass.NAME, FieldClass.HOUSING, FieldClass.PLACEMENT}


@pytest.fixture(scope="module")
def canaries():
    return Canaries()


@pytest.fixture(scope="module")
def desk(tmp_path_factory, canaries):
    """The Bergen week with a canary for each free text, and a plan that waits for the meeting."""
    folder = tmp_path_factory.mktemp("week") / "week"
    shutil.copytree(WEEK, folder)
    fill(folder, canaries)
    made = new_desk(tmp_path_factory.mktemp("desk") / "desk", read_week(folder), contact="Kontakt-2")
    answer = make_plan(made.now().instance, seconds=20)
    keep_answer(made, KARI, answer, made.now().change)
    yield made
    made.close()


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_only_what_may_leave_is_on_it(desk, canaries, lang):
    html = monday_list(desk, KARI, lang).html
    hidden = canaries.where(lambda *_: True) - canaries.of(MAY_GO)
    assert hidden
    assert canaries.of({FieldClass.SAFETY}) & hidden
    assert found_in(html.encode(), hidden) == frozenset()
    told = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert not re.search(r"fortrolig|confidential|trussel|threat|P[0-4]\b|~", told, re.IGNORECASE)


def test_everybody_of_whom_one_may_know_is_on_it(desk):
    week = derived(desk.now().instance)
    html = monday_list(desk, KARI, "nb").html
    here = {alias for alias in week.household if week.tier(alias) is not None or week.is_housed(alias)}
    assert all(f">{alias}<" in html for alias in here)
    assert "Nye plasser" in html
    assert "står ikke på dette eksemplaret" not in html


def test_whom_one_may_not_know_is_left_out_and_counted(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    carry_out(made, ADMIN, SetFields(table="users", key=OLA, fields={"contact": "Kontakt-1"}))
    apart = {
        row["household"]
        for row in made.now().rows("impartiality").values()
        if (row["helper"], row["conflict"]) == ("Kontakt-1", "yes")
    }
    assert apart
    html = monday_list(made, OLA, "en").html
    assert not any(alias in html for alias in apart)
    assert "not on this copy" in html
    made.close()


def test_the_log_names_the_copy_and_whom_it_tells_of_before_it_is_given(desk):
    copy, html = monday_list(desk, KARI, "nb")
    line = next(one for one in reversed(read_log(desk, UNN)) if one.action == "print_monday")
    assert line.by == KARI
    assert set(line.about["copy"]) == {str(copy.number), copy.code}
    assert set(line.about["persons"]) == {
        alias
        for alias in desk.now().rows("persons").keys() - desk.now().rows("households").keys()
        if f">{alias}<" in html
    }
    assert set(line.about["households"]) == {
        alias for alias in desk.now().rows("households") if f">{alias}<" in html
    }
    assert line.about["plan"] == {"1": ()}
    assert f"Eksemplar {copy.number}" in html


def test_no_two_copies_have_the_same_number(desk):
    found: list[Copy] = []
    prints = [
        threading.Thread(
            target=lambda who=who: found.extend(monday_list(desk, who, "en").copy for _ in range(5))
        )
        for who in (KARI, OLA, KARI)
    ]
    for one in prints:
        one.start()
    for one in prints:
        one.join()
    assert len({copy.number for copy in found}) == len({copy.code for copy in found}) == 15


@pytest.mark.parametrize("who", [EVA, MONA, ARE, UNN])
def test_who_does_not_plan_prints_none_and_no_line_is_written(desk, who):
    copies = monday_list(desk, KARI, "nb").copy.number
    with pytest.raises(Refused):
        monday_list(desk, who, "nb")
    assert monday_list(desk, KARI, "nb").copy.number == copies + 1


def test_it_is_a_new_file_for_nobody_else(desk, tmp_path):
    file = tmp_path / "list.html"
    done = print_monday(desk, KARI, file, "nb")
    assert file.read_text(encoding="utf-8") == done.html
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(InputError) as there:
        print_monday(desk, KARI, file, "nb")
    assert there.value.problems[0].code == "file_exists"
    with pytest.raises(InputError) as named:
        print_monday(desk, KARI, tmp_path / "list.pdf", "nb")
    assert named.value.problems[0].code == "list_suffix"
    assert monday_list(desk, KARI, "nb").copy.number == done.copy.number + 1


def test_a_week_without_a_plan_says_so(tmp_path):
    made = new_desk(tmp_path / "desk", load(WEEK))
    assert "No plan waits" in monday_list(made, KARI, "en").html
    made.close()


def test_nothing_is_fetched_from_elsewhere(desk):
    html = monday_list(desk, KARI, "nb").html
    assert not re.search(r"https?:|//|url\(|@import|<script|<link|<img", html)


def test_no_name_ends_the_style_sheet():
    said = css_string('"; } </style><script>·')
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', said)
