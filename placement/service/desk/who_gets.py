"""Who of those who need a place now gets one in a scenario: for those who plan, and with a line in the log."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from placement.domain.permission import Action
from placement.service.desk.desk import Desk
from placement.service.desk.future_columns import beside, columns_of
from placement.service.desk.scenarios import Kept
from placement.service.future_rows import Column
from placement.service.future_summary import Sample, futures_of
from placement.service.planning import derived
from placement.service.veil import Names, untold
from placement.words.language import Lang
from placement.words.texts import Texts, texts


class WhoRow(NamedTuple):
    """A household that needs a place now: in how many of the futures it gets one, in words."""

    household: str
    cells: tuple[str, ...]


def who_gets(desk: Desk, login: str, chosen: Sequence[Kept], lang: Lang) -> tuple[WhoRow, ...]:
    """Of the households that need a place now, in how many futures each gets one; the log has a line of it.

    Only of whom the person may know.

    Raises:
        Refused: They do not plan.
    """
    _, columns = texts(lang), columns_of(desk, chosen)
    with desk.acting(login) as act:
        act.ask(Action.PLAN)
        hidden = untold(act.actor, derived(act.now.instance), act.now.content)
        rows = tuple(_who(beside(columns, _), hidden, _)) if columns else ()
        act.log("read_scenario", {"households": {one.household: () for one in rows}})
    return rows


def _who(every: Sequence[Column], hidden: Names, _: Texts) -> Iterator[WhoRow]:
    for household in sorted(every[0].found["who"]):
        if household not in hidden:
            yield WhoRow(household, tuple(_chance(one.found, household, _) for one in every))


def _chance(found: Sample, household: str, _: Texts) -> str:
    count, weeks = found["who"].get(household, (0, 0))
    of = futures_of(found)
    if not count:
        return _("in none of {of} futures", of=of)
    after = _.n("after about {count} week", "after about {count} weeks", round(weeks / count))
    return _("in {count} of {of} futures, {after}", count=count, of=of, after=after)
