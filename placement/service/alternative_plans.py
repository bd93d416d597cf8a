"""A few truly different good plans, each by its character, and what all of them share: for a coordinator."""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.review import Character
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.alternatives import Alternatives, End, alternatives
from placement.review.audit import judge
from placement.review.backbone import backbone
from placement.review.characters import characters
from placement.review.why_not_there import goal_changes
from placement.rules import GOALS
from placement.service.homes import spot
from placement.service.question import Question
from placement.service.sections import Section
from placement.service.why_there_words import goal_lines
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, later, texts

LOSS = 100
"""Points: as much as one move (docs/decisions/0037-another-plan-is-the-next-best.md)."""
PLANS = 15
"""The time for all that is planned anew, as a multiple of the time for one plan."""
FIRST = "A"


class Move(NamedTuple):
    """A household that another plan houses differently than the first."""

    household: str
    first: str
    other: str


class OnePlan(NamedTuple):
    """One of the plans, compared with the first."""

    letter: str
    better: tuple[Character, ...]
    """In what it is better than each of the others."""
    points: int
    """More than the first one loses."""
    moves: tuple[Move, ...]
    lost: tuple[str, ...]
    won: tuple[str, ...]


class Lives(NamedTuple):
    """A household with its place in the first plan."""

    household: str
    place: str


class PlansView(NamedTuple):
    """Plans beside each other, and what they share."""

    loss: int
    """Each plan serves everybody as soon as the first, and loses at most so many points more."""
    plans: tuple[OnePlan, ...]
    end: End
    told: str
    """Why there are no more."""
    same: tuple[Lives, ...]
    """In the same unit in every plan within the loss: proved."""
    open: tuple[Lives, ...]
    """Elsewhere, or nowhere, in some such plan."""
    unknown: tuple[Lives, ...]


TOLD: dict[End, str] = {
    "enough": later("There may be more: the search ended with {count}."),
    "none": later("There is no other plan: nobody can be housed elsewhere."),
    "far": later("Every other plan houses somebody later, or loses over {points} points more."),
    "unknown": later("Whether there are more was not settled: time was too short, or the week is too large."),
}


def plans_view(question: Question, lang: Lang, *, loss: int = LOSS) -> PlansView:
    """The plans within a loss, and their common part.

    Args:
        question: The week and its best plan.
        lang: Of the texts.
        loss: Points that another plan may lose more.
    """
    week, means, _ = question.week, question.means, texts(lang)
    left = _clock(means.seconds)
    found = alternatives(week.instance, question.plan, means, loss=loss, left=left)
    common = backbone(
        week.instance, question.plan, means.rules, means.goals, means.planner, loss=loss, left=left
    )
    return PlansView(
        loss=loss,
        plans=tuple(_plans(week, found, _)),
        end=found.end,
        told=_(TOLD[found.end], points=loss, count=len(found.plans)),
        same=_lives(week, common.same, _),
        open=_lives(week, common.open, _),
        unknown=_lives(week, common.unknown, _),
    )


def _clock(seconds: float) -> Callable[[], float]:
    """How long one more plan may take: no longer than one alone, and all together not too long."""
    end = time.monotonic() + PLANS * seconds
    return lambda: min(seconds, end - time.monotonic())


def _plans(week: Week, found: Alternatives, _: Texts) -> Iterator[OnePlan]:
    reviews = [judge(week, plan, GOALS) for plan in found.plans]
    better = characters(week, list(zip(found.plans, reviews, strict=True)))
    for n, plan in enumerate(found.plans):
        lost, won = goal_lines(goal_changes(reviews[0], reviews[n]), _)
        points = reviews[n].points - reviews[0].points
        moves = tuple(_moves(week, found.plans[0], plan, _))
        yield OnePlan(chr(ord(FIRST) + n), better[n], points, moves, lost, won)


def _moves(week: Week, first: Plan, other: Plan, _: Texts) -> Iterator[Move]:
    old, new = ({stay.household: stay for stay in plan.stays} for plan in (first, other))
    for household in sorted({*old, *new}):
        before, after = (_where(week, household, plan.get(household), _) for plan in (old, new))
        if before != after:
            yield Move(household, before, after)


def _where(week: Week, household: str, stay: Stay | None, _: Texts) -> str:
    if stay is not None:
        day = say_day(stay.start, _.lang, week.as_of)
        return _("{place} from {date}", place=spot(week, stay.place, _), date=day)
    home = week.current(household)
    return _("stays in {place}", place=spot(week, home.place, _)) if home else _("no place")


def _lives(week: Week, stays: tuple[Stay, ...], _: Texts) -> tuple[Lives, ...]:
    return tuple(Lives(stay.household, spot(week, stay.place, _)) for stay in stays)


def plans_sections(view: PlansView, lang: Lang) -> Iterator[Section]:
    """The answer, part by part."""
    _ = texts(lang)
    told = _("Each houses everybody as soon as plan A does, and loses at most {points} points more.",
             points=view.loss)  # fmt: skip
    yield Section("", (told,) if len(view.plans) > 1 else ())
    for one in view.plans:
        yield _section(one, _)
    yield Section(_("Other plans"), (view.told,))
    yield _common(_("The same in every plan within {points} points", points=view.loss), view.same)
    yield _common(_("Elsewhere in some plan within {points} points", points=view.loss), view.open)
    yield _common(_("Not found out in time"), view.unknown)


def _section(one: OnePlan, _: Texts) -> Section:
    named = say_list([say_word(f"~Character.{c}", _.lang) for c in one.better], _.lang)
    lines = [f"{named[:1].upper()}{named[1:]}."] if named else []
    if one.letter != FIRST:
        lines.append(_.n("{count} point more than plan A.", "{count} points more than plan A.", one.points))
    moves = [
        _("{household}: {new}. In plan A: {old}.", household=m.household, new=m.other, old=m.first)
        for m in one.moves
    ]
    lost = [_("Lost: {wish}.", wish=text) for text in one.lost]
    won = [_("Won: {wish}.", wish=text) for text in one.won]
    return Section(_("Plan {letter}", letter=one.letter), tuple(lines), (*moves, *lost, *won))


def _common(title: str, lives: tuple[Lives, ...]) -> Section:
    return Section(title, points=tuple(f"{one.household}: {one.place}" for one in lives))
