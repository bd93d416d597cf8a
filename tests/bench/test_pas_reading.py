"""Files of the benchmark: what is read, and one clear message for what cannot be."""

import pytest

from placement.bench.pas.reading import read_hospital
from placement.errors import InputError
from tests.bench.hospitals import SMALL


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "small.txt"
        path.write_text(text, encoding="latin-1")
        return read_hospital(path)

    return reading


def test_stays_of_no_night_or_behind_the_horizon_are_left_out_and_others_end_there(read):
    hospital = read(SMALL)
    assert [(one.name, one.first, one.last) for one in hospital.patients] == [("1", 0, 3), ("2", 1, 5)]


def test_each_night_has_its_specialism(read):
    one, two = read(SMALL).patients
    assert one.specialisms == (1, 1, 2)
    assert two.specialisms == (2, 2, 2, 2)


def test_of_a_specialism_the_priority_comes_first(read):
    room = read(SMALL).rooms[2]
    assert room.specialisms == {1: 2, 2: 1}
    assert room.department.specialisms == {1, 2}
    assert (room.department.youngest, room.department.oldest) == (18, 0)


def test_a_list_of_nights_that_is_too_short_goes_on_with_its_last(read):
    assert read(SMALL.replace("1 2 8", "1 2 1")).patients[1].specialisms == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Planning horizon: 5", "Planning horizon: many", "line 3"),
        ("Planning horizon: 5", "", "small.txt"),
        ("Planning horizon: 5", "Planning horizon: 9999999", "line 3"),
        ("PATIENTS:", "OTHERS:", "PATIENTS"),
        ("2 12 | 1 | 2 | F", "2 12 | 1 | 7 | F", "line 19"),
        ("2 12 | 1 | 2 | F", "2 12 | 1 | 2 | X", "line 19"),
        ("2 12 | 1 | 2 | F", "2 12 | -1 | 2 | F", "line 19"),
        ("2 12 | 1 | 2 | F", "1 12 | 1 | 2 | F", "ROOMS"),
        ("1 2 | 0 1", "1 2 | 0 1 1", "small.txt"),
        ("30 F", "thirty F", "line 27"),
        ("30 F", "30 X", "line 27"),
        ("| 1 2 8 |", "| 2 2 8 |", "line 27"),
        ("| 1 2 8 |", "| 0 |", "line 27"),
        ("| 1 0 | 0 1\n2 Pat", "| 1 0\n2 Pat", "line 26"),
    ],
)
def test_a_fault_is_named_with_its_line(read, old, new, where):
    assert old in SMALL
    with pytest.raises(InputError) as told:
        read(SMALL.replace(old, new))
    (problem,) = told.value.problems
    assert where in problem.where
    assert problem.what
    assert problem.todo


def test_a_folder_or_nothing_is_no_file(tmp_path):
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(InputError):
            read_hospital(path)
