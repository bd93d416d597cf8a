"""Carrying out a command, alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from placement.domain.fact import Edit
from placement.service.desk.commands.command import CannotDo, Command
from placement.service.desk.commands.comments import TABLE as COMMENTS
from placement.service.desk.conflict import Seen
from placement.service.desk.desk import Act, Desk, NeedsSecond
from placement.service.desk.plans import found
from placement.service.desk.sight import Sight, seen_in
from placement.service.desk.untold import edits_for

A_MINUTE = timedelta(minutes=1)
"""So far a clock that a form was filled in by may be before the desk's."""


class Outcome(NamedTuple):
    """What was carried out: the number of the change, and its edits with the keys that new rows got."""

    change: int
    edits: tuple[Edit, ...]
    sight: Sight | None = None
    """What the person sees since, where they wanted to look."""


def carry_out(
    desk: Desk,
    login: str,
    command: Command,
    *,
    seen: Seen | None = None,
    why: str = "",
    at: datetime | None = None,
    look: bool = False,
) -> Outcome:
    """Carry out a command of one person.

    Args:
        desk: The desk.
        login: Who asks.
        command: What they want.
        seen: Row -> version that they had before their eyes; a row that is in another version now is refused.
        why: Code of the reason, for the log.
        at: The moment; by default now.
        look: Whether all that they see since is read in the same transaction: a disk is waited for once.

    Raises:
        Refused: They may not.
        Changed: Somebody else was quicker.
        NeedsSecond: It lowers a protection; `requests.ask` puts it to a second person.
        CannotDo: The facts do not allow it, or it comments on a plan that is not there.
        InputError: The rows do not hold together afterwards.
    """
    with desk.acting(login, at) as act:
        edits = edits_for(act, command)
        named(command, by=login)
        _has_come(command, act.tx.at)
        act.ask_about(command.action, edits, seen)
        _has_its_plan(act, edits)
        if not command.alone and (lowerings := act.lowerings(edits)):
            raise NeedsSecond(lowerings)
        written = act.write(edits, command.name, why=why, gives=command.gives)
        found = seen_in(act) if look and not _is_about_themselves(act, edits) else None
    return Outcome(written.change, written.edits, found)


def named(command: Command, **who: str) -> None:
    """Nobody signs with another's name.

    Args:
        command: What is to be done; some commands name who decides.
        who: Name of such a field (`by`, `approved_by`) -> the login of the person who does it.

    Raises:
        CannotDo: The command names somebody else.
    """
    for name, login in who.items():
        if getattr(command, name, login) != login:
            raise CannotDo("it names somebody else.", todo="Each signs for themselves.", code="other_name")


def _is_about_themselves(act: Act, edits: Iterable[Edit]) -> bool:
    """Whoever shuts their own account sees nothing any more; it is shut all the same."""
    return any((edit.table, edit.key) == ("users", act.actor.login) for edit in edits)


def _has_its_plan(act: Act, edits: Iterable[Edit]) -> None:
    """Nobody comments on a plan that was never kept: its number may become another plan's. Raises CannotDo."""
    for one in edits:
        if one.table == COMMENTS and one.after is not None:
            plan = str(one.after["plan"])
            found(act, int(plan) if plan.isdecimal() else 0)


def _has_come(command: Command, at: str) -> None:
    """Nobody sets a rule aside alone for a later night: by then somebody else can be asked. Raises CannotDo."""
    said = getattr(command, "at", None)
    if said is not None and said > datetime.fromisoformat(at) + A_MINUTE:
        raise CannotDo("that moment has not come.", todo="Do it when it is night.", code="not_yet")
