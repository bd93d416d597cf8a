"""What the calendar asks for, on the days around each limit."""

from datetime import date, timedelta

import pytest

from placement.service.desk.clock import AFTER, AHEAD, Urgency, reminders
from placement.service.desk.clock_rows import months_after
from placement.service.desk.clock_words import AHEAD as SENTENCES
from placement.service.desk.clock_words import say_reminder
from placement.words.texts import texts

MONDAY = date(2026, 11, 23)


def content(**tables):
    """One household of one person in one unit, on a Monday."""
    return {
        "week": {"week": {"as_of": MONDAY.isoformat()}},
        "households": {"Elg": {"alias": "Elg", "referral": "2026-01-01"}},
        "persons": {"Elg-1": {"household": "Elg", "alias": "Elg-1"}},
        "units": {"Lind": {"alias": "Lind", "max_stay_nights": None}},
        "rooms": {"L1": {"alias": "L1", "unit": "Lind"}},
    } | tables


def person(**fields):
    return content(persons={"Elg-1": {"household": "Elg", "alias": "Elg-1", **fields}})


def stay(**fields):
    row = {"household": "Elg", "place": "L1", "kind": "current", "start": "2026-11-01", "until": None,
           "extended_until": None, "expires": None}  # fmt: skip
    return {"1": row | fields}


def area(since, until):
    return content(avoid_areas={"1": {"person": "Elg-1", "area": "Nord", "since": since, "until": until}})


def consent(on, until):
    return {"person": "Elg-1", "to": None, "answer": "given", "on": on, "until": until}


def iso(days):
    return (MONDAY + timedelta(days=days)).isoformat()


def kinds(rows):
    return [one.kind for one in reminders(rows)]


MADE = {
    "permit": lambda on: person(permit_until=on, track="limited_permit"),
    "reflection": lambda on: person(permit_until=on, track="reflection_granted"),
    "threat": lambda on: person(threat={"danger": "low", "valid_until": on}),
    "area_review": lambda on: area("2026-11-01", on),
    "consent": lambda on: content(consents={"1": consent("2026-01-01", on)}),
    "stay_ends": lambda on: content(stays=stay(until=on)),
    "hold": lambda on: content(stays=stay(kind="hold", expires=on)),
    "move_on": lambda on: content(households={"Elg": {"alias": "Elg", "referral": "2026-01-01", "move_on_from": on}}),
    "lease": lambda on: content(units={"Lind": {"alias": "Lind", "available_until": on}}),
    "fire": lambda on: content(units={"Lind": {"alias": "Lind", "fire_ok_until": on}}),
    "maintenance": lambda on: content(units={"Lind": {"alias": "Lind", "maintenance_ok_until": on}}),
    "closure": lambda on: content(closures={"1": {"unit": "Lind", "since": on}}),
    "override": lambda on: content(overrides={"1": {"rule": "H12", "households": ["Elg"], "until": on}}),
    "waiver": lambda on: content(waivers={"1": {"rule": "H13", "household": "Elg", "until": on}}),
    "contact_leaves": lambda on: content(
        contacts={"Kontakt-1": {"until": on}},
        assignments={"1": {"contact": "Kontakt-1", "household": "Elg", "kind": "current"}},
    ),
}  # fmt: skip
"""Kind -> rows in which its date is this one."""


@pytest.mark.parametrize("kind", MADE)
def test_it_is_said_from_its_first_day_on_and_not_before(kind):
    ahead = AHEAD[kind]
    assert kind not in kinds(MADE[kind](iso(ahead + 1)))
    assert kinds(MADE[kind](iso(ahead))) == [kind]


