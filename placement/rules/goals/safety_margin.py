"""G02: a unit safer than the least that the household's threat requires."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.person import Danger
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the goal reads of a household."""

    highest_danger: Danger


class Where(NamedTuple):
    """What it reads of a stay."""

    security: int | None


@dataclass(frozen=True)
class SafetyMargin:
    """Security that nobody knows is none."""

    between = (Household, Stay)
    points_each: int = 60

    def points(self, who: Who, stay: Where) -> int:
        """Lost where the unit is at most as secure as it must be."""
        return 0 if (stay.security or 0) > who.highest_danger.rank else self.points_each


RULE = Rule(
    id="safety_margin",
    code="G02",
    levels=(Level.SOFT,),
    title=Sentence("Sikrere enn det aller minste", "Safer than the very least"),
    because=Sentence(
        "En trussel kan vokse over natten; da er det godt å bo litt sikrere enn man måtte.",
        "A threat can grow overnight; then it is good to live a little safer than one had to.",
    ),
    source=Source(
        "Etter krisesentrenes plikt til å kartlegge trusler; poengene er valgt i prosjektet",
        "Duty to map threats in crisis centres; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence(
            "Boligen er ikke sikrere enn trusselen krever.", "The home is no safer than the threat requires."
        )
    },
    parts=(SafetyMargin(),),
    settings=(
        Setting(
            "points_each",
            60,
            "points",
            Sentence("Poeng for en husstand uten margin", "Points for a household without a margin"),
        ),
    ),
)
