"""What to open or train next, as a job: asked for once, ranked in words, and nothing of anybody left behind."""

import time

import pytest

from placement.domain.resource import Need, PriceSource, Resource, ResourceKind
from placement.domain.scenario import Interpreting, Scenario, Seats, Staff
from placement.errors import Refused
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.rows import SetFields
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.jobs import NEXT, latest
from placement.service.desk.next_view import ask_next, next_lines, next_of
from placement.service.desk.next_work import said_of
from placement.service.desk.runner import Runner
from placement.service.next_capacity import NextCapacity, Ranked, Screened, Why, ranked
from placement.simulation.bands import Difference
from placement.simulation.generate import generate
from placement.store import jobs
from placement.words.texts import texts
from tests.service.desk.desks import ADMIN, ARE, EVA, KARI, MONA, UNN, new_desk
from tests.service.desk.leaving import there

WEEK = generate("S", 5)
UNIT = WEEK.units[0].alias
SCENARIO = Scenario(name="Hva nå", weeks=1, replications=8)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = new_desk(tmp_path_factory.mktemp("next") / "desk", WEEK)
    carry_out(made, MONA, KeepScenario(alias="S-1", scenario=SCENARIO, by=MONA))
    yield made
    made.close()


def known(desk, lang="en"):
    return there(next_of(desk, SCENARIO, texts(lang)))


@pytest.mark.parametrize("login", [EVA, ARE, UNN, ADMIN])
def test_who_may_not_ask_what_if_is_refused(desk, login):
    with pytest.raises(Refused):
        ask_next(desk, login, "S-1")


def test_it_is_found_once_and_told_in_words_with_intervals_and_names_nobody(desk):
    assert next_of(desk, SCENARIO, texts("en")) is None
    number = there(ask_next(desk, MONA, "S-1"))
    assert ask_next(desk, KARI, "S-1") is None
    with Runner(desk):
        until = time.monotonic() + 300
        while known(desk).job.is_open:
            assert time.monotonic() < until, "nobody did the work"
            time.sleep(0.2)
    found = known(desk)
    assert (found.job.id, found.job.kind, found.job.state, found.is_stale) == (number, NEXT, jobs.DONE, False)
    assert found.rows
    for row in found.rows:
        assert row.what
        assert row.spares
        assert "(" in row.kroner
    assert {row.what for row in known(desk, "nb").rows}.isdisjoint(row.what for row in found.rows)
    assert len(list(next_lines(found))) == sum(row.rank is not None for row in found.rows)
    people = [h.alias for h in WEEK.households] + [p.alias for h in WEEK.households for p in h.members]
    assert not any(f'"{one}"' in str(found.job.progress) for one in people)
    assert latest(desk) == []
    assert ask_next(desk, MONA, "S-1") is None
    carry_out(desk, KARI, SetFields(table="units", key=UNIT, fields={"cost_per_night": 4711}))
    assert known(desk).is_stale
    assert ask_next(desk, MONA, "S-1") is not None


def row(kind, where, card, need, mean):
    one = Resource(id=f"{kind}:{where}", kind=kind, cards=(card,), kroner=1000, source=PriceSource.ASSUMED)
    sure = Difference(mean, mean - 1, mean + 1)
    return Ranked(one, need, None, sure, sure, sure)


def test_for_which_language_interpreters_are_missing_is_not_told_to_others_and_ranks_close_up(tmp_path):
    desk = new_desk(tmp_path / "desk", WEEK)
    carry_out(desk, MONA, KeepScenario(alias="S-1", scenario=SCENARIO, by=MONA))
    ask_next(desk, MONA, "S-1")
    hours = row(
        ResourceKind.INTERPRETER_HOURS, "ara", Interpreting(language="ara", hours=3), Need.INTERPRETING, 9.0
    )
    seats = row(ResourceKind.SEATS, "P-1", Seats(programme="P-1", change=2), Need.ACTIVITY, 5.0)
    rows = tuple(one._replace(rank=n) for n, one in enumerate((hours, seats), 1))
    found = NextCapacity(SCENARIO, 8, {}, rows, (Screened(hours.resource, Why.LESS),), 2)
    with desk.store.writing() as tx:
        job = there(jobs.take(tx.connection, (NEXT,), "test", at=tx.at))
        jobs.end(tx.connection, job.id, jobs.DONE, at=tx.at, progress={"found": said_of(found)})
    inside, others = (there(next_of(desk, SCENARIO, texts("en"), for_others=told)) for told in (False, True))
    assert "Arabic" in str(inside.rows)
    assert "Arabic" in str(inside.others)
    assert [(one.rank, "P-1" in one.what) for one in others.rows] == [(1, True)]
    assert not others.others
    desk.close()


def test_which_language_is_missing_in_a_unit_is_not_told_on_the_page_and_ranks_close_up():
    language = Staff(unit=UNIT, more=frozenset({"tir"}))
    rows = ranked([
        row(ResourceKind.STAFF_LANGUAGE, UNIT, language, Need.LANGUAGE, 9.0),
        row(ResourceKind.INTERPRETER_HOURS, "ara", Interpreting(language="ara", hours=3), Need.INTERPRETING, 5.0),
    ])  # fmt: skip
    left = (Screened(rows[0].resource, Why.LESS),)
    found = NextCapacity(SCENARIO, 8, dict.fromkeys(Need, 3.0), rows, left, 2)
    said = said_of(found)
    assert "tir" not in str(said)
    assert "language" not in said["unmet"]
    assert [(one["need"], one["rank"]) for one in said["rows"]] == [("interpreting", 1)]
