"""Two people let a restore lower protections: one asks, the backup at hand; another looks at what would be lower."""

from datetime import date, datetime
from pathlib import Path

from placement.domain.permission import Action
from placement.service.desk import approvals
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.desk import Act, Desk
from placement.service.desk.requests import GRANTED
from placement.service.desk.restoring import brought_into_line, less_than, prepared, same_desk
from placement.service.protection import Lowering
from placement.store import backup, disk, requests
from placement.store.audit import Anchor
from placement.store.backup import Manifest
from placement.store.copies import folder_of
from placement.store.ledger import Copy

RESTORE = "restore"
LOOKED_AT = ".looked-at-"
"""Begins the name of the folder in which a backup is looked at."""


def ask_restore(desk: Desk, login: str, source: Path, *, why: str, at: datetime | None = None) -> int:
    """Ask for a restore that lowers protections; the number of the request. Nothing is restored yet.

    Raises:
        Refused: The person may not.
        StoreError: The backup cannot be restored.
        CannotDo: It would lower nothing, so it takes nobody else.
    """
    with desk.acting(login, at) as act:
        act.ask(Action.RESTORE)
    manifest = backup.read(source)
    with desk.store.reading() as connection:
        same_desk(connection, manifest)
    lowerings = _lowerings(desk, source, manifest, act)
    if not lowerings:
        raise CannotDo("that takes nobody else.", todo="Do it.", code="needs_no_second")
    with desk.acting(login, at) as act:
        act.ask(Action.RESTORE)
        what = {"backup": manifest.id, "database": manifest.database}
        return approvals.put(act, RESTORE, what, lowerings, why=why)


def grant_restore(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Say yes as the second person. Who asked can restore that backup then, as long as it lowers nothing else.

    Raises:
        Refused: The person may not, or may not know of somebody it is about.
        CannotDo: They asked themselves, it is decided already, or a protection that it is about was changed since.
    """
    with desk.acting(login, at) as act:
        one = approvals.waiting(act, number, RESTORE)
        approvals.may_say_yes(act, one)
        approvals.as_seen(one, act.now)
        requests.decide(act.tx.connection, number, GRANTED, at=act.tx.at, by=login, change=None)
        act.log("grant_restore", {"request": {str(number): ()}})


def refuse_restore(desk: Desk, login: str, number: int, *, at: datetime | None = None) -> None:
    """Say no as the second person. Raises Refused, CannotDo."""
    approvals.refuse(desk, login, number, RESTORE, at=at)


def granted_by(desk: Desk, number: int, manifest: Manifest, lowerings: tuple[Lowering, ...], who: str) -> str:
    """Who said yes to this restore of this person. Raises CannotDo where nobody did, or to less."""
    with desk.store.reading() as connection:
        one = requests.get(connection, number)
    asked = {"name": RESTORE, "backup": manifest.id, "database": manifest.database}
    if one is None or one.state != GRANTED or one.command != asked or one.by != who or one.decided_by is None:
        raise CannotDo(
            "nobody has said yes to this.", todo="Ask a second person.", code="restore_not_granted"
        )
    approvals.not_more(one, lowerings, desk.now())
    return one.decided_by


def _lowerings(desk: Desk, source: Path, manifest: Manifest, asker: Act) -> tuple[Lowering, ...]:
    store = desk.store
    anchor = store.anchor or Anchor(folder_of(store.engine) / "head")
    with disk.scratch(folder_of(store.engine), LOOKED_AT) as to:
        new = prepared(source, manifest, desk.keys, to).desk
        try:
            with new.store.writing() as tx:
                act = Act(tx, new.now(), asker.actor)
                brought_into_line(act, desk, Copy(anchor, store.audit_key))
                return less_than(desk.now().content, act.now.content, date.fromisoformat(tx.at[:10]))
        finally:
            new.close()
