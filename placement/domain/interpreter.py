"""Interpreters, their bookable hours, and what they are booked for."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from placement.domain.person import Gender, LanguageCode
from placement.domain.value import Alias, Value


class Qualification(StrEnum):
    """Category in the national register of interpreters, A the highest."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class Interpreter(Value):
    """An interpreter under an alias. `None`: unknown, and then they are not offered where it matters."""

    alias: Alias
    languages: Annotated[frozenset[LanguageCode], Field(min_length=1)]
    adult: bool | None = None
    gender: Gender = Gender.PREFER_NOT
    qualification: Qualification | None = None
    remote: bool = False
    """Works by telephone or screen."""
    on_site: bool = False
    region: Alias | None = None
    """Where they come from, as coarse as people's constraints name it."""
    case_group: Alias | None = None
    """A case or network to which they are known to be close."""


class BookableHours(Value):
    """Hours of one day on which an interpreter can be booked."""

    interpreter: Alias
    on: date
    start: time
    end: time

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.end <= self.start:
            raise ValueError("bookable hours end after they begin")
        return self


class TalkKind(StrEnum):
    """For what an interpreter is needed."""

    INTAKE = "intake"
    """The first interview with who was referred this week."""
    OFFER = "offer"
    """The weekly talk with who waits or may move: what is offered, or why nothing is."""
    SESSION = "session"
    """A session of a programme that is followed through an interpreter."""


class Booking(Value):
    """An interpreter for one person: for a talk (an hour that they agree on), or one session on a date."""

    person: Alias
    interpreter: Alias
    kind: TalkKind
    programme: Alias | None = None
    on: date | None = None
    start: time | None = None

    @model_validator(mode="after")
    def _names_its_session(self) -> Self:
        is_session = self.kind is TalkKind.SESSION
        if any((given is not None) != is_session for given in (self.programme, self.on, self.start)):
            raise ValueError("a session is named by programme, date and start, a talk by none of them")
        return self
