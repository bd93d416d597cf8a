"""Which secret opens a desk, so that whoever asks for it knows what to ask for."""

from pathlib import Path

from placement.errors import StoreError
from placement.store.incoming import DATABASE
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


def is_there(folder: Path) -> None:
    """Look for a desk before anything is written beside it. Raises StoreError where there is none."""
    if not any((folder / name).exists() for name in (KEYS_FILE, DATABASE)):
        raise StoreError(
            "there is no desk in this folder.", todo="Give the folder of a desk, or restore it from a backup.",
            code="store_missing", facts={"file": DATABASE},
        )  # fmt: skip
