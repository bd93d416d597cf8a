import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from placement.domain.actor import ActorRelation
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, added
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.desk import actor_of
from placement.service.desk.own_rows import OTHER
from placement.service.desk.plans import keep
from placement.service.desk.printout import LookKind, printout
from placement.service.desk.printout_words import as_html, as_text, document
from placement.service.desk.requests import ask
from placement.service.desk.status import missing_records
from placement.service.need_to_know import People
from placement.service.planning import make_plan
from placement.simulation.generate import generate
from placement.solver import solve
from placement.store import audit
from placement.words.language import Lang
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.service.desk.leaving import CANARIES, housed, kept_apart, marked, names_of, person_of

WEEK = generate("S", 5)
FAMILY, ALONE = housed(WEEK)[0], housed(WEEK)[-1]
AT = datetime(2099, 11, 29, 9, 41, tzinfo=UTC)
"""After anything that a test writes, by whichever clock."""
LANGUAGES: tuple[Lang, ...] = ("nb", "en")


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


@pytest.fixture
def person(desk):
    return person_of(desk, FAMILY)


def here(instance, rules, goals, *, seconds, **_):
    return solve(instance, rules, goals, seconds=seconds)


def printed(desk, person, login=KARI):
    return printout(desk, login, person, why="came_in_person", at=AT)


def texts(given):
    return [show(given, lang) for lang in LANGUAGES for show in (as_text, as_html)]


def others(desk, person):
    """Everybody's aliases but the person's own and the household's."""
    now = desk.now()
    mine = {person, now.body("persons", person)["household"]}
    return {*now.rows("persons"), *now.rows("households"), *now.rows("outsiders")} - mine


