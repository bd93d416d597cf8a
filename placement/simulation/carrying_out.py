"""A plan is carried out: offers are answered, who said yes moves in, seats and contacts are taken."""

from datetime import date, timedelta

from placement.domain.consent import ConsentAnswer, DeclineReason, MoveConsent, Offer, OfferAnswer
from placement.domain.contact import AssignmentKind
from placement.domain.decision import Tier, Waiver
from placement.domain.household import Household, Situation
from placement.domain.programme import EnrolmentKind
from placement.domain.record import Declined
from placement.domain.review import FindingKind
from placement.domain.stay import Stay, StayKind
from placement.domain.value import FOREVER
from placement.simulation.turn import Turn

REASONS = {
    None: 15, DeclineReason.PLACE: 12, DeclineReason.ROOM: 12, DeclineReason.AREA: 14, DeclineReason.COMPANY: 8,
    DeclineReason.RULES: 9, DeclineReason.WANTS_TO_WAIT: 14, DeclineReason.OTHER_OFFER: 4,
    DeclineReason.NO_REASON_GIVEN: 8, DeclineReason.OTHER: 4,
}  # fmt: skip
LASTING = frozenset({DeclineReason.PLACE, DeclineReason.AREA, DeclineReason.COMPANY, DeclineReason.RULES})
NO_HOLDS = timedelta(days=28)
TOLD_END, ON_TIME = 0.5, 0.75
"""Stays of which an end is written when they begin; of these the share that ends on that day, not some days later."""
LATE = (1, 14)


def carry_out(turn: Turn) -> None:
    """What begins within the week is offered; what begins later is a forecast, and planned again."""
    for stay in turn.done.plan.stays:
        if stay.start <= turn.until and turn.leaves(stay.household) > stay.start:
            _offer(turn, stay)
    _hold_contacts(turn)
    _enrol(turn)


def _offer(turn: Turn, stay: Stay) -> None:
    household, unit = turn.week.household[stay.household], turn.week.unit_of(stay).alias
    _split(turn, household)
    count = turn.memory.asked.get(household.alias, 0)
    turn.memory.asked[household.alias] = count + 1
    turn.offered.add(household.alias)
    flow, tier = turn.flow, turn.week.tier(household.alias)
    share = flow.accepts_again if count or tier is Tier.P0 else flow.accepts
    if stay.kind is StayKind.PROPOSAL:
        share = flow.agrees_to_move
    row = Offer(household=household.alias, unit=unit, on=turn.week.as_of, answer=OfferAnswer.ACCEPTED)
    if turn.future.yes(share, "answer", household.alias, count):
        turn.rows["offers"].append(row)
        _say(turn, household, stay, unit, ConsentAnswer.GIVEN)
        begin(turn, stay)
        return
    reason = turn.future.draw("no", household.alias, count).one(REASONS)
    until = FOREVER if reason in LASTING else turn.week.as_of + NO_HOLDS
    turn.rows["offers"].append(row.but(answer=OfferAnswer.DECLINED, reason=reason, holds_until=until))
    _say(turn, household, stay, unit, ConsentAnswer.DECLINED)
    turn.declined.append(Declined(reason, 1))
    turn.refused.add(household.alias)


def _say(turn: Turn, household: Household, stay: Stay, unit: str, answer: ConsentAnswer) -> None:
    """To a move each adult has a word of their own."""
    if stay.kind is StayKind.PROPOSAL:
        turn.rows["move_consents"] += [
            MoveConsent(person=p.alias, unit=unit, answer=answer, on=turn.week.as_of)
            for p in household.members if p.maybe_adult
        ]  # fmt: skip


def _split(turn: Turn, household: Household) -> None:
    """A household that the rules split is written down as its parts once one of them gets a place."""
    if turn.household(household.alias) is not None or household.origin is None:
        return
    whole = household.origin
    turn.keep("households", lambda h: h.alias != whole)
    for part in turn.week.households:
        if part.origin == whole:
            turn.rows["households"].append(part)
            turn.memory.leaves.setdefault(part.alias, turn.memory.leaves.get(whole, FOREVER))


def begin(turn: Turn, stay: Stay) -> None:
    """A household moves in, from wherever it lived before; what was due to its need is met."""
    household = turn.week.household[stay.household]
    alias = household.alias
    before = [s for s in turn.rows["stays"] if s.household == alias and s.kind is StayKind.CURRENT]
    turn.keep("stays", lambda s: not (s.household == alias and s.kind is StayKind.CURRENT))
    turn.rows["stays"] += [
        s.but(kind=StayKind.PAST, until=stay.start) for s in before if s.start < stay.start
    ]
    if before:
        turn.moved.add(alias)
        end = household.expected_until
    else:
        turn.memory.leaves[alias] = stay.start + timedelta(days=turn.flow.need(turn.future, alias))
        end = _told_end(turn, alias, stay)
    until = _agreed_end(turn, stay, end)
    turn.begun[alias] = stay.but(kind=StayKind.CURRENT, until=until, expires=None)
    turn.rows["stays"].append(turn.begun[alias])
    turn.change_household(
        alias, expected_until=end, situation=Situation.SAFE, situation_since=stay.start, unsuitable=False,
        child_at_risk=False, improvement_wish=False, move_on_from=None,
    )  # fmt: skip
    turn.keep("tier_changes", lambda row: row.household not in (alias, household.origin))
    _waive(turn, stay)


def _told_end(turn: Turn, alias: str, stay: Stay) -> date | None:
    """The end of need that is written down, for those who know one; for some it turns out to be too early."""
    if not turn.future.yes(TOLD_END, "told", alias):
        return None
    end = turn.memory.leaves[alias]
    if not turn.future.yes(ON_TIME, "on time", alias):
        end -= timedelta(days=turn.future.between(*LATE, "late", alias))
    return end if end > max(stay.start, turn.until) else None


def _agreed_end(turn: Turn, stay: Stay, end: date | None) -> date | None:
    """Until when the bed is theirs: to the end of need where it is known and right, or where the bed goes before."""
    known = min(turn.week.need_end(turn.week.household[stay.household]), turn.week.horizon)
    if stay.until is not None and stay.until < known:
        return stay.until
    return end if end is not None and end == turn.memory.leaves[stay.household] and end > stay.start else None


def _waive(turn: Turn, stay: Stay) -> None:
    """A rule that was waived for the stay stays waived while it lasts."""
    unit = turn.week.unit_of(stay).alias
    codes = {
        f.code
        for f in turn.done.review.of(FindingKind.TASK)
        if f.is_waived and f.code.startswith("H") and stay.household in f.about
    }
    turn.rows["waivers"] += [
        Waiver(household=stay.household, rule=code, unit=unit, since=stay.start) for code in sorted(codes)
    ]


def _hold_contacts(turn: Turn) -> None:
    here = {h.alias for h in turn.rows["households"]}
    given = {c.household: c for c in turn.done.plan.contacts if c.household in here}
    turn.keep("assignments", lambda row: row.household not in given)
    turn.rows["assignments"] += [one.but(kind=AssignmentKind.CURRENT) for one in given.values()]


def _enrol(turn: Turn) -> None:
    plan = turn.done.plan.enrolments
    given_up = {(e.person, e.programme) for e in plan if e.kind is EnrolmentKind.GIVEN_UP}
    turn.keep("enrolments", lambda e: (e.person, e.programme) not in given_up)
    turn.rows["enrolments"] += [
        e.but(kind=EnrolmentKind.CURRENT, until=None)
        for e in plan
        if e.kind is EnrolmentKind.NEW and e.start <= turn.until
    ]
