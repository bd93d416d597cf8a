"""Who can be asked to say yes as the second person where a rule about somebody's home is set aside."""

from placement.domain.actor import ActorRelation
from placement.domain.permission import Action
from placement.errors import Refused
from placement.service.access import may
from placement.service.desk.desk import Desk, actor_of


def who_may_second(desk: Desk, login: str) -> tuple[str, ...]:
    """Logins of those who may approve what is about a person, but for the one who asks.

    Whether one of them may know of this person is asked when they answer.
    """
    now = desk.now()
    return tuple(other for other in sorted(now.rows("users")) if other != login and _may(desk, other))


def _may(desk: Desk, login: str) -> bool:
    try:
        actor = actor_of(desk.now(), login)
    except Refused:
        return False
    return any(may(actor, Action.APPROVE, relation=one) for one in (ActorRelation.OWN, ActorRelation.OTHER))
