"""The judge about enrolments, contacts and bookings: their form, and that none of them ever costs anybody a bed."""

import json
import time
from datetime import date
from typing import Any, NamedTuple

import pytest

from placement.domain.contact import AssignmentKind, Contact, ContactAssignment
from placement.domain.household import Household
from placement.domain.interpreter import Booking, Interpreter, TalkKind
from placement.domain.person import Person
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind, Programme
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import DESIGNED, Blocks, Clash, Level, Objection, Rule, Source
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.errors import InputError
from placement.review.act_sentences import ACT_FORM
from placement.review.audit import judge
from placement.review.reasons import reasons
from placement.rules import RULES, session_clash
from placement.service.findings import said
from placement.service.plan_file import load_plan, save_plan
from placement.simulation.generate import generate
from placement.solver.acts import acts as all_acts
from placement.words.sentence import Sentence
from tests.greedy import greedy
from tests.worlds import clock, day, vary, week_of_activities

HOUSING = tuple(rule for rule in RULES if rule.is_about_housing)


# -- what a plan holds
def stay(household, place, start=0, until=56, kind="new"):
    return Stay(household=household, place=place, start=day(start), until=day(until), kind=StayKind(kind))


def enrolment(person, programme, start=0, until: int | None = 56, kind="new"):
    return Enrolment(
        person=person, programme=programme, start=day(start), until=None if until is None else day(until),
        kind=EnrolmentKind(kind),
    )  # fmt: skip


def contact(household, alias, since=0, kind="new"):
    return ContactAssignment(household=household, contact=alias, since=day(since), kind=AssignmentKind(kind))


def booking(person, interpreter, kind="offer", *session: Any):
    programme, on, start = session or (None, None, None)
    return Booking(
        person=person, interpreter=interpreter, kind=TalkKind(kind), programme=programme,
        on=None if on is None else day(on), start=None if start is None else clock(start),
    )  # fmt: skip


def plan(*acts):
    def of(kind):
        return tuple(act for act in acts if isinstance(act, kind))

    return Plan(
        stays=of(Stay), enrolments=of(Enrolment), contacts=of(ContactAssignment), bookings=of(Booking)
    )


# -- the week
def wish(person, programme=None, kind=None):
    return {"person": person, "programme": programme, "kind": kind}


def attends(person, programme, start=-20, until=None):
    return {"person": person, "programme": programme, "start": start, "until": until, "kind": "current"}


WISHES = [wish("Lerke-2", "Norsk-A"), wish("Lerke-2", kind="norwegian"), wish("Rype-3", kind="norwegian")]
NEEDS = {"Lerke-2": {"interpreter_needed": True, "languages": ["tir"]}}
GROUPS = {"Norsk-A": {"interpreting": "welcome"}}


def week(rules=HOUSING, **changes):
    known = {"activity_wishes": WISHES} | changes
    return Week(vary(week_of_activities(), known), rules)


def breaches(given, *acts, rule=ACT_FORM.id):
    """(sentence, about, where) of each breach of one rule."""
    return [(f.says, f.about, f.where) for f in judge(given, plan(*acts), ()).breaches if f.rule == rule]


def says(given, *acts):
    return [said_so for said_so, _, _ in breaches(given, *acts)]


