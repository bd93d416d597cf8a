"""What would come of an act, in words, before it is done: for a coordinator. A sandbox: nothing is kept."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.review import Finding, FindingKind
from placement.review.outcome import Matter
from placement.review.what_if import Kind, Side, Then, appear, changes, planned_anew
from placement.review.why_not_there import goal_changes
from placement.service.acts_asked import Acts, Wanted, wanted
from placement.service.desk.hand_acts import fitted
from placement.service.desk.hand_change import stays_after
from placement.service.findings import said, tier_line
from placement.service.homes import spot
from placement.service.plan_causes import result_text
from placement.service.plan_diff import MATTERS
from placement.service.question import Question
from placement.service.sections import Section
from placement.service.why_there_words import goal_lines, without_who_loses_a_place
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_list
from placement.words.texts import Texts, later, texts

LOUD = (FindingKind.BREACH, FindingKind.ALARM, FindingKind.TASK, FindingKind.OVERRIDDEN)
INTAKE = "intake"
"""The rule on whom a home takes in: it ends no stay, and no bed for tonight."""
APPEAR: dict[FindingKind, str] = {
    FindingKind.BREACH: later("Rules that would be broken"),
    FindingKind.ALARM: later("New alarms"),
    FindingKind.TASK: later("New tasks"),
    FindingKind.OVERRIDDEN: later("Set aside by two people"),
}


class Touched(NamedTuple):
    """What is otherwise for one household or person."""

    matter: Matter
    who: str
    now: str
    """Where they live now; empty where that is in none of our homes, and of all other matters."""
    plan: str
    """What the plan as it is gives them; empty where that is what they have now."""
    then: str
    acute: bool = False
    """Whether they are in the most urgent tier then."""


class TierLine(NamedTuple):
    """A tier that is served otherwise, or that others are in: in words."""

    plan: str
    then: str


class Appears(NamedTuple):
    """A finding that only one of the two plans has."""

    kind: FindingKind
    code: str
    """Of the rule; empty of a lock."""
    text: str

    @property
    def line(self) -> str:
        """With its code."""
        return f"{self.text} ({self.code})" if self.code else self.text


class WhatIfView(NamedTuple):
    """What comes of it."""

    acts: tuple[str, ...]
    kind: Kind
    told: str
    touched: tuple[Touched, ...] = ()
    tiers: tuple[TierLine, ...] = ()
    late: tuple[str, ...] = ()
    """Households that are in time in the plan as it is and would not be."""
    in_time: tuple[str, ...] = ()
    """Households that would be in time and are not in the plan as it is."""
    bedless: tuple[str, ...] = ()
    """Households that would need a bed tonight and have none, and are not so in the plan as it is."""
    lost: tuple[str, ...] = ()
    won: tuple[str, ...] = ()
    appear: tuple[Appears, ...] = ()
    go: tuple[Appears, ...] = ()


def what_if_view(question: Question, acts: Acts, lang: Lang) -> WhatIfView:
    """What would come of some acts together.

    Args:
        question: The week and the plan as they are.
        acts: What somebody thinks of doing.
        lang: Of the texts.

    Raises:
        NoAnswer: An act names something that is not there, or nothing is asked for.
        CannotDo: A change by hand means nothing in the plan.
    """
    _ = texts(lang)
    asked = wanted(question.week, acts, _)
    before = Side(question.week, question.plan, question.review)
    then = _then(question, before, asked)
    return comes_of(before, then, asked.told, lang, by_hand=bool(asked.by_hand))


def comes_of(
    before: Side, then: Then, acts: tuple[str, ...], lang: Lang, *, by_hand: bool = False
) -> WhatIfView:
    """The same of a week that was planned anew already.

    Args:
        before: The week and the plan as they are.
        then: What came of it.
        acts: What was done, in words.
        lang: Of the texts.
        by_hand: Whether the plan was changed by hand.
    """
    _ = texts(lang)
    told = _told(then, _, by_hand=by_hand)
    if then.side is None:
        return WhatIfView(acts, then.kind, told)
    goals = goal_changes(before.review, then.side.review)
    lost, won = goal_lines(without_who_loses_a_place(goals, _losers(before, then.side)), _)
    return WhatIfView(
        acts=acts,
        kind=then.kind,
        told=told,
        touched=tuple(_touched(before, then.side, _)),
        tiers=tuple(_tiers(before, then.side, _)),
        late=_only(_served(before) & _waiting(then.side)),
        in_time=_only(_served(then.side) & _waiting(before)),
        bedless=_only(_bedless(then.side) - _bedless(before)),
        lost=lost,
        won=won,
        appear=tuple(_appear(before, then.side, lang)),
        go=tuple(_appear(then.side, before, lang)),
    )


def _then(question: Question, before: Side, asked: Wanted) -> Then:
    """The facts are planned anew where they change; then the plan is changed by hand."""
    then = Then("planned", before, is_best=not asked.by_hand)
    if asked.instance is not question.week.instance:
        then = planned_anew(before, asked.instance, question.means, asked.asked)
    for change in asked.by_hand if then.side else ():
        side = then.side or before
        done = fitted(side.week, side.plan, stays_after(side.week, side.plan, change).stays)
        then = then._replace(side=Side(side.week, done.plan, done.judged.review), is_best=False)
    return then


def _told(then: Then, _: Texts, *, by_hand: bool) -> str:
    match then.kind:
        case "impossible" if then.clash:
            return _("No plan is possible: the locks of {who} cannot all hold.",
                     who=say_list(list(then.clash), _.lang))  # fmt: skip
        case "impossible":
            return _("No plan is possible: what is locked or held contradicts itself.")
        case "unknown":
            return _("No answer was found in the time that it may take.")
    if by_hand:
        return _("The plan as it is, changed by hand. Nothing is saved.")
    if then.is_best:
        return _("Beside the best plan of the week as it would be. Nothing is saved.")
    return _("Beside a plan of the week as it would be; a better one may exist. Nothing is saved.")


def _touched(before: Side, after: Side, _: Texts) -> Iterator[Touched]:
    order = list(MATTERS)
    found = sorted(changes(before, after), key=lambda c: (order.index(c.subject.matter), c.subject.who))
    weeks = (before.week, after.week)
    for one in found:
        matter, who = one.subject.matter, one.subject.who
        home = before.week.current(who) if matter is Matter.HOME else None
        now = _("lives in {place}", place=spot(before.week, home.place, _)) if home else ""
        plan = result_text(weeks, one.subject, one.before, _)
        then = result_text(weeks[::-1], one.subject, one.after, _)
        acute = who in after.week.household and after.week.tier(who) is Tier.P0
        yield Touched(matter, who, now, "" if plan == now else plan, then, acute)


def _tiers(before: Side, after: Side, _: Texts) -> Iterator[TierLine]:
    for old, new in zip(before.review.stages, after.review.stages, strict=True):
        was, now = (len(side.week.in_tier(Tier(old.tier))) for side in (before, after))
        line = TierLine(tier_line(old, was, _), tier_line(new, now, _))
        if line.plan != line.then:
            yield line


def _served(side: Side) -> set[str]:
    """Who has a place in time."""
    return {household for household, late in _flags(side) if not late}


def _waiting(side: Side) -> set[str]:
    return {household for household, late in _flags(side) if late}


def _flags(side: Side) -> Iterator[tuple[str, int]]:
    for stage in side.review.stages:
        for household, late in zip(side.week.in_tier(Tier(stage.tier)), stage.flags, strict=True):
            yield household.alias, late


def _bedless(side: Side) -> set[str]:
    """Who needs a bed tonight, by their tier, and has none: who is acute is not safe where they live."""
    week, tonight = side.week, {stay.household for stay in side.plan.stays if stay.start <= side.week.as_of}
    return {
        one.alias
        for one in week.households
        if (tier := week.tier(one.alias)) is not None
        and (tier is Tier.P0 or not week.is_housed(one.alias))
        and (window := week.window(one)) is not None
        and window.start <= week.as_of
        and one.alias not in tonight
    }


def _only(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _losers(before: Side, after: Side) -> set[str]:
    """Who has a place in the first plan alone."""
    then, now = ({stay.household for stay in side.plan.stays} for side in (before, after))
    return then - now


def _appear(before: Side, after: Side, lang: Lang) -> Iterator[Appears]:
    """The findings that only the second has."""
    for kind in LOUD:
        yield from _in_words(after, kind, appear(before, after, kind), lang)


def _in_words(side: Side, kind: FindingKind, findings: tuple[Finding, ...], lang: Lang) -> Iterator[Appears]:
    plain = tuple(one for one in findings if not _yields(one))
    yield from _rows(side, kind, plain, "", lang)
    alike: dict[str, list[Finding]] = {}
    for one in findings:
        if _yields(one):
            alike.setdefault(_settled(side, one, texts(lang)), []).append(one)
    for settled, mine in alike.items():
        yield from _rows(side, kind, tuple(mine), settled, lang)


def _rows(
    side: Side, kind: FindingKind, findings: tuple[Finding, ...], more: str, lang: Lang
) -> Iterator[Appears]:
    for row in said(side.week, side.plan, findings, lang):
        where = f" – {row.where}" if row.where else ""
        yield Appears(kind, row.code, f"{row.about}{where}: {row.text} {more}".rstrip())


def _yields(finding: Finding) -> bool:
    """Whether the home takes in others, and the plan has somebody there nevertheless."""
    return finding.kind is FindingKind.TASK and finding.rule == INTAKE


def _settled(side: Side, finding: Finding, _: Texts) -> str:
    """Why the rule yields, and who settles it."""
    unit = side.week.place(finding.where).unit.alias
    if finding.is_waived:
        return _("It is acute, so the rule yields tonight. Settle it with {unit}.", unit=unit)
    return _("They live there, so the rule yields. Settle it with {unit}.", unit=unit)


def what_if_sections(view: WhatIfView, lang: Lang) -> Iterator[Section]:
    """The answer, part by part: who has no bed tonight, the most urgent, all others; goals are folded away."""
    _ = texts(lang)
    yield Section("", (*view.acts, view.told))
    if view.kind == "planned" and not (view.touched or view.tiers or view.lost or view.won or view.appear):
        yield Section(_("In the plan"), (_("Nothing changes."),))
    yield Section(_("Without a safe bed tonight"), points=view.bedless)
    homes = [one for one in view.touched if one.matter is Matter.HOME]
    yield Section(say_word("~Tier.P0", lang), points=tuple(_line(t, _) for t in homes if t.acute))
    yield Section(_(MATTERS[Matter.HOME]), points=tuple(_line(t, _) for t in homes if not t.acute))
    yield Section(_("Who is served in time"), points=tuple(_in_time(view, _)))
    for kind, heading in APPEAR.items():
        points_of = tuple(one.line for one in view.appear if one.kind is kind)
        yield Section(_(heading), points=points_of)
    yield Section(_("No longer"), points=tuple(one.line for one in view.go))
    for matter in (Matter.PROGRAMME, Matter.CONTACT):
        mine = (one for one in view.touched if one.matter is matter)
        yield Section(_(MATTERS[matter]), points=tuple(_line(t, _) for t in mine))
    yield Section(_("Lost"), points=view.lost, folded=True)
    yield Section(_("Won"), points=view.won, folded=True)


def _line(one: Touched, _: Texts) -> str:
    """Such as `Rype-3. Now: lives in S1. The plan: F2 from Mon 7 Dec. Then: no place.`, in one line."""
    told = [f"{one.who}."]
    if one.now:
        told.append(_("Now: {now}.", now=one.now))
    if one.plan:
        told.append(_("The plan: {plan}.", plan=one.plan))
    return " ".join((*told, _("Then: {then}.", then=one.then)))


def _in_time(view: WhatIfView, _: Texts) -> Iterator[str]:
    for one in view.tiers:
        yield f"{_('The plan: {plan}.', plan=one.plan)} {_('Then: {then}.', then=one.then)}"
    if view.late:
        yield _("No longer in time: {who}.", who=say_list(list(view.late), _.lang))
    if view.in_time:
        yield _("In time then: {who}.", who=say_list(list(view.in_time), _.lang))
