"""Why a household has a place, lacks one, or is not in another: for who follows it up and may know of nobody else."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from placement.domain.instance import Instance
from placement.domain.permission import Action, FieldClass
from placement.review.own_reasons import own_reasons, own_week
from placement.rules import GOALS, RULES
from placement.service.access import may, refusal
from placement.service.desk.desk import Act, Desk
from placement.service.need_to_know import People
from placement.service.own_words import OwnView, own_json, own_view
from placement.store import audit
from placement.words.language import Lang

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
    asked: int = 0
    """Questions of this person in the last seven days, this one among them."""


def own_why(desk: Desk, login: str, household: str, lang: Lang, *, at: datetime | None = None) -> OwnAnswer:
    """Answer one question; it is counted, and a line of the log, before this returns.

    Raises:
        Refused: There is no such household, or the person may not read all that reasons tell of it: one answer
            for both.
    """
    with desk.acting(login, at) as act:
        if not _may_ask(act, household):
            raise refusal(act.actor, Action.READ)
        act.log(ASK, {"households": {household: ()}})
        since = datetime.fromisoformat(act.tx.at) - A_WEEK
        asked = audit.times(act.tx.connection, ASK, by=login, since=since)
        instance = act.now.instance
    return answered(instance, household, lang)._replace(asked=asked)


def answered(instance: Instance, household: str, lang: Lang) -> OwnAnswer:
    """The answer alone: nobody is asked whether it may be told, and nothing is counted."""
    week = own_week(instance, household, RULES)
    found = own_reasons(week, GOALS)
    views = tuple(own_view(week, one, lang) for one in found)
    return OwnAnswer(views, tuple(map(own_json, views, found)))


def _may_ask(act: Act, household: str) -> bool:
    standing = People(act.actor, act.now.content).standing(household)
    reads = (may(act.actor, Action.READ, one, standing.relation) for one in RESTS_ON)
    is_there = act.now.body("households", household) is not None
    return all(reads) and standing.cleared and standing.knows_cases and is_there
