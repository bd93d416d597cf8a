"""H04: the unit lies outside each member's active avoid areas."""

from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import Danger, Person, Threat
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.domain.views import Avoided
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    avoids: tuple[Avoided, ...]
    areas_asked: bool
    threat: Threat | None


class Where(NamedTuple):
    """What it reads of a place."""

    district: str


class OutsideAvoidAreas:
    """Absolute where the threat is high or acute; a threat that nobody assessed counts as high."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One for each avoid area that the place lies in, and a task where nobody asked."""
        danger = Danger.HIGH if who.threat is None else who.threat.danger
        level = Level.ABSOLUTE if danger.rank >= Danger.HIGH.rank else Level.HARD
        found = [
            Objection(level, "inside", facts(until=a.until), Reason.AREA, a.since, a.until)
            for a in who.avoids
            if a.area == where.district
        ]
        if not who.areas_asked:
            found.append(Objection(Level.HARD, "not_asked", blocks=Blocks.NOTE))
        return tuple(found)


RULE = Rule(
    id="avoid_area",
    code="H04",
    levels=(Level.HARD, Level.ABSOLUTE),
    title=Sentence("Utenfor områder personen skal unngå", "Outside areas that the person must avoid"),
    because=Sentence(
        "Å bo der utnytteren ferdes kan koste livet; et område har alltid en dato for ny vurdering.",
        "Living where the exploiter moves about can cost a life; an area always has a review date.",
    ),
    source=Source(
        "Valgt i prosjektet, etter Bergen-saken fra 2018 og britiske inntaksspørsmål om risiko nå",
        "Design choice, on the Bergen case of 2018 and the UK intake questions on current risk",
        DESIGNED,
    ),
    says={
        "inside": Sentence(
            "Boligen ligger i et område personen skal unngå (til {until}).",
            "The home lies in an area that the person must avoid (until {until}).",
        ),
        "not_asked": Sentence(
            "Spør hvilke områder personen skal unngå.", "Ask which areas the person must avoid."
        ),
    },
    parts=(OutsideAvoidAreas(),),
)
