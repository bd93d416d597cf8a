"""Each household's week: home, contact, activities, and who understands each person."""

import io
import json

import pytest
from rich.console import Console

from placement.domain.plan import Plan
from placement.domain.review import Review
from placement.domain.run import Run, Status
from placement.domain.stay import StayKind
from placement.service.export import answer_json
from placement.service.language_need import Following, Gap, language_needs
from placement.service.person_week import household_weeks
from placement.service.person_week_sheet import show_people
from placement.service.person_week_words import people_view
from placement.service.planning import Answer, derived
from placement.service.sheet import sheet
from placement.words.language import LANGUAGES
from placement.words.texts import texts
from tests.monday import PLAN, TALKS, monday, stay, week_with
from tests.worlds import clock, week_of_activities

LINES = {
    "nb": """
Uken for hver husstand (4)
  1 aktivitet fortsetter · 2 begynner · 1 avsluttes for en boplass · 2 husstander får ny
  kontaktperson · 3 personer mangler språk eller tolk
  Lerke-2    P3 · Granly, F1a, delt (ny fra ma. 23. nov.) · kontakt: Ask-1
             Norsk-A, norskkurs: ma. og on. 10:00–12:00 (ny fra ma. 23. nov.)
             Språk: tigrinja · tolk: Tolk-1 (ukens samtale og Norsk-A on. 10:00) · Norsk-A: gjennom
             tolk
             Mangler: tolk til Norsk-A ma. (ingen ledige timer); noen på vakt som snakker tigrinja
  Orrfugl-1  Granly, F2b · kontakt: Eik-2 (tar over etter Ask-1, borte til ma. 7. des.)
             Norsk-A, norskkurs: ma. og on. 10:00–12:00 (fortsetter)
             Norsk-B, norskkurs: ti. og to. 10:00–12:00 (ny fra ti. 1. des.)
             Praksis, arbeidspraksis: fr. 09:00–14:00 (avsluttes for en boplass)
             Språk: engelsk · på vakt: engelsk · Norsk-A: engelsk
             Mangler: vurdering av språknivået til Norsk-B
  Oter-4     P3 · Solbakken, S1 (prognose fra ma. 7. des.) · kontakt: Ask-1 (tar over etter Eik-2)
    Oter-41  Språk: engelsk · på vakt: engelsk · kontakt: engelsk
    Oter-42  Språk: engelsk · på vakt: engelsk · kontakt: engelsk
  Rype-3     P3 · ingen plass i planen (trygt sted) · kontakt: ingen
             Språk: vietnamesisk
             Mangler: tolk til ukens samtale (ingen tolk snakker vietnamesisk)
""",
    "en": """
Each household's week (4)
  1 activity goes on · 2 begin · 1 ends for a place to live · 2 households get a new contact · 3
  people lack a language or an interpreter
  Lerke-2    P3 · Granly, F1a, shared (new from Mon 23 Nov) · contact: Ask-1
             Norsk-A, a Norwegian course: Mon and Wed 10:00–12:00 (new from Mon 23 Nov)
             Languages: Tigrinya · interpreter: Tolk-1 (talk of the week and Norsk-A Wed 10:00) ·
             Norsk-A: through an interpreter
             Missing: an interpreter for Norsk-A Mon (no hours free); somebody on duty who speaks
             Tigrinya
  Orrfugl-1  Granly, F2b · contact: Eik-2 (takes over from Ask-1, away until Mon 7 Dec)
             Norsk-A, a Norwegian course: Mon and Wed 10:00–12:00 (goes on)
             Norsk-B, a Norwegian course: Tue and Thu 10:00–12:00 (new from Tue 1 Dec)
             Praksis, work practice: Fri 09:00–14:00 (given up for a place to live)
             Languages: English · on duty: English · Norsk-A: English
             Missing: an assessment of the level of language for Norsk-B
  Oter-4     P3 · Solbakken, S1 (forecast from Mon 7 Dec) · contact: Ask-1 (takes over from Eik-2)
    Oter-41  Languages: English · on duty: English · contact: English
    Oter-42  Languages: English · on duty: English · contact: English
  Rype-3     P3 · no place in the plan (safe place) · contact: nobody
             Languages: Vietnamese
             Missing: an interpreter for the talk of the week (no interpreter speaks Vietnamese)
""",
}


