"""Erasing all that is held of a household: one person asks, another says yes, and it cannot be taken back."""

from datetime import date, datetime
from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.stay import HELD
from placement.service.access import may, refusal
from placement.service.desk import approvals
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.lookup import values
from placement.service.desk.desk import Act, Desk, actor_of
from placement.service.desk.erased import carry_out
from placement.service.desk.erasure import Erasure, erasing, meant, registered
from placement.service.desk.requests import GRANTED
from placement.service.need_to_know import People
from placement.service.remembered import forget_all
from placement.store import facts, ledger, requests
from placement.store.cleaning import Cleaned, clean_up

ERASE = "erase"


class Erased(NamedTuple):
    """What was deleted: the change, how many versions of rows by table, and what became of the rest."""

    change: int
    rows: dict[str, int]
    cleaned: Cleaned


def erase(desk: Desk, login: str, household: str, *, why: str, at: datetime | None = None) -> int:
    """Ask for the erasure of all that is held of a household and its people; the number of the request.

    The request names what others would lose by it: a link to somebody erased keeps nobody safe any more.

    Args:
        desk: The desk.
        login: Who asks.
        household: Its alias.
        why: Code of the reason.
        at: The moment; by default now.

    Raises:
        Refused: The person may not.
        CannotDo: There is no such household, or somebody of it still has a bed.
    """
    with desk.acting(login, at) as act:
        found = _found(act, household)
        return approvals.put(act, ERASE, {"household": household}, found.lowerings, why=why)


def grant_erasure(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> Erased:
    """Say yes as the second person: all versions of all rows go, and the names in plans, requests and jobs.

    The log keeps the aliases; the ledger sees to it that no restore brings anything back.

    Raises:
        Refused: The person may not, asked for it themselves, or may not know of somebody it is about.
        CannotDo: It is decided already, would lower more than was asked for, or somebody has a bed by now.
    """
    with desk.acting(login, at) as act:
        one = approvals.waiting(act, number, ERASE)
        approvals.may_say_yes(act, one)
        asker = Act(act.tx, act.now, actor_of(act.now, one.by))
        found = _found(asker, one.command["household"])
        approvals.not_more(one, found.lowerings, act.now)
        requests.decide(act.tx.connection, number, GRANTED, at=act.tx.at, by=login, change=None)
        change = carry_out(asker, found, ledger.ERASED, ERASE, why=one.why, second=login)
        act.now = asker.now
    forget_all()
    return Erased(change, found.counts, clean_up(desk.store))


def refuse_erasure(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Say no as the second person. Raises Refused, CannotDo."""
    approvals.refuse(desk, login, number, ERASE, at=at)


def _found(act: Act, household: str) -> Erasure:
    act.ask(Action.ERASE)
    if act.now.body("households", household) is None:
        raise CannotDo("there is no such household.", todo="Look at the list again.", code="no_household")
    if not may(act.actor, Action.ERASE, relation=People(act.actor, act.now.content).relation(household)):
        raise refusal(act.actor, Action.ERASE)
    versions = facts.every(act.tx.connection)
    found = erasing(versions, act.now.content, meant(versions, household), _today(act))
    act.ask_about(Action.ERASE, registered(found.edits))
    for _, stay in values(act.now, "stays"):
        if stay.household in found.aliases and stay.kind in HELD:
            # The bed would look free while somebody sleeps in it.
            todo = "Record first that they left."
            raise CannotDo("somebody of the household has a bed.", todo=todo, code="still_housed")
    return found


def _today(act: Act) -> date:
    return date.fromisoformat(act.tx.at[:10])
