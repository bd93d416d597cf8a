"""Who comes tonight, before they are written down: where there is room, what would have to give; nothing is saved."""

from dataclasses import replace

import pytest

from placement.domain.consent import ConsentAnswer
from placement.domain.person import AgeBand
from placement.domain.plan import Plan
from placement.errors import Refused
from placement.review.tonight import tonight
from placement.rules import GOALS
from placement.service.desk.arriving import room_tonight, what_would_give
from placement.service.desk.beforehand import ASK, tried
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.referral import ReferGroup, ReferHousehold
from placement.service.desk.jobs import latest
from placement.service.desk.log import read_log
from placement.service.desk.plans import keep
from placement.service.desk.referring import Told, Who, arrival_of, refer_tonight
from placement.service.failures import say_error
from placement.service.planning import derived
from placement.service.tonight import tonight_view
from placement.service.veil import DEPENDS
from placement.simulation.generate import generate
from placement.solver.run import solve
from placement.words.texts import texts
from tests.service.desk.desks import EVA, KARI, MONA, UNN, new_desk
from tests.worlds import AS_OF

WEEK = generate("S", 5)
TOLD = Told(alias="Hegre-8000", referral=AS_OF, who=Who.MAN, housing=ConsentAnswer.GIVEN)
OTHERS = ("Hegre-8001", "Hegre-8002", "Hegre-8003")


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def words(sections):
    return [text for one in sections for text in (one.title, *one.lines, *one.points)]


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("others", [(), OTHERS])
def test_it_is_what_the_command_says_once_they_are_written_down_and_nothing_is_saved(desk, others, lang):
    command, before = arrival_of(desk, TOLD, others), desk.now()
    found = room_tonight(desk, KARI, command, lang)
    assert desk.now().change == before.change
    carry_out(desk, KARI, command)
    assert found == tonight_view(derived(desk.now().instance), Plan(), (TOLD.alias, *others), lang)
    assert found.group == (TOLD.alias, *others)
    assert all(way.prepare for way in found.ways)


def test_who_must_wait_is_named_and_what_would_have_to_give_for_them(desk):
    command = arrival_of(desk, TOLD, tuple(f"Hegre-{8001 + n}" for n in range(8)))
    assert isinstance(command, ReferGroup)
    way = room_tonight(desk, KARI, command, "en").ways[0]
    assert way.nowhere
    assert {one.household for one in way.given} | set(way.nowhere) == {h.alias for h in command.members}
    told = words(what_would_give(desk, KARI, command, "en", solve))
    assert any(one.startswith("The smallest changes that would give a place") for one in told)
    assert any("gets no place" in one for one in told)
    assert desk.now().body("households", TOLD.alias) is None


def test_a_group_is_of_one_case_that_nobody_else_belongs_to_and_has_rooms_apart(desk):
    command = arrival_of(desk, TOLD, OTHERS)
    assert isinstance(command, ReferGroup)
    carry_out(desk, KARI, command)
    now = desk.now()
    mine = [now.rows("persons")[alias]["case_group"] for alias in (TOLD.alias, *OTHERS)]
    assert len(set(mine)) == 1
    assert [row["case_group"] for row in now.rows("persons").values()].count(mine[0]) == 4
    assert len({now.rows("households")[alias]["lot"] for alias in (TOLD.alias, *OTHERS)}) == 4
    given = room_tonight(desk, KARI, arrival_of(desk, Told("Hegre-9", AS_OF)), "en")
    assert given.group == ("Hegre-9",)
    rooms = [one.place for one in tonight_view(derived(now.instance), Plan(), OTHERS, "en").ways[0].given]
    assert len(rooms) == len(set(rooms))


def test_a_group_is_written_down_whole_by_one_change_and_a_plan_is_begun(desk):
    before = desk.now()
    refer_tonight(desk, KARI, TOLD, others=OTHERS)
    assert desk.now().change == before.change + 1
    assert len(latest(desk)) == 1
    new = desk.now().rows("households").keys() - before.rows("households").keys()
    assert new == {TOLD.alias, *OTHERS}


def test_two_of_a_group_are_not_called_alike(desk):
    with pytest.raises(CannotDo) as refused:
        carry_out(desk, KARI, arrival_of(desk, TOLD, (TOLD.alias,)))
    assert refused.value.code == "alias_taken"


@pytest.mark.parametrize("login", [EVA, MONA, UNN])
def test_who_does_not_plan_is_told_nothing(desk, login):
    command = arrival_of(desk, TOLD)
    with pytest.raises(Refused):
        room_tonight(desk, login, command, "en")
    with pytest.raises(Refused):
        what_would_give(desk, login, command, "en", solve)


