"""The secrets that open a desk, and how a key is made of one.

A passphrase goes through Argon2id, which is slow on purpose and costs memory; a key file and a recovery key
are 256 random bits and need no stretching. HKDF then makes one key for each thing that is wrapped, so that
nothing wrapped for one purpose or desk opens as another.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, TypeAlias

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import BaseModel, ConfigDict

from placement.errors import InputError, Problem
from placement.store.disk import write_new
from placement.store.spelled import KEY_BYTES, LENGTH, Slip, read, spell

LEAST_CHARACTERS = 12
MOST_FILE_BYTES = 4096


class Kind(StrEnum):
    """What kind of secret it is."""

    PASSPHRASE = "passphrase"  # noqa: S105  # the name of the kind
    KEY_FILE = "key_file"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Passphrase:
    """What somebody remembers."""

    text: str = field(repr=False)
    kind: ClassVar[Kind] = Kind.PASSPHRASE

    def material(self) -> bytes:
        """The same bytes however the keyboard composes an å."""
        # Half a surrogate pair must not raise: the error would hold the passphrase.
        return unicodedata.normalize("NFKC", self.text).encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class KeyFile:
    """A file as `new_key_file` writes it."""

    path: Path = field(repr=False)
    kind: ClassVar[Kind] = Kind.KEY_FILE

    def material(self) -> bytes:
        """The key in the file. Raises InputError."""
        try:
            return read(self._content())
        except (OSError, ValueError):
            told = "is not a key file that can be read.", "Give the file that the desk was made with."
            raise InputError(Problem(self.path.name, *told, "key_file_unreadable")) from None

    def _content(self) -> str:
        # A pipe or a device may never end.
        if not self.path.is_file() or self.path.stat().st_size > MOST_FILE_BYTES:
            raise OSError
        return self.path.read_text(encoding="ascii")


@dataclass(frozen=True)
class Recovery:
    """The recovery key as it was written down."""

    text: str = field(repr=False)
    kind: ClassVar[Kind] = Kind.RECOVERY

    def material(self) -> bytes:
        """The key that was typed. Raises InputError where there is a slip in it."""
        try:
            return read(self.text)
        except Slip as slip:
            facts = {"typed": slip.typed, "wanted": LENGTH}
            what = f"There is a slip in the recovery key, which has {LENGTH} characters ({slip.typed} were given)."
            told = what, "Compare it group by group with what was written down."
            raise InputError(Problem("", *told, "recovery_slip", facts)) from None


Chosen: TypeAlias = Passphrase | KeyFile
"""A secret that somebody chose."""
Secret: TypeAlias = Chosen | Recovery


class Cost(BaseModel):
    """What it costs to try one passphrase (RFC 9106)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def is_safe(self) -> bool:
        """Not cheaper than the first version of this program made it, and not so dear that it stops the machine."""
        return (
            COST.memory_kib <= self.memory_kib <= MOST.memory_kib
            and COST.iterations <= self.iterations <= MOST.iterations
            and COST.lanes <= self.lanes <= MOST.lanes
        )


COST = Cost(memory_kib=64 * 1024, iterations=3, lanes=1)
"""What a new passphrase costs; 0.4 s on a small machine."""
MOST = Cost(memory_kib=1024 * 1024, iterations=32, lanes=16)


def stretched(secret: Secret, salt: bytes, cost: Cost | None) -> bytes:
    """256 bits that only this secret gives. Slow where it is a passphrase. Raises InputError."""
    material = secret.material()
    if cost is None:
        return material
    slow = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return slow.derive(material)


def wrapping_key(stretched: bytes, salt: bytes, purpose: str) -> bytes:
    """The key that wraps one thing (a KEK)."""
    return HKDF(SHA256(), KEY_BYTES, salt, purpose.encode()).derive(stretched)


def check_chosen(*chosen: Chosen | None) -> None:
    """Refuse a passphrase that can be guessed. Raises InputError."""
    for secret in chosen:
        if isinstance(secret, Passphrase) and len(secret.text.strip()) < LEAST_CHARACTERS:
            what = f"The passphrase is shorter than {LEAST_CHARACTERS} characters."
            todo = "Take four or more words that do not belong together."
            raise InputError(Problem("", what, todo, "passphrase_short", {"least": LEAST_CHARACTERS}))


def new_key_file(path: Path) -> KeyFile:
    """Write a key file. Keep it on another medium than the desk, such as a memory stick, and copy it.

    Raises:
        InputError: The file is there already, or cannot be written.
    """
    try:
        write_new(path, (spell(secrets.token_bytes(KEY_BYTES)) + "\n").encode("ascii"))
    except FileExistsError:
        told = "is there already and is not overwritten.", "Choose a new name, or delete it first."
        raise InputError(Problem(path.name, *told, "file_exists")) from None
    except OSError:
        raise InputError(
            Problem(path.name, "the file cannot be written.", "Choose another place.", "file_unwritable")
        ) from None
    return KeyFile(path)
