"""What to ask first, in words: every question and every effect has a sentence, and none says which answer is wished."""

import pytest

from placement.domain.week import Week
from placement.review.ask_first import Asked, AskFirst, Effect, Goal, Touch, Weight
from placement.review.outcome import Matter, Result, Subject
from placement.review.question import Kind, Question, Reply
from placement.rules import RULES
from placement.service.ask_first import AskFirstView, ask_first_view, asked_first
from placement.solver.run import solve
from placement.words.language import Lang
from tests.lix import lix
from tests.service.desk.desks import InProcess
from tests.worlds import day, town, vary

MOST_LIX = 40
NONE, WHO = Weight((0, 0, 0, 0), False, 20), "Rype-3"
HERE = {"household": WHO, "place": "F2a", "start": -9, "kind": "current"}


def test_of_a_week_it_is_told_who_could_get_a_place_and_what_to_ask_for_it() -> None:
    ended = {"threat": {"danger": "low", "valid_until": 0}}
    told = asked_first(vary(town(), {"persons": {WHO: ended}}), None, InProcess(solve), "en", most=1)
    assert told.asked[0].ask == "Rype-3: have the threat assessed."
    assert told.asked[0].could[0].startswith("Rype-3 could get ")
    assert len(told.asked) == 1


def home(before: tuple[str, int] | None, after: tuple[str, int] | None) -> Touch:
    one, other = (Result(at[0], day(at[1])) if at else None for at in (before, after))
    return Touch(Subject(Matter.HOME, WHO), one, other)


def programme(*, joins: bool) -> Touch:
    seat = Result("Norsk-A")
    return Touch(Subject(Matter.PROGRAMME, WHO, "Norsk-A"), *((None, seat) if joins else (seat, None)))


TOUCHED: dict[str, tuple[Touch, ...]] = {
    "Rype-3 could get Granly, F2b from tonight.": (home(None, ("F2b", 0)),),
    "Rype-3 could lose Granly, F2b, and would have no place.": (home(("F2b", 0), None),),
    "Rype-3 could get Solbakken, S2 from tonight instead of Granly, F2b.": (home(("F2b", 0), ("S2", 0)),),
    "Rype-3 could get Granly, F2b from tonight instead of Sun 29 Nov.": (home(("F2b", 6), ("F2b", 0)),),
    "Rype-3 could stay in Granly, F2a instead of moving to Granly, F2b.": (home(("F2b", 6), ("F2a", 0)),),
    "Rype-3 could join Norsk-A.": (programme(joins=True),),
    "Rype-3 could lose the seat in Norsk-A.": (programme(joins=False),),
    "The households could be shared out among the contacts in another way.": (
        Touch(Subject(Matter.CONTACT, WHO), Result("Ask-1"), Result("Eik-2")),
    ),
    "Interpreters could be booked in another way.": (),
}


def view(
    lang: Lang, touched: tuple[Touch, ...] = (), *, kind: Kind = Kind.THREAT, goals: tuple[Goal, ...] = (),
    weight: Weight = NONE, **rest: int,
) -> AskFirstView:  # fmt: skip
    question = Question(kind, (WHO, "Lerke-2"), (Reply("acute", ()),), "eng", day(-3))
    effect = Effect("acute", weight, touched, goals, after=None)  # type: ignore[arg-type]
    asked = (Asked(question, (("acute", weight),), (effect,)),)
    counts = {"more": 0, "nothing": 0, "unsettled": 0, "is_given": True, "looks": 1, "answers": 1} | rest
    week = Week(vary(town(), {"stays": [HERE]}), RULES)
    return ask_first_view(week, AskFirst(asked, **counts), lang)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", TOUCHED)
def test_what_could_change_is_one_sentence(said: str) -> None:
    assert view("en", TOUCHED[said]).asked[0].could == (said,)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_kind_of_question_says_who_is_asked_what(kind: Kind, lang: Lang) -> None:
    ask = view(lang, kind=kind).asked[0].ask
    assert ask.startswith(WHO)
    assert ask.endswith(".")


def test_the_answer_that_would_change_something_is_told_nowhere() -> None:
    for lang in ("nb", "en"):
        told = str(view(lang, (home(None, ("F2b", 0)),)).as_json()).lower()
        assert not any(word in told for word in ("acute", "akutt", "points", "poeng", "weight"))


def test_wishes_are_told_where_nothing_weightier_changes() -> None:
    goals = (Goal("ranked_wish", WHO, is_won=True), Goal("cost", WHO, is_won=False))
    (could,) = view("en", goals=goals).asked[0].could
    assert (
        could
        == "Better met: The household's own wish (Rype-3). Less met: No dearer than it must be (Rype-3)."
    )
    weight = Weight((35, 0, 0, 0), False, 0)
    assert "met" not in view("en", (home(None, ("F2b", 0)),), goals=goals, weight=weight).asked[0].could[0]


def test_a_wish_that_is_better_met_for_one_and_less_for_another_is_told_with_whose_it_is() -> None:
    goals = (Goal("ranked_wish", WHO, is_won=True), Goal("ranked_wish", "Lerke-2", is_won=False))
    (could,) = view("en", goals=goals).asked[0].could
    assert could == (
        "Better met: The household's own wish (Rype-3). Less met: The household's own wish (Lerke-2)."
    )


def test_an_answer_that_has_run_out_says_until_when_it_held() -> None:
    assert view("en").asked[0].expired == "The last answer held until Fri 20 Nov."


def test_what_is_left_is_counted() -> None:
    assert view("en", more=2, nothing=1, unsettled=3).rest == (
        "2 more questions could change the plan.",
        "1 open question changes nothing in this plan.",
        "For 3 questions it was not settled: time was too short, or the week is too large.",
    )
    assert view("en", is_given=0).told[0].startswith("Another plan is better than this one")


def test_where_no_answer_changes_anything_that_is_said() -> None:
    week = Week(town(), RULES)
    said = ask_first_view(week, AskFirst((), 0, 4, 0, is_given=True, looks=9, answers=12), "en")
    assert said.told == ("No answer to a single question would change the plan.",)
    unsettled = ask_first_view(week, AskFirst((), 0, 0, 4, is_given=True, looks=9, answers=12), "en")
    assert unsettled.told == ()


def test_the_sentences_are_easy_to_read() -> None:
    views = [view("nb", touched, kind=kind) for touched in TOUCHED.values() for kind in Kind]
    views.append(view("nb", more=2, nothing=2, unsettled=2, is_given=0))
    told = {text for one in views for line in one.asked for text in (line.ask, line.expired, *line.could)}
    told |= {text for one in views for text in (*one.told, *one.rest)}
    assert lix(sorted(told)) <= MOST_LIX
