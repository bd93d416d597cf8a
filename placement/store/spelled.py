"""A key of 256 bits as a person can read it aloud and type it again.

Fourteen groups of four letters and digits, in Crockford's base 32: there is no I, L, O or U, so nothing looks
like something else. The last 24 bits are a checksum, which tells a slip before the key is tried on anything.
"""

import hashlib
import re
from base64 import b32decode, b32encode

KEY_BYTES = 32
CHECK_BYTES = 3
GROUP = 4
LENGTH = (KEY_BYTES + CHECK_BYTES) * 8 // 5

RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SPELL = str.maketrans(RFC_4648, CROCKFORD)
UNSPELL = str.maketrans(CROCKFORD, RFC_4648)
LOOKS_LIKE = str.maketrans("OIL", "011")


class Slip(ValueError):
    """The text is no key as it was written down. `typed` tells how many letters and digits it has."""

    def __init__(self, typed: int) -> None:
        super().__init__(f"{typed} of {LENGTH} characters")
        self.typed = typed


def spell(key: bytes) -> str:
    """The key in groups, with its checksum."""
    text = b32encode(key + _check(key)).decode("ascii").translate(SPELL)
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(text: str) -> bytes:
    """The key that was typed; small letters, spaces, any dashes and O for 0 are all right. Raises Slip."""
    typed = re.sub(r"[\s\-–—]", "", text).upper().translate(LOOKS_LIKE)
    if len(typed) != LENGTH or set(typed) - set(CROCKFORD):
        raise Slip(len(typed))
    bits = b32decode(typed.translate(UNSPELL))
    key, check = bits[:KEY_BYTES], bits[KEY_BYTES:]
    if check != _check(key):
        raise Slip(len(typed))
    return key


def _check(key: bytes) -> bytes:
    return hashlib.sha256(b"placement key" + key).digest()[:CHECK_BYTES]
