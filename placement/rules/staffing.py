"""H12: somebody is on duty as much as a member needs support."""

from typing import NamedTuple

from placement.domain.housing import Place, Staffing
from placement.domain.person import Person
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence

UNKNOWN_SUPPORT = 2
"""Support that somebody needs about whom nobody has said it: staff by day."""


class Who(NamedTuple):
    """What the rule reads of a person."""

    support: int | None


class Where(NamedTuple):
    """What it reads of a place."""

    staffing: Staffing | None


class EnoughStaff:
    """Staffing that nobody knows is none."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One where the unit's staffing is below the support that the person needs."""
        needed = UNKNOWN_SUPPORT if who.support is None else who.support
        staffing = where.staffing or Staffing.NONE
        if staffing.rank >= needed:
            return ()
        says = "unknown_support" if who.support is None else "too_little"
        wanted = facts(needed=list(Staffing)[needed], staffing=staffing)
        return (Objection(Level.HARD, says, wanted, Reason.STAFFING),)


RULE = Rule(
    id="staffing",
    code="H12",
    levels=(Level.HARD,),
    title=Sentence(
        "Bemanning nok til støtten personen trenger", "Enough staff for the support that is needed"
    ),
    because=Sentence(
        "Den som trenger hjelp om natten, skal ikke være alene om natten.",
        "Who needs help at night shall not be alone at night.",
    ),
    source=Source(
        "Etter praksis i døgnbemannede botilbud (Lauras hus, Filemon); nivåene er valgt i prosjektet",
        "Practice of round-the-clock staffed shelters (Lauras Hus, Filemon); design choice of levels",
        DESIGNED,
    ),
    says={
        "too_little": Sentence(
            "For personen må bemanningen minst være slik: {needed}. Her er den slik: {staffing}.",
            "The person needs at least this staffing: {needed}. The home has: {staffing}.",
        ),
        "unknown_support": Sentence(
            "Støttebehovet er ikke kartlagt. "
            "Til da må bemanningen minst være slik: {needed}. Her er den slik: {staffing}.",
            "The need for support is not mapped. "
            "Until then at least this staffing is needed: {needed}. The home has: {staffing}.",
        ),
    },
    parts=(EnoughStaff(),),
)
