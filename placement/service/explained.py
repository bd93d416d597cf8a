"""The question why, put to a week: which household or person is meant, where, and the answer in words."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.week import Week
from placement.review.why_not_there import Kind, why_not_there
from placement.service.question import NoAnswer, Question, household_named, person_named, place_named
from placement.service.sections import Section
from placement.service.why_activity import ActivityView, activities, activity_lines, activity_view
from placement.service.why_household import HouseholdView, household_sections, household_view
from placement.service.why_there_words import ThereView, there_view
from placement.words.language import Lang
from placement.words.texts import texts


class PlaceAnswer(NamedTuple):
    """Why a household is not in a place."""

    household: str
    place: str
    """Its alias: of a unit the place that is nearest to being possible."""
    kind: Kind
    rules: tuple[str, ...]
    """The codes of all rules that bar it."""
    view: ThereView


class PersonView(NamedTuple):
    """What a person goes to, and what not, and why."""

    person: str
    activities: tuple[ActivityView, ...]


Answer = HouseholdView | PlaceAnswer | PersonView | ActivityView


def explained(question: Question, who: str, where: str | None, start: date | None, lang: Lang) -> Answer:
    """Why somebody is where the plan has them; or, with `where`, why not there.

    Args:
        question: The week and the plan.
        who: Alias of a household, or of a person.
        where: A place, a unit or a programme; none: what the plan gives.
        start: The first night in a place that is asked about; none: the best one.
        lang: Of the texts.

    Raises:
        NoAnswer: The question means nothing in this week.
    """
    week = question.week
    if start is not None and (where is None or where in week.programme):
        raise NoAnswer("a first night is asked of a place.", code="date_without_place")
    if where is None:
        if who in week.person and who not in week.household:
            home = week.household_of[who]
            mine = (one for one in activities(question, home, lang) if one.person == who)
            return PersonView(who, tuple(mine))
        return household_view(question, household_named(week, who), lang)
    if where in week.programme:
        return activity_view(question, person_named(week, who), where, lang)
    return _there(question, who, where, start, lang)


def _there(question: Question, who: str, where: str, start: date | None, lang: Lang) -> PlaceAnswer:
    week = question.week
    if where not in week.unit and not _is_place(week, where):
        household_named(week, who)
        raise NoAnswer("there is nothing of that name.", code="nowhere_known")
    household = household_named(week, who)
    if start is not None and start < week.as_of:
        raise NoAnswer("that night is past.", code="night_past")
    place = place_named(question, household, where)
    said = why_not_there(
        week, question.plan, household.alias, place, question.means, start=start, is_best=question.is_best
    )
    codes = tuple(sorted({finding.code for finding in said.blocking}))
    return PlaceAnswer(
        household.alias, place, said.kind, codes, there_view(week, said, lang, question.hidden)
    )


def _is_place(week: Week, where: str) -> bool:
    try:
        return week.place(where).alias in {p.alias for p in week.places}
    except (KeyError, ValueError):
        return False


def sections(answer: Answer, lang: Lang) -> Iterable[Section]:
    """The answer, part by part."""
    match answer:
        case HouseholdView():
            return household_sections(answer, lang)
        case PlaceAnswer(view=view):
            return there_sections(view, lang)
        case PersonView():
            return (Section("", points=activity_lines(answer.activities)),)
        case _:
            said = Section("", (answer.told,), tuple(filter(None, (*answer.because, answer.in_the_way))))
            return (said, Section(texts(lang)("Lost"), points=answer.lost))


def there_sections(view: ThereView, lang: Lang) -> Iterator[Section]:
    """Why not there, part by part."""
    _ = texts(lang)
    yield Section("", (view.told,), view.because)
    yield Section(_("Others"), points=view.touched)
    yield Section(_("Lost"), points=view.lost)
    yield Section(_("Won"), points=view.won)
