"""A comment on a plan: a line of the meeting, the only free text of the desk."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from placement.domain.desk_rows import MOST_COMMENT, names_a_number
from placement.domain.fact import Edit
from placement.domain.permission import Action
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command, added, changed, removed
from placement.service.desk.snapshot import Snapshot

TABLE = "plan_comments"


class CommentPlan(Command):
    """The comment on a plan, in the place of the one before; an empty text takes it away."""

    name: ClassVar[str] = "comment_plan"
    action: ClassVar[Action] = Action.PLAN
    plan: Annotated[int, Field(ge=1, lt=10**9)]
    text: str
    by: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        key, text = str(self.plan), one_line(self.text)
        if len(text) > MOST_COMMENT:
            raise CannotDo("the comment is too long.", code="comment_too_long", facts={"most": MOST_COMMENT})
        if names_a_number(text):
            raise CannotDo("the comment holds a long number.", code="comment_number")
        there = facts.body(TABLE, key)
        if not text:
            if there is not None:
                yield removed(facts, TABLE, key)
        elif there is None:
            yield added(TABLE, {"plan": key, "text": text, "by": self.by}, key=key)
        elif there["text"] != text:
            yield changed(facts, TABLE, key, text=text, by=self.by)


def one_line(text: str) -> str:
    """A text as it is kept: in one line, without signs that nobody sees."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
