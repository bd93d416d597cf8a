"""What a screen or a terminal is given: rows of ready texts."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Figures(NamedTuple):
    """The numbers above the plan."""

    waiting: int
    """Households that wait: they live nowhere yet, and no bed is held for them."""
    placed: int
    """Of these, how many the plan gives a place."""
    proposals: int
    free_beds: int
    """Beds without anybody tonight, in rooms that are open."""
    alarms: int
    tasks: int


class Living(NamedTuple):
    """One household in one place."""

    household: str
    people: int
    tier: str
    unit: str
    room: str
    since: str
    until: str
    """Empty where nobody knows an end before the plan's."""
    what: str
    """Lives there, agreed, new, forecast."""
    is_new: bool


class Move(NamedTuple):
    """What the plan would change for one household."""

    household: str
    old: str
    new: str
    since: str
    because: str
    """Its priority and why."""


class Unhoused(NamedTuple):
    """A household that the plan gives no place, or not in time, and why."""

    household: str
    tier: str
    code: str
    """One or two codes; empty where there is none."""
    reason: str
    """Each code in words: `ingen ledig plass (R1); tilgjengelighet (R8)`."""
    because: str
    """Its priority and why."""
    sentences: tuple[str, ...]
    """What stands in the way where the least would have to change, and where that is."""
    so_far: str
    """From when the plan has a place, where it is too late; or where the household lives meanwhile."""
    never_in_time: str = ""
    """Where no plan at all can be in time: that, and why if its own dates are the matter."""


class Said(NamedTuple):
    """One finding in words."""

    about: str
    where: str
    text: str
    code: str


class Lost(NamedTuple):
    """One wish that the plan does not meet."""

    title: str
    who: str
    points: int


class Line(NamedTuple):
    """One thing about somebody's week; `tone` is for the eye alone, the text says it too."""

    text: str
    tone: Literal["", "new", "ends", "lacks", "member"] = ""


class PersonRow(NamedTuple):
    """One person's week."""

    person: str
    activities: tuple[Line, ...]
    language: str
    """Where somebody understands them."""
    missing: str
    """What is missing for that; empty where nothing is."""


class HouseholdRow(NamedTuple):
    """One household's week."""

    household: str
    tier: str
    homes: tuple[Line, ...]
    contact: Line | None
    """None where the week names no contacts at all."""
    people: tuple[PersonRow, ...]

    @property
    def lacks(self) -> bool:
        """Whether anything is missing: a place, a contact at work, a language or an interpreter."""
        lines = (*self.homes, *([self.contact] if self.contact else []))
        return any(line.tone == "lacks" for line in lines) or any(person.missing for person in self.people)


class PeopleView(NamedTuple):
    """Everybody's week."""

    summary: str
    notes: tuple[str, ...]
    """What this week's tables do not have."""
    households: tuple[HouseholdRow, ...]
    has_activities: bool
    """Whether anybody takes part in anything."""
    has_contacts: bool


@dataclass(frozen=True)
class PlanView:
    """A plan, ready to be read."""

    as_of: str
    week: str
    figures: Figures
    living: tuple[Living, ...]
    starts: tuple[Move, ...]
    proposals: tuple[Move, ...]
    unplaced: tuple[Unhoused, ...]
    breaches: tuple[Said, ...]
    alarms: tuple[Said, ...]
    tasks: tuple[Said, ...]
    overridden: tuple[Said, ...]
    tiers: tuple[str, ...]
    lost: tuple[Lost, ...]
    status: str
    all_served: str
    """What is said where nobody is without a place in time: that there was anybody, and any housing."""
    unplaced_told: str = ""
    """How many of those without a place in time get none, get one too late, or live or have a bed elsewhere."""
    is_proved: bool = False
    people: PeopleView | None = None
    """Of a plan that was just made."""
