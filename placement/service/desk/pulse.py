"""What a running job says and hears: progress and a heartbeat out, the wish to stop in."""

import contextlib
import threading
import time
from typing import Any, Self

from placement.domain.run import Progress
from placement.errors import StoreError
from placement.service.desk.desk import Desk
from placement.store import jobs

BEAT_SECONDS = 1.0
"""So often a row says that its work goes on."""
LOOK_SECONDS = 0.2
"""So often other processes' wishes are looked for: work to be done, and an end to it."""


class Pulse:
    """Beats in a thread of its own, whatever the work does meanwhile; a context manager.

    What cannot be written just now, as somebody else is writing, is written a little later: no job fails for it.
    """

    def __init__(self, desk: Desk, number: int, closing: threading.Event) -> None:
        self._desk, self._number, self._closing = desk, number, closing
        self._asked = self._over = self._is_due = False
        self._said: dict[str, Any] | None = None
        self._told: dict[str, Any] | None = None
        self._beaten = 0.0
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._live, name="pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._wake.set()
        self._thread.join()

    def say(self, progress: Progress) -> None:
        """Remember what was said; it is written with the next beat, and at once where the phase is new."""
        said = progress.model_dump(mode="json")
        new = self._said is None or self._said["phase"] != said["phase"]
        self._said = said
        if new:
            self._wake.set()

    def tell(self, said: dict[str, Any]) -> None:
        """Of work that says something else than the solver, and seldom: it is written at once."""
        self._said, self._is_due = said, True
        self._wake.set()

    @property
    def said(self) -> dict[str, Any] | None:
        """What was said last, also if no beat has written it yet."""
        return self._said

    def wants_stop(self) -> bool:
        """Whether somebody asked for an end, or the process closes."""
        return self._asked or self._closing.is_set()

    def _live(self) -> None:
        while not self._over:
            with contextlib.suppress(StoreError):
                self._look()
                self._beat()
            self._wake.wait(LOOK_SECONDS)
            self._wake.clear()

    def _look(self) -> None:
        with self._desk.store.reading() as connection:
            one = jobs.get(connection, self._number)
        # Of somebody who was silent for long, as while the machine slept, nobody waits for an answer.
        self._asked = self._asked or one is None or one.stop or one.state != jobs.RUNNING

    def _beat(self) -> None:
        due, self._is_due = self._is_due, False
        said = self._said
        new = said is not None and (self._told is None or said["phase"] != self._told["phase"])
        if new or due or time.monotonic() - self._beaten >= BEAT_SECONDS:
            with self._desk.store.writing() as tx:
                jobs.beat(tx.connection, self._number, at=tx.at, progress=said)
            self._beaten, self._told = time.monotonic(), said
