"""Somebody with nowhere safe tonight, before they are written down: where there is room, and what would have to give.

The same as the commands `tonight` and `whatif` say, of people who are in no facts yet. Nothing is saved.
"""

from collections.abc import Iterator
from datetime import datetime

from placement.domain.plan import Plan
from placement.domain.planner import Planner
from placement.review.what_if import Side
from placement.service.desk.beforehand import Comes, Tried, comes, means, told, tried
from placement.service.desk.commands.command import Command
from placement.service.desk.desk import Desk
from placement.service.desk.drafts import drafts
from placement.service.desk.proved import Sections, for_reader
from placement.service.desk.running import running_plan
from placement.service.planning import derived
from placement.service.question import Question
from placement.service.sections import Section
from placement.service.tonight import TonightView, tonight_view
from placement.service.veil import veiled
from placement.service.why_household import household_sections, household_view
from placement.words.language import Lang
from placement.words.texts import texts


def room_tonight(
    desk: Desk, login: str, command: Command, lang: Lang, *, at: datetime | None = None
) -> TonightView:
    """Where those whom the command would write down can sleep, with nobody else moved, nor any rule set aside.

    Args:
        desk: The desk.
        login: Who asks; they plan, and may write them down.
        command: Writes them down.
        lang: Of the texts.
        at: The moment; by default now.

    Raises:
        Refused, CannotDo, InputError: As `tried`.
    """
    one = tried(desk, login, command, at=at)
    plan = running_plan(desk) or Plan()
    view = tonight_view(derived(one.then.instance), plan, _new(one), lang, drafts(desk))
    return veiled(view, one.hidden, texts(lang))


def what_would_give(
    desk: Desk, login: str, command: Command, lang: Lang, planner: Planner, *, at: datetime | None = None
) -> Sections:
    """What the plan with them would come to for others, and what would give a place to who has none in it either.

    Of a group, whose members are alike, it is told of the first who has none.

    Raises:
        Refused, CannotDo, InputError: As `tried`.
        Impossible, OutOfTime: As `make_plan`.
    """
    one = tried(desk, login, command, at=at)
    found = comes(desk, one, planner)
    return for_reader(one.hidden, _sections(one, found, planner, lang), lang)


def _sections(one: Tried, found: Comes, planner: Planner, lang: Lang) -> Iterator[Section]:
    yield from told(found, lang)
    side = found.then.side
    if side is not None and found.then.is_best:
        for alias in _without(side, _new(one))[:1]:
            yield from _helps(side, alias, planner, lang)


def _helps(side: Side, alias: str, planner: Planner, lang: Lang) -> Iterator[Section]:
    """Why there is no place for one of them, and the smallest changes that would give one."""
    asked = Question(side.week, side.plan, side.review, means(planner))
    view = household_view(asked, side.week.household[alias], lang)
    view = view._replace(because="", elsewhere=None, lost=(), activities=())
    # A code would blame somebody for what nobody has asked them.
    yield from household_sections(view._replace(reason="", why=()) if view.missing.lines else view, lang)


def _new(one: Tried) -> tuple[str, ...]:
    """Who would be written down."""
    known = one.now.rows("households")
    return tuple(alias for alias in one.then.rows("households") if alias not in known)


def _without(side: Side, group: tuple[str, ...]) -> list[str]:
    given = {stay.household for stay in side.plan.stays}
    return [alias for alias in group if alias not in given]
