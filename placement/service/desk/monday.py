"""The Monday list of a desk: numbered copies on paper for the allocation meeting, each with its line of the log first.

On it is only what this person may take out: aliases and who lives where. Whoever they may not know of is not on it.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.reports.monday import Copy, FreeBeds, Home, Monday, NewPlace, monday_html
from placement.service.access import unseen
from placement.service.capacity import beds_of_unit
from placement.service.desk.desk import Act, Desk
from placement.service.desk.exporting import ask_to_take_out
from placement.service.desk.new_file import is_new_file, write_text
from placement.service.desk.plans import DRAFT, PROPOSED
from placement.service.homes import spot
from placement.service.planning import derived
from placement.store import audit, plans
from placement.store.plans import PlanHead
from placement.words.language import Lang
from placement.words.texts import Texts, texts

PRINTED = "print_monday"
COPY = "copy"
"""In a line of the log: beside rows, the number of the copy and its code."""


class Printed(NamedTuple):
    """A copy, ready to be printed."""

    copy: Copy
    html: str


def monday_list(desk: Desk, login: str, lang: Lang, *, at: datetime | None = None) -> Printed:
    """A new copy of the list; who printed it, its number and whom it names are in the log before it is returned.

    Args:
        desk: The desk.
        login: Who prints it.
        lang: In which language.
        at: The moment; by default now.

    Raises:
        Refused: They may not plan, or may take nothing out.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.PLAN)
        ask_to_take_out(act)
        week = derived(act.now.instance)
        monday = _monday(act, week, texts(lang))
        number = audit.times(act.tx.connection, PRINTED) + 1
        copy = Copy(number, secrets.token_hex(4), login, datetime.fromisoformat(act.tx.at).astimezone())
        act.log(PRINTED, {COPY: {str(number): (), copy.code: ()}, **_told(act, monday)})
    return Printed(copy, monday_html(monday, copy, lang))


def print_monday(desk: Desk, login: str, path: Path, lang: Lang, *, at: datetime | None = None) -> Printed:
    """Write a copy into a new file that nobody else on the machine can read.

    Raises:
        Refused: As `monday_list`.
        InputError: The name does not end in .html, the file is there already, or it cannot be written.
    """
    is_new_file(path, (".html",), "list_suffix")
    done = monday_list(desk, login, lang, at=at)
    write_text(path, done.html)
    return done


def _monday(act: Act, week: Week, _: Texts) -> Monday:
    plan, number = _plan(act, week)
    given = {stay.household for stay in plan.starts}
    waiting = {
        alias for alias in week.household if week.tier(alias) is not None and not week.is_housed(alias)
    }
    every = waiting | {stay.household for stay in (*plan.starts, *plan.proposals, *week.held)}
    known = every - unseen(act.actor, every, act.now.content, Action.EXPORT)
    starts, moves = (
        tuple(_new(week, stay, _) for stay in _sorted(stays) if stay.household in known)
        for stays in (plan.starts, plan.proposals)
    )
    return Monday(
        as_of=week.as_of,
        plan=number,
        starts=starts,
        moves=moves,
        waiting=tuple(sorted((waiting & known) - given)),
        homes=tuple(_home(week, stay, _) for stay in week.held if stay.household in known),
        free=tuple(_free(week)),
        untold=len(every - known),
    )


def _free(week: Week) -> Iterator[FreeBeds]:
    for unit in sorted(week.units, key=lambda one: one.alias):
        if free := beds_of_unit(week, unit, week.as_of).free:
            yield FreeBeds(unit.alias, free)


def _plan(act: Act, week: Week) -> tuple[Plan, int | None]:
    """The plan before the meeting, else the newest draft; one of other facts says nothing of today's."""
    known = week.instance.content_hash
    waits = [
        p for p in plans.heads(act.tx.connection) if p.instance_hash == known and p.state in (DRAFT, PROPOSED)
    ]
    newest: PlanHead | None = max(waits, key=lambda p: (p.state == PROPOSED, p.id), default=None)
    row = plans.get(act.tx.connection, newest.id) if newest else None
    if row is None:
        return Plan(instance_hash=known), None
    return Plan.model_validate_json(row.body), row.id


def _sorted(stays: Iterable[Stay]) -> list[Stay]:
    return sorted(stays, key=lambda stay: (stay.start, stay.household))


def _new(week: Week, stay: Stay, _: Texts) -> NewPlace:
    current = week.current(stay.household)
    return NewPlace(
        stay.household, spot(week, current.place, _) if current else "", spot(week, stay.place, _), stay.start
    )


def _home(week: Week, stay: Stay, _: Texts) -> Home:
    until = None if stay.until == FOREVER else stay.until
    agreed = stay.start if stay.kind is StayKind.HOLD else None
    return Home(stay.household, spot(week, stay.place, _), until, agreed)


def _told(act: Act, monday: Monday) -> dict[str, dict[str, tuple[str, ...]]]:
    """Whom the copy names, and of which plan. Who is planned apart from their household is a row of persons."""
    planned = {one.household for one in (*monday.starts, *monday.moves)}
    named = planned | {one.household for one in monday.homes} | set(monday.waiting)
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for alias in sorted(named):
        found.setdefault("households" if act.now.body("households", alias) else "persons", {})[alias] = ()
    return found | ({"plan": {str(monday.plan): ()}} if monday.plan else {})
