"""The caller outlives its child, whatever the child does. Nothing here is simulated: processes really die."""

import ctypes
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from placement import isolate
from placement.errors import InputError, Problem
from placement.isolate import Child, Done, Failed, run_isolated

QUOTED = "a name that must not travel"
MILD: dict[str, Any] = {"seconds": 20, "memory_mb": 200}
ROOT = Path(__file__).parent.parent


def run(function, *args, **settings):
    return run_isolated(function, *args, **{"seconds": 20, "memory_mb": 200} | settings)


# --- what children do ----------------------------------------------------------------------------


def add(a, b):
    return a + b


def who():
    return os.getpid()


def count_to(number, progress):
    for i in range(number):
        progress(i)
    return number


def talk_on_from_a_thread(progress):
    def talk():
        while True:
            progress("still here")

    threading.Thread(target=talk, daemon=True).start()
    time.sleep(0.05)
    return "ended"


def print_a_banner():
    os.write(1, b"engine 1.0\n" * 20_000)
    os.write(2, b"engine 1.0\n" * 20_000)
    return "quiet"


def fail():
    raise KeyError(QUOTED)


def leave():
    sys.exit(QUOTED)


def leave_hard(code):
    os._exit(code)


def die_by(number):
    os.kill(os.getpid(), number)
    time.sleep(30)


def follow_a_null_pointer():
    ctypes.string_at(0)


def take_memory(megabytes):
    return len(bytearray(megabytes << 20))


def take_memory_bit_by_bit():
    kept = []
    while True:
        kept.append("x" * 1000)


def bytes_of(megabytes):
    return bytes(megabytes << 20)


class Swells:
    """Nothing at home, many megabytes on the way."""

    def __init__(self, times):
        self.times = times

    def __reduce__(self):
        return (bytes, (bytes(self.times << 20),))


def swollen(megabytes):
    return Swells(megabytes)


def open_workbook(path):
    from python_calamine import load_workbook

    return len(load_workbook(path).get_sheet_by_index(0).to_python())


def hang_without_letting_go():
    # One call into C that keeps the interpreter to itself.
    re.match(r"(a+)+$", "a" * 60 + "b")


def burn():
    while True:
        pass


def burn_for(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return seconds


def make_a_closure():
    return lambda: QUOTED


class Unreadable:
    def __reduce__(self):
        return (int, (QUOTED,))


def unreadable():
    return Unreadable()


def count_until_asked(note, stop):
    count = 0
    while not stop():
        Path(note).write_text("counting")
        count += 1
        time.sleep(0.001)
    return count


def burn_deaf_to_stop(stop):  # noqa: ARG001
    burn()


def hang_deaf_to_stop(stop):  # noqa: ARG001
    hang_without_letting_go()


def die_deaf_to_stop(stop):
    while not stop():
        time.sleep(0.001)
    die_by(signal.SIGKILL)


def talk_until_killed(progress, stop):
    while True:
        progress(stop())


def is_asked(stop):
    time.sleep(0.2)
    return stop()


class OurError(Exception):
    pass


def refuse():
    raise OurError("Rooms, row 14")


def raise_input_error(problems):
    raise InputError(*problems)


def name_no_problem():
    raise InputError


def core_limit():
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)


def leave_a_grandchild_and_die(note):
    grandchild = subprocess.Popen(["sleep", "60"], close_fds=False)
    Path(note).write_text(str(grandchild.pid))
    die_by(signal.SIGKILL)


def write_pid_and_hang(note):
    Path(note).write_text(str(os.getpid()))
    time.sleep(60)


def is_loaded(module):
    return module in sys.modules


# --- what callers see ----------------------------------------------------------------------------


def test_a_result_comes_back():
    assert run(add, [1], [2]) == Done([1, 2])


def test_a_large_result_comes_back_whole():
    outcome = run(bytes_of, 40)
    assert isinstance(outcome, Done)
    assert outcome.value == bytes(40 << 20)