@pytest.mark.parametrize("kind", MADE)
def test_once_its_date_has_come_it_stays_until_mended_or_ends_as_it_is_written(kind):
    after = AFTER.get(kind)
    if after is None:
        assert kinds(MADE[kind](iso(-400))) == [kind]
    else:
        assert kinds(MADE[kind](iso(-after))) == [kind]
        assert kind not in kinds(MADE[kind](iso(-after - 1)))


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(-1, Urgency.NOW), (0, Urgency.NOW), (1, Urgency.WEEK), (7, Urgency.WEEK), (8, Urgency.LATER)],
)
def test_how_soon_it_is_follows_from_its_date(days, urgency):
    (one,) = reminders(MADE["threat"](iso(days)))
    assert one.urgency(MONDAY) is urgency


@pytest.mark.parametrize(("nights", "said"), [(22, True), (43, True), (44, False)])
def test_a_stay_limit_warns_three_weeks_before(nights, said):
    """The stay began on 1 November, 22 nights ago."""
    rows = content(stays=stay(), units={"Lind": {"alias": "Lind", "max_stay_nights": nights}})
    assert ("stay_limit" in kinds(rows)) is said


def test_a_stay_limit_warns_when_the_unit_says_so_and_heeds_an_extension():
    units = {"Lind": {"alias": "Lind", "max_stay_nights": 60}}
    early = {"1": {"rule": "stay_limit", "setting": "warning", "value": 60}}
    assert kinds(content(stays=stay(), units=units)) == []
    assert kinds(content(stays=stay(), units=units, settings=early)) == ["stay_limit"]
    later = stay(extended_until="2027-12-31")
    assert kinds(content(stays=later, units=units, settings=early)) == []


def test_whoever_has_the_next_place_needs_nothing_more_of_this_one():
    both = {**stay(until=iso(3)), "2": stay(kind="hold", start=iso(3), expires=None)["1"]}
    assert kinds(content(stays=both)) == []


@pytest.mark.parametrize(
    ("start", "said"),
    [("2026-08-29", True), ("2026-09-01", False), ("2026-06-20", True), ("2026-06-10", False)],
)
def test_a_stay_is_talked_about_at_three_and_five_months(start, said):
    assert ("review_stay" in kinds(content(stays=stay(start=start)))) is said


def test_what_nobody_asked_counts_from_today():
    rows = person(threat=None, areas_asked=False)
    assert kinds(rows) == ["areas_not_asked", "threat_missing"]
    assert all(one.urgency(MONDAY) is Urgency.NOW for one in reminders(rows))


def test_an_area_without_an_end_is_looked_at_after_ninety_days():
    assert kinds(area(iso(-89), "9999-12-31")) == []
    assert kinds(area(iso(-90), "9999-12-31")) == ["area_old"]


def test_a_later_answer_takes_the_place_of_an_earlier_consent():
    old, new = consent("2026-01-01", iso(1)), consent("2026-11-20", "9999-12-31")
    assert kinds(content(consents={"1": new, "2": old})) == []


def test_of_somebody_who_left_nothing_is_asked():
    rows = person(threat=None) | {"exits": {"1": {"household": "Elg", "on": iso(0)}}}
    assert kinds(rows) == []
    assert kinds(rows | {"exits": {"1": {"household": "Elg", "on": iso(1)}}}) == ["threat_missing"]


def test_what_may_not_be_seen_is_not_asked():
    rows = content(
        stays={"1": {"household": "Elg"}}, avoid_areas={"1": {}}, consents={"1": {}}, overrides={"1": {}}
    )
    assert kinds(rows) == []
    assert reminders({}) == ()


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("days", [0, 1])
def test_everything_has_a_sentence_that_names_whom_and_nothing_of_an_assessment(lang, days):
    for kind, made in MADE.items():
        for one in reminders(made(iso(days))):
            said = say_reminder(one, MONDAY, "", texts(lang))
            assert one.about in said
            assert not {"low", "lav", "Nord", "{", ".."} & set(said.split()), kind
    assert AHEAD.keys() <= SENTENCES.keys()


def test_months_end_with_their_last_day():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 7, 31), 5) == date(2026, 12, 31)
    assert months_after(date(2026, 10, 15), 3) == date(2027, 1, 15)
