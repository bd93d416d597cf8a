"""G11: a place that few others could replace is kept for who needs just that."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """Nothing: what is scarce is scarce for everybody."""


class Where(NamedTuple):
    """What the goal reads of a stay."""

    is_scarce: bool
    price: int | None
    """Points by its price from sampled futures; None: no prices were found for this week."""


@dataclass(frozen=True)
class ScarcePlace:
    """Scarce: fewer than three others of the district match it in gender, access and security.

    With `prices` on, and prices found for this week, the price of the place counts instead.
    """

    between = (Household, Stay)
    points_each: int = 30
    prices: int = 0
    most: int = 120

    def points(self, _who: Who, stay: Where) -> int:
        """Lost by using one."""
        if self.prices and stay.price is not None:
            return min(self.most, stay.price)
        return self.points_each if stay.is_scarce else 0


RULE = Rule(
    id="scarce_place",
    code="G11",
    levels=(Level.SOFT,),
    title=Sentence("Spar plasser det er få av", "Keep places of which there are few"),
    because=Sentence(
        "Den neste som kommer, kan trenge akkurat den plassen.",
        "The next to come may need that very place.",
    ),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "lost": Sentence(
            "Plassen har få andre av samme slag i bydelen.",
            "The place has few others of its kind in the district.",
        )
    },
    parts=(ScarcePlace(),),
    settings=(
        Setting(
            "points_each",
            30,
            "points",
            Sentence("Poeng for bruk av en plass det er få av", "Points for the use of a scarce place"),
        ),
        Setting(
            "prices",
            0,
            "switch",
            Sentence(
                "Bruk romsprisene i stedet, når de er funnet for uken",
                "Use the prices of rooms instead, where they were found for the week",
            ),
            most=1,
        ),
        Setting(
            "most",
            120,
            "points",
            Sentence(
                "Høyeste poeng for prisen på en plass", "Most points that the price of a place can give"
            ),
        ),
    ),
)
