"""What rules say about held and planned stays, as findings: breach, alarm, task or overridden."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from placement.domain.bites import bites, objections
from placement.domain.household import Household
from placement.domain.person import Person
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Blocks, Clash, Level, Objection, Rule
from placement.domain.seen import Seen
from placement.domain.stay import HELD, Stay
from placement.domain.tier import ACUTE_RULES
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week

NIGHT = timedelta(days=1)


class Found(NamedTuple):
    """A finding with the planned stays that it speaks against (none, where it is no breach)."""

    finding: Finding
    against: tuple[Stay, ...] = ()


def rule_findings(week: Week, seen: Seen, rule: Rule) -> Iterator[Found]:
    """Everything that one rule says, about the held stays and the planned ones."""
    for stay in seen.stays if rule.pair_parts else ():
        yield from _of_stay(week, seen, rule, stay)
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
def _of_stay(week: Week, seen: Seen, rule: Rule, stay: Stay) -> Iterator[Found]:
    household, place = seen.household(stay), seen.place(stay)
    for member, objection in objections(rule, household, place, week.attributes):
        if bites(objection, stay, week.as_of):
            kind = _kind(week, rule, stay, place.unit.alias, objection)
            finding = Finding(
                rule=rule.id, code=rule.code, kind=kind, level=objection.level, says=objection.says,
                about=about(household, member), where=stay.place, since=_shown(objection.since),
                until=_shown(objection.until), facts=objection.facts, reason=objection.reason,
            )  # fmt: skip
            yield Found(finding, (stay,) if kind is FindingKind.BREACH else ())


def _kind(week: Week, rule: Rule, stay: Stay, unit: str, objection: Objection) -> FindingKind:
    if objection.blocks is Blocks.NOTE or objection.waived:
        return FindingKind.TASK
    left = week.not_overridden(rule.code, stay.household, unit, objection)
    if not any(bites(part, stay, week.as_of) for part in left):
        return FindingKind.OVERRIDDEN
    if stay.kind not in HELD:
        return FindingKind.BREACH
    waived = week.waived_until(rule.code, stay.household, unit) is not None
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
    households = tuple(sorted({s.household for s in clash.about}))
    planned = tuple(s for s in clash.about if s.kind not in HELD)
    units = _units(week, clash)
    if clash.waived:
        kind = FindingKind.TASK
    elif clash.level is Level.HARD and _set_aside(week, rule, clash, households, units, held=not planned):
        kind = FindingKind.OVERRIDDEN
    elif planned:
        kind = FindingKind.BREACH
    else:
        waived = any(week.waived_until(rule.code, h, u) for h in households for u in units)
        kind = _held_kind(rule, clash.level, waived=waived)
    finding = Finding(
        rule=rule.id, code=rule.code, kind=kind, level=clash.level, says=clash.says, about=households,
        where=clash.where, since=_shown(clash.since), until=_shown(clash.until), facts=clash.facts,
        reason=clash.reason,
    )  # fmt: skip
    return Found(finding, planned if kind is FindingKind.BREACH else ())


def _units(week: Week, clash: Clash) -> tuple[str, ...]:
    """The unit that a clash names by its own alias or a room's; else those of all its stays."""
    if clash.where in week.unit:
        return (clash.where,)
    if clash.where in week.unit_of_room:
        return (week.unit_of_room[clash.where].alias,)
    return tuple(sorted({week.unit_of(s).alias for s in clash.about}))


def _set_aside(
    week: Week, rule: Rule, clash: Clash, households: tuple[str, ...], units: tuple[str, ...], *, held: bool
) -> bool:
    """Whether overrides cover the clash: a held one for a night from today on, a planned one to its end."""
    since = max(clash.since or max(s.start for s in clash.about), week.as_of)
    until = clash.until or min(s.until or FOREVER for s in clash.about)
    end = since + NIGHT if held else max(until, since + NIGHT)
    return bool(units) and all(week.overridden(rule.code, households, unit, since, end) for unit in units)
