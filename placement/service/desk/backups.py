"""Backups that lie beside the desk, made from a screen: nobody types a path there. Others are made by the command."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from placement.domain.permission import Action
from placement.errors import StoreError
from placement.service.access import may, refusal
from placement.service.desk.backup import back_up
from placement.service.desk.desk import Desk
from placement.service.desk.sight import who
from placement.store import backup
from placement.store.copies import folder_of

BESIDE = ".backups"
"""Ends the name of the folder in which they lie."""


class Kept(NamedTuple):
    """One backup."""

    name: str
    """Of its folder."""
    at: str
    """UTC, ISO 8601."""
    change: int
    """The last change that is in it."""


def folder_beside(desk: Desk) -> Path:
    """Where they lie."""
    own = folder_of(desk.store.engine)
    return own.with_name(own.name + BESIDE)


def back_up_beside(desk: Desk, login: str, *, at: datetime | None = None) -> Kept:
    """Make a backup there, named by the moment. Raises as `back_up`."""
    moment = (at or datetime.now(UTC)).astimezone(UTC)
    folder = folder_beside(desk)
    _ask(desk, login)  # before anything is made
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{moment:%Y-%m-%d-%H%M%S}"
    made = back_up(desk, login, folder / name, at=at)
    return Kept(name, made.made, made.change)


def backups_beside(desk: Desk, login: str) -> tuple[Kept, ...]:
    """Those that lie there, newest first. Raises Refused."""
    _ask(desk, login)
    found = []
    folder = folder_beside(desk)
    for one in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else ():
        try:
            said = backup.read(one)
        except StoreError:
            continue  # it is none, or not whole
        found.append(Kept(one.name, said.made, said.change))
    return tuple(found)


def _ask(desk: Desk, login: str) -> None:
    actor = who(desk, login)
    if not may(actor, Action.BACKUP):
        raise refusal(actor, Action.BACKUP)
