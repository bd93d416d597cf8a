"""G08: who wishes a room of their own gets one where possible."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the goal reads of a household."""

    wishing_own_room: int


class Where(NamedTuple):
    """What it reads of a stay."""

    shared: bool


@dataclass(frozen=True)
class OwnRoom:
    """A share of a room counts as sharing, also while the other bed stands empty."""

    between = (Household, Stay)
    points_each: int = 45

    def points(self, who: Who, stay: Where) -> int:
        """For each member who shares against their wish."""
        return self.points_each * who.wishing_own_room if stay.shared else 0


RULE = Rule(
    id="own_room",
    code="G08",
    levels=(Level.SOFT,),
    title=Sentence("Eget rom til den som ønsker det", "A room of one's own for who wishes it"),
    because=Sentence(
        "En dør man kan lukke selv, er begynnelsen på et eget liv.",
        "A door that one can close oneself is the beginning of a life of one's own.",
    ),
    source=Source(
        "Etter tanken om rettighetsbasert bolig: personen velger selv; poengene er valgt i prosjektet",
        "Rights-based housing: the survivor chooses; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence("Noen deler rom mot eget ønske.", "Somebody shares a room against their own wish."),
    },
    parts=(OwnRoom(),),
    settings=(
        Setting(
            "points_each",
            45,
            "points",
            Sentence(
                "Poeng for hver som deler mot eget ønske", "Points for each who shares against their wish"
            ),
        ),
    ),
)
