"""G03: the household's ranked wish."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import UnitType
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the goal reads of a household."""

    wishes: tuple[str, ...]


class Where(NamedTuple):
    """What it reads of a stay."""

    unit_alias: str
    district: str
    setting: str | None
    unit_type: UnitType


@dataclass(frozen=True)
class RankedWish:
    """A step of points for each rank below the first; without wishes nothing is lost."""

    between = (Household, Stay)
    points_a_rank: int = 20

    def points(self, who: Who, stay: Where) -> int:
        """0, 1, 2 steps for the first, second, third wish, 3 for anything else."""
        if not who.wishes:
            return 0
        met = (stay.unit_alias, stay.district, stay.setting, str(stay.unit_type))
        rank = next((n for n, wish in enumerate(who.wishes) if wish in met), 3)
        return self.points_a_rank * min(rank, 3)


RULE = Rule(
    id="ranked_wish",
    code="G03",
    levels=(Level.SOFT,),
    title=Sentence("Husstandens eget ønske", "The household's own wish"),
    because=Sentence(
        "Den som har mistet valgene sine, skal få dem tilbake.",
        "Who has lost the power to choose shall have it back.",
    ),
    source=Source(
        "Etter tanken om rettighetsbasert bolig: personen velger selv; poengene er valgt i prosjektet",
        "Rights-based housing: the survivor chooses; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence("Husstanden fikk ikke sitt første ønske.", "The household's first wish was not met.")
    },
    parts=(RankedWish(),),
    settings=(
        Setting(
            "points_a_rank",
            20,
            "points",
            Sentence("Poeng for hvert trinn under første ønske", "Points for each rank below the first wish"),
        ),
    ),
)
