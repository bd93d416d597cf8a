"""Everything for one planning run."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Self

from pydantic import BaseModel, model_validator

from placement.domain.area import Area, AvoidArea, Travel
from placement.domain.bed_price import PricedRoom
from placement.domain.consent import Consent, MoveConsent, Offer, Veto
from placement.domain.contact import Absence, AssignmentKind, Contact, ContactAssignment, Impartiality
from placement.domain.content_hash import ContentHash
from placement.domain.decision import CanReceive, Override, Pin, Release, TierChange, Waiver
from placement.domain.household import Household
from placement.domain.housing import Closure, HousingUnit, place_from_alias
from placement.domain.interpreter import BookableHours, Interpreter
from placement.domain.plan import SCHEMA_VERSION, SchemaVersion
from placement.domain.policy import Policy
from placement.domain.programme import (
    ActivityConsent,
    ActivityWish,
    Appointment,
    Enrolment,
    EnrolmentKind,
    LanguageLevel,
    Programme,
)
from placement.domain.relation import KnowsAddress, Outsider, Relation
from placement.domain.split import split
from placement.domain.stay import HELD, Exit, Stay, StayKind
from placement.domain.value import Value


class Instance(Value):
    """The facts of one week, read on `as_of`. Nothing is ever written back into it."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    as_of: date
    policy: Policy = Policy()
    areas: tuple[Area, ...] = ()
    units: tuple[HousingUnit, ...] = ()
    closures: tuple[Closure, ...] = ()
    can_receive: tuple[CanReceive, ...] = ()
    bed_prices: tuple[PricedRoom, ...] = ()
    households: tuple[Household, ...] = ()
    outsiders: tuple[Outsider, ...] = ()
    relations: tuple[Relation, ...] = ()
    knows_address: tuple[KnowsAddress, ...] = ()
    avoid_areas: tuple[AvoidArea, ...] = ()
    consents: tuple[Consent, ...] = ()
    move_consents: tuple[MoveConsent, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    stays: tuple[Stay, ...] = ()
    exits: tuple[Exit, ...] = ()
    offers: tuple[Offer, ...] = ()
    tier_changes: tuple[TierChange, ...] = ()
    pins: tuple[Pin, ...] = ()
    overrides: tuple[Override, ...] = ()
    releases: tuple[Release, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    travel: tuple[Travel, ...] = ()
    programmes: tuple[Programme, ...] = ()
    language_levels: tuple[LanguageLevel, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    activity_wishes: tuple[ActivityWish, ...] = ()
    activity_consents: tuple[ActivityConsent, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    absences: tuple[Absence, ...] = ()
    assignments: tuple[ContactAssignment, ...] = ()
    impartiality: tuple[Impartiality, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    bookable_hours: tuple[BookableHours, ...] = ()

    @cached_property
    def horizon(self) -> date:
        """The first night that is not planned."""
        return self.as_of + timedelta(days=self.policy.horizon_days)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the content, the same for any order of rows."""
        return ContentHash().of(self)

    def hashed_by(self, known: ContentHash) -> Self:
        """The same; its content hash is found at once by whoever knows the texts of most of its rows."""
        self.__dict__["content_hash"] = known.of(self)
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        problems = dangling(self)
        if problems:
            raise ValueError("; ".join(f"{p.table}: {p.what}" for p in problems))
        return self


class Dangling(BaseModel):
    """A row that names what is not there, or a name used twice. `row` counts from 0 in its table."""

    table: str
    row: int
    field: str
    what: str


def dangling(instance: Instance) -> tuple[Dangling, ...]:
    """Every row that names something unknown, and every alias used twice."""
    return tuple(_dangling(instance))


NAMED = {
    "closures": ("unit", "room"), "can_receive": ("unit",), "bed_prices": ("room",), "knows_address": ("unit",),
    "avoid_areas": ("person", "area"), "consents": ("person",), "move_consents": ("person", "unit"),
    "vetoes": ("person", "unit"), "stays": ("household",), "exits": ("household",),
    "offers": ("household", "unit"), "tier_changes": ("household",), "pins": ("household", "unit"),
    "overrides": ("unit", "programme", "helper"), "releases": ("household", "unit", "room"),
    "waivers": ("household", "unit"), "travel": ("a", "b"), "programmes": ("district",),
    "language_levels": ("person",), "appointments": ("person", "district"),
    "activity_wishes": ("person", "programme"), "activity_consents": ("person", "programme"),
    "enrolments": ("person", "programme"), "absences": ("contact",), "assignments": ("household", "contact"),
    "impartiality": ("helper", "household"), "bookable_hours": ("interpreter",),
}  # fmt: skip
"""Table -> fields that name a row of another table."""
WHAT = {"district": "area", "a": "area", "b": "area"}
"""Field -> what it names, where that is not its own name."""


def _dangling(i: Instance) -> Iterator[Dangling]:
    known = {
        "person": {p.alias for h in i.households for p in h.members},
        "unit": {u.alias for u in i.units},
        "room": {r.alias for u in i.units for r in u.rooms},
        "programme": {p.alias for p in i.programmes},
        "contact": {c.alias for c in i.contacts},
        "interpreter": {t.alias for t in i.interpreters},
    }
    known["helper"] = known["contact"] | known["interpreter"]
    # without any areas, an area is a word like any other
    areas = {a.alias for a in i.areas}
    known |= dict.fromkeys(("area", "district", "a", "b"), areas) if areas else {}
    # a household that was split off bears its adult's alias
    known["household"] = {h.alias for h in i.households} | known["person"]
    yield from _used_twice(i)
    for table, names in NAMED.items():
        for row, value in enumerate(getattr(i, table)):
            for name in names:
                if (alias := getattr(value, name)) is not None and alias not in known.get(name, {alias}):
                    yield Dangling(table=table, row=row, field=name, what=f"unknown {WHAT.get(name, name)}")
    yield from _unknown_people(i, known["person"] | known["helper"] | {o.alias for o in i.outsiders})
    yield from _unknown_areas(i, areas)
    for row, override in enumerate(i.overrides):
        if set(override.households) - known["household"]:
            yield Dangling(table="overrides", row=row, field="households", what="unknown household")
    yield from _misplaced(i)


def _unknown_areas(i: Instance, areas: set[str]) -> Iterator[Dangling]:
    """Areas of units, and those that a way passes."""
    for row, unit in enumerate(i.units):
        if areas and unit.district not in areas:
            yield Dangling(table="units", row=row, field="district", what="unknown area")
    for row, way in enumerate(i.travel):
        if areas and way.via - areas:
            yield Dangling(table="travel", row=row, field="via", what="unknown area")


def _used_twice(i: Instance) -> Iterator[Dangling]:
    yield from _twice("households", [h.alias for h in i.households])
    yield from _twice("persons", [p.alias for h in i.households for p in h.members])
    yield from _twice("units", [u.alias for u in i.units])
    yield from _twice("rooms", [r.alias for u in i.units for r in u.rooms])
    yield from _twice("zones", [z.alias for u in i.units for z in u.zones])
    yield from _twice("areas", [a.alias for a in i.areas])
    yield from _twice("programmes", [p.alias for p in i.programmes])
    yield from _twice("contacts", [c.alias for c in i.contacts])
    yield from _twice("interpreters", [t.alias for t in i.interpreters])
    home = {p.alias: h.alias for h in i.households for p in h.members}
    for row, household in enumerate(i.households):
        # who leaves a household bears their own alias as a household's
        if home.get(household.alias, household.alias) != household.alias:
            yield Dangling(
                table="households", row=row, field="alias", what="alias of somebody in another household"
            )


def _unknown_people(i: Instance, anybody: set[str]) -> Iterator[Dangling]:
    """A link to an unknown alias would be a protection that nobody gets."""
    for row, relation in enumerate(i.relations):
        for name in ("a", "b"):
            if getattr(relation, name) not in anybody:
                yield Dangling(table="relations", row=row, field=name, what="unknown person")
        if relation.protected not in (None, relation.a, relation.b):
            yield Dangling(table="relations", row=row, field="protected", what="unknown person")
    for row, knows in enumerate(i.knows_address):
        if knows.person not in anybody:
            yield Dangling(table="knows_address", row=row, field="person", what="unknown person")


def _misplaced(i: Instance) -> Iterator[Dangling]:
    rooms = {r.alias: u for u in i.units for r in u.rooms}
    for table in ("stays", "pins"):
        for row, value in enumerate(getattr(i, table)):
            if value.place is not None:
                try:
                    place_from_alias(value.place, rooms)
                except (KeyError, ValueError):
                    yield Dangling(table=table, row=row, field="place", what="unknown place")
    for row, stay in enumerate(i.stays):
        if stay.kind in (StayKind.NEW, StayKind.PROPOSAL):
            yield Dangling(table="stays", row=row, field="kind", what="a planned stay is no input")
        if stay.kind is StayKind.CURRENT and stay.start > i.as_of:
            yield Dangling(
                table="stays", row=row, field="start", what="a current stay begins after the as-of date"
            )

    yield from _out_of_time(i)
    yield from _of_nobody(i)
    yield from _planned_rows(i)
    yield from _once(i)


def _out_of_time(i: Instance) -> Iterator[Dangling]:
    """Dates that would free a bed unseen: of a past stay that goes on, or of a stay after its household left."""
    referral = {a: h.referral for h in i.households for a in (h.alias, *(p.alias for p in h.members))}
    for row, stay in enumerate(i.stays):
        if stay.kind is StayKind.PAST and stay.until is not None and stay.until > i.as_of:
            yield Dangling(
                table="stays", row=row, field="until", what="a past stay ends after the as-of date"
            )
        left = [e.on for e in i.exits if e.household == stay.household]
        left = [on for on in left if on > referral.get(stay.household, on)]
        if stay.kind in HELD and any(on <= stay.start for on in left):
            yield Dangling(
                table="stays", row=row, field="start", what="a stay begins after the household left"
            )


def _of_nobody(i: Instance) -> Iterator[Dangling]:
    """A held stay of a person who is placed with their household would be nobody's, and its bed given away."""
    names = {h.alias for h in i.households}
    home = {p.alias: h for h in i.households for p in h.members}
    for row, stay in enumerate(i.stays):
        if stay.kind in HELD and stay.household not in names and stay.household in home:
            parts = split(home[stay.household], i.relations, i.as_of)
            if stay.household not in {part.alias for part in parts}:
                yield Dangling(table="stays", row=row, field="household", what="no household of their own")


def _planned_rows(i: Instance) -> Iterator[Dangling]:
    """What only a plan may say is no input."""
    planned = (EnrolmentKind.NEW, EnrolmentKind.GIVEN_UP)
    for row, enrolment in enumerate(i.enrolments):
        if enrolment.kind in planned:
            yield Dangling(table="enrolments", row=row, field="kind", what="a planned enrolment is no input")
        elif enrolment.kind is EnrolmentKind.CURRENT and enrolment.start > i.as_of:
            what = "a current enrolment begins after the as-of date"
            yield Dangling(table="enrolments", row=row, field="start", what=what)
    for row, assignment in enumerate(i.assignments):
        if assignment.kind is AssignmentKind.NEW:
            yield Dangling(
                table="assignments", row=row, field="kind", what="a planned assignment is no input"
            )


def _once(i: Instance) -> Iterator[Dangling]:
    """Facts of which there is one; which of two rows holds, nobody could say."""
    contacts = [a.household for a in i.assignments]
    for row in _again(contacts):
        yield Dangling(table="assignments", row=row, field="household", what="two contacts of one household")
    for row in _again(one.room for one in i.bed_prices):
        yield Dangling(table="bed_prices", row=row, field="room", what="two prices of one room")
    levels = [(one.person, one.language) for one in i.language_levels]
    for row in _again(levels):
        yield Dangling(table="language_levels", row=row, field="language", what="two levels in one language")


def _twice(table: str, aliases: list[str]) -> Iterator[Dangling]:
    for row in _again(aliases):
        yield Dangling(table=table, row=row, field="alias", what="alias used twice")


def _again(keys: Iterable[Hashable]) -> Iterator[int]:
    """Rows whose key an earlier row has."""
    seen: set[Hashable] = set()
    for row, key in enumerate(keys):
        if key in seen:
            yield row
        seen.add(key)
