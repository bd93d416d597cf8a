"""What somebody thinks of doing, as words of a command line: checked, made on the facts, and told."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.fact import applied, content_of, instance_of
from placement.domain.instance import Instance
from placement.domain.person import Gender
from placement.domain.rule import Level
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.review.act import Act, Arrived, Avoids, Closed, Locked
from placement.review.change import SetAside
from placement.rules import RULES
from placement.service.change_words import change_sentence
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.commands.command import edits_of
from placement.service.desk.hand_change import Give, HandChange, Swap
from placement.service.desk.snapshot import Snapshot, Stamp
from placement.service.homes import spot
from placement.service.question import NoAnswer, household_named, place_of
from placement.words.say import say_day, say_list
from placement.words.texts import Texts

MOST_ARRIVE = 20
GENDERS = {"women": Gender.WOMAN, "men": Gender.MAN}
NEW = "Ny"
"""Aliases of who arrives begin so."""


class Acts(NamedTuple):
    """As they were asked for; names are not checked yet."""

    close: str | None = None
    since: date | None = None
    """Of the closure; none: today."""
    until: date | None = None
    burnt: str | None = None
    avoid: tuple[str, str] | None = None
    """Household or person, and area."""
    lock: tuple[str, str] | None = None
    """Household, and place or unit."""
    set_aside: tuple[str, str, str] | None = None
    """Code of a HARD rule, household, unit."""
    arrive: tuple[int, str] | None = None
    """How many, and `women` or `men`."""
    move: tuple[str, str] | None = None
    """Household and place, in the plan as it is."""
    swap: tuple[str, str] | None = None


class Wanted(NamedTuple):
    """Acts that mean something in this week."""

    instance: Instance
    """With the acts on the facts made."""
    by_hand: tuple[HandChange, ...]
    """Changes of the plan alone, all else left as it is."""
    asked: tuple[str, ...]
    """Households that the acts on the facts are about."""
    told: tuple[str, ...]


def wanted(week: Week, acts: Acts, _: Texts) -> Wanted:
    """The acts, checked, made and told.

    Raises:
        NoAnswer: Something that they name is not there, or nothing is asked for.
    """
    instance, told, asked = week.instance, list[str](), list[str]()
    if acts.burnt is not None:
        instance = _burnt(instance, _unit(week, acts.burnt))
        told.append(_("The address of {unit} is burnt.", unit=acts.burnt))
    for act in _on_facts(week, acts):
        instance = act.made(instance)
        told.append(act_text(week, act, _))
        asked += _about(week, act)
    by_hand = tuple(_by_hand(week, acts))
    for change in by_hand:
        told.append(_hand_text(week, change, _))
    if not told:
        raise NoAnswer("nothing is asked for.", code="no_act")
    if acts.close is None and (acts.since or acts.until):
        raise NoAnswer("the dates are of nothing that is asked for.", code="dates_without_closure")
    return Wanted(instance, by_hand, tuple(dict.fromkeys(asked)), tuple(told))


def _on_facts(week: Week, acts: Acts) -> Iterator[Act | SetAside]:
    if acts.close is not None:
        since, until = acts.since or week.as_of, acts.until or FOREVER
        if until <= since:
            raise NoAnswer("it ends before it begins.", code="ends_first")
        yield Closed(_unit(week, acts.close), since, until)
    if acts.avoid is not None:
        yield Avoids(_people(week, acts.avoid[0]), _area(week, acts.avoid[1]))
    if acts.set_aside is not None:
        code, who, where = acts.set_aside
        household = household_named(week, who).alias
        yield SetAside(_hard(code), (household,), _unit(week, where), week.as_of, week.horizon)
    if acts.arrive is not None:
        yield _arrived(week, *acts.arrive)
    if acts.lock is not None:
        who, where = acts.lock
        unit = where if where in week.unit else None
        yield Locked(household_named(week, who).alias, None if unit else place_of(week, where), unit)


def _by_hand(week: Week, acts: Acts) -> Iterator[HandChange]:
    if acts.move is not None:
        yield Give(household=household_named(week, acts.move[0]).alias, place=place_of(week, acts.move[1]))
    if acts.swap is not None:
        a, b = (household_named(week, one).alias for one in acts.swap)
        yield Swap(a=a, b=b)


def _burnt(instance: Instance, unit: str) -> Instance:
    """As the desk does it: closed behind the entrance, and what is held, offered or locked there is over."""
    rows = (
        (t, k, body, Stamp(1, 1)) for t, table in content_of(instance).items() for k, body in table.items()
    )
    now = Snapshot.of(1, rows)
    edits = edits_of(BurnAddress(unit=unit, on=instance.as_of), now)
    own = (e._replace(key=f"new{n}") if e.before is None else e for n, e in enumerate(edits))
    return instance_of(applied(now.content, own))


def _unit(week: Week, alias: str) -> str:
    if alias not in week.unit:
        raise NoAnswer("there is no such unit.", code="nowhere_known")
    return alias


def _area(week: Week, alias: str) -> str:
    known = {a.alias for a in week.instance.areas}
    known |= {u.district for u in week.units} | {p.district for p in week.programmes}
    if alias not in known:
        raise NoAnswer("there is no such area.", code="no_area")
    return alias


def _people(week: Week, who: str) -> tuple[str, ...]:
    """The members of a household, or one person."""
    if who in week.household:
        return tuple(p.alias for p in week.household[who].members)
    if who in week.person:
        return (who,)
    raise NoAnswer("there is nobody of that name.", code="nobody_known")


def _hard(code: str) -> str:
    rule = next((one for one in RULES if one.code == code), None)
    if rule is None:
        raise NoAnswer("there is no such rule.", code="no_rule")
    if Level.HARD not in rule.levels:
        raise NoAnswer("nobody sets that rule aside.", code="absolute", facts={"rule": code})
    return code


def _arrived(week: Week, count: int, whom: str) -> Arrived:
    if whom not in GENDERS or not 1 <= count <= MOST_ARRIVE:
        raise NoAnswer("that is no arrival.", code="no_arrival", facts={"most": MOST_ARRIVE})
    free = (f"{NEW}-{n}" for n in range(1, 1000) if f"{NEW}-{n}" not in {*week.household, *week.person})
    return Arrived(GENDERS[whom], tuple(next(free) for _ in range(count)))


def _about(week: Week, act: Act | SetAside) -> list[str]:
    match act:
        case Avoids():
            return sorted({week.household_of[p].alias for p in act.people})
        case Locked():
            return [act.household]
        case SetAside():
            return list(act.households)
        case Arrived():
            return list(act.aliases)
        case _:
            return []


def act_text(week: Week, act: Act | SetAside, _: Texts) -> str:
    """One act in words."""
    match act:
        case Closed():
            since, until = (say_day(day, _.lang, week.as_of) for day in (act.since, act.until))
            if act.until == FOREVER:
                return _("{unit} is closed from {since}.", unit=act.unit, since=since)
            return _("{unit} is closed from {since} to {until}.", unit=act.unit, since=since, until=until)
        case Avoids():
            return _("{who} must avoid {area}.", who=say_list(list(act.people), _.lang), area=act.area)
        case Locked():
            where = act.unit or spot(week, act.place or "", _)
            return _("{household} is locked to {where}.", household=act.household, where=where)
        case Arrived():
            return _("They arrive tonight with nowhere safe to sleep, and nothing else is known: {who}.",
                     who=say_list(list(act.aliases), _.lang))  # fmt: skip
        case _:
            return change_sentence(week, act, _.lang)


def _hand_text(week: Week, change: HandChange, _: Texts) -> str:
    match change:
        case Give():
            return _("{household} is given {place} by hand; the rest of the plan is left as it is.",
                     household=change.household, place=spot(week, change.place, _))  # fmt: skip
        case Swap():
            return _(
                "{a} and {b} swap places by hand; the rest of the plan is left as it is.",
                a=change.a,
                b=change.b,
            )
        case _:
            return ""
