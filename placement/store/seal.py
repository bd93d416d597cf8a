"""Short texts that are sealed inside the database too: addresses, for whoever has the address key.

AES-256-GCM. A sealed text opens in its own cell only, so that nobody moves one person's address to another. Its
length is rounded up, because the length of an address in a known street tells which one it is.
"""

import json
import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.padding import PKCS7

from placement.errors import StoreError
from placement.store.keys import Keys

KEY_ID = 1
"""Which address key sealed it, in the first byte: there is one so far."""
NONCE_BYTES = 12
BLOCK_BITS = 128 * 8


class Cell(NamedTuple):
    """Where a sealed text belongs."""

    table: str
    column: str
    row: str


def seal(keys: Keys, text: str, cell: Cell) -> bytes:
    """Seal a text for one cell. Raises StoreError without the address key."""
    nonce, pad = secrets.token_bytes(NONCE_BYTES), PKCS7(BLOCK_BITS).padder()
    # Half a surrogate pair must not raise: the error would hold the text.
    plain = pad.update(text.encode("utf-8", "surrogatepass")) + pad.finalize()
    return bytes([KEY_ID]) + nonce + _cipher(keys).encrypt(nonce, plain, _bound(cell, KEY_ID))


def unseal(keys: Keys, sealed: bytes, cell: Cell) -> str:
    """The text of a cell.

    Raises:
        StoreError: The address key is not there, or this was sealed for another cell or changed since.
    """
    cipher, unpad = _cipher(keys), PKCS7(BLOCK_BITS).unpadder()
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        plain = cipher.decrypt(nonce, rest, _bound(cell, sealed[0]))
        return (unpad.update(plain) + unpad.finalize()).decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError, IndexError):
        raise StoreError(
            "A sealed text does not belong to its row, or was changed.",
            where=f"{cell.table}, {cell.column}",
            todo="Restore it from a backup, and find out who wrote to the database.",
            code="store_seal_broken",
            facts={"table": cell.table},
        ) from None


def _cipher(keys: Keys) -> AESGCM:
    if keys.address is None:
        raise StoreError(
            "Addresses need the address keeper's key.",
            todo="Ask the address keeper to open the desk with you.",
            code="store_no_address_key",
        )
    return AESGCM(keys.address)


def _bound(cell: Cell, key_id: int) -> bytes:
    return json.dumps([*cell, key_id]).encode()
