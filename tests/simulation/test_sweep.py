"""A sweep simulates every future once and keeps it at once; how it is carried out changes no byte of the results."""

import os
import sys
from contextlib import contextmanager
from types import ModuleType

import pytest

from placement.domain.scenario import Arrivals, Beds, Scenario
from placement.errors import Defect, InputError
from placement.service import simulating
from placement.service.failures import say_problem
from placement.simulation import sweep as module
from placement.simulation.generate import generate
from placement.simulation.kept import Kept, packed, unpacked
from placement.simulation.sweep import Progress, sweep, task_of, tasks_of
from tests.simulation.futures_made_up import WAIT, die_at_third, fail_at_third, simulate
from tests.worlds import day, town

BASE = town()
SCENARIOS = tuple(
    Scenario(name="Senger", weeks=3, replications=4, cards=(Beds(unit="Nord", change=n),) if n else ())
    for n in range(3)
)


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def swept(folder, scenarios=SCENARIOS, simulate=simulate, **how):
    """Carry it out; what was told."""
    told: list[Progress] = []
    done = sweep(BASE, tasks_of(BASE, scenarios), simulate, Kept(folder), tell=told.append, **how)
    assert done is (told[-1].done == told[-1].of)
    return told


@contextmanager
def cluster_of_two():
    """A cluster whose processes do not run again what the main module is: after a page was tested it is that page."""
    from distributed import LocalCluster

    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as made:
            yield made
    finally:
        sys.modules["__main__"] = main


@pytest.fixture(scope="module")
def cluster():
    """The address of a cluster of two processes."""
    with cluster_of_two() as made:
        yield made.scheduler_address


def test_every_future_is_simulated_once_and_can_be_read(tmp_path):
    told = swept(tmp_path)
    assert [progress.done for progress in told] == list(range(13))
    assert told[0].seconds_left is None
    assert told[-1].seconds_left == 0
    kept = Kept(tmp_path)
    for scenario in SCENARIOS:
        for n in range(4):
            assert kept.get(task_of(BASE, scenario, n).key) == tuple(simulate(BASE, scenario, n))


def test_one_process_two_and_a_cluster_of_two_give_the_same_bytes(tmp_path, cluster):
    swept(tmp_path / "one", workers=1)
    swept(tmp_path / "two", workers=2)
    swept(tmp_path / "cluster", cluster=cluster)
    assert len(files(tmp_path / "one")) == 12
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "cluster")


def test_the_real_simulation_gives_the_same_bytes_in_one_process_in_two_and_on_a_cluster_of_two(
    tmp_path, cluster
):
    week = generate("S", 4)
    scenario = Scenario(name="a", cards=(Arrivals(percent=150),), weeks=3, replications=3)
    tasks = tasks_of(week, [scenario.but(cards=()), scenario])
    for name, how in {"one": {"workers": 1}, "two": {"workers": 2}, "cluster": {"cluster": cluster}}.items():
        assert sweep(week, tasks, simulating.simulate, Kept(tmp_path / name), **how)
    assert len(files(tmp_path / "one")) == 6
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "cluster")


def test_the_futures_of_one_number_come_before_those_of_the_next():
    assert [task.replication for task in tasks_of(BASE, SCENARIOS)] == [
        n for n in range(4) for _ in SCENARIOS
    ]


def test_points_with_the_same_cards_share_their_futures():
    twice = (SCENARIOS[1], SCENARIOS[1].but(name="En til"))
    assert len(tasks_of(BASE, twice)) == 4


def test_another_sweep_uses_the_futures_that_both_have(tmp_path):
    swept(tmp_path, SCENARIOS[:2])
    more = (SCENARIOS[1].but(replications=6), SCENARIOS[2])
    told = swept(tmp_path, more)
    assert told[0].reused == 4
    assert told[-1] == (10, 10, 4, 0.0)


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 2},
        {"weeks": 4},
        {"warm_up": 1},
        {"cards": (Arrivals(percent=120),)},
    ],
)
def test_a_future_of_something_else_is_another(other):
    assert task_of(BASE, SCENARIOS[0], 0).key != task_of(BASE, SCENARIOS[0].but(**other), 0).key


def test_another_week_another_number_and_another_program_are_other_futures(monkeypatch):
    first = task_of(BASE, SCENARIOS[0], 0).key
    assert first != task_of(BASE.but(as_of=day(1)), SCENARIOS[0], 0).key
    assert first != task_of(BASE, SCENARIOS[0], 1).key
    monkeypatch.setattr(module, "program", lambda: "another")
    assert first != task_of(BASE, SCENARIOS[0], 0).key


