"""Which secret opens a desk, so that whoever asks for it knows what to ask for."""

from pathlib import Path

from placement.store.ring import KEYS_FILE, Keeper, load_ring
from placement.store.secret import Kind


def opens_with(folder: Path) -> Kind | None:
    """The kind of secret that a desk's users chose; none where there are no keys, as of a desk for demo data.

    Raises:
        StoreError: The file of keys is damaged, or a newer program wrote it.
    """
    if not (folder / KEYS_FILE).exists():
        return None
    ways = load_ring(folder).ways
    return next(way.kind for way in ways if way.keeper is Keeper.DESK and not way.is_recovery)
