"""The weeks to come of a scenario: a job that nobody's page has to stay open for, and what it finds."""

import json
import time

import pytest

from placement.domain.scenario import Arrivals, Close, Scenario
from placement.errors import InputError, Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.forgetting import erase, grant_erasure
from placement.service.desk.future_work import FutureWork
from placement.service.desk.futures import alike, as_it_is, ask_for_futures, known, stop_futures
from placement.service.desk.jobs import FUTURES, SCENARIO, latest
from placement.service.desk.runner import Runner
from placement.service.future_summary import SHOWN, added, sample_of
from placement.service.simulating import future_of, world
from placement.simulation.generate import generate
from placement.store import jobs
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, OLA, UNN, new_desk
from tests.service.desk.leaving import housed, leaves, there

WEEK = generate("S", 5)
UNIT = WEEK.units[0].alias
WEEKS, TIMES = 2, 3
SHUT = Scenario(name="Stengt", cards=(Close(unit=UNIT, since=WEEK.as_of),), weeks=WEEKS, replications=TIMES)


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    carry_out(made, MONA, KeepScenario(alias="S-1", scenario=SHUT, by=MONA))
    yield made
    made.close()


def ask(desk, login=MONA, *aliases):
    return ask_for_futures(desk, login, aliases or ("S-1",))


def worked(desk, numbers, until=lambda job: not job.is_open):
    with Runner(desk):
        end = time.monotonic() + 120
        while not all(until(job) for job in look(desk, numbers)):
            assert time.monotonic() < end, "nobody did the work"
            time.sleep(0.1)
    return look(desk, numbers)


def of(desk, scenario=SHUT):
    return there(known(desk, scenario))


def nothing(_said):
    pass


def look(desk, numbers):
    with desk.store.reading() as connection:
        return [jobs.get(connection, one) for one in numbers]


def take(desk):
    with desk.store.writing() as tx:
        return jobs.take(tx.connection, FUTURES, "test", at=tx.at)


def end(desk, job, said, state=jobs.STOPPED):
    with desk.store.writing() as tx:
        jobs.end(tx.connection, job.id, state, at=tx.at, progress=said)


def directly(scenario, numbers=range(TIMES)):
    changed, found = world(WEEK, scenario), None
    for number in numbers:
        found = added(found, sample_of(future_of(changed, scenario, number)))
    return json.loads(json.dumps(found))


def test_a_scenario_and_the_week_as_it_is_are_simulated_once_each(desk):
    numbers = ask(desk)
    assert len(numbers) == 2
    assert ask(desk, KARI) == []
    assert {job.state for job in worked(desk, numbers)} == {jobs.DONE}
    for one in (SHUT, as_it_is(SHUT)):
        at = of(desk, one)
        assert (at.done, at.is_whole, at.is_stale) == (TIMES, True, False)
        assert at.found == directly(one)
        assert all(len(there(at.found)["figures"][name]) == TIMES for name in SHOWN)
    assert ask(desk) == []
    assert latest(desk) == []
    before = desk.now().instance
    assert before.content_hash == WEEK.content_hash


@pytest.mark.parametrize("login", [EVA, ARE, UNN, ADMIN])
def test_who_may_not_ask_what_if_neither_asks_nor_stops(desk, login):
    with pytest.raises(Refused):
        ask(desk, login)
    numbers = ask(desk)
    with pytest.raises(Refused):
        stop_futures(desk, login, numbers)


def test_one_that_is_gone_or_cannot_be_played_is_refused_before_anything_begins(desk):
    with pytest.raises(CannotDo):
        ask(desk, MONA, "S-9")
    gone = SHUT.but(name="Fort", cards=(Close(unit="Ukjent"),))
    carry_out(desk, MONA, KeepScenario(alias="S-2", scenario=gone, by=MONA))
    with pytest.raises(InputError):
        ask(desk, MONA, "S-1", "S-2")
    with desk.store.reading() as connection:
        assert jobs.of_kind(connection, SCENARIO) == []


