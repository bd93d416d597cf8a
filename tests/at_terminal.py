"""Commands as somebody types them: in this process, in one of their own, and at a terminal."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from placement import cli

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 90


class Ended(NamedTuple):
    """How a command ended: its exit code, its answer, and what it said beside that."""

    code: int
    out: str
    err: str


def here(capsys, *words: object) -> Ended:
    """Run a command in this process."""
    try:
        cli.main([str(word) for word in words])
    except SystemExit as ended:
        said = capsys.readouterr()
        return Ended(int(ended.code or 0), said.out, said.err)
    raise AssertionError("a command ends with its exit code")


def alone(*words: object, typed: str = "", env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Ended:
    """Run a command in a process of its own, with lines for its standard input."""
    done = subprocess.run(
        command(words), input=typed, capture_output=True, text=True, check=False, cwd=cwd,
        env=environment(env), timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def command(words: Sequence[object]) -> list[str]:
    return [sys.executable, "-m", "placement", *(str(word) for word in words)]


def environment(more: Mapping[str, str] | None) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "PLACEMENT_LANG": "en"} | dict(more or {})


class Terminal:
    """A command at a terminal of its own."""

    def __init__(self, *words: object, env: Mapping[str, str] | None = None) -> None:
        self.shown = ""
        pid, self._handle = pty.fork()
        if pid == 0:
            os.execvpe(sys.executable, command(words), environment(env))  # noqa: S606 - as a user does
        self._pid = pid

    def until(self, seen: str | Callable[[str], bool]) -> None:
        """Wait until that stands on the screen."""
        test = seen if callable(seen) else lambda shown: seen in shown
        end = time.monotonic() + PATIENCE_SECONDS
        while not test(self.shown):
            assert time.monotonic() < end, self.shown
            if not self._read():
                assert test(self.shown), self.shown
                return

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self._handle, text.encode())

    def ended(self) -> int:
        """Wait for the end; the exit code."""
        while self._read():
            pass
        os.close(self._handle)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self) -> bool:
        """Whether there may be more."""
        if not select.select([self._handle], [], [], 0.2)[0]:
            return True
        try:
            found = os.read(self._handle, 4096)
        except OSError:  # nobody writes any more
            return False
        self.shown += found.decode(errors="replace")
        return bool(found)
