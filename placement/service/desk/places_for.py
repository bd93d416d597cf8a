"""Where a household could live in a plan: every place, with what speaks against it, the best first."""

from typing import Literal, NamedTuple

from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.week import UNPLACED, Week
from placement.review.options import choices
from placement.service.desk.hand_change import beside, known, stay_there
from placement.service.homes import spot
from placement.service.remembered import remembered
from placement.words.language import Lang
from placement.words.texts import later, texts

State = Literal["planned", "home", "open", "others", "rules"]
STATES: dict[State, str] = {
    "planned": later("in this plan"),
    "home": later("lives there"),
    "open": later("free for them"),
    "others": later("others are touched"),
    "rules": later("rules speak against it"),
}
"""In the order in which places are listed."""


class PlaceLine(NamedTuple):
    """A place, and how it stands for the household."""

    place: str
    """Alias."""
    text: str
    """`Tunet, T1: free for them`."""
    state: State


@remembered(maxsize=64)
def places_for(week: Week, plan: Plan, household: str, lang: Lang) -> tuple[PlaceLine, ...]:
    """Every place for a household: what the plan gives it, open ones soonest first, and the others.

    Raises:
        CannotDo: There is no such household.
    """
    whom, _ = known(week, household), texts(lang)
    order = list(STATES)
    found = [(*_stands(week, plan, whom, place.alias), place.alias) for place in week.places]
    return tuple(
        PlaceLine(place, f"{spot(week, place, _)}: {_(STATES[state])}", state)
        for state, _nights, place in sorted(found, key=lambda one: (order.index(one[0]), *one[1:]))
    )


def _stands(week: Week, plan: Plan, household: Household, place: str) -> tuple[State, int]:
    """How the place stands, and how many nights of its window the household would be without one."""
    if any(s.household == household.alias and s.place == place for s in plan.stays):
        return "planned", 0
    if any(s.place == place for s in week.held_of.get(household.alias, ())):
        return "home", 0
    if place not in _allowed(week, household.alias):
        return "rules", 0
    stay, window = stay_there(week, household, place), week.window(household)
    nights = window.missing(stay.start, stay.until) if window and stay.until else UNPLACED
    return ("others" if beside(week, plan).clashes(stay) else "open"), nights


@remembered(maxsize=64)
def _allowed(week: Week, household: str) -> frozenset[str]:
    return frozenset(one.place.alias for one in choices(week, week.household[household]) if one.spans)
