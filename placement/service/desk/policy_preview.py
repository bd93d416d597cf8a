"""What a change of figures would do, before it is saved: the week planned twice, and who gains or loses."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from placement.domain.actor import ActorRelation
from placement.domain.decision import Tier
from placement.domain.fact import Content
from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.domain.planner import Planner
from placement.domain.policy import Policy
from placement.domain.rule import Rule
from placement.domain.run import Status
from placement.domain.seen import Seen
from placement.review.points import goal_points
from placement.rules import GOALS
from placement.service.access import may
from placement.service.desk.commands.decisions import SetPolicy
from placement.service.desk.desk import Desk
from placement.service.desk.sight import who
from placement.service.findings import tier_line
from placement.service.plan_changes import Side, plan_changes
from placement.service.planning import Answer, check_settings, make_plan
from placement.service.veil import Names, untold, veiled
from placement.words.language import Lang
from placement.words.say import say_list
from placement.words.texts import texts

SECONDS = 10.0
"""Longest time that each of the two plans is looked for."""


class Moved(NamedTuple):
    """A household whose place the change would change."""

    household: str
    before: str
    after: str


class WishChange(NamedTuple):
    """A wish that the change would meet for some, or no longer for others. How much it counts plays no part."""

    title: str
    gains: str
    """Households in words, for those who plan; so many of them, for others."""
    loses: str


class WeekPreview(NamedTuple):
    """The plan of a week as it is, and of the week as it would be, beside each other."""

    tiers: tuple[tuple[str, str], ...]
    """For each tier that somebody is in: how it is served now, and with the change; in words."""
    alarms: tuple[int, int]
    wishes: tuple[WishChange, ...]
    """Points are not here: with other weights they are of another measure."""
    moved: tuple[Moved, ...]
    """Only for those who plan; others are told how many."""
    households: int
    """So many households would live elsewhere."""
    is_proved: bool
    """Whether both plans are proved best: else a difference may be chance."""


def policy_preview(
    desk: Desk, login: str, changes: Iterable[SetPolicy], lang: Lang, *, planner: Planner | None = None
) -> WeekPreview:
    """Plan the week as it is, and with the changes. Nothing is written but a line of the log.

    Raises:
        Refused: The person may not ask what if.
        InputError: A figure lies outside what its rule allows.
        OutOfTime, Impossible: As `make_plan`.
    """
    with desk.acting(login) as act:
        act.ask(Action.SCENARIO)
        act.log("preview_policy", {"week": {str(act.now.change): ()}})
        now = act.now
    changed = _with(now.instance, changes)
    check_settings(changed)
    before = make_plan(now.instance, seconds=SECONDS, planner=planner, explain=False)
    after = make_plan(changed, seconds=SECONDS, planner=planner, explain=False)
    return beside_each_other(desk, login, before, after, now.content, lang)


def beside_each_other(
    desk: Desk, login: str, before: Answer, after: Answer, content: Content, lang: Lang
) -> WeekPreview:
    """Two plans as one person may read them: who does not plan is told how many, and of whom never."""
    actor = who(desk, login)
    names = any(may(actor, Action.PLAN, relation=one) for one in ActorRelation)
    hidden = untold(actor, before.week, content)
    return _compared(before, after, content, lang, hidden if names else None)


def _with(instance: Instance, changes: Iterable[SetPolicy]) -> Instance:
    settings = {rule: dict(figures) for rule, figures in instance.policy.settings.items()}
    for one in changes:
        figures = settings.setdefault(one.rule, {})
        if one.value is None:
            figures.pop(one.setting, None)
        else:
            figures[one.setting] = one.value
    policy = instance.policy.but(
        settings={rule: figures for rule, figures in settings.items() if figures},
        version=instance.policy.version + 1,
    )
    return instance.but(policy=policy)


def _heavier(then: Instance, now: Instance) -> Policy:
    """The figures by which the wishes of both plans are looked at: of two weights the heavier.

    By a weight of nothing nobody would miss anything.
    """
    settings = {rule: dict(figures) for rule, figures in now.policy.settings.items()}
    for goal in GOALS:
        for one in goal.settings:
            if one.unit == "points":
                settings.setdefault(goal.id, {})[one.name] = max(
                    policy.settings.get(goal.id, {}).get(one.name, one.default)
                    for policy in (then.policy, now.policy)
                )
    return now.policy.but(settings=settings)


def _wishes(before: Answer, after: Answer, lang: Lang, hidden: Names | None) -> Iterator[WishChange]:
    """Of each goal by whose wishes the two plans differ."""
    policy = _heavier(before.week.instance, after.week.instance)
    for goal in (one.configured(policy) for one in GOALS):
        old, new = (_unmet(one, goal) for one in (before, after))
        gains, loses = (
            (str(len(who)) if hidden is None else _who(who, hidden, lang)) if who else ""
            for who in (old - new, new - old)
        )
        if gains or loses:
            yield WishChange(getattr(goal.title, lang), gains, loses)


def _who(who: frozenset[str], hidden: Names, lang: Lang) -> str:
    return say_list(list(veiled(tuple(sorted(who)), hidden, texts(lang))), lang)


def _unmet(answer: Answer, goal: Rule) -> frozenset[str]:
    lost = goal_points(answer.week, Seen(answer.week, answer.plan), goal)
    return frozenset(household for household, points in lost.households if points)


def _compared(
    before: Answer, after: Answer, content: Content, lang: Lang, hidden: Names | None
) -> WeekPreview:
    _ = texts(lang)
    lines = plan_changes(Side(before.week, before.plan, content), Side(after.week, after.plan, content), lang)
    moved = tuple(Moved(one.household, one.before, one.after) for one in lines if one.what != "unchanged")
    old = {stage.tier: stage for stage in before.review.stages}
    tiers = tuple(
        (tier_line(old[stage.tier], len(before.week.in_tier(Tier(stage.tier))), _),
         tier_line(stage, len(after.week.in_tier(Tier(stage.tier))), _))
        for stage in after.review.stages
        if stage.tier in old and before.week.in_tier(Tier(stage.tier))
    )  # fmt: skip
    alarms = tuple(sum(f.kind == "alarm" for f in one.review.findings) for one in (before, after))
    return WeekPreview(
        tiers=tiers,
        alarms=(alarms[0], alarms[1]),
        wishes=tuple(_wishes(before, after, lang, hidden)),
        moved=() if hidden is None else veiled(moved, hidden, _),
        households=len(moved),
        is_proved=all(one.run.status is Status.OPTIMAL for one in (before, after)),
    )
