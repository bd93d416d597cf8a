"""The file of wrapped keys, `keys.json`: what it holds, and how a secret opens it.

Each secret has a way in: the keys of its keeper, wrapped (RFC 3394) under keys that come from that secret, a salt and
the desk's id.
"""

import json
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from placement.errors import StoreError
from placement.store import disk
from placement.store.faults import wrong_file
from placement.store.secret import COST, Cost, Kind, Secret, stretched, wrapping_key
from placement.store.spelled import KEY_BYTES

KEYS_FILE = "keys.json"
VERSION = 1
SALT_BYTES = 16
WRAPPED_BYTES = KEY_BYTES + 8

Name = Literal["database", "address", "audit"]
Salt = Annotated[bytes, Field(min_length=SALT_BYTES, max_length=SALT_BYTES)]
Wrapped = Annotated[bytes, Field(min_length=WRAPPED_BYTES, max_length=WRAPPED_BYTES)]


class Keeper(StrEnum):
    """Who keeps a secret: the desk's, or the one for addresses alone."""

    DESK = "desk"
    ADDRESS = "address"

    def names(self, *, split: bool) -> set[Name]:
        """The keys that this keeper's secret opens; `split` where addresses have a keeper of their own."""
        if self is Keeper.ADDRESS:
            return {"address"}
        return {"database", "audit"} if split else {"database", "audit", "address"}


class Way(BaseModel):
    """A way in. `cost` only where the secret is a passphrase."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ser_json_bytes="base64",
        val_json_bytes="base64",
        hide_input_in_errors=True,
    )

    keeper: Keeper
    kind: Kind
    salt: Salt
    cost: Cost | None
    keys: dict[Name, Wrapped]

    @property
    def is_recovery(self) -> bool:
        """Whether the recovery key opens it, and not what somebody chose."""
        return self.kind is Kind.RECOVERY


class Ring(BaseModel):
    """What `keys.json` holds: for each keeper one way in by a chosen secret, and one by a recovery key."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    version: Literal[1] = 1
    desk: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    ways: tuple[Way, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        split = any(way.keeper is Keeper.ADDRESS for way in self.ways)
        keepers = tuple(Keeper) if split else (Keeper.DESK,)
        wanted = sorted((keeper, recovery) for keeper in keepers for recovery in (False, True))
        if sorted((way.keeper, way.is_recovery) for way in self.ways) != wanted:
            raise ValueError("a keeper has one secret and one recovery key")
        for way in self.ways:
            if way.keys.keys() != way.keeper.names(split=split):
                raise ValueError("a way in does not lead to the keys of its keeper")
            if (way.kind is Kind.PASSPHRASE) != (way.cost is not None):
                raise ValueError("a passphrase has a cost, and nothing else has")
        return self

    def with_way(self, way: Way) -> Self:
        """The ring with this way instead of the one that it follows."""
        kept = (one for one in self.ways if (one.keeper, one.is_recovery) != (way.keeper, way.is_recovery))
        return self.model_copy(update={"ways": (*kept, way)})


def make_way(desk: str, keeper: Keeper, secret: Secret, keys: Mapping[Name, bytes]) -> Way:
    """A new way to these keys. Slow where the secret is a passphrase. Raises InputError."""
    salt = secrets.token_bytes(SALT_BYTES)
    cost = COST if secret.kind is Kind.PASSPHRASE else None
    long = stretched(secret, salt, cost)
    way = Way(keeper=keeper, kind=secret.kind, salt=salt, cost=cost, keys={})
    wrapped = {name: aes_key_wrap(_kek(desk, way, long, name), key) for name, key in keys.items()}
    return way.model_copy(update={"keys": wrapped})


def open_way(ring: Ring, keeper: Keeper, secret: Secret) -> dict[Name, bytes]:
    """The keys that this secret leads to. Raises InputError and StoreError."""
    way = _way_of(ring, keeper, secret.kind)
    if way.cost is not None and not way.cost.is_safe:
        what = "makes the passphrase easier to guess than allowed, or dearer to try than it can be"
        raise wrong_file(
            "store_keys_cost",
            Path(KEYS_FILE),
            what,
            "Somebody may have changed it: restore it from a backup.",
        )
    long = stretched(secret, way.salt, way.cost)
    try:
        return {name: aes_key_unwrap(_kek(ring.desk, way, long, name), key) for name, key in way.keys.items()}
    except InvalidUnwrap:
        said = {Kind.PASSPHRASE: "passphrase", Kind.KEY_FILE: "key file", Kind.RECOVERY: "recovery key"}
        raise StoreError(
            f"This {said[secret.kind]} does not open the desk.",
            todo="Give the right one.",
            code=f"store_wrong_{secret.kind}",
        ) from None


def _way_of(ring: Ring, keeper: Keeper, kind: Kind) -> Way:
    ways = {way.kind: way for way in ring.ways if way.keeper is keeper}
    if kind in ways:
        return ways[kind]
    opens = Kind.PASSPHRASE if Kind.PASSPHRASE in ways else Kind.KEY_FILE
    said = {Kind.PASSPHRASE: "a passphrase", Kind.KEY_FILE: "a key file"}
    raise StoreError(f"The desk opens with {said[opens]}.", todo="Give that.", code=f"store_wants_{opens}")


def _kek(desk: str, way: Way, long: bytes, name: Name) -> bytes:
    return wrapping_key(long, way.salt, f"placement {VERSION} {desk} {way.keeper} {way.kind} {name}")


def load_ring(folder: Path) -> Ring:
    """Read the file in a desk's folder. Raises StoreError."""
    try:
        text = (folder / KEYS_FILE).read_bytes()
        disk.make_private(folder / KEYS_FILE)
        disk.make_private(folder)
    except OSError:
        todo = "Give the folder of a desk, or restore it from a backup."
        raise wrong_file(
            "store_keys_missing", Path(KEYS_FILE), "is not there, or cannot be read", todo
        ) from None
    try:
        version = json.loads(text)["version"]
        newer = isinstance(version, int) and version > VERSION
        ring = None if newer else Ring.model_validate_json(text)
    except (ValidationError, ValueError, LookupError, TypeError, RecursionError):
        raise wrong_file("store_keys_damaged", Path(KEYS_FILE), "is damaged") from None
    if ring is None:
        raise wrong_file(
            "store_keys_newer", Path(KEYS_FILE), "was written by a newer program", "Use the newer program."
        )
    return ring


def save_ring(folder: Path, ring: Ring) -> None:
    """Write the file in one step, in a folder that the caller holds. Raises OSError."""
    disk.replace(folder / KEYS_FILE, ring.model_dump_json(indent=2).encode() + b"\n")
