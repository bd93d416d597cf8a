"""The facts behind the stories about activities, contacts and interpreters in the README of the Bergen week."""

from datetime import date, time

import pytest

from placement.domain.area import Travel
from placement.domain.instance import Instance
from placement.domain.interpreter import Interpreter
from placement.domain.person import Person
from placement.domain.programme import Appointment, AppointmentKind, EnrolmentKind, Programme, ProgrammeKind
from placement.domain.value import Answer
from placement.tables.read import read_week
from tests.tables.test_example_weeks import DATA


@pytest.fixture(scope="module")
def week() -> Instance:
    """The Bergen week."""
    return read_week(DATA / "bergen_week")


def person(week: Instance, alias: str) -> Person:
    return next(p for h in week.households for p in h.members if p.alias == alias)


def programme(week: Instance, alias: str) -> Programme:
    return next(p for p in week.programmes if p.alias == alias)


def interpreter(week: Instance, alias: str) -> Interpreter:
    return next(t for t in week.interpreters if t.alias == alias)


def appointments(week: Instance, alias: str) -> list[Appointment]:
    return [a for a in week.appointments if a.person == alias]


def wishes(week: Instance, alias: str) -> set[str]:
    """Programmes that meet a wish of the person."""
    mine = [w for w in week.activity_wishes if w.person == alias]
    return {p.alias for p in week.programmes if any(w.means(p) for w in mine)}


def attends(week: Instance, alias: str) -> set[str]:
    return {e.programme for e in week.enrolments if e.person == alias and e.kind is EnrolmentKind.CURRENT}


def way(week: Instance, a: str, b: str) -> Travel:
    return next(w for w in week.travel if {w.a, w.b} == {a, b})


def test_it_has_something_of_everything(week: Instance):
    assert 10 <= len(week.programmes) <= 12
    assert {len(p.sessions) for p in week.programmes} == {1, 2, 3}
    assert (len(week.contacts), len(week.interpreters)) == (4, 5)
    assert {p.kind for p in week.programmes} >= set(ProgrammeKind) - {ProgrammeKind.LEGAL}


def test_every_way_is_measured_once(week: Instance):
    areas = [a.alias for a in week.areas]
    pairs = [frozenset((w.a, w.b)) for w in week.travel]
    assert sorted(map(sorted, pairs)) == sorted(
        sorted({a, b}) for n, a in enumerate(areas) for b in areas[n:]
    )


def test_the_kindergarten_closes_before_the_afternoon_course(week: Instance):
    course, kindergarten = programme(week, "Datakurs-1"), appointments(week, "Ekorn-53")
    assert "Datakurs-1" in wishes(week, "Ekorn-51")
    assert (appointments(week, "Ekorn-51"), course.full_attendance, course.childcare) == ([], False, False)
    assert {a.end for a in kindergarten} == {time(15)}
    assert all(s.start < time(15) < s.end for s in course.sessions)
    assert programme(week, "Treff-1").childcare
    assert "Treff-1" in wishes(week, "Ekorn-51")


@pytest.mark.parametrize(
    ("alias", "course", "full", "on"),
    [("Bjørn-61", "Norsk-1", True, date(2026, 12, 2)), ("Hauk-21", "Norsk-2", False, date(2026, 11, 30))],
)
def test_a_court_date_falls_into_a_course(week: Instance, alias: str, course: str, full: bool, on: date):
    (court,) = appointments(week, alias)
    (session,) = [s for s in programme(week, course).sessions if s.weekday.rank == on.weekday()]
    assert (court.kind, court.on, programme(week, course).full_attendance) == (
        AppointmentKind.COURT,
        on,
        full,
    )
    assert court.start < session.end
    assert session.start < court.end
    assert course in attends(week, alias)


