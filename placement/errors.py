"""The errors that users meet: what was wrong, where, and what to do about it.

An error carries a `code` and typed `facts`; `placement.words` makes the sentence in the reader's
language from these. `str(error)` is plain English, for logs and for codes that have no words yet.
Texts and facts hold sheet names, rows, columns, rule ids, weeks and aliases, never anything else
about a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_FACTS: Mapping[str, str | int] = {}


class Problem(NamedTuple):
    """One thing that is wrong in what was handed in.

    `where` is a place that a user can find ("Rooms, row 14, beds"), `what` names the value received,
    `todo` the way out.
    """

    where: str
    what: str
    todo: str
    code: str = ""
    facts: Mapping[str, str | int] = NO_FACTS

    def __str__(self) -> str:
        """Plain English in one line."""
        return sentence(self.where, self.what, self.todo)


class PlacementError(Exception):
    """Base of all errors that a user may see; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 70
    usual_code: ClassVar[str] = "error"
    usual_todo: ClassVar[str] = ""

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        todo: str = "",
        code: str = "",
        facts: Mapping[str, str | int] = NO_FACTS,
    ) -> None:
        """Say what happened, and where; `code` and `todo` fall back to those of the class."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.todo = todo or self.usual_todo
        self.code = code or self.usual_code
        self.facts = dict(facts)

    def __str__(self) -> str:
        """Plain English in one line."""
        return sentence(self.where, self.message, self.todo)


class InputError(PlacementError):
    """The tables, settings or arguments that were handed in cannot be used. Lists every problem found."""

    exit_code = 2
    usual_code = "input"

    def __init__(self, *problems: Problem) -> None:
        """Take the problems in the order in which a user should mend them."""
        if not problems:
            raise TypeError("an InputError names at least one problem")
        super().__init__("\n".join(str(problem) for problem in problems), facts={"problems": len(problems)})
        # The constructor's own arguments, so that the error survives the pipe from a child process.
        self.args = problems
        self.problems = problems


class Refused(PlacementError):
    """Somebody may not do what they asked for; whether what they asked about exists is not said."""

    exit_code = 2
    usual_code = "refused"


class StoreError(PlacementError):
    """The desk cannot be opened, read or written: its files, its keys, or who else is writing."""

    exit_code = 2
    usual_code = "store"


class Impossible(PlacementError):
    """No plan exists: what is pinned, held or asked for contradicts itself."""

    exit_code = 3
    usual_code = "impossible"
    usual_todo = "Loosen one of the requirements named."


class OutOfTime(PlacementError):
    """The time, or the memory, was used up before there was any plan. It does not mean that none exists."""

    exit_code = 4
    usual_code = "out_of_time"
    usual_todo = "Allow more time, or plan fewer weeks at once."


class Defect(PlacementError):
    """The program itself is wrong: a check of its own work failed, or a part of it crashed."""

    exit_code = 70
    usual_code = "defect"
    usual_todo = "Nothing was changed. This is a fault of the program: please report it with this text."


def sentence(where: str, what: str, todo: str) -> str:
    """Join place, fact and advice: "Rooms, row 14, beds: −1 is below 0. Write 0 or more."."""
    said = f"{where}: {what}" if where else what[:1].upper() + what[1:]
    return f"{said} {todo}" if todo else said
