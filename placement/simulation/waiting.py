"""Where those sleep who wait, since when, what they said; and what has gone wrong for a few who are housed."""

from datetime import timedelta
from typing import Any

from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, ConsentAnswer, Veto
from placement.domain.decision import CanReceive, Tier, TierChange, TierReason
from placement.domain.household import Situation
from placement.domain.housing import Closure, ClosureKind, UnitType
from placement.domain.person import Danger, Threat
from placement.domain.value import FOREVER
from placement.simulation.draw import Draw
from placement.simulation.town import Town

SITUATIONS = {
    Situation.NOWHERE: 9, Situation.UNSAFE: 15, Situation.HOTEL: 22, Situation.DESTITUTE_SOON: 8, Situation.FRIENDS: 25,
    Situation.SAFE: 19, Situation.UNKNOWN: 2,
}  # fmt: skip
FAULTS = {"area": 25, "threat": 15, "withdrawn": 15, "unsuitable": 15, "closing": 20, "lease": 10}
CONSENTS = {"yes": 93, "but": 4, "no": 1, "ends": 1, "": 1}
FAULTY = 0.05
WAIT = (14, 0.9)
"""Median and spread of the days that somebody has waited who was not referred this week."""


def add_waiting(town: Town) -> None:
    """Facts of those who wait, everybody's consents, and some vetoes."""
    draw = town.draw("waiting")
    for alias in sorted(town.waiting - town.arrived):
        situate(draw, town, alias)
    for alias in sorted(town.arrived):
        situation = Situation.NOWHERE if draw.yes(0.2) else Situation.HOTEL
        town.change(alias, situation=situation, situation_since=town.households[alias].referral)
    consents(draw, town)
    for alias in sorted(town.waiting):
        if draw.yes(0.07):
            household, unit = town.households[alias], draw.choice(town.units)
            town.rows["vetoes"].append(
                Veto(person=household.members[0].alias, unit=unit.alias, since=household.referral)
            )
    for unit in town.units:
        if unit.notice_hours and draw.yes(0.25):
            town.rows["can_receive"].append(CanReceive(unit=unit.alias, since=town.as_of))


def situate(draw: Draw, town: Town, alias: str) -> None:
    """Where somebody sleeps who waits, and since when."""
    household = town.households[alias]
    waited = draw.randint(0, 6) if alias in town.new else 7 + min(draw.nights(*WAIT), 200)
    situation, since = draw.one(SITUATIONS), draw.randint(0, min(waited, 12))
    facts: dict[str, Any] = {
        "referral": town.day(-waited), "situation": situation, "situation_since": town.day(-since),
        "unsuitable": draw.yes(0.06), "child_at_risk": household.has_child and draw.yes(0.04),
        "earliest": town.day(draw.randint(1, 10)) if draw.yes(0.3) else None,
        "expected_until": town.day(draw.randint(25, 150)) if draw.yes(0.4) else None,
    }  # fmt: skip
    town.change(alias, **facts)
    if draw.yes(0.15):
        reason = draw.choice([None, TierReason.HOST_CANNOT_LONGER, TierReason.HEALTH])
        tier = draw.choice([Tier.P1, Tier.P2])
        by = "Samordner-1" if reason else None
        town.rows["tier_changes"].append(
            TierChange(household=alias, tier=tier, since=town.day(-since), reason=reason, by=by)
        )


def consents(draw: Draw, town: Town) -> None:
    """Each adult for themselves. Who is housed said yes; of the others a few said no, or nobody asked them."""
    for household in town.households.values():
        for person in household.members:
            if not person.maybe_adult:
                continue
            said = "yes" if household.alias in town.homes else draw.one(CONSENTS)
            row = Consent(person=person.alias, answer=ConsentAnswer.GIVEN, on=household.referral)
            if said in ("yes", "but"):
                town.rows["consents"].append(row)
            if said == "but":
                kind = draw.choice([UnitType.RECEPTION, UnitType.SHARED_FLAT, UnitType.CRISIS_CENTRE])
                town.rows["consents"].append(row.but(to=kind, answer=ConsentAnswer.DECLINED))
            elif said == "no":
                town.rows["consents"].append(row.but(answer=ConsentAnswer.DECLINED))
            elif said == "ends":
                town.rows["consents"].append(row.but(on=town.day(-40), until=town.day(draw.randint(-5, 20))))


def add_faults(town: Town) -> None:
    """What a meeting finds: homes that have become wrong or are about to be lost, and rooms under repair."""
    draw = town.draw("faults")
    for alias, (unit, stay) in town.homes.items():
        household = town.households[alias]
        if not draw.yes(FAULTY):
            continue
        adult = household.members[0]
        match draw.one(FAULTS):
            case "area" if adult.alias not in town.avoided:
                town.rows["avoid_areas"].append(
                    AvoidArea(person=adult.alias, area=unit.district, since=town.day(-draw.randint(0, 5)))
                )
                town.avoided[adult.alias].add(unit.district)
            case "threat" if (unit.security or 0) < Danger.ACUTE.rank:
                danger = list(Danger)[(unit.security or 0) + 1]
                threat = Threat(danger=danger, valid_until=town.day(draw.randint(10, 30)))
                town.change_person(alias, adult.alias, threat=threat)
            case "withdrawn":
                on = town.day(-draw.randint(0, 6))
                town.rows["consents"].append(
                    Consent(
                        person=adult.alias, answer=ConsentAnswer.WITHDRAWN, on=max(on, household.referral)
                    )
                )
            case "unsuitable":
                town.change(alias, unsuitable=True)
            case "closing":
                room, since = stay.place.removesuffix("/bed").split("+")[0], draw.randint(3, 13)
                until = FOREVER if draw.yes(0.3) else town.day(since + draw.randint(14, 60))
                town.rows["closures"].append(
                    Closure(
                        unit=unit.alias,
                        room=room,
                        since=town.day(since),
                        until=until,
                        kind=ClosureKind.REPAIR,
                    )
                )
            case _:
                town.change(alias, expected_until=None)
                _end(town, alias, draw.randint(3, 13))
    _repairs(draw, town)


def _end(town: Town, alias: str, days: int) -> None:
    """The unit ends the stay before the need does."""
    unit, stay = town.homes[alias]
    town.homes[alias] = unit, stay.but(until=town.day(days))


def _repairs(draw: Draw, town: Town) -> None:
    """A few rooms in which nobody lives are out of service for a while."""
    taken = {room for _, stay in town.homes.values() for room in stay.place.removesuffix("/bed").split("+")}
    for unit in town.units:
        for room in unit.rooms:
            if room.alias not in taken and draw.yes(0.04):
                since = town.day(-draw.randint(0, 20))
                until = town.as_of + timedelta(days=draw.randint(3, 45))
                town.rows["closures"].append(
                    Closure(
                        unit=unit.alias, room=room.alias, since=since, until=until, kind=ClosureKind.REPAIR
                    )
                )
