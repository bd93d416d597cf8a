"""What people answered: to an offer, and to a move."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar

from placement.domain.consent import ConsentAnswer, DeclineReason, MoveConsent, Offer, OfferAnswer
from placement.domain.fact import Edit
from placement.domain.household import Household
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER, Alias
from placement.domain.week import Week
from placement.service.desk.commands.command import CannotDo, Command
from placement.service.desk.commands.lookup import (
    as_of,
    exits_of,
    freed,
    household_of,
    new,
    not_after,
    set_row,
    stays_of,
    still_to_come,
    together,
    unit_of,
    values,
)
from placement.service.desk.snapshot import Snapshot

HOLDS: Mapping[DeclineReason | None, int | None] = {
    # What the place is stays so until somebody says otherwise: only a human ends it (`WithdrawDecline`).
    DeclineReason.PLACE: None,
    DeclineReason.AREA: None,
    DeclineReason.RULES: None,
    # Who lives there may be the very person whom they fear, and need not say so.
    DeclineReason.COMPANY: None,
    # H25 bars the whole unit, and another of its rooms may suit.
    DeclineReason.ROOM: 28,
    # Two allocation meetings on, "not yet" has been heard.
    DeclineReason.WANTS_TO_WAIT: 14,
    # The nights in which a missing place counts: by then the other offer has begun, or come to nothing.
    DeclineReason.OTHER_OFFER: 28,
    # Nobody can say whether it still holds. Four weeks are no pressure, and shut nobody out of a place for good.
    DeclineReason.NO_REASON_GIVEN: 28,
    DeclineReason.OTHER: 28,
    None: 28,
}
"""Reason of a no -> the days for which it holds; None: until it is withdrawn. A no is a normal outcome, without
penalty: the figures only keep the same question from being asked again too soon."""


class AnswerOffer(Command):
    """What a household answered to the offer of a unit made on a date.

    A yes ends the time for which the bed is held: it is agreed. A no gives the bed back, and the place is not offered
    again while the reason holds (H25).
    """

    name: ClassVar[str] = "answer_offer"
    household: Alias
    unit: Alias
    on: date
    """The date of the offer."""
    answer: OfferAnswer
    reason: DeclineReason | None = None
    holds_until: date | None = None
    """Until when a no holds; none given: as its reason has it."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The offer's row, and the stay that is held there."""
        household_of(facts, self.household)
        key, _ = offer_of(facts, self.household, self.unit, self.on)
        if self.answer is OfferAnswer.OPEN:
            raise CannotDo(
                "that is no answer.",
                todo="Choose yes or no, or leave the offer open.",
                code="no_answer_given",
            )
        if self.answer is OfferAnswer.DECLINED:
            return together(self._declined(facts, key))
        return tuple(self._accepted(facts, key))

    def _declined(self, facts: Snapshot, key: str) -> Iterator[Edit]:
        if any(
            unit_of(facts, s.place) == self.unit for _, s in stays_of(facts, self.household, StayKind.CURRENT)
        ):
            raise CannotDo(
                "the household lives there already.", todo="End the stay, if they leave.", code="lives_there"
            )
        if self.holds_until is not None:
            still_to_come(facts, self.holds_until)
        until = self.holds_until or holds_until(self.reason, max(self.on, as_of(facts)))
        yield set_row(facts, "offers", key, answer=self.answer, reason=self.reason, holds_until=until)
        for row, hold in _holds_in(facts, self.household, self.unit):
            yield from freed(facts, row, hold, reopen=False)

    def _accepted(self, facts: Snapshot, key: str) -> Iterator[Edit]:
        if self.reason is not None or self.holds_until is not None:
            raise CannotDo(
                "only a no has a reason.", todo="Leave the reason empty.", code="reason_without_no"
            )
        held = _holds_in(facts, self.household, self.unit)
        if not held:
            raise self._nothing_held(facts)
        yield set_row(facts, "offers", key, answer=self.answer, reason=None, holds_until=FOREVER)
        for row, hold in held:
            if hold.expires is not None and hold.expires <= as_of(facts):
                raise CannotDo(
                    "the unit no longer holds the bed.", todo="Ask the unit, and keep the hold first.",
                    code="hold_over",
                )  # fmt: skip
            yield set_row(facts, "stays", row, expires=None)

    def _nothing_held(self, facts: Snapshot) -> CannotDo:
        if stays_of(facts, self.household, StayKind.CURRENT):
            return CannotDo(
                "the household lives somewhere: a move takes each adult's own word.",
                todo="Record what each of them said to the move.",
                code="move_needs_consent",
            )
        return CannotDo(
            "nothing is held for the household.", todo="Only an accepted plan gives a bed: plan again.",
            code="no_hold",
        )  # fmt: skip


def holds_until(reason: DeclineReason | None, said: date) -> date:
    """Until when a no that was said on a date holds, by its reason."""
    days = HOLDS[reason]
    return FOREVER if days is None else said + timedelta(days=days)


def offer_of(facts: Snapshot, household: str, unit: str, on: date) -> tuple[str, Offer]:
    """An offer. Raises CannotDo."""
    for key, offer in values(facts, "offers"):
        if (offer.household, offer.unit, offer.on) == (household, unit, on):
            return key, offer
    raise CannotDo("there is no such offer.", todo="Look at the offers again.", code="no_offer")


