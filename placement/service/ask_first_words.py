"""What to ask first, in words: whom to ask what, and what the answer could change; for a coordinator who may see all.

With which answer something would change is not told: the answer is the person's, or that of whoever assesses, and
nobody shall be led to the one that makes a bed free.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from placement.domain.week import Week
from placement.review.ask_first import Effect, Goal, Touch
from placement.review.outcome import Matter, Result
from placement.review.question import Kind, Question
from placement.service.desk.difference import title
from placement.service.homes import spot
from placement.words.say import say_day, say_list
from placement.words.texts import Texts
from placement.words.tongue import say_language

MOST_WISHES = 3


# -- whom to ask what
def _pair(q: Question, _: Texts) -> str:
    return _("{a} and {b} are of one case: have them assessed as a pair.", a=q.who[0], b=q.who[1])


def _level(q: Question, _: Texts) -> str:
    language = say_language(q.about, _.lang)
    return _("{who}: have it assessed how well they know {language}.", who=q.who[0], language=language)


ASKS: dict[Kind, Callable[[Question, Texts], str]] = {
    Kind.SITUATION: lambda q, _: _("{who}: ask where they sleep now.", who=q.who[0]),
    Kind.CONSENT: lambda q, _: _("{who}: ask whether they consent to housing, and of which kind.", who=q.who[0]),
    Kind.THREAT: lambda q, _: _("{who}: have the threat assessed.", who=q.who[0]),
    Kind.PAIR: _pair,
    Kind.AREAS: lambda q, _: _("{who}: ask which areas they must avoid.", who=q.who[0]),
    Kind.SECRECY: lambda q, _: _("{who}: find out which address protection they have.", who=q.who[0]),
    Kind.SUPPORT: lambda q, _: _("{who}: find out how much help they need.", who=q.who[0]),
    Kind.TRACK: lambda q, _: _("{who}: find out on which basis they stay in the country.", who=q.who[0]),
    Kind.ZONE_WISH: lambda q, _: _("{who}: ask with whom they want to live on a floor.", who=q.who[0]),
    Kind.SHARING: lambda q, _: _("{who}: ask whether they would share a room.", who=q.who[0]),
    Kind.WISH: lambda q, _: _("{who}: ask where they would like to live.", who=q.who[0]),
    Kind.ACTIVITY: lambda q, _: _("{who}: ask whether they want to join {programme}.", who=q.who[0],
                                  programme=q.about),
    Kind.LANGUAGES: lambda q, _: _("{who}: ask which languages they know.", who=q.who[0]),
    Kind.LEVEL: _level,
    Kind.INTERPRETER: lambda q, _: _("{who}: ask whether they need an interpreter.", who=q.who[0]),
    Kind.WORK_RIGHT: lambda q, _: _("{who}: find out whether they may work.", who=q.who[0]),
}  # fmt: skip


# -- what could change
def could_change(week: Week, effect: Effect, _: Texts) -> str:
    """What one answer could change. `week` is the one in which nobody has answered yet."""
    said = [_touch(week, one, _) for one in effect.touched if one.subject.matter is not Matter.CONTACT]
    if not said and any(one.subject.matter is Matter.CONTACT for one in effect.touched):
        said.append(_("The households could be shared out among the contacts in another way."))
    said += _wishes(effect, _)
    return " ".join(said) or _("Interpreters could be booked in another way.")


def _touch(week: Week, one: Touch, _: Texts) -> str:
    who, programme = one.subject.who, one.subject.what
    if one.subject.matter is Matter.PROGRAMME and one.after:
        return _("{who} could join {programme}.", who=who, programme=programme)
    if one.subject.matter is Matter.PROGRAMME:
        return _("{who} could lose the seat in {programme}.", who=who, programme=programme)
    then, now = _home(week, one.before, _), _home(week, one.after, _)
    if then is None and now is not None:
        return _("{who} could get {place} from {day}.", who=who, place=now.place, day=now.day)
    if then is not None and now is None:
        return _("{who} could lose {place}, and would have no place.", who=who, place=then.place)
    return _elsewhere(week, one, _)


def _elsewhere(week: Week, one: Touch, _: Texts) -> str:
    """Another place, another day, or no move."""
    who, then, now = one.subject.who, _home(week, one.before, _), _home(week, one.after, _)
    if then is None or now is None or one.after is None:
        return ""
    current = week.current(who) if who in week.household else None
    if current and one.after.what == current.place:
        return _(
            "{who} could stay in {old} instead of moving to {new}.", who=who, old=now.place, new=then.place
        )
    if then.place == now.place:
        return _("{who} could get {place} from {day} instead of {old}.", who=who, place=now.place, day=now.day,
                 old=then.day)  # fmt: skip
    return _("{who} could get {new} from {day} instead of {old}.", who=who, new=now.place, day=now.day,
             old=then.place)  # fmt: skip


class _Home(NamedTuple):
    place: str
    day: str


def _home(week: Week, result: Result | None, _: Texts) -> _Home | None:
    if result is None:
        return None
    since = result.since or week.as_of
    day = _("tonight") if since == week.as_of else say_day(since, _.lang, week.as_of)
    return _Home(spot(week, result.what, _), day)


def _wishes(effect: Effect, _: Texts) -> list[str]:
    """Where homes or programmes stay as they are for all but wishes: which these are."""
    if any(effect.weight.nights) or effect.weight.breaks:
        return []
    won, lost = (_whose([one for one in effect.goals if one.is_won is way], _) for way in (True, False))
    said = []
    if won:
        said.append(_("Better met: {wishes}.", wishes=say_list(won, _.lang)))
    if lost:
        said.append(_("Less met: {wishes}.", wishes=say_list(lost, _.lang)))
    return said


def _whose(goals: Iterable[Goal], _: Texts) -> list[str]:
    """Each goal with whose it is: the same one may be better met for one household and less for another."""
    who: dict[str, list[str]] = {}
    for one in goals:
        who.setdefault(title(one.goal, _.lang), []).append(one.household)
    return [f"{named} ({say_list(sorted(found), _.lang)})" for named, found in who.items()][:MOST_WISHES]
