"""What answers a question of the meeting, and how good a plan is said to be: an example of every sentence."""

from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO

from rich.console import Console

from placement.domain.contact import ContactAssignment
from placement.domain.interpreter import Booking, TalkKind
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.review import TierStages
from placement.domain.rule import Act
from placement.domain.run import Run, Status
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.ask_first import Asked, AskFirst, Effect, Goal, Touch, Weight
from placement.review.next_best import NextBest
from placement.review.outcome import Matter, Result, Subject
from placement.review.question import Kind, Question, Reply
from placement.review.tonight import FREE, Way, Ways
from placement.review.why_not_activity import Attending
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.service.ask_first import ask_first_view
from placement.service.ask_first_words import ASKS, could_change
from placement.service.findings import status_line, tier_line
from placement.service.missing_answers import ASKS as MISSING
from placement.service.missing_answers import MissingAnswers
from placement.service.planning import check_plan
from placement.service.priority import TITLES
from placement.service.question import Question as Asking
from placement.service.tonight import _given as first_day
from placement.service.tonight import _told as ways_told
from placement.service.tonight import show_tonight, tonight_view
from placement.service.why_activity import TOLD, in_the_way
from placement.service.why_household import (
    Barred,
    Elsewhere,
    HouseholdView,
    Next,
    household_sections,
    household_view,
    next_told,
)
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, texts
from tests.sentences.told import Section, Told, told
from tests.worlds import day, town, vary

MAN, OTHER = "Rype-3", "Oter-4"
HERE = {"household": MAN, "place": "F2a", "start": -9, "kind": "current"}
WEEK = Week(vary(town(), {"stays": [HERE]}), RULES)
"""He lives in F2a."""
NO_WEIGHT = Weight((0, 0, 0, 0), False, 20)


def of_answers() -> tuple[Section, ...]:
    """Why here, the seat, what to ask first, and where somebody can sleep tonight."""
    return (
        Section(
            "Why here", "Where the plan has a household, and the parts of the answer.", tuple(_why_here())
        ),
        Section("Seats", "Why a person is in a programme or not.", tuple(_seats())),
        Section("Ask first", "Whom to ask what, and what an answer could change.", tuple(_ask_first())),
        Section("Tonight", "Where somebody can sleep tonight.", tuple(_tonight())),
    )


def of_quality() -> tuple[Section, ...]:
    """How good a plan is proved to be, and who is served in time."""
    stages = TierStages(
        tier="P1", nights=6, not_in_time=1, waiting_days=0, ease=0, flags=(), lot_nights=0, impossible=1
    )
    runs = {
        "best": Run(status=Status.OPTIMAL),
        "best elsewhere": Run(status=Status.OPTIMAL, differs_from=1),
        "wishes open": Run(status=Status.FEASIBLE, stages_proved=True, points=40, bound=35),
        "wishes unknown": Run(status=Status.FEASIBLE, stages_proved=True),
        "stopped": Run(status=Status.FEASIBLE, cut_short="cancelled"),
        "time out": Run(status=Status.FEASIBLE, cut_short="time"),
        "very large": Run(status=Status.FEASIBLE),
    }
    rows = [
        told("tier", lambda lang: tier_line(stages, 4, texts(lang))),
        told("tier empty", lambda lang: tier_line(stages, 0, texts(lang))),
    ]
    rows += [told(key, partial(_status, run)) for key, run in runs.items()]
    return (Section("The plan", "Above a plan, and for each priority.", tuple(rows)),)


def _status(run: Run, lang: Lang) -> str:
    return status_line(run, texts(lang))


# -- why here
def _why_here() -> Iterator[Told]:
    given = {
        "new": _stay(MAN, "F2b", 3),
        "proposal": _stay(MAN, "F2b", 3).but(kind=StayKind.PROPOSAL),
    }
    yield told("lives there", partial(_where, WEEK, None))
    agreed = vary(town(), {"stays": [HERE | {"start": 5, "kind": "hold"}]})
    yield told("agreed", partial(_where, Week(agreed, RULES), None))
    unit = Week(agreed, RULES).unit_of_room["F2a"].alias
    offered = vary(agreed, {"offers": [{"household": MAN, "unit": unit, "on": 0, "answer": "open"}]})
    yield told("offered", partial(_where, Week(offered, RULES), None))
    yield told("nothing", partial(_where, Week(town().but(units=()), RULES), None))
    for key, stay in given.items():
        yield told(key, partial(_where, Week(town(), RULES), stay))
    mine = _stay(MAN, "F2b", 3)
    following = {
        "not proved": (WEEK, NextBest(is_proved=False)), "no other": (WEEK, NextBest(is_proved=True, exists=False)),
        "stays": (WEEK, NextBest(is_proved=True)), "nowhere": (Week(town(), RULES), NextBest(is_proved=True)),
    }  # fmt: skip
    for text in MISSING.values():
        yield told("missing", partial(_missing, text))
    for key, (week, found) in following.items():
        yield told(f"next best, {key}", partial(_next, week, mine, found))
    nb, en = (list(_parts(lang)) for lang in ("nb", "en"))
    yield from (Told(key, "", "", first, second) for (key, first), (_, second) in zip(nb, en, strict=True))