# -- the form of what is not housing
FAR = (date.max - day(0)).days
WRONG: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "unknown_person": ((enrolment("Ugle-9", "Norsk-A"),), {}),
    "unknown_programme": ((enrolment("Lerke-2", "Norsk-Z"),), {}),
    "enrolment_kind": ((enrolment("Lerke-2", "Norsk-A", kind="past"),), {}),
    "not_enrolled": ((enrolment("Lerke-2", "Norsk-A", kind="given_up"),), {}),
    "already_enrolled": ((enrolment("Lerke-2", "Norsk-A"),), {"enrolments": [attends("Lerke-2", "Norsk-A")]}),
    "enrolled_twice": ((enrolment("Lerke-2", "Norsk-A"), enrolment("Lerke-2", "Norsk-A")), {}),
    "closed": ((enrolment("Lerke-2", "Norsk-A"),), {"programmes": {"Norsk-A": {"intake": "dated"}}}),
    "wrong_dates": ((enrolment("Lerke-2", "Norsk-A", until=55),), {}),
    "not_wished": ((enrolment("Lerke-2", "Trening"),), {}),
    "more_than_wished": ((enrolment("Rype-3", "Norsk-A"), enrolment("Rype-3", "Norsk-B")), {}),
    "given_up_needlessly": (
        (enrolment("Lerke-2", "Norsk-A", kind="given_up"),), {"enrolments": [attends("Lerke-2", "Norsk-A")]},
    ),
    "unknown_household": ((contact("Ugle-9", "Ask-1"),), {}),
    "unknown_contact": ((contact("Lerke-2", "Gran-9"),), {}),
    "not_the_contact": ((contact("Lerke-2", "Eik-2", kind="current"),), {}),
    "already_contact": ((contact("Lerke-2", "Ask-1"),), {}),
    "contact_since": ((contact("Lerke-2", "Eik-2", since=1),), {}),
    "two_contacts": ((contact("Lerke-2", "Ask-1", kind="current"), contact("Lerke-2", "Eik-2")), {}),
    "unknown_interpreter": ((booking("Lerke-2", "Tolk-9"),), {"persons": NEEDS}),
    "no_talk": ((booking("Lerke-2", "Tolk-1"),), {"persons": {"Lerke-2": {"interpreter_needed": False}}}),
    "no_session": (
        (booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 0, "10:00"),),
        {"persons": NEEDS, "programmes": GROUPS},
    ),
    "booked_twice": ((booking("Lerke-2", "Tolk-1"), booking("Lerke-2", "Tolk-2")), {"persons": NEEDS}),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG)
def test_an_act_that_cannot_be_meant_is_a_breach_and_the_only_one(sentence):
    acts, changes = WRONG[sentence]
    assert set(says(week(**changes), *acts)) == {sentence}


def test_every_sentence_about_the_form_of_acts_is_said_in_both_languages():
    assert set(WRONG) == set(ACT_FORM.says)
    for acts, changes in WRONG.values():
        given = week(**changes)
        findings = [f for f in judge(given, plan(*acts), ()).breaches if f.rule == ACT_FORM.id]
        nb, en = (said(given, plan(*acts), findings, lang) for lang in ("nb", "en"))
        assert nb
        assert [row.text for row in nb] != [row.text for row in en]
        assert all("{" not in row.text for row in (*nb, *en))


def test_a_good_plan_of_activities_contacts_and_interpreters_has_no_findings():
    given = week(persons=NEEDS, programmes=GROUPS)
    acts = (
        enrolment("Lerke-2", "Norsk-A"), enrolment("Rype-3", "Norsk-B"),
        contact("Lerke-2", "Ask-1", since=-10, kind="current"), contact("Oter-4", "Ask-1"),
        booking("Lerke-2", "Tolk-1"), booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 0, "10:00"),
    )  # fmt: skip
    assert judge(given, plan(*acts), ()).findings == ()
    assert judge(given, plan(*acts[::-1]), ()) == judge(given, plan(*acts), ())


def test_the_review_of_wrong_acts_does_not_depend_on_their_order():
    acts = [act for given, changes in WRONG.values() if not changes for act in given]
    assert judge(week(), plan(*acts), ()) == judge(week(), plan(*acts[::-1]), ())


def test_dates_are_those_of_all_sessions_that_the_rules_leave():
    dated = {"Norsk-A": {"intake": "dated", "since": 7, "until": 49}}
    assert says(week(programmes=dated), enrolment("Lerke-2", "Norsk-A", 7, 49)) == []
    assert says(week(programmes=dated), enrolment("Lerke-2", "Norsk-A", 14, 49)) == ["wrong_dates"]
    assert says(week(programmes=dated), enrolment("Lerke-2", "Norsk-A", 7, None)) == ["wrong_dates"]
    later = week((*HOUSING, not_before(5)))
    assert says(later, enrolment("Lerke-2", "Norsk-A", 5)) == []
    assert says(later, enrolment("Lerke-2", "Norsk-A")) == ["wrong_dates"]


