"""A group that comes on a day, in a drill: a week read on that day with them in it, and again some days later."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.decision import CanReceive
from placement.domain.household import Household, Situation
from placement.domain.instance import Instance
from placement.domain.person import Danger, Person, Threat
from placement.domain.profile import Profile
from placement.domain.scenario import Group
from placement.domain.stay import Stay, StayKind
from placement.simulation.flow import Coming, usual_flow
from placement.simulation.future import Future
from placement.simulation.newcomers import newcomers, setting_of
from placement.simulation.turn import rows_of

ONE = "X"
"""In the names of all that come in a drill."""
REVIEWED = timedelta(days=30)


class Supposed(NamedTuple):
    """Answers that a group is supposed to give in the days after it came: whom each is about."""

    yes: tuple[str, ...] = ()
    """Not asked for their yes to a place: they said yes. A no stays a no."""
    threat: tuple[str, ...] = ()
    """Threat not assessed: it was, as medium."""
    areas: tuple[str, ...] = ()
    """Not asked about areas to avoid: there are no more."""
    support: tuple[str, ...] = ()
    """Need of support not known: some."""


def arrived(instance: Instance, groups: Sequence[Group], seed: int) -> tuple[Instance, tuple[str, ...]]:
    """The week read on the day of the groups with all of them in it, of one case, with nowhere to sleep.

    What else is written down counts by its dates, as it would where nobody writes anything until then.

    Args:
        instance: The week; it is not changed.
        groups: All come on one day, which is none before the week.
        seed: Another one brings other people.

    Returns:
        The week, and the aliases of their households in order.
    """
    on, setting, flow = groups[0].on, setting_of(instance), usual_flow(instance)
    rows, came = rows_of(instance), list[str]()
    for n, group in enumerate(groups):
        coming = Coming(f"{ONE}{n}", Profile.GROUP, 0, 0, group)
        for town in newcomers(Future(seed, 0), flow, setting, coming, on):
            for table, more in town.rows.items():
                rows[table] += more
            rows["households"] += map(_of_one_case, town.households.values())
            came += town.households
    return _written(instance, on, rows), tuple(sorted(came))


def _of_one_case(household: Household) -> Household:
    return household.but(
        members=tuple(person.but(case_group=f"Sak-{ONE}") for person in household.members),
        group_arrival=f"Ankomst-{ONE}", situation=Situation.NOWHERE,
    )  # fmt: skip


def days_later(
    instance: Instance, given: Sequence[Stay], waiting: Iterable[str], days: int
) -> tuple[Instance, Supposed]:
    """The week of `arrived` some days later.

    Who was given a place by then lives there; the others are in a hotel, and what nobody had asked them is answered.
    Units were told on the first day, so their notice runs from then. Nothing else is written down in between.
    """
    on, rows, left = instance.as_of + timedelta(days=days), rows_of(instance), set(waiting)
    home = {stay.household: stay.start for stay in given}
    supposed = _supposed(instance, left)
    rows["stays"] += [stay.but(kind=StayKind.CURRENT) for stay in given]
    rows["consents"] += [
        Consent(person=alias, answer=ConsentAnswer.GIVEN, on=instance.as_of) for alias in supposed.yes
    ]
    rows["households"] = [_later(h, home, left, supposed, instance.as_of) for h in rows["households"]]
    rows["can_receive"] += list(_told(instance, on))
    return _written(instance, on, rows), supposed


def _later(
    household: Household, home: Mapping[str, date], left: set[str], of: Supposed, came: date
) -> Household:
    if household.alias in home:
        return household.but(situation=Situation.SAFE, situation_since=home[household.alias])
    if household.alias not in left:
        return household
    members = tuple(_answered(person, of, came) for person in household.members)
    return household.but(members=members, situation=Situation.HOTEL, situation_since=came)


def _answered(person: Person, of: Supposed, on: date) -> Person:
    facts: dict[str, Any] = {}
    if person.alias in of.threat:
        facts["threat"] = Threat(danger=Danger.MEDIUM, valid_until=on + REVIEWED)
    if person.alias in of.areas:
        facts["areas_asked"] = True
    if person.alias in of.support:
        facts["support"] = 1
    return person.but(**facts)


def _supposed(instance: Instance, left: set[str]) -> Supposed:
    people = sorted(
        (p for h in instance.households if h.alias in left for p in h.members), key=lambda p: p.alias
    )
    asked = {row.person for row in instance.consents}

    def whom(is_open: Callable[[Person], bool]) -> tuple[str, ...]:
        return tuple(person.alias for person in people if is_open(person))

    return Supposed(
        whom(lambda p: p.alias not in asked),
        whom(lambda p: p.threat is None or p.threat.valid_until <= instance.as_of),
        whom(lambda p: not p.areas_asked),
        whom(lambda p: p.support is None),
    )


def _told(instance: Instance, now: date) -> Iterator[CanReceive]:
    """Since when each unit that wants notice can receive, if it was told on the first day."""
    for unit in instance.units:
        if unit.notice_hours:
            ready = instance.as_of + timedelta(days=-(-unit.notice_hours // 24))
            yield CanReceive(unit=unit.alias, since=max(ready, now))


def _written(instance: Instance, on: date, rows: dict[str, list[Any]]) -> Instance:
    tables: dict[str, Any] = {table: tuple(of_table) for table, of_table in rows.items()}
    return Instance(as_of=on, policy=instance.policy, **tables)
