"""Who really lives where: what a human saw and wrote down. Nothing here ends by itself."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from placement.domain.consent import OfferAnswer
from placement.domain.fact import Edit
from placement.domain.household import Situation
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command
from placement.service.desk.commands.lookup import (
    as_of,
    ended,
    freed,
    not_after,
    set_row,
    stays_of,
    still_to_come,
    the_stay,
    together,
    unit_of,
    values,
)
from placement.service.desk.snapshot import Snapshot


class OfHold(Command):
    """About a bed that is held for a household; `unit` says which where there are several."""

    household: Alias
    unit: Alias | None = None

    def hold(self, facts: Snapshot) -> tuple[str, Stay]:
        """The held stay. Raises CannotDo."""
        return the_stay(facts, self.household, StayKind.HOLD, self.unit)


class MovedIn(OfHold):
    """A household moved in, with its real first night. Where they lived before, their last night was the one before.

    An offer of the unit that is still open is answered by that: they said yes with their feet.
    """

    name: ClassVar[str] = "moved_in"
    on: date

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The held stay, and the one that it follows."""
        not_after(facts, self.on)
        key, hold = self.hold(facts)
        if hold.until is not None and hold.until <= self.on:
            raise CannotDo(
                "the stay was to have ended by then.",
                todo="Plan again, or correct its end first.",
                code="stay_over",
            )
        moved = set_row(facts, "stays", key, kind=StayKind.CURRENT, start=self.on, expires=None)
        before = stays_of(facts, self.household, StayKind.CURRENT)
        gone = (edit for old in before for edit in ended(facts, *old, self.on))
        return together((moved, *gone, *self._answered(facts, unit_of(facts, hold.place))))

    def _answered(self, facts: Snapshot, unit: str) -> Iterator[Edit]:
        for row, offer in values(facts, "offers"):
            if (offer.household, offer.unit, offer.answer) == (self.household, unit, OfferAnswer.OPEN):
                yield set_row(facts, "offers", row, answer=OfferAnswer.ACCEPTED)


class NoShow(OfHold):
    """A household did not come: a human gives the bed back, or has it kept until a date.

    There is no penalty, and nobody's answer is guessed: the offer is open again.
    """

    name: ClassVar[str] = "no_show"
    on: date
    """The day on which that was seen."""
    keep_until: date | None = None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The held stay, and the offer."""
        not_after(facts, self.on)
        key, hold = self.hold(facts)
        if hold.start > self.on:
            raise CannotDo(
                "the stay had not begun by then.",
                todo="Wait, or record what they answered.",
                code="not_begun",
            )
        if self.keep_until is None:
            return together(freed(facts, key, hold))
        still_to_come(facts, self.keep_until)
        return (set_row(facts, "stays", key, expires=self.keep_until),)


class HoldExpires(OfHold):
    """The time for which a bed was held is over, and a human gives it back: no date does that by itself."""

    name: ClassVar[str] = "hold_expires"

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The held stay, and the offer."""
        key, hold = self.hold(facts)
        expires = _expiry(hold)
        if expires > as_of(facts):
            raise CannotDo(
                "the bed is still held.", todo="Record the answer, or wait until then.", code="still_held",
                facts={"until": expires.isoformat()},
            )  # fmt: skip
        return together(freed(facts, key, hold))


class KeepHold(OfHold):
    """The unit holds the bed for longer."""

    name: ClassVar[str] = "keep_hold"
    until: date
    """From then on it holds it no longer."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The held stay."""
        still_to_come(facts, self.until)
        key, hold = self.hold(facts)
        _later(self.until, _expiry(hold))
        yield set_row(facts, "stays", key, expires=self.until)


def _expiry(hold: Stay) -> date:
    if hold.expires is None:
        raise CannotDo(
            "the bed is agreed, and held without an end.", todo="Record a no-show, or the answer.",
            code="held_without_end",
        )  # fmt: skip
    return hold.expires


def _later(until: date, now: date) -> None:
    if until <= now:
        raise CannotDo(
            "that is no later than now.",
            todo="Give a later date.",
            code="not_later",
            facts={"until": now.isoformat()},
        )


class EndStay(Command):
    """A stay ended, or will end on that date. Where they sleep after it is asked, and unknown until somebody says."""

    name: ClassVar[str] = "end_stay"
    household: Alias
    until: date
    """The first night on which they do not sleep there."""
    situation: Situation = Situation.UNKNOWN
    unit: Alias | None = None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The stay; once it is over, also where the household sleeps, so that it waits with the right priority."""
        key, stay = the_stay(facts, self.household, StayKind.CURRENT, self.unit)
        if self.until <= stay.start:
            raise CannotDo("that is before the stay began.", todo="Look at the date.", code="before_start")
        if self.until > as_of(facts):
            return (set_row(facts, "stays", key, until=self.until),)
        return together(self._ended(facts, key, stay))

    def _ended(self, facts: Snapshot, key: str, stay: Stay) -> Iterator[Edit]:
        yield from ended(facts, key, stay, self.until)
        if len(stays_of(facts, self.household, StayKind.CURRENT)) == 1:
            yield set_row(
                facts, "households", self.household, situation=self.situation, situation_since=self.until
            )


class ExtendStay(Command):
    """A stay lasts longer than was thought, or the unit extended its limit."""

    name: ClassVar[str] = "extend_stay"
    household: Alias
    until: date | None = None
    """The new expected end."""
    limit_until: date | None = None
    """To when the unit extended its limit (H14)."""
    unit: Alias | None = None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The stay."""
        key, stay = the_stay(facts, self.household, StayKind.CURRENT, self.unit)
        fields: dict[str, date] = {}
        if self.until is not None:
            if stay.until is None:
                raise CannotDo(
                    "the stay has no end that could be extended.",
                    todo="Nothing is to be done.",
                    code="no_end",
                )
            _later(self.until, stay.until)
            fields["until"] = self.until
        if self.limit_until is not None:
            _later(self.limit_until, stay.extended_until or stay.start)
            fields["extended_until"] = self.limit_until
        yield set_row(facts, "stays", key, **fields)
