"""H25: what was declined is not offered again while the reason holds."""

from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source
from placement.domain.views import Span
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household."""

    tier: Tier | None
    declined: tuple[Span, ...]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str


class NotAgain:
    """A no is a normal outcome: it is remembered for as long as its reason holds. P0 may ask again."""

    between = (Household, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One for each declined offer of the unit, within its dates."""
        waived = "P0" if who.tier is Tier.P0 else ""
        return tuple(
            Objection(
                Level.HARD,
                "declined",
                (),
                Reason.CONSENT,
                offer.since,
                offer.until,
                Blocks.START,
                waived=waived,
            )
            for offer in who.declined
            if offer.name == where.unit_alias
        )


RULE = Rule(
    id="declined",
    code="H25",
    levels=(Level.HARD,),
    title=Sentence("Et takket nei blir husket", "A declined offer is remembered"),
    because=Sentence(
        "Et nei som må sies om igjen, er et press.", "A no that must be said again and again is pressure."
    ),
    source=Source(
        "Etter Fafo-rapport 2007:40: det er vanlig å takke nei, og det forteller noe",
        "Fafo report 2007:40: declining is common and informative",
        DESIGNED,
    ),
    says={
        "declined": Sentence(
            "Husstanden har takket nei til denne boligen, og grunnen er der ennå.",
            "The household has declined this unit, and the reason still holds.",
        )
    },
    parts=(NotAgain(),),
    held_is_task=True,
)
