"""Earlier weeks of a desk: which there are, and the plans that were made in each. They are only ever read."""

from datetime import date
from typing import NamedTuple

from placement.domain.fact import ONE, WEEK
from placement.service.desk.desk import Desk
from placement.service.desk.plans import ACCEPTED, SUPERSEDED
from placement.store import facts, plans


class PastWeek(NamedTuple):
    """A week that is over, in which a plan was made. Nothing in it tells of a person."""

    as_of: date
    """The last day of it on which all was read."""
    plans: tuple[int, ...]
    """Numbers, newest first."""
    published: int | None
    """The last of them that was published."""

    @property
    def number(self) -> int:
        """The number of the week."""
        return self.as_of.isocalendar().week


def past_weeks(desk: Desk) -> tuple[PastWeek, ...]:
    """The weeks before the one in which all is read now, oldest first. For those who plan."""
    with desk.store.reading() as connection:
        versions = facts.history(connection, WEEK, ONE)
        kept = plans.heads(connection)
    days = [(v.since, date.fromisoformat(str(v.body["as_of"]))) for v in versions]
    today = date.fromisoformat(str(desk.now().rows(WEEK)[ONE]["as_of"]))
    read: dict[tuple[int, int], date] = {}
    made: dict[tuple[int, int], list[plans.PlanHead]] = {}
    for one in kept:
        on = max((each for each in days if each[0] <= one.change), default=(0, today))[1]
        week = on.isocalendar()[:2]
        if week < today.isocalendar()[:2]:  # a week that was opened and taken back is none
            read[week] = max(on, read.get(week, on))
            made.setdefault(week, []).append(one)
    return tuple(
        PastWeek(
            read[week],
            tuple(one.id for one in made[week]),
            next((one.id for one in made[week] if one.state in (ACCEPTED, SUPERSEDED)), None),
        )
        for week in sorted(made)
    )
