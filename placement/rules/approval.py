"""H19: fire and maintenance approval is valid when a stay begins."""

from datetime import date
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.domain.value import ALWAYS, FOREVER
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """It reads nothing of a household: an unsafe house is unsafe for all."""


class Where(NamedTuple):
    """What it reads of a place."""

    approved_until: date


class Approved:
    """The earlier of the two dates counts; no date means not approved. An order to close is a closure."""

    between = (Household, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:  # noqa: ARG002 - for all alike
        """From the day on which the approval has lapsed: no start, and an alarm for who lives there."""
        since = where.approved_until
        if since == FOREVER:
            return ()
        says = "never_approved" if since == ALWAYS else "lapsed"
        named = () if since == ALWAYS else facts(on=since)
        return Objection(Level.HARD, says, named, Reason.NO_BED, since, blocks=Blocks.START).and_held()


RULE = Rule(
    id="approval",
    code="H19",
    levels=(Level.HARD,),
    title=Sentence("Gyldig brann- og vedlikeholdsgodkjenning", "Valid fire and maintenance approval"),
    because=Sentence(
        "Et hus som ingen har sett etter, er ikke et trygt sted.",
        "A house that nobody has inspected is not a safe place.",
    ),
    source=Source(
        "Etter funn fra Care Quality Commission om brannsikkerhet og vedlikehold; valgt i prosjektet",
        "Care Quality Commission: findings on fire safety and maintenance; design choice",
        DESIGNED,
    ),
    says={
        "lapsed": Sentence(
            "Godkjenningen for brann eller vedlikehold har utløpsdato {on} – få den fornyet.",
            "The expiry date of the fire or maintenance approval is {on} – have it renewed.",
        ),
        "never_approved": Sentence(
            "Boligen mangler dato for brann- eller vedlikeholdsgodkjenning.",
            "The unit has no date of fire or maintenance approval.",
        ),
    },
    parts=(Approved(),),
)
