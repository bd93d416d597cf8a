"""How much wishes lose or win is told on a scale that people know: half a move, a move, two moves."""

import pytest

from placement.rules.goals.few_moves import RULE
from placement.service.how_much import MOVE, how_much
from placement.words.texts import texts


@pytest.mark.parametrize(
    ("points", "nb", "en"),
    [(1, "litt", "a little"), (50, "litt", "a little"), (51, "noe", "somewhat"), (100, "noe", "somewhat"),
     (101, "mye", "much"), (200, "mye", "much"), (214, "svært mye", "very much")],
)  # fmt: skip
def test_points_are_told_in_a_word(points: int, nb: str, en: str) -> None:
    assert (how_much(points, texts("nb")), how_much(points, texts("en"))) == (nb, en)


def test_the_scale_is_what_a_move_counts() -> None:
    assert [one.default for one in RULE.settings] == [MOVE]
