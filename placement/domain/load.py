"""How much work a household is to its contact, and what each contact's fair share of all work is."""

from datetime import date

from placement.domain.contact import Contact
from placement.domain.household import Household
from placement.domain.person import Danger

UNKNOWN_SUPPORT = 2
"""Support that somebody needs about whom nobody has said it."""


def load_points(household: Household) -> int:
    """1, the highest support that a member needs, 1 for children, and 1 where somebody's danger is high or acute.

    Support that nobody knows is 2, a threat that was never assessed is high, and who may be a child is one.
    """
    support = max(UNKNOWN_SUPPORT if p.support is None else p.support for p in household.members)
    danger = max((p.threat.danger if p.threat else Danger.HIGH).rank for p in household.members)
    return 1 + support + household.has_child + (danger >= Danger.HIGH.rank)


def hours_of(contact: Contact, day: date) -> int:
    """Hours a week that a contact works on a date; none for who has left."""
    return contact.hours if contact.until is None or day < contact.until else 0


def fair_share(points: int, hours: int, all_hours: int) -> int:
    """The share of all load points that somebody of so many hours carries, rounded up; nobody works: 0."""
    return -(-points * hours // all_hours) if all_hours else 0
