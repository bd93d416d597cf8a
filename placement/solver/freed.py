"""Memory that Python has freed goes back to the system: who takes its own from there would add to it."""

import contextlib
import ctypes


def give_back() -> None:
    """A few hundredths of a second, where much was freed."""
    with contextlib.suppress(AttributeError):  # a C library that cannot
        ctypes.CDLL(None).malloc_trim(0)
