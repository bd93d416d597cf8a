"""A household leaves our care."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from placement.domain.consent import OfferAnswer
from placement.domain.fact import Edit
from placement.domain.programme import EnrolmentKind
from placement.domain.stay import Destination, Exit, Stay, StayKind
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command, removed
from placement.service.desk.commands.lookup import (
    as_of,
    ended,
    exits_of,
    forgotten,
    household_of,
    new,
    set_row,
    stays_of,
    together,
    values,
)
from placement.service.desk.commands.showing import shown_no_more
from placement.service.desk.snapshot import Snapshot


class RecordExit(Command):
    """A household left, or will leave on that date. What it holds ends that day; what is offered and locked is over."""

    name: ClassVar[str] = "record_exit"
    household: Alias
    on: date
    destination: Destination | None = None
    """Where to, never which place; none: nobody knows."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The exit, and what ends with it."""
        household = household_of(facts, self.household)
        if self.on <= household.referral:
            raise CannotDo(
                "an exit up to the referral belongs to an earlier time in care.", todo="Look at the date.",
                code="before_referral",
            )  # fmt: skip
        exits = self._exits(facts, household.referral)
        return together((*exits, *self._stays(facts), *self._rest(facts)))

    def _exits(self, facts: Snapshot, referral: date) -> Iterator[Edit]:
        """A date that was foreseen is replaced by what happened."""
        foreseen = [key for key, row in exits_of(facts, self.household) if row.on > referral]
        if foreseen:
            yield set_row(facts, "exits", foreseen[0], on=self.on, destination=self.destination)
            yield from (removed(facts, "exits", key) for key in foreseen[1:])
        else:
            yield new("exits", Exit(household=self.household, on=self.on, destination=self.destination))

    def _stays(self, facts: Snapshot) -> Iterator[Edit]:
        today = as_of(facts)
        for key, stay in stays_of(facts, self.household, StayKind.CURRENT):
            if self.on <= today:
                yield from ended(facts, key, stay, self.on)
            elif _goes_on(stay, self.on):
                yield set_row(facts, "stays", key, until=self.on)
        for key, hold in stays_of(facts, self.household, StayKind.HOLD):
            if self.on <= max(today, hold.start):
                yield from forgotten(facts, key, hold)
            elif _goes_on(hold, self.on):
                yield set_row(facts, "stays", key, until=self.on)

    def _rest(self, facts: Snapshot) -> Iterator[Edit]:
        """Once they have left: enrolments, which would count again if they came back, open offers, pins, releases."""
        if self.on > as_of(facts):
            return
        people = {p.alias for p in household_of(facts, self.household).members}
        for key, one in values(facts, "enrolments"):
            if one.person in people and one.kind is EnrolmentKind.CURRENT:
                if one.start < self.on:
                    until = min(self.on, one.until or self.on)
                    yield set_row(facts, "enrolments", key, kind=EnrolmentKind.PAST, until=until)
                else:
                    yield removed(facts, "enrolments", key)
        for key, offer in values(facts, "offers"):
            if (offer.household, offer.answer) == (self.household, OfferAnswer.OPEN):
                yield removed(facts, "offers", key)
        yield from shown_no_more(facts, self.household)
        for table in ("pins", "releases"):
            for key, row in values(facts, table):
                if row.household == self.household:
                    yield removed(facts, table, key)


def _goes_on(stay: Stay, on: date) -> bool:
    return stay.until is None or stay.until > on