def printed(week, plan, lang, width=100):
    screen = io.StringIO()
    with sheet(Console(file=screen, width=width, highlight=False)) as out:
        show_people(out, people_view(week, plan, texts(lang)), texts(lang))
    return screen.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_week_is_a_few_lines_for_each_person(lang):
    assert printed(monday(), PLAN, lang) == LINES[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_the_lines_keep_to_their_columns(lang, width):
    lines = printed(monday(), PLAN, lang, width).splitlines()
    assert max(map(len, lines)) <= width
    assert not any("~" in line or "{" in line for line in lines)


def test_the_data_say_what_the_lines_say():
    answer = Answer(monday(), Run(status=Status.OPTIMAL), PLAN, Review(findings=(), stages=(), goals=()), ())
    weeks = {one["household"]: one for one in json.loads(answer_json(answer))["households"]}
    assert list(weeks) == ["Lerke-2", "Orrfugl-1", "Oter-4", "Rype-3"]
    assert weeks["Lerke-2"]["homes"] == [
        {"unit": "Granly", "place": "F1a/bed", "start": "2026-11-23", "until": "2027-01-18", "kind": "new",
         "expires": None}
    ]  # fmt: skip
    orrfugl = weeks["Orrfugl-1"]
    assert orrfugl["contact"] == {
        "contact": "Eik-2",
        "kind": "new",
        "before": "Ask-1",
        "away_until": "2026-12-07",
    }
    activities = orrfugl["people"][0]["activities"]
    assert [(a["programme"], a["kind"]) for a in activities] == [
        ("Norsk-A", "current"), ("Norsk-B", "new"), ("Praksis", "given_up")
    ]  # fmt: skip
    assert activities[2]["sessions"] == [{"weekday": "friday", "start": "09:00:00", "end": "14:00:00"}]
    assert weeks["Rype-3"]["contact"] is None
    assert weeks["Rype-3"]["situation"] == "safe"
    assert weeks["Rype-3"]["people"][0]["language"]["missing"] == [
        {"gap": "talk", "why": "unmet_language", "programme": None, "on": None}
    ]
    assert [person["person"] for person in weeks["Oter-4"]["people"]] == ["Oter-41", "Oter-42"]


def need(changes, plan=PLAN, person="Lerke-2"):
    return language_needs(week_with(changes), plan)[person]


def gaps(found):
    return [one.gap for one in found.missing]


def test_who_is_on_duty_is_of_the_home_of_tonight_and_of_the_first_one_for_who_has_none():
    speaks = {"units": {"Granly": {"staff_languages": ["tir"]}}, "persons": {"Lerke-2": TALKS}}
    assert need(speaks).staff == ("tir",)
    assert need(speaks, Plan(stays=(stay("Lerke-2", "F2b", start=3),))).staff == ("tir",)
    assert need(speaks, Plan()).staff is None
    housed = speaks | {"stays": [{"household": "Lerke-2", "place": "S2", "start": -30, "kind": "current"}]}
    assert need(housed, Plan()).staff == ()
    assert need(housed, Plan(stays=(stay("Lerke-2", "F2b", kind=StayKind.PROPOSAL),))).staff == ()


def test_where_nobody_is_on_duty_no_language_is_missing_there():
    changes = {"persons": {"Lerke-2": TALKS}, "units": {"Granly": {"staffing": "none"}}}
    assert need(changes).staff is None
    assert Gap.STAFF not in gaps(need(changes))


def test_a_contact_who_speaks_the_language_needs_no_interpreter():
    changes = {"persons": {"Lerke-2": TALKS}, "contacts": {"Ask-1": {"languages": ["tir"]}}}
    alone = PLAN.but(bookings=())
    assert need(changes, alone).contact == ("tir",)
    assert Gap.TALK not in gaps(need(changes, alone))
    away = changes | {"absences": [{"contact": "Ask-1", "since": 0, "until": 14}]}
    assert need(away, alone).contact is None
    assert Gap.TALK in gaps(need(away, alone))


def test_a_contact_without_a_common_language_is_missing_where_no_talk_is_due():
    home = {"household": "Lerke-2", "place": "F2b", "start": -30, "kind": "current"}
    housed = {"persons": {"Lerke-2": TALKS}, "stays": [home]}
    assert Gap.CONTACT in gaps(need(housed, Plan(contacts=PLAN.contacts)))
    assert Gap.CONTACT not in gaps(need({"persons": {"Lerke-2": TALKS}}))
    no_need = housed | {"persons": {"Lerke-2": TALKS | {"interpreter_needed": False}}}
    assert Gap.CONTACT not in gaps(need(no_need, Plan(contacts=PLAN.contacts)))


def test_languages_that_nobody_wrote_down_are_missing_once():
    found = need({"persons": {"Lerke-2": {"languages": []}}})
    assert Gap.UNKNOWN in gaps(found)
    assert Gap.STAFF not in gaps(found)


def test_a_child_is_talked_with_through_those_who_look_after_it():
    found = need({"persons": {"Oter-42": {"languages": ["vie"]}}}, person="Oter-42")
    assert found.staff == ()
    assert found.missing == ()


@pytest.mark.parametrize(
    ("programme", "person", "following", "gap"),
    [
        ({}, {"languages": ["eng"]}, Following.OWN, None),
        ({"level": 0, "languages": []}, TALKS, Following.ANY, None),
        ({"interpreting": "provided"}, TALKS, Following.PROVIDED, None),
        ({"interpreting": "welcome"}, TALKS, Following.BOOKED, Gap.SESSION),
        ({}, TALKS, Following.NONE, Gap.COURSE),
        ({"level": 3}, {"languages": ["eng"]}, Following.BELOW, Gap.LEVEL),
        ({"level": 3}, {"languages": ["fra", "eng"]}, Following.BELOW, Gap.LEVEL),
        ({"level": 3, "languages": ["fra"]}, {"languages": ["fra"]}, Following.NOT_ASSESSED, Gap.ASSESSMENT),
    ],
)
def test_how_a_person_follows_a_programme(programme, person, following, gap):
    level = {"person": "Lerke-2", "language": "eng", "level": 2}
    changes = {
        "programmes": {"Norsk-A": programme},
        "persons": {"Lerke-2": person},
        "language_levels": [level],
    }
    found = need(changes, PLAN.but(bookings=()))
    assert [course.following for course in found.courses] == [following]
    assert set(gaps(found)) & {Gap.COURSE, Gap.LEVEL, Gap.ASSESSMENT, Gap.SESSION} == (
        {gap} if gap else set()
    )


def test_why_an_interpreter_is_not_the_one_is_told_to_nobody():
    link = {"relations": [{"a": "Tolk-1", "b": "Lerke-2", "kind": "family"}]}
    asked = TALKS | {"interpreter_gender": "man"}
    related = need(link | {"persons": {"Lerke-2": TALKS}}, Plan())
    not_asked_for = need({"persons": {"Lerke-2": asked}}, Plan())
    assert related == not_asked_for
    assert [one.why for one in related.missing] == ["unmet_fit"]


def test_a_week_without_activities_contacts_or_interpreters_says_so_once():
    empty = {f"drop_{table}": "all" for table in (
        "programmes", "activity_consents", "contacts", "assignments", "impartiality", "interpreters", "bookable_hours"
    )}  # fmt: skip
    text = printed(week_with(empty | {"persons": {"Lerke-2": TALKS}}), Plan(), "nb")
    assert text.count("Ingen aktiviteter i denne ukens tabeller.") == 1
    assert text.count("Ingen kontaktpersoner i denne ukens tabeller.") == 1
    assert text.count("Ingen tolker i denne ukens tabeller: de bestilles utenom planen.") == 1
    assert "kontakt:" not in text
    assert "tolk til" not in text


def test_a_week_in_which_nobody_takes_part_says_so():
    assert "Ingen deltar i noen aktivitet." in printed(week_with(), Plan(), "nb")
    assert "Ingen deltar" not in printed(monday(), PLAN, "nb")


def test_a_week_without_households_has_no_lines():
    nobody = week_of_activities().but(
        households=(), relations=(), consents=(), activity_consents=(), assignments=(), impartiality=()
    )
    text = printed(derived(nobody), Plan(), "nb")
    assert text.split() == [
        "Uken",
        "for",
        "hver",
        "husstand",
        "(0)",
        *["Ingen", "husstander", "i", "denne", "ukens", "tabeller."],
    ]


def test_who_lacks_something_is_known_for_the_whole_household():
    lacking = {one.household: one.lacks for one in people_view(monday(), PLAN, texts("nb")).households}
    assert lacking == {"Lerke-2": True, "Orrfugl-1": True, "Oter-4": False, "Rype-3": True}


def test_an_end_that_nobody_knows_is_no_date():
    (home,) = next(one for one in household_weeks(monday(), PLAN) if one.household == "Orrfugl-1").homes
    assert home.until is None


@pytest.mark.parametrize(
    ("kind", "nb", "en"),
    [
        (StayKind.NEW, "avsluttes ma. 7. des. for en boplass", "ends on Mon 7 Dec for a place to live"),
        (
            StayKind.PROPOSAL,
            "avsluttes ma. 7. des. om flyttingen blir noe av",
            "ends on Mon 7 Dec if the move comes about",
        ),
    ],
)
def test_what_ends_for_a_bed_does_so_when_they_move_and_only_if_they_do(kind, nb, en):
    early = monday().instance.but(
        units=tuple(
            unit.but(door_closes=clock("14:00")) if unit.alias == "Solbakken" else unit
            for unit in monday().instance.units
        )
    )
    plan = PLAN.but(stays=(stay("Orrfugl-1", "S2", start=14, kind=kind),))
    for lang, said in (("nb", nb), ("en", en)):
        lines = " ".join(printed(derived(early), plan, lang).split())
        assert f"09:00–14:00 ({said})" in lines
