"""What an erasure leaves outside the tables. It goes after its transaction, or when the desk is next opened."""

from typing import NamedTuple

from sqlalchemy import Connection, delete

from placement.store import copies, ledger, settings
from placement.store.ledger import Copy
from placement.store.schema import meta
from placement.store.store import Store

OWED = "cleaning_owed"


class Cleaned(NamedTuple):
    """What became of it. What could not be done is done when the desk is next opened."""

    scrubbed: bool
    """The file was written anew, and the log beside it is empty: not while somebody else reads or writes."""
    noted: bool
    """The copy of the ledger beside the anchor is on its disk."""
    copies: int
    """Copies in the desk's folder, from before an upgrade or a restore, that were deleted: the data were in them."""


def owe(connection: Connection) -> None:
    """Write down, in the transaction of an erasure, that this is to be done."""
    settings.write(connection, OWED, "yes")


def is_owed(store: Store) -> bool:
    """Whether an erasure is not finished."""
    with store.reading() as connection:
        return settings.read(connection, OWED) is not None


def clean_up(store: Store, *, with_copies: bool = True) -> Cleaned:
    """See to it that nothing of what was deleted is left between pages, in the log beside, or in copies.

    Args:
        store: The database.
        with_copies: Also delete the copies in its folder.

    Raises:
        StoreError: The copies cannot be deleted.
    """
    with store.reading() as connection:
        gone = ledger.every(connection)
    noted = store.anchor is None or Copy(store.anchor, store.audit_key).write(gone)
    deleted = copies.forget(copies.folder_of(store.engine)) if with_copies else 0
    scrubbed = copies.scrub(store.engine)
    if scrubbed and noted:
        with store.writing() as tx:
            tx.connection.execute(delete(meta).where(meta.c.name == OWED))
    return Cleaned(scrubbed, noted, deleted)
