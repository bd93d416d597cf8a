"""Plans beside each other: the first is there at once, the others follow, or it is told why there is none."""

import time
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest

from placement.domain.run import Status
from placement.errors import Refused
from placement.service.desk import other_plan
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.jobs import VARIANT, ask_for_plan, ask_for_variant, latest, stop
from placement.service.desk.kept_list import plan_lines
from placement.service.desk.kept_plan import kept_plan
from placement.service.desk.runner import Runner
from placement.service.desk.variants import family, variant
from placement.simulation.generate import generate
from placement.solver import solve
from placement.words.texts import texts
from tests.service.desk.desks import EVA, KARI, OLA, new_desk
from tests.service.desk.test_jobs import Slow, ended, until
from tests.worlds import town, vary

WEEK = generate("S", 7)


def here(instance, rules, goals, **options):
    return solve(instance, rules, goals, **options)


def runner(desk, planner=here):
    return Runner(desk, lambda: nullcontext(planner))


@pytest.fixture
def desk(tmp_path):
    made = new_desk(tmp_path / "desk", WEEK)
    yield made
    made.close()


def followed(desk, number):
    """All jobs that came of one, once they have ended."""

    def over():
        every = latest(desk)
        return None if any(one.is_open for one in every) else sorted(one for one in every if one.id >= number)

    return until(over)


def test_the_plan_is_kept_first_and_its_variants_follow(desk):
    with Runner(desk):
        first = ask_for_plan(desk, KARI, seconds=20, variants=2)
        one = ended(desk, first)
        assert family(desk, one.plan, "nb").numbers[0] == one.plan
        every = followed(desk, first)
    assert [(job.kind, job.state, job.by) for job in every] == [
        ("plan", "done", KARI),
        (VARIANT, "done", KARI),
        (VARIANT, "done", KARI),
    ]
    numbers = tuple(job.plan for job in every)
    known = family(desk, numbers[-1], "nb")
    assert (known.numbers, known.at_work, known.statement) == (numbers, False, "")
    assert [known.letter(number) for number in numbers] == ["A", "B", "C"]
    a, b, c = (kept_plan(desk, KARI, number) for number in numbers)
    for first_one, other in ((a, b), (a, c), (b, c)):
        units = [
            {s.household: one.week.unit_of(s).alias for s in one.plan.stays} for one in (first_one, other)
        ]
        assert units[0] != units[1]
    for other in (b, c):
        assert other.state == "draft"
        assert other.answer is not None
        assert other.answer.run.status is Status.OPTIMAL
        told = variant(a, other, "nb")
        assert told.moves
        assert told.difference.points_after - told.difference.points_before <= other_plan.MOST_POINTS
        assert not {"P0", "P1", "P2"} & set(told.difference.is_worse_for)
    assert b.review.points <= c.review.points
    said = [line.quality for line in plan_lines(desk, datetime.now(UTC), texts("en"))]
    assert [one.startswith("Proven best: no plan") for one in said] == [False, False, True]
    assert (
        said[0] == said[1] == b.view("en").status == "Proven best of the plans that house somebody elsewhere."
    )


def test_without_variants_nothing_follows(desk):
    with runner(desk):
        first = ask_for_plan(desk, KARI, seconds=20)
        assert len(followed(desk, first)) == 1


def test_a_variant_can_be_asked_for_afterwards(desk):
    with runner(desk):
        one = ended(desk, ask_for_plan(desk, KARI, seconds=20))
        ended(desk, ask_for_variant(desk, OLA, (one.plan,), seconds=20))
    assert len(family(desk, one.plan, "en").numbers) == 2
    with pytest.raises(Refused):
        ask_for_variant(desk, EVA, (one.plan,), seconds=20)
    with pytest.raises(CannotDo):
        ask_for_variant(desk, KARI, (99,), seconds=20)


def test_where_everybody_is_locked_it_is_told_that_there_is_no_other(tmp_path):
    pins = [{"household": who, "unit": "Solbakken" if who == "Oter-4" else "Granly"}
            for who in ("Orrfugl-1", "Lerke-2", "Rype-3", "Oter-4")]  # fmt: skip
    desk = new_desk(tmp_path / "locked", vary(town(), {"pins": pins}))
    with runner(desk):
        first = ask_for_plan(desk, KARI, seconds=20, variants=2)
        every = followed(desk, first)
    assert [(job.state, job.error, job.plan) for job in every[1:]] == [("done", "no_other_plan", None)]
    known = family(desk, every[0].plan, "nb")
    assert (known.numbers, known.at_work) == ((every[0].plan,), False)
    assert known.statement == "Det finnes ingen annen plan: ingen kan bo et annet sted."
    desk.close()


def test_none_is_shown_that_costs_too_much(desk, monkeypatch):
    monkeypatch.setattr(other_plan, "MOST_POINTS", -1)
    with runner(desk):
        every = followed(desk, ask_for_plan(desk, KARI, seconds=20, variants=1))
    assert [(job.state, job.error, job.plan) for job in every[1:]] == [("done", "others_cost_more", None)]
    assert "more than one move" in family(desk, every[0].plan, "en").statement


def test_none_is_shown_that_serves_somebody_urgent_later(tmp_path):
    """One woman who sleeps nowhere safe, and one unit that takes in at all: elsewhere means nowhere."""
    week = vary(town(), {
        "households": {"Rype-3": {"situation": "nowhere"}},
        "units": {"Solbakken": {"available_from": 60}},
        "drop_relations": "all",
    })  # fmt: skip
    week = week.but(
        households=tuple(h for h in week.households if h.alias == "Rype-3"),
        consents=tuple(c for c in week.consents if c.person == "Rype-3"),
    )
    desk = new_desk(tmp_path / "one", week)
    with runner(desk):
        every = followed(desk, ask_for_plan(desk, KARI, seconds=20, variants=1))
    assert [(job.state, job.error, job.plan) for job in every[1:]] == [("done", "others_serve_later", None)]
    assert "haster" in family(desk, every[0].plan, "nb").statement
    desk.close()


def test_facts_that_changed_meanwhile_end_it(desk):
    slow = Slow()
    with runner(desk, slow):
        slow.go.set()
        one = ended(desk, ask_for_plan(desk, KARI, seconds=20))
    carry_out(desk, OLA, AddRow(table="areas", fields={"alias": "Fjordby"}))
    with runner(desk):
        other = ended(desk, ask_for_variant(desk, KARI, (one.plan,), seconds=20))
    assert (other.state, other.error, other.plan) == ("failed", "plan_stale", None)


def test_who_stops_the_plan_gets_no_variants(desk):
    slow = Slow()

    def waits(instance, rules, goals, **options):
        found = slow(instance, rules, goals, **options)
        return found.but(status=Status.FEASIBLE, bound=None)

    with runner(desk, waits):
        number = ask_for_plan(desk, KARI, seconds=20, variants=2)
        until(slow.begun.is_set)
        stop(desk, KARI, number)
        assert [job.state for job in followed(desk, number)] == ["stopped"]


def test_at_size_s_the_first_plan_is_there_within_a_second(desk):
    with Runner(desk):
        ended(desk, ask_for_plan(desk, KARI, seconds=20))  # the process is warm
        begun = time.monotonic()
        number = ask_for_plan(desk, KARI, seconds=20, variants=2)
        ended(desk, number)
        took = time.monotonic() - begun
        followed(desk, number)
    assert took < 3  # 1 s, and more for a machine that has other things to do
