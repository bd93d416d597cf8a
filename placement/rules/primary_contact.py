"""K01: a household's contact may know what they must, is impartial, is at work, and has the time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.contact import AssignmentKind, Contact, ContactAssignment
from placement.domain.household import Household
from placement.domain.load import load_points
from placement.domain.person import Secrecy
from placement.domain.rule import DESIGNED, Blocks, Clash, Level, Objection, Rule, Setting, Source, facts
from placement.domain.seen import Seen
from placement.domain.terms import Spot, Terms
from placement.domain.week import Week
from placement.words.sentence import Sentence


class Grade(NamedTuple):
    """The highest secrecy grade of a household."""

    highest_secrecy: Secrecy


class MayKnow(NamedTuple):
    """Up to which grade a contact may follow up."""

    clearance: Secrecy | None


class Cleared:
    """A grade that nobody clarified counts as `fortrolig`; a contact whose clearance is unknown has none."""

    between = (Household, Contact)

    def objections(self, who: Grade, where: MayKnow) -> tuple[Objection, ...]:
        """Against a contact below the household's grade, also the one that it has."""
        cleared = Secrecy.NONE if where.clearance is None else where.clearance
        if cleared.rank >= who.highest_secrecy.rank:
            return ()
        return (Objection(Level.HARD, "not_cleared", facts(grade=who.highest_secrecy)),)


class Said(NamedTuple):
    """Who said something about a conflict of interest with a household."""

    conflicts: frozenset[str]
    impartial: frozenset[str]


class Named(NamedTuple):
    """Who the contact is."""

    alias: str


class Impartial:
    """Of several answers a yes counts. Not asked forbids nothing, and somebody asks."""

    between = (Household, Contact)

    def objections(self, who: Said, where: Named) -> tuple[Objection, ...]:
        """Against a contact with a conflict of interest; a task where none was asked about."""
        if where.alias in who.conflicts:
            return (Objection(Level.HARD, "conflict"),)
        return () if where.alias in who.impartial else (Objection(Level.HARD, "ask", blocks=Blocks.NOTE),)


class Anybody(NamedTuple):
    """Nothing: who is away is away for everybody."""


class Presence(NamedTuple):
    """When a contact is not at work."""

    away_until: date | None
    until: date | None


@dataclass(frozen=True)
class AtWork:
    """Who is away all of the coming week begins nothing; who leaves soon hands over."""

    between = (Household, Contact)
    handover_days: int = 14

    def objections(self, _who: Anybody, where: Presence) -> tuple[Objection, ...]:
        """Away: against a new contact, and a task for whom they have. Leaving: against any, some days before."""
        found = []
        if where.away_until is not None:
            said = facts(until=where.away_until)
            found.append(Objection(Level.HARD, "away", said, blocks=Blocks.START))
            # nobody changes their contact for a leave
            found.append(Objection(Level.HARD, "stand_in", said, blocks=Blocks.HELD, waived="kept"))
        if where.until is not None:
            since = where.until - timedelta(days=self.handover_days)
            found.append(Objection(Level.HARD, "leaves", facts(on=where.until), since=since))
        return tuple(found)


class WithinCapacity:
    """New work is what a contact's capacity leaves beside all whom they follow up now, also those handed over."""

    def build(self, terms: Terms) -> None:
        """Load points of a contact's new households <= max(0, capacity - those of its current ones).

        Current are those of `week.assigned`, whether the plan keeps them or not: what one who gets another contact
        leaves free is not given away in this plan. An override of today (`rule` K01, `helper` the contact) raises
        the capacity by the points of all households that it names, themselves or as parts of one that was split.
        """
        week = terms.week
        for contact in week.contacts:
            pardoned = terms.pardoned(Spot("helper", contact.alias), week.as_of)
            most = contact.capacity + sum(map(load_points, pardoned))
            terms.at_most(terms.cared_for(contact.alias, load_points), most)

    def check(self, seen: Seen) -> Iterator[Clash]:
        """More new load than is left: a breach; more than the capacity kept, and nothing new: an alarm."""
        for contact in seen.week.contacts:
            most = contact.capacity + _raised(seen, contact)
            here = seen.followed_by(contact.alias)
            new = tuple(a for a in here if not seen.is_held(a))
            kept = tuple(a for a in here if seen.is_held(a))
            current = _current(seen, contact)
            if _load(seen, new) > max(0, most - _load(seen, current)):
                points = _load(seen, current) + _load(seen, new)
                yield Clash(Level.HARD, "too_much", (*current, *new), facts(points=points, most=contact.capacity),
                            since=seen.week.as_of, where=contact.alias)  # fmt: skip
            elif _load(seen, kept) > most:
                yield Clash(Level.HARD, "too_much", kept, facts(points=_load(seen, kept), most=contact.capacity),
                            since=seen.week.as_of, where=contact.alias)  # fmt: skip


