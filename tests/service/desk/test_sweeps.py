"""A sweep as a job: asked for once, stopped and taken up again, told in sums alone, and nothing of anybody in it."""

import io
import json
import re
import time

import openpyxl
import pytest
from sqlalchemy import update

from placement.domain.scenario import Close, Scenario
from placement.errors import InputError, Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.futures import as_it_is, ask_for_futures, known, stop_futures
from placement.service.desk.jobs import FUTURES, latest
from placement.service.desk.runner import Runner
from placement.service.desk.sweep_file import sweep_html, sweep_workbook
from placement.service.desk.sweep_view import sweep_view
from placement.service.desk.sweep_work import SweepWork
from placement.service.desk.sweeps import MOST_WEEKS, Asked, ask_for_sweep, seconds_for, sweep_of, sweeps_made
from placement.service.failures import say_error
from placement.service.future_summary import sample_of
from placement.service.simulating import future_of, world
from placement.simulation.generate import generate
from placement.simulation.levers import Lever
from placement.store import audit, jobs
from placement.store.schema import job
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, UNN, new_desk
from tests.service.desk.leaving import there

WEEK = generate("S", 5)
UNIT = WEEK.units[0].alias
SEED, WEEKS, TIMES = 1, 2, 3
HOW = {"weeks": WEEKS, "replications": TIMES, "seed": SEED}
TWO = Asked.of((), HOW, (Lever("arrivals", ("100", "150")), Lever("stays", ("100", "120"))))
ONE = Asked.of((), HOW, (Lever("arrivals", ("100", "150")),))


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def of(desk, asked=ONE):
    return there(sweep_of(desk, asked.key))


def take(desk):
    with desk.store.writing() as tx:
        return jobs.take(tx.connection, FUTURES, "test", at=tx.at)


def end(desk, job, said, state=jobs.STOPPED):
    with desk.store.writing() as tx:
        jobs.end(tx.connection, job.id, state, at=tx.at, progress=said)


def worked(desk, asked=ONE):
    with Runner(desk):
        until = time.monotonic() + 120
        while of(desk, asked).job.is_open:
            assert time.monotonic() < until, "nobody did the work"
            time.sleep(0.1)
    return of(desk, asked)


def directly(scenario):
    changed = world(WEEK, scenario)
    return [sample_of(future_of(changed, scenario, number)) for number in range(TIMES)]


def nothing(_said):
    pass


def test_each_step_has_the_figures_of_its_own_world_and_is_asked_for_once(desk):
    assert ask_for_sweep(desk, MONA, TWO)
    assert ask_for_sweep(desk, KARI, TWO) is None
    made = worked(desk, TWO)
    assert (made.job.state, made.is_whole, made.is_stale, made.done) == (jobs.DONE, True, False, 4 * TIMES)
    found = made.job.progress["found"]
    for point in TWO.points:
        mine, samples = found[point.scenario.future_hash(0)], directly(point.scenario)
        for name, numbers in mine["figures"].items():
            assert numbers == [one["figures"][name][0] for one in samples]
    assert ask_for_sweep(desk, MONA, TWO) is None
    assert [one.asked.key for one in sweeps_made(desk)] == [TWO.key]
    assert latest(desk) == []
    assert desk.now().instance.content_hash == WEEK.content_hash


def test_a_sweep_that_was_stopped_or_lost_goes_on_and_comes_to_the_same(desk):
    ask_for_sweep(desk, MONA, ONE)
    job = take(desk)
    work = SweepWork(desk, job, lambda: work.said["done"] >= 1, nothing)
    assert not work.run()
    assert 1 <= work.said["done"] < 2 * TIMES
    end(desk, job, json.loads(json.dumps(work.said)))
    before = of(desk).done
    assert not of(desk).is_whole
    ask_for_sweep(desk, KARI, ONE)
    job = take(desk)
    assert SweepWork(desk, job, lambda: True, nothing).said["done"] == before
    end(desk, job, {}, jobs.ORPHANED)
    ask_for_sweep(desk, MONA, ONE)
    found = worked(desk).job.progress["found"]
    for point in ONE.points:
        numbers = found[point.scenario.future_hash(0)]["figures"]["unmet_all"]
        assert numbers == [one["figures"]["unmet_all"][0] for one in directly(point.scenario)]


def test_what_was_simulated_of_a_scenario_is_not_simulated_again_for_a_sweep(desk):
    shut = Scenario(name="Stengt", cards=(Close(unit=UNIT, since=WEEK.as_of),), **HOW)
    carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=shut, by=MONA))
    ask_for_futures(desk, MONA, ("S-1",))
    with Runner(desk):
        until = time.monotonic() + 120
        while not there(known(desk, shut)).is_whole or not there(known(desk, as_it_is(shut))).is_whole:
            assert time.monotonic() < until
            time.sleep(0.1)
    ask_for_sweep(desk, MONA, ONE)
    assert SweepWork(desk, take(desk), lambda: True, nothing).said["done"] == TIMES


