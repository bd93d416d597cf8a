"""The questions of the meeting put to a plan that the desk keeps, answered by planning again; for whoever reads it.

An answer takes as long as a few plans. Nothing is written; what the reader may not know of is in no sentence.
"""

from collections.abc import Iterable

from placement.domain.planner import Planner
from placement.review.why_not_there import Means
from placement.rules import GOALS, RULES
from placement.service.desk.kept_plan import Kept
from placement.service.explained import explained
from placement.service.explained import sections as parts
from placement.service.missing_answers import MissingAnswers
from placement.service.question import Question
from placement.service.sections import Section
from placement.service.veil import DEPENDS, Names, veiled
from placement.service.why_household import HouseholdView, household_sections, household_view
from placement.words.language import Lang
from placement.words.texts import texts

SECONDS = 10.0
"""Wall clock for each plan that an answer takes."""
Sections = tuple[Section, ...]


def can_be_asked(kept: Kept) -> bool:
    """Whether the plan breaks no rule: only then is it told what another place would cost."""
    return not kept.review.breaches


def what_else(kept: Kept, household: str, lang: Lang, planner: Planner) -> Sections:
    """What bars the other places, and the best plan with the household elsewhere.

    Raises:
        CannotDo: There is no such household to know of.
        Impossible, OutOfTime: As `make_plan`.
    """
    alias = kept.whom(household)
    view = household_view(_question(kept, planner), kept.week.household[alias], lang, with_changes=False)
    # The panel tells these by itself, and at once.
    return for_reader(kept.untold, household_sections(_rest(view), lang), lang)


def _rest(view: HouseholdView) -> HouseholdView:
    return view._replace(told="", because="", met=(), lost=(), reason="", why=(), missing=MissingAnswers())


def why_not_there(kept: Kept, household: str, where: str, lang: Lang, planner: Planner) -> Sections:
    """Why not in this place: every rule that bars it, or what it would cost, or exactly who would be touched, and how.

    Raises:
        CannotDo: There is no such household to know of.
        NoAnswer: There is no such place.
        Impossible, OutOfTime: As `make_plan`.
    """
    answer = explained(_question(kept, planner), kept.whom(household), where, None, lang)
    return for_reader(kept.untold, parts(answer, lang), lang)


def _question(kept: Kept, planner: Planner) -> Question:
    is_best = kept.answer is not None and kept.answer.is_best
    return Question(
        kept.week, kept.plan, kept.review, Means(RULES, GOALS, planner, SECONDS), is_best, kept.untold
    )


def for_reader(hidden: Names, found: Iterable[Section], lang: Lang) -> Sections:
    """A part in which anything hangs on somebody unknown is one sentence: the rest of it would tell where they are."""
    return tuple(_section(one, hidden, lang) for one in found if not one.is_empty)


def _section(one: Section, hidden: Names, lang: Lang) -> Section:
    _ = texts(lang)
    return one if veiled(one, hidden, _) == one else one._replace(lines=(_(DEPENDS),), points=())
