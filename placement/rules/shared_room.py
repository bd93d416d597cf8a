"""H21: a shared room is for people of one gender by own statement who have all said yes."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.person import Gender, Person
from placement.domain.rule import DESIGNED, Clash, Level, Objection, Reason, Rule, Source
from placement.domain.seen import Seen, shared_nights
from placement.domain.terms import Terms
from placement.domain.value import Answer
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    sharing: Answer
    needs_own_room: bool
    gender: Gender


class Where(NamedTuple):
    """What it reads of a place."""

    shared: bool


class OwnYes:
    """The half about one person: not asked means no; who would rather not state a gender shares with nobody."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Against a bed share without a yes, or where an own room is needed."""
        if not where.shared:
            return ()
        found = []
        if who.needs_own_room:
            found.append(Objection(Level.HARD, "needs_own_room", reason=Reason.FAMILY_ROOM))
        if who.sharing is not Answer.YES:
            found.append(Objection(Level.HARD, "no_yes", reason=Reason.CONSENT))
        if who.gender is Gender.PREFER_NOT:
            found.append(Objection(Level.HARD, "gender_not_stated", reason=Reason.GENDER_ZONE))
        return tuple(found)


def shares(household: Household) -> bool:
    """Whether every member may be asked to share a room."""
    return all(
        p.sharing is Answer.YES and not p.needs_own_room and p.gender is not Gender.PREFER_NOT
        for p in household.members
    )


def gender_of(household: Household) -> str:
    """The one gender of a household; a mixed one is alike to nobody."""
    genders = {p.gender for p in household.members}
    return str(genders.pop()) if len(genders) == 1 else household.alias


def _keeps_apart(household: Household) -> bool:
    return not shares(household)


def _clash(a: Household, b: Household) -> bool:
    return _keeps_apart(a) or _keeps_apart(b) or gender_of(a) != gender_of(b)


class OneGender:
    """The half about who else is in the room."""

    def build(self, terms: Terms) -> None:
        """One gender a room and night; who has not said yes shares with nobody."""
        for room in terms.rooms():
            for night in terms.nights(room):
                here = terms.residents(room, night)
                if terms.pardoned(room, night):
                    terms.no_two(terms.pairs(here, _clash), room, [night])
                else:
                    terms.agree(here.by(gender_of))
                    terms.alone(here.where(_keeps_apart), here)

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each pair in one room on a night, of different gender or without both one's yes."""
        for a, b, room in seen.roommates():
            since, until = shared_nights(a, b)
            people = [p for s in (a, b) for p in seen.household(s).members]
            if any(p.sharing is not Answer.YES or p.needs_own_room for p in people):
                yield Clash(Level.HARD, "roommate_no_yes", (a, b), reason=Reason.FAMILY_ROOM,
                            since=since, until=until, where=room)  # fmt: skip
            elif len({p.gender for p in people}) > 1 or people[0].gender is Gender.PREFER_NOT:
                yield Clash(Level.HARD, "two_genders", (a, b), reason=Reason.GENDER_ZONE,
                            since=since, until=until, where=room)  # fmt: skip


RULE = Rule(
    id="shared_room",
    code="H21",
    levels=(Level.HARD,),
    title=Sentence(
        "Delt rom: samme kjønn, og alle har sagt ja", "A shared room: one gender, and everyone said yes"
    ),
    because=Sentence(
        "Et rom er det siste stedet man skal måtte være på vakt.",
        "A room is the last place where anybody should have to be on guard.",
    ),
    source=Source(
        "Etter praksis med atskilt innkvartering i krisesentre; valgt i prosjektet",
        "Crisis-centre practice of separate accommodation; design choice",
        DESIGNED,
    ),
    says={
        "needs_own_room": Sentence("Personen trenger eget rom.", "The person needs a room of their own."),
        "no_yes": Sentence(
            "Personen har ikke sagt ja til å dele rom.", "The person has not said yes to sharing a room."
        ),
        "gender_not_stated": Sentence(
            "Delt rom krever at kjønn er oppgitt av personen selv.",
            "A shared room asks for the person's own statement of gender.",
        ),
        "roommate_no_yes": Sentence(
            "En som bor i rommet har ikke sagt ja til å dele.",
            "Somebody in the room has not said yes to sharing.",
        ),
        "two_genders": Sentence("Rommet deles av ett kjønn.", "The room is shared by one gender."),
    },
    neutral=frozenset({"roommate_no_yes", "two_genders"}),
    parts=(OwnYes(), OneGender()),
)
