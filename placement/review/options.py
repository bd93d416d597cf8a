"""What a household could have been given: the options that pair rules leave it."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.bites import bites, objections
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.option import dates_of, is_offered, kind_of
from placement.domain.rule import Blocks, Objection, Rule
from placement.domain.stay import Stay
from placement.domain.week import Week

BLOCKING = frozenset({Blocks.START, Blocks.NIGHT, Blocks.MOVE})


class Against(NamedTuple):
    """A rule's objection that blocks a household in a place, outside the nights of its overrides."""

    rule: Rule
    about: str
    """The member that it is about, or the household."""
    objection: Objection


def against(week: Week, household: Household, place: Place) -> list[Against]:
    """Everything that pair rules hold against the household in the place."""
    found = []
    for rule in week.rules:
        for member, o in objections(rule, household, place, week.attributes):
            if o.blocks in BLOCKING and not o.waived:
                left = week.not_overridden(rule.code, household.alias, place.unit.alias, o)
                found += [Against(rule, member.alias if member else household.alias, part) for part in left]
    return found


def stays_of(week: Week, household: Household, place: Place, speaks: list[Against]) -> Iterator[Stay]:
    """The options in one place that no pair rule forbids, earliest start and latest end first."""
    if not is_offered(household, place) or lives_in(week, household, place):
        return
    blocking = [a.objection for a in speaks]
    kind = kind_of(week, household, place)
    for start, until in dates_of(week, household, place, blocking):
        stay = Stay(household=household.alias, place=place.alias, start=start, until=until, kind=kind)
        if not any(bites(o, stay, week.as_of) for o in blocking):
            yield stay


def lives_in(week: Week, household: Household, place: Place) -> bool:
    """Whether the place is the household's own already."""
    current = week.current(household.alias)
    return current is not None and current.place == place.alias


def in_time_possible(week: Week, household: Household) -> bool:
    """Whether some option that pair rules allow covers every night of the window."""
    window = week.window(household)
    return window is not None and any(
        stay.until is not None and not window.missing(stay.start, stay.until)
        for place in week.places
        for stay in stays_of(week, household, place, against(week, household, place))
    )