def test_what_was_stopped_or_lost_goes_on_where_it_ended_and_comes_to_the_same(desk):
    several = SHUT.but(name="Flere", replications=8)
    carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=several, by=MONA))
    ask(desk)
    for _ in range(2):
        job = take(desk)
        work = FutureWork(desk, job, lambda: work.said["done"] >= 1, nothing)  # noqa: B023
        assert not work.run()
        assert 1 <= work.said["done"] < 8
        end(desk, job, work.said, jobs.STOPPED)
    partly = of(desk, several)
    assert not partly.is_whole
    assert there(partly.found)["plans"] == partly.done * WEEKS
    again = ask(desk)
    assert len(again) == 2
    job = take(desk)
    assert FutureWork(desk, job, lambda: True, nothing).said["done"] == of_base(desk, several)
    end(desk, job, {}, jobs.FAILED)
    worked(desk, again[1:])
    assert of(desk, several).found == directly(several, range(8))


def of_base(desk, scenario):
    """Futures of the week as it is that the first job left."""
    with desk.store.reading() as connection:
        first = jobs.of_kind(connection, SCENARIO)[-1]
    assert first.params["key"] == as_it_is(scenario).content_hash
    return first.progress["done"]


def test_a_stop_is_heard_and_keeps_what_is_known(desk):
    many = SHUT.but(name="Lenge", replications=1000)
    carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=many, by=MONA))
    numbers = ask(desk)
    with Runner(desk):
        until = time.monotonic() + 60
        while not of(desk, as_it_is(many)).done:
            assert time.monotonic() < until
            time.sleep(0.1)
        stop_futures(desk, KARI, numbers)
        until = time.monotonic() + 10
        while any(job.is_open for job in look(desk, numbers)):
            assert time.monotonic() < until, "it goes on"
            time.sleep(0.1)
    assert {job.state for job in look(desk, numbers)} == {jobs.STOPPED}
    at = of(desk, as_it_is(many))
    assert there(at.found)["plans"] == at.done * WEEKS > 0


def test_what_is_known_is_of_another_week_once_the_week_changed(desk):
    worked(desk, ask(desk))
    assert not of(desk).is_stale
    carry_out(desk, KARI, SetFields(table="units", key=UNIT, fields={"cost_per_night": 4711}))
    assert of(desk).is_stale
    assert len(ask(desk)) == 2


def test_other_scenarios_of_the_same_seed_share_the_week_as_it_is(desk):
    worked(desk, ask(desk))
    more = SHUT.but(name="Flere", cards=(Arrivals(percent=200),))
    carry_out(desk, MONA, KeepScenario(alias="S-2", scenario=more, by=MONA))
    assert len(ask(desk, MONA, "S-1", "S-2")) == 1


def test_what_is_compared_is_sampled_alike_as_far_ahead_as_the_longest(desk):
    far = SHUT.but(name="Lengre", weeks=4, replications=9, seed=7, cards=(Arrivals(percent=200),))
    carry_out(desk, MONA, KeepScenario(alias="S-2", scenario=far, by=MONA))
    assert len(ask(desk, MONA, "S-1", "S-2")) == 3
    with desk.store.reading() as connection:
        asked = [job.params["scenario"] for job in jobs.of_kind(connection, SCENARIO)]
    assert {(one["weeks"], one["replications"], one["seed"]) for one in asked} == {(4, TIMES, SHUT.seed)}
    assert [one.weeks for one in alike([SHUT, far])] == [4, 4]


def test_of_more_futures_than_are_asked_for_none_is_simulated_again(desk):
    worked(desk, ask(desk))
    fewer = SHUT.but(replications=2)
    carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=fewer, by=MONA))
    ask(desk)
    job = take(desk)
    work = FutureWork(desk, job, lambda: True, nothing)
    assert work.said["done"] == TIMES
    assert work.run()
    end(desk, job, work.said, jobs.DONE)
    at = of(desk, as_it_is(fewer))
    assert (at.done, at.of, at.is_whole) == (2, 2, True)


def test_what_was_found_of_somebody_erased_goes_and_what_looks_ends_with_nothing(desk):
    numbers = ask(desk)
    job = take(desk)
    gone = housed(WEEK)[0]
    with desk.store.writing() as tx:
        jobs.beat(
            tx.connection,
            job.id,
            at=tx.at,
            progress={"phase": "simulating", "found": {"who": {gone: [1, 1]}}},
        )
    leaves(desk, gone, WEEK.as_of)
    grant_erasure(desk, OLA, erase(desk, KARI, gone, why="own_wish"))
    for one in look(desk, numbers):
        assert not one.is_open
        assert gone not in str(one)
