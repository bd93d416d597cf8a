"""One thing that needs a human: how soon, about whom, in which words, and where it is dealt with."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from placement.service.desk.clock import Urgency

MAKE = ("step", "make")
"""Where a plan is made."""
PLANS = "plans"
"""In the place of a table: the key is the number of a plan, which is looked at."""


class Kind(StrEnum):
    """What a need is, in the order of needs that are as urgent."""

    BREACH = "breach"
    ALARM = "alarm"
    OFFER = "offer"
    UNRECORDED = "unrecorded"
    NO_BED = "no_bed"
    REMINDER = "reminder"
    TASK = "task"


class Together(StrEnum):
    """Needs that are as urgent and alike in this are told as one."""

    OPEN = "open"
    """A place is open: a plan gives all of them theirs."""
    PLANNED = "planned"
    """The draft gives all of them a place."""
    OFFERS = "offers"


class Need(NamedTuple):
    """One thing that needs somebody."""

    urgency: Urgency
    kind: Kind
    who: str
    text: str
    table: str
    """Of the row on whose page it is dealt with; `step`: `key` names a step of the page of the plan; or `PLANS`."""
    key: str
    on: date | None = None
    more: tuple[str, ...] = ()
    """Further sentences, for who wants to know why."""
    rank: int = 0
    """Of needs of one kind that are as urgent, those with a lower rank come first."""
    together: Together | None = None
