"""G12: who needs quiet lives where it is quiet."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the goal reads of a household."""

    needing_quiet: int


class Where(NamedTuple):
    """What it reads of a stay."""

    quiet: bool


@dataclass(frozen=True)
class Quiet:
    """A place is quiet where all its rooms are known to be."""

    between = (Household, Stay)
    points_each: int = 30

    def points(self, who: Who, stay: Where) -> int:
        """For each member whose need is not met."""
        return 0 if stay.quiet else self.points_each * who.needing_quiet


RULE = Rule(
    id="quiet",
    code="G12",
    levels=(Level.SOFT,),
    title=Sentence("Ro til den som trenger det", "Quiet for who needs it"),
    because=Sentence("Den som ikke får sove, kommer seg ikke.", "Who cannot sleep does not recover."),
    source=Source(
        "Etter prinsippene for traumebevisst omsorg; poengene er valgt i prosjektet",
        "Trauma-informed care; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence("Noen som trenger ro, får det ikke her.", "Somebody needs quiet and lacks it here.")
    },
    parts=(Quiet(),),
    settings=(
        Setting(
            "points_each",
            30,
            "points",
            Sentence("Poeng for hver som ikke får ro", "Points for each whose need of quiet is not met"),
        ),
    ),
)
