"""Since when, until when, where before: the stays of those who are housed, and what is wrong with a few of them."""

from placement.domain.consent import ConsentAnswer, MoveConsent
from placement.domain.housing import HousingUnit, UnitType
from placement.domain.relation import HARMFUL, KnowsAddress
from placement.domain.stay import Destination, Exit, Stay, StayKind
from placement.simulation.draw import Draw
from placement.simulation.homes import Homes, hardness
from placement.simulation.town import Town

ACUTE = (19, 0.85)
"""Median and spread of a stay in a crisis centre or hotel: about 27 nights on the average."""
LONG = (150, 1.01)
"""Of another stay: median five months, one in ten more than eighteen."""
PREPARED, ACCEPTED = 0.85, 0.06
SHORT_TYPES = frozenset({UnitType.CRISIS_CENTRE, UnitType.HOTEL})


def add_stays(town: Town) -> None:
    """House everybody who does not wait, those first for whom it is hardest; who finds nothing waits too."""
    draw, homes = town.draw("homes"), Homes(town)
    order = [h for h in town.households.values() if h.alias not in town.waiting]
    draw.shuffle(order)
    units = {u.alias: u for u in town.units}
    for household in sorted(order, key=lambda h: hardness(town, h), reverse=True):
        slot = homes.find(draw, household) or homes.find(draw, household, make=True)
        if slot is None:
            town.waiting.add(household.alias)
        else:
            place = homes.take(slot, household)
            stay = _lived(draw, town, household.alias, place, units[slot.unit])
            town.homes[household.alias] = units[slot.unit], stay
            _plans(draw, town, household.alias, units[slot.unit])
    for alias in sorted(town.waiting - town.arrived):
        _prepare(draw, town, homes, alias)
    homes.write()
    units = {u.alias: u for u in town.units}
    town.homes = {alias: (units[unit.alias], stay) for alias, (unit, stay) in town.homes.items()}
    _past(draw, town)
    _known_addresses(draw, town)


def _lived(draw: Draw, town: Town, alias: str, place: str, unit: HousingUnit) -> Stay:
    """A stay of which some part is over; where its end is known the need ends with it."""
    whole = draw.nights(*(ACUTE if unit.type in SHORT_TYPES else LONG)) + 1
    gone = draw.randint(1, max(1, whole - 1))
    start, until = town.day(-gone), town.day(whole - gone) if draw.yes(0.5) else None
    town.change(alias, referral=town.day(-gone - draw.randint(0, 25)), expected_until=until)
    limit, extended = unit.max_stay_nights, None
    if limit is not None and limit - gone < draw.randint(0, 40) and draw.yes(0.9):
        extended = max(town.day(draw.randint(25, 150)), until or town.as_of)
    return Stay(
        household=alias, place=place, start=start, until=until, kind=StayKind.CURRENT, extended_until=extended
    )


def _plans(draw: Draw, town: Town, alias: str, unit: HousingUnit) -> None:
    """Some will move on, leave, or wish for something better; some have agreed to move somewhere."""
    household = town.households[alias]
    what = draw.one({"move_on": 4, "exit": 2, "wish": 8, "": 86})
    if what == "move_on" and household.expected_until is None:
        town.change(alias, move_on_from=town.day(draw.randint(7, 60)))
    elif what == "exit":
        town.rows["exits"].append(
            Exit(
                household=alias, on=town.day(draw.randint(1, 20)), destination=draw.choice(list(Destination))
            )
        )
    elif what == "wish":
        town.change(alias, improvement_wish=True)
        other = draw.choice(town.units)
        if draw.yes(0.3) and other is not unit:
            town.rows["move_consents"] += [
                MoveConsent(person=p.alias, unit=other.alias, answer=ConsentAnswer.GIVEN, on=town.as_of)
                for p in household.members if not p.maybe_child
            ]  # fmt: skip


def _prepare(draw: Draw, town: Town, homes: Homes, alias: str) -> None:
    """For most of those who wait there would be a place, were nobody else to take it; a few have accepted theirs."""
    household = town.households[alias]
    if not household.members[0].maybe_child and draw.yes(PREPARED):
        slot = homes.find(draw, household) or homes.find(draw, household, make=True)
        if slot:
            place = homes.take(slot, household)
            if draw.yes(ACCEPTED):
                town.accepted[alias] = slot.unit
                _accept(draw, town, place, alias)


def _accept(draw: Draw, town: Town, place: str, alias: str) -> None:
    """An accepted offer that begins in some days."""
    town.rows["stays"].append(
        Stay(household=alias, place=place, start=town.day(draw.randint(2, 9)), kind=StayKind.HOLD,
             expires=town.day(draw.randint(3, 14)))
    )  # fmt: skip


def _past(draw: Draw, town: Town) -> None:
    """One in four lived elsewhere before; nobody with a harmful link, so that no home is known by chance."""
    for alias, (unit, stay) in town.homes.items():
        linked = any(kind in HARMFUL for kind in town.links.get(alias, {}).values())
        before = draw.choice(town.units)
        if before is not unit and not linked and draw.yes(0.25):
            start = stay.start.toordinal() - draw.randint(5, 90)
            town.rows["stays"].append(
                Stay(household=alias, place=before.rooms[0].alias, start=stay.start.fromordinal(start),
                     until=stay.start, kind=StayKind.PAST)
            )  # fmt: skip
            town.change(alias, referral=min(town.households[alias].referral, stay.start.fromordinal(start)))


def _known_addresses(draw: Draw, town: Town) -> None:
    """What outsiders know: never where the one whom they must not find lives."""
    for outsider, alias in town.outsiders.items():
        home = town.homes.get(alias)
        known = draw.choice(town.units)
        if draw.yes(0.5) and (home is None or home[0].entrance != known.entrance):
            town.rows["knows_address"].append(KnowsAddress(person=outsider, unit=known.alias))
