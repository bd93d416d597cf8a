"""The Monday list of a desk: numbered copies on paper for the allocation meeting, each with its line of the log first.

On it is only what this person may take out: aliases and who lives where. Whoever they may not know of is not on it.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.domain.whereabouts import Whereabouts, ran_out, stands, written
from placement.reports.monday import monday_html
from placement.reports.monday_rows import Copy, FreeBeds, HeldBed, Home, Monday, NewPlace, OpenOffer, Waits
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
    waiting = {alias for alias in week.household if stands(week, alias) is Whereabouts.WAITS}
    asked = {alias for alias in week.household if week.offered(alias)}
    every = waiting | asked | {stay.household for stay in (*plan.starts, *plan.proposals, *week.held)}
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
        waiting=tuple(_waits(week, alias, _) for alias in _whole(week, (waiting & known) - given)),
        offers=tuple(_offers(week, sorted(asked & known), _)),
        agreed=tuple(_held(week, stay, _) for stay in _sorted(_agreed(week)) if stay.household in known),
        homes=tuple(
            Home(stay.household, spot(week, stay.place, _), _until(stay.until))
            for stay in week.held
            if stay.kind is StayKind.CURRENT and stay.household in known
        ),
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


def _whole(week: Week, waiting: set[str]) -> list[str]:
    """Of a household that the rules split and all of which waits, the whole, as the other lists have it."""
    parts: dict[str, set[str]] = {}
    for alias, whole in written(week).items():
        parts.setdefault(whole, set()).add(alias)
    every = {alias: mine for alias, mine in parts.items() if mine <= waiting}
    return sorted(every.keys() | (waiting - set[str]().union(*every.values())))


def _waits(week: Week, household: str, _: Texts) -> Waits:
    mine = (alias for alias, whole in written(week).items() if household in (alias, whole))
    held = (s for one in mine for s in week.held_of.get(one, ()) if ran_out(s.expires, week.as_of))
    return Waits(household, next((_held(week, stay, _) for stay in held), None))


def _offers(week: Week, households: Iterable[str], _: Texts) -> Iterator[OpenOffer]:
    """Each open offer, with the bed that is held for it; one whose bed is held no longer stands with who waits."""
    for alias in households:
        held = {week.unit_of(s).alias: s for s in week.held_of.get(alias, ()) if s.kind is StayKind.HOLD}
        for unit in sorted(week.offered(alias)):
            stay = held.get(unit)
            if stay is None:
                yield OpenOffer(alias, unit, week.is_housed(alias), None, None)
            elif _is_kept(week, stay):
                yield OpenOffer(
                    alias, spot(week, stay.place, _), week.is_housed(alias), stay.start, stay.expires
                )


def _agreed(week: Week) -> Iterator[Stay]:
    yield from (s for s in week.held if _is_kept(week, s) and not week.awaits_answer(s))


def _is_kept(week: Week, stay: Stay) -> bool:
    """Whether a bed is held that whoever waits may move into: nobody is called about one that is unsafe for them."""
    is_held = stay.kind is StayKind.HOLD and not ran_out(stay.expires, week.as_of)
    return is_held and stay not in week.unsafe_holds


def _held(week: Week, stay: Stay, _: Texts) -> HeldBed:
    return HeldBed(stay.household, spot(week, stay.place, _), stay.start, stay.expires)


def _until(day: date | None) -> date | None:
    return None if day == FOREVER else day


def _told(act: Act, monday: Monday) -> dict[str, dict[str, tuple[str, ...]]]:
    """Whom the copy names, and of which plan. Who is planned apart from their household is a row of persons."""
    planned = {one.household for one in (*monday.starts, *monday.moves)}
    named = planned | {
        one.household for part in (monday.homes, monday.waiting, monday.offers, monday.agreed) for one in part
    }
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for alias in sorted(named):
        found.setdefault("households" if act.now.body("households", alias) else "persons", {})[alias] = ()
    return found | ({"plan": {str(monday.plan): ()}} if monday.plan else {})
