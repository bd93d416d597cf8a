"""Whether the plan keeps the coordinators' pins; one that breaks a rule by itself is set aside."""

from collections.abc import Iterator

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
from placement.review.options import against, stays_of


def pin_findings(week: Week, plan: Plan) -> Iterator[Found]:
    """A breach for each pin that the plan does not keep, or an alarm where it cannot be kept."""
    for pin in week.instance.pins:
        household = week.household.get(pin.household)
        if household is None:
            continue
        planned = tuple(s for s in plan.stays if s.household == household.alias)
        if not pin.must:
            against_it = tuple(s for s in planned if meets(week, pin, s))
            if against_it:
                yield _found(pin, FindingKind.BREACH, "broken", against_it)
        elif not _kept(week, pin, planned):
            if any(_alone(week, stay) for stay in _options(week, household, pin)):
                yield _found(pin, FindingKind.BREACH, "not_kept", planned)
            else:
                yield _found(pin, FindingKind.ALARM, "set_aside", ())


def meets(week: Week, pin: Pin, stay: Stay) -> bool:
    """Whether a stay is in the pinned place or unit, from the pinned date on where one is named."""
    if pin.start is not None and stay.start != pin.start:
        return False
    if pin.place is not None:
        return stay.place == week.place(pin.place).alias
    return week.unit_of(stay).alias == pin.unit


def _kept(week: Week, pin: Pin, planned: tuple[Stay, ...]) -> bool:
    """By what is planned; or by what is held, if the plan does not propose to leave it."""
    if any(meets(week, pin, s) for s in planned):
        return True
    leaves = any(s.kind is StayKind.PROPOSAL for s in planned)
    return not leaves and any(meets(week, pin, s) for s in week.held_of.get(pin.household, ()))


def _options(week: Week, household: Household, pin: Pin) -> Iterator[Stay]:
    """What would keep the pin, as far as pair rules allow."""
    for place in week.places:
        for stay in stays_of(week, household, place, against(week, household, place)):
            if meets(week, pin, stay):
                yield stay


def _alone(week: Week, stay: Stay) -> bool:
    """Whether the stay, planned alone beside what is held, breaks nothing."""
    plan = Plan(stays=(stay,))
    seen = Seen(week, plan)
    said = [f for rule in week.rules for f in rule_findings(week, seen, rule)]
    return not any(one.against for one in (*said, *form_findings(week, plan)))


def _found(pin: Pin, kind: FindingKind, says: str, stays: tuple[Stay, ...]) -> Found:
    where = pin.place or pin.unit or ""
    level = Level.GATE if kind is FindingKind.ALARM else Level.ABSOLUTE
    finding = Finding(
        rule=PIN.id, code=PIN.code, kind=kind, level=level, says=says, about=(pin.household,), where=where,
        facts=facts(where=where),
    )  # fmt: skip
    return Found(finding, stays)
