"""What if: change cards on a week, and how far and how often its future is simulated. Values, never real data."""

import hashlib
import json
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from placement.domain.housing import HousingUnit, Staffing
from placement.domain.person import Access, Gender, LanguageCode
from placement.domain.profile import Profile
from placement.domain.value import FOREVER, Alias, Value

Change = Annotated[int, Field(ge=-99, le=99)]
"""More, or (negative) fewer."""
MOST_PERCENT = 1000
MOST_CARDS = 100
"""Of one scenario."""
Percent = Annotated[int, Field(ge=0, le=MOST_PERCENT)]
"""Of what it is now; 100 changes nothing."""


class BedKind(StrEnum):
    """Kinds of bed in a room."""

    SINGLE = "single"
    DOUBLE = "double"
    CHILD = "child"
    COT = "cot"


class StayLength(StrEnum):
    """How long people stay in a kind of unit."""

    SHORT = "short"
    """Crisis centres and hotels."""
    LONG = "long"


class Beds(Value):
    """More or fewer beds in a unit that is there.

    More without a room: new rooms of one bed each on the floor. Fewer without a room: empty rooms first. Who lives in
    what is taken away is not moved on paper: the bed closes, and they get the priority of whoever loses one.
    """

    card: Literal["beds"] = "beds"
    unit: Alias
    change: Change
    kind: BedKind = BedKind.SINGLE
    floor: Alias | None = None
    """Where new rooms are; none: the unit's only floor."""
    room: Alias | None = None
    emergency: bool = False
    """New rooms are kept for emergencies."""
    access: frozenset[Access] = frozenset()
    """Of new rooms."""


class Close(Value):
    """A unit, or a room of it, is closed in `[since, until)`. Since none: from the beginning."""

    card: Literal["close"] = "close"
    unit: Alias
    room: Alias | None = None
    since: date | None = None
    until: date = FOREVER


class NewUnit(Value):
    """A unit that is not there yet, written out."""

    card: Literal["unit"] = "unit"
    unit: HousingUnit


class Another(Value):
    """One more unit like one that is there, with an entrance of its own, from a date on."""

    card: Literal["another"] = "another"
    like: Alias
    alias: Alias
    since: date | None = None


class Arrivals(Value):
    """More or fewer new households of a profile (none: of all); of groups: more or fewer groups."""

    card: Literal["arrivals"] = "arrivals"
    profile: Profile | None = None
    percent: Percent


class Group(Value):
    """People of one case who arrive together on a date, beyond all other arrivals."""

    card: Literal["group"] = "group"
    on: date
    persons: Annotated[int, Field(ge=1, le=40)]
    gender: Literal[Gender.WOMAN, Gender.MAN] = Gender.MAN
    language: LanguageCode = "ron"


class Staff(Value):
    """Other shifts in a unit, or other languages of those who work there."""

    card: Literal["staff"] = "staff"
    unit: Alias
    staffing: Staffing | None = None
    """None: as it is."""
    more: frozenset[LanguageCode] = frozenset()
    fewer: frozenset[LanguageCode] = frozenset()


class RuleOff(Value):
    """A HARD rule does not count. One with an ABSOLUTE half cannot be switched off, nor one that asks for an answer."""

    card: Literal["rule_off"] = "rule_off"
    code: Annotated[str, Field(pattern=r"^[AHKT]\d\d$")]


class Figure(Value):
    """Another figure of a goal or HARD rule: points, a limit. The rule's own bounds hold."""

    card: Literal["figure"] = "figure"
    rule: str
    name: str
    value: int


class Stays(Value):
    """Longer or shorter stays (none: of both kinds)."""

    card: Literal["stays"] = "stays"
    length: StayLength | None = None
    percent: Annotated[int, Field(ge=10, le=1000)]


class Seats(Value):
    """More or fewer seats in a programme."""

    card: Literal["seats"] = "seats"
    programme: Alias
    change: Change


class Interpreting(Value):
    """More or fewer hours a week in which interpreters of a language can be booked."""

    card: Literal["interpreting"] = "interpreting"
    language: LanguageCode
    hours: Change


class Budget(Value):
    """What beds and hotels may cost a week. Nobody is refused for it: the record tells by how much a week is above."""

    card: Literal["budget"] = "budget"
    kroner: Annotated[int, Field(ge=0, le=1_000_000_000)]


Card = Annotated[
    Beds | Close | NewUnit | Another | Arrivals | Group | Staff | RuleOff | Figure | Stays | Seats | Interpreting
    | Budget,
    Field(discriminator="card"),
]  # fmt: skip
"""One change of the world; cards are played in their order."""
ScenarioName = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\s\p{C}][^\p{C}]*$")
]


class Scenario(Value):
    """A changed world and how its future is sampled; the same scenario of the same week gives the same bytes."""

    name: ScenarioName
    cards: Annotated[tuple[Card, ...], Field(max_length=MOST_CARDS)] = ()
    weeks: Annotated[int, Field(ge=1, le=520)] = 26
    replications: Annotated[int, Field(ge=1, le=100_000)] = 100
    """Sampled futures. Future n is the same people in every scenario of this seed, however many are asked for."""
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 1
    warm_up: Annotated[int, Field(ge=0, le=520)] = 0
    """Weeks before the first that counts; none where the question is what comes after today."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if any(isinstance(c, Beds | Seats) and not c.change for c in self.cards):
            raise ValueError("a card changes something")
        return self

    @property
    def planned_weeks(self) -> int:
        """Weeks that are planned in each future, those of the warm-up too."""
        return self.warm_up + self.weeks

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of everything but the name: two scenarios with the same hash have the same result."""
        return _sha256(self.model_dump(mode="json", exclude={"name"}))

    def future_hash(self, replication: int) -> str:
        """SHA-256 of all that one sampled future depends on, the base week aside: to keep its result by."""
        depends_on = self.model_dump(mode="json", exclude={"name", "replications"})
        return _sha256(depends_on | {"replication": replication})


def _sha256(content: dict[str, object]) -> str:
    """Of the canonical JSON; what has no order is sorted."""
    text = json.dumps(_ordered(content), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


WITH_ORDER = frozenset({"cards", "rooms", "zones"})


def _ordered(value: object, name: str = "") -> object:
    if isinstance(value, dict):
        return {key: _ordered(one, key) for key, one in value.items()}
    if isinstance(value, list):
        found = [_ordered(one) for one in value]
        return found if name in WITH_ORDER else sorted(found, key=lambda v: json.dumps(v, sort_keys=True))
    return value
