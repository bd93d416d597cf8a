"""The solver in its own process: whatever happens to it, the caller gets a clean answer and lives on."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from placement.domain.run import Status
from placement.errors import Defect, OutOfTime
from placement.rules import GOALS, RULES
from placement.service import child as child_module
from placement.service.child import ChildPlanner
from placement.service.plan_file import save_plan
from placement.service.planning import make_plan
from placement.simulation.generate import TENSE, generate
from tests.worlds import town

LONG = generate("L", 1, beds=TENSE)
"""Takes several seconds."""


def pid(planner: ChildPlanner) -> int:
    running = planner._child._running
    assert running is not None
    return running._process.pid


def threads_and_children() -> tuple[int, list[str]]:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return threading.active_count(), children.split()


def killed_after(planner: ChildPlanner, seconds: float, sign: int) -> threading.Timer:
    timer = threading.Timer(seconds, lambda: os.kill(pid(planner), sign))
    timer.start()
    return timer


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM, signal.SIGABRT])
def test_a_solver_that_is_killed_in_the_middle_is_a_defect_and_the_next_week_is_planned(sign, tmp_path):
    with ChildPlanner() as planner:
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL
        first = pid(planner)
        timer = killed_after(planner, 0.4, sign)
        plan_file = tmp_path / "plan.json"
        with pytest.raises(Defect) as caught:
            save_plan(make_plan(LONG, seconds=60, planner=planner).plan, plan_file)
        timer.join()
        assert caught.value.code == "solver_crash"
        assert signal.Signals(sign).name in str(caught.value)
        assert list(tmp_path.iterdir()) == []
        answer = make_plan(town(), seconds=20, planner=planner)
        assert answer.run.status is Status.OPTIMAL
        assert pid(planner) != first


def test_nothing_is_left_running_after_a_kill():
    before = threads_and_children()
    with ChildPlanner() as planner:
        killed_after(planner, 0.4, signal.SIGKILL)
        with pytest.raises(Defect):
            planner(LONG, RULES, GOALS, seconds=60)
    time.sleep(0.1)
    assert threads_and_children() == before


def test_a_solver_that_asks_for_too_much_memory_is_a_defect(monkeypatch):
    with ChildPlanner() as planner:
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL
        monkeypatch.setattr(child_module, "MEMORY_MB", 8)
        with pytest.raises(Defect) as caught:
            planner(LONG, RULES, GOALS, seconds=60)
        assert caught.value.code in ("solver_memory", "solver_crash")
        monkeypatch.setattr(child_module, "MEMORY_MB", 2048)
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL


def test_a_solver_that_hangs_is_out_of_time_and_no_plan_is_read_from_it(monkeypatch):
    monkeypatch.setattr(child_module, "GRACE_SECONDS", 0.5)
    with ChildPlanner() as planner:
        planner(town(), RULES, GOALS, seconds=20)
        timer = killed_after(planner, 0.3, signal.SIGSTOP)
        begun = time.monotonic()
        run = planner(LONG, RULES, GOALS, seconds=0.5)
        timer.join()
        assert (run.status, run.plan, run.points, run.bound, run.stages) == (
            Status.OUT_OF_TIME,
            None,
            None,
            None,
            (),
        )
        assert time.monotonic() - begun < 3
        monkeypatch.setattr(child_module, "GRACE_SECONDS", 30)
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL


def test_what_the_user_is_told_after_a_hang_is_that_time_ran_out(monkeypatch):
    monkeypatch.setattr(child_module, "GRACE_SECONDS", 0.4)
    with ChildPlanner() as planner:
        planner(town(), RULES, GOALS, seconds=20)
        killed_after(planner, 0.2, signal.SIGSTOP)
        with pytest.raises(OutOfTime):
            make_plan(LONG, seconds=0.4, planner=planner)
