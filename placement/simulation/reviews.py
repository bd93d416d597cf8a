"""What people at work do from week to week beside placing: they review, ask, renew, repair, and fill posts."""

from datetime import date, timedelta
from typing import Any

from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.contact import Absence, Contact
from placement.domain.decision import TierChange
from placement.domain.household import Household, Situation
from placement.domain.housing import Closure, ClosureKind, HousingUnit
from placement.domain.person import Danger, Person, Secrecy, Threat, Track
from placement.domain.programme import EnrolmentKind, Intake, Programme
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import FOREVER
from placement.simulation.turn import Turn

REVIEWED, SETTLED = 0.97, 0.5
"""Shares a week: of threats whose review is due; of what nobody has clarified yet."""
CHANGED = {-1: 0.15, 1: 0.05}
"""Shares of threats that a review finds one step less, or more."""
THREAT_DAYS, PERMIT_DAYS, APPROVED_DAYS = (30, 90), 330, 365
PERMIT_WARNING = timedelta(days=21)
RENEWED = 0.3
"""Share a week of permits that are renewed once they run out within three weeks; all of them on their last day."""
ASKED, CHANGES_MIND = 0.6, 0.1
WORSE = 0.04
"""Share a week of those who wait with friends, or in a safe place, who can soon stay there no longer."""
AWAY, AWAY_DAYS = 0.04, (1, 5)
REPAIR_DAYS, REPAIR_NOTICE = (3, 20), (0, 14)
ASSESSED_AFTER, APART = 2, 0.2
"""Weeks after which somebody has assessed a pair of one case, and the share of these who are kept apart."""
COURSE_DAYS = 182
"""Between two first days of a course that takes people in on its first day and has no end."""


def review(turn: Turn) -> None:
    """All of it, on rows of the coming week."""
    _people(turn)
    _situations(turn)
    _consents(turn)
    _tiers(turn)
    _units(turn)
    _pairs(turn)
    _courses(turn)
    _staff(turn)
    _past(turn)


def _people(turn: Turn) -> None:
    soon = turn.until
    for n, household in enumerate(turn.rows["households"]):
        members = tuple(_person(turn, p, soon) for p in household.members)
        if any(a is not b for a, b in zip(members, household.members, strict=True)):
            turn.rows["households"][n] = household.but(members=members)


def _person(turn: Turn, person: Person, soon: date) -> Person:
    facts: dict[str, Any] = {}
    threat = person.threat
    if (threat is None or threat.valid_until <= soon) and turn.yes(REVIEWED, "review", person.alias):
        facts["threat"] = _reviewed(turn, person.alias, threat, soon)
    permit = person.permit_until
    if permit is not None and permit <= soon + PERMIT_WARNING:
        is_renewed = permit <= soon or turn.yes(RENEWED, "permit", person.alias)
        facts |= {"permit_until": permit + timedelta(days=PERMIT_DAYS)} if is_renewed else {}
    unsure = person.secrecy is None or person.support is None or person.track is Track.NOT_CLARIFIED
    if (unsure or not person.areas_asked) and turn.yes(SETTLED, "settled", person.alias):
        facts |= {
            "secrecy": person.secrecy or Secrecy.HIDDEN, "areas_asked": True,
            "support": 1 if person.support is None else person.support,
            "track": Track.REFLECTION_APPLIED if person.track is Track.NOT_CLARIFIED else person.track,
        }  # fmt: skip
    return person.but(**facts) if facts else person


def _reviewed(turn: Turn, alias: str, threat: Threat | None, soon: date) -> Threat:
    share, rank = (
        turn.future.share(turn.step, "danger", alias),
        (threat.danger if threat else Danger.HIGH).rank,
    )
    step = -1 if share < CHANGED[-1] else 1 if share > 1 - CHANGED[1] else 0
    danger = tuple(Danger)[max(0, min(len(Danger) - 1, rank + step))]
    days = turn.future.between(*THREAT_DAYS, turn.step, "valid", alias)
    return Threat(danger=danger, valid_until=soon + timedelta(days=days))


def _situations(turn: Turn) -> None:
    """Who has nowhere safe to sleep is in a hotel after some nights; who was with friends may have to go."""
    housed = {s.household for s in turn.rows["stays"] if s.kind == "current"}
    for n, h in enumerate(turn.rows["households"]):
        if h.alias in housed or h.alias not in turn.week.household:
            continue
        now = h.situation
        if now in (Situation.NOWHERE, Situation.UNSAFE, Situation.UNKNOWN):
            turn.rows["households"][n] = _sleeps(h, Situation.HOTEL, turn.week.as_of)
        elif now is Situation.DESTITUTE_SOON and turn.yes(SETTLED, "destitute", h.alias):
            turn.rows["households"][n] = _sleeps(h, Situation.NOWHERE, turn.until)
        elif now in (Situation.FRIENDS, Situation.SAFE) and turn.yes(WORSE, "worse", h.alias):
            turn.rows["households"][n] = _sleeps(h, Situation.DESTITUTE_SOON, turn.until)


def _sleeps(household: Household, situation: Situation, since: date) -> Household:
    return household.but(situation=situation, situation_since=since)


