"""H20: nobody is moved against their will."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.move_budget import NO_LIMIT
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Setting, Source
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household. `moves_agreed`: units to which every adult has agreed to move."""

    is_housed: bool
    moves_agreed: frozenset[str]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str


@dataclass(frozen=True)
class OwnMove:
    """For somebody housed another place is a proposal until each adult's own row about that move says yes."""

    between = (Household, Place)
    most_moves: int = NO_LIMIT
    """Of one plan, as far as they can wait (`placement.domain.move_budget`): no pair can say it."""

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Bars the stay, never the proposal."""
        if not who.is_housed or where.unit_alias in who.moves_agreed:
            return ()
        return (Objection(Level.ABSOLUTE, "not_agreed", reason=Reason.CONSENT, blocks=Blocks.MOVE),)


RULE = Rule(
    id="own_will",
    code="H20",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Ingen flyttes mot sin vilje", "Nobody is moved against their will"),
    because=Sentence(
        "Å bli flyttet er i seg selv en belastning; et nytt brudd skal personen ha valgt.",
        "Being moved is a harm in itself; a new break must be the person's own choice.",
    ),
    source=Source(
        "Etter Bufdir: flytting bare når det er nødvendig og egnet, og med samtykke",
        "Bufdir: a move only when necessary and suitable, and with consent",
        DESIGNED,
    ),
    says={
        "not_agreed": Sentence(
            "Å flytte krever et eget ja og en grunn.", "A move needs its own consent and a reason."
        )
    },
    parts=(OwnMove(),),
    settings=(
        Setting(
            "most_moves",
            NO_LIMIT,
            "moves",
            Sentence(
                "Høyst så mange flyttinger som kan vente, i én plan",
                "At most so many moves that can wait, in one plan",
            ),
        ),
    ),
)