@pytest.mark.parametrize("workers", [1, 2])
def test_who_cancels_keeps_what_is_done_and_the_rest_is_made_later(tmp_path, workers):
    swept(tmp_path / "whole")
    told = swept(tmp_path / "part", workers=workers, cancelled=lambda: len(files(tmp_path / "part")) >= 5)
    assert told[-1].done == 5
    assert files(tmp_path / "part").items() < files(tmp_path / "whole").items()
    assert swept(tmp_path / "part", workers=workers)[0].reused == 5
    assert files(tmp_path / "part") == files(tmp_path / "whole")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_future_that_fails_is_told_and_not_left_out(tmp_path, workers):
    with pytest.raises(RuntimeError, match="third"):
        swept(tmp_path / "part", simulate=fail_at_third, workers=workers)
    swept(tmp_path / "whole")
    assert files(tmp_path / "part").items() <= files(tmp_path / "whole").items()


def test_a_process_that_is_ended_is_told_and_what_is_done_stays(tmp_path):
    swept(tmp_path, [one.but(replications=2) for one in SCENARIOS])
    with pytest.raises(Defect) as told:
        swept(tmp_path, simulate=die_at_third, workers=2)
    assert told.value.code == "sweep_process_ended"
    assert swept(tmp_path)[0].reused >= 6


def test_a_cluster_whose_processes_die_over_a_future_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SILENT_SECONDS", 3.0)
    with cluster_of_two() as made, pytest.raises(Defect) as told:
        swept(tmp_path, simulate=die_at_third, cluster=made.scheduler_address)
    assert told.value.code == "sweep_cluster_lost"


def test_a_cluster_that_is_gone_is_told_in_one_sentence_and_what_is_done_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SILENT_SECONDS", 5.0)
    monkeypatch.setenv(WAIT, "0.3")
    with cluster_of_two() as made:

        def gone(progress):
            if progress.done == 2:
                made.close(timeout=5)

        with pytest.raises(Defect) as told:
            sweep(
                BASE,
                tasks_of(BASE, SCENARIOS),
                simulate,
                Kept(tmp_path),
                cluster=made.scheduler_address,
                tell=gone,
            )
    assert told.value.code == "sweep_cluster_lost"
    monkeypatch.setenv(WAIT, "0")
    assert swept(tmp_path)[0].reused >= 2


@pytest.mark.parametrize("damage", ["cut", "empty", "flipped", "another", "text"])
def test_a_damaged_file_is_noticed_and_made_again(tmp_path, damage):
    swept(tmp_path)
    whole = files(tmp_path)
    name, other, *_ = whole
    path, content = tmp_path / name, whole[name]
    at = len(content) // 2
    path.write_bytes(
        {
            "cut": content[:at], "empty": b"", "another": whole[other], "text": b"not packed",
            "flipped": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
        }[damage]
    )  # fmt: skip
    assert Kept(tmp_path).get(path.name.split(".")[0]) is None
    assert swept(tmp_path)[0].reused == 11
    assert files(tmp_path) == whole


def test_no_flipped_bit_goes_unseen_where_it_changes_a_record():
    records = tuple(simulate(BASE, SCENARIOS[0], 0))
    content = packed("key", records)
    for at in range(len(content)):
        for bit in range(8):
            spoilt = content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :]
            try:
                assert unpacked("key", spoilt) == records
            except ValueError:
                continue


def test_a_file_left_half_written_counts_as_nothing(tmp_path):
    swept(tmp_path)
    (tmp_path / ".new-left").write_bytes(b"half")
    assert swept(tmp_path)[-1] == (12, 12, 12, 0.0)


def test_a_cluster_that_runs_another_program_is_refused(tmp_path):
    tasks = [task._replace(program="another") for task in tasks_of(BASE, SCENARIOS)]
    with pytest.raises(InputError) as told:
        sweep(BASE, tasks, simulate, Kept(tmp_path))
    assert told.value.problems[0].code == "sweep_other_program"
    assert files(tmp_path) == {}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "no-such-host.invalid:1"])
def test_where_no_cluster_answers_it_says_so(tmp_path, monkeypatch, address):
    monkeypatch.setattr("placement.simulation.processes.SECONDS_TO_CONNECT", 1)
    with pytest.raises(InputError) as told:
        swept(tmp_path, cluster=address)
    assert told.value.problems[0].code == "sweep_no_cluster"
    assert told.value.problems[0].where == address
    assert len({say_problem(told.value.problems[0], lang) for lang in ("nb", "en")}) == 2


def test_only_the_processes_of_a_cluster_simulate_for_it(tmp_path, cluster):
    swept(tmp_path, simulate=with_process, cluster=cluster)
    kept = Kept(tmp_path)
    found = [kept.get(task.key) for task in tasks_of(BASE, SCENARIOS)]
    made = {records[0].points for records in found if records}
    assert os.getpid() not in made
    assert 1 <= len(made) <= 2


def with_process(base, scenario, replication):
    """Points that say which process it was."""
    return (next(iter(simulate(base, scenario, replication))).but(points=os.getpid()),)
