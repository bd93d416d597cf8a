"""Why a household has a place or none, and what it does by day or not yet: for who may know of nobody else."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from placement.domain.fact import Body
from placement.domain.housing import BED
from placement.domain.instance import Instance
from placement.domain.permission import Action, FieldClass
from placement.domain.week import Week
from placement.review.own_activities import own_activities, own_activity_week
from placement.review.own_reasons import own_reasons, own_week
from placement.rules import GOALS, RULES
from placement.service.access import may, refusal
from placement.service.desk.commands.showing import TABLE
from placement.service.desk.desk import Act, Desk
from placement.service.homes import spot
from placement.service.need_to_know import People
from placement.service.own_words import (
    OwnActivityLine,
    OwnView,
    activity_json,
    own_activity_lines,
    own_json,
    own_view,
)
from placement.store import audit
from placement.words.language import Lang
from placement.words.say import say_day
from placement.words.texts import Texts, texts

ASK = "ask_why"
"""What such a question is called in the log."""
A_WEEK = timedelta(days=7)
RESTS_ON = frozenset(
    {
        FieldClass.NAME, FieldClass.PERSON, FieldClass.SAFETY, FieldClass.HEALTH, FieldClass.STATUS,
        FieldClass.PLACEMENT, FieldClass.DECISION,
    }
)  # fmt: skip
"""What reasons may tell of a household: only who may read all of it is answered."""


class OwnAnswer(NamedTuple):
    """The answer to one question."""

    views: tuple[OwnView, ...]
    """One; of a household that the rules split, one for each part."""
    data: tuple[dict[str, Any], ...]
    """The same for programs, as JSON holds it."""
    activities: tuple[OwnActivityLine, ...] = ()
    """What its members go to, and what they wish for, with why or why not yet."""
    activity_data: tuple[dict[str, Any], ...] = ()
    shown: tuple[str, ...] = ()
    """Places that are still possible, the first to be had first, as a coordinator lets them be known; none: no word."""
    shown_on: str = ""
    """The day of which that is said, in words."""
    asked: int = 0
    """Questions of this person in the last seven days, this one among them."""


def own_why(desk: Desk, login: str, household: str, lang: Lang, *, at: datetime | None = None) -> OwnAnswer:
    """Answer one question; it is counted, and a line of the log, before this returns.

    Raises:
        Refused: There is no such household, or the person may not read all that reasons tell of it: one answer
            for both.
    """
    with desk.acting(login, at) as act:
        if not may_ask(act, household):
            raise refusal(act.actor, Action.READ)
        act.log(ASK, {"households": {household: ()}})
        since = datetime.fromisoformat(act.tx.at) - A_WEEK
        asked = audit.times(act.tx.connection, ASK, by=login, since=since)
        instance = act.now.instance
        rows = list(act.now.rows(TABLE).values())
    shown, on = _shown(instance, [row for row in rows if row["household"] == household], texts(lang))
    return answered(instance, household, lang)._replace(asked=asked, shown=shown, shown_on=on)


def _shown(instance: Instance, rows: list[Body], _: Texts) -> tuple[tuple[str, ...], str]:
    """What holds today of what was shown. Places that are there no more are left out."""
    for row in rows:
        on, until = (date.fromisoformat(str(row[name])) for name in ("on", "until"))
        if on <= instance.as_of < until:
            known = {room.alias for unit in instance.units for room in unit.rooms}
            week = Week(Instance(as_of=instance.as_of, units=instance.units), ())
            there = [p for p in row["places"] if set(p.removesuffix(BED).split("+")) <= known]
            return tuple(spot(week, place, _) for place in there), say_day(on, _.lang, instance.as_of)
    return (), ""


def answered(instance: Instance, household: str, lang: Lang) -> OwnAnswer:
    """The answer alone: nobody is asked whether it may be told, and nothing is counted."""
    week = own_week(instance, household, RULES)
    found = own_reasons(week, GOALS)
    views = tuple(own_view(week, one, lang) for one in found)
    at = own_activity_week(instance, household, RULES)
    activities = own_activities(at)
    lines = own_activity_lines(at, activities, lang)
    return OwnAnswer(views, tuple(map(own_json, views, found)), lines, activity_json(lines, activities))


def may_ask(act: Act, household: str) -> bool:
    """Whether the household is there, and the person may read all that reasons tell of it."""
    standing = People(act.actor, act.now.content).standing(household)
    reads = (may(act.actor, Action.READ, one, standing.relation) for one in RESTS_ON)
    is_there = act.now.body("households", household) is not None
    return all(reads) and standing.cleared and standing.knows_cases and is_there
