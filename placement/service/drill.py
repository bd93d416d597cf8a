"""The drill of a group that comes on a day: that night, three days later, and what to prepare. Nothing is saved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from placement.domain.instance import Instance
from placement.domain.person import Gender, LanguageCode
from placement.domain.plan import Plan
from placement.domain.rule import Reason
from placement.domain.scenario import Group
from placement.domain.stay import Stay
from placement.domain.week import Week, needs_interpreter
from placement.errors import Defect, InputError, Problem
from placement.review.audit import judge
from placement.review.reasons import first_reasons
from placement.review.tonight import Ways, tonight
from placement.rules import GOALS
from placement.service.planning import derived
from placement.service.tonight import TonightView, ways_told
from placement.simulation.drill import Supposed, arrived, days_later
from placement.words.language import Lang

DAYS = 3
"""After so many days it is asked again."""
FIRST_DAYS = 7
"""In so many days each of the group has their first talk."""
MOST = 40
LOOKS = 2_000
"""Places that are looked at for each of the two nights before the best so far is the answer."""


class Drill(NamedTuple):
    """Who comes, and when."""

    on: date
    men: int = 0
    women: int = 0
    language: LanguageCode = "ron"
    seed: int = 1


class Without(NamedTuple):
    """Some of the group who have no bed."""

    men: int
    women: int
    reasons: tuple[tuple[Reason, int], ...]
    """What stands first in the way, with of how many; the most common first."""

    @property
    def all(self) -> int:
        """How many."""
        return self.men + self.women


class Talks(NamedTuple):
    """Interpreting in the group's language."""

    language: LanguageCode
    needed_by: int
    """Persons who need an interpreter, or whom nobody asked."""
    interpreters: int
    hours: int
    """Whole hours in which one of them can be booked in the first seven days."""
    contacts: int
    """Contacts who speak it."""
    silent_units: tuple[str, ...]
    """Where some of them sleep, and nobody on duty speaks it."""


class DrillView(NamedTuple):
    """All that a drill tells. The people are made up."""

    asked: Drill
    tonight: TonightView
    without: Without
    later_on: date
    later: TonightView | None
    """For those who have no bed until then; none, where everybody has."""
    still_without: Without
    opens: tuple[str, ...]
    """Units that are closed, in part or whole, on the first night, and not any more then."""
    has_notice: bool
    """Whether a unit wants notice."""
    supposed: Supposed
    talks: Talks


def drill_view(instance: Instance, asked: Drill, lang: Lang) -> DrillView:
    """Put the group into the week and ask twice where they can sleep, with nobody else moved.

    The same week and drill give the same answer. Every answer is judged.

    Raises:
        InputError: The day is not one of the week, or nobody or too many come.
        Defect: The judge found a breach in an answer.
    """
    groups = _groups(instance, asked)
    with_them, group = arrived(instance, groups, asked.seed)
    week = derived(with_them)
    found = _answers(week, group)
    given, then_on = _best(found), asked.on + timedelta(days=DAYS)
    by_then = (*given, *(stay for stay in found.later if stay.start <= then_on))
    left = _others(group, by_then)
    then, supposed = days_later(with_them, by_then, left, DAYS)
    week_then = derived(then)
    found_then = _answers(week_then, left) if left else Ways((), proved=True)
    given_then = _best(found_then)
    return DrillView(
        asked=asked,
        tonight=ways_told(week, Plan(), group, found, lang),
        without=_without(week, given, _others(group, given)),
        later_on=then_on,
        later=ways_told(week_then, Plan(), left, found_then, lang) if left else None,
        still_without=_without(week_then, given_then, _others(left, given_then)),
        opens=_opens(with_them, then_on),
        has_notice=any(unit.notice_hours for unit in instance.units),
        supposed=supposed,
        talks=_talks(week, asked.language, group, (*by_then, *given_then)),
    )


def _groups(instance: Instance, asked: Drill) -> list[Group]:
    count = asked.men + asked.women
    last = instance.horizon - timedelta(days=1)
    if not instance.as_of <= asked.on <= last:
        raise _wrong("drill_day", first=instance.as_of.isoformat(), last=last.isoformat())
    if not count:
        raise _wrong("drill_nobody")
    if count > MOST:
        raise _wrong("drill_too_many", count=count, most=MOST)
    men = partial(Group, on=asked.on, language=asked.language, gender=Gender.MAN)
    women = partial(Group, on=asked.on, language=asked.language, gender=Gender.WOMAN)
    return [of(persons=persons) for of, persons in ((men, asked.men), (women, asked.women)) if persons]


def _wrong(code: str, **facts: str | int) -> InputError:
    return InputError(Problem("", f"The drill cannot be done: {code} {facts}.", "", code, facts))


def _best(found: Ways) -> tuple[Stay, ...]:
    return found.ways[0].stays if found.ways else ()


def _others(group: Iterable[str], given: Iterable[Stay]) -> tuple[str, ...]:
    placed = {stay.household for stay in given}
    return tuple(alias for alias in group if alias not in placed)


def _answers(week: Week, group: Sequence[str]) -> Ways:
    """The best answers, each judged. Raises Defect."""
    found = tonight(week, Plan(), group, GOALS, looks=LOOKS)
    housing = {rule.id for rule in week.rules if rule.is_about_housing}
    for stays in (*(way.stays for way in found.ways), (*_best(found), *found.later)):
        breaches = judge(week, _plan(week, stays), ()).breaches
        if any(one.rule in housing and set(group) & set(one.about) for one in breaches):
            raise Defect("The judge found a breach in an answer of a drill.", code="plan_in_breach")
    return found


def _plan(week: Week, stays: Sequence[Stay]) -> Plan:
    ordered = sorted(stays, key=lambda stay: stay.household)
    return Plan(instance_hash=week.instance.content_hash, stays=tuple(ordered))


def _without(week: Week, given: Sequence[Stay], left: Sequence[str]) -> Without:
    reasons = first_reasons(week, _plan(week, given)) if left else {}
    genders = Counter(week.household[alias].members[0].gender for alias in left)
    why = Counter(first for alias in left if (first := reasons.get(alias, (None, None))[0]))
    ranked = sorted(why.items(), key=lambda one: (-one[1], one[0]))
    return Without(genders[Gender.MAN], genders[Gender.WOMAN], tuple(ranked))


def _opens(instance: Instance, by: date) -> tuple[str, ...]:
    closed = (one for one in instance.closures if one.since <= instance.as_of < one.until <= by)
    return tuple(sorted({one.unit for one in closed}))


def _talks(week: Week, language: LanguageCode, group: Sequence[str], given: Sequence[Stay]) -> Talks:
    people = [person for alias in group for person in week.household[alias].members]
    speaks = {one.alias for one in week.instance.interpreters if language in one.languages}
    homes = {week.unit_of(stay).alias: week.unit_of(stay) for stay in given}
    return Talks(
        language,
        sum(map(needs_interpreter, people)),
        len(speaks),
        int(sum(_hours(week, speaks))),
        sum(language in contact.languages for contact in week.instance.contacts),
        tuple(sorted(alias for alias, unit in homes.items() if language not in unit.staff_languages)),
    )


def _hours(week: Week, speaks: set[str]) -> Iterator[int]:
    for one in week.instance.bookable_hours:
        if one.interpreter in speaks and 0 <= (one.on - week.as_of).days < FIRST_DAYS:
            yield (one.end.hour * 60 + one.end.minute - one.start.hour * 60 - one.start.minute) // 60
