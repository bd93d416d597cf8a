"""A draft plan changed by hand: what would come of it, told before it is saved, and then a draft of its own.

Nothing here decides: a change that breaks rules is told in words, kept if a coordinator wants it, and refused where
somebody tries to accept it.
"""

from datetime import datetime
from typing import NamedTuple

from placement.domain.plan import Plan
from placement.service.desk.commands.decisions import AddPin
from placement.service.desk.desk import Desk
from placement.service.desk.hand_change import HandChange
from placement.service.desk.kept_plan import Kept
from placement.service.desk.set_aside import SetAside
from placement.service.rows import Said
from placement.words.language import Lang


class WishChange(NamedTuple):
    """One goal whose points change. Fewer points are better."""

    title: str
    before: int
    after: int
    who: str
    """Households whose own points change; empty where the goal is nobody's own."""


class TierChange(NamedTuple):
    """One tier (P0-P3) in which who is in time, or the nights without a place, change."""

    tier: str
    before: str
    """In words, as the plan's page has it: `P1 unsafe: 3 of 4 in time, 6 nights without a place`."""
    after: str
    is_worse: bool
    """By the order of the stages: the first that differs is higher."""


class PushedOut(NamedTuple):
    """A household whose planned place is given to another."""

    household: str
    place: str
    """The place that it loses."""
    becomes: str
    """Stays where it lives; or has no place, with its tier and the nights without."""
    instead: tuple[str, ...]
    """Places that are open to it beside the changed plan, at most three."""


class Consequences(NamedTuple):
    """What a change by hand comes to. All texts are for a coordinator."""

    plan: Plan
    """As it would be kept."""
    broken: tuple[Said, ...]
    """Breaches that the change makes: with one of these nobody can accept the plan."""
    alarms: tuple[Said, ...]
    tasks: tuple[Said, ...]
    """Alarms and tasks (also of gates) that the change makes."""
    mended: tuple[Said, ...]
    """Breaches, alarms and tasks that go."""
    tiers: tuple[TierChange, ...]
    won: tuple[WishChange, ...]
    lost: tuple[WishChange, ...]
    points_before: int
    points_after: int
    pushed_out: tuple[PushedOut, ...]
    dropped: tuple[str, ...]
    """Enrolments and bookings that no longer fit, each with why, and those that go on again."""
    set_aside: tuple[SetAside, ...]
    """Of each rule that is broken: whether two people may set it aside, and what to ask for."""

    @property
    def can_be_accepted(self) -> bool:
        """Whether the change makes no new breach (the plan may have others)."""
        return not self.broken


def consequences(kept: Kept, change: HandChange, lang: Lang) -> Consequences:
    """What the change would come to, judged whole; nothing is written.

    Raises:
        CannotDo: It means nothing in this plan: no such household or place, nothing to take away, nothing to swap.
    """
    raise NotImplementedError


def keep_by_hand(
    desk: Desk, login: str, number: int, changes: tuple[HandChange, ...], *, at: datetime | None = None
) -> int:
    """Keep a plan with these changes, one after the other, as a new draft; its number.

    Raises:
        Refused: They may not.
        Stale: The facts changed since the plan was made.
        CannotDo: There is no such plan, or a change means nothing in it.
    """
    raise NotImplementedError


def renew(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> int:
    """Keep the same plan as a new draft for the facts as they are now, judged as it stands; its number.

    For a plan that is out of date because a rule was set aside or a lock was written for it.

    Raises:
        Refused: They may not.
        CannotDo: There is no such plan.
    """
    raise NotImplementedError


def lock(kept: Kept, household: str) -> AddPin:
    """The lock of a household to what the plan gives it, from its date; of who gets nothing to where it lives.

    To be carried out like any command. It is an input: a plan that was made before it is out of date then.

    Raises:
        CannotDo: The household has no place in the plan and lives nowhere.
    """
    raise NotImplementedError


def complete_around(
    desk: Desk, login: str, number: int, households: tuple[str, ...], *, seconds: float, variants: int = 0
) -> int:
    """Lock these households to what the plan gives them, and ask for a plan around that; the number of the job.

    Raises:
        Refused: They may not.
        Stale: The facts changed since the plan was made.
        CannotDo: A lock breaks a rule by itself; then nothing is written.
    """
    raise NotImplementedError