def test_what_the_child_prints_disturbs_nobody(capfd):
    assert run(print_a_banner) == Done("quiet")
    assert capfd.readouterr() == ("", "")


def test_progress_arrives_in_order_before_the_result():
    heard: list[int] = []
    assert run(count_to, 500, progress=heard.append) == Done(500)
    assert heard == list(range(500))


def test_a_thread_that_goes_on_talking_does_not_disturb_the_next_call():
    with Child() as child:
        assert child.run(talk_on_from_a_thread, seconds=20, memory_mb=200, progress=lambda _: None) == Done(
            "ended"
        )
        assert child.run(add, 1, 2, seconds=20, memory_mb=200) == Done(3)


def test_a_listener_that_fails_ends_the_child_and_is_heard():
    with Child() as child:
        before = child.run(who, seconds=20, memory_mb=200)
        with pytest.raises(ZeroDivisionError):
            child.run(count_to, 9, seconds=20, memory_mb=200, progress=lambda i: 1 // i)
        assert child.run(who, seconds=20, memory_mb=200) != before


def test_an_exception_is_named_but_its_text_stays_in_the_child():
    outcome = run(fail)
    assert outcome == Failed("error", "KeyError")
    assert QUOTED not in repr(outcome)


def test_the_place_of_an_exception_is_a_line_of_the_program():
    outcome = run(name_no_problem)
    assert isinstance(outcome, Failed)
    assert re.fullmatch(r"TypeError in placement\.errors, line \d+", outcome.detail)


def test_an_error_that_the_caller_knows_comes_back_whole():
    outcome = run(refuse, lets_through=(OurError,))
    assert isinstance(outcome, Failed)
    assert outcome.kind == "error"
    assert isinstance(outcome.error, OurError)
    assert str(outcome.error) == "Rooms, row 14"


def test_the_errors_of_the_project_survive_the_way():
    problems = (
        Problem("Rooms, row 14, beds", "−1 is below 0.", "Write 0 or more.", "too_low", {"least": 0}),
    )
    outcome = run(raise_input_error, problems, lets_through=(InputError,))
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, InputError)
    assert outcome.error.problems == problems
    assert str(outcome.error) == "Rooms, row 14, beds: −1 is below 0. Write 0 or more."


def test_an_exit_is_an_error_and_not_an_end():
    assert run(leave) == Failed("error", "SystemExit")


def test_a_child_that_ends_itself_is_a_crash():
    assert run(leave_hard, 0) == Failed("crash", "ended itself with code 0")
    assert run(leave_hard, 7) == Failed("crash", "ended itself with code 7")


@pytest.mark.parametrize("name", ["SIGABRT", "SIGKILL", "SIGSEGV", "SIGBUS", "SIGTERM"])
def test_a_child_that_a_signal_ends_is_a_crash(name):
    assert run(die_by, signal.Signals[name]) == Failed("crash", name)


def test_a_null_pointer_is_a_crash():
    assert run(follow_a_null_pointer) == Failed("crash", "SIGSEGV")


def test_a_huge_request_for_memory_is_refused():
    assert run(take_memory, 1_000_000) == Failed("memory", "refused by the limit")


def test_memory_taken_bit_by_bit_is_limited_too():
    assert run(take_memory_bit_by_bit, memory_mb=100) == Failed("memory", "refused by the limit")


def test_the_memory_limit_is_what_the_call_adds():
    assert run(take_memory, 150, memory_mb=200) == Done(150 << 20)
    assert run(take_memory, 250, memory_mb=200) == Failed("memory", "refused by the limit")


def test_a_small_workbook_that_asks_for_hundreds_of_gigabytes_stops_only_the_child(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "bomb.xlsx")
    assert (tmp_path / "bomb.xlsx").stat().st_size < 10_000
    outcome = run(open_workbook, str(tmp_path / "bomb.xlsx"), memory_mb=1000)
    assert outcome == Failed("crash", "SIGABRT")


