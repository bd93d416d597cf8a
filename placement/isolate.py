"""Runs a function in a child process, with limits on time and memory, and outlives whatever it does.

The solver's engine can hang or abort, and a hostile workbook of a few kilobytes can make its parser
ask for hundreds of gigabytes; no exception exists for either. So both run in a child that may be
killed at any moment, and the caller gets a `Done` or a `Failed`, never a crash of its own.

A child is a fresh interpreter, not a fork: array libraries and engines start threads, and a forked
process that had threads can deadlock. The start is cheap beside the imports of an engine, so a `Child`
may be started early, with the modules that it will need, while the caller still reads its tables.

Answers are pickles from a child that this module started; nothing else is ever unpickled. Linux only.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import pickle
import resource
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Generic, Literal, Self, TypeVar, cast

T = TypeVar("T")

POLL_SECONDS = 0.05
"""How long a wish to cancel, or a death that left the line open, goes unnoticed."""

GRACE_SECONDS = 1.5
"""How long a function that is asked to stop may take to hand out what it has."""

CHUNK_BYTES = 1 << 20
MEGABYTE = 1 << 20

SPARING = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "4"}
"""Array libraries and malloc reserve address space for every core, which would use up the limit on a
large machine. An engine's own workers do not read these."""

BOOT = "import sys; sys.path[:] = {path!r}; from placement.isolate import _serve; _serve({line}, {preload!r})"


@dataclass(frozen=True)
class Done(Generic[T]):
    """The function returned this."""

    value: T


@dataclass(frozen=True)
class Failed:
    """The function did not return.

    `crash`: the child died, by a signal or by ending itself. `memory`: it asked for more than allowed.
    `time`: wall clock or processor time ran out. `cancelled`: the caller asked for it, and the function
    was not asked to stop by itself or did not do so in time.
    `error`: the function raised, or its result could not be sent.

    `detail` may be logged: a signal, or the class of an exception and a line of the program; never an
    exception's text, which may quote what it read. `error` is the exception itself where its class is
    one that the caller let through.
    """

    kind: Literal["crash", "memory", "time", "cancelled", "error"]
    detail: str
    error: Exception | None = None


