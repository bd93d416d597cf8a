"""Changes of the facts that somebody could bring about, as values: each can be made on an instance, and has a price.

Nothing here relaxes an ABSOLUTE rule. What a person has said no to is never asked for again here; only a question that
has no answer yet, or whose answer has run out, is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from placement.domain.consent import Consent, ConsentAnswer, MoveConsent
from placement.domain.decision import CanReceive, Override, OverrideReason, Pin, Release
from placement.domain.housing import HousingUnit, Room, UnitType
from placement.domain.instance import Instance
from placement.domain.person import Danger, Person, Secrecy, Threat, Track
from placement.domain.relation import ASSESSED, Relation, RelationKind
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, Answer

BY, SECOND = "first", "second"
"""Stand for the two people whom an override would take."""


@dataclass(frozen=True, order=True)
class UnitReceives:
    """The unit answers that it can receive somebody from this date on, before its usual notice."""

    unit: str
    since: date

    def made(self, instance: Instance) -> Instance:
        """The facts with the unit's answer."""
        row = CanReceive(unit=self.unit, since=self.since)
        return instance.but(can_receive=(*instance.can_receive, row))


@dataclass(frozen=True, order=True)
class Consented:
    """A person who was not asked, or whose yes has run out, says yes to a kind of housing."""

    person: str
    to: UnitType

    def made(self, instance: Instance) -> Instance:
        """The facts with the person's yes of today."""
        row = Consent(person=self.person, to=self.to, answer=ConsentAnswer.GIVEN, on=instance.as_of)
        return instance.but(consents=(*instance.consents, row))


Clear = Secrecy | Track | Answer | int


@dataclass(frozen=True)
class Clarified:
    """A fact of a person that nobody knows is cleared up, with this answer."""

    person: str
    field: str
    value: Clear

    def made(self, instance: Instance) -> Instance:
        """The facts with the answer in the person's row."""
        return _with_person(instance, self.person, **{self.field: self.value})


@dataclass(frozen=True, order=True)
class Assessed:
    """A new threat assessment finds at most this danger."""

    person: str
    danger: Danger

    def made(self, instance: Instance) -> Instance:
        """The facts with an assessment that holds."""
        return _with_person(instance, self.person, threat=Threat(danger=self.danger, valid_until=FOREVER))


@dataclass(frozen=True, order=True)
class PairAssessed:
    """Two households with members of one case are assessed, and may live in one unit."""

    a: str
    b: str

    def made(self, instance: Instance) -> Instance:
        """The facts with a neutral row for each two of one case whom nobody has looked at."""
        sides = [_people(instance, one) for one in (self.a, self.b)]
        known = {frozenset((r.a, r.b)) for r in instance.relations if r.kind in ASSESSED}
        rows = [
            Relation(a=p.alias, b=q.alias, kind=RelationKind.NEUTRAL)
            for p in sides[0]
            for q in sides[1]
            if p.case_group and p.case_group == q.case_group and frozenset((p.alias, q.alias)) not in known
        ]
        return instance.but(relations=(*instance.relations, *rows))


@dataclass(frozen=True, order=True)
class Released:
    """A unit's rooms that are kept for emergencies are released for this household's stay."""

    household: str
    unit: str

    def made(self, instance: Instance) -> Instance:
        """The facts with the release."""
        row = Release(household=self.household, unit=self.unit)
        return instance.but(releases=(*instance.releases, row))


@dataclass(frozen=True, order=True)
class NewBeds:
    """One more lockable room of this kind, with these beds, from a date on: as in a unit, but with its own door.

    `like` names a room: its unit's kind, area, staff, security and lists, and its zone's policy, are the new one's.
    """

    like: str
    single: int
    double: int
    child: int
    cots: int
    since: date
    number: int = 1
    """Two rooms of a kind have different numbers."""

    def numbered(self, number: int) -> "NewBeds":
        """One more of the same kind."""
        return replace(self, number=number)

    @property
    def alias(self) -> str:
        """Of the unit that it adds."""
        beds = f"{self.single}.{self.double}.{self.child}.{self.cots}"
        return f"{self.like}*{beds}*{self.number}"

    def made(self, instance: Instance) -> Instance:
        """The facts with the new unit."""
        unit, room = next((u, r) for u in instance.units for r in u.rooms if r.alias == self.like)
        return instance.but(units=(*instance.units, self._unit(unit, room)))

    def _unit(self, unit: HousingUnit, room: Room) -> HousingUnit:
        zone = next(z for z in unit.zones if z.alias == room.zone)
        alias = self.alias
        mine = room.but(
            alias=alias, zone=alias, single=self.single, double=self.double, child=self.child, cots=self.cots,
            confirmed=True, lockable=True, shareable=False, emergency=False, suite=None,
        )  # fmt: skip
        return unit.but(
            alias=alias, site=None, zones=(zone.but(alias=alias),), rooms=(mine,), fire_ok_until=FOREVER,
            maintenance_ok_until=FOREVER, available_from=self.since, available_until=None, notice_hours=0,
            turnaround_days=0,
        )  # fmt: skip


