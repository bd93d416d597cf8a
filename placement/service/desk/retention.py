"""How long data are kept: so many days after a case is closed, and then they go, history and all.

The number of days is the unit's to set, within bounds. What the law on municipal archives asks for has to be settled by
the municipality before real data are used (docs/keeping.md): what must be handed over to an archive leaves the desk
before its time has run out.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.household import Household
from placement.domain.permission import Action
from placement.domain.split import split
from placement.domain.stay import HELD
from placement.errors import InputError, Problem
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.lookup import as_of, exits_of, values
from placement.service.desk.desk import Act, Desk
from placement.service.desk.erased import carry_out, traces
from placement.service.desk.erasure import Erasure, meant, purging
from placement.service.desk.snapshot import Snapshot
from placement.service.need_to_know import People
from placement.service.remembered import forget_all
from placement.store import facts, ledger, settings
from placement.store.cleaning import Cleaned, clean_up

DAYS = 90
LEAST, MOST = 30, 365
"""Sooner, somebody who comes back would find nothing; later takes a reason that a desk cannot know."""
SETTING = "retention_days"
PURGE = "purge"
A_DAY = timedelta(days=1)


class Due(NamedTuple):
    """A household whose time has run out: when its case was closed, and how many people it has."""

    household: str
    closed: date
    people: int


@dataclass(frozen=True)
class Purge:
    """What a purge deletes, or has deleted."""

    due: tuple[Due, ...]
    held_back: tuple[str, ...]
    """Households that could not go without taking a protection from somebody else: two people may erase them."""
    rows: Mapping[str, int]
    """Table -> versions of rows; also how many plans, requests and jobs name them no longer."""
    token: str
    """What was shown, in one word: nothing else is carried out."""
    change: int | None = None
    """The change, once it is done."""
    cleaned: Cleaned | None = None


def retention_days(connection: facts.Reader) -> int:
    """So many days after a case is closed its data are kept."""
    return int(settings.read(connection, SETTING) or DAYS)


def kept_days(desk: Desk) -> int:
    """So many days, of a desk."""
    with desk.store.reading() as connection:
        return retention_days(connection)


def set_retention(desk: Desk, login: str, days: int, *, why: str, at: datetime | None = None) -> None:
    """Set the number of days. Raises Refused, CannotDo without a reason, and InputError for a number out of bounds."""
    if not why:
        raise CannotDo("give a reason.", code="no_reason")
    if not LEAST <= days <= MOST:
        told = f"{LEAST} to {MOST} days can be set.", "Choose a number within these."
        raise InputError(Problem("", *told, "retention_bounds", {"least": LEAST, "most": MOST}))
    with desk.acting(login, at) as act:
        act.ask(Action.POLICY)
        settings.write(act.tx.connection, SETTING, str(days))
        act.log("set_retention", {"settings": {SETTING: ("value",)}}, why=why)


def purge(
    desk: Desk, login: str, *, today: date, token: str | None = None, at: datetime | None = None
) -> Purge:
    """Show what is to be deleted because its time has run out; with the token of what was shown, delete it.

    Rows about others are left as they are. A link that keeps somebody else safe from those who go is kept, and they
    with it as somebody who is not placed here.

    Args:
        desk: The desk.
        login: Who asks.
        today: The day; never later than the clock's.
        token: What was shown. None: a dry run, which changes nothing but the log.
        at: The moment; by default now.

    Raises:
        Refused: The person may not.
        CannotDo: The day has not come, or what is due is no longer what was shown.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.PURGE)
        _has_come(act, today)
        told, found = _look(act, today)
        if token is None:
            act.log("purge_look", {"households": {one.household: () for one in told.due}})
            return told
        if token != told.token:
            raise CannotDo("what is due has changed.", todo="Look at it again.", code="purge_changed")
        if not told.due:
            raise CannotDo("nothing is due.", code="nothing_due")
        change = carry_out(act, found, ledger.PURGED, PURGE)
    forget_all()
    return Purge(told.due, told.held_back, told.rows, told.token, change, clean_up(desk.store))


def _has_come(act: Act, today: date) -> None:
    if today > date.fromisoformat(act.tx.at[:10]) + A_DAY:  # the log's clock is UTC
        raise CannotDo("that day has not come.", todo="Give today's date.", code="day_to_come")


def _look(act: Act, today: date) -> tuple[Purge, Erasure]:
    connection, now = act.tx.connection, act.now
    before = today - timedelta(days=retention_days(connection))
    versions = facts.every(connection)
    due, held_back, names = [], [], frozenset[str]()
    for household, closed in _closed(act, before):
        mine = meant(versions, household.alias)
        if purging(versions, now.content, mine, today).lowerings:
            held_back.append(household.alias)
        else:
            due.append(Due(household.alias, closed, len(household.members)))
            names |= mine
    found = purging(versions, now.content, names, today)
    left = traces(connection, found)
    rows = found.counts | left.counts
    what = (sorted(names), [v.id for v in found.gone], found.edits, [p.id for p in left.plans], rows)
    token = hashlib.sha256(facts.text_of(what).encode()).hexdigest()[:16]
    return Purge(tuple(due), tuple(held_back), rows, token), found


def _closed(act: Act, before: date) -> list[tuple[Household, date]]:
    """Households that left by that day, and of which that was written down by then, as far as the person may know."""
    people = People(act.actor, act.now.content)
    return [
        (household, closed)
        for alias, household in values(act.now, "households")
        if (closed := closed_on(act.now, household)) is not None
        and max(closed, _written(act, household)) <= before
        and people.relation(alias) is not ActorRelation.CONFLICT
    ]


def _written(act: Act, household: Household) -> date:
    """The day on which it was last written down that a household is gone.

    Else one person could delete somebody at once, by an exit of long ago.
    """
    names = {household.alias, *(person.alias for person in household.members)}
    rows = [("households", household.alias)]
    rows += [("exits", key) for key, row in act.now.rows("exits").items() if row["household"] in names]
    last = facts.get_change(act.tx.connection, max(act.now.stamps[row].change for row in rows))
    return date.fromisoformat(last.at[:10]) if last else date.max


def closed_on(now: Snapshot, household: Household) -> date | None:
    """The day on which the last part of a household left; none while anybody of it is still in care."""
    people = {household.alias, *(person.alias for person in household.members)}
    if any(stay.household in people and stay.kind in HELD for _, stay in values(now, "stays")):
        return None
    left: list[date] = []
    for part in split(household, now.instance.relations, as_of(now)):
        exits = [one.on for _, one in exits_of(now, part.alias) if one.on > household.referral]
        if not exits:
            return None
        left.append(max(exits))
    return max(left)
