"""What would come of a change of the facts: as the command `whatif` says it, for who may know, and nothing is saved."""

from datetime import date

import pytest

from placement.domain.contact import Contact
from placement.errors import InputError, Refused
from placement.service.acts_asked import Acts
from placement.service.desk.beforehand import ASK, beforehand
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.log import read_log
from placement.service.desk.plans import keep_answer
from placement.service.planning import make_plan
from placement.service.question import question
from placement.service.veil import DEPENDS
from placement.service.what_if import what_if_sections, what_if_view
from placement.solver.run import solve
from placement.words.texts import texts
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.worlds import AS_OF, town


def closing(unit, **more):
    return AddRow(
        table="closures", fields={"unit": unit, "since": "2026-11-23", "until": "2027-03-01", **more}
    )


AVOID = AddRow(table="avoid_areas", fields={"person": "Rype-3", "area": "nord", "since": "2026-11-23"})
BURNT = BurnAddress(unit="Granly", on=AS_OF)
CONFLICT = AddRow(table="impartiality", fields={"helper": "Ask-1", "household": "Rype-3", "conflict": "yes"})
ASKED = {
    "closed": (closing("Granly"), Acts(close="Granly", until=date(2027, 3, 1))),
    "burnt": (BURNT, Acts(burnt="Granly")),
    "avoid": (AVOID, Acts(avoid=("Rype-3", "nord"))),
}


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", town().but(contacts=(Contact(alias="Ask-1", hours=37, capacity=9),)))
    yield made
    made.close()


def words(sections):
    return [text for one in sections for text in (one.title, *one.lines, *one.points)]


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_it_is_what_the_command_says_and_nothing_is_saved(desk, name, lang):
    command, acts = ASKED[name]
    before = desk.now()
    told = words(beforehand(desk, KARI, command, lang, solve))
    view = what_if_view(question(before.instance, solve), acts, lang)._replace(acts=())
    assert told == words(one for one in what_if_sections(view, lang) if not one.is_empty)
    assert view.touched or name == "avoid"
    assert desk.now().change == before.change


def test_the_plan_that_is_there_is_the_one_that_it_is_compared_with(desk):
    now = desk.now()
    keep_answer(desk, KARI, make_plan(now.instance, seconds=10, planner=solve, explain=False), now.change)
    made = []

    def counted(*asked, **more):
        made.append(asked[0].content_hash)
        return solve(*asked, **more)

    assert beforehand(desk, KARI, BURNT, "en", counted)
    assert now.instance.content_hash not in made


def test_each_question_is_a_line_of_the_log(desk):
    beforehand(desk, KARI, BURNT, "en", solve)
    assert [one.by for one in read_log(desk, UNN) if one.action == ASK] == [KARI]


@pytest.mark.parametrize("login", [EVA, MONA, UNN])
def test_who_does_not_plan_is_told_nothing(desk, login):
    with pytest.raises(Refused):
        beforehand(desk, login, BURNT, "en", solve)


def test_what_cannot_be_saved_cannot_be_asked_about(desk):
    with pytest.raises(CannotDo):
        beforehand(desk, KARI, BurnAddress(unit="Ukjent", on=AS_OF), "en", solve)
    for wrong in (closing("Ukjent"), closing("Granly", until="2020-01-01")):
        with pytest.raises(InputError):
            beforehand(desk, KARI, wrong, "en", solve)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_who_may_not_know_of_somebody_is_told_that_it_depends(desk, lang):
    assert "Rype-3" in " ".join(words(beforehand(desk, KARI, BURNT, lang, solve)))
    carry_out(desk, ADMIN, SetFields(table="users", key=KARI, fields={"contact": "Ask-1"}))
    carry_out(desk, OLA, CONFLICT)
    told = words(beforehand(desk, KARI, BURNT, lang, solve))
    assert "Rype-3" not in " ".join(told)
    assert texts(lang)(DEPENDS) in told
    with pytest.raises(Refused):
        beforehand(desk, KARI, AVOID, lang, solve)
