"""H24: the unit gets its notice, or says that it can receive sooner, and its days to make a room ready."""

from datetime import date
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.domain.value import ALWAYS
from placement.domain.views import Span
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """Nothing: the rule is the same for everybody."""


class Where(NamedTuple):
    """What it reads of a place."""

    ready_from: date
    turnaround: tuple[Span, ...]


class ReadyToReceive:
    """Only the beginning of a stay is barred; who lives there is not concerned."""

    between = (Household, Place)

    def objections(self, _who: Who, where: Where) -> tuple[Objection, ...]:
        """Until the notice is over, and while a room is made ready after somebody leaves."""
        found = []
        if where.ready_from != ALWAYS:
            found.append(
                Objection(
                    Level.HARD,
                    "notice",
                    facts(on=where.ready_from),
                    Reason.NO_BED,
                    until=where.ready_from,
                    blocks=Blocks.START,
                )
            )
        found += [
            Objection(
                Level.HARD, "turnaround", facts(on=t.until), Reason.NO_BED, t.since, t.until, Blocks.START
            )
            for t in where.turnaround
        ]
        return tuple(found)


RULE = Rule(
    id="notice",
    code="H24",
    levels=(Level.HARD,),
    title=Sentence("Boligen er klar til å ta imot", "The home is ready to receive"),
    because=Sentence(
        "En dør som ikke er klar, er en dårlig velkomst; svarer boligen «ja, i natt», så gjelder det.",
        "A door that is not ready is a poor welcome; when the home answers “yes, tonight”, that counts.",
    ),
    source=Source(
        "Valgt i prosjektet; tallene bestemmer hver enhet selv",
        "Design choice; the figures are each unit's own",
        DESIGNED,
    ),
    says={
        "notice": Sentence(
            "Klar for innflytting tidligst {on}.", "Ready to move into on {on} at the earliest."
        ),
        "turnaround": Sentence("Rommet gjøres i stand til {on}.", "The room is being made ready until {on}."),
    },
    # the day on which a room is made ready is the day on which somebody leaves it
    neutral=frozenset({"turnaround"}),
    parts=(ReadyToReceive(),),
    held_is_task=True,
)
