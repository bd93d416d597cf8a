"""How a desk and its program are: figures alone, for anybody who may open it."""

import shutil
from typing import NamedTuple

from placement import __version__
from placement.service.desk.desk import Desk
from placement.store import audit, migrate
from placement.store.copies import folder_of
from placement.store.facts import last_change
from placement.store.made import holds_demo

LITTLE = 1 << 30
"""Bytes below which room on the disk is told as short."""


class Health(NamedTuple):
    """Nothing in it tells of a person, or of where the desk lies."""

    program: str
    schema: str
    """The last step that brought the database to what this program reads."""
    is_newest: bool
    is_demo: bool
    """Made-up data alone, not encrypted."""
    change: int
    lines: int
    """Of the log."""
    is_anchored: bool
    """Whether the head of the log is written down elsewhere."""
    log_agrees: bool
    """Whether the log still has the line of which its anchor tells. A quick look: `check_log` reads every line."""
    free: int
    """Bytes that are free on the disk."""

    @property
    def has_room(self) -> bool:
        """Whether the disk has room for a while."""
        return self.free >= LITTLE


def health(desk: Desk) -> Health:
    """How the desk is now."""
    store = desk.store
    with store.reading() as connection:
        step, change = migrate.version_of(connection) or "", last_change(connection)
        lines = audit.head(connection).seq
    return Health(
        program=__version__,
        schema=step,
        is_newest=step == migrate.newest(),
        is_demo=holds_demo(store),
        change=change,
        lines=lines,
        is_anchored=store.anchor is not None and store.anchor.read() is not None,
        log_agrees=store.log_agrees(),
        free=shutil.disk_usage(folder_of(store.engine)).free,
    )
