"""A draft plan changed by hand: what would come of it, told before it is saved.

Nothing here decides: a change that breaks rules is told in words, and can be kept; nobody can accept it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.week import UNPLACED, Week
from placement.review.audit import Judged
from placement.review.form import readable
from placement.review.options import choices
from placement.review.reasons import Beside
from placement.service.desk.difference import Difference, Judgement, between, new_findings
from placement.service.desk.hand_acts import Fitted, Yields, fitted, judged_once
from placement.service.desk.hand_change import (
    HandChange,
    Stays,
    beside,
    leave_alone,
    stays_after,
    touches_untold,
)
from placement.service.desk.kept_plan import Kept
from placement.service.desk.set_aside import SetAside, ways_out
from placement.service.homes import spot
from placement.service.priority import because
from placement.service.remembered import remembered
from placement.service.veil import Names, veiled
from placement.words.language import Lang
from placement.words.texts import Texts, later, texts

MOST_INSTEAD = 3
"""Other places that are named for somebody who loses one."""

YIELDS = {
    "not_begun": later("{person} does not begin {where}: it does not fit with these homes."),
    "given_up": later("{person} gives up {where} for the place."),
    "goes_on": later("{person} goes on with {where}."),
    "not_booked": later("The interpreter for {person} ({where}) is not needed any more."),
}


class PushedOut(NamedTuple):
    """A household whose planned place is given to another."""

    household: str
    place: str
    """The place that it loses."""
    becomes: str
    """Where it is then, and its priority."""
    instead: tuple[str, ...]
    """Aliases of places that are open to it beside the changed plan, at most three."""
    instead_text: tuple[str, ...]
    """The same in words."""


class Consequences(NamedTuple):
    """What a change by hand comes to. All texts are for a coordinator."""

    plan: Plan
    """As it would be kept."""
    difference: Difference
    """What it breaks and mends, who is served later or sooner, and the wishes lost and won."""
    pushed_out: tuple[PushedOut, ...]
    yields: tuple[str, ...]
    """Enrolments and bookings that no longer fit, and those that go on again."""
    set_aside: tuple[SetAside, ...]
    """Of each new breach: whether two people may set the rule aside, and what to ask for."""


def consequences(kept: Kept, change: HandChange, lang: Lang) -> Consequences:
    """What the change would come to, judged whole; nothing is written.

    Raises:
        CannotDo: It means nothing in this plan: no such household or place, nothing to take away, nothing to swap. Or
            it touches somebody of whom the reader may not know.
    """
    return consequences_for(kept.untold, kept.week, kept.plan, change, lang)


def consequences_for(untold: Names, week: Week, plan: Plan, change: HandChange, lang: Lang) -> Consequences:
    """The same, for somebody who may not know of these. Raises as `consequences`."""
    found = _consequences(week, plan, change, lang)
    leave_alone(plan, found.plan, untold)
    # By trying place after place somebody could find out where they are: what touches them is refused alike.
    if veiled(found, untold, texts(lang)) != found:
        raise touches_untold()
    return found


class Tried(NamedTuple):
    """A change carried out on a plan, and judged."""

    stays: Stays
    before: Judged
    after: Fitted


@remembered(maxsize=256)
def tried(week: Week, plan: Plan, change: HandChange) -> Tried:
    """Carry out a change on a plan that nobody keeps. Raises CannotDo."""
    stays = stays_after(week, plan, change)
    return Tried(stays, judged_once(week, plan), fitted(week, plan, stays.stays))


@remembered(maxsize=64)
def _consequences(week: Week, plan: Plan, change: HandChange, lang: Lang) -> Consequences:
    stays, before, after = tried(week, plan, change)
    new = set(new_findings(before.review, after.judged.review, FindingKind.BREACH))
    broken = [one for one in after.judged.found if one.finding in new]
    _, near = texts(lang), beside(week, after.plan)
    return Consequences(
        plan=after.plan,
        difference=between(
            week, Judgement(plan, before.review), Judgement(after.plan, after.judged.review), lang
        ),
        pushed_out=tuple(_pushed_out(week, near, stay, _) for stay in stays.pushed),
        yields=tuple(_yield(one, _) for one in after.yields),
        set_aside=ways_out(week, Seen(week, readable(week, after.plan)[0]), broken, lang),
    )


def _yield(one: Yields, _: Texts) -> str:
    return _(YIELDS[one.what], person=one.person, where=one.where)


def _pushed_out(week: Week, near: Beside, stay: Stay, _: Texts) -> PushedOut:
    household = week.household[stay.household]
    instead = tuple(islice(_open_places(week, near, household), MOST_INSTEAD))
    return PushedOut(
        household=stay.household,
        place=spot(week, stay.place, _),
        becomes=_becomes(week, household, _),
        instead=instead,
        instead_text=tuple(spot(week, place, _) for place in instead),
    )


def _becomes(week: Week, household: Household, _: Texts) -> str:
    home = week.current(household.alias)
    where = _("Stays in {place}.", place=spot(week, home.place, _)) if home else _("Has no place.")
    return f"{where} {because(week, household, _)}".rstrip()


def _open_places(week: Week, near: Beside, household: Household) -> Iterator[str]:
    """Places with an option against which nothing speaks, those that serve soonest first."""
    window = week.window(household)

    def missing(stay: Stay) -> tuple[int, date, str]:
        nights = window.missing(stay.start, stay.until) if window and stay.until else UNPLACED
        return nights, stay.start, stay.place

    stays = [min(one.stays(household), key=missing) for one in choices(week, household) if one.spans]
    for stay in sorted(stays, key=missing):
        if not near.clashes(stay):
            yield stay.place
