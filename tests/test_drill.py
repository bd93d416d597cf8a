"""The drill of a group that comes: a small planted world, the fictional week in Bergen, and its page."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from placement import cli
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.housing import Closure, Zone, ZonePolicy
from placement.domain.instance import Instance
from placement.domain.interpreter import BookableHours
from placement.domain.person import Gender
from placement.domain.plan import Plan
from placement.domain.scenario import Group
from placement.domain.stay import Stay, StayKind
from placement.errors import InputError
from placement.review.audit import judge
from placement.service import drill as asked
from placement.service.drill import Drill, drill_view
from placement.service.drill_words import show_drill
from placement.service.planning import derived
from placement.service.sections import plain
from placement.simulation.drill import arrived, days_later
from placement.tables.write import write_folder
from tests.worlds import day, room, town, unit, week_of_activities

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scenarios.md").read_text("utf-8")
ON = day(3)
EIGHT = Drill(ON, men=8, language="vie", seed=11)


def house(name: str, rooms: int, **facts: object):
    zone = Zone(alias=f"{name}-1", policy=ZonePolicy.MEN)
    return unit(
        name, (zone,), tuple(room(f"{name}-{n}", zone.alias, emergency=True) for n in range(rooms)), **facts
    )


def planted() -> Instance:
    """Rooms for five men; three more in a house that is closed until two days after they come. One man lives there."""
    homes = (house("Bjerk", 6), house("Furu", 6, security=3))
    mine = Stay(household="Rype-3", place="Bjerk-0", start=day(-5), kind=StayKind.CURRENT)
    closed = Closure(unit="Furu", since=day(-10), until=day(5))
    return town().but(units=homes, stays=(mine,), closures=(closed,))


@dataclass
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def placement(capsys, monkeypatch):
    monkeypatch.delenv("PLACEMENT_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(ROOT)

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main([str(word) for word in arguments])
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return run


@pytest.fixture(scope="module")
def view():
    return drill_view(planted(), EIGHT, "en")


def test_five_of_eight_have_a_bed_that_night_and_all_once_the_closure_ends(view):
    assert [len(way.given) for way in view.tonight.ways][:1] == [5]
    assert {one.place.split(",")[0] for one in view.tonight.ways[0].given} == {"Bjerk"}
    assert (view.without.men, view.without.women) == (3, 0)
    assert {one.place.split(",")[0] for one in view.tonight.later} == {"Furu"}
    assert (view.later, view.still_without.all) == (None, 0)
    assert (view.later_on, view.opens) == (day(6), ("Furu",))


def test_a_closure_that_goes_on_leaves_three_to_prepare_for():
    week = planted()
    closed = tuple(one.but(until=day(60)) for one in week.closures)
    found = drill_view(week.but(closures=closed), EIGHT, "en")
    assert (found.still_without.men, found.opens) == (3, ())
    assert found.later is not None
    assert found.later.ways == ()
    assert sum(count for _, count in found.still_without.reasons) == 3


def test_a_bed_where_notice_has_passed_is_open_after_three_days():
    homes = (house("Bjerk", 6), house("Furu", 6, security=3, notice_hours=72))
    week = planted().but(units=homes, closures=())
    found = drill_view(week, EIGHT, "en")
    assert (found.without.all, found.still_without.all, found.has_notice) == (3, 0, True)
    instance, group = arrived(week, [Group(on=ON, persons=8)], 3)
    later, _ = days_later(instance, (), group, 3)
    assert [(one.unit, one.since) for one in later.can_receive] == [("Furu", day(6))]


def test_nobody_else_is_moved_and_every_answer_is_judged(view, monkeypatch):
    group = set(view.tonight.group)
    assert len(group) == 8
    assert {one.household for way in view.tonight.ways for one in way.given} <= group
    assert "Bjerk, Bjerk-0" not in {one.place for way in view.tonight.ways for one in way.given}
    week, judged = planted(), []

    def judging(of, plan, rules):
        judged.append(plan)
        assert {s.household for s in of.held if s.kind is StayKind.CURRENT} >= {"Rype-3"}
        return judge(of, plan, rules)

    monkeypatch.setattr(asked, "judge", judging)
    drill_view(week, EIGHT, "en")
    assert len(judged) >= len(view.tonight.ways) + 1
    assert all({stay.household for stay in plan.stays} <= group for plan in judged)


def test_the_week_stays_as_it_is_and_the_same_seed_gives_the_same_bytes(view):
    week = planted()
    before = week.content_hash
    again = drill_view(week, EIGHT, "en")
    assert json.dumps(plain(again), default=str) == json.dumps(plain(view), default=str)
    assert week.content_hash == before
    other = drill_view(week, EIGHT._replace(seed=4), "en")
    assert other.tonight.group != view.tonight.group


def test_interpreters_that_are_missing_are_named(view, capsys):
    assert (view.talks.interpreters, view.talks.silent_units) == (0, ("Bjerk", "Furu"))
    show_drill(view, "en")
    told = " ".join(capsys.readouterr().out.split())
    assert f"Interpreters of Vietnamese for {view.talks.needed_by}: none is in the tables." in told
    assert "Staff who speak Vietnamese: nobody on duty does in Bjerk and Furu." in told
    assert "A contact who speaks Vietnamese: none does." in told
    assert "A hotel, or beds that can be used at once, for 3 men." in told
    assert "Closures end as written: Furu." in told


def test_hours_of_interpreters_are_those_of_the_first_seven_days():
    week = week_of_activities()
    talks = drill_view(week, Drill(day(1), men=2, language="tir"), "en").talks
    assert (talks.interpreters, talks.hours) == (1, 5)
    far = tuple(one.but(on=day(8)) for one in week.bookable_hours)
    assert all(isinstance(one, BookableHours) for one in far)
    talks = drill_view(week.but(bookable_hours=far), Drill(day(1), men=2, language="tir"), "en").talks
    assert (talks.interpreters, talks.hours) == (1, 0)


def test_men_and_women_of_one_group_are_of_one_case_with_nowhere_to_sleep():
    groups = [Group(on=ON, persons=2), Group(on=ON, persons=3, gender=Gender.WOMAN)]
    instance, group = arrived(planted(), groups, 1)
    came = [h for h in instance.households if h.alias in group]
    assert sorted(h.members[0].gender for h in came) == ["man"] * 2 + ["woman"] * 3
    assert {(h.members[0].case_group, h.group_arrival, h.situation) for h in came} == {
        ("Sak-X", "Ankomst-X", "nowhere")
    }
    assert {h.referral for h in came} == {instance.as_of} == {ON}


def test_what_is_supposed_is_told_and_a_no_stays_a_no():
    instance, group = arrived(planted(), [Group(on=ON, persons=8)], 3)
    no, open_ = group[0], group[1]
    said = (one for one in instance.consents if one.person not in (no, open_))
    instance = instance.but(consents=(*said, Consent(person=no, answer=ConsentAnswer.DECLINED, on=ON)))
    later, supposed = days_later(instance, (), group, 3)
    assert supposed.yes == (open_,)
    assert [one.answer for one in later.consents if one.person in (no, open_)] == ["declined", "given"]
    assert derived(later).as_of == day(6)
    assert not judge(derived(later), Plan(instance_hash=later.content_hash), ()).breaches


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Drill(day(-1), men=1), "drill_day"),
        (Drill(day(56), men=1), "drill_day"),
        (Drill(ON), "drill_nobody"),
        (Drill(ON, men=30, women=11), "drill_too_many"),
    ],
)
def test_what_cannot_be_drilled_is_one_clear_error(wrong, code):
    with pytest.raises(InputError) as refused:
        drill_view(planted(), wrong, "nb")
    assert [one.code for one in refused.value.problems] == [code]


def test_the_command_speaks_norwegian_and_json_and_refuses_clearly(placement, tmp_path):
    week = tmp_path / "week"
    write_folder(planted(), week)
    words = ("drill", week, "--men", 8, "--on", ON.isoformat(), "--language", "vie", "--seed", 11)
    ran = placement(*words)
    assert ran.code == 0, ran.err
    assert "Øvelse: 8 menn to. 26. nov." in ran.out
    assert "Gruppen er oppdiktet" in ran.out
    told = json.loads(placement(*words, "--json").out)
    assert told["without"]["men"] == 3
    assert told["asked"]["men"] == 8
    ran = placement("drill", week, "--men", 2, "--on", "2027-11-26")
    assert (ran.code, ran.out) == (2, "")
    assert "Dagen er ikke i uken: den går fra 2026-11-23 til og med 2027-01-17." in ran.err
    ran = placement("drill", week, "--on", ON.isoformat(), "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "Nobody comes." in ran.err
    ran = placement(
        "drill", week, "--men", 2, "--on", ON.isoformat(), "--language", "romanian", "--lang", "en"
    )
    assert ran.code == 2
    assert "--language" in ran.err


def test_the_page_shows_what_the_command_says(placement):
    command, shown = re.findall(
        r"```sh\n(placement drill [^\n]*)\n```\n\n```text\n(.*?)```", PAGE, re.DOTALL
    )[0]
    ran = placement(*command.split()[1:])
    assert ran.code == 0, ran.err
    parts = [part.strip("\n") for part in shown.split("…\n") if part.strip()]
    assert len(parts) == 2
    assert [part for part in parts if part not in ran.out] == []
