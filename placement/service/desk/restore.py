"""A desk from a backup. All is looked at before anything is replaced; until then, the desk stays as it is.

Nothing comes back by it that was taken away on purpose: whoever was erased since is erased again, an account that was
shut stays shut, and where a protection would be lower than it is now, two people must have said so
(`placement.service.desk.restore_approval`).
"""

from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from placement.domain.actor import Actor, ActorRelation
from placement.domain.permission import Action
from placement.service.access import may, refusal
from placement.service.desk.desk import Act, Desk, NeedsSecond, actor_of
from placement.service.desk.rejudged import Rejudged
from placement.service.desk.restore_approval import granted_by
from placement.service.desk.restoring import (
    Prepared,
    brought_into_line,
    less_than,
    prepared,
)
from placement.service.desk.standing import keys_of, standing
from placement.service.protection import Lowering
from placement.store import audit, backup, incoming, ledger, lock
from placement.store.audit import REPLACES, RESTORED, Anchor, Head
from placement.store.backup import Manifest
from placement.store.cleaning import clean_up
from placement.store.copies import fold
from placement.store.engine import checked
from placement.store.keys import Keys
from placement.store.ledger import Copy
from placement.store.made import anchor_of, open_unheld
from placement.store.ring import KEYS_FILE
from placement.store.secret import Secret

BEGUN = "restore_begun"


class Restored(NamedTuple):
    """What was restored, and what was done to it on the way."""

    manifest: Manifest
    change: int
    """Number of the desk's last change."""
    compared: bool
    """Whether there was a desk to compare protections with. If not, look through everybody's."""
    lowerings: tuple[Lowering, ...]
    """Protections that are lower now, as two people said."""
    erased: int
    """Aliases that were erased again."""
    rejudged: Rejudged
    upgraded: bool
    before: Path | None
    """The database that was replaced; the next purge or erasure deletes it."""


def restore(
    folder: Path,
    source: Path,
    secret: Secret | None,
    who: str,
    *,
    granted: int | None = None,
    anchor: Path | None = None,
    at: datetime | None = None,
) -> Restored:
    """Put a backup in the place of a desk that is damaged, lost, or to be as it was.

    Args:
        folder: The desk's folder; it need not be there any more. Nobody may have it open.
        source: The backup's folder. It is only read.
        secret: What opens the desk, or its recovery key; of a lost desk, what opened it at the time of the backup.
        who: Who asks.
        granted: Number of the request by which two people let protections be lower.
        anchor: Where the head of the log is written; by default beside the folder.
        at: The moment; by default now.

    Raises:
        StoreError: The backup is damaged, of another desk, or of a newer program; the secret does not open it; the desk
            is in use; or the folder cannot be written.
        Refused: The person may not.
        NeedsSecond: A protection would be lower than it is now; the error names each.
        CannotDo: The request is another one, or was not granted.
    """
    beside = anchor or anchor_of(folder)
    manifest = backup.read(source)
    with lock.alone(folder):
        to = incoming.begin(folder)
        old: Desk | None = None
        new: Prepared | None = None
        try:
            keys, own = keys_of(folder, source, manifest, secret)
            old = standing(folder, manifest, keys, beside)
            new = prepared(source, manifest, keys, to)
            done = _made_ready(new, old, manifest, beside, _Asked(who, granted, at))
            if done.erased:
                clean_up(new.desk.store, with_copies=False)
            for desk in (old, new.desk):
                if desk is not None:
                    fold(desk.store.engine)
            if own:
                (to / KEYS_FILE).unlink()
        except BaseException:
            _close(old, new)
            incoming.give_up(folder)
            raise
        before = incoming.exchange(folder, f"restore-{manifest.id}-{done.change}")
        _settle(folder, keys, beside)
    return done._replace(before=before)


def give_up(folder: Path) -> None:
    """Give an interrupted restore up: the desk is as it was before. Raises StoreError."""
    with lock.alone(folder):
        incoming.give_up(folder)


class _Asked(NamedTuple):
    who: str
    granted: int | None
    at: datetime | None


def _close(old: Desk | None, new: Prepared | None) -> None:
    for desk in (old, new.desk if new else None):
        if desk is not None:
            desk.close()


def _made_ready(new: Prepared, old: Desk | None, manifest: Manifest, beside: Path, asked: _Asked) -> Restored:
    actor = _allowed(new, old, manifest, asked)
    anchor = Anchor(beside)
    copy = Copy(anchor, new.desk.store.audit_key)
    with new.desk.store.writing(asked.at) as tx:
        act = Act(tx, new.desk.now(), actor)
        # First of all, so that from this line on the log is known to be another one.
        act.log(RESTORED, _told(manifest, _head(old, anchor), asked.granted))
        erased = brought_into_line(act, old, copy)
        lowerings: tuple[Lowering, ...] = ()
        if old is not None:
            today = date.fromisoformat(tx.at[:10])
            lowerings = less_than(old.now().content, act.now.content, today)
            if lowerings and asked.granted is None:
                raise NeedsSecond(lowerings)
            if lowerings:
                second = granted_by(old, asked.granted or 0, manifest, lowerings, asked.who)
                act.log("restore_lowers", {"request": {str(asked.granted): ()}}, second=second)
    return Restored(
        manifest, act.now.change, old is not None, lowerings, erased, new.rejudged, new.upgraded, None
    )


def _allowed(new: Prepared, old: Desk | None, manifest: Manifest, asked: _Asked) -> Actor:
    """Whether the person may; of a lost desk, whether they might at the time of the backup."""
    if old is None:
        actor = actor_of(new.desk.now(), asked.who)
        if not any(may(actor, Action.RESTORE, relation=relation) for relation in ActorRelation):
            raise refusal(actor, Action.RESTORE)
        return actor
    with old.acting(asked.who, asked.at) as act:
        act.ask(Action.RESTORE)
        act.log(BEGUN, {"backup": {manifest.id: ()}})
        return act.actor


def _head(old: Desk | None, anchor: Anchor) -> Head | None:
    """What the anchor holds, or would hold."""
    if (told := anchor.read()) is not None or old is None:
        return told
    with old.store.reading() as connection:
        return audit.head(connection)


def _told(
    manifest: Manifest, head: Head | None, granted: int | None
) -> dict[str, dict[str, tuple[str, ...]]]:
    about: dict[str, dict[str, tuple[str, ...]]] = {"backup": {manifest.id: ()}}
    if head is not None:
        about[REPLACES] = {head.name: ()}
    if granted is not None:
        about["request"] = {str(granted): ()}
    return about


def _settle(folder: Path, keys: Keys | None, beside: Path) -> None:
    """Open what stands now, and bring the anchor and the copy of the ledger into line with it."""
    store = open_unheld(folder, keys, anchor=beside)
    try:
        checked(store.engine, thorough=False)
        with store.reading() as connection:
            anchor = Anchor(beside)
            audit.settle(connection, anchor)
            Copy(anchor, store.audit_key).write(ledger.every(connection))
    finally:
        store.close()
