"""Primary contacts: whom they follow up, when they are away, and where they have a conflict of interest."""

from collections import defaultdict
from datetime import timedelta

from placement.domain.contact import Absence, Contact, ContactAssignment, Impartiality
from placement.domain.household import Household
from placement.domain.load import load_points
from placement.domain.person import Secrecy
from placement.domain.value import Answer
from placement.simulation.draw import Draw
from placement.simulation.town import Town

HOURS = {37: 60, 30: 25, 18: 15}
LOADED = (0.86, 0.97)
"""Least and most share of what those at work can carry that all households together are."""
CLEARANCE = {Secrecy.HIDDEN: 8, Secrecy.FORTROLIG: 45, Secrecy.STRENGT_FORTROLIG: 45, None: 2}
LANGUAGES = ("ron", "ara", "rus", "spa", "pol", "tir", "urd", "vie")
WEEK = 7
ASKED = 6
"""Most contacts who were asked whether they know a household that waits."""


def add_contacts(town: Town) -> None:
    """Contacts with their load, absences, and what they said about conflicts of interest."""
    draw = town.draw("contacts")
    contacts = [
        _contact(draw, town, n)
        for n in draw.sample(range(1, 90 * town.counts.contacts), town.counts.contacts)
    ]
    _absences(draw, town, contacts)
    contacts = _with_capacity(draw, town, contacts)
    town.rows["contacts"] += contacts
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
        clearance=draw.one(CLEARANCE), hours=hours, capacity=0,
        until=town.day(draw.randint(5, 60)) if draw.yes(0.06) else None,
    )  # fmt: skip


def _with_capacity(draw: Draw, town: Town, contacts: list[Contact]) -> list[Contact]:
    """Those who are at work this week can just carry everybody, each by their hours."""
    week = town.as_of + timedelta(days=WEEK)
    away = {a.contact for a in town.rows["absences"] if a.since <= town.as_of and week <= a.until}
    hours = sum(c.hours for c in contacts if c.alias not in away) or sum(c.hours for c in contacts)
    total = sum(map(load_points, town.households.values()))
    an_hour = total / draw.uniform(*LOADED) / hours
    return [c.but(capacity=round(c.hours * an_hour)) for c in contacts]


def _absences(draw: Draw, town: Town, contacts: list[Contact]) -> None:
    """Some are away for weeks, but never more than a fourth of all at once, some for days."""
    long = 0
    for contact in contacts:
        match draw.one({"long": 7, "short": 15, "": 78}):
            case "long" if 4 * long < len(contacts):
                long += 1
                since, until = -draw.randint(0, 20), draw.randint(8, 60)
            case "short":
                since = draw.randint(0, 14)
                until = since + draw.randint(1, 5)
            case _:
                continue
        town.rows["absences"].append(
            Absence(contact=contact.alias, since=town.day(since), until=town.day(until))
        )


def _assign(
    draw: Draw, town: Town, household: Household, contacts: list[Contact], load: dict[str, int]
) -> None:
    """Of some contacts the one with most room left who may see the case; a few cases were given beyond capacity."""
    grade = max((p.secrecy or Secrecy.FORTROLIG).rank for p in household.members)
    cleared = [c for c in draw.some(contacts, 12) if c.clearance and c.clearance.rank >= grade]
    mine = min(cleared, key=lambda c: (load[c.alias] - c.capacity, c.alias), default=None)
    if mine is None or (load[mine.alias] + load_points(household) > mine.capacity and draw.yes(0.9)):
        return
    load[mine.alias] += load_points(household)
    since = max(household.referral, town.day(-draw.randint(1, 300)))
    town.rows["assignments"].append(
        ContactAssignment(household=household.alias, contact=mine.alias, since=since)
    )
    if draw.yes(0.9) and household.alias in town.homes:
        conflict = Answer.YES if draw.yes(0.01) else Answer.NO
        town.rows["impartiality"].append(
            Impartiality(helper=mine.alias, household=household.alias, conflict=conflict)
        )
