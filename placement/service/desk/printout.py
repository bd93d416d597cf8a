"""All that is held of one person, for that person (GDPR, article 15), and who looked.

Nobody else is named in it. It is made by somebody who may see all of it: half of it would be no answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from placement.domain.fact import Body
from placement.domain.permission import Action
from placement.domain.split import split
from placement.service.access import ALSO_NAMES, refusal, visible_fields
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.lookup import as_of
from placement.service.desk.desk import Act, Desk
from placement.service.desk.own_rows import OwnRows, own_rows
from placement.service.desk.retention import retention_days
from placement.service.register import register
from placement.store import audit, facts, plans, requests

PRINTOUT = "printout"
WEEK = "week"


class Held(NamedTuple):
    """One row as it was held from one moment to another (UTC; none: it is held now)."""

    table: str
    key: str
    body: Body
    since: str
    until: str | None


class Planned(NamedTuple):
    """A plan that names the person or their household: its state, and what it says of them, table by table."""

    at: str
    state: str
    acts: tuple[tuple[str, Body], ...]


class Asked(NamedTuple):
    """Something about the person that takes two people: which command, by whom, and how it was decided."""

    at: str
    by: str
    command: str
    state: str
    decided_by: str | None


class LookKind(StrEnum):
    """What somebody did."""

    READ = "read"
    CHANGED = "changed"
    PLANNED = "planned"
    DECIDED = "decided"
    PRINTED = "printed"


class Looked(NamedTuple):
    """Who looked, when, and what kind of look it was."""

    at: str
    by: str
    kind: LookKind


@dataclass(frozen=True)
class Printout:
    """What a person is given. `withheld` is for whoever gives it, and is not printed."""

    person: str
    made: str
    keeps_days: int
    """So many days after the case is closed all this is deleted."""
    held: tuple[Held, ...]
    plans: tuple[Planned, ...]
    requests: tuple[Asked, ...]
    looked: tuple[Looked, ...]
    withheld: int
    """Rows that tell of somebody else as well. A human decides, with a lawyer, whether to tell of them."""


KINDS: Mapping[str, LookKind] = {
    PRINTOUT: LookKind.PRINTED,
    **dict.fromkeys(("accept_plan", "propose_plan", "keep_plan"), LookKind.PLANNED),
    **dict.fromkeys(
        ("ask_second", "refuse_second", "withdraw_request", "ask_erase", "ask_restore"), LookKind.DECIDED
    ),
}
"""What a line of the log is called -> what kind of look it was; others are changes, or have read something."""


def printout(desk: Desk, login: str, person: str, *, why: str, at: datetime | None = None) -> Printout:
    """Everything that is held of a person.

    Args:
        desk: The desk.
        login: Who prints it. They have seen to it that it is the person who asks, and nobody in their place.
        person: Whose.
        why: Code of how they know.
        at: The moment; by default now.

    Raises:
        Refused: They may not see all of it, or there is nobody of that alias: which of the two is not said.
        CannotDo: The household is to be split first, so that nobody is told where the others live.
    """
    with desk.acting(login, at) as act:
        own = own_rows(facts.every(act.tx.connection), person)
        if not own.versions or not _sees_all(act, own):
            raise refusal(act.actor, Action.PRINTOUT)
        _is_one_household(act, own)
        act.log(PRINTOUT, {"persons": {person: ()}}, why=why)
        moments = _Moments(act.tx.connection)
        held = tuple(
            Held(v.table, v.key, v.body, moments.at(v.since) or "", moments.at(v.until)) for v in own.versions
        )
        planned = _plans(act, own)
        asked = _requests(act, own)
        return Printout(
            person=person, made=act.tx.at, keeps_days=retention_days(act.tx.connection), held=held,
            plans=tuple(planned.values()), requests=tuple(asked.values()),
            looked=_looked(act, own, moments, {"plan": set(planned), "request": set(asked)}),
            withheld=own.withheld,
        )  # fmt: skip


def _sees_all(act: Act, own: OwnRows) -> bool:
    """Whether the person at the desk may print every field of every row."""
    known = register()
    for v in own.originals:
        wanted = {name for name in v.body if (v.table, name) in known} - {ALSO_NAMES.get(v.table)}
        seen = visible_fields(act.actor, v.table, v.body, act.now.content, Action.PRINTOUT)
        if not seen.issuperset(wanted):
            return False
    return True


def _is_one_household(act: Act, own: OwnRows) -> None:
    household = act.now.values.get("households", {}).get(own.spans[-1].household)
    if household is not None and len(split(household, act.now.instance.relations, as_of(act.now))) > 1:
        raise CannotDo(
            "the household is to be split, and its rows are still about each part.",
            todo="Record the split first.",
            code="split_first",
        )


class _Moments:
    """When changes were made."""

    def __init__(self, connection: facts.Reader) -> None:
        self._connection = connection
        self._known: dict[int, str] = {}

    def at(self, change: int | None) -> str | None:
        if change is None:
            return None
        if change not in self._known:
            found = facts.get_change(self._connection, change)
            self._known[change] = found.at if found else ""
        return self._known[change]


def _plans(act: Act, own: OwnRows) -> dict[str, Planned]:
    found: dict[str, Planned] = {}
    for row in plans.every(act.tx.connection, most=1 << 30):
        names, body = own.names_at(row.change), json.loads(row.body)
        acts = tuple(
            (table, one)
            for table in ("stays", "enrolments", "contacts", "bookings")
            for one in body.get(table, ())
            if one.get("household", one.get("person")) in names
        )
        if acts:
            told = tuple((table, _without_names(one)) for table, one in acts)
            found[str(row.id)] = Planned(row.at, row.state, told)
    return found


def _without_names(body: Mapping[str, Any]) -> Body:
    return {name: value for name, value in body.items() if name not in ("household", "person")}


def _requests(act: Act, own: OwnRows) -> dict[str, Asked]:
    """Those about the person alone: of one about two, only the rows are told that may be."""
    rows = {(v.table, v.key) for v in own.originals if v.table in ("persons", "households")}
    found = {}
    for one in requests.every(act.tx.connection):
        named = {str(about["person"]) for about in one.about}
        mine = own.person in named and not any(about["other"] for about in one.about)
        if mine or ((one.command.get("table"), one.command.get("key")) in rows and not named - {own.person}):
            found[str(one.id)] = Asked(one.at, one.by, str(one.command["name"]), one.state, one.decided_by)
    return found


# -- who looked


def _looked(act: Act, own: OwnRows, moments: _Moments, more: Mapping[str, set[str]]) -> tuple[Looked, ...]:
    first = moments.at(own.spans[0].since) or ""
    when: dict[tuple[str, str], tuple[str, str]] = {}
    for v in own.originals:
        since, until = moments.at(v.since) or "", moments.at(v.until) or "9999"
        old = when.get((v.table, v.key), (since, until))
        when[v.table, v.key] = min(old[0], since), max(old[1], until)
    found = []
    for line in audit.lines(act.tx.connection):
        rows = [(table, key) for table, keys in line.about.items() for key in keys]
        if any(
            (row in when and when[row][0] <= line.at <= when[row][1])
            or row[1] in more.get(row[0], ())
            or (row[0] == WEEK and line.at >= first)
            for row in rows
        ):
            found.append(Looked(line.at, line.by, _kind(line)))
    return tuple(found)


def _kind(line: audit.Line) -> LookKind:
    return KINDS.get(line.action, LookKind.READ if line.change is None else LookKind.CHANGED)
