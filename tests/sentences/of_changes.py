"""What would place somebody, and what comes of it: an example of every kind of change and of every answer."""

from functools import partial

from placement.domain.decision import Tier
from placement.domain.housing import UnitType
from placement.domain.person import Danger, Secrecy, Track
from placement.domain.review import TierStages
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.change import (
    Assessed,
    Change,
    Clarified,
    Consented,
    KeptAway,
    Moved,
    NewBeds,
    PairAssessed,
    Released,
    SetAside,
    UnitReceives,
)
from placement.review.why_not_there import GoalChange, There, Touched
from placement.rules import RULES
from placement.service.change_words import change_sentence
from placement.service.why_there_words import TOLD, there_view
from placement.words.language import Lang
from tests.sentences.told import Section, Told, told
from tests.worlds import day, town

ONE, MAN = "Orrfugl-1", "Rype-3"
EACH: tuple[Change, ...] = (
    UnitReceives("Granly", day(1)),
    Consented(MAN, UnitType.SAFE_HOUSE),
    Clarified(MAN, "secrecy", Secrecy.HIDDEN),
    Clarified(MAN, "track", Track.RESIDENT),
    Clarified(MAN, "support", 2),
    Clarified(MAN, "sharing", Answer.YES),
    Assessed(MAN, Danger.MEDIUM),
    PairAssessed(ONE, MAN),
    Released(MAN, "Granly"),
    NewBeds("F1a", 2, 1, 1, 1, day(5)),
    NewBeds("F1a", 1, 0, 0, 0, day(5), 2),
    Moved(ONE, "F1a", "S1", day(4), "Solbakken"),
    Moved(ONE, "F1a", "S1", day(4), "Solbakken", source=True),
    KeptAway(ONE, "Granly"),
    SetAside("H12", (MAN,), "Granly", day(0), day(30)),
)


def of_changes() -> tuple[Section, ...]:
    """The smallest changes, the answers to "why not there?", and what others would get."""
    week = Week(town(), RULES)
    changes = tuple(told(_name(one), partial(change_sentence, week, one)) for one in EACH)
    answers = tuple(
        told(kind, partial(_answer, week, There(ONE, "S2", kind, locked=(MAN,)))) for kind in TOLD
    )
    return (
        Section("Smallest change", "What would have to happen for somebody to get a place.", changes),
        Section("Why not there", "The answer in one sentence; what bars it follows.", answers),
        Section("Others", "Who would get something else, and what it costs.", _others(week)),
    )


def _name(change: Change) -> str:
    kind = type(change).__name__
    return f"{kind}, {change.field}" if isinstance(change, Clarified) else kind


def _answer(week: Week, there: There, lang: Lang) -> str:
    return there_view(week, there, lang).told


def _consequence(week: Week, there: There, lang: Lang) -> str:
    view = there_view(week, there, lang)
    return (*view.touched, *view.lost, view.told)[0]


def _others(week: Week) -> tuple[Told, ...]:
    here, there = _stay("S1"), _stay("F2a")
    touched = (
        ("loses", Touched("Oter-4", here, None)),
        ("loses a move", Touched("Oter-4", here.but(kind=StayKind.PROPOSAL), None)),
        ("gets one", Touched("Oter-4", None, here)),
        ("other dates", Touched("Oter-4", here, here.but(start=day(9)))),
        ("another place", Touched("Oter-4", here, there)),
    )
    stages = TierStages(tier=Tier.P2, nights=0, not_in_time=0, waiting_days=0, ease=0, flags=(), lot_nights=0)
    answers = {
        **{key: There(ONE, "S2", "displaces", touched=(one,)) for key, one in touched},
        "later": There(ONE, "S2", "costs", worse=((stages, stages.but(nights=3)),)),
        "wish": There(ONE, "S2", "costs", goals=(GoalChange("ranked_wish", ONE, 0, 60),)),
        "dates": There(ONE, "S2", "blocked"),
    }
    return tuple(told(key, partial(_consequence, week, there)) for key, there in answers.items())


def _stay(place: str) -> Stay:
    return Stay(household="Oter-4", place=place, start=day(2), until=day(56), kind=StayKind.NEW)