def run_isolated(
    function: Callable[..., T],
    *args: object,
    seconds: float,
    memory_mb: int,
    cpu_seconds: float | None = None,
    progress: Callable[[Any], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    stop: Callable[[], bool] | None = None,
    lets_through: tuple[type[Exception], ...] = (),
) -> Done[T] | Failed:
    """Run `function(*args)` once in a child of its own. The parameters are those of `Child.run`."""
    with Child() as child:
        return child.run(
            function,
            *args,
            seconds=seconds,
            memory_mb=memory_mb,
            cpu_seconds=cpu_seconds,
            progress=progress,
            cancelled=cancelled,
            stop=stop,
            lets_through=lets_through,
        )


class Child:
    """A warm child process that takes one call after another; a context manager.

    It starts at once and imports the modules named in `preload` while the caller goes on. After a
    crash, a limit or a cancel the next call gets a fresh process. If the caller's process dies, however
    it dies, the child ends too.
    """

    def __init__(self, *preload: str) -> None:
        self._preload = preload
        self._one_call = threading.Lock()
        self._running: _Running | None = _Running(preload)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, and all that it started."""
        if self._running is not None:
            self._running.kill()
            self._running = None

    def run(
        self,
        function: Callable[..., T],
        *args: object,
        seconds: float,
        memory_mb: int,
        cpu_seconds: float | None = None,
        progress: Callable[[Any], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        stop: Callable[[], bool] | None = None,
        lets_through: tuple[type[Exception], ...] = (),
    ) -> Done[T] | Failed:
        """Run `function(*args)` in the child and wait for it. Calls from several threads queue up.

        Args:
            function: A function of a module (no lambda, no closure, nothing of `__main__`).
            args: Its arguments; pickled, as is the result.
            seconds: Wall clock, counted from here, so start and imports are included.
            memory_mb: Address space that the call may add to what the child has when the call begins.
                Modules that the function imports by itself count, those it is defined beside do not.
            cpu_seconds: Processor time over all threads; by default `seconds` on every core.
            progress: If given, the function is called with one more argument, `progress=`, a callable;
                what it says there arrives here, in order, in the caller's thread.
            cancelled: Asked about twenty times a second; once it says yes the child is killed.
            stop: If given, the function is called with one more argument, `stop=`, a callable that says
                yes from shortly after this one, asked as often, first did. What the function returns then
                is its answer; if it takes longer than `GRACE_SECONDS` the child is killed, as if cancelled.
            lets_through: Classes of exceptions that may come back whole in `Failed.error`.

        Raises:
            ValueError: `function` cannot be found by name from another process.
        """
        if "<" in function.__qualname__ or function.__module__ == "__main__":
            raise ValueError(f"{function.__qualname__} must be a function of a module that can be imported")
        call = _Call(
            function=function,
            args=args,
            memory_mb=memory_mb,
            cpu_seconds=seconds * (os.cpu_count() or 1) if cpu_seconds is None else cpu_seconds,
            reports=progress is not None,
            heeds=stop is not None,
            lets_through=lets_through,
        )
        patience = _Patience(time.monotonic() + seconds, cancelled, stop)
        if failed := self._wait_in_line(patience):
            return failed
        try:
            outcome = self._fresh().ask(call, patience, progress)
        except BaseException:
            self.close()
            raise
        else:
            if isinstance(outcome, Failed) and outcome.kind != "error":
                self.close()
        finally:
            self._one_call.release()
        return cast("Done[T] | Failed", outcome)

    def _wait_in_line(self, patience: _Patience) -> Failed | None:
        while not self._one_call.acquire(timeout=POLL_SECONDS):
            if failed := patience.over():
                return failed
            if patience.wants_a_stop():
                return Failed("cancelled", "before it began")
        return None

    def _fresh(self) -> _Running:
        if self._running is None or self._running.death() is not None:
            self.close()
            self._running = _Running(self._preload)
        return self._running


# --- both sides: what goes over the line ---------------------------------------------------------

HEADER = struct.Struct(">cQ")
CALL, STOP, SAID, ENDED = b"c", b"x", b"s", b"e"


@dataclass(frozen=True)
class _Call:
    function: Callable[..., object]
    args: tuple[object, ...]
    memory_mb: int
    cpu_seconds: float
    reports: bool
    heeds: bool
    lets_through: tuple[type[Exception], ...]


def _frame(kind: bytes, value: object) -> bytes:
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(kind, len(payload)) + payload


# --- the caller's side ---------------------------------------------------------------------------


class _Patience:
    """How long the caller waits for an answer, and why no longer."""

    def __init__(
        self,
        until: float,
        cancelled: Callable[[], bool] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self.until = until
        self._cancelled, self._stop = cancelled, stop
        self._end = Failed("time", "wall clock")

    @property
    def left(self) -> float:
        return max(0.0, self.until - time.monotonic())

    def wants_a_stop(self) -> bool:
        """Yes once; from then on only the grace is left."""
        if self._stop is None or not self._stop():
            return False
        self._stop = None
        graced = time.monotonic() + GRACE_SECONDS
        if graced < self.until:
            self.until, self._end = graced, Failed("cancelled", "did not stop when asked")
        return True

    def over(self) -> Failed | None:
        if self._cancelled is not None and self._cancelled():
            return Failed("cancelled", "by the caller")
        return self._end if time.monotonic() >= self.until else None


class _Running:
    """One child process and the line to it."""

    def __init__(self, preload: tuple[str, ...]) -> None:
        self._inbox = bytearray()
        self._line, theirs = socket.socketpair()
        with theirs:
            boot = BOOT.format(path=sys.path, line=theirs.fileno(), preload=preload)
            self._process = subprocess.Popen(
                [sys.executable, "-c", boot],
                stdin=subprocess.DEVNULL,
                # Engines print banners, and a parser's last words may quote a cell.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=SPARING | os.environ,
                # A group of its own: Ctrl-C in a terminal reaches the caller alone, who then decides,
                # and killing the group takes along what the child started.
                start_new_session=True,
            )

    def ask(
        self, call: _Call, patience: _Patience, progress: Callable[[Any], None] | None
    ) -> Done[object] | Failed:
        failed = self._hand_over(_frame(CALL, call), patience)
        while failed is None:
            message = self._next_message(patience, call.memory_mb * MEGABYTE)
            if isinstance(message, Failed):
                return message
            kind, payload = message
            try:
                said = pickle.loads(payload)
            except Exception as error:  # noqa: BLE001  # a class may fail in any way when it is rebuilt
                return Failed("error", f"the answer cannot be read: {type(error).__name__}")
            if kind == ENDED:
                return cast("Done[object] | Failed", said)
            if progress is not None:
                progress(said)
            failed = patience.over()  # also for a child that talks and talks
        return failed

    def death(self) -> os.waitid_result | None:
        # Only a look: until somebody waits for it, its number cannot be given to another process.
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._line.close()

    def _hand_over(self, request: bytes, patience: _Patience) -> Failed | None:
        self._line.settimeout(max(patience.left, POLL_SECONDS))
        try:
            self._line.sendall(request)
        except TimeoutError:
            return Failed("time", "wall clock")
        except ConnectionError:
            return self._cause_of_death()
        return None

    def _next_message(self, patience: _Patience, limit_bytes: int) -> tuple[bytes, bytes] | Failed:
        while True:
            if patience.wants_a_stop() and (failed := self._hand_over(_frame(STOP, None), patience)):
                return failed
            message = self._take_message(limit_bytes)
            if message is not None:
                return message
            if failed := patience.over():
                return failed
            if self._can_read(min(POLL_SECONDS, patience.left)):
                chunk = self._read()
                if not chunk:
                    return self._cause_of_death()
                self._inbox += chunk
            elif self.death() is not None and not self._can_read(0):
                # Somebody whom the child started still holds the line open.
                return self._cause_of_death()

    def _take_message(self, limit_bytes: int) -> tuple[bytes, bytes] | Failed | None:
        if len(self._inbox) < HEADER.size:
            return None
        kind, length = HEADER.unpack_from(self._inbox)
        if length > limit_bytes:
            return Failed("memory", "the result is larger than the limit")
        end = HEADER.size + length
        if len(self._inbox) < end:
            return None
        payload = bytes(self._inbox[HEADER.size : end])
        del self._inbox[:end]
        return kind, payload

    def _can_read(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self._line, select.POLLIN)
        return bool(poll.poll(max(seconds, 0) * 1000))

    def _read(self) -> bytes:
        try:
            return self._line.recv(CHUNK_BYTES)
        except ConnectionError:
            return b""

    def _cause_of_death(self) -> Failed:
        # The line closes a moment before the process is gone.
        patience = time.monotonic() + 1
        while (death := self.death()) is None:
            if time.monotonic() > patience:
                return Failed("crash", "closed the line")
            time.sleep(0.005)
        if death.si_code == os.CLD_EXITED:
            return Failed("crash", f"ended itself with code {death.si_status}")
        if death.si_status == signal.SIGXCPU:
            return Failed("time", "processor time")
        named = {known.value: known.name for known in signal.Signals}
        return Failed("crash", named.get(death.si_status, f"signal {death.si_status}"))


# --- the child's side ----------------------------------------------------------------------------


def _serve(line: int, preload: tuple[str, ...]) -> None:
    """Take calls from `line` until the other end is closed. Called by BOOT only."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = socket.socket(fileno=line)
    calls: SimpleQueue[tuple[bytes, threading.Event]] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, calls), daemon=True).start()
    for module in preload:
        # The call itself will say what is missing.
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    while True:
        request, stop = calls.get()
        connection.sendall(_answer(request, stop, connection))


