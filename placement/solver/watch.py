"""A run under its caller's eyes: how long it may go on, whether it is asked to stop, and what it tells."""

import threading
import time
from collections.abc import Callable
from typing import Self

from ortools.util.python.solve_interrupter import SolveInterrupter

from placement.domain.planner import Stop, Tell
from placement.domain.run import Progress, Run

ASK_SECONDS = 0.05
"""How long a wish to stop goes unnoticed."""
TELL_SECONDS = 0.25
"""Better points of the same phase are told no more often than this."""

Found = Callable[[Run], None]
"""Given every plan that is at hand, each at least as good as the one before."""


class Stopped(Exception):
    """The run was asked to stop before there was anything to hand out."""


class Deadline:
    """Seconds that are left of a run; none once it is asked to stop."""

    def __init__(self, seconds: float, interrupter: SolveInterrupter | None = None) -> None:
        """`interrupter` ends an engine's work at once, from any thread."""
        self.end = time.monotonic() + seconds
        self.interrupter = interrupter or SolveInterrupter()

    @property
    def stopped(self) -> bool:
        """Whether the run was asked to stop."""
        return bool(self.interrupter.interrupted)

    @property
    def left(self) -> float:
        """Seconds left, not below 0."""
        return 0.0 if self.stopped else max(0.0, self.end - time.monotonic())

    def within(self, seconds: float) -> "Deadline":
        """The same, or earlier: so many seconds from now."""
        return Deadline(min(self.left, seconds), self.interrupter)

    def at_least(self, seconds: float) -> "Deadline":
        """The same, or later: so many seconds from now, unless the run was asked to stop."""
        return Deadline(max(self.left, seconds), self.interrupter)


class Watch:
    """Looks out for a wish to stop while an engine works, and tells how far the run has come; a context manager."""

    def __init__(
        self, stop: Stop | None = None, progress: Tell | None = None, found: Found | None = None
    ) -> None:
        self.interrupter = SolveInterrupter()
        self.found = found
        self._stop, self._progress = stop, progress
        self._begun = time.monotonic()
        self._told = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        if self._stop and not self._is_asked_to(self._stop):
            self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._looking.is_alive():
            self._looking.join()

    def _look(self) -> None:
        while self._stop and not self._over.wait(ASK_SECONDS) and not self._is_asked_to(self._stop):
            pass

    def _is_asked_to(self, stop: Stop) -> bool:
        if asked := stop():
            self.interrupter.interrupt()
        return asked

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return round(time.monotonic() - self._begun, 3)

    def heed(self) -> None:
        """Between two steps that have nothing to hand out. Raises Stopped."""
        if self.interrupter.interrupted:
            raise Stopped

    @property
    def tells(self) -> bool:
        """Whether anybody listens."""
        return self._progress is not None

    def tell(self, progress: Progress) -> None:
        """How far the run has come."""
        if self._progress:
            self._told = time.monotonic()
            self._progress(progress.but(seconds=self.seconds))

    def tell_now_and_then(self, progress: Progress) -> None:
        """The same, unless something was told a moment ago."""
        if time.monotonic() - self._told >= TELL_SECONDS:
            self.tell(progress)