def test_the_door_closes_while_the_choir_is_on_its_way_home(week: Instance):
    (solbakken,) = [u for u in week.units if u.alias == "Solbakken"]
    choir = programme(week, "Korkveld-1")
    assert "Korkveld-1" in wishes(week, "Rype-12")
    assert (solbakken.door_closes, choir.sessions[0].end) == (time(21), time(20, 30))
    assert way(week, solbakken.district, choir.district).minutes > 30


def test_the_way_to_the_pool_passes_what_is_to_be_avoided(week: Instance):
    assert {"Svømming-1", "Nettnorsk-1"} <= wishes(week, "Snøugle-2")
    assert programme(week, "Svømming-1").clearance is person(week, "Snøugle-2").secrecy
    assert way(week, "Nord", programme(week, "Svømming-1").district).via == {"Sentrum"}
    assert ("Snøugle-2", "Sentrum") in {(a.person, a.area) for a in week.avoid_areas}
    assert programme(week, "Nettnorsk-1").online


def test_somebody_without_the_right_to_work_wishes_for_practice(week: Instance):
    assert wishes(week, "Hubro-72") == {"Kantine-1"}
    assert programme(week, "Kantine-1").kind is ProgrammeKind.WORK_PRACTICE
    assert person(week, "Hubro-72").work_right is Answer.NOT_ASKED
    assert person(week, "Hubro-72").track == "reflection_applied"
    assert person(week, "Rev-36").work_right is Answer.NO


def test_two_with_a_harmful_link_wish_for_one_entrance(week: Instance):
    assert wishes(week, "Fink-23") == {"Treff-1", "Yoga-1"}
    assert attends(week, "Skjære-29") == {"Treff-1"}
    assert programme(week, "Yoga-1").entrance == "Lyngheim"


def test_seats_and_fewest_participants_are_few(week: Instance):
    held = sum(e.programme == "Norsk-1" and e.kind is EnrolmentKind.CURRENT for e in week.enrolments)
    new = {w.person for w in week.activity_wishes if "Norsk-1" in wishes(week, w.person)} - {
        e.person for e in week.enrolments
    }
    assert programme(week, "Norsk-1").seats - held == 2
    assert {"Oter-41", "Erle-11", "Lo-14", "Svale-19"} <= new
    assert programme(week, "Jobbkurs-1").minimum == 3


def test_everybody_enrolled_said_yes(week: Instance):
    said = {c.person for c in week.activity_consents if c.answer == "given"}
    assert {e.person for e in week.enrolments if e.kind is EnrolmentKind.CURRENT} <= said
    assert "Tjeld-31" not in said


def test_contacts_are_few_for_reasons_of_their_own(week: Instance):
    contact = {c.alias: c for c in week.contacts}
    assert contact["Kontakt-2"].hours < contact["Kontakt-1"].hours
    assert contact["Kontakt-3"].until == date(2026, 12, 4)
    assert {(a.contact, a.until) for a in week.absences} == {("Kontakt-4", date(2026, 12, 14))}
    said = {(i.helper, i.household): i.conflict for i in week.impartiality}
    assert said["Kontakt-1", "Sisik-64"] is Answer.YES
    assert ("Kontakt-4", "Lo-14") not in said
    mine = {a.household for a in week.assignments if a.contact == "Kontakt-3"}
    assert mine == {"Elg-17", "Hauk-21", "Måke-38", "Bjørn-6"}


def test_interpreters_are_few_for_reasons_of_their_own(week: Instance):
    assert interpreter(week, "Tolk-3").qualification is None
    assert interpreter(week, "Tolk-2").region in person(week, "Fink-23").interpreter_not_from
    assert interpreter(week, "Tolk-4").adult is None
    assert interpreter(week, "Tolk-5").gender is not person(week, "Hubro-71").interpreter_gender
    assert {b.interpreter for b in week.bookable_hours} == {t.alias for t in week.interpreters}
    known = {code for t in week.interpreters for code in t.languages}
    assert not known & person(week, "Dompap-52").languages
