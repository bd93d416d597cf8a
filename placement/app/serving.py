"""What this process serves: one open desk, whose long work is done beside it.

`placement serve` opens a desk, and whoever started it is the one user. Where nobody opened one, as under
`streamlit run app.py`, a desk with fictional people is made in a folder that goes when the process ends; there
everybody may try every role.
"""

import atexit
import gc
import importlib
import pkgutil
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from placement.app import parts
from placement.service.child import ChildPlanner
from placement.service.demo import make_demo
from placement.service.desk.desk import Desk
from placement.service.desk.runner import Runner


@dataclass(frozen=True)
class Serving:
    """An open desk, and who uses it."""

    desk: Desk
    runner: Runner
    login: str | None
    """The one local user; None: fictional people, and whoever looks chooses who they are."""

    @property
    def is_demo(self) -> bool:
        """Whether everybody may try every role."""
        return self.login is None


Warm = Callable[[], AbstractContextManager[ChildPlanner]]
_LOCK = threading.Lock()
_now: Serving | None = None


def serve(desk: Desk, login: str | None, planner: Warm = ChildPlanner) -> Serving:
    """Serve this desk from now on; its work begins. Call `stop` at the end.

    Args:
        desk: Open.
        login: The one local user; None for fictional people.
        planner: Makes what finds the plans.
    """
    global _now  # noqa: PLW0603 - a process serves one desk
    _now = Serving(desk, Runner(desk, planner, planner), login)
    _now.runner.__enter__()
    _read_pages()
    # What is open by now stays to the end: no collection need look at it again.
    gc.collect()
    gc.freeze()
    return _now


def _read_pages() -> None:
    """Read the program of every page, charts and all: else whoever opens one first would wait for it."""
    for one in pkgutil.iter_modules(parts.__path__, f"{parts.__name__}."):
        importlib.import_module(one.name)


def stop() -> None:
    """End the work, and close the desk."""
    global _now  # noqa: PLW0603 - as above
    if _now is not None:
        _now.runner.__exit__()
        _now.desk.close()
    _now = None


def serving() -> Serving:
    """What is served; a demo is made where nothing is yet."""
    with _LOCK:
        return _now or serve_demo()


def serve_demo(folder: Path | None = None) -> Serving:
    """Serve a desk with fictional people: one that lies in this folder, or one that goes with the process."""
    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="placement-demo-")) / "desk"
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    atexit.register(stop)
    return serve(make_demo(folder), None)
