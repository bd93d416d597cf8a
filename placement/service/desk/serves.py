"""What a unit or a room can serve: who of those who need or wish for a place fits there, and what stops the others.

Only what is held is looked at, no plan: it is a look at the place, and gives it to nobody.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from placement.domain.fact import Content
from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.review import Finding
from placement.domain.week import Week
from placement.review.reasons import TAKEN, Beside, Hindered, nearest
from placement.rules import RULES
from placement.service.desk.readers import knows, knows_all, may_read, read
from placement.service.homes import room as room_name
from placement.service.priority import tier_of
from placement.service.remembered import remembered
from placement.words.say import say_date, say_list
from placement.words.texts import Texts

MOST_SENTENCES, MOST_RULES = 3, 4
TITLES = {rule.id: rule.title for rule in RULES}


class Served(NamedTuple):
    """One household, and this place."""

    household: str
    tier: str
    fits: bool
    where: str
    """Rooms that fit, with the date; or the one where the least would have to change."""
    why: tuple[str, ...]
    """What stops them; empty where they fit."""


class Serves(NamedTuple):
    """Everybody who needs or wishes for a place, and this one."""

    rows: tuple[Served, ...]
    """Who fits first, each part in order of priority and lot."""
    stops: tuple[str, ...]
    """The rules that stop the most, each with how many; empty where somebody fits."""
    unnamed: int
    """So many more of whom the reader may not know."""


def serves(week: Week, unit: str, room: str | None, content: Content, _: Texts) -> Serves:
    """What a place can serve, for those who plan.

    Args:
        week: The facts.
        unit: Alias of the unit.
        room: One of its rooms; none: any place of the unit.
        content: The rows that whoever looks sees: nobody else is named.
        _: The texts.
    """
    found = _found(week, unit, room)
    named = [(one, hindered) for one, hindered in found if knows(content, one.origin or one.alias)]
    rows = sorted(
        (_served(week, one, hindered, content, _) for one, hindered in named), key=lambda row: not row.fits
    )
    some_fit = any(row.fits for row in rows)
    stops = () if some_fit else _stops(week, (hindered for _one, hindered in named), content, _)
    return Serves(tuple(rows), stops, len(found) - len(named))


def where_fits(week: Week, household: str, content: Content, _: Texts) -> tuple[tuple[str, Served], ...]:
    """Every unit for one household: those that fit first, then those where the least would have to change.

    Args:
        week: The facts.
        household: Its alias.
        content: The rows that whoever looks sees: nobody else is named.
        _: The texts.

    Returns:
        Unit and how it stands, by what is held; a unit of which nothing can be said is told as without a stay.
    """
    one = week.household[household]
    found = [(unit.alias, nearest_in(week, unit.alias, household)) for unit in week.units]
    rows = [(unit, hindered, _served(week, one, hindered, content, _)) for unit, hindered in found]
    home = week.current(household)
    if home is not None:
        lives = week.unit_of(home).alias
        rows = [
            (unit, near, told if near or unit != lives else told._replace(why=(_("They live here."),)))
            for unit, near, told in rows
        ]
    rows.sort(key=lambda row: (not row[2].fits, row[1][0].changes if row[1] else len(week.rules), row[0]))
    return tuple((unit, served) for unit, _hindered, served in rows)


@remembered(maxsize=1024)
def nearest_in(week: Week, unit: str, household: str) -> tuple[Hindered, ...]:
    """The places of a unit that need the fewest changes for a household, by what is held."""
    places = {place.alias for place in week.places if place.unit.alias == unit}
    return nearest(week, Beside(week, Plan()), week.household[household], places)


@remembered(maxsize=16)
def _found(week: Week, unit: str, room: str | None) -> tuple[tuple[Household, tuple[Hindered, ...]], ...]:
    """Everybody who wants a place, in order of priority and lot, with what stands in the way here."""
    places = {
        p.alias
        for p in week.places
        if p.unit.alias == unit and (room is None or any(r.alias == room for r in p.rooms))
    }
    beside = Beside(week, Plan())
    waiting = [one for one in week.households if week.wants_option(one)]
    waiting.sort(key=lambda one: (str(week.tier(one.alias) or "P4"), one.lot, one.alias))
    return tuple((one, nearest(week, beside, one, places)) for one in waiting)


def _served(week: Week, one: Household, hindered: tuple[Hindered, ...], content: Content, _: Texts) -> Served:
    tier = tier_of(week, one.alias)
    if not hindered:
        why = (_("No stay here on the dates that they need."),)
        return Served(one.alias, tier, fits=False, where="", why=why)
    if not hindered[0].why:
        return Served(one.alias, tier, fits=True, where=_open(week, hindered, _), why=())
    first = hindered[0]
    told = dict.fromkeys(told_why(week, one, finding, content, _) for finding in first.why)
    return Served(one.alias, tier, fits=False, where=_room(week, first, _), why=tuple(told)[:MOST_SENTENCES])


def told_why(week: Week, one: Household, finding: Finding, content: Content, _: Texts) -> str:
    """Of a bed that is taken, by whom; else what the rule says."""
    others = [alias for alias in finding.about if alias in week.household and alias != one.alias]
    if finding.says != TAKEN or not others:
        return read(week, finding, content, _.lang)
    known = [alias for alias in others if knows_all(content, week, (alias,))]
    return _("Taken by {who}.", who=say_list(known, _.lang)) if known else _("Taken.")


def _open(week: Week, hindered: tuple[Hindered, ...], _: Texts) -> str:
    """`G1a (fra ma. 23. nov.) og G1b (fra to. 3. des.)`."""
    told = []
    for one in hindered[:MOST_SENTENCES]:
        room, since = _room(week, one, _), one.stay.start if one.stay else week.as_of
        told.append(_("{room} (from {day})", room=room, day=say_date(since, _.lang)))
    if more := len(hindered) - len(told):
        told.append(_.n("{count} other place", "{count} other places", more))
    return say_list(told, _.lang)


def _room(week: Week, hindered: Hindered, _: Texts) -> str:
    return room_name(week, hindered.place, _)


def _stops(week: Week, every: Iterable[tuple[Hindered, ...]], content: Content, _: Texts) -> tuple[str, ...]:
    """How many each rule stops. The title of a rule that rests on somebody unknown would tell of them."""
    told = [
        {one.rule for one in hindered[0].why if one.says == TAKEN or may_read(week, one, content)}
        for hindered in every
        if hindered
    ]
    count = Counter(rule for rules in told for rule in rules)
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))[:MOST_RULES]
    return tuple(
        _.n("{rule}: {count} household", "{rule}: {count} households", n, rule=getattr(TITLES[rule], _.lang))
        for rule, n in ranked
    )
