"""Whom a burnt address touches, as one person may read it: before it is confirmed, since afterwards holds are gone."""

from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.permission import Action
from placement.service.access import may, refusal, unseen
from placement.service.desk.commands.addresses import touched
from placement.service.desk.desk import Desk, actor_of


class ToCall(NamedTuple):
    """Whom to call. Of those whom the reader may not see it is told how many they are, so that another calls them."""

    units: tuple[str, ...]
    """Behind the same entrance: all of them are closed."""
    living: tuple[str, ...]
    holds: tuple[str, ...]
    offers: tuple[str, ...]
    unnamed: int


def to_call(desk: Desk, login: str, unit: str) -> ToCall:
    """Whom it touches.

    Args:
        desk: The desk.
        login: Who asks; they plan.
        unit: The unit whose address is known.

    Raises:
        Refused: They may not plan.
        CannotDo: There is no such unit.
    """
    now = desk.now()
    actor = actor_of(now, login)
    if not any(may(actor, Action.PLAN, relation=one) for one in ActorRelation):
        raise refusal(actor, Action.PLAN)
    whom = touched(now, unit)
    hidden = unseen(actor, {*whom.living, *whom.holds, *whom.offers}, now.content, Action.READ)
    living, holds, offers = (
        tuple(alias for alias in group if alias not in hidden)
        for group in (whom.living, whom.holds, whom.offers)
    )
    return ToCall(whom.units, living, holds, offers, len(hidden))
