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


@dataclass(frozen=True)
class ScarcePlace:
    """Scarce: fewer than three others of the district match it in gender, access and security."""

    between = (Household, Stay)
    points_each: int = 30

    def points(self, _who: Who, stay: Where) -> int:
        """Lost by using one."""
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
    ),
)
