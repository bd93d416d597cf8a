"""In what two plans of one week differ: what is broken or mended, who is served later, wishes lost and won."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind, Review, TierStages
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from placement.service.findings import said, tier_line
from placement.service.rows import Said
from placement.words.language import Lang
from placement.words.texts import Texts, texts

TITLES = {rule.id: rule.title for rule in (*RULES, *GOALS)}
OF_THE_UNIT = frozenset({"fair_load", "cost", "scarce_place"})
"""Goals that no person wishes for: about the staff, the money, and who comes later."""


class WishChange(NamedTuple):
    """One goal that some households lose more to, or less. Fewer points are better."""

    title: str
    before: int
    """Points of these households alone."""
    after: int
    who: tuple[str, ...]


class TierChange(NamedTuple):
    """One tier (P0-P3) in which who is in time, or the nights without a place, change."""

    tier: str
    before: str
    """In words, as the plan's page has it: `P1 unsafe: 3 of 4 in time, 6 nights without a place`."""
    after: str
    is_worse: bool
    """By the order of the stages: the first that differs is higher."""
    late: tuple[str, ...]
    """Households that were in time and are not any more."""
    in_time: tuple[str, ...]
    """Households that are in time now."""


class Difference(NamedTuple):
    """What the second plan has and the first has not, and the other way round. Texts are for a coordinator."""

    broken: tuple[Said, ...]
    """Breaches: with one of these nobody can accept the plan."""
    alarms: tuple[Said, ...]
    tasks: tuple[Said, ...]
    mended: tuple[Said, ...]
    """Breaches, alarms and tasks that go."""
    tiers: tuple[TierChange, ...]
    lost: tuple[WishChange, ...]
    won: tuple[WishChange, ...]
    points_before: int
    points_after: int

    @property
    def is_worse_for(self) -> tuple[str, ...]:
        """The tiers that are served worse."""
        return tuple(one.tier for one in self.tiers if one.is_worse)


class Judgement(NamedTuple):
    """A plan and what the judge says of it."""

    plan: Plan
    review: Review


def between(week: Week, before: Judgement, after: Judgement, lang: Lang) -> Difference:
    """The difference of two plans for the same facts."""
    return Difference(
        broken=_new(week, before, after, FindingKind.BREACH, lang),
        alarms=_new(week, before, after, FindingKind.ALARM, lang),
        tasks=_new(week, before, after, FindingKind.TASK, lang),
        mended=said(week, before.plan, _gone(before.review, after.review), lang),
        tiers=tuple(_tiers(week, before.review, after.review, texts(lang))),
        lost=tuple(_lost(before.review, after.review, lang)),
        won=tuple(
            one._replace(before=one.after, after=one.before)
            for one in _lost(after.review, before.review, lang)
        ),
        points_before=before.review.points,
        points_after=after.review.points,
    )


def new_findings(before: Review, after: Review, kind: FindingKind) -> tuple[Finding, ...]:
    """The findings of a kind that only the second review has."""
    known = set(before.of(kind))
    return tuple(one for one in after.of(kind) if one not in known)


def _new(week: Week, before: Judgement, after: Judgement, kind: FindingKind, lang: Lang) -> tuple[Said, ...]:
    return said(week, after.plan, new_findings(before.review, after.review, kind), lang)


def _gone(before: Review, after: Review) -> Iterator[Finding]:
    for kind in (FindingKind.BREACH, FindingKind.ALARM, FindingKind.TASK):
        yield from new_findings(after, before, kind)


def _tiers(week: Week, before: Review, after: Review, _: Texts) -> Iterator[TierChange]:
    for old, new in zip(before.stages, after.stages, strict=True):
        if old.vector != new.vector:
            people = week.in_tier(Tier(old.tier))
            flags = list(zip(people, old.flags, new.flags, strict=True))
            yield TierChange(
                tier=old.tier,
                before=tier_line(old, len(people), _),
                after=tier_line(new, len(people), _),
                is_worse=is_worse(new, old),
                late=tuple(h.alias for h, was, now in flags if now > was),
                in_time=tuple(h.alias for h, was, now in flags if now < was),
            )


def is_worse(one: TierStages, other: TierStages) -> bool:
    """Whether a tier is served worse, by the order of its stages."""
    return tuple(one.vector) > tuple(other.vector)


def _lost(before: Review, after: Review, lang: Lang) -> Iterator[WishChange]:
    """Goals to which some households lose more in the second plan."""
    for old, new in zip(before.goals, after.goals, strict=True):
        was, now = dict(old.households), dict(new.households)
        who = sorted(alias for alias, points in now.items() if points > was.get(alias, 0))
        if who:
            first, second = (sum(points.get(alias, 0) for alias in who) for points in (was, now))
            yield WishChange(title(old.goal, lang), first, second, tuple(who))


def title(rule: str, lang: Lang) -> str:
    """Title of a rule or goal by its id."""
    return str(getattr(TITLES[rule], lang))