def _listen(connection: socket.socket, calls: SimpleQueue[tuple[bytes, threading.Event]]) -> None:
    """Take in what the caller says, while a call is carried out too; a stop is for the call before it.

    The other end is closed when the caller ends, by whatever death; then this ends the whole group.
    """
    try:
        with connection.makefile("rb") as messages:
            while header := messages.read(HEADER.size):
                kind, length = HEADER.unpack(header)
                said = messages.read(length)
                if kind == CALL:
                    stop = threading.Event()
                    calls.put((said, stop))
                else:
                    stop.set()
    finally:
        os.killpg(os.getpid(), signal.SIGKILL)


def _answer(request: bytes, stop: threading.Event, connection: socket.socket) -> bytes:
    """Carry out one call; whatever goes wrong, there is a message that can be sent."""
    try:
        call = pickle.loads(request)
        outcome = _carry_out(call, stop, connection)
    except MemoryError:
        outcome = Failed("memory", "refused by the limit")
    except BaseException as error:  # noqa: BLE001  # an exit or an interrupt is an answer too
        outcome = Failed("error", _where(error))
    try:
        return _frame(ENDED, outcome)
    except MemoryError:
        return _frame(ENDED, Failed("memory", "the result is too large to be sent"))
    except Exception as error:  # noqa: BLE001  # a class may fail in any way when it is pickled
        return _frame(ENDED, Failed("error", f"the result cannot be sent: {type(error).__name__}"))


def _carry_out(call: _Call, stop: threading.Event, connection: socket.socket) -> Done[object] | Failed:
    voice = _Voice(connection)
    more: dict[str, object] = {"progress": voice.say} if call.reports else {}
    if call.heeds:
        more["stop"] = stop.is_set
    try:
        with _limits(call.memory_mb, call.cpu_seconds):
            return Done(call.function(*call.args, **more))
    except call.lets_through as error:
        return Failed("error", _where(error), error)
    finally:
        voice.fall_silent()


class _Voice:
    """Sends progress while the function runs; from any thread, but never after the function ended."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()
        self._silent = False

    def say(self, something: object) -> None:
        with self._one_at_a_time:
            if not self._silent:
                self._connection.sendall(_frame(SAID, something))

    def fall_silent(self) -> None:
        with self._one_at_a_time:
            self._silent = True


@contextlib.contextmanager
def _limits(memory_mb: int, cpu_seconds: float) -> Iterator[None]:
    """Limit this process on top of what it has used; afterwards, there is room to send the answer."""
    limits = {
        resource.RLIMIT_AS: _address_space() + memory_mb * MEGABYTE,
        resource.RLIMIT_CPU: math.ceil(time.process_time() + cpu_seconds),
    }
    before = {what: resource.getrlimit(what) for what in limits}
    for what, soft in limits.items():
        hard = before[what][1]
        resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    try:
        yield
    finally:
        for what, limit in before.items():
            resource.setrlimit(what, limit)


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _where(error: BaseException) -> str:
    """The exception's class and the innermost line of the program: nothing that was read."""
    name, step, at = type(error).__name__, error.__traceback__, ""
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__"))
        if module.startswith("placement.") and module != __name__:
            at = f" in {module}, line {step.tb_lineno}"
        step = step.tb_next
    return name + at
