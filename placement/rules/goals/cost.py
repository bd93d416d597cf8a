"""G15: no dearer than it must be."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence

NIGHTS_A_WEEK = 7
KRONER = 1000


class Who(NamedTuple):
    """What the goal reads of a household."""

    cheapest_fit: int


class Where(NamedTuple):
    """What it reads of a stay."""

    cost_per_night: int


@dataclass(frozen=True)
class Cost:
    """Bounded, so that money alone never outweighs a need."""

    between = (Household, Stay)
    points_each: int = 1
    most: int = 10

    def points(self, who: Who, stay: Where) -> int:
        """For each started 1,000 kroner a week above the cheapest place that fits the household."""
        dearer = max(0, stay.cost_per_night - who.cheapest_fit) * NIGHTS_A_WEEK
        return min(self.most, self.points_each * -(-dearer // KRONER))


RULE = Rule(
    id="cost",
    code="G15",
    levels=(Level.SOFT,),
    title=Sentence("Ikke dyrere enn nødvendig", "No dearer than it must be"),
    because=Sentence(
        "Penger som spares her, blir til flere plasser; men de veier aldri tyngre enn mennesket.",
        "Money that is saved here becomes more places; yet it never outweighs the person.",
    ),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "lost": Sentence("Det finnes en rimeligere bolig som passer.", "There is a cheaper home that fits.")
    },
    parts=(Cost(),),
    settings=(
        Setting(
            "points_each",
            1,
            "points",
            Sentence(
                "Poeng for hver påbegynte 1000 kroner i uken", "Points for each started 1,000 kroner a week"
            ),
        ),
        Setting(
            "most", 10, "points", Sentence("Høyeste poeng for kostnad", "Most points that cost can give")
        ),
    ),
)
