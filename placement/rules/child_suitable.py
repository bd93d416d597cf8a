"""H10: children live where children can live, with school or kindergarten in reach when they stay long."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.housing import Place
from placement.domain.person import AgeBand, Person
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Setting, Source, facts
from placement.words.sentence import Sentence

SCHOOLED = frozenset({AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN})
"""Bands with a kindergarten or school, 2 to 17 years."""


class Who(NamedTuple):
    """What the rule reads of a person."""

    maybe_child: bool
    age_band: AgeBand | None
    tier: Tier | None


class Where(NamedTuple):
    """What it reads of a place."""

    children_ok: bool | None
    schools: frozenset[AgeBand]


@dataclass(frozen=True)
class FitForChildren:
    """A unit of which nobody knows is not suitable; a child of unknown age needs every school."""

    between = (Person, Place)
    nights: int = 28

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Against the unit at once, and against what is missing at that age after four weeks."""
        if not who.maybe_child:
            return ()
        found = []
        if where.children_ok is not True:
            found.append(Objection(Level.HARD, "not_for_children", reason=Reason.FAMILY_ROOM))
        needed = SCHOOLED if who.age_band is None else SCHOOLED & {who.age_band}
        if needed - where.schools:
            waived = "P0" if who.tier is Tier.P0 else ""
            found.append(
                Objection(
                    Level.HARD,
                    "no_school",
                    facts(nights=self.nights),
                    Reason.FAMILY_ROOM,
                    after=self.nights,
                    waived=waived,
                )
            )
        return tuple(found)


RULE = Rule(
    id="child_suitable",
    code="H10",
    levels=(Level.HARD,),
    title=Sentence(
        "Boligen er egnet for barn, med skole eller barnehage",
        "The home is fit for children, with a school or kindergarten",
    ),
    because=Sentence(
        "Et barn skal ha et trygt sted å leke og sove, og en hverdag når oppholdet blir langt.",
        "A child needs a safe place to play and sleep, and everyday life when the stay grows long.",
    ),
    source=Source(
        "Etter krisesenterlova om barns behov; fire uker uten skole er valgt i prosjektet",
        "Crisis-centre law on children's needs; design choice of four weeks without school",
        DESIGNED,
    ),
    says={
        "not_for_children": Sentence(
            "Boligen er ikke egnet for barn.", "The home is not suitable for children."
        ),
        "no_school": Sentence(
            "Ingen skole eller barnehage for alderen i nærheten; oppholdet kan vare høyst {nights:natt|netter}.",
            "No school or kindergarten for this age is in reach; the stay can last at most {nights:night|nights}.",
        ),
    },
    parts=(FitForChildren(),),
    settings=(
        Setting(
            "nights",
            28,
            "nights",
            Sentence(
                "Netter et barn kan bo uten skole eller barnehage",
                "Nights that a child can stay without school or kindergarten",
            ),
            most=28,
        ),
    ),
)