def test_each_question_is_a_line_of_the_log(desk):
    room_tonight(desk, KARI, arrival_of(desk, TOLD), "en")
    assert [one.by for one in read_log(desk, UNN) if one.action == ASK] == [KARI]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_who_may_not_know_of_somebody_is_told_that_it_depends(desk, lang, monkeypatch):
    command = arrival_of(desk, TOLD, OTHERS)
    before = words(what_would_give(desk, KARI, command, lang, solve))
    known = next(h.alias for h in WEEK.households if any(h.alias in one for one in before))
    monkeypatch.setattr("placement.service.desk.beforehand.untold", lambda *_: frozenset({known}))
    told = words(what_would_give(desk, KARI, command, lang, solve))
    assert texts(lang)(DEPENDS) in told
    assert not [one for one in told if known in one]
    assert all(known not in repr(way) for way in room_tonight(desk, KARI, command, lang).ways)


def a_draft_that_gives_the_first_answer_to_another(desk, command):
    """The other household, and the number of the draft."""
    week = derived(tried(desk, KARI, command).then.instance)
    stay = tonight(week, Plan(), (TOLD.alias,), GOALS).ways[0].stays[0]
    other = next(h.alias for h in WEEK.households if week.wants_option(h) and not week.is_housed(h.alias))
    now = desk.now()
    plan = Plan(instance_hash=now.instance.content_hash, stays=(stay.but(household=other),))
    return other, keep(desk, KARI, plan, None, now.change)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("nb", "Utkast {number} gir den til {who}."), ("en", "draft {number} gives it to {who}.")],
)
def test_a_place_that_a_draft_gives_to_somebody_else_is_told_with_the_answer(desk, lang, told, monkeypatch):
    command = arrival_of(desk, TOLD)
    assert not room_tonight(desk, KARI, command, lang).promised
    other, number = a_draft_that_gives_the_first_answer_to_another(desk, command)
    view = room_tonight(desk, KARI, command, lang)
    place = view.ways[0].given[0].place
    assert view.promised == (f"{place}: {told.format(number=number, who=other)}",)
    monkeypatch.setattr("placement.service.desk.beforehand.untold", lambda *_: frozenset({other}))
    assert room_tonight(desk, KARI, command, lang).promised == (texts(lang)(DEPENDS),)


EMPTY = Told(alias="Hegre-8000", referral=AS_OF)
AGE = {
    "nb": "Hegre-8000: Alderen er ikke avklart. Barnevernet avgjør.",
    "en": "Hegre-8000: the age is not clarified. Child welfare decides.",
}
YES = {
    "nb": "Hegre-8000: Ikke spurt om ja til en plass. Spør nå.",
    "en": "Hegre-8000: not asked for their yes to a place. Ask now.",
}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize(
    ("told", "missing"),
    [
        (EMPTY, (AGE, YES)),
        (replace(EMPTY, who=Who.UNCLEAR, housing=ConsentAnswer.GIVEN), (AGE,)),
        (replace(EMPTY, who=Who.MAN), (YES,)),
        (TOLD, ()),
        (replace(EMPTY, who=Who.MAN, housing=ConsentAnswer.DECLINED), ()),
    ],
)
def test_an_answer_that_nobody_gave_is_what_is_missing_and_no_rule_is_to_blame(desk, told, missing, lang):
    command = arrival_of(desk, told)
    view = room_tonight(desk, KARI, command, lang)
    assert view.missing == tuple(one[lang] for one in missing)
    assert view.told.startswith(("No place can", "Ingen plass kan")) is bool(missing)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("nb", "Barnevernet avgjør. Ingen endring i planen gir en plass."),
        ("en", "Child welfare decides. No change of the plan gives a place."),
    ],
)
def test_of_who_may_be_a_child_no_change_is_looked_for_since_child_welfare_decides(desk, lang, told):
    said = words(what_would_give(desk, KARI, arrival_of(desk, EMPTY), lang, solve))
    assert {AGE[lang], YES[lang], told} <= set(said)
    assert not [one for one in said if "R11" in one or "R12" in one]


def test_of_a_group_nobody_answered_for_each_question_is_told_once(desk):
    view = room_tonight(desk, KARI, arrival_of(desk, EMPTY, OTHERS), "en")
    assert view.missing[0].startswith("Hegre-8000, Hegre-8001, Hegre-8002 and Hegre-8003: the age")
    assert len(view.missing) == len((AGE, YES))


def test_children_of_a_group_are_not_dropped_but_asked_about(desk):
    before = desk.now().change
    told = replace(TOLD, children={AgeBand.CHILD: 2})
    with pytest.raises(CannotDo) as refused:
        refer_tonight(desk, KARI, told, others=OTHERS)
    assert refused.value.code == "group_with_children"
    assert desk.now().change == before
    assert not latest(desk)
    assert "ingen har sagt hvem" in " ".join(say_error(refused.value, "nb"))
    assert "nobody has said to whom" in " ".join(say_error(refused.value, "en"))
    alone = arrival_of(desk, told)
    assert isinstance(alone, ReferHousehold)
    assert len(alone.children) == 2