def test_wrong_dates_are_told_with_the_right_ones():
    def dates(*until):
        given = week((*HOUSING, *(not_before(n) for n in until)))
        (f,) = (
            f
            for f in judge(given, plan(enrolment("Lerke-2", "Norsk-A", 3)), ()).breaches
            if f.rule == ACT_FORM.id
        )
        return dict(f.facts)

    assert dates() == {"programme": "Norsk-A", "start": day(0), "until": day(56)}
    assert dates(5) == {"programme": "Norsk-A", "start": day(5), "until": day(56)}
    assert dates(FAR) == {"programme": "Norsk-A", "start": day(0), "until": day(56)}


def test_where_a_rule_leaves_no_date_it_is_the_rule_that_says_so():
    never = week((*HOUSING, not_before(FAR)))
    assert [f.rule for f in judge(never, plan(enrolment("Lerke-2", "Norsk-A")), ()).breaches] == ["barred"]


@pytest.mark.parametrize(("acts", "held", "wrong"), [
    ([enrolment("Lerke-2", "Norsk-A"), enrolment("Lerke-2", "Norsk-B")], [], []),
    ([enrolment("Lerke-2", "Norsk-B")], ["Norsk-A"], []),
    ([enrolment("Lerke-2", "Norsk-A")], ["Norsk-B"], []),
    ([enrolment("Rype-3", "Norsk-B")], [], []),
    ([enrolment("Oter-41", "Norsk-B")], [], ["not_wished"]),
])  # fmt: skip
def test_each_new_enrolment_meets_a_wish_of_its_own(acts, held, wrong):
    assert says(week(enrolments=[attends("Lerke-2", p) for p in held]), *acts) == wrong


def test_a_wish_that_is_met_already_is_not_met_again():
    given = week(enrolments=[attends("Rype-3", "Norsk-A")])
    assert breaches(given, enrolment("Rype-3", "Norsk-B")) == [("more_than_wished", ("Rype-3",), "Norsk-B")]


def test_a_member_of_a_household_is_named_with_it():
    assert breaches(week(), enrolment("Oter-42", "Norsk-B")) == [
        ("not_wished", ("Oter-4", "Oter-42"), "Norsk-B")
    ]


def test_the_same_act_twice_is_looked_at_once():
    given = week((OF_ALL,), persons=NEEDS, programmes=GROUPS)
    acts = contact("Oter-4", "Ask-1"), booking("Lerke-2", "Tolk-1")
    twice = judge(given, plan(*acts, *acts), ())
    assert {f.says for f in twice.findings if f.rule == ACT_FORM.id} == {"two_contacts", "booked_twice"}
    assert tuple(f for f in twice.findings if f.rule != ACT_FORM.id) == judge(given, plan(*acts), ()).findings


def test_who_is_kept_as_a_contact_may_have_begun_any_day_up_to_today():
    for since in (-400, -10, 0):
        assert says(week(), contact("Lerke-2", "Ask-1", since=since, kind="current")) == []
    assert says(week(), contact("Lerke-2", "Ask-1", since=1, kind="current")) == ["contact_since"]


@pytest.mark.parametrize("session", [("Norsk-A", 7, "10:00"), ("Norsk-A", 1, "10:00"), ("Norsk-A", 0, "10:30"),
                                     ("Norsk-Z", 0, "10:00"), ("Norsk-A", FAR, "10:00")])  # fmt: skip
def test_a_booking_for_what_is_not_attended_this_week_is_a_breach(session):
    given = week(persons=NEEDS, programmes=GROUPS, enrolments=[attends("Lerke-2", "Norsk-A")])
    assert says(given, booking("Lerke-2", "Tolk-1", "session", *session)) == ["no_session"]
    assert says(given, booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 2, "10:00")) == []


def test_nobody_is_booked_for_a_session_of_what_is_given_up():
    given = week(
        rules=(*HOUSING, YIELDS), persons=NEEDS, programmes=GROUPS, enrolments=[attends("Lerke-2", "Norsk-A")]
    )
    acts = [stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A", kind="given_up")]
    assert says(given, *acts) == []
    assert says(given, *acts, booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 0, "10:00")) == [
        "no_session"
    ]


