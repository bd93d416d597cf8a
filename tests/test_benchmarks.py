"""The benchmarks run, and what they time is sound; how fast is no test."""

from contextlib import suppress

import pytest

from benchmarks import desk, judge, simulated, targets, timings
from benchmarks.stopwatch import PHASES, Spent, phases
from placement.domain.scenario import Scenario
from placement.rules import GOALS, RULES
from placement.simulation.generate import TENSE, generate
from placement.solver import model, solve
from tests.binding import BENCHMARKS, written


@pytest.fixture(scope="module")
def found():
    timings.measured(generate("S", 1))  # the first run pays for imports
    return [timings.measured(generate("S", seed, beds=TENSE)) for seed in (1, 2)]


def test_a_timed_week_is_proved_and_found_sound(found):
    assert all(one.optimal and one.sound and one.gap == 0 for one in found)


def test_phases_are_nearly_all_of_a_run(found):
    for one in found:
        assert set(one.spent) == {*PHASES, "judge", "whole"}
        parts = sum(seconds for phase, seconds in one.spent.items() if phase != "whole")
        assert 0.6 * one.spent["whole"] <= parts <= one.spent["whole"] * 1.01
        assert all(one.spent[phase] > 0 for phase in PHASES)


def test_after_the_measuring_the_solver_is_as_before():
    before = vars(model)["candidates"]
    with suppress(ZeroDivisionError), phases():
        assert vars(model)["candidates"] is not before
        _ = 1 / 0
    assert vars(model)["candidates"] is before


def test_a_line_has_a_cell_for_each_head(found):
    line = timings.row("S tense", found, 100)
    assert (
        line.count("|") == timings.HEAD.splitlines()[0].count("|") == timings.HEAD.splitlines()[1].count("|")
    )
    assert line.startswith("| S tense | 2 | 18–26 |")
    assert line.endswith("| 100 | 2 | 0.00% | 2 |")


def test_a_week_without_a_bound_is_counted(found):
    line = timings.row(
        "S",
        [found[0], timings.Measured(9, found[0].spent, found[0].took, optimal=False, gap=None, sound=True)],
        1,
    )
    assert line.endswith("| 1 | 1 without a bound | 2 |")


def test_the_tables_have_their_parts_in_the_page():
    text = BENCHMARKS.read_text("utf-8")
    for part in ("targets", "timings", "judge", "desk", "forecast"):
        assert written(text, part, "x").count(f"<!-- {part}: ") == 2


def test_the_judge_is_timed_on_a_plan_without_breach():
    line = judge.line("S")
    assert line.count("|") == judge.HEAD.splitlines()[0].count("|")
    assert line.split("|")[7].strip() == "0"


def test_what_is_timed_is_the_plan_that_people_get():
    week = generate("S", 3)
    usual = solve(week, RULES, GOALS)
    with phases():
        timed = solve(week, RULES, GOALS)
    assert timed.but(seconds=0.0) == usual.but(seconds=0.0)


def test_the_desk_is_timed_doing_what_it_does_for_people():
    spent = desk.measured("S", times=3, seconds=20, openings_=1)
    assert [len(spent[what]) for what in ("an edit of one field", "an undo", "accepting a plan")] == [3, 1, 1]
    parts = [spent[what][0] for what in spent if what.startswith("… of it the judge")]
    assert 0 < sum(parts) < spent["accepting a plan"][0]
    assert all(
        len(spent[f"opening with {what}, to the first facts"]) == 1 for what in ("a key file", "a passphrase")
    )


def test_a_line_of_the_desk_has_a_cell_for_each_head():
    spent = desk.Spent()
    for n in range(1, 101):
        spent.add("an edit", n / 1000)
    assert spent.row("an edit") == "| an edit | 100 | 50.5 | 96.0 |"
    assert spent.row("an edit").count("|") == desk.HEAD.splitlines()[0].count("|")


def test_many_futures_are_measured_and_the_clock_goes_on_where_it_was(tmp_path, capsys):
    week, scenario = generate("S", 1), Scenario(name="S", weeks=2, replications=2)
    cells = [cell.strip() for cell in simulated.line(week, scenario, tmp_path / "one", 1).split("|")[1:-1]]
    assert cells[:4] == ["S", "2 × 2", "4", "1"]
    assert cells[6:8] == ["4", "0"]
    assert len(cells) == simulated.HEAD.splitlines()[1].count("|") - 1
    assert capsys.readouterr().out == "2 of 2 futures\n"
    spent = simulated.Clock(tmp_path / "one").seconds
    more = simulated.line(week, scenario.but(replications=3), tmp_path / "one", 2)
    assert simulated.Clock(tmp_path / "one").seconds > spent > 0
    whole = simulated.line(week, scenario.but(replications=3), tmp_path / "two", 2)
    assert whole.split("|")[-2] == more.split("|")[-2] != cells[-1]


def test_every_target_of_a_small_week_is_measured():
    lines = [line for job in (targets.plans, targets.answers) for line in job("M", 1)] + targets.simulated(1)
    assert [line.work for line in lines] == [
        "M: a judged plan, every rule", "M: one more lock", "M: all pairs, found", "S: a simulated week, one core",
    ]  # fmt: skip
    assert [len(line.spent) for line in lines] == [1, 5, 1, targets.WEEKS]
    assert not any(line.short for line in lines)
    heads = targets.HEAD.splitlines()
    assert {line.row().count("|") for line in lines} == {head.count("|") for head in heads}


@pytest.mark.parametrize(
    ("clock", "short", "verdict"),
    [((1, 2, 3), 0, "met"), ((1, 2, 4), 0, "met by the median"), ((1, 4, 4), 0, "missed"), ((1, 1, 1), 1, "missed"),
     ((), 0, "missed")],
)  # fmt: skip
def test_a_target_is_met_by_the_clock_where_all_is_proved(clock, short, verdict):
    line = targets.Line("work", 3.0, [Spent(0.1, one) for one in clock], short)
    assert line.verdict == verdict
