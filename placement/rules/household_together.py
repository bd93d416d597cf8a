"""H09: a household has a room of its own, and no child shares a room with an adult outside the household."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Clash, Level, Objection, Reason, Rule, Source
from placement.domain.seen import Seen, shared_nights
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household."""

    size: int
    adults: int
    adults_not_asked_alone: int


class Where(NamedTuple):
    """What it reads of a place."""

    shared: bool
    lockable: bool
    is_set: bool
    is_own_unit: bool


class RoomOfItsOwn:
    """The half about one household: two or more have one lockable room, an adjoining set, or a flat."""

    between = (Household, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Against a bed share or a room that does not lock, and a task where an adult was not asked alone."""
        found = []
        if who.size > 1 and where.shared:
            found.append(Objection(Level.HARD, "bed_share", reason=Reason.FAMILY_ROOM))
        elif who.size > 1 and not (where.lockable or where.is_set or where.is_own_unit):
            found.append(Objection(Level.HARD, "not_lockable", reason=Reason.FAMILY_ROOM))
        if who.adults > 1 and who.adults_not_asked_alone:
            found.append(Objection(Level.HARD, "ask_alone", blocks=Blocks.NOTE))
        return tuple(found)


def _has_child(household: Household) -> bool:
    return household.has_child


def _has_adult(household: Household) -> bool:
    return household.has_adult


class NoChildWithStranger:
    """The half about who else is in the room. An unclear age counts as a child's and as an adult's."""

    def build(self, terms: Terms) -> None:
        """Who may be a child is alone in a room with respect to other households' adults, every night."""
        for room in terms.rooms():
            for night in terms.nights(room):
                here = terms.residents(room, night)
                terms.alone(here.where(_has_child), here.where(_has_adult))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair in one room on a night, where one brings a child and the other an adult."""
        for a, b, room in seen.roommates():
            one, other = seen.household(a), seen.household(b)
            if (one.has_child and other.has_adult) or (other.has_child and one.has_adult):
                since, until = shared_nights(a, b)
                yield Clash(Level.ABSOLUTE, "child_with_stranger", (a, b), reason=Reason.FAMILY_ROOM,
                            since=max(since, seen.week.as_of), until=until, where=room)  # fmt: skip


RULE = Rule(
    id="household_together",
    code="H09",
    levels=(Level.ABSOLUTE, Level.HARD),
    title=Sentence(
        "Husstanden bor for seg selv; ingen barn i rom med fremmede voksne",
        "A household has a room of its own; no child in a room with adult strangers",
    ),
    because=Sentence(
        "Barn skal sove bak en dør som bare deres egne kan åpne. "
        "En voksen som ikke vil bo med de andre, sier det alene.",
        "Children sleep behind a door that only their own can open. "
        "An adult who does not want to live with the others says so alone.",
    ),
    source=Source(
        "Valgt i prosjektet, etter praksis i beskyttede boliger og Prop. 122 L (2024–2025) kap. 9",
        "Design choice, on the practice of protected houses and Prop. 122 L (2024-2025) ch. 9",
        DESIGNED,
    ),
    says={
        "bed_share": Sentence(
            "En seng i et delt rom er ikke et rom for husstanden.",
            "A bed in a shared room is no room for the household.",
        ),
        "not_lockable": Sentence("Rommet kan ikke låses.", "The room cannot be locked."),
        "ask_alone": Sentence(
            "Spør hver voksen alene om de vil bo sammen.",
            "Ask each adult alone whether they want to live together.",
        ),
        "child_with_stranger": Sentence(
            "Et barn ville delt rom med en voksen utenfor husstanden.",
            "A child would share a room with an adult outside the household.",
        ),
    },
    neutral=frozenset({"child_with_stranger"}),
    parts=(RoomOfItsOwn(), NoChildWithStranger()),
)