@pytest.mark.parametrize("hang", [burn, hang_without_letting_go])
def test_a_hang_ends_when_the_time_is_up(hang):
    began = time.monotonic()
    assert run(hang, seconds=0.5) == Failed("time", "wall clock")
    assert time.monotonic() - began < 2


def test_processor_time_is_limited_apart_from_the_clock():
    assert run(burn, cpu_seconds=0.5) == Failed("time", "processor time")


def test_each_call_of_a_warm_child_has_its_own_processor_time():
    with Child() as child:
        for _ in range(3):
            assert child.run(burn_for, 0.7, seconds=20, memory_mb=200, cpu_seconds=1) == Done(0.7)


@pytest.mark.parametrize("hang", [burn, hang_without_letting_go])
def test_cancel_is_heard_at_once(hang):
    wish = threading.Event()
    timer = threading.Timer(0.3, wish.set)
    timer.start()
    began = time.monotonic()
    assert run(hang, cancelled=wish.is_set) == Failed("cancelled", "by the caller")
    assert time.monotonic() - began < 2


def test_a_function_that_is_asked_to_stop_hands_out_what_it_has(tmp_path):
    note = tmp_path / "note"
    outcome = run(count_until_asked, str(note), stop=note.exists)
    assert isinstance(outcome, Done)
    assert outcome.value > 0


def test_a_child_that_stopped_when_asked_is_still_there_and_the_next_call_is_not_asked():
    with Child() as child:
        first = child.run(who, seconds=20, memory_mb=200)
        assert child.run(is_asked, seconds=20, memory_mb=200, stop=lambda: True) == Done(value=True)
        assert child.run(is_asked, seconds=20, memory_mb=200, stop=lambda: False) == Done(value=False)
        assert child.run(who, seconds=20, memory_mb=200) == first


def test_a_stop_after_the_end_changes_nothing():
    with Child() as child:
        wish = threading.Event()
        assert child.run(is_asked, seconds=20, memory_mb=200, stop=wish.is_set) == Done(value=False)
        wish.set()
        assert child.run(add, 1, 2, seconds=20, memory_mb=200) == Done(3)


def test_a_stop_is_asked_for_once_however_often_it_is_wished():
    answers = iter([True])
    assert run(is_asked, stop=lambda: next(answers)) == Done(value=True)


def test_who_waits_for_another_call_to_end_can_stop_waiting():
    with Child() as child:
        other = threading.Thread(target=child.run, args=(burn_for, 2), kwargs=MILD)
        other.start()
        wait_until(child._one_call.locked)
        outcome = child.run(add, 1, 2, **MILD, stop=lambda: True)
        assert outcome == Failed("cancelled", "before it began")
        assert child.run(add, 1, 2, seconds=0.1, memory_mb=200) == Failed("time", "wall clock")
        other.join()
        assert child.run(add, 1, 2, **MILD) == Done(3)


@pytest.mark.parametrize("deaf", [hang_deaf_to_stop, burn_deaf_to_stop])
def test_who_does_not_stop_when_asked_is_killed_after_the_grace(deaf, monkeypatch):
    monkeypatch.setattr(isolate, "GRACE_SECONDS", 0.3)
    began = time.monotonic()
    assert run(deaf, stop=lambda: True) == Failed("cancelled", "did not stop when asked")
    assert time.monotonic() - began < 2


def test_who_talks_on_instead_of_stopping_is_killed_too(monkeypatch):
    monkeypatch.setattr(isolate, "GRACE_SECONDS", 0.3)
    heard: list[bool] = []
    outcome = run(talk_until_killed, stop=lambda: bool(heard), progress=heard.append)
    assert outcome == Failed("cancelled", "did not stop when asked")
    assert heard[-1] is True


def test_a_grace_does_not_prolong_the_time():
    assert run(burn_deaf_to_stop, seconds=0.3, stop=lambda: True) == Failed("time", "wall clock")


