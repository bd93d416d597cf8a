"""Which week a question is put to: the one on the desk, or an earlier one as it was when its plan was published."""

from datetime import date
from typing import NamedTuple

from placement.domain.fact import Wrong
from placement.domain.instance import Instance, dangling
from placement.service.desk.desk import Desk
from placement.service.desk.past_weeks import past_weeks
from placement.service.remembered import remembered
from placement.store import plans


class Base(NamedTuple):
    """An earlier week."""

    change: int
    """After which all was as its plan was made for."""
    as_of: date
    is_whole: bool
    """Whether nobody who was in it is deleted."""


def bases(desk: Desk) -> tuple[Base, ...]:
    """Earlier weeks in which a plan was published, the latest first. Nothing in it tells of a person."""
    weeks = {one.published: one.as_of for one in past_weeks(desk) if one.published is not None}
    with desk.store.reading() as connection:
        heads = plans.heads(connection)
    return tuple(Base(one.change, weeks[one.id], not one.redacted) for one in heads if one.id in weeks)


def week_of(desk: Desk, base: Base | None) -> Instance:
    """The week before any card; by default the one on the desk. For the program's own use.

    Raises:
        Wrong: Data of that time are deleted.
    """
    now = desk.now()  # whoever was erased meanwhile is gone from what is remembered, too
    return now.instance if base is None else _then(desk, base.change)


def is_there(desk: Desk, base: Base) -> bool:
    """Whether all data of that time can still be read."""
    try:
        return base.is_whole and not dangling(week_of(desk, base))
    except Wrong:
        return False


@remembered(maxsize=2)
def _then(desk: Desk, change: int) -> Instance:
    return desk.at(change).instance
