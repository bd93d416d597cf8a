"""What pair rules say, asked once for each distinct combination, and the options that they leave."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from placement.domain.attributes import declared
from placement.domain.bites import bites
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.option import dates_of, is_open_to, kind_of
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, PairRule, Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.week import Week

BLOCKING = frozenset({Blocks.START, Blocks.NIGHT, Blocks.MOVE})


class Said(NamedTuple):
    """An objection, with the rule that makes it and the member that it is about (none: the household)."""

    rule: Rule
    member: Person | None
    objection: Objection


class _Part(NamedTuple):
    """A pair part with what it declares; `asked` keeps its answers."""

    rule: Rule
    objections: Any
    who: type
    where: type
    of_members: bool
    asked: dict[tuple[Any, Any], tuple[Objection, ...]]


class PairSays:
    """The objections of all pair rules of one week."""

    def __init__(self, week: Week) -> None:
        self.week = week
        self._parts = [
            _Part(rule, part.objections, *declared(part.objections), part.between[0] is Person, {})
            for rule in week.rules
            for part in rule.parts
            if isinstance(part, PairRule)
        ]
        self._of_rule: dict[str, list[_Part]] = {}
        for part in self._parts:
            self._of_rule.setdefault(part.rule.id, []).append(part)
        self._groups: list[dict[Any, list[str]]] | None = None

    def about(self, household: Household, place: Place, rule: Rule) -> Iterator[Said]:
        """Everything that one rule says against the household in one place."""
        at = self.week.attributes
        for part in self._of_rule.get(rule.id, ()):
            where = at.view(part.where, place)
            for one in household.members if part.of_members else (household,):
                member = one if isinstance(one, Person) else None
                for objection in _ask(part, at.view(part.who, one), where):
                    yield Said(rule, member, objection)

    def everywhere(self, household: Household) -> dict[str, list[Said]]:
        """The same for every offered place where anything is said."""
        at = self.week.attributes
        found: dict[str, list[Said]] = {}
        for part, groups in zip(self._parts, self._grouped(), strict=True):
            for one in household.members if part.of_members else (household,):
                member = one if isinstance(one, Person) else None
                who = at.view(part.who, one)
                for where, places in groups.items():
                    for objection in _ask(part, who, where):
                        said = Said(part.rule, member, objection)
                        for place in places:
                            found.setdefault(place, []).append(said)
        return found

    def _grouped(self) -> list[dict[Any, list[str]]]:
        """For each part the offered places that look alike to it."""
        if self._groups is None:
            self._groups = [{} for _ in self._parts]
            for part, groups in zip(self._parts, self._groups, strict=True):
                for place in self.week.places:
                    where = self.week.attributes.view(part.where, place)
                    groups.setdefault(where, []).append(place.alias)
        return self._groups


def _ask(part: _Part, who: object, where: object) -> tuple[Objection, ...]:
    said = part.asked.get((who, where))
    if said is None:
        said = part.asked[who, where] = part.objections(who, where)
    return said


def pair_says(week: Week) -> PairSays:
    """What pair rules say in this week, kept with it."""
    kept: PairSays | None = week.__dict__.get("_pair_says")
    if kept is None:
        kept = week.__dict__["_pair_says"] = PairSays(week)
    return kept


class Choice(NamedTuple):
    """A place, what speaks against the household there, and the stays that pair rules leave it."""

    place: Place
    kind: StayKind
    blocking: list[Said]
    stays: list[Stay]


def choices(week: Week, household: Household) -> list[Choice]:
    """Every place that is open to the household."""
    kept: dict[str, list[Choice]] = week.__dict__.setdefault("_choices", {})
    if household.alias not in kept:
        said = pair_says(week).everywhere(household)
        kept[household.alias] = [
            _choice(week, household, place, said.get(place.alias, []))
            for place in week.places
            if is_open_to(week, household, place)
        ]
    return kept[household.alias]


def _choice(week: Week, household: Household, place: Place, said: list[Said]) -> Choice:
    blocking = [
        s._replace(objection=left)
        for s in said
        if s.objection.blocks in BLOCKING and not s.objection.waived
        for left in week.not_overridden(s.rule.code, household.alias, place.unit.alias, s.objection)
    ]
    against = [s.objection for s in blocking]
    kind = kind_of(week, household, place)
    stays = [
        Stay(household=household.alias, place=place.alias, start=start, until=until, kind=kind)
        for start, until in dates_of(week, household, place, against)
    ]
    return Choice(
        place, kind, blocking, [s for s in stays if not any(bites(o, s, week.as_of) for o in against)]
    )


def fits(week: Week, household: Household) -> list[Place]:
    """Places in which the household has an option that no pair rule forbids."""
    return [choice.place for choice in choices(week, household) if choice.stays]


def is_in_time(week: Week, household: Household, stay: Stay) -> bool:
    """Whether the stay covers every night of the household's window."""
    window = week.window(household)
    return window is not None and stay.until is not None and not window.missing(stay.start, stay.until)


def in_time_possible(week: Week, household: Household) -> bool:
    """Whether some option that pair rules allow covers every night of the window."""
    return any(is_in_time(week, household, s) for choice in choices(week, household) for s in choice.stays)