# -- rules made for these tests
class Anybody(NamedTuple):
    """Nothing."""


class Bars(NamedTuple):
    """A pair part that says no until a date, to everybody."""

    between: tuple[type, type]
    until: int = FAR
    level: Level = Level.HARD
    blocks: Blocks = Blocks.NIGHT

    def objections(self, _who: Anybody, _where: Anybody) -> tuple[Objection, ...]:
        """One."""
        return (Objection(self.level, "no", until=day(self.until), blocks=self.blocks),)


class CourseOrHome:
    """A plan part: the course of somebody who lives somewhere, or will, clashes with the home."""

    def __init__(self, *, named: bool = True) -> None:
        self.named = named

    def build(self, terms: Any) -> None:
        """Nothing: only the judge is asked."""

    def check(self, seen: Seen) -> Any:
        """Each enrolment with each stay."""
        for one in seen.enrolments:
            for home in seen.of(seen.household_of(one)):
                yield Clash(Level.HARD, "no", (home, one), where=one.programme if self.named else "")


def rule(name, code, *parts):
    text = Sentence("Det går ikke.", "It cannot be.")
    source = Source("Prøve", "Test", DESIGNED)
    return Rule(name, code, (Level.HARD,), text, text, source, {"no": text}, parts)


def not_before(n):
    return rule("barred", "A91", Bars((Person, Programme), n))


YIELDS = rule("yields", "A90", CourseOrHome())
OF_ALL = rule(
    "of_all", "A92", Bars((Person, Programme)), Bars((Household, Contact)), Bars((Person, Interpreter))
)


def found(given, *acts) -> list[tuple[Any, ...]]:
    return [(f.kind.value, f.rule, f.about, f.where) for f in judge(given, plan(*acts), ()).findings]


def row(household, place, start=-10):
    return {"household": household, "place": place, "start": start, "until": None, "kind": "current"}


def override(code, *households, since=0, until=56, **where):
    return {
        "rule": code, "households": list(households), "since": since, "until": until,
        "reason": "no_alternative", "by": "Samordner-1", "approved_by": "Samordner-2", **where,
    }  # fmt: skip


# -- pair rules
def test_what_the_plan_begins_or_whom_it_keeps_is_a_breach_and_what_goes_on_an_alarm():
    given = week((OF_ALL,), persons=NEEDS, enrolments=[attends("Rype-3", "Trening")])
    acts = (
        enrolment("Lerke-2", "Norsk-A"), contact("Lerke-2", "Ask-1", kind="current"), contact("Oter-4", "Ask-1"),
        booking("Lerke-2", "Tolk-1"),
    )  # fmt: skip
    assert found(given, *acts) == [
        ("breach", "of_all", ("Lerke-2",), "Ask-1"),
        ("breach", "of_all", ("Lerke-2",), "Norsk-A"),
        ("breach", "of_all", ("Lerke-2",), "Tolk-1"),
        ("breach", "of_all", ("Oter-4",), "Ask-1"),
        ("alarm", "of_all", ("Rype-3",), "Trening"),
    ]


def test_whom_the_plan_keeps_is_its_breach_only_by_what_forbids_every_day():
    def kinds(blocks):
        bars = rule("bars", "K91", Bars((Household, Contact), blocks=blocks))
        return found(week((bars,)), contact("Lerke-2", "Ask-1", since=-10, kind="current"))

    assert kinds(Blocks.NIGHT) == [("breach", "bars", ("Lerke-2",), "Ask-1")]
    assert kinds(Blocks.HELD) == [("alarm", "bars", ("Lerke-2",), "Ask-1")]
    assert kinds(Blocks.START) == []


def test_nothing_is_said_against_what_is_given_up():
    given = week((OF_ALL,), enrolments=[attends("Rype-3", "Trening")])
    assert ("alarm", "of_all", ("Rype-3",), "Trening") not in found(
        given, enrolment("Rype-3", "Trening", kind="given_up")
    )


