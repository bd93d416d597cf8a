"""A comment on a plan: a line of the meeting, the only free text of the desk."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field

from placement.domain.desk_rows import MOST_COMMENT, names_a_number
from placement.domain.fact import Edit
from placement.service.desk.commands.command import CannotDo, Command, added, changed, removed
from placement.service.desk.snapshot import Snapshot

TABLE = "plan_comments"


class CommentPlan(Command):
    """The comment on a plan, in the place of the one before; an empty text takes it away."""

    name: ClassVar[str] = "comment_plan"
    plan: Annotated[int, Field(ge=1, lt=10**9)]
    text: str

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """One edit."""
        key, text = str(self.plan), " ".join(self.text.split())
        if len(text) > MOST_COMMENT:
            raise CannotDo("the comment is too long.", code="comment_too_long", facts={"most": MOST_COMMENT})
        if names_a_number(text):
            raise CannotDo("the comment holds a long number.", code="comment_number")
        there = facts.body(TABLE, key) is not None
        if text:
            yield (
                changed(facts, TABLE, key, text=text)
                if there
                else added(TABLE, {"plan": key, "text": text}, key=key)
            )
        elif there:
            yield removed(facts, TABLE, key)
