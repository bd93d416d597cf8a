"""The comment on a plan that the desk keeps, for those who plan."""

from datetime import datetime

from placement.domain.permission import Action
from placement.service.access import visible_fields
from placement.service.desk.carry_out import Outcome, carry_out
from placement.service.desk.commands.comments import TABLE, CommentPlan
from placement.service.desk.desk import Desk
from placement.service.planning import derived
from placement.service.veil import tells_of, untold


def read_comment(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> str:
    """What it says; empty where nobody wrote one. The log has a line of it before it is returned. Raises Refused."""
    with desk.acting(login, at) as act:
        act.ask(Action.PLAN)
        body = act.now.body(TABLE, str(number))
        if body is None or "text" not in visible_fields(act.actor, TABLE, body, act.now.content):
            return ""
        act.log("read", {TABLE: {str(number): ()}})
    text = str(body["text"])
    hidden = untold(act.actor, derived(act.now.instance), act.now.content)
    return "" if tells_of(text, hidden) else text


def comment_on(desk: Desk, login: str, number: int, text: str, *, at: datetime | None = None) -> Outcome:
    """Write it, or with an empty text take it away. Raises as `carry_out`, and CannotDo where there is no such plan."""
    return carry_out(desk, login, CommentPlan(plan=number, text=text, by=login), at=at)
