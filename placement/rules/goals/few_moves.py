"""G01: no move of a housed household; a stay that ends before its need does counts as one."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """Nothing: a move is a harm to everybody."""


class Where(NamedTuple):
    """What the goal reads of a stay."""

    is_move: bool
    improvement: bool
    ends_before_need: bool


@dataclass(frozen=True)
class FewMoves:
    """A move that the household itself wishes for (P4) is none; else no wish could ever be met."""

    between = (Household, Stay)
    points_each: int = 100

    def points(self, _who: Who, stay: Where) -> int:
        """One move now, one that must follow."""
        now = stay.is_move and not stay.improvement
        return self.points_each * (now + stay.ends_before_need)


RULE = Rule(
    id="few_moves",
    code="G01",
    levels=(Level.SOFT,),
    title=Sentence("Så få flyttinger som mulig", "As few moves as possible"),
    because=Sentence(
        "Hver flytting er en belastning, og den neste er tyngre, mest for barn.",
        "Each move is a burden, and the next one a heavier one, most of all for children.",
    ),
    source=Source(
        "Etter Bufdirs veileder om flytting mellom krisesentre; poengene er valgt i prosjektet",
        "Bufdir's guide on moving between crisis centres; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence("Husstanden må flytte, nå eller senere.", "The household must move, now or later.")
    },
    parts=(FewMoves(),),
    settings=(
        Setting("points_each", 100, "points", Sentence("Poeng for hver flytting", "Points for each move")),
    ),
)
