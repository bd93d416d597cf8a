"""Needs end, holds begin or expire, homes close, and who has left our care leaves the tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from placement.domain.household import Household, Situation
from placement.domain.instance import Instance
from placement.domain.person import AgeStatus
from placement.domain.record import Left
from placement.domain.relation import HARMFUL, KnowsAddress, Outsider
from placement.domain.scenario import StayLength
from placement.domain.stay import Destination, Stay, StayKind
from placement.domain.tier import bed_gone
from placement.domain.value import FOREVER
from placement.domain.whereabouts import ran_out
from placement.simulation.carrying_out import begin
from placement.simulation.flow import Flow
from placement.simulation.future import Future
from placement.simulation.stays import SHORT_TYPES
from placement.simulation.turn import Memory, Turn

D = Destination
HOUSED = {
    D.OWN_FLAT: 34, D.SETTLED: 25, D.RETURNED_SAFELY: 10, D.MOVED_BY_POLICE: 2, D.LEFT_UNKNOWN: 12, D.OTHER_SERVICE: 10,
    D.OTHER: 5, None: 2,
}  # fmt: skip
WAITING = {D.OTHER_SERVICE: 50, D.LEFT_UNKNOWN: 30, D.RETURNED_SAFELY: 10, D.OTHER: 8, None: 2}
TO_CHILD_WELFARE = (7, 21)
"""Days from referral after which whoever is a minor and alone, or of unclear age, is in other care."""
OF_HOUSEHOLD = (
    "stays", "exits", "offers", "tier_changes", "pins", "releases", "waivers", "assignments", "impartiality",
)  # fmt: skip
OF_PERSON = (
    "avoid_areas", "consents", "move_consents", "vetoes", "language_levels", "appointments", "activity_wishes",
    "activity_consents", "enrolments",
)  # fmt: skip


def foresee(memory: Memory, instance: Instance, flow: Flow, future: Future) -> None:
    """When those leave who are here already, from how long they have been here and what is written down."""
    short = {r.alias for u in instance.units if u.type in SHORT_TYPES for r in u.rooms}
    exits = {e.household: e.on for e in instance.exits if e.on > instance.as_of}
    homes: dict[str, Stay] = {}
    for stay in sorted(instance.stays, key=lambda s: s.start):
        if stay.kind is StayKind.CURRENT:
            homes[stay.household] = stay
    for household in instance.households:
        alias, home = household.alias, homes.get(household.alias)
        if alias in exits:
            memory.leaves[alias] = exits[alias]
        elif home is None:
            wait_until(memory, household, flow, future, gone=(instance.as_of - household.referral).days)
        elif household.expected_until is not None and household.expected_until > instance.as_of:
            memory.leaves[alias] = household.expected_until
        else:
            gone = max(1, (instance.as_of - home.start).days)
            length = StayLength.SHORT if home.place.split("+")[0].split("/")[0] in short else StayLength.LONG
            nights = flow.need(future, alias, gone=gone, length=length)
            memory.leaves[alias] = home.start + timedelta(days=nights)


def wait_until(memory: Memory, household: Household, flow: Flow, future: Future, *, gone: int = 0) -> None:
    """When whoever waits has found something else, or is in the care that they belong in."""
    if household.members[0].age_status in (AgeStatus.UNCLEAR, AgeStatus.MINOR_UNACCOMPANIED):
        days = gone + future.between(*TO_CHILD_WELFARE, "child welfare", household.alias)
    else:
        days = future.nights(*flow.patience, "patience", household.alias, gone=max(0, gone))
    memory.leaves[household.alias] = household.referral + timedelta(days=days)


def pass_week(turn: Turn) -> None:
    """What happens to stays in the week beside the plan."""
    _holds(turn)
    _closed(turn)
    gone = [h for h in turn.rows["households"] if turn.leaves(h.alias) <= turn.until]
    for household in gone:
        housed = household.alias in turn.begun or turn.week.is_housed(household.alias)
        draw = turn.future.draw("destination", household.alias)
        turn.left.append(Left(draw.one(HOUSED if housed else WAITING), 1))
    if gone:
        forget(turn.rows, gone)


def _holds(turn: Turn) -> None:
    """A bed that was held is moved into on its day; one that nobody came for in time is given back."""
    for hold in [s for s in turn.rows["stays"] if s.kind is StayKind.HOLD]:
        begins = hold.start <= turn.until and hold.household not in turn.begun
        if not (begins or ran_out(hold.expires, turn.until) or hold.household in turn.begun):
            continue
        turn.rows["stays"].remove(hold)
        known = hold.household in turn.week.household
        if begins and known and turn.leaves(hold.household) > max(hold.start, turn.week.as_of):
            begin(turn, hold.but(start=max(hold.start, turn.week.as_of)))


def _closed(turn: Turn) -> None:
    """Whose bed is gone, and who has no other, is in a hotel."""
    for stay in [s for s in turn.week.held if s.kind is StayKind.CURRENT]:
        household = turn.week.household[stay.household]
        if stay.household in turn.begun or turn.household(stay.household) is None:
            continue
        on = bed_gone(turn.week, stay)
        if on is None or on > turn.until or on >= (household.expected_until or FOREVER):
            continue
        on = max(on, turn.week.as_of)
        mine = [s for s in turn.rows["stays"] if s.household == stay.household and s.kind is StayKind.CURRENT]
        for row in mine:
            turn.rows["stays"].remove(row)
            if row.start < on:
                turn.rows["stays"].append(row.but(kind=StayKind.PAST, until=on))
        turn.homeless[stay.household] = on
        turn.change_household(stay.household, situation=Situation.HOTEL, situation_since=on)


def forget(rows: dict[str, list[Any]], gone: list[Household]) -> None:
    """Leave households out of all tables, but for what somebody dangerous knows of those who are still here."""
    names = {h.alias for h in gone}
    people = {p.alias for h in gone for p in h.members}
    units = {r.alias: u.alias for u in rows["units"] for r in u.rooms}
    knew = {(h.alias, units[s.place.split("+")[0].split("/")[0]]) for h in gone for s in rows["stays"]
            if s.household == h.alias}  # fmt: skip
    rows["households"] = [h for h in rows["households"] if h.alias not in names]
    here = {p.alias for h in rows["households"] for p in h.members}
    helpers = {h.alias for h in (*rows["contacts"], *rows["interpreters"])}
    for table in OF_HOUSEHOLD:
        _leave_out(rows, table, lambda row: row.household in names)
    for table in OF_PERSON:
        _leave_out(rows, table, lambda row: row.person in people)
    _leave_out(rows, "overrides", lambda row: bool(names & set(row.households)))
    # a link to somebody who left goes on as one to an outsider, who knows where they lived
    feared = {r.a for r in rows["relations"] if r.kind in HARMFUL and r.a in people and r.b in here}
    feared |= {r.b for r in rows["relations"] if r.kind in HARMFUL and r.b in people and r.a in here}
    there = {o.alias for o in rows["outsiders"]}
    rows["outsiders"] += [Outsider(alias=alias) for alias in sorted(feared - there)]
    home = {p.alias: h.alias for h in gone for p in h.members}
    known = {(row.person, row.unit) for row in rows["knows_address"]}
    learnt = {(alias, unit) for alias in feared for who, unit in knew if who == home[alias]}
    rows["knows_address"] += [KnowsAddress(person=p, unit=u) for p, u in sorted(learnt - known)]
    near = here | helpers
    anybody = near | feared | {o.alias for o in rows["outsiders"]}
    _leave_out(rows, "relations", lambda r: not ({r.a, r.b} & near and {r.a, r.b} <= anybody))
    met = {alias for r in rows["relations"] for alias in (r.a, r.b)}
    _leave_out(rows, "outsiders", lambda o: o.alias not in met)
    _leave_out(rows, "knows_address", lambda k: k.person not in met and k.person not in here)


def _leave_out(rows: dict[str, list[Any]], table: str, unwanted: Callable[[Any], bool]) -> None:
    if any(map(unwanted, rows[table])):
        rows[table] = [row for row in rows[table] if not unwanted(row)]
