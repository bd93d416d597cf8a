"""Why not there, in words: for a coordinator with need-to-know on all whom it names."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.review.why_not_there import GoalChange, Kind, There, Touched
from placement.rules.goals.scarce_place import RULE as SCARCE
from placement.service.desk.difference import OF_THE_UNIT, title
from placement.service.findings import sentence
from placement.service.homes import spot
from placement.service.only_one import why_kept
from placement.words.language import Lang
from placement.words.say import say_day, say_list
from placement.words.texts import Texts, later, texts


class ThereView(NamedTuple):
    """The answer in words."""

    told: str
    """Whether it is possible."""
    because: tuple[str, ...] = ()
    """Every rule that bars it."""
    touched: tuple[str, ...] = ()
    """Others who would get something else, and what."""
    lost: tuple[str, ...] = ()
    """Wishes lost, and priorities that are served later."""
    won: tuple[str, ...] = ()


def there_view(week: Week, there: There, lang: Lang, hidden: Collection[str] = ()) -> ThereView:
    """The answer for a coordinator.

    Args:
        week: The facts.
        there: The answer.
        lang: Of the texts.
        hidden: Households of whom the reader may not know; sentences that name them are left out by the reader's veil.
    """
    _ = texts(lang)
    because = tuple(dict.fromkeys(sentence(week, one, lang) for one in there.blocking))
    touched = tuple(touched_text(week, one, _) for one in there.touched)
    waits = [_("People with priority {tier} are served later.", tier=then.tier) for then, _now in there.worse]
    losers = [one.household for one in there.touched if one.after is None]
    lost, won = goal_lines(without_who_loses_a_place(there.goals, losers), _)
    kept = [_kept(week, there, one, hidden, _) for one in lost]
    return ThereView(_told(week, there, _), because, touched, (*waits, *kept), won)


def _kept(week: Week, there: There, line: str, hidden: Collection[str], _: Texts) -> str:
    """A wish lost; that scarce places are kept is told with why this one is."""
    switched_on = any(getattr(part, "prices", 0) for part in SCARCE.configured(week.instance.policy).parts)
    why = why_kept(week, week.place(there.place), _, hidden) if switched_on else ""
    return _("{wish}: {why}", wish=line, why=why) if why and line == title(SCARCE.id, _.lang) else line


TOLD: dict[Kind, str] = {
    "planned": later("The plan has {household} in {place}."),
    "home": later("{place} is no choice: {household} has it already, or needs fewer rooms."),
    "blocked": later("{household} cannot be in {place}:"),
    "locked": later("{household} cannot be in {place}: the locks of {who} bar it."),
    "free": later("{household} can be in {place}, and it costs nothing."),
    "costs": later("{household} can be in {place}, but it costs something."),
    "displaces": later("{household} can be in {place}, but others get something else."),
    "unknown": later(
        "No rule bars {household} from {place}. What it would cost was not proved: time was too short, or the week "
        "is too large. To see it, lock the household there and make the plan again."
    ),
}


def _told(week: Week, there: There, _: Texts) -> str:
    place, who = spot(week, there.place, _), say_list(list(there.locked), _.lang)
    if there.kind == "blocked" and not there.blocking:
        return _(
            "{household} cannot be in {place}: the dates do not fit.", household=there.household, place=place
        )
    return _(TOLD[there.kind], household=there.household, place=place, who=who)


def touched_text(week: Week, one: Touched, _: Texts) -> str:
    """What a household gets instead of what the plan gave it. Places are named as the week has them."""
    named = {"household": one.household}
    if one.after is None:
        old = spot(week, one.before.place, _) if one.before else ""
        if one.before and one.before.kind is StayKind.PROPOSAL:
            return _("{household} is not offered the move to {old}.", old=old, **named)
        return _("{household} loses the place in {old}.", old=old, **named)
    new, day = spot(week, one.after.place, _), say_day(one.after.start, _.lang, week.as_of)
    if one.before is None:
        return _("{household} gets {new} from {day}, instead of no place.", new=new, day=day, **named)
    if one.before.place == one.after.place:
        return _("{household} keeps {new}, but with other dates: from {day}.", new=new, day=day, **named)
    old = spot(week, one.before.place, _)
    return _("{household} gets {new} from {day}, instead of {old}.", new=new, day=day, old=old, **named)


def without_who_loses_a_place(goals: Iterable[GoalChange], losers: Collection[str]) -> list[GoalChange]:
    """Without what is no longer lost only since there is no place any more: nobody wins by that."""
    return [one for one in goals if one.household not in losers or one.after > one.before]


def goal_lines(goals: Iterable[GoalChange], _: Texts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Wishes lost, and wishes won. Without points: nobody is told a number of a household."""
    change: Counter[str] = Counter()
    for one in goals:
        change[_goal(one, _)] += one.after - one.before  # of the unit as a whole: one line, on one side
    lost = tuple(line for line, points in change.items() if points > 0)
    won = tuple(line for line, points in change.items() if points < 0)
    return lost, won


def _goal(one: GoalChange, _: Texts) -> str:
    text = title(one.goal, _.lang)
    return f"{one.household}: {text}" if one.household and one.goal not in OF_THE_UNIT else text


def lines(view: ThereView) -> Iterator[str]:
    """All of it, line by line."""
    yield view.told
    yield from (f"– {text}" for text in (*view.because, *view.touched, *view.lost))
