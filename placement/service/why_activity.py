"""Why somebody is in a programme or not, in words: for a coordinator with need-to-know on all whom it names."""

from collections.abc import Iterable
from typing import NamedTuple

from placement.domain.activity import wished
from placement.domain.contact import ContactAssignment
from placement.domain.household import Household
from placement.domain.interpreter import Booking
from placement.domain.programme import Enrolment
from placement.domain.rule import Act
from placement.domain.week import Week
from placement.review.why_not_activity import Attending, Kind, why_not_activity
from placement.rules import GOALS
from placement.service.findings import sentence
from placement.service.question import Question
from placement.service.resting import joined
from placement.service.why_there_words import goal_lines
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, later, texts


class ActivityView(NamedTuple):
    """One person and one programme."""

    person: str
    programme: str
    kind: Kind
    told: str
    because: tuple[str, ...] = ()
    """Every rule that bars it, or what stands against it in this plan."""
    in_the_way: str = ""
    """What would have to give way, in one sentence."""
    lost: tuple[str, ...] = ()


TOLD: dict[Kind, str] = {
    "attends": later("{person} goes to {programme}."),
    "ends": later("{person} goes to {programme}, and ends there for the new home."),
    "planned": later("{person} begins in {programme} on {day}."),
    "blocked": later("{person} cannot begin in {programme}:"),
    "taken": later("{person} can begin in {programme} only if something else gives way:"),
    "free": later("{person} can begin in {programme}, and it costs nothing."),
    "costs": later("{person} can begin in {programme}, but it costs something."),
}


def activity_view(question: Question, person: str, programme: str, lang: Lang) -> ActivityView:
    """The answer for one person and one programme. Raises KeyError for an unknown alias."""
    week, _ = question.week, texts(lang)
    said = why_not_activity(week, question.plan, person, programme, GOALS)
    day = say_day(said.enrolment.start, lang, week.as_of) if said.enrolment else ""
    findings = said.blocking or said.beside
    return ActivityView(
        person=person,
        programme=programme,
        kind=said.kind,
        told=_(TOLD[said.kind], person=person, programme=programme, day=day),
        because=tuple(dict.fromkeys(sentence(week, one, lang) for one in findings)),
        in_the_way=in_the_way(said, _),
        lost=goal_lines(said.goals, _)[0],
    )


def activities(question: Question, household: Household, lang: Lang) -> tuple[ActivityView, ...]:
    """All that members of a household go to, or wish for."""
    return tuple(
        activity_view(question, person.alias, programme, lang)
        for person in household.members
        for programme in _programmes(question.week, person.alias)
    )


def _programmes(week: Week, person: str) -> list[str]:
    names = {p.alias for p in wished(week, person)} | {e.programme for e in week.enrolled_of.get(person, ())}
    return sorted(names)


def in_the_way(said: Attending, _: Texts) -> str:
    """What would have to give way for the seat, in one sentence; empty where nothing would."""
    acts = dict.fromkeys(_act(act, _) for act in said.in_the_way) if said.kind == "taken" else ()
    return _("In the way: {what}.", what=say_list(list(acts), _.lang)) if acts else ""


def _act(act: Act, _: Texts) -> str:
    match act:
        case Enrolment():
            return _("{person} in {programme}", person=act.person, programme=act.programme)
        case Booking():
            return _("{who} for {whom}", who=act.interpreter, whom=act.person)
        case ContactAssignment():
            return _("{who} for {whom}", who=act.contact, whom=act.household)
        case _:
            return _("the home of {household}", household=act.household)


def activity_lines(views: Iterable[ActivityView]) -> tuple[str, ...]:
    """One line for each programme, with all that is said of it."""
    return tuple(joined((one.told, *one.because, one.in_the_way, *one.lost)) for one in views)