def _holds_in(facts: Snapshot, household: str, unit: str) -> list[tuple[str, Stay]]:
    held = stays_of(facts, household, StayKind.HOLD)
    return [(key, stay) for key, stay in held if unit_of(facts, stay.place) == unit]


class WithdrawDecline(Command):
    """The reason of a no holds no longer, as the person says: the place may be offered again. The no itself stays."""

    name: ClassVar[str] = "withdraw_decline"
    household: Alias
    unit: Alias
    on: date
    """The date of the offer."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The offer's row."""
        key, offer = offer_of(facts, self.household, self.unit, self.on)
        until = max(offer.on, as_of(facts))
        if offer.answer is not OfferAnswer.DECLINED or offer.holds_until <= until:
            raise CannotDo("there is no such no any more.", todo="Nothing is to be done.", code="no_decline")
        yield set_row(facts, "offers", key, holds_until=until)


class ConsentToMove(Command):
    """What the adults of a housed household said to a move to a unit, each for themselves.

    With each adult's yes, and a proposal of the accepted plan, the place is held, and the present stay ends on the day
    on which the other begins. Whoever takes their yes back before that gives the held place back: nobody is moved.
    """

    name: ClassVar[str] = "consent_to_move"
    gives: ClassVar[bool] = True
    """It gives a bed: one that somebody has by now is refused."""
    household: Alias
    unit: Alias
    answers: Mapping[Alias, ConsentAnswer]
    on: date
    """The day on which they said it."""
    proposal: Stay | None = None
    """The move as the accepted plan has it; none: only the words are written down."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The answers; and the two stays where they decide."""
        household = household_of(facts, self.household)
        key, home = self._home(facts)
        said = tuple(self._said(facts, household))
        if any(answer is not ConsentAnswer.GIVEN for answer in self.answers.values()):
            held = _holds_in(facts, self.household, self.unit)
            return together((*said, *(edit for row, hold in held for edit in freed(facts, row, hold))))
        if not _agreed(facts, household, self.unit, said):
            return said
        return (*said, *self._moving(facts, key, home))

    def _home(self, facts: Snapshot) -> tuple[str, Stay]:
        not_after(facts, self.on)
        homes = stays_of(facts, self.household, StayKind.CURRENT)
        if not homes:
            raise CannotDo(
                "the household lives nowhere by these rows.",
                todo="Answer the offer instead.",
                code="not_housed",
            )
        key, home = max(homes, key=lambda one: one[1].start)
        if self.on < home.start:
            raise CannotDo(
                "a yes from before they moved in was to another move.", todo="Ask again.", code="before_start"
            )
        return key, home

    def _said(self, facts: Snapshot, household: Household) -> Iterator[Edit]:
        adults = {p.alias for p in household.members if p.maybe_adult}
        rows = {(c.person, c.unit, c.on): key for key, c in values(facts, "move_consents")}
        for person, answer in self.answers.items():
            if person not in adults:
                raise CannotDo(
                    "an answer is of somebody who is no adult of the household.",
                    todo="Ask each adult; a guardian answers for a child.",
                    code="no_adult_of_it",
                )
            if key := rows.get((person, self.unit, self.on)):
                yield set_row(facts, "move_consents", key, answer=answer)
            else:
                row = MoveConsent(person=person, unit=self.unit, answer=answer, on=self.on)
                yield new("move_consents", row, key=f"new-{person}")

    def _moving(self, facts: Snapshot, key: str, home: Stay) -> Iterator[Edit]:
        move = self.proposal
        if move is None or _holds_in(facts, self.household, self.unit):
            return
        mine = (StayKind.PROPOSAL, self.household, self.unit)
        if (move.kind, move.household, unit_of(facts, move.place)) != mine:
            raise CannotDo(
                "the proposal is another one.",
                todo="Take the move from the accepted plan.",
                code="other_proposal",
            )
        if move.start < as_of(facts) or move.start <= home.start:
            raise CannotDo("the move was to have begun already.", todo="Plan again.", code="move_passed")
        if any(as_of(facts) < one.on <= move.start for _, one in exits_of(facts, self.household)):
            raise CannotDo("the household is to leave before that.", todo="Plan again.", code="leaves_before")
        if home.until is None or home.until > move.start:
            yield set_row(facts, "stays", key, until=move.start)
        yield new("stays", move.but(kind=StayKind.HOLD, expires=None))
        for row, offer in values(facts, "offers"):
            if (offer.household, offer.unit, offer.answer) == (self.household, self.unit, OfferAnswer.OPEN):
                yield set_row(facts, "offers", row, answer=OfferAnswer.ACCEPTED)


def _agreed(facts: Snapshot, household: Household, unit: str, said: tuple[Edit, ...]) -> bool:
    """Whether each adult agrees, as H20 itself reads the rows."""
    week = Week(facts.after(said, facts.change, {}).instance, ())
    agreed: frozenset[str] = week.attributes.of(week.household[household.alias], "moves_agreed")
    return unit in agreed