def test_a_stop_is_heard_and_keeps_what_is_known(desk):
    many = Asked.of((), {**HOW, "replications": 500}, ONE.levers)
    number = there(ask_for_sweep(desk, MONA, many))
    with Runner(desk):
        until = time.monotonic() + 60
        while of(desk, many).done < 2:
            assert time.monotonic() < until
            time.sleep(0.1)
        stop_futures(desk, KARI, (number,))
        until = time.monotonic() + 10
        while of(desk, many).job.is_open:
            assert time.monotonic() < until, "it goes on"
            time.sleep(0.1)
    made = of(desk, many)
    assert made.job.state == jobs.STOPPED
    assert "of 500 futures asked for" in sweep_view(desk, MONA, made, "en").sampled


@pytest.mark.parametrize("login", [EVA, ARE, UNN, ADMIN])
def test_who_may_not_ask_what_if_neither_asks_nor_reads(desk, login):
    with pytest.raises(Refused):
        ask_for_sweep(desk, login, ONE)
    ask_for_sweep(desk, MONA, ONE)
    with pytest.raises(Refused):
        sweep_view(desk, login, of(desk), "nb")
    with pytest.raises(Refused):
        sweep_html(desk, login, of(desk), "nb")


@pytest.mark.parametrize(
    ("levers", "how", "said"),
    [
        ((Lever("arrivals", ("100",)),), HOW, "There is only one point"),
        ((Lever("arrivals", ("100", "none")),), HOW, "There is only one point"),
        ((Lever("wishes", ("1", "2")),), HOW, "There is no lever wishes"),
        ((Lever("arrivals", ("100", "many")),), HOW, "The lever arrivals has no value many"),
        ((Lever(f"beds:{UNIT}", ("0", "-90")),), HOW, "has only"),
        ((Lever("arrivals", ("100", "150")),), {**HOW, "replications": MOST_WEEKS}, "too many for one sweep"),
    ],
)
def test_what_cannot_be_swept_is_told_before_anything_begins(desk, levers, how, said):
    with pytest.raises(InputError) as refused:
        ask_for_sweep(desk, MONA, Asked.of((), how, levers))
    told = say_error(refused.value, "en")[0]
    assert said in told
    assert told[0].isupper()
    assert sweeps_made(desk) == ()


def test_how_long_it_takes_is_as_long_as_the_last_one_took(desk):
    guess = seconds_for(desk, 1000)
    assert guess > 0
    ask_for_sweep(desk, MONA, ONE)
    pace = worked(desk).job.progress["pace"]
    assert seconds_for(desk, 1000) == round(1000 * pace)


def test_once_the_week_has_changed_it_can_be_asked_again(desk):
    ask_for_sweep(desk, MONA, ONE)
    worked(desk)
    carry_out(desk, KARI, SetFields(table="units", key=UNIT, fields={"cost_per_night": 4711}))
    assert of(desk).is_stale
    assert ask_for_sweep(desk, MONA, ONE)


@pytest.mark.parametrize("lever", [["gone", ["1"]], ["arrivals", ["x"]], {"another": "form"}])
def test_a_sweep_of_another_version_of_the_program_is_left_out(desk, lever):
    ask_for_sweep(desk, MONA, ONE)
    number = there(ask_for_sweep(desk, MONA, TWO))
    asked = {**of(desk, TWO).job.params["asked"], "levers": [lever]}
    params = {**of(desk, TWO).job.params, "asked": asked}
    with desk.store.writing() as tx:
        tx.connection.execute(update(job).where(job.c.id == number).values(params=json.dumps(params)))
    assert [one.asked.key for one in sweeps_made(desk)] == [ONE.key]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_files_hold_sums_alone_and_what_is_of_few_is_not_told(desk, lang):
    ask_for_sweep(desk, MONA, ONE)
    with pytest.raises(CannotDo):
        sweep_html(desk, MONA, of(desk), lang)
    made = worked(desk)
    row = json.loads(json.dumps(made.job.progress))
    for one in row["found"].values():
        one["figures"]["hotel"], one["households"]["hotel"] = [7.0] * TIMES, [4] * TIMES
    made = made._replace(job=made.job._replace(progress=row))
    inside = sweep_view(desk, MONA, made, lang)
    hotel = next(one for one in inside.rows if one.name == "hotel")
    assert hotel.cells[0].band == "7"
    page = sweep_html(desk, KARI, made, lang).decode()
    book = openpyxl.load_workbook(io.BytesIO(sweep_workbook(desk, MONA, made, lang)))
    cells = [cell for sheet in book for line in sheet for cell in line if cell.value is not None]
    assert all(cell.data_type in {"s", "n"} for cell in cells)
    told = page + " ".join(str(cell.value) for cell in cells)
    assert ("oppgis ikke" if lang == "nb" else "not to be told") in told
    people = [h.alias for h in WEEK.households] + [p.alias for h in WEEK.households for p in h.members]
    assert not any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", told) for one in people)
    with desk.store.reading() as connection:
        assert audit.times(connection, "export_scenarios") == 2
