"""What the judge says of rich weeks, to the last fact, is what was read over and recorded."""

import pytest

from tests.reviews import REVIEWS, WEEKS, text


@pytest.mark.parametrize("name", WEEKS)
def test_the_judge_says_to_the_last_fact_what_is_recorded(name):
    recorded = (REVIEWS / f"{name}.txt").read_text(encoding="utf-8")
    assert text(name) == recorded, f"python -m tests.reviews {name}, and read what changed"


def test_every_record_is_of_a_week():
    assert {path.stem for path in REVIEWS.glob("*.txt")} == set(WEEKS)
