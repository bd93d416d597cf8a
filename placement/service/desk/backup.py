"""A backup of a desk that is in use, looked through before it gets its name."""

from datetime import datetime
from pathlib import Path

from placement.domain.permission import Action
from placement.service.desk.desk import Desk
from placement.store import backup, ledger
from placement.store.backup import Manifest
from placement.store.copies import folder_of
from placement.store.ledger import Copy

BEGUN, DONE = "back_up", "backed_up"


def back_up(desk: Desk, login: str, to: Path, *, at: datetime | None = None) -> Manifest:
    """Write a backup into a new folder: the database, encrypted as it is, the wrapped keys, and a manifest.

    It is consistent: others go on reading, and writers wait while it is copied. Before it gets its name it is opened,
    and pages, references, log and number of rows are compared with the desk's.

    Args:
        desk: The desk.
        login: Who asks.
        to: The backup's folder; there must be nothing of that name.
        at: The moment; by default now.

    Raises:
        Refused: The person may not.
        StoreError: There is something of that name, it cannot be written, or the copy is not what the desk is.
    """
    name = backup.new_id()
    with desk.acting(login, at) as act:
        act.ask(Action.BACKUP)
        act.log(BEGUN, {"backup": {name: ()}})
        moment, gone = act.tx.at, ledger.every(act.tx.connection)
    store = desk.store
    if store.anchor is not None:
        Copy(store.anchor, store.audit_key).write(gone)
    manifest = backup.write(store.engine, desk.keys, folder_of(store.engine), to, name=name, at=moment)
    with desk.acting(login, at) as act:
        act.log(DONE, {"backup": {name: ()}})
    return manifest
