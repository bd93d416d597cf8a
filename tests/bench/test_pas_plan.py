"""Plans of hospitals: as good as trying everything, honest about what is impossible, judged apart."""

import itertools

import numpy as np
import pytest

from placement.bench.pas.arrays import BARRED, costs, wards
from placement.bench.pas.first import columns_of
from placement.bench.pas.hospital import Stretch
from placement.bench.pas.judged import judged
from placement.bench.pas.nights import crowded
from placement.bench.pas.planned import Limits, plan_hospital
from placement.bench.pas.reading import read_hospital
from placement.domain.run import Status
from placement.solver.optimiser import Engines
from placement.solver.search import fits
from tests.bench.hospitals import SMALL, hospital_text, random_text

ENGINES = Engines()
BRIEF = Limits(3.0, workers=1)


@pytest.fixture
def made(tmp_path):
    def making(text):
        path = tmp_path / "made.txt"
        path.write_text(text)
        return read_hospital(path)

    return making


def every_plan(hospital):
    """All plans with one room a stay, as rooms by number."""
    yield from map(np.array, itertools.product(range(len(hospital.rooms)), repeat=len(hospital.patients)))


def stretches_of(hospital, rooms):
    return [
        Stretch(one.name, hospital.rooms[room].name, one.first, one.last)
        for one, room in zip(hospital.patients, rooms.tolist(), strict=True)
    ]


def test_the_cost_of_a_stay_by_hand(made):
    hospital = made(SMALL)
    # room 1: oxygen is missing on 3 nights (60); the night for specialism 2 is second choice there (10),
    # and not of the department (10). Room 3: two beds too many on 3 nights (24); specialism 1 is second choice (20).
    assert costs(hospital)[0].tolist() == [80, BARRED, 24 + 20]
    # a woman of 30 who would like one bed, 4 nights for specialism 2
    assert costs(hospital)[1].tolist() == [4 * 8 + 4 * 10 + 4 * 10, 0, 4 * 8]


@pytest.mark.parametrize("seed", range(60))
def test_arrays_and_judge_agree_on_every_plan_and_the_search_finds_the_best(made, seed):
    hospital = made(random_text(seed))
    arrays, table = wards(hospital), costs(hospital)
    best = None
    for rooms in every_plan(hospital):
        verdict = judged(hospital, stretches_of(hospital, rooms))
        allowed = all(table[p, r] != BARRED for p, r in enumerate(rooms.tolist()))
        x = columns_of(arrays, rooms)
        assert (not verdict.wrong) == (allowed and fits(arrays.model, x))
        if not verdict.wrong:
            assert verdict.tenths == int(arrays.cost @ x)
            best = verdict.tenths if best is None else min(best, verdict.tenths)
    if best is None:
        return
    found = plan_hospital(hospital, ENGINES, Limits(3.0, workers=1 + seed % 2))
    assert found.bound <= best
    assert found.verdict == judged(hospital, found.stretches) == (best, 0, ())


def test_a_stay_that_no_room_has_free_for_its_whole_length_changes_rooms(made):
    # patient 1 fits only room 1 and patient 2 only room 2; patient 3 has room 2 first and room 1 later
    text = hospital_text(
        [(1, "N", "1 0"), (1, "N", "0 1")],
        [(1, "M", 0, 2, "1 0"), (1, "F", 2, 4, "0 1"), (1, "F", 0, 4, "0 0")],
        4,
    )
    found = plan_hospital(made(text), ENGINES, Limits(6.0, workers=1))
    assert "3" in found.split
    assert found.verdict == (110, 1, ())
    assert [(s.room, s.first, s.last) for s in found.stretches if s.patient == "3"] == [
        ("2", 0, 2),
        ("1", 2, 4),
    ]


def test_where_there_is_no_plan_a_least_set_of_patients_says_why(made):
    # on night 1 three women need the property that only room 1 has, with two beds; a man lies elsewhere
    women = [(1, "F", 0, 2, "1 0"), (1, "F", 1, 3, "1 0"), (1, "F", 1, 2, "1 0")]
    hospital = made(hospital_text([(2, "D", "1 0"), (3, "N", "0 1")], [*women, (1, "M", 0, 3, "0 0")], 3))
    found = plan_hospital(hospital, ENGINES, BRIEF)
    assert found.status is Status.IMPOSSIBLE
    (why,) = found.crowded
    assert (why.night, why.patients, why.rooms, why.beds) == (1, ("1", "2", "3"), ("1",), 2)


def test_one_sex_at_a_time_can_be_why(made):
    both = [(1, "F", 0, 1, "1 0"), (1, "M", 0, 1, "1 0")]
    hospital = made(hospital_text([(2, "D", "1 0")], both, 1))
    (why,) = crowded(hospital, ENGINES, seconds=5)
    assert (why.patients, why.beds) == (("1", "2"), 2)


def test_nobody_for_whom_no_room_will_do_is_left_out(made):
    hospital = made(hospital_text([(2, "D", "0 0")], [(1, "F", 0, 1, "1 0")], 1))
    (why,) = plan_hospital(hospital, ENGINES, BRIEF).crowded
    assert (why.patients, why.rooms, why.beds) == (("1",), (), 0)


def test_a_stop_ends_the_search_with_the_best_so_far(made):
    hospital = made(random_text(3))
    found = plan_hospital(hospital, ENGINES, Limits(3600.0, workers=2, stop=lambda: True))
    assert found.seconds < 30


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("1", "3", 0, 3)], "patient 2 has not"),
        ([("1", "3", 0, 3), ("2", "3", 1, 5), ("2", "1", 1, 2)], "two rooms"),
        ([("1", "2", 0, 3), ("2", "3", 1, 5)], "sex"),
        ([("1", "3", 0, 4), ("2", "3", 1, 5)], "outside the stay"),
        ([("9", "3", 0, 3)], "not in the file"),
        ([("1", "1", 0, 3), ("2", "1", 1, 5)], "women and men"),
    ],
)
def test_the_judge_finds(made, rows, told):
    assert any(told in wrong for wrong in judged(made(SMALL), [Stretch(*row) for row in rows]).wrong)
