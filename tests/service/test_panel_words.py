"""What a coordinator reads in the panel of one household: said once, of it alone, without a number of anybody."""

import re

import pytest

from placement.domain.plan import Plan
from placement.domain.review import GoalPoints, Review
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.reasons import Beside, hindrance
from placement.review.why_not_activity import Attending
from placement.review.why_not_there import GoalChange, Touched
from placement.rules import RULES
from placement.service import why_activity
from placement.service.desk.difference import OF_THE_UNIT, title
from placement.service.findings import sentence
from placement.service.priority import TITLES
from placement.service.question import Question
from placement.service.why_activity import activity_view
from placement.service.why_household import Barred, Elsewhere, HouseholdView, Next, household_sections
from placement.service.why_in_plan import why_in_plan
from placement.service.why_there_words import goal_lines, touched_text
from placement.words.language import LANGUAGES, Lang
from placement.words.texts import texts
from tests.review.there import MEANS
from tests.worlds import day, town, vary

WEEK = Week(town(), RULES)
MAN = "Rype-3"


def stay(place: str) -> Stay:
    return Stay(household="Oter-4", place=place, start=day(2), until=day(56), kind=StayKind.NEW)


@pytest.mark.parametrize(
    ("lang", "kind", "told"),
    [
        ("nb", StayKind.NEW, "Oter-4 mister plassen i Solbakken, S1."),
        ("en", StayKind.NEW, "Oter-4 loses the place in Solbakken, S1."),
        ("nb", StayKind.PROPOSAL, "Oter-4 får ikke tilbud om å flytte til Solbakken, S1."),
        ("en", StayKind.PROPOSAL, "Oter-4 is not offered the move to Solbakken, S1."),
    ],
)
def test_who_gets_nothing_instead_loses_a_place(lang: Lang, kind: StayKind, told: str) -> None:
    one = Touched("Oter-4", stay("S1").but(kind=kind), None)
    assert touched_text(WEEK, one, texts(lang)) == told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_household_loses_has_no_number_and_what_the_unit_loses_no_household(lang: Lang) -> None:
    changes = (GoalChange("ranked_wish", MAN, 0, 40), GoalChange("fair_load", MAN, 0, 25),
               GoalChange("fair_load", "Oter-4", 0, 25), GoalChange("own_room", MAN, 45, 0))  # fmt: skip
    lost, won = goal_lines(changes, texts(lang))
    assert lost == (f"{MAN}: {title('ranked_wish', lang)}", title("fair_load", lang))
    assert won == (f"{MAN}: {title('own_room', lang)}",)


@pytest.mark.parametrize(("after", "lost", "won"), [(60, 1, 0), (40, 0, 1), (50, 0, 0)])
def test_what_the_unit_loses_for_one_and_wins_for_another_is_told_once_or_not_at_all(
    after: int, lost: int, won: int
) -> None:
    changes = (GoalChange("cost", MAN, 0, after), GoalChange("cost", "Oter-4", 50, 0))
    assert [len(lines) for lines in goal_lines(changes, texts("en"))] == [lost, won]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_wishes_of_a_household_are_its_own_and_have_no_points(lang: Lang) -> None:
    goals = tuple(
        GoalPoints(goal=goal, code="", points=40, households=((MAN, 40),))
        for goal in ("ranked_wish", *sorted(OF_THE_UNIT))
    )
    review = Review(findings=(), stages=(), goals=goals)
    found = why_in_plan(WEEK, Plan(), review, MAN, lang)
    assert found.given_up == (title("ranked_wish", lang),)


@pytest.mark.parametrize(("lang", "told"), [("nb", "I veien: "), ("en", "In the way: ")])
def test_all_that_is_in_the_way_of_a_seat_is_one_sentence(
    lang: Lang, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = (stay("S1"), stay("S2").but(household="Lerke-2"))
    said = Attending(MAN, "Norsk-A", "taken", None, (), (), acts)
    monkeypatch.setattr(why_activity, "why_not_activity", lambda *_: said)
    view = activity_view(Question(WEEK, Plan(), Review, MEANS), MAN, "Norsk-A", lang)  # type: ignore[arg-type]
    assert view.in_the_way.startswith(told)
    assert view.in_the_way.count(told.strip()) == 1
    assert {"Oter-4", "Lerke-2"} <= set(re.findall(r"\w+-\d", view.in_the_way))


def answer(elsewhere: Elsewhere, lang: Lang) -> list[str]:
    view = HouseholdView(MAN, "", "", elsewhere, (), (), Next("…"), "", (), None, ())
    return [text for one in household_sections(view, lang) for text in (one.title, *one.lines)]


@pytest.mark.parametrize(
    ("lang", "heading", "several"),
    [
        ("nb", "Nest beste plass",
         "Flere regler kan stenge samme plass. Derfor blir tallene under flere enn plassene."),
        ("en", "Next best place",
         "Several rules may bar the same place. So the figures below come to more than the places."),
    ],
)  # fmt: skip
def test_figures_that_come_to_more_than_the_places_say_why(lang: Lang, heading: str, several: str) -> None:
    of_many = Elsewhere(31, 1, (Barred("H07", "…", 30), Barred("H19", "…", 16)))
    assert several in answer(of_many, lang)
    assert heading in answer(of_many, lang)
    assert several not in answer(of_many._replace(barred=of_many.barred[:1]), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_room_that_is_too_small_is_told_alike_however_it_is_asked_about(lang: Lang) -> None:
    """Of one room it was told that 3 beds are needed, and, where the plan counted or the whole room was meant, 4."""
    here = {"household": "Lerke-2", "place": "F2a/bed", "start": -9, "kind": "current"}
    week = Week(vary(town(), {"stays": [here]}), RULES)
    mine = {choice.place.alias: choice for choice in choices(week, week.household[MAN])}
    plans = (Plan(), Plan(stays=(stay("F2a/bed"),)))
    told = {
        sentence(week, finding, lang)
        for plan in plans
        for place in ("F2a", "F2a/bed")
        for finding in hindrance(week, Beside(week, plan), week.household[MAN], mine[place]).why  # type: ignore[union-attr]
        if finding.code == "H08"
    }
    assert len(told) == 1, told


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "4 plasser oppfyller ikke: "), ("en", "4 places do not keep: ")]
)
def test_a_rule_that_bars_places_is_not_told_as_if_they_kept_it(lang: Lang, told: str) -> None:
    """`The home takes in this group (H13): 4 places` sounded as if four did."""
    title_of = str(getattr(TITLES["H13"], lang))
    view = HouseholdView(
        MAN, "", "", Elsewhere(9, 5, (Barred("H13", title_of, 4),)), (), (), None, "", (), None, ()
    )
    assert f"{told}{title_of} (H13)" in [
        text for one in household_sections(view, lang) for text in one.points
    ]
