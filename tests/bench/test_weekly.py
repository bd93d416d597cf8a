"""`placement bench weekly`: every contender answers the same weeks, and what each proves is the same."""

import json
from dataclasses import replace

import pytest

from placement.bench.weekly.contest import ENGINES, OWN, SIMPLE, Entry, least, lost, ratio
from placement.domain.plan import Plan
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.service.first_come import in_turn
from placement.service.weekly import Asked, contest, own_core
from placement.service.weekly_view import against, seeds, show_contest
from placement.simulation.generate import TENSE, generate
from placement.solver import shares
from tests.at_terminal import here


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(contest(Asked("S", 3, "tense", 20.0), (*ENGINES, *SIMPLE)))


def test_each_contender_answers_in_turn(entries):
    assert [e.contender for e in entries] == [OWN, *ENGINES, *SIMPLE]
    assert {(e.size, e.seed, e.households) for e in entries} == {("S", 3, entries[0].households)}
    assert all(e.seconds > 0 and e.megabytes > 0 for e in entries)


def test_every_engine_proves_the_values_that_our_core_proves(entries):
    assert entries[0].proved
    assert [(e.proved, e.same) for e in entries[1 : 1 + len(ENGINES)]] == [(True, True)] * len(ENGINES)


def test_what_it_was_measured_with_is_recorded(entries):
    assert set(entries[0].machine) >= {"processor", "cores", "memory", "python", "ortools", "numpy"}


def test_a_simpler_way_is_never_better_by_the_tiers(entries):
    mine, *others = (e for e in entries if e.contender not in ENGINES)
    assert all(e.in_time <= mine.in_time for e in others)


@pytest.mark.parametrize("by_priority", [False, True])
def test_a_simpler_way_breaks_no_rule_about_homes(by_priority: bool):
    instance = generate("S", 3, beds=TENSE)
    week = Week(instance, RULES)
    stays = in_turn(week, by_priority=by_priority)
    assert stays
    review = judge(week, Plan(instance_hash=instance.content_hash, stays=stays), GOALS)
    assert [f for f in review.breaches if f.code.startswith("H")] == []


def test_no_memory_and_no_time_are_entries_without_a_value():
    none = next(contest(Asked("M", 1, "tense", 20.0), (), memory_mb=1))
    assert (none.proved, none.points, none.in_time) == (False, None, ())
    assert none.why_not in ("memory", "crash")
    soon = next(contest(Asked("M", 1, "tense", 0.001), ()))
    assert (soon.proved, soon.why_not) == (False, "time")


def entry(contender: str, seed: int, seconds: float, **more) -> Entry:
    usual = Entry(
        contender,
        "S",
        "tense",
        seed,
        20,
        seconds,
        proved=True,
        same=True,
        in_time=(4,),
        nights=10,
        points=100,
    )
    return replace(usual, **more)


def test_a_week_that_is_searched_in_blocks_takes_as_long_as_its_run(monkeypatch):
    """None of its programmes is told, so that it counted as one that took all the time there was."""
    monkeypatch.setattr(shares, "MOST", 0)
    found = own_core(Asked("S", 1, "tense", 300.0), files=True)
    assert found.run.plan is not None
    assert 0 < found.seconds < 300


def test_a_ratio_is_of_pairs_with_its_spread():
    found = ratio(
        [
            entry(OWN, 1, 1.0),
            entry(OWN, 2, 2.0),
            entry("cbc", 1, 4.0),
            entry("cbc", 2, 2.0),
            entry("cbc", 3, 99.0),
        ],
        "cbc",
    )
    assert found is not None
    assert (found.middle, found.least, found.most) == (2.0, 1.0, 4.0)
    assert (found.weeks, found.proved, found.at_least) == (2, 2, False)


def test_what_is_short_is_done_again_and_the_least_counts():
    took = iter([0.5, 0.2, 0.9, 0.3, 0.4])
    assert least(lambda: ("first", next(took))) == ("first", 0.2)
    assert least(lambda: ("long", 1.5)) == ("long", 1.5)


def test_a_week_that_was_not_finished_makes_the_ratio_at_least():
    entries = [entry(OWN, 1, 1.0), entry("cbc", 1, 60.0, proved=False, same=False)]
    found = ratio(entries, "cbc")
    assert found is not None
    assert found.at_least
    assert not found.same
    assert "minst 60,0 ganger" in show_contest(entries, "nb")
    assert "another value" in show_contest(entries, "en")


def test_what_a_simpler_way_loses_is_summed_up():
    entries = [entry(OWN, 1, 1.0), entry("priority", 1, 0.1, in_time=(3,), nights=25, points=130)]
    assert lost(entries, "priority") == (1, 15, 30)


def test_weeks_and_names_are_asked_for_in_short():
    assert seeds("1-3,7") == (1, 2, 3, 7)
    for beyond in ("3-1", "1-99999999999999999999", "1-2000", "9999999999", "9" * 5000):
        with pytest.raises(ValueError):
            seeds(beyond)
    assert against("all") == (*ENGINES, *SIMPLE)
    assert against("none") == ()
    for wrong in ("abacus", "all,cbc"):
        with pytest.raises(ValueError, match=wrong):
            against(wrong)


def test_at_the_command_line(tmp_path, capsys):
    out = tmp_path / "history.jsonl"
    words = (
        "bench",
        "weekly",
        "--seeds",
        "3",
        "--against",
        "highs,first-come",
        "--seconds",
        "20",
        "--out",
        out,
    )
    for n in (1, 2):
        ended = here(capsys, *words, "--lang", "en")
        assert ended.code == 0
        assert "Proved best: 1 of 1" in ended.out
        assert [json.loads(line)["contender"] for line in out.open()] == [OWN, "highs", "first-come"] * n
    assert here(capsys, "bench", "weekly", "--against", "abacus").code == 2
