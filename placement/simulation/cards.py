"""Cards played on a week: another world in which everybody is still here. The week itself stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from placement.domain.housing import Closure, HousingUnit, Room
from placement.domain.instance import Instance
from placement.domain.rule import Level, Rule
from placement.domain.scenario import (
    Another,
    Arrivals,
    Beds,
    Budget,
    Card,
    Close,
    Figure,
    Group,
    Interpreting,
    NewUnit,
    RuleOff,
    Seats,
    Staff,
    Stays,
)
from placement.errors import InputError, Problem
from placement.simulation.bed_cards import change_beds
from placement.simulation.hour_cards import change_hours
from placement.simulation.refused import CannotPlay


def apply(instance: Instance, cards: Sequence[Card], laws: Iterable[Rule]) -> Instance:
    """The week after the cards, in their order. What a card says of the future alone is the flow's to read.

    Args:
        instance: The week; it is not changed.
        cards: What is different.
        laws: All rules and goals there are, so that none is loosened that must hold.

    Raises:
        InputError: One problem for each card that cannot be played, those after it played all the same.
    """
    known = {name: law for law in laws for name in (law.id, law.code)}
    problems = []
    for number, card in enumerate(cards, 1):
        try:
            instance = PLAYED[type(card)](instance, card, known)
        except CannotPlay as error:
            problems.append(_problem(number, card, error))
    if problems:
        raise InputError(*problems)
    return instance


def rules_left(rules: tuple[Rule, ...], cards: Iterable[Card]) -> tuple[Rule, ...]:
    """The rules without those that a card switches off; `apply` has refused every card that may not."""
    off = {card.code for card in cards if isinstance(card, RuleOff)}
    return tuple(rule for rule in rules if rule.code not in off or not may_be_off(rule))


def may_be_off(rule: Rule) -> bool:
    """Whether a rule is nothing but HARD: what is absolute, or asks somebody for an answer, always holds."""
    return set(rule.levels) == {Level.HARD}


def _problem(number: int, card: Card, error: CannotPlay) -> Problem:
    told = f"Card {number} ({card.card}) cannot be played: {error.code} {error.facts}."
    return Problem("", told, "", f"card_{error.code}", {"number": number, "card": card.card, **error.facts})


Laws = dict[str, Rule]


def unit_of(instance: Instance, alias: str) -> HousingUnit:
    """The unit that a card names. Raises CannotPlay."""
    for unit in instance.units:
        if unit.alias == alias:
            return unit
    raise CannotPlay("unit_unknown", name=alias)


def _with_unit(instance: Instance, changed: HousingUnit) -> Instance:
    return instance.but(units=tuple(changed if u.alias == changed.alias else u for u in instance.units))


def _close(instance: Instance, card: Close, _: Laws) -> Instance:
    unit, since = unit_of(instance, card.unit), card.since or instance.as_of
    if card.room is not None and card.room not in {r.alias for r in unit.rooms}:
        raise CannotPlay("room_unknown", name=card.room, unit=unit.alias)
    if card.until <= since or card.until <= instance.as_of:
        raise CannotPlay("over_before", name=unit.alias)
    row = Closure(unit=unit.alias, room=card.room, since=since, until=card.until)
    return instance.but(closures=(*instance.closures, row))


def _new_unit(instance: Instance, card: NewUnit, _: Laws) -> Instance:
    unit = card.unit
    here = [name for u in instance.units for name in _names(u)]
    if taken := sorted(set(here) & set(_names(unit))):
        raise CannotPlay("name_taken", name=taken[0])
    if instance.areas and unit.district not in {a.alias for a in instance.areas}:
        raise CannotPlay("area_unknown", name=unit.district)
    return instance.but(units=(*instance.units, unit))


def _names(unit: HousingUnit) -> tuple[str, ...]:
    return (unit.alias, *(z.alias for z in unit.zones), *(r.alias for r in unit.rooms))


def _another(instance: Instance, card: Another, laws: Laws) -> Instance:
    like = unit_of(instance, card.like)
    floors = {z.alias: f"{card.alias}-{n}" for n, z in enumerate(like.zones, 1)}
    copy = like.but(
        alias=card.alias, site=None, available_from=card.since, available_until=None,
        zones=tuple(z.but(alias=floors[z.alias]) for z in like.zones),
        rooms=tuple(_copied(room, f"{floors[room.zone]}-{n}", floors) for n, room in enumerate(like.rooms, 1)),
    )  # fmt: skip
    return _new_unit(instance, NewUnit(unit=copy), laws)


def _copied(room: Room, alias: str, floors: dict[str, str]) -> Room:
    return room.but(alias=alias, zone=floors[room.zone])


def _staff(instance: Instance, card: Staff, _: Laws) -> Instance:
    unit = unit_of(instance, card.unit)
    spoken = (unit.staff_languages | card.more) - card.fewer
    return _with_unit(instance, unit.but(staffing=card.staffing or unit.staffing, staff_languages=spoken))


def _rule_off(instance: Instance, card: RuleOff, laws: Laws) -> Instance:
    rule = laws.get(card.code)
    if rule is None:
        raise CannotPlay("rule_unknown", name=card.code)
    if not may_be_off(rule):
        raise CannotPlay("rule_always_holds", name=card.code)
    return instance


def _figure(instance: Instance, card: Figure, laws: Laws) -> Instance:
    rule = laws.get(card.rule)
    if rule is None:
        raise CannotPlay("rule_unknown", name=card.rule)
    if not set(rule.levels) <= {Level.HARD, Level.SOFT}:
        raise CannotPlay("rule_always_holds", name=card.rule)
    setting = next((s for s in rule.settings if s.name == card.name), None)
    if setting is None:
        raise CannotPlay("figure_unknown", name=card.name, rule=card.rule)
    if not setting.least <= card.value <= setting.most:
        raise CannotPlay("figure_range", name=card.name, least=setting.least, most=setting.most)
    settings = dict(instance.policy.settings)
    settings[rule.id] = settings.get(rule.id, {}) | {card.name: card.value}
    return instance.but(policy=instance.policy.but(settings=settings))


def _seats(instance: Instance, card: Seats, _: Laws) -> Instance:
    programme = next((p for p in instance.programmes if p.alias == card.programme), None)
    if programme is None:
        raise CannotPlay("programme_unknown", name=card.programme)
    seats = programme.seats + card.change
    if seats < 0:
        raise CannotPlay("too_few_seats", name=programme.alias, most=programme.seats)
    changed = programme.but(seats=seats)
    return instance.but(
        programmes=tuple(changed if p.alias == changed.alias else p for p in instance.programmes)
    )


def _group(instance: Instance, card: Group, _: Laws) -> Instance:
    if card.on < instance.as_of:
        raise CannotPlay("in_the_past", name=card.on.isoformat())
    return instance


def _of_the_flow(instance: Instance, _card: Any, _: Laws) -> Instance:  # noqa: ANN401 - of several kinds
    return instance


def _with_beds(instance: Instance, card: Beds, _: Laws) -> Instance:
    return change_beds(instance, unit_of(instance, card.unit), card)


def _with_hours(instance: Instance, card: Interpreting, _: Laws) -> Instance:
    return change_hours(instance, card)


PLAYED: dict[type, Callable[[Instance, Any, Laws], Instance]] = {
    Beds: _with_beds, Close: _close, NewUnit: _new_unit, Another: _another, Staff: _staff, RuleOff: _rule_off,
    Figure: _figure, Seats: _seats, Interpreting: _with_hours, Group: _group, Arrivals: _of_the_flow,
    Stays: _of_the_flow, Budget: _of_the_flow,
}  # fmt: skip