def _missing(text: str, lang: Lang) -> str:
    return texts(lang)(text, who=MAN)


def _where(week: Week, stay: Stay | None, lang: Lang) -> str:
    plan = Plan(stays=(stay,) if stay else ())
    means = Means(RULES, GOALS, lambda *_args, **_more: Run(status=Status.OUT_OF_TIME))
    asked = Asking(week, plan, check_plan(week, plan), means)
    return household_view(asked, week.household[MAN], lang).told


def _next(week: Week, stay: Stay, found: NextBest, lang: Lang) -> str:
    return next_told(week, stay, found, texts(lang)).told


def _parts(lang: Lang) -> Iterator[tuple[str, str]]:
    """Headings and counts, of an answer that has all of them."""
    barred = tuple(Barred(code, str(getattr(TITLES[code], lang)), n) for code, n in (("H07", 3), ("H11", 1)))
    view = HouseholdView(MAN, "", "", Elsewhere(4, 1, barred), ("…",), ("…",), Next("…"), "…", ("…",), (), ())
    child = view._replace(missing=MissingAnswers(("…",), child_welfare=True))
    both = dict.fromkeys((*household_sections(view, lang), *household_sections(child, lang)))
    for one in both:
        if one.title and not one.is_empty:
            yield "heading", one.title
        yield from (("line", text) for text in (*one.lines, *one.points) if text != "…")


# -- seats
def _seats() -> Iterator[Told]:
    for kind, text in TOLD.items():
        yield told(kind, partial(_seat, text))
    acts: dict[str, tuple[Act, ...]] = {
        "a seat": (Enrolment(person="Lerke-2", programme="Norsk-A", start=day(0), kind=EnrolmentKind.NEW),),
        "an interpreter": (Booking(interpreter="Tolk-1", person="Lerke-2", kind=TalkKind.OFFER),),
        "a contact, and a home": (
            ContactAssignment(household=OTHER, contact="Eik-2", since=day(0)), _stay("Lerke-2", "S1", 0),
        ),
    }  # fmt: skip
    for key, some in acts.items():
        said = Attending(MAN, "Norsk-A", "taken", None, (), (), some)
        yield told(key, partial(_way, said))


def _seat(text: str, lang: Lang) -> str:
    return texts(lang)(text, person=MAN, programme="Norsk-A", day=say_day(day(7), lang, day(0)))


def _way(said: Attending, lang: Lang) -> str:
    return in_the_way(said, texts(lang))


# -- what to ask first
def _ask_first() -> Iterator[Told]:
    yield told("heading", lambda lang: texts(lang)("What to ask first"))
    for kind, ask in ASKS.items():
        about = {Kind.ACTIVITY: "Norsk-A"}.get(kind, "eng")
        one = Question(kind, (MAN, "Lerke-2"), (Reply("…", ()),), about, day(-3))
        yield told(kind, partial(_asked, ask, one))
    yield from (told(key, partial(_could, *effect)) for key, effect in _effects().items())
    nb, en = (list(_worth(lang)) for lang in ("nb", "en"))
    yield from (Told("the list", "", "", first, second) for first, second in zip(nb, en, strict=True))


def _asked(ask: Callable[[Question, Texts], str], one: Question, lang: Lang) -> str:
    return ask(one, texts(lang))


