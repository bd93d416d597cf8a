"""A plan against the one that runs, or against the one that was published before it."""

from placement.domain.fact import Content
from placement.service.desk.asking import Topic, what_from
from placement.service.desk.desk import Desk
from placement.service.desk.kept_plan import Kept, kept_plan
from placement.service.desk.plans import ACCEPTED, SUPERSEDED
from placement.service.desk.proved import can_be_asked
from placement.service.plan_changes import ChangeLine, Side, plan_changes
from placement.service.remembered import remembered
from placement.service.veil import veiled
from placement.store import plans
from placement.words.language import Lang
from placement.words.texts import texts


def against_running(desk: Desk, login: str, kept: Kept, lang: Lang) -> tuple[ChangeLine, ...] | None:
    """What the plan changes, household by household; none where no other plan runs.

    The log has a line of the plan that runs.

    Raises:
        Refused: The person may not.
    """
    then = _running(desk, login, kept)
    if then is None:
        return None
    found = plan_changes(_side(desk, then), _side(desk, kept), lang)
    return veiled(found, then.untold | kept.untold, texts(lang))


def against_last(desk: Desk, login: str, kept: Kept, lang: Lang) -> tuple[ChangeLine, ...] | None:
    """What the plan changed against the one that was published before it; none where there was none.

    The log has a line of the one before.

    Raises:
        Refused: The person may not.
        Wrong: The facts of that time are erased.
    """
    with desk.store.reading() as connection:
        every = plans.heads(connection)
    before = [one.id for one in every if one.state in (ACCEPTED, SUPERSEDED) and one.id < kept.number]
    if not before:
        return None
    then = kept_plan(desk, login, max(before))
    found = plan_changes(_side(desk, then), _side(desk, kept), lang)
    return veiled(found, then.untold | kept.untold, texts(lang))


def since_running(desk: Desk, login: str, kept: Kept) -> Topic | None:
    """What the changes came from, as a question; none where no other plan runs, or the one that runs breaks a rule.

    The log has a line of the plan that runs.

    Raises:
        Refused: The person may not.
    """
    then = _running(desk, login, kept)
    return what_from(then, kept) if then is not None and can_be_asked(then) else None


def _running(desk: Desk, login: str, kept: Kept) -> Kept | None:
    with desk.store.reading() as connection:
        running = plans.running(connection)
    if running is None or running.id == kept.number or running.redacted is not None:
        return None
    return kept_plan(desk, login, running.id)


def _side(desk: Desk, kept: Kept) -> Side:
    return Side(kept.week, kept.plan, _content(desk, kept.change))


@remembered(maxsize=4)
def _content(desk: Desk, change: int) -> Content:
    return desk.at(change).content
