"""Processes that simulate: those of this machine, or those of a Dask cluster; which program they run."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

import placement
from placement.errors import InputError, Problem

DECIDING = ("domain", "rules", "review", "service", "simulation", "solver")
"""Parts of the program that a result depends on; and these libraries."""
LIBRARIES = ("numpy", "ortools", "pydantic")
SECONDS_TO_CONNECT = 10
PARENT_SECONDS = 1.0
"""How long a process goes on after its parent was killed."""


@cache
def program() -> str:
    """Fingerprint of the parts of the program, and of the libraries, that decide a result."""
    libraries = (f"{name} {version(name)}" for name in LIBRARIES)
    digest = sha256(" ".join((python_version(), *libraries)).encode())
    root = Path(placement.__file__).parent
    for path in sorted(path for part in DECIDING for path in (root / part).rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def processes(workers: int, cluster: str | None) -> Iterator[None]:
    """Where joblib finds them while the context lasts.

    Args:
        workers: Of this machine.
        cluster: Address of the scheduler of a Dask cluster, instead of these.

    Raises:
        InputError: Nobody answers there, or what speaks with clusters is not installed.
    """
    from joblib import parallel_config

    if cluster is None:
        with parallel_config("loky", n_jobs=workers, inner_max_num_threads=1, initializer=_end_with_parent):
            yield
        return
    with _connected(cluster) as client, parallel_config("dask", client=client):
        yield


@contextmanager
def _connected(cluster: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        what, todo = "what speaks with clusters is not installed.", "Install placement[cluster]."
        raise InputError(Problem(cluster, what, todo, "sweep_no_dask")) from None
    connect: Any = distributed.Client  # untyped
    try:
        client = connect(cluster, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError):
        raise _nobody_answers(cluster) from None
    with client:
        if not client.ncores():
            raise _nobody_answers(cluster)
        yield client


def _nobody_answers(cluster: str) -> InputError:
    what, todo = "no cluster with workers answers.", "Start the scheduler and the workers."
    return InputError(Problem(cluster, what, todo, "sweep_no_cluster"))


def _end_with_parent() -> None:
    """Who is stopped or killed leaves no process behind; joblib's own would wait five minutes for more work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
