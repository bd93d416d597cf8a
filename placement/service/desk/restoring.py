"""A backup on its way to become a desk: looked through, brought into line with what must not come back, compared."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from placement.domain.fact import Content, Edit, Wrong, difference, instance_of
from placement.errors import StoreError
from placement.rules import RULES
from placement.service.desk.desk import Act, Desk
from placement.service.desk.erased import carry_out
from placement.service.desk.erasure import erasing, purging
from placement.service.desk.rejudged import Rejudged, rejudged
from placement.service.desk.snapshot import Snapshot
from placement.service.protection import Lowering, lowered_between, settings_changed
from placement.store import backup, facts, ledger, migrate
from placement.store.audit import DEMO_KEY
from placement.store.backup import Manifest
from placement.store.engine import open_engine
from placement.store.incoming import DATABASE
from placement.store.keys import Keys
from placement.store.ledger import Copy
from placement.store.store import Store

AGAIN, USERS = "erase_again", "keep_users"


def other_desk() -> StoreError:
    """The error of a backup that belongs elsewhere."""
    return StoreError(
        "This is the backup of another desk.", todo="Give a backup of this desk.", code="store_other_desk"
    )


def same_desk(connection: facts.Reader, manifest: Manifest) -> None:
    """Raise StoreError where a backup is not this desk's."""
    if backup.desk_id(connection) != manifest.desk:
        raise other_desk()


class Prepared(NamedTuple):
    """A desk made of a copy of a backup."""

    desk: Desk
    rejudged: Rejudged
    upgraded: bool
    """An older program wrote the backup."""


def prepared(source: Path, manifest: Manifest, keys: Keys | None, to: Path) -> Prepared:
    """Copy a backup into a folder, and look whether it is whole: files, pages, log, facts, and the running plan.

    Raises:
        StoreError: It is not.
    """
    backup.take_in(source, manifest, to)
    audit_key = keys.audit if keys else DEMO_KEY
    engine = open_engine(to / DATABASE, keys.database if keys else None)
    desk = Desk(Store(engine, audit_key), keys)
    try:
        backup.examine(engine, manifest, audit_key)
        upgraded = manifest.step != migrate.newest()
        with engine.begin() as connection:
            migrate.upgrade(connection)
        return Prepared(desk, _judged(desk), upgraded)
    except BaseException:
        desk.close()
        raise


def _judged(desk: Desk) -> Rejudged:
    try:
        instance_of(desk.now().content)
    except (Wrong, ValidationError):
        raise StoreError(
            "The facts in the backup do not hold together.",
            todo="Take another backup.",
            code="store_backup_unfit",
        ) from None
    return rejudged(desk)


def brought_into_line(act: Act, before: Desk | None, copy: Copy) -> int:
    """Erase again whoever was erased since, and keep the accounts as they are now.

    Args:
        act: A transaction on the desk that was made of the backup.
        before: The desk as it is, if there is one.
        copy: The copy of the ledger that outlives a lost disk.

    Returns:
        How many aliases were erased again.
    """
    gone = []
    if before is not None:
        with before.store.reading() as connection:
            gone = ledger.every(connection)
        if users := _accounts(act.now, before.now()):
            act.write(users, USERS)
    for one in gone:
        ledger.add(act.tx.connection, [one.alias], one.kind, at=one.at, change=act.now.change)
    return _erase_again(act, copy, {one.alias: one.kind for one in gone})


def _accounts(restored: Snapshot, now: Snapshot) -> list[Edit]:
    """An account that was shut since the backup stays shut."""
    old, new = restored.rows("users"), now.rows("users")
    edits = (Edit("users", login, old.get(login), new.get(login)) for login in {**old, **new})
    return [edit for edit in edits if edit.before != edit.after]


def _erase_again(act: Act, copy: Copy, listed: Mapping[str, str]) -> int:
    versions = facts.every(act.tx.connection)
    here = {v.key for v in versions if v.table in ("persons", "households", "outsiders")}
    kinds = copy.kinds(here) | {alias: kind for alias, kind in listed.items() if alias in here}
    today = date.fromisoformat(act.tx.at[:10])
    for kind, found_by in ((ledger.ERASED, erasing), (ledger.PURGED, purging)):
        names = frozenset(alias for alias, its in kinds.items() if its == kind)
        found = found_by(facts.every(act.tx.connection), act.now.content, names, today)
        if found.gone:
            carry_out(act, found, kind, AGAIN)
    return len(kinds)


def less_than(before: Content, restored: Content, today: date) -> tuple[Lowering, ...]:
    """Every protection that would be lower than it is now."""
    changed = settings_changed(difference(before, restored), RULES)
    return (*lowered_between(before, restored, today=today), *changed)
