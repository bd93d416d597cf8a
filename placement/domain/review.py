"""What the judge says about a plan."""

from datetime import date
from enum import StrEnum

from placement.domain.rule import Level, Reason
from placement.domain.value import Value


class FindingKind(StrEnum):
    """Only a breach forbids acceptance; alarms are acknowledged by name."""

    BREACH = "breach"
    ALARM = "alarm"
    TASK = "task"
    OVERRIDDEN = "overridden"


class Finding(Value):
    """One thing that the judge saw. Text is made last, in `words`, for one audience."""

    rule: str
    code: str
    kind: FindingKind
    level: Level
    says: str
    about: tuple[str, ...]
    """Aliases of households, and of the person where it is one member's."""
    where: str = ""
    since: date | None = None
    until: date | None = None
    facts: tuple[tuple[str, str | int | date], ...] = ()
    reason: Reason | None = None
    is_waived: bool = False
    """A task because the rule may be waived here; kept with the stay once a human accepts it."""


class TierStages(Value):
    """What is minimised for one tier, in this order (docs/model.md §24)."""

    tier: str
    nights: int
    not_in_time: int
    waiting_days: int
    ease: int
    """99 - feasible places, summed over those not in time."""
    flags: tuple[int, ...]
    """1: not in time, in order of lot."""
    lot_nights: int
    impossible: int = 0
    """How many have no option in time at all."""

    @property
    def vector(self) -> tuple[object, ...]:
        """What is compared, stage by stage."""
        return (self.nights, self.not_in_time, self.waiting_days, self.ease, self.flags, self.lot_nights)


class GoalPoints(Value):
    """Points lost to one goal, in all and by household."""

    goal: str
    code: str
    points: int
    households: tuple[tuple[str, int], ...] = ()


class Unplaced(Value):
    """Why a household got no place, or not in time: the unit's own codes, and what stands behind them."""

    household: str
    primary: Reason | None
    """The most common reason among the places that would need the fewest changes.

    None: a place is open, or nothing but the household's own dates is in the way. Where a place is open and the
    unit's limit on moves alone is in the way: that.
    """
    secondary: Reason | None
    """The next reason that differs."""
    why: tuple[Finding, ...] = ()
    """What stands in the way in the places that would need the fewest changes, each sentence once."""
    stops: tuple[tuple[str, ...], ...] = ()
    """For each of `why`, in its order: those of these places in which it is said."""
    nowhere: bool = False
    """No place at all, whoever else is there: the rules about the household alone leave none."""
    never_in_time: bool = False
    """No place in time, whoever lives where: its own dates, and the rules about it alone, leave none."""
    hinges: tuple[Finding, ...] = ()
    """Where nothing but one rule about its safety, or one question without an answer, is in the way.

    Nobody who lives there or has a place held has the beds; the plan may have given them to others. One for
    each sentence and unit; `where` is the place.
    """
    bars_most: Finding | None = None
    """What the rules about the household alone say in most of the places that they close to it."""
    barred: tuple[str, ...] = ()
    """These places."""
    open_places: tuple[str, ...] = ()
    """Places that they could be given beside the plan without breach.

    For a wish for something better the goals may weigh less than the move; for anybody else the limit on moves is
    reached, or the plan is not the best one.
    """


class Review(Value):
    """Every rule and goal recomputed from the instance and the plan alone."""

    findings: tuple[Finding, ...]
    stages: tuple[TierStages, ...]
    goals: tuple[GoalPoints, ...]

    @property
    def points(self) -> int:
        """All points lost."""
        return sum(g.points for g in self.goals)

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(f for f in self.findings if f.kind is kind)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """What forbids acceptance."""
        return self.of(FindingKind.BREACH)

    @property
    def alerts(self) -> int:
        """How many things break a rule or are alarms; what is said of the same people in two rooms is one."""
        found = (*self.breaches, *self.of(FindingKind.ALARM))
        return len({(one.kind, one.code, one.says, one.about) for one in found})


class Character(StrEnum):
    """In what a plan is better than all others beside it."""

    FEWEST_MOVES = "fewest_moves"
    """Proposals that somebody moves."""
    SHORTEST_WAIT = "shortest_wait"
    """Nights from today to the starts, and those of who gets nothing."""
    SAFETY_MARGIN = "safety_margin"
    """Points lost to being safer than the very least (G02)."""
    KEEPS_SCARCE = "keeps_scarce"
    """Points lost by using places of which there are few, the emergency bed among them (G11)."""
    WISHES = "wishes"
    """Points lost to what people asked for (G03, G08, G18)."""
