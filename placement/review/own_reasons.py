"""Where a household could live by its own facts and what anybody may know of a place, as if nobody else were there.

What rests on other people is not filtered out afterwards: the week that is asked holds none of them. Of a place it
holds what each caseworker may read of it; where it lies, and why it is closed, is not in it either.
"""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from placement.domain.household import Household
from placement.domain.housing import ClosureKind, HousingUnit, UnitType
from placement.domain.instance import Instance
from placement.domain.person import AgeBand
from placement.domain.review import Finding
from placement.domain.rule import Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week
from placement.review.options import Choice, choices
from placement.review.points import pair_points
from placement.review.reasons import alone, needed_stay

Kind = Literal["home", "open", "barred", "dates", "size"]
NOWHERE = "nowhere"
"""The district of every unit in such a week."""
TOLD_OF = {
    "safety_margin": "G02", "one_floor": "G04", "shared_language": "G07", "own_room": "G08", "quiet": "G12",
}  # fmt: skip
"""Goals (id -> code) that read nothing of where a place lies, what others need, or how many such places there are."""
OF_HOUSEHOLD = ("stays", "exits", "offers", "tier_changes", "releases", "waivers")
OF_PERSON = ("consents", "move_consents", "vetoes")
PUBLIC = ("can_receive",)


class OwnPlace(NamedTuple):
    """A place, as the household's own facts have it."""

    place: str
    kind: Kind
    """Home: it lives there, or has it held. Open: nothing of its own is against it. Barred: rules are. Dates: only its
    own dates, and those of the place, are. Size: a set of rooms for a larger household."""
    bars: tuple[Finding, ...] = ()
    """What bars it."""
    soonest: Stay | None = None
    """Where it is open: the earliest stay that its own facts, and the place's, allow."""


class Pull(NamedTuple):
    """A wish that tells the places apart which are open by own facts."""

    goal: str
    is_met: bool
    """Here nothing is lost to it; otherwise less is lost in another such place."""


class OwnReasons(NamedTuple):
    """A household, or a part of it, and every place."""

    household: str
    places: tuple[OwnPlace, ...]
    """In order of alias."""
    pulls: tuple[Pull, ...] = ()
    """Of where it lives, or has a place held."""

    def of(self, kind: Kind) -> tuple[OwnPlace, ...]:
        """The places of one kind."""
        return tuple(one for one in self.places if one.kind == kind)


def own_week(instance: Instance, household: str, rules: Iterable[Rule]) -> Week:
    """The week in which there is nobody else. Raises KeyError for an unknown household."""
    found = {one.alias: one for one in instance.households}[household]
    names = {found.alias, *(person.alias for person in found.members)}
    rows: dict[str, Any] = {
        **{name: _named(getattr(instance, name), "household", names) for name in OF_HOUSEHOLD},
        **{name: _named(getattr(instance, name), "person", names) for name in OF_PERSON},
        **{name: getattr(instance, name) for name in PUBLIC},
        "relations": tuple(r for r in instance.relations if {r.a, r.b} <= names),
        "overrides": tuple(o for o in instance.overrides if o.unit and set(o.households) <= names),
        "closures": tuple(one.but(kind=ClosureKind.OTHER) for one in instance.closures),
        "units": tuple(_public(unit) for unit in instance.units),
        "households": (_own(instance, found),),
    }
    return Week(Instance(as_of=instance.as_of, policy=instance.policy, **rows), rules)


def _named(rows: Iterable[Any], field: str, names: set[str]) -> tuple[Any, ...]:
    return tuple(row for row in rows if getattr(row, field) in names)


def _public(unit: HousingUnit) -> HousingUnit:
    """A unit without where it is: no rule then speaks of that."""
    return unit.but(site=None, district=NOWHERE, schools=frozenset(AgeBand), door_closes=None)


def _own(instance: Instance, household: Household) -> Household:
    """Without the household that it was split off, and without wishes for surroundings, of which nothing is known."""
    known = {*UnitType, *(unit.alias for unit in instance.units)}
    return household.but(origin=None, wishes=tuple(w for w in household.wishes if w in known))


def own_reasons(week: Week, goals: Iterable[Rule]) -> tuple[OwnReasons, ...]:
    """Every place for the household of such a week; where the rules split it, for each part.

    Args:
        week: From `own_week`.
        goals: What plans are compared by.
    """
    told = tuple(goal.configured(week.instance.policy) for goal in goals if goal.id in TOLD_OF)
    return tuple(_of(week, household, told) for household in week.households)


def _of(week: Week, household: Household, goals: tuple[Rule, ...]) -> OwnReasons:
    held = week.held_of.get(household.alias, ())
    rooms = {room.alias for stay in held for room in week.place(stay.place).rooms}
    asked = {choice.place.alias: choice for choice in choices(week, household)}
    places = []
    for place in week.places:
        choice = asked.get(place.alias)
        if rooms & {room.alias for room in place.rooms}:
            places.append(OwnPlace(place.alias, "home"))
        elif choice is None:
            places.append(OwnPlace(place.alias, "size"))
        else:
            places.append(_place(week, household, choice))
    here = min(held, key=lambda stay: (stay.kind is not StayKind.CURRENT, stay.start), default=None)
    return OwnReasons(household.alias, tuple(places), _pulls(week, goals, here, places) if here else ())


def _place(week: Week, household: Household, choice: Choice) -> OwnPlace:
    if choice.spans:
        soonest = min(choice.stays(household), key=lambda stay: (stay.start, stay.until))
        return OwnPlace(choice.place.alias, "open", soonest=soonest)
    needed = needed_stay(week, household, choice)
    rules = {rule.id: rule for rule in week.rules}
    found = alone(week, household, choice, needed) if needed else ()
    bars = tuple(f for f in dict.fromkeys(found) if f.says not in rules[f.rule].neutral)
    return OwnPlace(choice.place.alias, "barred" if bars else "dates", bars)


def _pulls(week: Week, goals: tuple[Rule, ...], here: Stay, places: Iterable[OwnPlace]) -> tuple[Pull, ...]:
    others = [one.soonest for one in places if one.soonest is not None]
    found = []
    for goal in goals:
        lost, elsewhere = _lost(week, goal, here), {_lost(week, goal, other) for other in others}
        if lost == 0 and max(elsewhere, default=0) > 0:
            found.append(Pull(goal.id, is_met=True))
        elif min(elsewhere, default=lost) < lost:
            found.append(Pull(goal.id, is_met=False))
    return tuple(found)


def _lost(week: Week, goal: Rule, stay: Stay) -> int:
    return sum(pair_points(week, part, stay) for part in goal.pair_goals)