def _effects() -> dict[str, tuple[tuple[Touch, ...], tuple[Goal, ...]]]:
    contact = Touch(Subject(Matter.CONTACT, MAN), Result("Ask-1"), Result("Eik-2"))
    wishes = (Goal("ranked_wish", MAN, is_won=True), Goal("own_room", MAN, is_won=False))
    return {
        "gets": ((_home(None, ("F2b", 0)),), ()),
        "loses": ((_home(("F2b", 0), None),), ()),
        "elsewhere": ((_home(("F2b", 0), ("S2", 4)),), ()),
        "another day": ((_home(("F2b", 6), ("F2b", 0)),), ()),
        "stays": ((_home(("F2b", 6), ("F2a", 0)),), ()),
        "joins": ((Touch(Subject(Matter.PROGRAMME, MAN, "Norsk-A"), None, Result("Norsk-A")),), ()),
        "loses a seat": ((Touch(Subject(Matter.PROGRAMME, MAN, "Norsk-A"), Result("Norsk-A"), None),), ()),
        "contacts": ((contact,), ()),
        "interpreters": ((), ()),
        "wishes": ((), wishes),
    }


def _home(before: tuple[str, int] | None, after: tuple[str, int] | None) -> Touch:
    one, other = (Result(at[0], day(at[1])) if at else None for at in (before, after))
    return Touch(Subject(Matter.HOME, MAN), one, other)


def _could(touched: tuple[Touch, ...], goals: tuple[Goal, ...], lang: Lang) -> str:
    effect = Effect("…", NO_WEIGHT, touched, goals, after=None)  # type: ignore[arg-type]
    return could_change(WEEK, effect, texts(lang))


def _worth(lang: Lang) -> Iterator[str]:
    """What the list is worth, and what is left."""
    one = Question(Kind.THREAT, (MAN,), (Reply("…", ()),), "", day(-3))
    asked = Asked(one, (("…", NO_WEIGHT),), ())
    for given, found in ((True, ()), (False, (asked,))):
        left = 0 if given else 2
        view = ask_first_view(
            WEEK, AskFirst(found, left, left, left, is_given=given, looks=9, answers=12), lang
        )
        yield from (*view.told, *(line.expired for line in view.asked), *view.rest)


# -- tonight
def _tonight() -> Iterator[Told]:
    way = Way(FREE, (_stay(MAN, "F2b", 0),))
    found = {
        "all of them": (Ways((way,) * 3, proved=True), 1), "fewer than three": (Ways((way,), proved=True), 1),
        "not all": (Ways((way,), proved=True), 2),
        "cut short": (Ways((way,), proved=False), 1), "none": (Ways((), proved=True), 1),
        "not found": (Ways((), proved=False), 1),
    }  # fmt: skip
    for key, (ways, asked) in found.items():
        yield told(key, partial(_worth_of, WEEK, ways, asked))
    for key, said in (("own no", {"consents": [{"person": MAN, "answer": "declined", "on": 0}]}),
                      ("own no to one", {"vetoes": [{"person": MAN, "unit": "Granly", "since": -5}]})):  # fmt: skip
        yield told(key, partial(_worth_of, Week(vary(town(), said), RULES), Ways((), proved=True), 1))
    nb, en = (_printed(lang) for lang in ("nb", "en"))
    yield from (Told("the list", "", "", first, second) for first, second in zip(nb, en, strict=True))


def _worth_of(week: Week, ways: Ways, asked: int, lang: Lang) -> str:
    return ways_told(week, ways, (MAN, OTHER)[:asked], texts(lang))


def _printed(lang: Lang) -> list[str]:
    """The answer for two households of which one finds no room tonight; then as if there were none."""
    threat = {"danger": "low", "valid_until": 0}
    arrived = vary(
        town(), {"households": {OTHER: {"situation": "nowhere"}}, "persons": {"Oter-41": {"threat": threat}}}
    )
    granly = next(one for one in arrived.units if one.alias == "Granly")
    week = Week(arrived.but(units=(granly.but(rooms=granly.rooms[:1]),)), RULES)
    out = StringIO()
    view = tonight_view(week, Plan(), (MAN, OTHER), lang)
    _ = texts(lang)
    view = view._replace(later=(first_day(week, _stay(MAN, "F1a", 2), _),))
    unknown = vary(arrived, {"persons": {MAN: {"age_status": "unclear"}}})
    asked = tonight_view(Week(unknown, RULES), Plan(), (MAN,), lang)
    for one in (view, view._replace(ways=()), asked):
        show_tonight(one, lang, Console(file=out, width=300))
    lines = (line.strip(" –") for line in out.getvalue().splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _stay(household: str, place: str, start: int) -> Stay:
    return Stay(household=household, place=place, start=day(start), until=day(56), kind=StayKind.NEW)
