"""H11: the unit and every room of the place have what a member's body needs."""

from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import Access, Person
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    access_needs: frozenset[Access]


class Where(NamedTuple):
    """What it reads of a place."""

    access: frozenset[Access]


class HasWhatIsNeeded:
    """What nobody has written down is not there."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One, naming all that is missing."""
        missing = who.access_needs - where.access
        if not missing:
            return ()
        return (Objection(Level.HARD, "lacks", facts(missing=missing), Reason.ACCESS),)


RULE = Rule(
    id="accessibility",
    code="H11",
    levels=(Level.HARD,),
    title=Sentence("Boligen er tilgjengelig for personen", "The home is accessible to the person"),
    because=Sentence(
        "Et trygt sted er ikke trygt for den som ikke kommer inn, ut eller hører alarmen.",
        "A safe place is not safe for who cannot get in, get out, or notice the alarm.",
    ),
    source=Source(
        "Etter krisesenterlova om individuell tilrettelegging og EU-direktiv 2024/1712",
        "Crisis-centre law on individual adaptation; EU directive 2024/1712",
        DESIGNED,
    ),
    says={"lacks": Sentence("Boligen har ikke dette: {missing}.", "The home lacks: {missing}.")},
    parts=(HasWhatIsNeeded(),),
)
