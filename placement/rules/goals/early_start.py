"""G17: a start as soon as the household can move in, where that is possible."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence

DAYS_A_WEEK = 7


class Who(NamedTuple):
    """What the goal reads of a household."""

    first_possible: date


class Where(NamedTuple):
    """What it reads of a stay."""

    start: date


@dataclass(frozen=True)
class EarlyStart:
    """Small, so that a better place is worth some days; that nobody starts too late is the stages' work."""

    between = (Household, Stay)
    points_each: int = 1

    def points(self, who: Who, stay: Where) -> int:
        """For each started week after the first possible start."""
        days = max(0, (stay.start - who.first_possible).days)
        return self.points_each * -(-days // DAYS_A_WEEK)


RULE = Rule(
    id="early_start",
    code="G17",
    levels=(Level.SOFT,),
    title=Sentence("Innflytting så snart det går", "Moving in as soon as it can be"),
    because=Sentence(
        "Ventetid er utrygg tid, også når fristen ikke er ute.",
        "Waiting is unsafe time, even before the deadline.",
    ),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "lost": Sentence("Husstanden kunne ha flyttet inn før.", "The household could have moved in earlier.")
    },
    parts=(EarlyStart(),),
    settings=(
        Setting(
            "points_each",
            1,
            "points",
            Sentence("Poeng for hver påbegynte uke", "Points for each started week"),
        ),
    ),
)
