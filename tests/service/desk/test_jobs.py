"""Long work is a row: done, stopped, failed or orphaned, and whatever happens to it, other work goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from placement.domain.plan import Plan
from placement.domain.run import Progress
from placement.errors import Defect, Refused
from placement.service.child import ChildPlanner
from placement.service.desk import jobs, pulse
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow, SetFields
from placement.service.desk.jobs import ahead, ask_for_plan, latest, look, recover, stop
from placement.service.desk.open import open_desk
from placement.service.desk.runner import Runner
from placement.service.planning import check_plan, derived
from placement.simulation.generate import TENSE, generate
from placement.solver import solve
from placement.store import audit, connection, plans
from placement.store import jobs as rows
from tests.service.desk.desks import ADMIN, EVA, KARI, MONA, OLA, InProcess, new_desk
from tests.worlds import town, vary

WEEK = generate("S", 5)
PATIENCE = 60.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "desk"


@pytest.fixture
def desk(folder):
    made = new_desk(folder, WEEK)
    yield made
    made.close()


@pytest.fixture
def other(desk):
    """The same desk, as another process has it open."""
    opened = open_desk(desk.store.anchor.path.with_suffix(""), None)
    yield opened
    opened.close()


def here(instance, rules, goals, **options):
    return solve(instance, rules, goals, **options)


def seen(desk, number):
    one = look(desk, number)
    assert one is not None
    return one


def runner(desk, planner=here):
    return Runner(desk, lambda: nullcontext(planner), lambda: nullcontext(InProcess(planner)))


class Slow:
    """A planner that waits until it is let go, or asked to stop."""

    def __init__(self):
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, instance, rules, goals, *, stop=None, progress=None, **options):
        if progress:
            progress(Progress(phase="stages", placed=3))
        self.begun.set()
        while not self.go.is_set() and not (stop and stop()):
            time.sleep(0.02)
        return here(instance, rules, goals, **options)


def until(what):
    """Wait for it."""
    patience = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < patience, "it never came"
        time.sleep(0.02)
    return found


def ended(desk, number):
    def closed():
        one = seen(desk, number)
        return None if one.is_open else one

    return until(closed)


def kept_plan(desk, one):
    assert one.plan is not None
    with desk.store.reading() as reader:
        row = plans.get(reader, one.plan)
    assert row is not None
    return row


def is_judged_draft(desk, one):
    row = kept_plan(desk, one)
    review = check_plan(derived(desk.at(row.change).instance), Plan.model_validate_json(row.body))
    return (row.state, review.breaches) == ("draft", ())


# -- done


def test_a_job_is_done_by_a_child_and_its_plan_is_a_judged_draft(desk):
    with Runner(desk):
        number = ask_for_plan(desk, KARI, seconds=20)
        one = ended(desk, number)
    assert (one.state, one.error, one.by, one.kind) == ("done", None, KARI, "plan")
    assert is_judged_draft(desk, one)
    assert kept_plan(desk, one).change == one.change
    assert Progress.model_validate(one.progress).phase == "judging"
    with desk.store.reading() as reader:
        assert [line.action for line in audit.lines(reader)][-2:] == ["start_job", "keep_plan"]


def test_a_plan_is_made_of_the_facts_as_they_are_when_its_turn_comes(desk):
    number = ask_for_plan(desk, KARI, seconds=20)
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    with runner(desk):
        one = ended(desk, number)
    assert kept_plan(desk, one).change == one.change + 1
    assert is_judged_draft(desk, one)


def test_jobs_queue_and_each_is_told_how_many_are_ahead(desk):
    slow = Slow()
    with runner(desk, slow):
        first, second = ask_for_plan(desk, KARI, seconds=20), ask_for_plan(desk, OLA, seconds=20)
        until(slow.begun.is_set)
        assert (ahead(desk, seen(desk, first)), ahead(desk, seen(desk, second))) == (0, 1)
        assert [seen(desk, n).state for n in (first, second)] == ["running", "waiting"]
        slow.go.set()
        ended(desk, first)
        assert ahead(desk, seen(desk, second)) == 0
        assert ended(desk, second).state == "done"
    assert [one.id for one in latest(desk)] == [second, first]


def test_whoever_opens_the_desk_anew_sees_the_job_as_it_is(desk, other):
    slow = Slow()
    with runner(desk, slow):
        number = ask_for_plan(desk, KARI, seconds=20)
        one = until(lambda: (found := look(other, number)) and found.progress and found)
        assert (one.state, one.progress["phase"], one.progress["placed"]) == ("running", "stages", 3)
        stop(other, OLA, number)
        assert ended(other, number).state == "done"  # proved best, though it was to stop


def test_what_waited_when_the_program_was_closed_is_done_when_it_is_opened(desk):
    number = ask_for_plan(desk, KARI, seconds=20)
    with runner(desk):
        assert ended(desk, number).state == "done"


# -- refused


@pytest.mark.parametrize("login", [EVA, MONA, ADMIN, "nobody"])
def test_who_may_not_plan_is_refused(desk, login):
    number = ask_for_plan(desk, KARI, seconds=20)
    with pytest.raises(Refused):
        ask_for_plan(desk, login, seconds=20)
    with pytest.raises(Refused):
        stop(desk, login, number)
    assert [one.id for one in latest(desk)] == [number]


def test_who_may_plan_no_longer_when_it_is_done_gets_no_plan(desk):
    slow = Slow()
    with runner(desk, slow):
        number = ask_for_plan(desk, KARI, seconds=20)
        until(slow.begun.is_set)
        carry_out(desk, ADMIN, SetFields(table="users", key=KARI, fields={"active": False}))
        slow.go.set()
        one = ended(desk, number)
    assert (one.state, one.error, one.plan) == ("failed", "refused_login", None)


# -- stopped


def test_what_only_waits_ends_at_once_when_it_is_stopped(desk):
    number = ask_for_plan(desk, KARI, seconds=20)
    stop(desk, OLA, number)
    one = seen(desk, number)
    assert (one.state, one.plan) == ("stopped", None)
    with pytest.raises(CannotDo, match="ended"):
        stop(desk, OLA, number)


def test_a_stop_before_there_is_any_plan_ends_without_one(desk):
    with Runner(desk):
        number = ask_for_plan(desk, KARI, seconds=60)
        until(lambda: seen(desk, number).state == "running")
        stop(desk, KARI, number)
        one = ended(desk, number)
    assert one.state == "stopped" or is_judged_draft(desk, one)
    assert one.plan is not None or one.error == "stopped"


def test_a_stop_on_the_way_keeps_the_best_plan_so_far_within_seconds(tmp_path):
    desk = new_desk(tmp_path / "m", generate("M", 2, beds=TENSE))
    with Runner(desk):
        number = ask_for_plan(desk, KARI, seconds=120)
        until(lambda: seen(desk, number).progress.get("placed"))
        begun = time.monotonic()
        stop(desk, KARI, number)
        one = ended(desk, number)
        took = time.monotonic() - begun
    assert one.state in ("stopped", "done")
    assert is_judged_draft(desk, one)
    assert took < 15  # 2 s, and as much again for a machine that has other things to do
    desk.close()


def test_a_program_that_closes_stops_its_job_and_keeps_what_there_is(desk):
    slow = Slow()
    with runner(desk, slow):
        number = ask_for_plan(desk, KARI, seconds=20)
        until(slow.begun.is_set)
    assert is_judged_draft(desk, seen(desk, number))


# -- failed


def test_an_impossible_week_ends_as_failed_with_a_code(tmp_path):
    pins = [{"household": who, "place": "S2"} for who in ("Orrfugl-1", "Lerke-2")]
    desk = new_desk(tmp_path / "town", vary(town(), {"pins": pins}))
    with runner(desk):
        one = ended(desk, ask_for_plan(desk, KARI, seconds=20))
    assert (one.state, one.error, one.plan) == ("failed", "pins_clash", None)
    desk.close()


def broken(*_, **__):
    raise RuntimeError("Kari Nordmann, Storgata 1")


def defect(*_, **__):
    raise Defect("no", code="no_answer")


@pytest.mark.parametrize(("planner", "code"), [(broken, "defect"), (defect, "no_answer")])
def test_a_planner_that_breaks_fails_its_job_alone(desk, planner, code):
    calls = iter([planner])

    def first_broken(*args, **options):
        return next(calls, here)(*args, **options)

    with runner(desk, first_broken):
        first, second = ask_for_plan(desk, KARI, seconds=20), ask_for_plan(desk, KARI, seconds=20)
        assert ended(desk, second).state == "done"
    assert (seen(desk, first).state, seen(desk, first).error) == ("failed", code)
    assert "Nordmann" not in str(seen(desk, first))


def test_a_solver_that_is_killed_fails_its_job_alone_and_the_next_has_a_new_one(desk):
    with ChildPlanner() as planner, runner(desk, planner):
        number = ask_for_plan(desk, KARI, seconds=60)
        until(lambda: seen(desk, number).state == "running" and planner._child._running)
        running = planner._child._running
        assert running is not None
        os.kill(running._process.pid, signal.SIGKILL)
        one = ended(desk, number)
        assert (one.state, one.error) == ("failed", "solver_crash") or is_judged_draft(desk, one)
        assert ended(desk, ask_for_plan(desk, KARI, seconds=20)).state == "done"


def test_a_job_whose_end_cannot_be_written_leaves_no_plan(desk, monkeypatch):
    real = rows.end

    def fails(reader, number, state, **more):
        if more.get("plan"):
            raise Refused("at the last moment", code="refused")
        real(reader, number, state, **more)

    monkeypatch.setattr(rows, "end", fails)
    with runner(desk):
        one = ended(desk, ask_for_plan(desk, KARI, seconds=20))
    assert (one.state, one.plan) == ("failed", None)
    with desk.store.reading() as reader:
        assert plans.every(reader) == []


# -- the heart


def test_work_that_says_nothing_for_long_is_no_orphan(desk, other, monkeypatch):
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(jobs, "SILENT_SECONDS", 1.0)

    def mute(instance, rules, goals, **options):
        time.sleep(2.5)
        return here(instance, rules, goals, seconds=options["seconds"])

    with runner(desk, mute):
        number = ask_for_plan(desk, KARI, seconds=20)
        patience = time.monotonic() + 2
        while time.monotonic() < patience:
            assert recover(other) == []
            time.sleep(0.1)
        assert ended(desk, number).state == "done"


def test_somebody_who_writes_for_long_fails_no_job(desk, other, monkeypatch):
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    desk.store.engine.dispose()
    slow = Slow()
    with runner(desk, slow):
        number = ask_for_plan(desk, KARI, seconds=20)
        until(slow.begun.is_set)
        with other.store.writing():
            time.sleep(1)
            slow.go.set()
            time.sleep(1)
        assert ended(desk, number).state == "done"
        assert ended(desk, ask_for_plan(desk, KARI, seconds=20)).state == "done"


def test_who_was_taken_for_dead_leaves_no_plan_behind(desk, other):
    slow = Slow()
    with runner(desk, slow):
        number = ask_for_plan(desk, KARI, seconds=20)
        until(slow.begun.is_set)
        assert recover(other, now=datetime.now(UTC) + timedelta(hours=1)) == [number]
        until(lambda: seen(desk, number).state == "orphaned")
        slow.go.set()
        assert ended(desk, ask_for_plan(desk, KARI, seconds=20)).state == "done"
    assert (seen(desk, number).state, seen(desk, number).plan) == ("orphaned", None)
    with desk.store.reading() as reader:
        assert len(plans.every(reader)) == 1


DIES = """
import sys, time
from contextlib import nullcontext
from pathlib import Path
from placement.service.desk.runner import Runner
from placement.service.desk.open import open_desk
def forever(*_, **__):
    time.sleep(600)
with Runner(open_desk(Path(sys.argv[1]), None), lambda: nullcontext(forever)):
    time.sleep(600)
"""


def test_the_job_of_a_process_that_was_killed_is_an_orphan_and_new_work_goes_on(desk, folder, monkeypatch):
    monkeypatch.setattr(jobs, "SILENT_SECONDS", 2.0)
    number = ask_for_plan(desk, KARI, seconds=20)
    process = subprocess.Popen([sys.executable, "-c", DIES, str(folder)])
    until(lambda: seen(desk, number).state == "running")
    process.send_signal(signal.SIGKILL)
    process.wait()
    next_one = ask_for_plan(desk, OLA, seconds=20)
    with runner(desk):
        assert ended(desk, next_one).state == "done"
        one = ended(desk, number)
    assert (one.state, one.error, one.plan) == ("orphaned", "orphaned", None)
