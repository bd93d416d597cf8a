"""An address that has become known to somebody dangerous."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, NamedTuple

from placement.domain.consent import OfferAnswer
from placement.domain.fact import Edit
from placement.domain.housing import Closure, ClosureKind
from placement.domain.stay import StayKind
from placement.domain.value import FOREVER, Alias
from placement.service.desk.commands.command import Command, existing, removed
from placement.service.desk.commands.lookup import as_of, freed, new, set_row, together, unit_of, values
from placement.service.desk.snapshot import Snapshot


class BurnAddress(Command):
    """This address is burnt: every unit behind its entrance is closed at once, without an end.

    Nobody is to move in there any more: what is held or offered there, and locks to it, are over. Who lives there keeps
    the bed until a human moves them, and is acute from now on (docs/model.md §18). Said twice it is the same.
    """

    name: ClassVar[str] = "burn_address"
    unit: Alias
    on: date
    """Since when it is known; never later than the day on which all is read: it counts at once."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """Closures, and what is over by them."""
        existing(facts, "units", self.unit)
        units = behind(facts, self.unit)
        return together((*self._closures(facts, units), *_over(facts, units)))

    def _closures(self, facts: Snapshot, units: tuple[str, ...]) -> Iterator[Edit]:
        since = min(self.on, as_of(facts))
        for unit in units:
            rows = [
                (key, row)
                for key, row in values(facts, "closures")
                if (row.unit, row.room, row.kind, row.until) == (unit, None, ClosureKind.BURNT, FOREVER)
            ]
            if not rows:
                yield new("closures", Closure(unit=unit, since=since, kind=ClosureKind.BURNT))
            elif all(row.since > since for _, row in rows):
                yield set_row(facts, "closures", rows[0][0], since=since)


def behind(facts: Snapshot, unit: str) -> tuple[str, ...]:
    """The units behind the same entrance, with the unit itself."""
    entrance = facts.values["units"][unit].entrance
    return tuple(key for key, one in values(facts, "units") if one.entrance == entrance)


def _over(facts: Snapshot, units: tuple[str, ...]) -> Iterator[Edit]:
    for key, stay in values(facts, "stays"):
        if stay.kind is StayKind.HOLD and unit_of(facts, stay.place) in units:
            yield from freed(facts, key, stay, reopen=False)
    for key, offer in values(facts, "offers"):
        if offer.unit in units and offer.answer is OfferAnswer.OPEN:
            yield removed(facts, "offers", key)
    for key, pin in values(facts, "pins"):
        if pin.must and (pin.unit or unit_of(facts, pin.place)) in units:
            yield removed(facts, "pins", key)


class Touched(NamedTuple):
    """Whom it touches that an address is burnt: aliases of households, in order."""

    units: tuple[str, ...]
    """Behind the same entrance."""
    living: tuple[str, ...]
    holds: tuple[str, ...]
    offers: tuple[str, ...]
    """With an open offer."""


def touched(facts: Snapshot, unit: str) -> Touched:
    """Whom to call, before the address is burnt: afterwards the holds and offers are gone. Raises CannotDo."""
    existing(facts, "units", unit)
    units = behind(facts, unit)

    def stays(kind: StayKind) -> tuple[str, ...]:
        return _households(
            s for _, s in values(facts, "stays") if s.kind is kind and unit_of(facts, s.place) in units
        )

    offers = (o for _, o in values(facts, "offers") if o.unit in units and o.answer is OfferAnswer.OPEN)
    return Touched(units, stays(StayKind.CURRENT), stays(StayKind.HOLD), _households(offers))


def _households(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({row.household for row in rows}))
