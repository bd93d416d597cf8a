"""What a desk keeps beside the facts of a week: broken glass, how sheets are read, scenarios, comments."""

import re
from datetime import date, timedelta
from typing import Annotated, Self
from unicodedata import normalize

from pydantic import AwareDatetime, Field, model_validator

from placement.domain.value import Alias, PlaceAlias, Value

BREAK_GLASS = "break-glass"
"""In the place of a second person's login: nobody has said yes yet. No user is called so."""
GLASS_HOURS = timedelta(hours=24)
"""For so long somebody alone on duty may set a hard rule aside."""


class BreakGlass(Value):
    """A hard rule that one person set aside alone, for one night; the override row says so too."""

    rule: Annotated[str, Field(pattern=r"^H\d\d$")]
    households: tuple[Alias, ...] = Field(min_length=1)
    unit: Alias
    night: date
    """A night has the date of its evening."""
    by: Alias
    at: AwareDatetime
    until: AwareDatetime
    countersigned_by: Alias | None = None
    """Who looked at it afterwards: another named person."""

    @model_validator(mode="after")
    def _is_short_and_seen_by_another(self) -> Self:
        if not self.at < self.until <= self.at + GLASS_HOURS:
            raise ValueError("broken glass lasts at most a day")
        other = self.countersigned_by
        if other is not None and other.strip().casefold() == self.by.strip().casefold():
            raise ValueError("broken glass is countersigned by another person")
        return self


Words = Annotated[str, Field(min_length=1, max_length=80)]


class ColumnMapping(Value):
    """Which field of a table a column of somebody's own sheet is."""

    table: Words
    header: Words
    field: Words


class KeptScenario(Value):
    """A what-if that somebody keeps (`placement.domain.scenario`)."""

    alias: Alias
    name: Words
    by: Alias
    """Who wrote it last."""
    body: Annotated[str, Field(max_length=1_000_000)]
    """All of it but its name, as JSON. A program that is older or newer may not be able to read it."""


MOST_COMMENT = 200
LONG_NUMBER = re.compile(r"(?:[0-9][ .-]?){7}[0-9]")
"""Eight digits or more: a telephone number, a national identity number. A date has no more than eight."""
A_DATE = re.compile(r"\b(?:[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\b")


def names_a_number(text: str) -> bool:
    """Whether a text holds what may be the number of somebody; dates are none."""
    return LONG_NUMBER.search(A_DATE.sub("", normalize("NFKC", text))) is not None


class PlanComment(Value):
    """What the meeting says of a plan: the only free text of the desk (domain: facts of life)."""

    plan: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,8}$")]
    """Its number."""
    text: Annotated[str, Field(min_length=1, max_length=MOST_COMMENT)]
    by: Alias
    """Who wrote it last."""

    @model_validator(mode="after")
    def _names_nobody_by_number(self) -> Self:
        if names_a_number(self.text):
            raise ValueError("a comment holds no number of a person")
        return self


class ShownPlaces(Value):
    """Places that are still possible for a household, as a coordinator lets whoever follows it up know them."""

    household: Alias
    places: tuple[PlaceAlias, ...] = Field(min_length=1)
    """The first is the first to be had."""
    on: date
    """The day of which it is said."""
    until: date
    """From then on they are not shown any more."""


class Address(Value):
    """Where a unit lies, sealed: only whoever has the address key can read it."""

    unit: Alias
    text: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+=*$", max_length=4000)]
    """Base64 of what `placement.store.seal` made."""
