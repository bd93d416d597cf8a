"""The solver in its own process: whatever happens to it, the caller gets a clean answer and lives on."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from placement.domain.planner import Planner, Stop
from placement.domain.run import Progress, Run, Status
from placement.errors import Defect, OutOfTime
from placement.isolate import Done
from placement.review.watch import Watch
from placement.rules import GOALS, RULES
from placement.service import child as child_module
from placement.service.child import ChildPlanner, _Heard
from placement.service.plan_file import save_plan
from placement.service.planning import make_plan
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from tests.solver.stops import stops, wrong
from tests.worlds import town

WEEK = generate("M", 1, beds=TENSE)
LONG = generate("L", 1, beds=TENSE)
"""Takes several seconds."""
WITHIN = 6
"""Seconds: an answer to a stop comes within two, on a machine that does nothing else."""


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


def test_a_week_that_asks_for_too_much_memory_is_too_large(monkeypatch):
    with ChildPlanner() as planner:
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL
        monkeypatch.setattr(child_module, "MEMORY_MB", 8)
        with pytest.raises((OutOfTime, Defect)) as caught:
            planner(LONG, RULES, GOALS, seconds=60)
        assert caught.value.code in ("too_large", "solver_crash")  # an engine that gets too little may abort
        monkeypatch.setattr(child_module, "MEMORY_MB", 2048)
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL


def test_too_little_memory_for_the_arrays_is_told_as_a_week_that_is_too_large(monkeypatch):
    monkeypatch.setattr(child_module, "solve_here", starved)
    with ChildPlanner() as planner, pytest.raises(OutOfTime) as caught:
        planner(town(), RULES, GOALS, seconds=20)
    assert caught.value.code == "too_large"


def starved(*_: object, **__: object) -> None:
    raise MemoryError


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


# --- what the child is asked to do in place of solving


def die_with_a_plan_at_hand(*facts, progress, stop=None):  # noqa: ARG001
    solve_and_then(lambda: os.kill(os.getpid(), signal.SIGKILL), facts, progress)


def fail_with_a_plan_at_hand(*facts, progress, stop=None):  # noqa: ARG001
    def fail() -> None:
        raise KeyError

    solve_and_then(fail, facts, progress)


def starve_with_a_plan_at_hand(*facts, progress, stop=None):  # noqa: ARG001
    def starve() -> None:
        raise MemoryError

    solve_and_then(starve, facts, progress)


def hang_with_a_plan_at_hand(*facts, progress, stop=None):  # noqa: ARG001
    solve_and_then(lambda: time.sleep(60), facts, progress)


def hang_from_the_start(*_, progress, stop=None):  # noqa: ARG001
    time.sleep(60)


def solve_and_then(end, facts, progress):
    """Solve until the first plan is at hand, say it, and go."""

    def found(run: Run) -> None:
        progress(run)
        end()

    instance, rules, goals, seconds, _ = facts
    solve(instance, rules, goals, seconds=seconds, found=found)


def planned(does, monkeypatch, *, seconds: float = 20, stop: Stop | None = None) -> Run:
    """What a planner answers whose child, which is there already, does this."""
    with ChildPlanner() as planner:
        planner(town(), RULES, GOALS, seconds=20)
        monkeypatch.setattr(child_module, "solve_here", does)
        return planner(WEEK, RULES, GOALS, seconds=seconds, stop=stop)


# --- a plan that outlives the solver


@pytest.mark.parametrize(
    ("does", "cut_short"), [(die_with_a_plan_at_hand, "crash"), (starve_with_a_plan_at_hand, "memory")]
)
def test_the_last_plan_that_was_handed_over_outlives_the_solver(does, cut_short: str, monkeypatch):
    run = planned(does, monkeypatch)
    assert (run.status, run.stages_proved, run.bound, run.cut_short) == (
        Status.FEASIBLE,
        True,
        None,
        cut_short,
    )
    assert list(wrong(WEEK, run)) == []


def test_the_judge_reads_it_as_any_other(monkeypatch):
    monkeypatch.setattr(child_module, "solve_here", die_with_a_plan_at_hand)
    answer = make_plan(WEEK, seconds=20)
    assert answer.review.breaches == ()
    assert answer.review.points == answer.run.points


def test_a_hang_with_a_plan_at_hand_ends_with_that_plan(monkeypatch):
    monkeypatch.setattr(child_module, "GRACE_SECONDS", 3)
    run = planned(hang_with_a_plan_at_hand, monkeypatch, seconds=1)
    assert (run.status, run.cut_short) == (Status.FEASIBLE, "time")
    assert list(wrong(WEEK, run)) == []


def test_a_solver_that_does_not_stop_when_asked_is_ended_and_its_plan_is_kept(monkeypatch):
    said = threading.Event()
    monkeypatch.setattr(child_module, "_Heard", lambda progress: heard(progress, said))
    run = planned(hang_with_a_plan_at_hand, monkeypatch, stop=said.is_set)
    assert (run.status, run.cut_short) == (Status.FEASIBLE, "cancelled")
    assert list(wrong(WEEK, run)) == []


def heard(progress, said: threading.Event):
    """What the child said, and word of the first plan of the week."""

    class Heard(_Heard):
        def __call__(self, one: Progress | Run) -> None:
            super().__call__(one)
            if self.best and self.best.plan and self.best.plan.instance_hash == WEEK.content_hash:
                said.set()

    return Heard(progress)


def test_an_error_of_ours_is_a_defect_even_with_a_plan_at_hand(monkeypatch):
    with pytest.raises(Defect) as caught:
        planned(fail_with_a_plan_at_hand, monkeypatch)
    assert caught.value.code == "solver_error"


# --- stops


def test_a_stop_before_the_solver_has_begun_is_no_plan(monkeypatch):
    begun = time.monotonic()
    run = planned(hang_from_the_start, monkeypatch, stop=lambda: True)
    assert run == Run(status=Status.OUT_OF_TIME, seconds=run.seconds, cut_short="cancelled")
    assert time.monotonic() - begun < WITHIN


def test_a_stop_at_any_moment_is_answered_soon_and_honestly():
    with ChildPlanner() as planner:
        for stop in stops(planner, WEEK, 50, seed=4711):
            assert list(wrong(WEEK, stop.run)) == []
            assert stop.took < WITHIN


def test_a_large_week_stops_while_its_rows_are_made():
    """Nothing is known yet, and the same process plans the next week."""
    with ChildPlanner() as planner:
        planner(town(), RULES, GOALS, seconds=20)
        wish = threading.Event()
        told: list[Progress] = []

        def hear(progress: Progress) -> None:
            told.append(progress)
            wish.set()

        begun = time.monotonic()
        run = planner(LONG, RULES, GOALS, seconds=60, stop=wish.is_set, progress=hear)
        assert (run.status, run.cut_short) == (Status.OUT_OF_TIME, "cancelled")
        assert time.monotonic() - begun < 2 * WITHIN
        assert {p.phase for p in told} <= {"rules", "rows"}
        assert planner(town(), RULES, GOALS, seconds=20, stop=lambda: False).status is Status.OPTIMAL


def test_progress_counts_from_when_the_planner_was_asked():
    told: list[Progress] = []
    with ChildPlanner() as planner:
        run = planner(town(), RULES, GOALS, seconds=20, progress=told.append)
    assert [p.seconds for p in told] == sorted(p.seconds for p in told)
    assert told[-1].points == run.points


# --- what it remembers


def weeks_remembered() -> int:
    """Asked of the child."""
    return len(child_module._memories)


def test_a_week_is_remembered_for_one_question_alone():
    with ChildPlanner() as planner:

        def remembered() -> int:
            answer = planner._child.run(weeks_remembered, seconds=20, memory_mb=500)
            assert isinstance(answer, Done)
            return answer.value

        alone = planner(town(), RULES, GOALS, seconds=20)
        assert remembered() == 0
        with planner.one_question() as asked:
            runs = [asked(town(), RULES, GOALS, seconds=20) for _ in range(2)]
            assert remembered() == 1
        assert remembered() == 0
        assert {run.plan for run in runs} == {alone.plan}


def counted(least: int, planner: Planner, watch: Watch[int]) -> list[Status]:
    """A search: so many plans of the same week, each told; a stop ends it."""
    found: list[Status] = []
    while len(found) < least and not watch.stop():
        found.append(planner(town(), RULES, GOALS, seconds=20).status)
        watch.so_far(len(found))
    return found


def hung(_planner: Planner, watch: Watch[int]) -> None:
    watch.so_far(1)
    time.sleep(600)


def test_a_search_of_many_plans_is_made_in_the_child_as_a_whole_and_tells_what_it_finds() -> None:
    heard: list[int] = []
    with ChildPlanner() as planner:
        assert planner.search(counted, 3, watch=Watch(so_far=heard.append)) == [Status.OPTIMAL] * 3
        first = pid(planner)
        assert heard == [1, 2, 3]
        some = planner.search(counted, 1 << 30, watch=Watch(lambda: len(heard) > 4, heard.append))
        assert 2 <= len(some) < 1 << 30
        assert pid(planner) == first


def test_a_search_that_hears_no_stop_is_ended_and_one_that_dies_is_a_defect() -> None:
    heard: list[int] = []
    with ChildPlanner() as planner:
        with pytest.raises(OutOfTime) as caught:
            planner.search(hung, watch=Watch(lambda: bool(heard), heard.append))
        assert caught.value.code == "stopped"
        with pytest.raises(Defect):
            planner.search(hung, watch=Watch(so_far=lambda _: os.kill(pid(planner), signal.SIGKILL)))
        assert planner(town(), RULES, GOALS, seconds=20).status is Status.OPTIMAL
