"""What was found out about people and is kept in memory for the next time; it can go at once.

An erasure leaves nothing of somebody in the database; it shall leave nothing in a process that goes on either.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")
_CACHES: list[Callable[[], None]] = []


def remembered(maxsize: int) -> "Callable[[Callable[..., T]], _lru_cache_wrapper[T]]":
    """Keep the answers of a function, the latest `maxsize` ones, until `forget_all`."""

    def kept(function: Callable[..., T]) -> "_lru_cache_wrapper[T]":
        found = lru_cache(maxsize=maxsize)(function)
        _CACHES.append(found.cache_clear)
        return found

    return kept


def forget_all() -> None:
    """Let go of every answer."""
    for clear in _CACHES:
        clear()