@pytest.mark.parametrize(("act", "where"), [
    (enrolment("Lerke-2", "Norsk-A"), {"programme": "Norsk-A"}),
    (contact("Lerke-2", "Eik-2"), {"helper": "Eik-2"}),
    (booking("Lerke-2", "Tolk-1"), {"helper": "Tolk-1"}),
])  # fmt: skip
def test_an_override_covers_its_household_programme_or_helper_and_dates_and_nothing_else(act, where):
    def kind(row):
        given = week((OF_ALL,), persons=NEEDS, overrides=[row])
        return [f.kind.value for f in judge(given, plan(act), ()).findings]

    assert kind(override("A92", "Lerke-2", **where)) == ["overridden"]
    assert kind(override("A92", "Rype-3", **where)) == ["breach"]
    assert kind(override("A91", "Lerke-2", **where)) == ["breach"]
    assert kind(override("A92", "Lerke-2", since=-9, until=0, **where)) == ["breach"]
    assert kind(override("A92", "Lerke-2", unit="Granly")) == ["breach"]


def test_a_talk_is_looked_at_on_each_day_of_the_coming_week():
    def kinds(n):
        given = week((rule("barred", "T91", Bars((Person, Interpreter), n)),), persons=NEEDS)
        return [f.kind.value for f in judge(given, plan(booking("Lerke-2", "Tolk-1")), ()).findings]

    assert kinds(1) == ["breach"]
    assert kinds(0) == []


