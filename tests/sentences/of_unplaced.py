"""Why somebody has no place: reason codes, and every sentence that is made of what was found place by place."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Unplaced
from placement.domain.rule import Facts, Level, Reason, facts
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.rules import RULES
from placement.service.findings import said
from placement.service.planning import check_plan
from placement.service.unplaced import unhoused, unplaced_told
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.texts import texts
from tests.budget import limited
from tests.sentences.told import Section, Told, told
from tests.worlds import day, town, vary

MAN, ONE, OTHER = "Rype-3", "Orrfugl-1", "Lerke-2"
BY_CODE = {rule.code: rule for rule in RULES}


def of_unplaced() -> tuple[Section, ...]:
    """The codes, what stands behind them, and what takes a bed away from who lives there."""
    codes = tuple(told(code.value, partial(say_word, f"~Reason.{code.value}")) for code in Reason)
    return (
        Section("Reason codes", "For coordinators, with the code in brackets.", codes),
        Section("Without a place", "What is in the way, where, and since when.", _obstacles()),
        Section("How many", "Above the list, so that it adds up with who waits.", tuple(_how_many())),
        Section("A bed that goes", "What happens to the place of somebody who lives there.", _gone()),
    )


def _how_many() -> Iterator[Told]:
    stay = {"household": MAN, "place": "F2b", "start": -9, "kind": "current"}
    hold = stay | {"start": 5, "kind": "hold"}
    given = Plan(stays=(_stay(MAN, "S2", 0),))
    for name, week, plan in (
        ("none", Week(town(), RULES), Plan()),
        ("late", Week(town(), RULES), given),
        ("held", Week(vary(town(), {"stays": [hold]}), RULES), Plan()),
        ("lives", Week(vary(town(), {"stays": [stay]}), RULES), Plan()),
    ):
        yield told(name, partial(_counted, week, plan))


def _counted(week: Week, plan: Plan, lang: Lang) -> str:
    return unplaced_told(week, plan, (MAN,), texts(lang))


def _finding(code: str, says: str, where: str = "", also: tuple[str, ...] = (), named: Facts = ()) -> Finding:
    return Finding(
        rule=BY_CODE[code].id, code=code, kind=FindingKind.BREACH, level=Level.HARD, says=says, about=(MAN, *also),
        where=where, facts=named, reason=Reason.NO_BED,
    )  # fmt: skip


def _obstacles() -> tuple[Told, ...]:
    week = Week(town(), RULES)
    few = Week(limited(town(), 2), RULES)
    late = Week(vary(town(), {"households": {MAN: {"situation": "nowhere", "earliest": 5}}}), RULES)
    home = Week(
        vary(town(), {"stays": [{"household": MAN, "place": "F2b", "start": -9, "kind": "current"}]}), RULES
    )
    full = _finding("H08", "over_full", also=(OTHER,), named=facts(beds=1, used=2))
    floor, threat = _finding("H07", "man_in_womens_zone"), _finding("H06", "never_assessed", "S2")
    given = Plan(stays=(_stay(OTHER, "S2", 0),))
    why = Unplaced(household=MAN, primary=Reason.NO_BED, secondary=None)
    examples = {
        "taken": (week, Plan(), why.but(why=(full,), stops=(("F2a", "F2b"),))),
        "one rule": (week, Plan(), why.but(why=(floor,), stops=(("F1a",),))),
        "more of them": (week, Plan(), why.but(why=(threat,), stops=(("F1a", "F2a", "F2b", "S1"),))),
        "one question": (week, given, why.but(hinges=(threat,))),
        "of two": (week, Plan(), why.but(hinges=(_finding("H16", "not_assessed", "F2b", (ONE,)),))),
        "elsewhere": (week, Plan(), why.but(bars_most=floor, barred=("F1a", "F2a"))),
        "open": (week, Plan(), why.but(open_places=("F2b", "S2"))),
        "limit": (few, Plan(), why.but(primary=Reason.MOVE_LIMIT, open_places=("S2",))),
        "nowhere": (week, Plan(), why.but(nowhere=True, never_in_time=True, why=(threat,), stops=(("S1",),))),
        "never in time": (week, Plan(), why.but(never_in_time=True)),
        "own date": (late, Plan(), why.but(never_in_time=True)),
        "still": (home, Plan(), why),
        "late": (week, Plan(stays=(_stay(MAN, "S2", 20),)), why),
        "as soon": (late, Plan(stays=(_stay(MAN, "S2", 5),)), why),
        "no units": (Week(town().but(units=()), RULES), Plan(), why.but(nowhere=True)),
    }
    return tuple(told(key, partial(_why, *example), MAN) for key, example in examples.items())


def _why(week: Week, plan: Plan, one: Unplaced, lang: Lang) -> str:
    row = unhoused(week, plan, one, lang)
    return " ".join(filter(None, (*row.sentences, row.so_far, row.never_in_time)))


def _gone() -> tuple[Told, ...]:
    here = {"household": ONE, "place": "F2b", "start": -30, "kind": "current"}
    repair = {"unit": "Granly", "since": 5, "until": 90, "kind": "repair"}
    began = repair | {"since": -2}
    ends, opens = {"units": {"Granly": {"available_until": 5}}}, {"units": {"Granly": {"available_from": 5}}}
    examples: dict[str, tuple[dict[str, Any], tuple[Stay, ...]]] = {
        "lease": (ends, (_stay(ONE, "S2", 7),)),
        "opens": (opens, ()),
        "closed": ({"closures": [repair]}, (_stay(ONE, "S2", 3),)),
        "gap of a night": ({"closures": [repair]}, (_stay(ONE, "S2", 6),)),
        "closed later": ({"closures": [repair]}, ()),
        "closed now": ({"closures": [began]}, ()),
    }
    rows = []
    for key, (changes, stays) in examples.items():
        week = Week(vary(town(), {"stays": [here], **changes}), RULES)
        plan = Plan(stays=tuple(stay.but(kind=StayKind.PROPOSAL) for stay in stays))
        alarms = [f for f in check_plan(week, plan).of(FindingKind.ALARM) if f.code == "H08"]
        (nb,), (en,) = (said(week, plan, alarms[:1], lang) for lang in ("nb", "en"))
        rows.append(Told(key, en.about, en.where, nb.text, en.text))
    return tuple(rows)


def _stay(household: str, place: str, start: int) -> Stay:
    return Stay(household=household, place=place, start=day(start), until=day(56), kind=StayKind.NEW)
