"""G04: a household with several rooms has them on one floor."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """Nothing: the place alone decides."""


class Where(NamedTuple):
    """What the goal reads of a stay."""

    floors: int


@dataclass(frozen=True)
class OneFloor:
    """A single room lies on one floor, so that only sets of rooms can lose."""

    between = (Household, Stay)
    points_each: int = 60

    def points(self, _who: Who, stay: Where) -> int:
        """Lost once, on however many floors the rooms lie."""
        return self.points_each if stay.floors > 1 else 0


RULE = Rule(
    id="one_floor",
    code="G04",
    levels=(Level.SOFT,),
    title=Sentence("Husstanden på én etasje", "The household on one floor"),
    because=Sentence("En forelder skal høre barnet om natten.", "A parent shall hear the child at night."),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "lost": Sentence("Rommene ligger på flere etasjer.", "The rooms lie on several floors."),
    },
    parts=(OneFloor(),),
    settings=(
        Setting(
            "points_each",
            60,
            "points",
            Sentence("Poeng for en husstand på flere etasjer", "Points for a household on several floors"),
        ),
    ),
)