def test_whatever_a_child_dies_of_while_it_is_asked_to_stop_is_told():
    assert run(die_deaf_to_stop, stop=lambda: True) == Failed("crash", "SIGKILL")


def test_a_result_that_cannot_be_sent_is_an_error():
    outcome = run(make_a_closure)
    assert isinstance(outcome, Failed)
    assert outcome.kind == "error"
    assert outcome.detail.startswith("the result cannot be sent: ")


def test_a_result_that_cannot_be_read_is_an_error():
    assert run(unreadable) == Failed("error", "the answer cannot be read: ValueError")


def test_a_result_above_the_limit_is_not_taken_in():
    outcome = run(swollen, 30, memory_mb=20)
    assert outcome == Failed("memory", "the result is larger than the limit")


def test_a_function_that_no_other_process_can_find_is_refused_before_a_start():
    with pytest.raises(ValueError, match="must be a function of a module"):
        run(lambda: None)


def test_a_warm_child_stays_the_same_until_it_fails():
    with Child() as child:
        first = child.run(who, seconds=20, memory_mb=200)
        assert child.run(fail, seconds=20, memory_mb=200) == Failed("error", "KeyError")
        assert child.run(who, seconds=20, memory_mb=200) == first
        assert child.run(die_by, signal.SIGKILL, seconds=20, memory_mb=200) == Failed("crash", "SIGKILL")
        second = child.run(who, seconds=20, memory_mb=200)
        assert isinstance(second, Done)
        assert second != first


def test_a_warm_child_that_was_killed_while_idle_is_replaced():
    with Child() as child:
        first = child.run(who, seconds=20, memory_mb=200)
        assert isinstance(first, Done)
        os.kill(first.value, signal.SIGKILL)
        wait_until(lambda: child._running is None or child._running.death() is not None)
        assert isinstance(child.run(who, seconds=20, memory_mb=200), Done)


def test_modules_can_be_loaded_ahead():
    with Child("colorsys", "a.module.that.is.missing") as child:
        assert child.run(is_loaded, "colorsys", seconds=20, memory_mb=200) == Done(value=True)
    assert run(is_loaded, "colorsys") == Done(value=False)


def test_no_core_file_is_left():
    assert run(core_limit) == Done((0, 0))


def test_what_the_child_started_ends_with_it(tmp_path):
    note = tmp_path / "pid"
    began = time.monotonic()
    assert run(leave_a_grandchild_and_die, str(note)) == Failed("crash", "SIGKILL")
    assert time.monotonic() - began < 5
    wait_until(lambda: is_gone(int(note.read_text())))


def test_the_child_ends_when_the_caller_is_killed(tmp_path):
    note = tmp_path / "pid"
    script = (
        "from placement.isolate import run_isolated; from tests.test_isolate import write_pid_and_hang;"
        f"run_isolated(write_pid_and_hang, {str(note)!r}, seconds=60, memory_mb=200)"
    )
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    wait_until(lambda: note.exists() and note.read_text() != "")
    caller.kill()
    caller.wait()
    wait_until(lambda: is_gone(int(note.read_text())))


def test_fifty_kills_at_any_moment_leave_the_caller_unharmed():
    moments = random.Random(4711)
    seen = set()
    for _ in range(50):
        with Child() as child:
            running = child._running
            assert running is not None
            killer = threading.Timer(
                moments.uniform(0, 0.12), os.kill, (running._process.pid, signal.SIGKILL)
            )
            killer.start()
            outcome = child.run(
                count_to, 300, seconds=20, memory_mb=200, progress=lambda _: time.sleep(0.0005)
            )
            killer.join()
            assert outcome in (Done(300), Failed("crash", "SIGKILL"))
            seen.add(type(outcome))
            assert child.run(add, 1, 2, seconds=20, memory_mb=200) == Done(3)
    assert Failed in seen


def wait_until(holds, seconds=10):
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
