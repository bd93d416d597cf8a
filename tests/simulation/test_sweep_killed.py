"""Processes that are really killed in the middle of a sweep: it goes on, and the result is as if nothing had been."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from placement.simulation.sweep import tasks_of
from tests.simulation.futures_made_up import WAIT
from tests.simulation.test_sweep import BASE, SCENARIOS, files, swept

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from pathlib import Path; from tests.simulation.test_sweep import swept; \
swept(Path(sys.argv[1]), workers=int(sys.argv[2]))"
PATIENCE = 60


def started(folder, workers):
    """A sweep in a process, and a group, of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), str(workers)], cwd=ROOT, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), WAIT: "0.2"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def until(is_so):
    for _ in range(PATIENCE * 50):
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail("it took too long")


def nobody_left(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return all(_state(pid) == "Z" for pid in _group(group))


def _group(group):
    for entry in Path("/proc").iterdir():
        with suppress(ValueError, OSError):
            if os.getpgid(int(entry.name)) == group:
                yield int(entry.name)


def _state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    swept(folder)
    return files(folder)


def whole_files(folder):
    return {name: content for name, content in files(folder).items() if name.endswith(".json.gz")}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_sweep_goes_on_where_it_was(tmp_path, whole, workers):
    one = started(tmp_path, workers)
    until(lambda: len(whole_files(tmp_path)) >= 3)
    one.kill()
    one.wait()
    until(lambda: nobody_left(one.pid))
    done = whole_files(tmp_path)
    assert 3 <= len(done) < len(whole)
    assert done.items() < whole.items()
    told = swept(tmp_path)
    assert told[0].reused == len(done)
    assert told[-1].done == len(tasks_of(BASE, SCENARIOS))
    assert whole_files(tmp_path) == whole


def test_a_sweep_that_is_killed_again_and_again_comes_to_its_end(tmp_path, whole):
    for least in (1, 4, 8):
        one = started(tmp_path, 2)
        until(lambda least=least: len(whole_files(tmp_path)) >= least)
        os.killpg(one.pid, signal.SIGKILL)
        one.wait()
    swept(tmp_path)
    assert whole_files(tmp_path) == whole


def test_a_killed_worker_is_told_and_what_is_done_stays(tmp_path, whole):
    one = started(tmp_path, 2)
    until(lambda: len(whole_files(tmp_path)) >= 2)
    worker = next(
        pid for pid in _group(one.pid) if b"popen_loky" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(worker, signal.SIGKILL)
    said, _ = one.communicate(timeout=PATIENCE)
    assert one.returncode
    assert b"A process that simulated was ended from outside" in said
    done = whole_files(tmp_path)
    assert done.items() < whole.items()
    assert swept(tmp_path)[0].reused == len(done)
    assert whole_files(tmp_path) == whole


@pytest.mark.parametrize("workers", [1, 2])
def test_who_presses_control_c_keeps_what_is_done_and_leaves_no_process(tmp_path, whole, workers):
    one = started(tmp_path, workers)
    until(lambda: len(whole_files(tmp_path)) >= 3)
    os.killpg(one.pid, signal.SIGINT)
    said, _ = one.communicate(timeout=PATIENCE)
    assert b"KeyboardInterrupt" in said
    assert said.count(b"Traceback") == 1
    until(lambda: nobody_left(one.pid))
    assert files(tmp_path).keys() == whole_files(tmp_path).keys()
    assert whole_files(tmp_path).items() < whole.items()
    swept(tmp_path)
    assert whole_files(tmp_path) == whole


def test_two_sweeps_at_once_in_one_folder_do_each_other_no_harm(tmp_path, whole):
    both = [started(tmp_path, 1), started(tmp_path, 1)]
    for one in both:
        said, _ = one.communicate(timeout=PATIENCE)
        assert one.returncode == 0, said
    assert files(tmp_path) == whole
