"""Campaign: of four planted changes of the facts, those that a change of the plan came from are named, and no other.

The check plans all sixteen weeks that keep some of the four, and reads who gets what from the plans alone: a planted
change matters to a change of the plan if, beside some of the others, it decides whether that is as it is now.
`python -m tests.review.causes --weeks 200`
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from placement.domain.fact import Content, Edit, applied, content_of, instance_of
from placement.domain.plan import Plan
from placement.domain.run import Status
from placement.review.causes import Cause, Facts, Means, causes
from placement.review.outcome import Matter, Subject
from placement.rules import GOALS, RULES
from placement.simulation.generate import generate
from placement.solver.run import solve
from tests.random_worlds import tiny
from tests.review.weeks import main
from tests.solver.campaign import Seen

FAMILIES = ("mixed", "H04", "H06", "H07", "H12", "H15", "H18", "H21", "G03")
SECONDS = 30.0
PLANTED = range(4)
MEANS = Means(RULES, GOALS, solve, SECONDS)

Set = frozenset[int]
Plant = tuple[Edit, ...]


def base(seed: int) -> Content:
    """Small throw-away weeks of one rule each; every twelfth is a week of a town."""
    return content_of(generate("S", seed, beds=1.2) if seed % 12 == 11 else tiny(seed, FAMILIES[seed % 9]))


def best(rows: Content) -> Plan | None:
    """The plan that is proved the best for these rows; none where they are no week, or it is not proved."""
    run = solve(instance_of(rows), RULES, GOALS, seconds=SECONDS)
    return run.plan if run.status is Status.OPTIMAL else None


# -- what is planted
class Aim(NamedTuple):
    """A room and a person that a change is about."""

    r: random.Random
    rows: Content
    room: str
    person: str

    @property
    def unit(self) -> str:
        return str(self.rows["rooms"][self.room]["unit"])

    @property
    def lasting(self) -> dict[str, str]:
        return {"since": self.rows["week"]["week"]["as_of"], "until": "9999-12-31"}

    def another(self, table: str, key: str, **fields: Any) -> Plant:
        before = self.rows[table][key]
        return (Edit(table, key, before, {**before, **fields}),)

    def new(self, table: str, **fields: Any) -> Plant:
        return (Edit(table, f"new{self.r.random()}", None, {**fields, **self.lasting}),)


def _room(a: Aim) -> Plant:
    return a.another("rooms", a.room, confirmed=not a.rows["rooms"][a.room]["confirmed"])


def _veto(a: Aim) -> Plant:
    return a.new("vetoes", person=a.person, unit=a.unit)


def _support(a: Aim) -> Plant:
    return a.another("persons", a.person, support=a.r.choice([0, 1, 2, 3]))


def _wish(a: Aim) -> Plant:
    units = [a.rows["rooms"][a.r.choice(sorted(a.rows["rooms"]))]["unit"]]
    return a.another("households", str(a.rows["persons"][a.person]["household"]), wishes=units)


def _closed(a: Aim) -> Plant:
    return a.new("closures", unit=a.unit, room=a.room, beds=None, kind="repair")


def _zone(a: Aim) -> Plant:
    return a.another(
        "zones", str(a.rows["rooms"][a.room]["zone"]), policy=a.r.choice(["women", "men", "mixed"])
    )


def _arrival(a: Aim) -> Plant:
    """Somebody like the person, alone and nowhere safe: the household, the person and their consents."""
    name, old = f"Ny-{a.r.randrange(900)}", a.rows["persons"][a.person]
    house = {**a.rows["households"][old["household"]], "alias": name, "lot": a.r.randrange(10**6)}
    edits = [
        Edit("households", name, None, {**house, "situation": "unsafe"}),
        Edit("persons", name, None, {**old, "alias": name, "household": name}),
    ]
    for key, body in a.rows["consents"].items():
        if body["person"] == a.person:
            edits.append(Edit("consents", f"{name}-{key}", None, {**body, "person": name}))
    return tuple(edits)


DRAWS: tuple[Callable[[Aim], Plant], ...] = (_room, _veto, _support, _wish, _closed, _zone, _arrival)


def planted(seed: int, rows: Content, plan: Plan) -> list[Plant]:
    """Four changes that differ in all rows, half of them about somebody whom the plan places and their room."""
    r, found, taken = random.Random(seed), list[Plant](), set[tuple[str, str]]()
    at = {stay.household: stay.place.removesuffix("/bed").split("+")[0] for stay in plan.stays}
    persons = sorted(rows["persons"])
    aimed = r.choice([p for p in persons if rows["persons"][p]["household"] in at] or persons)
    while len(found) < len(PLANTED):
        person = r.choice([aimed, r.choice(persons)])
        room = at.get(str(rows["persons"][person]["household"])) or r.choice(sorted(rows["rooms"]))
        plant = r.choice(DRAWS)(Aim(r, rows, room, person))
        mine = {(edit.table, edit.key) for edit in plant}
        if all(edit.before != edit.after for edit in plant) and not mine & taken:
            taken |= mine
            found.append(plant)
    return found


# -- what is true of it
def said(plan: Plan) -> dict[tuple[str, str, str], object]:
    """Who gets what, from the plan alone."""
    found: dict[tuple[str, str, str], object] = {
        ("home", s.household, ""): (s.place, s.start) for s in plan.stays
    }
    found |= {("contact", c.household, ""): c.contact for c in plan.contacts}
    return found | {("programme", e.person, e.programme): e.kind for e in plan.enrolments}


def smallest(holds: Callable[[Set], bool]) -> set[Set]:
    """The sets for which it holds, and for no smaller part of which it does."""
    found: set[Set] = set()
    for size in range(len(PLANTED) + 1):
        for some in map(frozenset, combinations(PLANTED, size)):
            if holds(some) and not any(one <= some for one in found):
                found.add(some)
    return found


class Truth:
    """All sixteen weeks."""

    def __init__(self, rows: Content, plants: list[Plant]) -> None:
        self.rows, self.plans = dict[Set, Content](), dict[Set, Plan | None]()
        for size in range(len(PLANTED) + 1):
            for kept in map(frozenset, combinations(PLANTED, size)):
                self.rows[kept] = applied(rows, (edit for n in sorted(kept) for edit in plants[n]))
                self.plans[kept] = best(self.rows[kept])
        self.said = {kept: said(plan) for kept, plan in self.plans.items() if plan is not None}

    def is_now(self, subject: Subject, kept: Set) -> bool:
        return self.said[kept].get(subject) == self.said[frozenset(PLANTED)].get(subject)

    def matter(self, subject: Subject) -> Set:
        """The planted changes that decide, beside some of the others."""

        def decides(n: int, kept: Set) -> bool:
            return self.is_now(subject, kept - {n}) != self.is_now(subject, kept | {n})

        return frozenset(n for n in PLANTED if any(decides(n, kept) for kept in self.said))


def faults_of(truth: Truth, cause: Cause, order: dict[int, int]) -> Iterator[str]:
    """What is wrong with what is said of one change of the plan."""
    undoing = {frozenset(order[n] for n in one.changes) for one in cause.undoing}
    enough = {frozenset(order[n] for n in one) for one in cause.enough}
    every, subject = frozenset(PLANTED), cause.subject
    matter = truth.matter(subject)
    if cause.aside or not cause.is_settled:
        yield f"not answered: {cause.aside}"
    if not undoing <= smallest(lambda gone: not truth.is_now(subject, every - gone)):
        yield f"undone {undoing}"
    if not enough <= smallest(lambda kept: truth.is_now(subject, kept)):
        yield f"enough {enough}"
    named = frozenset[int]().union(*undoing, *enough)
    if not named <= matter or (len(matter) <= 2 and named != matter):
        yield f"named {sorted(named)}, it was {sorted(matter)}"


def check(seed: int) -> Seen:
    """All changes of the plan of one week."""
    rows = base(seed)
    plan = best(rows)
    if plan is None:
        return Seen()
    plants = planted(seed, rows, plan)
    truth = Truth(rows, plants)
    now = truth.plans[frozenset(PLANTED)]
    if len(truth.said) < 2 ** len(PLANTED) or now is None:
        return Seen(Counter(not_proved=1))
    told = causes(Facts(rows, plan), Facts(truth.rows[frozenset(PLANTED)], now), MEANS)
    row = {(edit.table, edit.key): n for n, plant in enumerate(plants) for edit in plant}
    order = {n: row[next(iter(one.rows))] for n, one in enumerate(told.inputs)}
    tried, faults = Counter[str](weeks=1, looks=told.looks), list[str]()
    if len(told.inputs) != len(PLANTED):
        faults.append(f"{seed}: {len(told.inputs)} changes of the facts")
    subjects = {
        Subject(Matter(matter), who, what) for matter, who, what in truth.said[frozenset()].keys() | said(now)
    }
    if {s for s in subjects if not truth.is_now(s, frozenset())} != {one.subject for one in told.changes}:
        faults.append(f"{seed}: not all changes of the plan, or more")
    kinds = set[str]()
    for cause in told.changes:
        kinds.add(kind_of(truth, cause.subject))
        tried[kind_of(truth, cause.subject)] += 1
        faults += [f"{seed} {cause.subject}: {what}" for what in faults_of(truth, cause, order)]
    tried.update(f"weeks with {kind}" for kind in kinds)
    return Seen(tried, tuple(faults))


def kind_of(truth: Truth, subject: Subject) -> str:
    """How many of the planted changes a change of the plan came from, and how."""
    matter = truth.matter(subject)
    if len(matter) == 2:
        either = any(truth.is_now(subject, frozenset({n})) for n in matter)
        return "either of two" if either else "both of two"
    return "one alone" if len(matter) == 1 else "three or more"


if __name__ == "__main__":
    main(check)
