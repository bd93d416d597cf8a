"""A person under an alias, with what the placement needs to know and nothing more (never a name or a number)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from placement.domain.value import Alias, Answer, Ordered, Value


class AgeStatus(StrEnum):
    """How sure the unit is that somebody is of age."""

    ADULT = "adult"
    MINOR_ACCOMPANIED = "minor_accompanied"
    MINOR_UNACCOMPANIED = "minor_unaccompanied"
    UNCLEAR = "unclear"


OF_AGE = 18


class AgeBand(Ordered):
    """Coarse age; the birth date is never stored."""

    BABY = "0-1"
    TODDLER = "2-5"
    CHILD = "6-12"
    TEEN = "13-17"
    YOUNG = "18-24"
    GROWN = "25-39"
    MIDDLE = "40-59"
    OLDER = "60+"

    @property
    def youngest(self) -> int:
        """Lower edge in years, inclusive."""
        return int(self.value.split("-")[0].rstrip("+"))

    @property
    def oldest(self) -> int:
        """Upper edge in years, inclusive; 200 for the open band."""
        return 200 if self.value.endswith("+") else int(self.value.split("-")[1])


class Gender(StrEnum):
    """The person's own statement."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non_binary"
    PREFER_NOT = "prefer_not"


class ZoneWish(StrEnum):
    """With whom the person wishes to live on a floor."""

    WOMEN_ONLY = "women_only"
    MEN_ONLY = "men_only"
    OWN_UNIT = "own_unit"
    EITHER = "either"
    NOT_ASKED = "not_asked"


class Access(StrEnum):
    """What a body needs of a building: a need, never a diagnosis."""

    STEP_FREE = "step_free"
    WHEELCHAIR = "wheelchair"
    VISUAL_ALARM = "visual_alarm"
    HEARING_ALARM = "hearing_alarm"
    ASSISTANCE_DOG = "assistance_dog"
    GROUND_FLOOR = "ground_floor"


class Habit(StrEnum):
    """What some houses do not take in."""

    PET = "pet"
    SMOKING = "smoking"
    SUBSTANCE = "substance"


class Secrecy(Ordered):
    """Address protection; `fortrolig` and `strengt_fortrolig` are decided by police or child welfare."""

    NONE = "none"
    HIDDEN = "hidden"
    FORTROLIG = "fortrolig"
    STRENGT_FORTROLIG = "strengt_fortrolig"


class Danger(Ordered):
    """Threat level; its rank is the security level that a unit must at least have."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    ACUTE = "acute"


class Track(StrEnum):
    """Residence basis, as far as a unit's intake list asks for it."""

    REFLECTION_APPLIED = "reflection_applied"
    REFLECTION_GRANTED = "reflection_granted"
    LIMITED_PERMIT = "limited_permit"
    ASYLUM = "asylum"
    EEA_RESIDENT = "eea_resident"
    EEA_VISITOR = "eea_visitor"
    RESIDENT = "resident"
    NO_STAY = "no_stay"
    NOT_CLARIFIED = "not_clarified"


class Threat(Value):
    """A human's threat assessment. From `valid_until` on it has expired."""

    danger: Danger
    valid_until: date


LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{3}$")]
"""ISO 639-3."""


class Person(Value):
    """One person. `None` and `not_asked` mean that nobody knows, and each rule says what that means."""

    alias: Alias
    age_status: AgeStatus = AgeStatus.UNCLEAR
    age_band: AgeBand | None = None
    gender: Gender = Gender.PREFER_NOT
    zone_wish: ZoneWish = ZoneWish.NOT_ASKED
    partner: Alias | None = None
    """A partner in the same household, with whom a double bed is shared."""
    stay_together: Answer = Answer.NOT_ASKED
    """Whether this adult wants to live with the household; only an answer given alone counts."""
    asked_alone: bool = False
    access_needs: frozenset[Access] = frozenset()
    support: Annotated[int, Field(ge=0, le=3)] | None = None
    """0 self-reliant, 1 some, 2 daily, 3 round the clock."""
    sharing: Answer = Answer.NOT_ASKED
    """Yes or no to a room shared with another household."""
    needs_own_room: bool = False
    wishes_own_room: bool = False
    needs_quiet: bool = False
    wishes_peer: bool = False
    """Wishes to live with somebody of the same language (opt-in: it may mean exposure)."""
    habits: frozenset[Habit] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    secrecy: Secrecy | None = None
    threat: Threat | None = None
    areas_asked: bool = False
    """Whether somebody asked which areas the person must avoid."""
    interpreter_needed: bool | None = None
    interpreter_remote_only: bool = False
    interpreter_gender: Gender | None = None
    """Only an interpreter of this gender."""
    interpreter_not_from: frozenset[Alias] = frozenset()
    """Regions from which no interpreter may come."""
    work_right: Answer = Answer.NOT_ASKED
    """What the person's papers say; not asked: as the residence basis usually has it."""
    case_group: Alias | None = None
    """Opaque id of the case or network."""
    track: Track = Track.NOT_CLARIFIED
    permit_until: date | None = None

    @model_validator(mode="after")
    def _age_is_one(self) -> Self:
        """Two answers about the age would let a child pass as a roommate, or an adult without their own word."""
        band, sure = self.age_band, self.age_status is not AgeStatus.UNCLEAR
        of_age = self.age_status is AgeStatus.ADULT
        if sure and band is not None and (band.youngest >= OF_AGE) is not of_age:
            raise ValueError("age band and age status contradict each other")
        return self

    @property
    def maybe_child(self) -> bool:
        """Not known to be of age."""
        return self.age_status is not AgeStatus.ADULT

    @property
    def maybe_adult(self) -> bool:
        """Not known to be a child."""
        return self.age_status in (AgeStatus.ADULT, AgeStatus.UNCLEAR)

    @property
    def is_baby(self) -> bool:
        """Under two years: needs a cot or a shared bed."""
        return self.maybe_child and self.age_band is AgeBand.BABY