def named(said, aliases):
    """Those of the aliases that stand in a text, whole."""
    return [alias for alias in aliases if re.search(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", said)]


def lines(desk):
    with desk.store.reading() as connection:
        return list(audit.lines(connection))


# -- what is in it
def test_everything_that_is_held_of_somebody_is_in_it(desk, person):
    marked(desk, FAMILY)
    given = printed(desk, person)
    tables = {one.table for one in given.held}
    named = {
        table
        for table, rows in desk.now().content.items()
        if any(person in (body.get("person"), body.get("alias")) for body in rows.values())
    }
    assert named <= tables
    assert {"persons", "households", "stays"} <= tables
    for said in (as_text(given, "nb"), as_html(given, "en")):
        for word in (person, *CANARIES):
            assert word in said


def test_what_was_held_earlier_is_in_it_with_its_time(desk, person):
    old = desk.now().body("persons", person)["needs_quiet"]
    at = datetime(2026, 11, 28, 8, 15, tzinfo=UTC)
    change = SetFields(table="persons", key=person, fields={"needs_quiet": not old})
    carry_out(desk, KARI, change, at=at)
    then, now = (one for one in printed(desk, person).held if one.table == "persons")
    assert (then.body["needs_quiet"], now.body["needs_quiet"]) == (old, not old)
    assert then.until == now.since == at.isoformat(timespec="milliseconds")
    assert now.until is None
    assert "28.11.2026 08:15 UTC" in as_text(printed(desk, person), "nb")


def test_every_field_is_told_in_words_with_what_it_is_for(desk, person):
    marked(desk, FAMILY)
    first, *rest = document(printed(desk, person), "en")
    assert "90 days" in first.intro
    (mine,) = (
        part for part in rest if part.title.startswith("Persons (now)") or part.title == "People (now)"
    )
    (row,) = mine.entries
    told = {line.label: line for line in row.lines}
    assert any(line.text == CANARIES[0] for line in told.values())
    assert all(line.purpose for line in row.lines)


def test_the_plans_that_name_somebody_say_what_they_say_of_them_alone(desk):
    answer = make_plan(WEEK, seconds=30, planner=here)
    keep(desk, KARI, answer.plan, answer.run, desk.now().change)
    planned = {stay.household for stay in answer.plan.stays}
    household = next(h for h in WEEK.households if h.alias in planned)
    given = printed(desk, household.members[0].alias)
    (one,) = given.plans
    stays = [body for table, body in one.acts if table == "stays"]
    assert len(stays) == sum(stay.household == household.alias for stay in answer.plan.stays)
    for said in texts(given):
        assert named(said, others(desk, household.members[0].alias)) == []
    assert LookKind.PLANNED in {look.kind for look in given.looked}


def test_a_request_about_somebody_is_in_it(desk, person):
    carry_out(desk, KARI, SetFields(table="persons", key=person, fields={"case_group": CANARIES[0]}))
    ask(desk, KARI, SetFields(table="persons", key=person, fields={"case_group": None}), why="x")
    (asked,) = printed(desk, person).requests
    assert (asked.by, asked.command, asked.state) == (KARI, "set_fields", "open")


def test_a_rule_set_aside_for_a_night_is_in_it(desk, person):
    body = {
        "rule": "H07", "households": [ALONE, FAMILY], "unit": WEEK.units[0].alias, "night": "2026-11-23", "by": EVA,
        "at": "2026-11-23T20:00:00Z", "until": "2026-11-24T08:00:00Z", "countersigned_by": None,
    }  # fmt: skip
    with desk.acting(KARI) as act:
        act.write([added("break_glass", body)], "test")
    given = printed(desk, person)
    (row,) = (one for one in given.held if one.table == "break_glass")
    assert row.body["households"] == [FAMILY, OTHER]
    assert ALONE not in as_text(given, "nb")


# -- nobody else is
@pytest.mark.parametrize("household", [h.alias for h in WEEK.households])
def test_nobody_else_is_named_in_it(desk, household):
    person = person_of(desk, household)
    given = printed(desk, person)
    for said in texts(given):
        assert named(said, others(desk, person)) == []
        assert OTHER not in said


def test_what_others_have_of_their_own_is_not_in_it(desk):
    marked(desk, FAMILY)
    alone = printed(desk, person_of(desk, ALONE))
    relative = min(names_of(desk, FAMILY) - {FAMILY, person_of(desk, FAMILY)})
    for said in texts(alone):
        assert not any(word in said for word in CANARIES)
    for said in texts(printed(desk, relative)):
        assert CANARIES[0] not in said
        assert CANARIES[3] not in said
        assert CANARIES[2] in said, "the household's wish is theirs too"


def test_who_is_protected_reads_of_the_link_and_who_is_the_danger_does_not(desk, person):
    danger = person_of(desk, ALONE)
    before = printed(desk, danger)
    kept_apart(desk, danger, person)
    mine, theirs = printed(desk, person), printed(desk, danger)
    (link,) = (
        one.body for one in mine.held if one.table == "relations" and one.body["kind"] == "violent_threat"
    )
    assert (link["a"], link["b"]) == (OTHER, person)
    assert "another person" in as_text(mine, "en")
    assert "relations" not in {one.table for one in theirs.held}
    assert theirs.withheld == before.withheld + 1
    assert [one.kind for one in theirs.looked][:-1] == [one.kind for one in before.looked], (
        "nor of a trace of it"
    )
    assert "withheld" not in as_text(theirs, "en")


def test_what_another_said_of_living_together_is_theirs(desk, person):
    fields = {
        "a": person,
        "b": person_of(desk, ALONE),
        "kind": "keep_together",
        "yes_a": "yes",
        "yes_b": "no",
    }
    carry_out(desk, KARI, AddRow(table="relations", fields=fields))
    row = next(
        one.body
        for one in printed(desk, person).held
        if one.table == "relations" and one.body["kind"] == "keep_together"
    )
    assert (row["yes_a"], row["yes_b"]) == ("yes", None)


def test_who_was_split_off_is_not_told_where_the_others_live_since(desk):
    household = next(
        h
        for h in WEEK.households
        if len([p for p in h.members if p.age_status == "adult"]) > 1 and h.origin is None
    )
    leaver = [p.alias for p in household.members if p.age_status == "adult"][-1]
    shared = printed(desk, leaver)
    word = {"asked_alone": True, "stay_together": "no"}
    carry_out(desk, KARI, SetFields(table="persons", key=leaver, fields=word))
    split = SplitHousehold(household=household.alias, persons=(leaver,), why=SplitReason.OWN_WORD)
    carry_out(desk, KARI, split)
    fields = {"household": household.alias, "unit": WEEK.units[0].alias, "on": "2026-11-23"}
    carry_out(desk, KARI, AddRow(table="offers", fields=fields))
    carry_out(
        desk, KARI, SetFields(table="households", key=household.alias, fields={"wishes": ["Kanariønske"]})
    )
    after = printed(desk, leaver)
    assert {one.key for one in after.held if one.table == "offers"} >= {
        one.key for one in shared.held if one.table == "offers"
    }
    for said in texts(after):
        assert "Kanariønske" not in said
        assert named(said, others(desk, leaver)) == []


def test_a_household_that_is_to_be_split_is_split_first(desk):
    household = next(h for h in WEEK.households if len([p for p in h.members if p.age_status == "adult"]) > 1)
    one, other = [p.alias for p in household.members if p.age_status == "adult"][:2]
    kept_apart(desk, one, other)
    for person in (one, other):
        with pytest.raises(CannotDo, match="to be split"):
            printed(desk, person)


# -- who looked
def test_who_looked_when_and_how_is_in_it(desk, person):
    missing_records(desk, OLA, WEEK.as_of)
    quiet = not desk.now().body("persons", person)["needs_quiet"]
    carry_out(desk, KARI, SetFields(table="persons", key=person, fields={"needs_quiet": quiet}))
    other = person_of(desk, ALONE)
    carry_out(desk, OLA, SetFields(table="persons", key=other, fields={"wishes_peer": True}))
    looked = [(one.by, one.kind) for one in printed(desk, person).looked]
    assert looked == [
        (KARI, LookKind.CHANGED), (OLA, LookKind.READ), (KARI, LookKind.CHANGED), (KARI, LookKind.PRINTED),
    ]  # fmt: skip
    said = as_text(printed(desk, person), "en")
    assert f"{OLA}: looked at it" in said
    assert f"{KARI}: changed something" in said


def test_the_printout_itself_is_in_the_log_before_it_is_given(desk, person, monkeypatch):
    printed(desk, person)
    last = lines(desk)[-1]
    assert (last.action, last.about, last.why) == ("printout", {"persons": {person: ()}}, "came_in_person")

    def broken(*_args, **_kwargs):
        raise RuntimeError("no line can be written")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(RuntimeError):
        printed(desk, person)


# -- who may
@pytest.mark.parametrize("login", [ADMIN, MONA, UNN, EVA, "nobody"])
def test_only_who_may_see_all_of_it_prints_it(desk, person, login):
    before = len(lines(desk))
    with pytest.raises(Refused):
        printed(desk, person, login)
    assert len(lines(desk)) == before


def test_a_caseworker_prints_what_is_held_of_their_own(tmp_path):
    contact = WEEK.assignments[0].contact
    desk = new_desk(tmp_path / "desk", WEEK, contact=contact)
    people = People(actor_of(desk.now(), EVA), desk.now().content)
    own = next(h.alias for h in WEEK.households if people.relation(h.alias) is ActorRelation.OWN)
    assert printed(desk, person_of(desk, own), EVA).held
    desk.close()


def test_half_a_printout_is_none(desk, person):
    carry_out(desk, KARI, SetFields(table="persons", key=person, fields={"secrecy": "strengt_fortrolig"}))
    carry_out(desk, ADMIN, SetFields(table="users", key=OLA, fields={"clearance": "fortrolig"}))
    with pytest.raises(Refused):
        printed(desk, person, OLA)


def test_of_nobody_the_same_is_said_as_of_somebody_who_is_not_theirs(desk, person):
    with pytest.raises(Refused) as nobody:
        printed(desk, "Nobody", MONA)
    with pytest.raises(Refused) as somebody:
        printed(desk, person, MONA)
    assert str(nobody.value) == str(somebody.value)


# -- how it looks
class Page(HTMLParser):
    """What a browser would fetch, and whether every tag is closed."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[Any] = []
        self.title = ""

    def handle_starttag(self, tag, attrs):
        self.fetched += [value for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title = data


def test_the_page_is_whole_fetches_nothing_and_its_title_says_nothing(desk, person):
    carry_out(
        desk,
        KARI,
        SetFields(table="households", key=FAMILY, fields={"wishes": ["<script>alert(1)</script>"]}),
    )
    for lang in LANGUAGES:
        said = as_html(printed(desk, person), lang)
        page = Page()
        page.feed(said)
        assert page.open == []
        assert page.fetched == []
        assert person not in page.title
        assert "<script" not in said
        assert f'lang="{lang}"' in said
