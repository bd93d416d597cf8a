"""What rules say about what is held and what is planned, as findings: breach, alarm, task or overridden."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.act import JOINED_WITH, Where, dated, household_of, named, where, who
from placement.domain.bites import Dated, bites, objections
from placement.domain.contact import Contact
from placement.domain.household import Household
from placement.domain.person import Person
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import ALREADY, Act, Blocks, Clash, Level, Objection, Rule
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.tier import ACUTE_RULES
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week

NIGHT = timedelta(days=1)


class Found(NamedTuple):
    """A finding with the planned acts that it speaks against (none, where it is no breach)."""

    finding: Finding
    against: tuple[Act, ...] = ()


def rule_findings(week: Week, seen: Seen, rule: Rule) -> Iterator[Found]:
    """Everything that one rule says, about what is held and what is planned."""
    for kind, acts in seen.acts_by_kind:
        if rule.asked_about(JOINED_WITH[kind]):
            for act in acts:
                yield from _of_act(week, rule, act)
    for part in rule.plan_parts:
        for clash in part.check(seen):
            yield clash_found(week, rule, clash)


def merged(found: Iterable[Found]) -> list[Found]:
    """The same said twice of the same people in the same place is said once, of all the nights."""
    kept: dict[tuple[object, ...], Found] = {}
    for one in found:
        f = one.finding
        key = (f.rule, f.kind, f.says, f.about, f.where)
        if key in kept:
            first = kept[key]
            against = (*first.against, *(s for s in one.against if s not in first.against))
            kept[key] = Found(first.finding, against)
        else:
            kept[key] = one
    return list(kept.values())


# -- pair rules
def _of_act(week: Week, rule: Rule, act: Act) -> Iterator[Found]:
    there = where(week, act)
    household, on = household_of(week, act), dated(act, week.as_of)
    for member, objection in objections(rule, who(week, act), there, week.attributes):
        if bites(objection, on, week.as_of):
            kind = _kind(week, rule, household, on, there, objection)
            finding = Finding(
                rule=rule.id, code=rule.code, kind=kind, level=objection.level, says=objection.says,
                about=about(household, member), where=there.alias, since=_shown(objection.since),
                until=_shown(objection.until), facts=objection.facts, reason=objection.reason,
                is_waived=bool(objection.waived),
            )  # fmt: skip
            yield Found(finding, (act,) if kind is FindingKind.BREACH else ())


def _kind(
    week: Week, rule: Rule, household: Household, on: Dated, there: Where, objection: Objection
) -> FindingKind:
    if objection.blocks is Blocks.NOTE or objection.waived:
        return FindingKind.TASK
    left = week.not_overridden(rule.code, household.alias, named(there), objection)
    if not any(bites(part, on, week.as_of) for part in left):
        return FindingKind.OVERRIDDEN
    if on.kind not in ALREADY or (isinstance(there, Contact) and objection.blocks is Blocks.NIGHT):
        # the plan decides on every household's contact, also whether one is kept
        return FindingKind.BREACH
    waived = week.waived_until(rule.code, household.alias, named(there)) is not None
    return _held_kind(rule, objection.level, waived=waived)


def _held_kind(rule: Rule, level: Level, *, waived: bool) -> FindingKind:
    """A held breach is an alarm; a task where a human has already decided, or where it gives no priority.

    No waiver quiets what makes a stay acute: what is absolute, and too little security.
    """
    waived = waived and level is not Level.ABSOLUTE and rule.code not in ACUTE_RULES
    return FindingKind.TASK if rule.held_is_task or level is Level.GATE or waived else FindingKind.ALARM


def about(household: Household, member: Person | None) -> tuple[str, ...]:
    """Whom a finding is about: the household, and a member where only they are meant."""
    if member is None or member.alias == household.alias:
        return (household.alias,)
    return (household.alias, member.alias)


def _shown(day: date | None) -> date | None:
    return None if day in (ALWAYS, FOREVER) else day


# -- plan rules
def clash_found(week: Week, rule: Rule, clash: Clash) -> Found:
    """A clash as a finding: a breach where the plan begins any of it, else of what is held."""
    about_whom = _about_all(week, clash)
    households = tuple(alias for alias in about_whom if alias in week.household)
    planned = any(act.kind not in ALREADY for act in clash.about)
    places = _places(week, clash)
    if clash.waived:
        kind = FindingKind.TASK
    elif clash.level is Level.HARD and _set_aside(week, rule, clash, households, places, held=not planned):
        kind = FindingKind.OVERRIDDEN
    elif planned:
        kind = FindingKind.BREACH
    else:
        waived = any(week.waived_until(rule.code, h, p) for h in households for p in places)
        kind = _held_kind(rule, clash.level, waived=waived)
    finding = Finding(
        rule=rule.id, code=rule.code, kind=kind, level=clash.level, says=clash.says, about=about_whom,
        where=clash.where, since=_shown(clash.since), until=_shown(clash.until), facts=clash.facts,
        reason=clash.reason, is_waived=bool(clash.waived),
    )  # fmt: skip
    return Found(finding, against(clash.about) if kind is FindingKind.BREACH else ())


def against(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Against which of the acts that clash the breach speaks: those that the plan begins.

    An activity is never a condition for a bed (A04). Where one is among them the breach never speaks against a stay;
    if all the others are held, it is for the plan to give them up, and it speaks against nothing.
    """
    acts = tuple(acts)
    others = tuple(act for act in acts if not isinstance(act, Stay))
    return tuple(act for act in others or acts if act.kind not in ALREADY)


def _about_all(week: Week, clash: Clash) -> tuple[str, ...]:
    """Households, then the persons where a clash is about them rather than about their whole households."""
    persons = [who(week, act).alias for act in clash.about]
    households = {household_of(week, act).alias for act in clash.about}
    if not clash.about:
        persons = [alias for alias in clash.whom if alias in week.household_of]
        homes = (week.household_of[alias].alias for alias in persons)
        households = {*homes, *(alias for alias in clash.whom if alias in week.household)}
    return (*sorted(households), *sorted(set(persons) - households - week.household.keys()))


def _places(week: Week, clash: Clash) -> tuple[str, ...]:
    """Where overrides set the clash aside: in what it names itself (a room stands for its unit), else in all its acts.

    Of activities and stays together the activities' own: it is they that yield.
    """
    if clash.where in week.unit_of_room:
        return (week.unit_of_room[clash.where].alias,)
    if any(clash.where in known for known in (week.unit, week.programme, week.contact, week.interpreter)):
        return (clash.where,)
    others = [act for act in clash.about if not isinstance(act, Stay)]
    return tuple(sorted({named(where(week, act)) for act in others or clash.about}))


def _set_aside(
    week: Week, rule: Rule, clash: Clash, households: tuple[str, ...], places: tuple[str, ...], *, held: bool
) -> bool:
    """Whether overrides cover the clash: a held one for a night from today on, a planned one to its end."""
    spans = [dated(act, week.as_of) for act in clash.about]
    since = max(clash.since or max((s.start for s in spans), default=week.as_of), week.as_of)
    until = clash.until or min((s.until or FOREVER for s in spans), default=FOREVER)
    end = since + NIGHT if held else max(until, since + NIGHT)
    return bool(places) and all(week.overridden(rule.code, households, p, since, end) for p in places)
