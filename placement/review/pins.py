"""Whether the plan keeps the coordinators' pins; one that breaks a rule by itself is set aside."""

from collections.abc import Iterator
from itertools import product

from placement.domain.decision import Pin
from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.review import Finding, FindingKind
from placement.domain.rule import Level, facts
from placement.domain.seen import Seen
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.findings import Found, rule_findings
from placement.review.form import PIN, form_findings
from placement.review.options import choices


def pin_findings(week: Week, plan: Plan) -> Iterator[Found]:
    """A breach for each pin that the plan does not keep, or an alarm where it cannot be kept."""
    for pin in week.instance.pins:
        parts = [h for h in week.households if pin.household in (h.alias, h.origin)]
        apart = _not_together(week, pin, parts) if pin.must and len(parts) > 1 else frozenset()
        for household in parts:
            planned = tuple(s for s in plan.stays if s.household == household.alias)
            if household.alias in apart:
                yield _found(pin, household, FindingKind.ALARM, "set_aside", ())
            else:
                yield from _of_pin(week, pin, household, planned)


def _not_together(week: Week, pin: Pin, parts: list[Household]) -> frozenset[str]:
    """Parts of a household that was split since, who could each keep its pin but not all of them at once."""
    each = {}
    for part in parts:
        if not any(meets(week, pin, s) for s in week.held_of.get(part.alias, ())):
            each[part.alias] = [s for s in _options(week, part, pin) if _unbroken(week, s)]
    able = {alias: stays for alias, stays in each.items() if stays}
    if len(able) < 2 or any(_unbroken(week, *stays) for stays in product(*able.values())):  # noqa: PLR2004
        return frozenset()
    return frozenset(able)


def _of_pin(week: Week, pin: Pin, household: Household, planned: tuple[Stay, ...]) -> Iterator[Found]:
    held = any(meets(week, pin, s) for s in week.held_of.get(household.alias, ()))
    meeting = tuple(s for s in planned if meets(week, pin, s))
    if not pin.must:
        if meeting:
            yield _found(pin, household, FindingKind.BREACH, "broken", meeting)
    elif held:
        leaving = tuple(s for s in planned if s.kind is StayKind.PROPOSAL and s not in meeting)
        if leaving:
            yield _found(pin, household, FindingKind.BREACH, "not_kept", leaving)
    elif not meeting:
        if any(_unbroken(week, stay) for stay in _options(week, household, pin)):
            yield _found(pin, household, FindingKind.BREACH, "not_kept", planned)
        else:
            yield _found(pin, household, FindingKind.ALARM, "set_aside", ())


def meets(week: Week, pin: Pin, stay: Stay) -> bool:
    """Whether a stay is in the pinned place or unit, from the pinned date on where one is named."""
    if pin.start is not None and stay.start != pin.start:
        return False
    if pin.place is not None:
        return stay.place == week.place(pin.place).alias
    return week.unit_of(stay).alias == pin.unit


def _options(week: Week, household: Household, pin: Pin) -> Iterator[Stay]:
    """What would keep the pin, as far as pair rules allow."""
    for choice in choices(week, household):
        yield from (stay for stay in choice.stays(household) if meets(week, pin, stay))


def _unbroken(week: Week, *stays: Stay) -> bool:
    """Whether these stays, planned alone beside what is held, break nothing."""
    plan = Plan(stays=stays)
    seen = Seen(week, plan)
    said = [f for rule in week.rules if rule.is_about_housing for f in rule_findings(week, seen, rule)]
    return not any(one.against for one in (*said, *form_findings(week, plan)))


def _found(pin: Pin, household: Household, kind: FindingKind, says: str, stays: tuple[Stay, ...]) -> Found:
    where = pin.place or pin.unit or ""
    level = Level.GATE if kind is FindingKind.ALARM else Level.ABSOLUTE
    finding = Finding(
        rule=PIN.id, code=PIN.code, kind=kind, level=level, says=says, about=(household.alias,), where=where,
        facts=facts(where=where),
    )  # fmt: skip
    return Found(finding, stays)
