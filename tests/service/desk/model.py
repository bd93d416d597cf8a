"""What a desk must hold, as two people work on it: a mapping, two stacks for each of them, and a list of lines."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from placement.domain.fact import Content, Edit, Wrong, applied, has_alias, instance_of
from placement.service.protection import lowered_between
from placement.store.facts import text_of

Rows = dict[str, dict[str, Any]]


class Asked(NamedTuple):
    """A request that is open: who asked, what for, which edits that was, and what they would have lowered."""

    by: str
    command: Any
    edits: tuple[Edit, ...]
    lowers: frozenset[tuple[str, str | None, str | None]]


class Model:
    """Facts, what can be undone and done again, requests, plans, and the log."""

    def __init__(self, content: Content, logins: Iterable[str]) -> None:
        self.content: Rows = rows_of(content)
        self.undo: dict[str, list[tuple[Edit, ...]]] = {login: [] for login in logins}
        self.redo: dict[str, list[tuple[Edit, ...]]] = {login: [] for login in logins}
        self.asked: dict[int, Asked] = {}
        self.plans: dict[int, tuple[str, Rows]] = {}
        """Number -> state of the plan, and the facts that it was made from."""
        self.log: list[tuple[str, str]] = []

    def refusals(self, edits: Sequence[Edit], today: date, shown: Content | None = None) -> set[str]:
        """The errors of which one must be raised; none: the edits are carried out.

        Args:
            edits: What would be changed.
            today: The clock's date.
            shown: The facts that the person had before their eyes; none: those of now.
        """
        if not edits:
            return {"CannotDo"}
        if shown is not None and any(self._differs(edit, shown) for edit in edits):
            return {"Changed"}
        after = applied(self.content, edits)
        found = {"NeedsSecond"} if lowered_between(self.content, after, today=today) else set()
        return found | ({"InputError"} if is_unfit(after) else set())

    def _differs(self, edit: Edit, shown: Content) -> bool:
        now, then = (content.get(edit.table, {}).get(edit.key) for content in (self.content, shown))
        return now != then

    def written(self, edits: Sequence[Edit], *lines: tuple[str, str]) -> None:
        """Edits were carried out, and lines of the log written."""
        self.content = rows_of(applied(self.content, edits))
        self.log += lines

    def done(self, login: str, edits: Sequence[Edit], action: str) -> None:
        """Somebody did something that can be undone."""
        self.written(edits, (login, action))
        self.undo[login].append(tuple(edits))
        self.redo[login].clear()

    def undone(self, login: str) -> None:
        """Somebody took back what they did last."""
        edits = self.undo[login].pop()
        self.written(inverse(edits), (login, "undo"))
        self.redo[login].append(edits)

    def redone(self, login: str) -> None:
        """Somebody did it again."""
        edits = self.redo[login].pop()
        self.written(edits, (login, "redo"))
        self.undo[login].append(edits)

    def lowers(self, edits: Sequence[Edit], today: date) -> frozenset[tuple[str, str | None, str | None]]:
        """What the edits would lower: kind, person, other."""
        found = lowered_between(self.content, applied(self.content, edits), today=today)
        return frozenset((str(one.kind), one.person, one.other) for one in found)


def inverse(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """What takes edits back."""
    return tuple(edit.undone for edit in reversed(edits))


def rows_of(content: Content) -> Rows:
    """The tables that have rows."""
    return {table: dict(rows) for table, rows in content.items() if rows}


def is_unfit(content: Content) -> bool:
    """Whether the rows are no week."""
    try:
        instance_of(content)
    except (Wrong, ValidationError):
        return True
    return False


def same_edits(found: Sequence[Edit], wanted: Sequence[Edit]) -> bool:
    """Whether these are the edits that were wanted, but for the numbers that new rows got."""
    return sorted(map(_text, found)) == sorted(map(_text, wanted))


def _text(edit: Edit) -> str:
    numbered = edit.before is None and not has_alias(edit.table)
    return text_of(edit._replace(key="") if numbered else edit)