# -- an activity is no condition for a bed (A04)
def test_a_clash_of_a_home_and_an_activity_never_costs_the_stay():
    nowhere = {"Lerke-2": {"situation": "nowhere"}}
    given = week((*HOUSING, YIELDS), households=nowhere)
    alone = judge(given, plan(stay("Lerke-2", "F2a")), ())
    both = judge(given, plan(stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A")), ())
    assert [(f.rule, f.about, f.where) for f in both.breaches] == [("yields", ("Lerke-2",), "Norsk-A")]
    assert alone.breaches == ()
    assert both.stages == alone.stages
    assert both.stages[0].nights == 0


def test_a_current_enrolment_that_is_kept_against_a_planned_stay_is_the_plans_breach_and_not_the_stays():
    given = week((*HOUSING, YIELDS), households={"Lerke-2": {"situation": "nowhere"}},
                 enrolments=[attends("Lerke-2", "Norsk-A")])  # fmt: skip
    kept = judge(given, plan(stay("Lerke-2", "F2a")), ())
    assert [f.rule for f in kept.breaches] == ["yields"]
    assert kept.stages[0].nights == 0
    ended = judge(given, plan(stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A", kind="given_up")), ())
    assert ended.breaches == ()
    assert ended.stages == kept.stages


def test_a_course_that_ends_after_the_door_closes_is_given_up_for_the_bed_and_for_nothing_else():
    given = week((*HOUSING, session_clash.RULE), units={"Granly": {"door_closes": "20:00"}},
                 enrolments=[attends("Lerke-2", "Kveld")])  # fmt: skip
    end = enrolment("Lerke-2", "Kveld", kind="given_up")
    assert breaches(given, stay("Lerke-2", "F2a"), rule="session_clash") == [("door", ("Lerke-2",), "Kveld")]
    assert judge(given, plan(stay("Lerke-2", "F2a"), end), ()).breaches == ()
    assert says(given, stay("Lerke-2", "S2"), end) == ["given_up_needlessly"]


def test_an_activity_that_clashes_with_the_home_in_which_one_lives_is_an_alarm_and_given_up_for_nothing():
    given = week(
        (*HOUSING, YIELDS), stays=[row("Lerke-2", "F2a")], enrolments=[attends("Lerke-2", "Norsk-A")]
    )
    assert found(given) == [("alarm", "yields", ("Lerke-2",), "Norsk-A")]
    assert says(given, enrolment("Lerke-2", "Norsk-A", kind="given_up")) == ["given_up_needlessly"]
    assert given.tier("Lerke-2") is None


def test_where_an_override_sets_the_clash_aside_nothing_is_given_up():
    rows = [override("A90", "Lerke-2", programme="Norsk-A")]
    given = week((*HOUSING, YIELDS), overrides=rows, enrolments=[attends("Lerke-2", "Norsk-A")])
    assert found(given, stay("Lerke-2", "F2a")) == [("overridden", "yields", ("Lerke-2",), "Norsk-A")]
    acts = stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A", kind="given_up")
    assert says(given, *acts) == ["given_up_needlessly"]


def test_a_clash_that_names_no_place_is_set_aside_where_the_activity_is_and_not_where_the_home_is():
    def kinds(**where):
        nameless = rule("yields", "A90", CourseOrHome(named=False))
        given = week((*HOUSING, nameless), overrides=[override("A90", "Lerke-2", **where)])
        return found(given, stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A"))

    assert kinds(programme="Norsk-A") == [("overridden", "yields", ("Lerke-2",), "")]
    assert kinds(unit="Granly") == [("breach", "yields", ("Lerke-2",), "")]


def test_a_pin_is_kept_though_an_activity_clashes_with_it():
    given = week((*HOUSING, YIELDS), pins=[{"household": "Lerke-2", "place": "F2a"}],
                 enrolments=[attends("Lerke-2", "Norsk-A")])  # fmt: skip
    assert [f.says for f in judge(given, plan(), ()).breaches] == ["not_kept"]


def test_no_activity_is_ever_a_reason_why_somebody_got_no_place():
    given = week((*HOUSING, YIELDS), enrolments=[attends("Lerke-2", "Norsk-A")])
    without = week()
    assert reasons(given, plan()) == reasons(without, plan())


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_plan_does_besides_housing_who_gets_a_place_stays_the_same(seed):
    instance = generate("S", seed, group_arrival=seed % 2 == 0)
    given, stays = Week(instance, RULES), greedy(instance, RULES).stays
    known = all_acts(given, given.households)
    possible = [known[k].act for k in range(len(known)) if not known[k].standing]
    current = [one.but(kind=EnrolmentKind.GIVEN_UP) for one in given.enrolled]
    alone = judge(given, plan(*stays), ())
    for acts in (possible, [*possible, *current], current):
        assert judge(given, plan(*stays, *acts), ()).stages == alone.stages
    bare = instance.but(enrolments=(), activity_wishes=(), programmes=(), activity_consents=(), assignments=(),
                        contacts=(), absences=(), impartiality=(), interpreters=(), bookable_hours=())  # fmt: skip
    assert judge(Week(bare, RULES), plan(*stays), ()).stages == alone.stages


class Lacking:
    """A plan part that says what somebody lacks, about nothing that is there."""

    def __init__(self, level: Level, waived: str, *whom: str) -> None:
        self.level, self.waived, self.whom = level, waived, whom

    def build(self, terms: Any) -> None:
        """Nothing."""

    def check(self, seen: Seen) -> Any:  # noqa: ARG002 - whatever there is
        """Once."""
        yield Clash(self.level, "no", (), waived=self.waived, whom=self.whom)


@pytest.mark.parametrize(("waived", "kind"), [("unmet", "task"), ("", "alarm")])
def test_a_clash_about_nothing_names_whom_it_is_about(waived, kind):
    lacking = rule("lacking", "T92", Lacking(Level.HARD, waived, "Oter-42", "Lerke-2"))
    assert found(week((lacking,))) == [(kind, "lacking", ("Lerke-2", "Oter-4", "Oter-42"), "")]


# -- words
def test_what_is_said_of_an_act_names_programme_or_helper_once():
    given = week()
    acts = enrolment("Oter-42", "Norsk-B"), contact("Lerke-2", "Gran-9")
    rows = said(given, plan(*acts), judge(given, plan(*acts), ()).breaches, "nb")
    assert [(r.about, r.where, r.text) for r in rows] == [
        ("Lerke-2", "", "Planen nevner en kontaktperson som ikke finnes: Gran-9."),
        ("Oter-42 (Oter-4)", "", "Personen har ikke ønsket Norsk-B, og ikke noe av samme slag."),
    ]


def test_a_programme_with_the_alias_of_a_room_is_not_shown_as_one():
    finding = Finding(rule=ACT_FORM.id, code="", kind=FindingKind.BREACH, level=Level.ABSOLUTE, says="unknown_person",
                      about=("Ugle-9",), where="F1a")  # fmt: skip
    assert said(week(), plan(), [finding], "nb")[0].where == "F1a"


# -- plan files
ACTS = (
    stay("Lerke-2", "F2a"), enrolment("Lerke-2", "Norsk-A"), contact("Lerke-2", "Ask-1", since=-10, kind="current"),
    booking("Lerke-2", "Tolk-1"), booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 0, "10:00"),
)  # fmt: skip


def test_a_plan_file_with_acts_comes_back_as_it_was(tmp_path):
    given = plan(*ACTS).but(instance_hash="0" * 64)
    save_plan(given, tmp_path / "plan.json")
    assert load_plan(tmp_path / "plan.json") == given


@pytest.mark.parametrize(("change", "where"), [
    ({"enrolments": None}, "enrolments"),
    ({"enrolments": [{"person": "Lerke-2"}]}, "enrolments.0.programme"),
    ({"enrolments": [{"person": "x", "programme": "y", "start": "2026-11-30", "until": "2026-11-29", "kind": "new"}]},
     "enrolments.0"),
    ({"enrolments": [{"person": "x", "programme": "y", "start": "2026-11-30", "kind": "secret-1"}]},
     "enrolments.0.kind"),
    ({"enrolments": [{"person": "x|y", "programme": "y", "start": "2026-11-30", "kind": "new"}]},
     "enrolments.0.person"),
    ({"contacts": [{"household": "x", "contact": "y", "since": 5, "secret-1": 1}]}, "contacts.0.since"),
    ({"bookings": [{"person": "x", "interpreter": "y", "kind": "session"}]}, "bookings.0"),
    ({"bookings": [{"person": "x", "interpreter": "y", "kind": "offer", "on": "2026-11-30"}]}, "bookings.0"),
    ({"bookings": [{"person": "x", "interpreter": "y", "kind": "session", "programme": "z", "on": "2026-11-30",
                    "start": "25:00"}]}, "bookings.0.start"),
])  # fmt: skip
def test_a_plan_file_whose_acts_cannot_be_read_is_refused_with_the_place_and_not_its_content(
    tmp_path, change, where
):
    data = json.loads(plan(*ACTS).but(instance_hash="0" * 64).model_dump_json()) | change
    (tmp_path / "plan.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_plan(tmp_path / "plan.json")
    places = [problem.where for problem in refused.value.problems]
    assert f"plan.json, {where}" in places
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("name", ["enrolments", "contacts", "bookings"])
def test_a_plan_file_that_leaves_acts_out_is_incomplete(tmp_path, name):
    data = json.loads(plan(*ACTS).but(instance_hash="0" * 64).model_dump_json())
    del data[name]
    (tmp_path / "plan.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_plan(tmp_path / "plan.json")
    assert [problem.where for problem in refused.value.problems] == [f"plan.json, {name}"]


# -- many
def test_twenty_five_thousand_acts_are_judged_in_seconds():
    given = week(RULES, persons=NEEDS, programmes=GROUPS)
    people, programmes = sorted(given.person), sorted(given.programme)
    acts: list[Any] = [enrolment(people[n % 5], programmes[n % 6], n % 50, 50 + n % 30) for n in range(8000)]
    acts += [enrolment("Lerke-2", "Norsk-A")] * 2000
    acts += [contact(given.households[n % 4].alias, given.contacts[n % 2].alias) for n in range(5000)]
    acts += [booking(people[n % 5], f"Tolk-{n % 3}") for n in range(5000)]
    acts += [booking("Lerke-2", "Tolk-1", "session", "Norsk-A", 0, "10:00")] * 5000
    begun = time.monotonic()
    review = judge(given, plan(*acts), ())
    assert time.monotonic() - begun < 20
    assert review.breaches
