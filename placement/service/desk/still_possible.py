"""Places that are still possible for a household beside all that is held and what the running plan foresees."""

from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.service.access import refusal
from placement.service.desk.commands.showing import TABLE
from placement.service.desk.desk import Desk
from placement.service.desk.own_why import may_ask
from placement.service.desk.places_for import places_for
from placement.service.desk.running import running_plan
from placement.service.homes import spot
from placement.service.planning import derived
from placement.words.language import Lang
from placement.words.texts import texts


class Possible(NamedTuple):
    """What a coordinator may let whoever follows the household up know."""

    places: tuple[str, ...]
    """Aliases, the soonest to be had first."""
    names: tuple[str, ...]
    """In words."""
    is_shown: bool
    """Whether some are shown already, these or others."""


def still_possible(desk: Desk, login: str, household: str, lang: Lang) -> Possible:
    """The places, for those who plan; the log has a line of it before this returns.

    Raises:
        Refused: The person does not plan, or there is no such household of whom they may know.
        CannotDo: The rules split it.
    """
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        if not may_ask(act, household):
            raise refusal(act.actor, Action.READ)
        act.log("read_week", {"households": {household: ()}})
        shown = {row["household"] for row in act.now.rows(TABLE).values()}
        instance = act.now.instance
    week, plan, _ = derived(instance), running_plan(desk) or Plan(), texts(lang)
    found = [line.place for line in places_for(week, plan, household, lang) if line.state == "open"]
    return Possible(tuple(found), tuple(spot(week, place, _) for place in found), household in shown)
