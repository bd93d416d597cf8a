"""An error says what was wrong, where, and what to do; the command line ends with its code."""

import pickle

import pytest

from placement.errors import Defect, Impossible, InputError, OutOfTime, PlacementError, Problem, StoreError

BEDS = Problem("Rooms, row 14, beds", "−1 is below 0.", "Write 0 or more.", "too_low", {"given": -1})
WEEK = Problem("Stays, row 3", "2027 has no week 53.", "Write a week from 1 to 52.")


def test_a_problem_reads_as_place_fact_and_advice():
    assert str(BEDS) == "Rooms, row 14, beds: −1 is below 0. Write 0 or more."


def test_a_problem_without_a_place_begins_with_a_capital_letter():
    assert (
        str(Problem("", "there is no lever X.", "Choose another.")) == "There is no lever X. Choose another."
    )


def test_all_problems_of_a_file_are_told_at_once():
    error = InputError(BEDS, WEEK)
    assert str(error).splitlines() == [str(BEDS), str(WEEK)]
    assert error.facts == {"problems": 2}


def test_an_input_error_without_a_problem_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        InputError()


@pytest.mark.parametrize(
    ("error", "code", "ends_with"),
    [
        (InputError(BEDS), "input", 2),
        (Impossible("Two pins fill one bed."), "impossible", 3),
        (OutOfTime("No plan after 10 s."), "out_of_time", 4),
        (Defect("The judge found a breach in our own plan."), "defect", 70),
        (StoreError("Somebody else is writing to the desk."), "store", 2),
        (PlacementError("Something else."), "error", 70),
    ],
)
def test_each_kind_has_a_code_and_an_exit(error, code, ends_with):
    assert error.code == code
    assert error.exit_code == ends_with


def test_a_kind_has_its_usual_advice_unless_there_is_better():
    assert str(OutOfTime("No plan after 10 s.")).endswith("Allow more time, or plan fewer weeks at once.")
    assert str(OutOfTime("No plan after 10 s.", todo="Close other programs.")).endswith(
        "Close other programs."
    )


@pytest.mark.parametrize(
    "error",
    [
        InputError(BEDS, WEEK),
        Impossible("Two pins fill one bed.", where="Week 12", code="pins_clash", facts={"pins": 2}),
    ],
)
def test_an_error_is_the_same_after_a_journey_between_processes(error):
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert vars(arrived) == vars(error)
