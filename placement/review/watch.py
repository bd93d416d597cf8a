"""Whoever waits for an answer that takes many plans."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from placement.domain.planner import Stop

T = TypeVar("T")


class Watch(NamedTuple, Generic[T]):
    """Hears what is found, and may have had enough: then the answer is what was found by then."""

    stop: Stop = lambda: False
    """Asked before each week is planned; the planner of the search is to heed it too."""
    so_far: Callable[[T], None] = lambda _: None
    """Told what is found by now, each time that there is more."""
