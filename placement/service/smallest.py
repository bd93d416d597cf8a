"""What would give a place to a household that has none, in words: for a coordinator."""

from collections.abc import Iterable, Iterator

from placement.domain.week import Week
from placement.review.smallest import Way, smallest_changes
from placement.service.change_words import change_sentence
from placement.service.missing_answers import MissingAnswers, missing_answers
from placement.service.question import Question
from placement.service.sections import Section
from placement.words.language import Lang
from placement.words.texts import Texts, texts


def smallest(question: Question, household: str, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Sets of changes, the cheapest first, each change in a sentence."""
    week, means = question.week, question.means
    ways = smallest_changes(
        week.instance, question.plan, household, means.rules, means.planner, seconds=means.seconds
    )
    return ways_told(week, ways, lang)


def ways_told(week: Week, ways: Iterable[Way], lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Each set of changes, each change in a sentence."""
    return tuple(tuple(change_sentence(week, change, lang) for change in way.changes) for way in ways)


def help_sections(week: Week, household: str, ways: Iterable[Way], lang: Lang) -> Iterator[Section]:
    """What would give a place to who has none, and nothing else: what bars the other places takes longer to find."""
    _, missing = texts(lang), missing_answers(week, [week.household[household]], lang)
    yield Section(_("To be answered first"), points=missing.lines)
    yield changes_section(ways_told(week, ways, lang), missing, _)


def changes_section(changes: tuple[tuple[str, ...], ...], missing: MissingAnswers, _: Texts) -> Section:
    """The sets, or that there are none and who decides."""
    none = _("No change was found that is sure to give a place.")
    if missing.child_welfare:
        none = _("Child welfare decides. No change of the plan gives a place.")
    points = tuple(" ".join(way) for way in changes)
    return Section(_("The smallest changes that would give a place"), () if points else (none,), points)
