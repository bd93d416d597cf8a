"""A database's pages as they lie on the disk, decrypted one by one: also what no table leads to any more."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
"""At the end of a page: 16 bytes to begin with, and a code of 64."""
SALT = 16


def bytes_of(database: Path, key: bytes | None) -> bytes:
    """Everything in the file and beside it; what is encrypted, decrypted."""
    whole = database.read_bytes()
    if key is None:
        plain = whole
    else:
        plain = b"".join(
            _page(whole[at : at + PAGE], key, first=at == 0) for at in range(0, len(whole), PAGE)
        )
    for end in ("-wal", "-shm", "-journal"):
        if (beside := database.with_name(database.name + end)).exists():
            log = beside.read_bytes()
            plain += log if key is None or end == "-shm" else b"".join(_frames(log, key))
    return plain


def _frames(log: bytes, key: bytes) -> Iterator[bytes]:
    """The log has 32 bytes before its frames; each has 24 before its page, the page's number first."""
    for at in range(32, len(log), PAGE + 24):
        number = int.from_bytes(log[at : at + 4])
        yield _page(log[at + 24 : at + 24 + PAGE], key, first=number == 1)


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    begin = page[-RESERVED : -RESERVED + 16]
    cipher = Cipher(algorithms.AES(key), modes.CBC(begin)).decryptor()
    return cipher.update(page[SALT if first else 0 : -RESERVED]) + cipher.finalize()