def _consents(turn: Turn) -> None:
    """Who was not asked is asked; a yes that ends is said again; some think again."""
    latest: dict[str, Consent] = {}
    for row in turn.rows["consents"]:
        if row.to is None and (row.person not in latest or latest[row.person].on <= row.on):
            latest[row.person] = row
    for household in turn.rows["households"]:
        for person in household.members:
            if not person.maybe_adult:
                continue
            row = latest.get(person.alias)
            if row is None:
                says = turn.yes(ASKED, "asked", person.alias)
            elif row.answer is ConsentAnswer.GIVEN:
                says = row.until <= turn.until
            else:
                says = turn.yes(CHANGES_MIND, "mind", person.alias)
            if says:
                turn.rows["consents"].append(
                    Consent(person=person.alias, answer=ConsentAnswer.GIVEN, on=turn.until)
                )


def _tiers(turn: Turn) -> None:
    """Since when the facts give a tier is written down, as dates are never rolled; gone with the tier."""
    week, here = turn.week, {h.alias: h for h in turn.rows["households"]}
    needs = {h.alias for h in week.households if week.tier(h.alias) is not None}
    turn.keep("tier_changes", lambda r: r.reason is not None or r.household in needs)
    known = {(r.household, r.tier) for r in turn.rows["tier_changes"]}
    for alias in sorted(needs & here.keys()):
        one = week.priority(alias)
        dated = one.says == "decided" or one.since < week.as_of or (alias, one.tier) in known
        if not dated and alias not in turn.begun:
            turn.rows["tier_changes"].append(TierChange(household=alias, tier=one.tier, since=one.since))


def _units(turn: Turn) -> None:
    renew = turn.until + timedelta(days=PERMIT_WARNING.days)
    turn.change("units", lambda unit: _approved(unit, renew))
    share = turn.flow.closures_a_room / 52
    for unit in turn.rows["units"]:
        for room in unit.rooms:
            if turn.yes(share, "repair", room.alias):
                since = turn.until + timedelta(
                    days=turn.future.between(*REPAIR_NOTICE, turn.step, "since", room.alias)
                )
                days = turn.future.between(*REPAIR_DAYS, turn.step, "days", room.alias)
                turn.rows["closures"].append(
                    Closure(unit=unit.alias, room=room.alias, since=since, until=since + timedelta(days=days),
                            kind=ClosureKind.REPAIR)
                )  # fmt: skip


def _approved(unit: HousingUnit, soon: date) -> HousingUnit:
    """Fire and maintenance are approved anew before they lapse."""
    due = {
        name: soon + timedelta(days=APPROVED_DAYS)
        for name in ("fire_ok_until", "maintenance_ok_until")
        if (until := getattr(unit, name)) is not None and until <= soon
    }
    return unit.but(**due) if due else unit


def _pairs(turn: Turn) -> None:
    """A pair of one case that has been here for some weeks has been assessed."""
    here = {p.alias for h in turn.rows["households"] for p in h.members}
    for pair, step in list(turn.memory.waiting_since.items()):
        if not set(pair) <= here:
            del turn.memory.waiting_since[pair]
        elif turn.step - step >= ASSESSED_AFTER:
            del turn.memory.waiting_since[pair]
            apart = turn.future.yes(APART, "assessed", *pair)
            kind = RelationKind.SEPARATE if apart else RelationKind.NEUTRAL
            turn.rows["relations"].append(Relation(a=pair[0], b=pair[1], kind=kind, since=turn.until))


def _courses(turn: Turn) -> None:
    """What ends begins again; whoever was in it has been."""
    over: set[str] = set()
    for n, one in enumerate(turn.rows["programmes"]):
        renewed = _renewed(one, turn.until)
        if renewed is not one:
            turn.rows["programmes"][n] = renewed
            if one.until is not None:
                over.add(one.alias)
    turn.keep("enrolments", lambda e: e.kind is EnrolmentKind.CURRENT and e.programme not in over
              and not (e.until is not None and e.until <= turn.until))  # fmt: skip


def _renewed(one: Programme, soon: date) -> Programme:
    if one.until is not None:
        return (
            one.but(since=one.until, until=one.until + (one.until - one.since)) if one.until <= soon else one
        )
    again = one.since + timedelta(days=COURSE_DAYS)
    return one.but(since=again) if one.intake is Intake.DATED and again <= soon else one


def _staff(turn: Turn) -> None:
    """Posts are filled, hours of interpreters are the same every week, and some are away for some days."""
    turn.change("contacts", lambda c: c.but(until=None) if c.until and c.until <= turn.until else c)
    turn.change("bookable_hours", lambda row: row.but(on=row.on + timedelta(days=7)))
    turn.rows["absences"] += [a for c in turn.rows["contacts"] for a in _away(turn, c)]


def _away(turn: Turn, contact: Contact) -> list[Absence]:
    if not turn.yes(AWAY, "away", contact.alias):
        return []
    since = turn.until + timedelta(days=turn.future.between(0, 6, turn.step, "from", contact.alias))
    days = turn.future.between(*AWAY_DAYS, turn.step, "for", contact.alias)
    return [Absence(contact=contact.alias, since=since, until=since + timedelta(days=days))]


def _past(turn: Turn) -> None:
    """Rows that say nothing of any day to come."""
    soon = turn.until
    for table in ("closures", "absences", "avoid_areas", "vetoes"):
        turn.keep(table, lambda row: row.until > soon)
    turn.keep("can_receive", lambda row: row.since > soon - timedelta(days=7))
    turn.keep("appointments", lambda row: (row.on or FOREVER) >= soon and row.until > soon)
    turn.keep("offers", lambda row: row.holds_until > soon and row.on > soon - timedelta(days=180))
