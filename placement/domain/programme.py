"""Activity programmes, who wishes for them, who is in them, and what else fills a person's week."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from placement.domain.consent import ConsentAnswer
from placement.domain.person import Access, LanguageCode, Secrecy
from placement.domain.value import ALWAYS, FOREVER, Alias, Ordered, Spell, Value

Level = Annotated[int, Field(ge=0, le=3)]
"""Level in a language: 0 none, 1 some, 2 good, 3 fluent."""
Seats = Annotated[int, Field(ge=0, le=999)]
Age = Annotated[int, Field(ge=0, le=120)]


class Weekday(Ordered):
    """A day of the week, Monday first; `rank` is `date.weekday()`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class ProgrammeKind(StrEnum):
    """What a programme is about."""

    NORWEGIAN = "norwegian"
    WORK_PRACTICE = "work_practice"
    JOB_COURSE = "job_course"
    EXERCISE = "exercise"
    NETWORK = "network"
    HEALTH = "health"
    LEGAL = "legal"
    CHILDREN = "children"
    EVENING = "evening"


class Intake(StrEnum):
    """When a programme takes people in."""

    ROLLING = "rolling"
    DATED = "dated"
    """On its first day only."""


class Attendees(StrEnum):
    """For whom a programme is."""

    WOMEN = "women"
    MEN = "men"
    MIXED = "mixed"


class Interpreting(StrEnum):
    """Whether a programme can be followed through an interpreter."""

    PROVIDED = "provided"
    """It brings its own."""
    WELCOME = "welcome"
    """The unit books one (T01)."""
    NONE = "none"


class Session(Value):
    """A weekly session. Times are those of the clock on the wall."""

    weekday: Weekday
    start: time
    end: time

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end <= self.start:
            raise ValueError("a session ends after it begins")
        return self


class Programme(Value):
    """A course or group; parallel groups are programmes of their own. `None`: unknown, the strictest meaning counts."""

    alias: Alias
    kind: ProgrammeKind
    district: Alias
    site: Alias | None = None
    """The entrance, in the words of units' entrances; none given: one of its own."""
    online: bool = False
    seats: Seats
    minimum: Seats = 0
    """Fewest with whom it opens; a running one has met it."""
    since: date
    until: date | None = None
    intake: Intake = Intake.DATED
    full_attendance: bool = False
    """Every session must be attended, to the end."""
    languages: frozenset[LanguageCode] = frozenset()
    level: Level | None = None
    """Least level in one of its languages; 0: nobody needs to know one. None: a shared language is enough."""
    interpreting: Interpreting = Interpreting.NONE
    attendees: Attendees | None = None
    welcomes_non_binary: bool = False
    min_age: Age | None = None
    max_age: Age | None = None
    childcare: bool | None = None
    access: frozenset[Access] = frozenset()
    clearance: Secrecy | None = None
    """Highest secrecy grade for which the place is safe to be seen at."""
    sessions: tuple[Session, ...] = ()

    @property
    def entrance(self) -> str:
        """The site, or the programme itself where it shares its entrance with nobody; online: nowhere."""
        return self.alias if self.online else self.site or self.alias


class LanguageLevel(Value):
    """How well a person knows a language, as somebody assessed it."""

    person: Alias
    language: LanguageCode
    level: Level


class ActivityConsent(Value):
    """A person's answer about one programme (none given: any). The latest row counts, as with housing."""

    person: Alias
    programme: Alias | None = None
    answer: ConsentAnswer
    on: date
    until: date = FOREVER


class ActivityWish(Value):
    """A person's wish for one programme, or for any of a kind."""

    person: Alias
    programme: Alias | None = None
    kind: ProgrammeKind | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.programme is None) == (self.kind is None):
            raise ValueError("a wish names a programme or a kind")
        return self

    def means(self, programme: Programme) -> bool:
        """Whether the programme would meet the wish."""
        return programme.alias == self.programme or programme.kind is self.kind


class EnrolmentKind(StrEnum):
    """What an enrolment is. The plan begins new ones, and gives up current ones only for a bed."""

    PAST = "past"
    CURRENT = "current"
    NEW = "new"
    GIVEN_UP = "given_up"


class Enrolment(Value):
    """A person in all sessions of a programme on the dates `[start, until)`."""

    person: Alias
    programme: Alias
    start: date
    until: date | None = None
    kind: EnrolmentKind

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.until is not None and self.until <= self.start:
            raise ValueError("an enrolment ends after it starts")
        return self


class AppointmentKind(StrEnum):
    """What fills a person's time."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    WORK = "work"
    COURT = "court"
    POLICE = "police"
    LAWYER = "lawyer"
    HEALTH = "health"
    OTHER = "other"


TIES = frozenset({AppointmentKind.SCHOOL, AppointmentKind.KINDERGARTEN, AppointmentKind.WORK})
"""What a move may cut (G06)."""


class Appointment(Spell):
    """A weekly obligation, or one on a date."""

    person: Alias
    kind: AppointmentKind
    weekday: Weekday | None = None
    on: date | None = None
    start: time
    end: time
    since: date = ALWAYS
    until: date = FOREVER
    district: Alias | None = None

    @model_validator(mode="after")
    def _is_one_time(self) -> Self:
        if (self.weekday is None) == (self.on is None):
            raise ValueError("an appointment names a weekday or a date")
        if self.end <= self.start:
            raise ValueError("an appointment ends after it begins")
        return self

    def falls_on(self, day: date) -> bool:
        """Whether it takes place on this date."""
        if self.on is not None:
            return self.on == day
        return (
            self.weekday is not None and self.weekday.rank == day.weekday() and self.since <= day < self.until
        )
