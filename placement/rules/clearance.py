"""H05: the unit is cleared for each member's secrecy grade."""

from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import Person, Secrecy
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    secrecy: Secrecy | None


class Where(NamedTuple):
    """What it reads of a place."""

    clearance: Secrecy | None


class Cleared:
    """A grade that nobody clarified counts as `fortrolig`; a unit whose clearance is unknown has none."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Against every night in a unit below the person's grade."""
        grade = Secrecy.FORTROLIG if who.secrecy is None else who.secrecy
        cleared = Secrecy.NONE if where.clearance is None else where.clearance
        if cleared.rank >= grade.rank:
            return ()
        says = "not_clarified" if who.secrecy is None else "not_cleared"
        return (Objection(Level.ABSOLUTE, says, facts(grade=grade), Reason.SECURITY),)


RULE = Rule(
    id="clearance",
    code="H05",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Boligen er klarert for adressegraderingen", "The unit is cleared for the secrecy grade"),
    because=Sentence(
        "En skjult adresse er bare så skjult som det minst skjermede stedet den er kjent.",
        "A hidden address is only as hidden as the least protected place where it is known.",
    ),
    source=Source(
        "Etter ordningen med adressesperre hos politi og barnevern; skalaen er valgt i prosjektet",
        "Address protection (adressesperre) by police or child welfare; the scale: design choice",
        DESIGNED,
    ),
    says={
        "not_cleared": Sentence(
            "Stedet er ikke klarert for den som har {grade}.",
            "The unit is not cleared for the person's secrecy grade ({grade}).",
        ),
        "not_clarified": Sentence(
            "Adressegraderingen er ikke avklart. Den regnes som {grade}, og det er stedet ikke klarert for.",
            "The secrecy grade is not clarified. It counts as {grade}, and the unit is not cleared for that.",
        ),
    },
    parts=(Cleared(),),
)
