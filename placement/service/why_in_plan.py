"""Why a household is where a plan has it: every rule, and the wishes that speak for the place."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review
from placement.domain.rule import Rule
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.points import pair_points
from placement.rules import GOALS
from placement.service.desk.difference import OF_THE_UNIT, title
from placement.service.desk.hand_change import known
from placement.service.findings import sentence
from placement.service.homes import spot
from placement.service.priority import because
from placement.service.remembered import remembered
from placement.words.language import Lang
from placement.words.texts import Texts, texts

MOST_STRENGTHS = 3

State = Literal["kept", "task", "overridden", "alarm", "broken"]
STATES: dict[FindingKind, State] = {
    FindingKind.BREACH: "broken", FindingKind.ALARM: "alarm", FindingKind.OVERRIDDEN: "overridden",
    FindingKind.TASK: "task",
}  # fmt: skip
"""The worst first."""


class RuleLine(NamedTuple):
    """One rule about housing, and what the judge says of this household in this place."""

    code: str
    title: str
    state: State
    sentences: tuple[str, ...]
    """What it says, where it is not simply kept."""


class Strength(NamedTuple):
    """A wish that speaks for the place, among all where the household's own rules let it live."""

    title: str
    here: int
    """Points that are lost here."""
    worse: int
    """In so many other places more is lost."""
    places: int
    """Of so many."""
    text: str


class WhyHere(NamedTuple):
    """Why this place."""

    household: str
    place: str
    """In words; empty where the plan has no place for the household and it lives nowhere."""
    because: str
    """Its priority and why."""
    rules: tuple[RuleLine, ...]
    strengths: tuple[Strength, ...]
    """At most three, the strongest first; none for whom the plan leaves where they live."""
    given_up: tuple[str, ...]
    """Wishes of its own that are not met."""


@remembered(maxsize=256)
def why_in_plan(week: Week, plan: Plan, review: Review, household: str, lang: Lang) -> WhyHere:
    """Why a plan has the household there, for whoever may know of all. Raises CannotDo for an unknown household."""
    who, _ = known(week, household), texts(lang)
    planned = next((stay for stay in plan.stays if stay.household == household), None)
    stay = planned or week.hold(household) or week.current(household)
    return WhyHere(
        household=household,
        place=spot(week, stay.place, _) if stay else "",
        because=because(week, who, _),
        rules=tuple(_rules(week, review, stay, lang)) if stay else (),
        strengths=tuple(_strengths(week, planned, _)) if planned else (),
        given_up=tuple(_given_up(review, household, lang)),
    )


def _rules(week: Week, review: Review, stay: Stay, lang: Lang) -> Iterator[RuleLine]:
    here = [one for one in review.findings if stay.household in one.about and _is_there(week, one, stay)]
    for rule in week.rules:
        if rule.is_about_housing:
            yield _line(week, rule, [one for one in here if one.rule == rule.id], lang)


def _line(week: Week, rule: Rule, said: list[Finding], lang: Lang) -> RuleLine:
    kinds = {one.kind for one in said}
    state: State = next((STATES[kind] for kind in STATES if kind in kinds), "kept")
    sentences = dict.fromkeys(sentence(week, one, lang) for one in said)
    return RuleLine(rule.code, title(rule.id, lang), state, tuple(sentences))


def _is_there(week: Week, finding: Finding, stay: Stay) -> bool:
    """Whether a finding about the household is about this place: it may live in one and be offered another."""
    place = week.place(stay.place)
    rooms = {room.alias for room in place.rooms}
    return finding.where in {"", stay.place, place.unit.alias, *rooms}


def _strengths(week: Week, stay: Stay, _: Texts) -> Iterator[Strength]:
    """Goals to which most is lost elsewhere, those that tell the places apart the most first."""
    household = week.household[stay.household]
    others = [
        one.stays(household)[0]
        for one in choices(week, household)
        if one.spans and one.place.alias != stay.place
    ]
    found: list[tuple[int, Strength]] = []
    for goal in GOALS:
        lost, here = _lost(week, goal, stay, others)
        worse = sum(there > here for there in lost)
        gain = sum(there - here for there in lost)
        if worse and gain > 0:
            found.append((gain, _strength(goal, here, worse, len(lost), _)))
    found.sort(key=lambda one: -one[0])
    yield from (strength for _gain, strength in found[:MOST_STRENGTHS])


def _lost(week: Week, goal: Rule, stay: Stay, others: list[Stay]) -> tuple[list[int], int]:
    """Points lost to a goal in the other places, and here: what does not hang on who else is there."""
    parts = goal.configured(week.instance.policy).pair_goals
    lost, here = (
        [sum(pair_points(week, part, s) for part in parts) for s in stays] for stays in (others, [stay])
    )
    return lost, here[0]


def _strength(goal: Rule, here: int, worse: int, places: int, _: Texts) -> Strength:
    text = _.n(
        "{count} of {all} other places does less for this.",
        "{count} of {all} other places do less for this.",
        worse, all=places,
    )  # fmt: skip
    return Strength(title(goal.id, _.lang), here, worse, places, text)


def _given_up(review: Review, household: str, lang: Lang) -> Iterator[str]:
    for goal in review.goals:
        if goal.goal not in OF_THE_UNIT and dict(goal.households).get(household, 0):
            yield title(goal.goal, lang)
