"""Which households could have which contact, as arrays: a large week has hundreds of thousands of such pairs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from placement.domain.contact import AssignmentKind, Contact, ContactAssignment
from placement.domain.household import Household
from placement.domain.linear import Ints, Mask
from placement.domain.week import Week
from placement.solver.against import spoken
from placement.solver.facts import NONE


@dataclass(frozen=True, eq=False)
class Offers:
    """One row a pair, by lot and then as contacts are listed."""

    households: tuple[Household, ...] = ()
    """In order of lot; `household` has indices of these."""
    contacts: tuple[Contact, ...] = ()
    since: date = date.min
    household: Ints = field(default_factory=lambda: NONE)
    contact: Ints = field(default_factory=lambda: NONE)
    current: Mask = field(default_factory=lambda: NONE > 0)
    """The household has the contact already."""
    blocked: Ints = field(default_factory=lambda: NONE)
    """A bit a rule, in the order of `week.rules`."""

    def __len__(self) -> int:
        return len(self.household)

    def act(self, row: int) -> ContactAssignment:
        """A row as an act of a plan."""
        return ContactAssignment(
            household=self.households[self.household[row]].alias,
            contact=self.contacts[self.contact[row]].alias,
            since=self.since,
            kind=AssignmentKind.CURRENT if self.current[row] else AssignmentKind.NEW,
        )

    def rows(self, household: int, contacts: Mask) -> Ints:
        """Those of a household with some of the contacts."""
        begin, end = np.searchsorted(self.household, np.array([household, household + 1]))
        mine: Ints = np.arange(begin, end)[contacts[self.contact[begin:end]]]
        return mine

    @cached_property
    def number(self) -> dict[str, int]:
        """Alias of a contact -> index."""
        return {contact.alias: n for n, contact in enumerate(self.contacts)}


def offers(
    week: Week, households: tuple[Household, ...], blocks: Callable[[ContactAssignment], int],
    among: Mask | None = None,
) -> Offers:  # fmt: skip
    """The contact that each household has, and every other, where nothing forbids it.

    Args:
        week: Whose contacts.
        households: In order of lot.
        blocks: Asked where what the rules say of a pair does not settle it: a bit a rule that forbids the act.
        among: Of each household and contact whether it is looked at; by default all are.
    """
    current = _current(week, households)
    shut, unsure = _said(week, households)
    shut[current], unsure[current] = False, True
    if among is not None:
        shut |= ~among
    owner, contact = np.nonzero(~shut)
    open_ones = Offers(
        households, week.contacts, week.as_of, owner, contact, current[owner, contact],
        np.zeros(len(owner), np.int64),
    )  # fmt: skip
    left = np.ones(len(owner), dtype=bool)
    for row in np.flatnonzero(unsure[owner, contact]).tolist():
        left[row] = blocks(open_ones.act(row)) == 0
    kept = {name: getattr(open_ones, name)[left] for name in ("household", "contact", "current", "blocked")}
    return replace(open_ones, **kept)


def _current(week: Week, households: tuple[Household, ...]) -> Mask:
    mine = [week.assigned.get(h.alias) for h in households]
    number = {contact.alias: n for n, contact in enumerate(week.contacts)}
    found = np.zeros((len(households), len(number)), dtype=bool)
    for row, contact in enumerate(mine):
        if contact in number:
            found[row, number[contact]] = True
    return found


def _said(week: Week, households: tuple[Household, ...]) -> tuple[Mask, Mask]:
    """Of each pair whether the rules forbid it in any case, and whether they say anything at all."""
    shape = len(households), len(week.contacts)
    shut, unsure = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    overridden = {name for o in week.instance.overrides for name in o.households}
    for part in spoken(week, households, Contact, week.contacts) if week.contacts else ():
        for n, household in enumerate(households):
            unsure[n] |= part.speaks(household)
            if not overridden & {household.alias, household.origin}:
                shut[n] |= part.always(household)
    return shut, unsure