@dataclass(frozen=True, order=True)
class Moved:
    """Another household agrees to live elsewhere from a date on: it leaves where it lives, or what it was promised."""

    household: str
    frm: str
    to: str
    on: date
    unit: str
    """The unit of the new place."""
    source: bool = False
    """It is the dangerous side of a link: it goes, so that the protected side need not."""

    def made(self, instance: Instance) -> Instance:
        """The facts with the consent of every adult, the old stay ended, and the new place held."""
        yes = ConsentAnswer.GIVEN
        consents = tuple(
            MoveConsent(person=p.alias, unit=self.unit, answer=yes, on=instance.as_of)
            for p in _people(instance, self.household)
            if p.maybe_adult
        )
        stays = [left for stay in instance.stays for left in self._left(stay)]
        stays.append(Stay(household=self.household, place=self.to, start=self.on, kind=StayKind.HOLD))
        return instance.but(stays=tuple(stays), move_consents=(*instance.move_consents, *consents))

    def _left(self, stay: Stay) -> Iterable[Stay]:
        if (stay.household, stay.place) != (self.household, self.frm) or stay.kind is StayKind.PAST:
            return (stay,)
        return () if stay.kind is StayKind.HOLD else (stay.but(until=self.on),)


@dataclass(frozen=True, order=True)
class KeptAway:
    """The dangerous side of a link is not given a place in this unit; the protected side may be."""

    household: str
    unit: str

    def made(self, instance: Instance) -> Instance:
        """The facts with a lock against the unit."""
        pin = Pin(household=self.household, unit=self.unit, must=False)
        return instance.but(pins=(*instance.pins, pin))


@dataclass(frozen=True, order=True)
class SetAside:
    """Two people set one HARD rule aside for these households in this unit on these nights."""

    rule: str
    """Its code."""
    households: tuple[str, ...]
    unit: str
    since: date
    until: date

    def made(self, instance: Instance) -> Instance:
        """The facts with the override."""
        row = Override(
            rule=self.rule, households=self.households, unit=self.unit, since=self.since, until=self.until,
            reason=OverrideReason.OTHER, by=BY, approved_by=SECOND,
        )  # fmt: skip
        return instance.but(overrides=(*instance.overrides, row))


Change = (
    UnitReceives
    | Consented
    | Clarified
    | Assessed
    | PairAssessed
    | Released
    | NewBeds
    | Moved
    | KeptAway
    | SetAside
)

PRICES: dict[type, int] = {
    UnitReceives: 1,  # a call to the unit
    Consented: 2,  # a talk with the person
    Clarified: 2,
    Assessed: 3,  # somebody's working day
    PairAssessed: 4,  # two people are looked at
    KeptAway: 4,  # a decision about somebody else, who moves nowhere
    Released: 5,  # the next emergency has one room fewer
    NewBeds: 8,  # money, and weeks
    Moved: 10,  # somebody else packs
    SetAside: 16,  # a protection is given up
}
"""What a change costs people, so that the cheapest is told first: a design choice. A set costs the sum."""

DEARER = {"H04": 12, "H06": 12, "H07": 4, "H09": 8, "H15": 12, "H17": 20, "H21": 4, "H25": 20}
"""What is added where the rule set aside is about safety or about the person's own will."""


def price(changes: Iterable[Change]) -> int:
    """What a set of changes costs people."""
    return sum(PRICES[type(one)] + DEARER.get(getattr(one, "rule", ""), 0) for one in changes)


def made(instance: Instance, changes: Iterable[Change]) -> Instance:
    """The facts with all these changes, the same in any order of them."""
    for one in sorted(changes, key=repr):
        instance = one.made(instance)
    return instance


def _people(instance: Instance, household: str) -> tuple[Person, ...]:
    """The members of a household, or the one who was split off under this alias."""
    whole = {h.alias: h.members for h in instance.households}
    if household in whole:
        return whole[household]
    return tuple(p for members in whole.values() for p in members if p.alias == household)


def _with_person(instance: Instance, person: str, **fields: Any) -> Instance:  # noqa: ANN401 - any field
    households = tuple(
        h.but(members=tuple(p.but(**fields) if p.alias == person else p for p in h.members))
        if any(p.alias == person for p in h.members)
        else h
        for h in instance.households
    )
    return instance.but(households=households)
