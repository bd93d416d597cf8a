"""Districts on a map that nobody keeps, and the ways between them."""

import math
from itertools import combinations_with_replacement

from placement.domain.area import Area, Travel
from placement.simulation.town import Town

WORDS = (
    "Sentrum", "Nord", "Sør", "Øst", "Vest", "Havna", "Marka", "Elvebredden", "Åsen", "Vågen", "Dalen", "Neset",
    "Sletta", "Lia", "Øya", "Brua", "Fjellet", "Vika", "Moen", "Haugen",
)  # fmt: skip
OWN = (8, 15)
"""Minutes within an area."""


def add_areas(town: Town) -> None:
    """Areas, the first in the middle, with a way between each two and within each; some ways pass a third one."""
    draw = town.draw("areas")
    at = {WORDS[0]: (0.0, 0.0)}
    for word in WORDS[1 : town.counts.areas]:
        angle, far = draw.uniform(0, 2 * math.pi), draw.uniform(0.6, 2.0)
        at[word] = (far * math.cos(angle), far * math.sin(angle))
    settings = {"by": 2, "stille": 2, "land": 1}
    town.areas = [Area(alias=w, setting="by" if w == WORDS[0] else draw.one(settings)) for w in at]
    for a, b in combinations_with_replacement(sorted(at), 2):
        minutes = draw.randint(*OWN) if a == b else 12 + round(13 * math.dist(at[a], at[b]))
        town.ways[a, b] = Travel(a=a, b=b, minutes=minutes, via=_via(at, a, b))
    town.rows["travel"] = list(town.ways.values())


def _via(at: dict[str, tuple[float, float]], a: str, b: str) -> frozenset[str]:
    """Areas that lie nearly on the straight line."""
    straight = math.dist(at[a], at[b])
    between = (c for c in at if c not in (a, b))
    return frozenset(
        c for c in between if math.dist(at[a], at[c]) + math.dist(at[c], at[b]) < straight * 1.06
    )
