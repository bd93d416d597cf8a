"""Points in words: how much wishes lose or win. The scale is a move, of which everybody knows what it is."""

from placement.words.texts import Texts, later

MOVE = 100
"""Points of one move, as long as the unit does not weigh it otherwise."""
STEPS = ((MOVE // 2, later("a little")), (MOVE, later("somewhat")), (2 * MOVE, later("much")))
"""Up to so many points -> the word: half a move, a move, two moves."""
MORE = later("very much")


def how_much(points: int, _: Texts) -> str:
    """The word for a number of points above none."""
    return _(next((word for most, word in STEPS if points <= most), MORE))
