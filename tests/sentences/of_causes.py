"""What a change of the plan came from: an example of every sentence about causes."""

from functools import partial
from typing import Any

from placement.domain.fact import Content, Edit
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.causes import Cause, Causes, Undone
from placement.review.input_changes import InputChange
from placement.review.outcome import Matter, Result, Subject
from placement.rules import RULES
from placement.service.plan_causes import cause_lines
from placement.service.plan_changes import Side, plan_changes
from placement.words.language import Lang
from tests.sentences.told import Section, Told, told
from tests.worlds import day, town, vary, week_of_activities

INPUTS = (
    InputChange(
        (Edit("persons", "Rype-3", {"alias": "Rype-3", "support": 0}, {"alias": "Rype-3", "support": 2}),)
    ),
    InputChange((Edit("vetoes", "1", None, {"person": "Rype-3", "unit": "Granly"}),)),
    InputChange((Edit("consents", "2", {"person": "Oter-41"}, None),)),
    InputChange((Edit("week", "", {"as_of": "2026-11-16"}, {"as_of": "2026-11-23"}),)),
)
"""A row that differs, a new one, one that is gone, and the date of the plan."""
HOME, COURSE, CONTACT = (
    Subject(Matter.HOME, "Rype-3"),
    Subject(Matter.PROGRAMME, "Rype-3", "Norsk-A"),
    Subject(Matter.CONTACT, "Rype-3"),
)
S1, F2B = Result("S1", day(0)), Result("F2b", day(7))
ZERO, ONE, TWO, DATE = (frozenset({n}) for n in range(4))
CAUSES = (
    ("one", Cause(HOME, S1, None, (Undone(ZERO, S1),), (ZERO,), is_settled=True)),
    ("each alone", Cause(HOME, S1, F2B, (Undone(ZERO | ONE, S1),), (ZERO, ONE), is_settled=True)),
    ("together", Cause(HOME, None, S1, (Undone(TWO, None), Undone(DATE, F2B)), (TWO | DATE,), is_settled=True)),
    ("programme", Cause(COURSE, None, Result("Norsk-A"), (Undone(ZERO, None),), (ZERO,), is_settled=True)),
    ("contact", Cause(CONTACT, None, Result("Ask-1"), (Undone(DATE, None),), (DATE,), is_settled=False)),
    ("then", Cause(HOME, S1, F2B, aside="then")),
    ("now", Cause(HOME, S1, F2B, aside="now")),
    ("unproved", Cause(HOME, S1, F2B, aside="unproved")),
)  # fmt: skip
FIELDS = ("support", "secrecy", "track", "sharing", "zone_wish")


def of_causes() -> tuple[Section, ...]:
    """The causes that were found by planning anew, and those that are read from what changed."""
    return (
        Section("Causes", "Which change of the facts it came from, found by planning anew.", _proved()),
        Section("Changes", "What the list of changes says beside each household.", _listed()),
    )


def _proved() -> tuple[Told, ...]:
    week = Week(town(), RULES)
    here = {"household": "Rype-3", "place": "F2a", "start": -9, "kind": "current"}
    housed = Week(vary(town(), {"stays": [here]}), RULES)
    moved = Cause(HOME, Result("F2a", day(0)), F2B, aside="now")
    lives = told("lives there", partial(_cause, housed, moved), "Rype-3")
    seat = {"person": "Rype-3", "programme": "Norsk-A", "start": -9, "kind": "current"}
    attends = Week(vary(week_of_activities(), {"enrolments": [seat]}), RULES)
    ends = Cause(COURSE, Result("Norsk-A"), None, aside="now")
    leaves = told("leaves", partial(_cause, attends, ends), "Rype-3")
    return (*(told(key, partial(_cause, week, cause), "Rype-3") for key, cause in CAUSES), lives, leaves)


def _cause(week: Week, cause: Cause, lang: Lang) -> str:
    (line,) = cause_lines(Causes(INPUTS, (cause,), (), looks=0, is_cut=False), week, week, lang)
    return " ".join((line.change, *line.cause))


def _listed() -> tuple[Told, ...]:
    both, without = Week(town(), RULES), Week(_without("Rype-3"), RULES)
    body: dict[str, Any] = {"alias": "Rype-3", "household": "Rype-3"}
    facts: Content = {"persons": {"Rype-3": body}}
    later: Content = {"persons": {"Rype-3": body | dict.fromkeys(FIELDS, "x")}}
    mine, theirs = _stay("Rype-3"), _stay("Lerke-2")
    has = Side(both, Plan(stays=(mine,)), {})
    pairs = {
        "gone": (has, Side(without, Plan(), {})),
        "new": (Side(without, Plan(), {}), has),
        "facts": (Side(both, Plan(), facts), Side(both, Plan(stays=(mine,)), later)),
        "taken": (has, Side(both, Plan(stays=(theirs,)), {})),
        "follows": (has, Side(both, Plan(), {})),
    }
    return tuple(told(key, partial(_beside, *sides), "Rype-3") for key, sides in pairs.items())


def _beside(then: Side, now: Side, lang: Lang) -> str:
    (line,) = (one for one in plan_changes(then, now, lang) if one.household == "Rype-3")
    return line.cause


def _stay(household: str) -> Stay:
    return Stay(household=household, place="F2b", start=day(0), until=day(56), kind=StayKind.NEW)


def _without(household: str) -> Instance:
    week = town()
    people = {p.alias for h in week.households if h.alias == household for p in h.members}
    return week.but(
        households=tuple(h for h in week.households if h.alias != household),
        consents=tuple(c for c in week.consents if c.person not in people),
    )