def _current(seen: Seen, contact: Contact) -> tuple[ContactAssignment, ...]:
    """Whom a contact follows up before the plan."""
    return tuple(
        ContactAssignment(
            household=household, contact=contact.alias, since=seen.week.as_of, kind=AssignmentKind.CURRENT
        )
        for household in _followed(seen.week).get(contact.alias, ())
    )


def _followed(week: Week) -> dict[str, list[str]]:
    """Contact -> households that have it before the plan; found once a week."""
    found: dict[str, list[str]] | None = week.__dict__.get("_followed")
    if found is None:
        found = week.__dict__["_followed"] = {}
        for household, contact in week.assigned.items():
            found.setdefault(contact, []).append(household)
    return found


def _load(seen: Seen, assignments: tuple[ContactAssignment, ...]) -> int:
    return sum(load_points(seen.week.household[a.household]) for a in assignments)


def _raised(seen: Seen, contact: Contact) -> int:
    """By how much overrides of today raise the capacity: the load of the households that they name."""
    named: set[str] = set()
    for row in seen.week.instance.overrides:
        if row.rule == "K01" and row.helper == contact.alias and row.since <= seen.week.as_of < row.until:
            named |= set(row.households)
    here = seen.week.households if named else ()
    return sum(load_points(h) for h in here if h.alias in named or h.origin in named)


class NobodyWithout:
    """Nobody is refused a bed for want of a contact: a household without one is a task."""

    def build(self, terms: Terms) -> None:
        """Nothing: who has no contact is a task, and G05 prices it."""
        del terms

    def check(self, seen: Seen) -> Iterator[Clash]:
        """A task for each household that the plan leaves without a contact. A week without contacts plans none."""
        for household in seen.week.households if seen.week.contacts else ():
            if seen.contact_of(household.alias) is None:
                yield Clash(Level.HARD, "no_contact", (), waived="unmet", whom=(household.alias,))


RULE = Rule(
    id="primary_contact",
    code="K01",
    levels=(Level.HARD,),
    title=Sentence(
        "En kontaktperson som kan følge husstanden opp", "A contact who can follow the household up"
    ),
    because=Sentence(
        "Ett menneske å gå til er mer enn en liste. Da må det mennesket få vite, være uhildet og ha tid.",
        "One person to turn to is more than a list. That person must be allowed to know, impartial, and have time.",
    ),
    source=Source(
        "Etter reglene om habilitet og taushetsplikt; poengene er valgt i prosjektet",
        "Rules on impartiality and confidentiality; design choice of points",
        DESIGNED,
    ),
    says={
        "not_cleared": Sentence(
            "Kontaktpersonen er ikke klarert for den som har {grade}.",
            "The contact is not cleared for the household's secrecy grade ({grade}).",
        ),
        "conflict": Sentence(
            "Kontaktpersonen er inhabil og skal ikke følge opp denne husstanden.",
            "The contact has a conflict of interest and must not follow up this household.",
        ),
        "ask": Sentence(
            "Spør kontaktpersonen om hen er inhabil for denne husstanden.",
            "Ask the contact about a conflict of interest with the household.",
        ),
        "away": Sentence(
            "Kontaktpersonen er borte hele uken, til {until}.", "The contact is away all week, until {until}."
        ),
        "stand_in": Sentence(
            "Kontaktpersonen er borte til {until}: finn en som tar over så lenge.",
            "The contact is away until {until}: find somebody to stand in.",
        ),
        "leaves": Sentence("Kontaktpersonen slutter {on}.", "The contact leaves on {on}."),
        "too_much": Sentence(
            "Kontaktpersonen kan bære {most:poeng|poeng} og ville hatt {points}.",
            "The contact can carry {most:point|points} and would have {points}.",
        ),
        "no_contact": Sentence(
            "Husstanden har ingen kontaktperson: finn en.", "The household has no contact: find one."
        ),
    },
    neutral=frozenset({"conflict"}),
    parts=(Cleared(), Impartial(), AtWork(), WithinCapacity(), NobodyWithout()),
    settings=(
        Setting(
            "handover_days",
            14,
            "days",
            Sentence(
                "Dager før en kontaktperson slutter, da husstanden får en annen",
                "Days before a contact leaves, when the household gets another",
            ),
        ),
    ),
)
