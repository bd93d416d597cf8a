"""Pairs of weeks that differ only in what whoever follows one household up may not know of others, and of places."""

from collections.abc import Callable
from datetime import time, timedelta
from random import Random
from typing import Any

from pydantic import ValidationError

from placement.domain.area import AvoidArea
from placement.domain.consent import OfferAnswer, Veto
from placement.domain.contact import Contact, ContactAssignment
from placement.domain.decision import Override, OverrideReason, Pin, Tier, TierChange, TierReason
from placement.domain.household import Situation
from placement.domain.housing import ClosureKind
from placement.domain.instance import Instance
from placement.domain.person import Access, AgeBand, Danger, Gender, Person, Secrecy, Threat, ZoneWish
from placement.domain.programme import EnrolmentKind
from placement.domain.relation import KnowsAddress, Outsider, Relation, RelationKind
from placement.domain.value import Answer
from placement.simulation.generate import generate
from tests.random_worlds import tiny

CONTACT = "Kontakt-1000"
"""Who follows the household up."""


class Secrets:
    """Changes secrets of everybody but the members of some households, one after another."""

    def __init__(self, random: Random, instance: Instance, own: frozenset[str]) -> None:
        self.r, self.instance, self.own = random, instance, own
        self.done: list[str] = []
        mine = [h for h in instance.households if h.alias in own]
        self.mine = sorted(own | {p.alias for h in mine for p in h.members})
        self.others = [h.alias for h in instance.households if h.alias not in own]
        self.people = [p.alias for h in instance.households if h.alias not in own for p in h.members]

    def change(self) -> None:
        """One change; one that makes no week is left out."""
        name = self.r.choice(sorted(KINDS))
        try:
            after = KINDS[name](self)
        except (ValidationError, IndexError):
            return
        if after != self.instance:
            self.instance = after
            self.done.append(name)

    def person(self, **facts: Any) -> Instance:
        """Other facts of somebody else."""
        who = self.r.choice(self.people)

        def told(person: Person) -> Person:
            return person.but(**facts) if person.alias == who else person

        return self.instance.but(
            households=tuple(h.but(members=tuple(map(told, h.members))) for h in self.instance.households)
        )

    def household(self, **facts: Any) -> Instance:
        """Other facts of another household."""
        who = self.r.choice(self.others)
        return self.instance.but(
            households=tuple(h.but(**facts) if h.alias == who else h for h in self.instance.households)
        )

    def row(self, table: str, is_theirs: Callable[[Any], bool], **facts: Any) -> Instance:
        """Other facts of a row of a table."""
        rows = list(getattr(self.instance, table))
        n = self.r.choice([n for n, one in enumerate(rows) if is_theirs(one)])
        rows[n] = rows[n].but(**facts)
        return self.instance.but(**{table: tuple(rows)})

    def more(self, table: str, row: Any) -> Instance:
        """One more row, the last of its table."""
        return self.instance.but(**{table: (*getattr(self.instance, table), row)})

    def unit(self) -> str:
        """Any unit."""
        return str(self.r.choice([u.alias for u in self.instance.units]))

    def area(self) -> str:
        """Any area that is known, or the district of a unit."""
        areas = [a.alias for a in self.instance.areas] or [u.district for u in self.instance.units]
        return str(self.r.choice(areas))


def _threat(s: Secrets) -> Instance:
    danger = s.r.choice([None, *Danger])
    until = s.instance.as_of + timedelta(days=s.r.randint(-9, 90))
    return s.person(threat=Threat(danger=danger, valid_until=until) if danger else None)


def _needs(s: Secrets) -> Instance:
    return s.person(
        access_needs=frozenset(s.r.sample(list(Access), s.r.randint(0, 2))), support=s.r.choice([None, 0, 1, 2, 3]),
        gender=s.r.choice(list(Gender)), zone_wish=s.r.choice(list(ZoneWish)), sharing=s.r.choice(list(Answer)),
        needs_own_room=s.r.random() < 0.5, needs_quiet=s.r.random() < 0.5,
    )  # fmt: skip


def _case(s: Secrets) -> Instance:
    cases = {p.case_group for h in s.instance.households for p in h.members if p.case_group}
    return s.person(case_group=s.r.choice([None, "Sak-99", *sorted(cases)]))


def _situation(s: Secrets) -> Instance:
    return s.household(
        situation=s.r.choice(list(Situation)), child_at_risk=s.r.random() < 0.5, lot=s.r.randrange(10**6),
        expected_until=s.instance.as_of + timedelta(days=s.r.randint(1, 90)),
    )  # fmt: skip


def _relation(s: Secrets) -> Instance:
    a, b = s.r.sample(s.people, 2) if len(s.people) > 1 else (s.people[0], "Ukjent-99")
    known = {one.alias for one in s.instance.outsiders}
    row = Relation(a=a, b=b, kind=s.r.choice(list(RelationKind)))
    outside = Outsider(alias=b)
    whole = s.more("outsiders", outside) if b not in s.people and b not in known else s.instance
    return whole.but(relations=(*whole.relations, row))


def _link(s: Secrets) -> Instance:
    """Between one of theirs and somebody else: a row about two, of whom they may not know one."""
    people = [
        alias for alias in s.mine if alias in {p.alias for h in s.instance.households for p in h.members}
    ]
    pair = s.r.sample([s.r.choice(people), s.r.choice(s.people)], 2)
    kind = s.r.choice(list(RelationKind))
    protected = s.r.choice([None, *pair])
    return s.more("relations", Relation(a=pair[0], b=pair[1], kind=kind, protected=protected))


