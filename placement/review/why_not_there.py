"""What speaks against a household in a place: all rules that bar it, or what it would cost, or whom it would displace.

Whether it is possible is read from the rules; what comes of it is proved: the week is planned anew with the household
there, and the two plans are compared.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from placement.domain.decision import Pin
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.instance import Instance
from placement.domain.plan import Plan
from placement.domain.planner import UNKNOWN, Known, Planner
from placement.domain.review import Finding, Review, TierStages
from placement.domain.rule import Rule
from placement.domain.run import Run, Status
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.options import Choice, choices_at, stay_in
from placement.review.reasons import Beside, alone, hindrance

Kind = Literal["planned", "home", "blocked", "locked", "free", "costs", "displaces", "unknown"]


class Touched(NamedTuple):
    """Another household, for whom the two plans differ."""

    household: str
    before: Stay | None
    """What the plan gives it; none: nothing."""
    after: Stay | None


class GoalChange(NamedTuple):
    """Points that a household loses to a goal, before and after."""

    goal: str
    household: str
    """Alias; empty where the goal names nobody."""
    before: int
    after: int


class There(NamedTuple):
    """The answer for one household, one place, and perhaps one date."""

    household: str
    place: str
    kind: Kind
    """Planned: it is there. Home: it lives there, or the place is not for a household of its size.

    Blocked: rules bar it, whatever is planned. Locked: the locks of others bar it. Free: nothing is lost. Costs: wishes
    are lost, or somebody is served later. Displaces: others are given something else. Unknown: it is not
    proved, for want of time or since the week is too large.
    """
    stay: Stay | None = None
    """The stay of which this is said."""
    blocking: tuple[Finding, ...] = ()
    """All that bars it; empty, where nothing but its own dates do."""
    locked: tuple[str, ...] = ()
    """Households whose locks bar it together."""
    after: Plan | None = None
    """The best plan with the household there."""
    touched: tuple[Touched, ...] = ()
    """The others for whom it differs, in order of alias."""
    goals: tuple[GoalChange, ...] = ()
    """Where points are lost or won."""
    points: int = 0
    """More than the plan loses; fewer, where below 0: then others are served later instead."""
    worse: tuple[tuple[TierStages, TierStages], ...] = ()
    """Tiers that are served worse: before, after."""


class Means(NamedTuple):
    """With what a week is planned anew."""

    rules: tuple[Rule, ...]
    """What every plan keeps to."""
    goals: tuple[Rule, ...]
    """What plans are compared by."""
    planner: Planner
    seconds: float = 10.0
    """Wall clock for each plan that is made, at most three for an answer, of which two are small."""

    def best(self, instance: Instance, *, keeping: tuple[Pin, ...] = (), known: Known = UNKNOWN) -> Run:
        """The best plan of other facts; of those in which planned stays keep these pins."""
        return self.planner(
            instance, self.rules, self.goals, seconds=self.seconds, keeping=keeping, known=known
        )


def why_not_there(
    week: Week,
    plan: Plan,
    household: str,
    place: str,
    means: "Means",
    *,
    start: date | None = None,
    is_best: bool = False,
) -> There:
    """Why a household is not in a place in the best plan.

    Args:
        week: The facts, under the rules of `means`.
        plan: The best plan for them.
        household: Alias.
        place: Alias of a place.
        means: With what the week is planned anew.
        start: The first night that is asked about; none: the best one.
        is_best: Whether it is proved that no plan is better: then less is left to prove.

    Raises:
        KeyError: No such household, or place.
    """
    if any(_is_it(s, household, place, start) for s in plan.stays):
        return There(household, place, "planned")
    others = (pin for pin in week.instance.pins if pin.household != household)
    pin = Pin(household=household, place=place, start=start)
    asked = week.with_pins((*others, pin))
    who = asked.household[household]
    found = choices_at(asked, who, [asked.place(place).alias])
    if not found:
        return There(household, place, "home")
    held = Beside(asked, Plan())
    stays = [s for s in found[0].stays(who) if start in (None, s.start)]
    if not any(not held.clashes(stay) for stay in stays):
        return _blocked(asked, held, who, found[0], start)
    # what the household is locked to now, or a start that nobody else would try, makes it another week
    same = start is None and asked.wants_option(who) and len(asked.instance.pins) > len(week.instance.pins)
    question = _Question(week, plan, means, asked, pin, plan if is_best and same else None)
    return question.answer(There(household, place, "unknown"), stays)


def _is_it(stay: Stay, household: str, place: str, start: date | None) -> bool:
    return (stay.household, stay.place) == (household, place) and start in (None, stay.start)


def _blocked(week: Week, held: Beside, who: Household, choice: Choice, start: date | None) -> There:
    """All that stands against the stay that is asked about, or against the one that would serve best."""
    stay = None
    if start is None:
        near = hindrance(week, held, who, choice)
        stay = near.stay if near else None
    elif start < week.need_end(who):
        stay = stay_in(who, choice.place, choice.kind, start, week.need_end(who))
    why = alone(week, who, choice, stay) + held.clashes(stay) if stay else ()
    return There(who.alias, choice.place.alias, "blocked", stay if why else None, tuple(dict.fromkeys(why)))


class _Question(NamedTuple):
    """What is needed to compare the plan with the one that has the household there."""

    week: Week
    plan: Plan
    means: Means
    asked: Week
    """The week in which a lock holds the household there."""
    pin: Pin
    """That lock."""
    best: Plan | None
    """The plan, where none is better, also not without that lock."""

    def answer(self, there: There, stays: list[Stay]) -> There:
        """What comes of the household being there, in one of these stays."""
        displaced = self._displaced(stays)
        near = self._with_others(displaced, Known(best=self.best)).plan
        run = self.means.best(self.asked.instance, keeping=self._sooner, known=Known(near, self.best))
        if run.status is Status.IMPOSSIBLE:
            barring = run.clash or self._barring()
            return there._replace(kind="locked", locked=tuple(sorted({*barring} - {there.household})))
        if run.status is not Status.OPTIMAL or run.plan is None or there.household in run.set_aside:
            return there
        after, then, touched = run.plan, None, self._touched(run.plan, there.household)
        for kept in self._with_others_kept(after, displaced) if touched else ():
            said = judge(self.asked, kept, self.means.goals)
            as_good = [s.vector for s in said.stages] == [s.vector for s in run.stages]
            if as_good and said.points == run.points and not said.breaches:
                after, then, touched = kept, said, self._touched(kept, there.household)
                break
        return self._compared(there, after, then or judge(self.asked, after, self.means.goals), touched)

    def _barring(self) -> frozenset[str]:
        """Whose locks bar it where the solver names none: each that does so alone; if none does, all of them."""
        locks = [p for p in self.asked.instance.pins if p.must and p.household != self.pin.household]
        held, mine = Beside(self.asked, Plan()), self._stays(self.pin)
        alone = {
            lock.household
            for lock in locks
            if all(held.clashes(one, (other,)) for one in mine for other in self._stays(lock))
        }
        return frozenset(alone or {lock.household for lock in locks})

    def _stays(self, pin: Pin) -> list[Stay]:
        """The stays that keep a lock."""
        who = self.asked.household[pin.household]
        found = choices_at(self.asked, who, [p.alias for p in self.asked.places if self._keeps(pin, p)])
        return [stay for choice in found for stay in choice.stays(who) if pin.start in (None, stay.start)]

    def _keeps(self, pin: Pin, place: Place) -> bool:
        wanted = self.asked.place(pin.place).alias if pin.place else None
        return place.alias == wanted if wanted else place.unit.alias == pin.unit

    @property
    def _sooner(self) -> tuple[Pin, ...]:
        """Whom the place is promised for later is asked about until then: the promise alone keeps the lock."""
        place, promised = (
            self.asked.place(self.pin.place or "").alias,
            self.asked.held_of.get(self.pin.household, ()),
        )
        return (self.pin,) if any(stay.place == place for stay in promised) else ()

    def _displaced(self, stays: Iterable[Stay]) -> frozenset[str]:
        """The household and those who cannot keep what the plan gives them beside one of these stays."""
        household = self.pin.household
        others = self.plan.but(stays=tuple(s for s in self.plan.stays if s.household != household))
        beside = Beside(self.asked, others)
        clashes = (finding for stay in stays for finding in beside.clashes(stay))
        return frozenset(alias for finding in clashes for alias in finding.about) | {household}

    def _with_others(self, displaced: frozenset[str], known: Known) -> Run:
        """The best plan with the household there in which all others keep what they are given; soon found."""
        keep = [s for s in self.plan.stays if s.household not in displaced]
        pins = (Pin(household=s.household, place=s.place, start=s.start) for s in keep)
        return self.means.best(self.asked.instance, keeping=(*self._sooner, *pins), known=known)

    def _touched(self, after: Plan, household: str) -> tuple[Touched, ...]:
        then, now = ({s.household: s for s in plan.stays} for plan in (self.plan, after))
        names = sorted(n for n in {*then, *now} if n != household and then.get(n) != now.get(n))
        return tuple(Touched(name, then.get(name), now.get(name)) for name in names)

    def _with_others_kept(self, best: Plan, tried: frozenset[str]) -> Iterator[Plan]:
        """Plans in which only those are given something else who cannot stay where they are planned.

        Of two plans that are as good the solver may have taken one that changes more than it must. First by hand,
        which costs little, then the best that there is; `tried` are those who were let go once already.
        """
        household = self.pin.household
        displaced = self._displaced(s for s in best.stays if s.household == household)
        if displaced == tried or all(one.household in displaced for one in self._touched(best, household)):
            return
        keep = [s for s in self.plan.stays if s.household not in displaced]
        stays = (*keep, *(s for s in best.stays if s.household in displaced))
        yield best.but(stays=tuple(sorted(stays, key=lambda s: s.household)))
        run = self._with_others(displaced, Known(best=self.best))
        if run.plan is not None and run.status is Status.OPTIMAL and not run.set_aside:
            yield run.plan

    def _compared(self, there: There, after: Plan, then: Review, touched: tuple[Touched, ...]) -> There:
        before = judge(self.week, self.plan, self.means.goals)
        goals, worse = goal_changes(before, then), worse_tiers(before, then)
        points = then.points - before.points
        lost = points > 0 or worse or any(one.after > one.before for one in goals)
        kind: Kind = "displaces" if touched else "costs" if lost else "free"
        (stay,) = (s for s in after.stays if s.household == there.household)
        return there._replace(
            kind=kind, stay=stay, after=after, touched=touched, goals=goals, points=points, worse=worse
        )


def worse_tiers(before: Review, after: Review) -> tuple[tuple[TierStages, TierStages], ...]:
    """Tiers that are served worse: before, after."""
    pairs = zip(before.stages, after.stages, strict=True)
    return tuple((then, now) for then, now in pairs if now.vector > then.vector)


def goal_changes(before: Review, after: Review) -> tuple[GoalChange, ...]:
    """Every household whose points of a goal differ; of a goal without names its sum."""
    then, now = (_by_household(review) for review in (before, after))
    keys = sorted(key for key in {*then, *now} if then.get(key, 0) != now.get(key, 0))
    return tuple(GoalChange(*key, then.get(key, 0), now.get(key, 0)) for key in keys)


def _by_household(review: Review) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for goal in review.goals:
        for household, points in goal.households:
            found[goal.goal, household] = points
        found[goal.goal, ""] = goal.points - sum(points for _, points in goal.households)
    return found
