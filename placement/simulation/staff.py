"""Primary contacts: whom they follow up, when they are away, and where they have a conflict of interest."""

from collections import defaultdict

from placement.domain.contact import Absence, Contact, ContactAssignment, Impartiality
from placement.domain.household import Household
from placement.domain.person import Danger, Secrecy
from placement.domain.value import Answer
from placement.simulation.draw import Draw
from placement.simulation.town import Town

HOURS = {37: 60, 30: 25, 18: 15}
POINTS_AN_HOUR = 0.55
"""Load points that a contact carries for each hour of their week."""
CLEARANCE = {Secrecy.HIDDEN: 8, Secrecy.FORTROLIG: 45, Secrecy.STRENGT_FORTROLIG: 45, None: 2}
LANGUAGES = ("ron", "ara", "rus", "spa", "pol", "tir", "urd", "vie")
ASKED = 6
"""Most contacts who were asked whether they know a household that waits."""


def points(household: Household) -> int:
    """How much work a household is: its support, children, and danger."""
    support = max(2 if p.support is None else p.support for p in household.members)
    danger = max((p.threat.danger if p.threat else Danger.HIGH).rank for p in household.members)
    return 1 + support + int(household.has_child) + int(danger >= Danger.HIGH.rank)


def add_contacts(town: Town) -> None:
    """Contacts with their load, absences, and what they said about conflicts of interest."""
    draw = town.draw("contacts")
    contacts = [
        _contact(draw, town, n)
        for n in draw.sample(range(1, 90 * town.counts.contacts), town.counts.contacts)
    ]
    town.rows["contacts"] += contacts
    for contact in contacts:
        _away(draw, town, contact)
    load: dict[str, int] = defaultdict(int)
    for household in town.households.values():
        housed = household.alias in town.homes
        share = 0.94 if housed else 0.0 if household.alias in town.new else 0.4
        if draw.yes(share):
            _assign(draw, town, household, contacts, load)
        if not housed:
            for contact in draw.some(contacts, ASKED):
                answer = draw.one({Answer.NO: 85, Answer.YES: 4, Answer.NOT_ASKED: 11})
                town.rows["impartiality"].append(
                    Impartiality(helper=contact.alias, household=household.alias, conflict=answer)
                )


def _contact(draw: Draw, town: Town, number: int) -> Contact:
    hours = draw.one(HOURS)
    return Contact(
        alias=f"Kontakt-{number}", languages=frozenset({"nob", "eng", *draw.some(LANGUAGES, draw.randint(0, 2))}),
        clearance=draw.one(CLEARANCE), hours=hours, capacity=round(hours * POINTS_AN_HOUR) + draw.randint(-1, 1),
        until=town.day(draw.randint(5, 60)) if draw.yes(0.06) else None,
    )  # fmt: skip


def _away(draw: Draw, town: Town, contact: Contact) -> None:
    """Some are away for weeks, some for days."""
    match draw.one({"long": 7, "short": 15, "": 78}):
        case "long":
            since, until = -draw.randint(0, 20), draw.randint(8, 60)
        case "short":
            since = draw.randint(0, 14)
            until = since + draw.randint(1, 5)
        case _:
            return
    town.rows["absences"].append(Absence(contact=contact.alias, since=town.day(since), until=town.day(until)))


def _assign(
    draw: Draw, town: Town, household: Household, contacts: list[Contact], load: dict[str, int]
) -> None:
    """Of some contacts the one with most room left who may see the case; a few cases were given beyond capacity."""
    grade = max((p.secrecy or Secrecy.FORTROLIG).rank for p in household.members)
    cleared = [c for c in draw.some(contacts, 12) if c.clearance and c.clearance.rank >= grade]
    mine = min(cleared, key=lambda c: (load[c.alias] - c.capacity, c.alias), default=None)
    if mine is None or (load[mine.alias] + points(household) > mine.capacity and draw.yes(0.9)):
        return
    load[mine.alias] += points(household)
    since = max(household.referral, town.day(-draw.randint(1, 300)))
    town.rows["assignments"].append(
        ContactAssignment(household=household.alias, contact=mine.alias, since=since)
    )
    if draw.yes(0.9) and household.alias in town.homes:
        conflict = Answer.YES if draw.yes(0.01) else Answer.NO
        town.rows["impartiality"].append(
            Impartiality(helper=mine.alias, household=household.alias, conflict=conflict)
        )