def _stay(s: Secrets) -> Instance:
    """Somebody else lives in another room, or for a shorter time."""
    taken = {room for stay in s.instance.stays for room in stay.place.split("/")[0].split("+")}
    free = [r.alias for u in s.instance.units for r in u.rooms if r.alias not in taken]
    until = s.instance.as_of + timedelta(days=s.r.randint(1, 40))
    facts: dict[str, Any] = s.r.choice(
        [{"place": s.r.choice(free)}, {"until": until}] if free else [{"until": until}]
    )
    return s.row("stays", lambda one: one.household not in s.mine, **facts)


def _tier(s: Secrets) -> Instance:
    row = TierChange(household=s.r.choice(s.others), tier=s.r.choice([None, *Tier]), since=s.instance.as_of,
                     reason=s.r.choice(list(TierReason)), by="kari")  # fmt: skip
    return s.more("tier_changes", row)


def _override(s: Secrets, *own: str) -> Instance:
    names = (s.r.choice(s.others), *own)
    row = Override(rule=s.r.choice(["H12", "H06", "H22"]), households=names, unit=s.unit(), since=s.instance.as_of,
                   until=s.instance.as_of + timedelta(days=20), reason=OverrideReason.OTHER, by="kari",
                   approved_by="ola")  # fmt: skip
    return s.more("overrides", row)


def _place(s: Secrets) -> Instance:
    """Where a unit lies: neither its entrance nor its district, nor what is near, is for everybody."""
    alias = s.unit()
    schools = frozenset(s.r.sample(list(AgeBand), 2))
    facts = {
        "site": s.r.choice([None, "Inngang-99"]), "district": s.area(), "schools": schools, "door_closes": time(22),
    }  # fmt: skip
    return s.instance.but(units=tuple(u.but(**facts) if u.alias == alias else u for u in s.instance.units))


def _course(s: Secrets) -> Instance:
    """Where a programme is: no more for everybody than where a unit is."""
    alias = s.r.choice([one.alias for one in s.instance.programmes])
    facts = {"site": s.r.choice([None, "Inngang-98"]), "district": s.area()}
    return s.instance.but(
        programmes=tuple(p.but(**facts) if p.alias == alias else p for p in s.instance.programmes)
    )


def _enrolled(s: Secrets) -> Instance:
    """Somebody else takes a seat for a shorter time, or leaves it."""
    until = s.instance.as_of + timedelta(days=s.r.randint(1, 40))
    kind = s.r.choice([EnrolmentKind.PAST, EnrolmentKind.CURRENT])
    mine = set(s.mine)
    return s.row("enrolments", lambda one: one.person not in mine, until=until, kind=kind)


KINDS: dict[str, Callable[[Secrets], Instance]] = {
    "threat": _threat,
    "grade": lambda s: s.person(secrecy=s.r.choice([None, *Secrecy])),
    "needs": _needs,
    "case": _case,
    "situation": _situation,
    "relation": _relation,
    "link": _link,
    "knows": lambda s: s.more("knows_address", KnowsAddress(person=s.r.choice(s.people), unit=s.unit())),
    "hiding": lambda s: s.more(
        "avoid_areas", AvoidArea(person=s.r.choice(s.people), area=s.area(), since=s.instance.as_of,
                                 until=s.instance.as_of + timedelta(days=90))),
    "veto": lambda s: s.more("vetoes", Veto(person=s.r.choice(s.people), unit=s.unit(), since=s.instance.as_of)),
    "stay": _stay,
    "offer": lambda s: s.row("offers", lambda one: one.household not in s.mine, answer=s.r.choice(list(OfferAnswer))),
    "tier": _tier,
    "pin": lambda s: s.more("pins", Pin(household=s.r.choice(s.others), unit=s.unit(), must=s.r.random() < 0.5)),
    "override": _override,
    "override of both": lambda s: _override(s, s.r.choice(sorted(s.own))),
    "place": _place,
    "course": _course,
    "enrolled": _enrolled,
    "closure": lambda s: s.row("closures", lambda _one: True, kind=s.r.choice(list(ClosureKind))),
}  # fmt: skip
"""Name -> a change of what is secret. No row goes and none comes before another, so that each keeps its number."""


class Pair:
    """Two weeks, whose own households are the same, and what differs."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        base = tiny(seed) if seed % 3 == 0 else generate("S", seed, beds=random.choice([0.9, 1.1, 1.4]))
        aliases = [h.alias for h in base.households]
        most = 2 if len(aliases) > 3 else 1  # most of a small week is then somebody else's
        self.own = frozenset(random.sample(aliases, random.randint(1, most)))
        rest = tuple(one for one in base.assignments if one.household not in self.own)
        mine = (
            ContactAssignment(household=one, contact=CONTACT, since=base.as_of) for one in sorted(self.own)
        )
        contact = Contact(alias=CONTACT, hours=37, capacity=20)
        self.one = base.but(contacts=(*base.contacts, contact), assignments=(*rest, *mine))
        secrets = Secrets(random, self.one, self.own)
        for _ in range(random.randint(2, 9)):
            secrets.change()
        self.other, self.differs = secrets.instance, tuple(secrets.done)
