"""Processes that simulate: those of this machine, or those of a Dask cluster; which program they run."""

import os
import signal
import threading
import time
from asyncio import CancelledError
from collections.abc import Iterator
from concurrent.futures import CancelledError as FutureCancelled
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import TimeoutError as Silent
from pathlib import Path
from platform import python_version
from typing import Any

import placement
from placement.errors import Defect, InputError, Problem

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
        Defect: One of them was ended from outside, or the cluster is gone.
    """
    from joblib import parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    try:
        if cluster is None:
            with parallel_config(
                "loky", n_jobs=workers, inner_max_num_threads=1, initializer=_end_with_parent
            ):
                yield
        else:
            with _connected(cluster) as client, _told_if_lost(), parallel_config("dask", client=client):
                yield
    except BrokenProcessPool as error:
        told, todo = (
            "A process that simulated was ended from outside.",
            "Start it again: what is kept is not simulated anew.",
        )
        raise Defect(told, todo=todo, code="sweep_process_ended") from error


@contextmanager
def _told_if_lost() -> Iterator[None]:
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        yield
    except (KilledWorker, CommClosedError, CancelledError, FutureCancelled, Silent) as error:
        told, todo = (
            "The cluster, or one of its processes, was lost.",
            "Start it and this again: nothing kept is lost.",
        )
        raise Defect(told, todo=todo, code="sweep_cluster_lost") from error


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
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        except TimeoutError:
            raise _nobody_answers(cluster) from None
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
