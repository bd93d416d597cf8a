"""The key tree of a desk: a secret opens what wraps three random keys.

A secret can so be changed without writing any data again. An old copy of `keys.json` still opens with the old
secret: who changes a secret because somebody knows it deletes old copies too.

Where the addresses have a keeper of their own, the address key is wrapped under the keeper's secret alone,
and each of the two has a recovery key: one person by themselves never learns who lives where.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from placement.errors import InputError, Problem
from placement.store import disk
from placement.store.faults import unwritable, wrong_file
from placement.store.ring import Keeper, Name, Ring, load_ring, make_way, open_way, save_ring
from placement.store.secret import Chosen, KeyFile, Recovery, Secret, check_chosen
from placement.store.spelled import KEY_BYTES, spell


@dataclass(frozen=True, repr=False)
class Keys:
    """The keys of an open desk, 32 bytes each. `address` is None without the address keeper's secret."""

    desk: str
    database: bytes
    audit: bytes
    address: bytes | None

    def __repr__(self) -> str:
        return f"Keys(address {'there' if self.address else 'not there'})"

    def __reduce__(self) -> NoReturn:
        # Caches and child processes pickle what they are given.
        raise TypeError("keys stay in the process that opened the desk")


@dataclass(frozen=True)
class Created:
    """The keys of a new desk, and what is told once and stored nowhere: the recovery keys."""

    keys: Keys
    recovery: str = field(repr=False)
    address_recovery: str | None = field(repr=False)


def create_keys(folder: Path, secret: Chosen, *, address_secret: Chosen | None = None) -> Created:
    """Make the keys of a new desk, and its folder.

    Args:
        folder: A folder that is not there yet, or is empty.
        secret: Opens the desk.
        address_secret: Of the person without whom nobody opens the addresses; by default the first secret
            opens them.

    Raises:
        InputError: A passphrase is too short, a key file lies in the folder or cannot be read, or the
            two secrets are one.
        StoreError: The folder is in use, or cannot be written.
    """
    _outside(folder, secret, address_secret)
    check_chosen(secret, address_secret)
    if secret == address_secret:
        told = "The two keepers have the same secret.", "Let each of them choose their own."
        raise InputError(Problem("", *told, "one_secret_for_two"))
    keys = Keys(secrets.token_hex(16), *(secrets.token_bytes(KEY_BYTES) for _ in range(3)))
    chosen_by = {Keeper.DESK: secret} | ({Keeper.ADDRESS: address_secret} if address_secret else {})
    recovery = {keeper: _new_recovery_key() for keeper in chosen_by}
    ways = tuple(
        make_way(keys.desk, keeper, one, _of(keeper, keys, split=address_secret is not None))
        for keeper, chosen in chosen_by.items()
        for one in (chosen, Recovery(recovery[keeper]))
    )
    with _writing(folder):
        _save_first(folder, Ring(desk=keys.desk, ways=ways))
    return Created(keys, recovery[Keeper.DESK], recovery.get(Keeper.ADDRESS))


def unlock(folder: Path, secret: Secret, *, address_secret: Secret | None = None) -> Keys:
    """Open the keys of a desk.

    Args:
        folder: The desk's folder.
        secret: The desk's secret, or its recovery key.
        address_secret: The address keeper's, where the addresses have one; of no use elsewhere.

    Raises:
        InputError: A key file cannot be read or lies in the folder, or a recovery key has a slip in it.
        StoreError: The secret does not open the desk; or the file of keys is missing, damaged or of a newer
            program.
    """
    _outside(folder, secret, address_secret)
    ring = load_ring(folder)
    keys = open_way(ring, Keeper.DESK, secret)
    if "address" not in keys and address_secret is not None:
        keys |= open_way(ring, Keeper.ADDRESS, address_secret)
    return Keys(ring.desk, keys["database"], keys["audit"], keys.get("address"))


def change_secret(folder: Path, old: Secret, new: Chosen, *, keeper: Keeper = Keeper.DESK) -> None:
    """Let another secret open the desk, instead of the one before. `old` may be the recovery key.

    The keys themselves, the recovery key and the other keeper's secret stay.

    Raises:
        InputError: As for `unlock`, or the new secret is too short, or is the one that opened the desk before.
        StoreError: As for `unlock`, or the folder cannot be written; the old secret then still opens it.
    """
    check_chosen(new)
    _change(folder, old, new, keeper)


def new_recovery(folder: Path, secret: Secret, *, keeper: Keeper = Keeper.DESK) -> str:
    """Make another recovery key instead of the one before, and tell it once. Raises as `change_secret`."""
    recovery = _new_recovery_key()
    _change(folder, secret, Recovery(recovery), keeper)
    return recovery


def _change(folder: Path, old: Secret, new: Secret, keeper: Keeper) -> None:
    _outside(folder, old, new)
    with _writing(folder), disk.held(folder):
        ring = load_ring(folder)
        keys = open_way(ring, keeper, old)
        if (old.kind, old.material()) == (new.kind, new.material()):
            todo = "Choose another one: whoever knows this one would still get in."
            raise InputError(Problem("", "That is the secret that opens the desk now.", todo, "secret_same"))
        save_ring(folder, ring.with_way(make_way(ring.desk, keeper, new, keys)))


def _new_recovery_key() -> str:
    return spell(secrets.token_bytes(KEY_BYTES))


def _of(keeper: Keeper, keys: Keys, *, split: bool) -> dict[Name, bytes]:
    return {name: getattr(keys, name) for name in keeper.names(split=split)}


def _save_first(folder: Path, ring: Ring) -> None:
    folder.mkdir(mode=disk.PRIVATE_FOLDER, exist_ok=True)
    with disk.held(folder):
        if any(folder.iterdir()):
            raise wrong_file("store_folder_used", folder, "is not empty", "Give a new folder for a new desk.")
        disk.make_private(folder)
        save_ring(folder, ring)
    disk.sync_folder(folder.absolute().parent)


def _outside(folder: Path, *given: Secret | None) -> None:
    for secret in given:
        if isinstance(secret, KeyFile) and secret.path.resolve().is_relative_to(folder.resolve()):
            what = "lies in the folder of the desk that it opens."
            todo = "Move it to another medium, such as a memory stick."
            raise InputError(Problem(secret.path.name, what, todo, "key_file_inside"))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise unwritable(folder) from None
