"""H17: a unit where the person will not live."""

from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import Person
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source
from placement.domain.views import Span
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    vetoes: tuple[Span, ...]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str


class NoVeto:
    """Each member's own veto counts for the household; without a row there is no veto."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Within the dates of the row: no start; during a stay an alarm and a task."""
        return tuple(said for veto in who.vetoes if veto.name == where.unit_alias for said in _against(veto))


def _against(veto: Span) -> tuple[Objection, ...]:
    no = Objection(Level.HARD, "vetoed", (), Reason.CONSENT, veto.since, veto.until, Blocks.START)
    return (
        *no.and_held(),
        Objection(Level.HARD, "talk", since=veto.since, until=veto.until, blocks=Blocks.NOTE),
    )


RULE = Rule(
    id="veto",
    code="H17",
    levels=(Level.HARD,),
    title=Sentence("Personens eget nei til et sted", "The person's own no to a place"),
    because=Sentence(
        "Den som sier nei til et sted, kan ha en grunn som ingen andre kjenner.",
        "Whoever says no to a place may have a reason that nobody else knows.",
    ),
    source=Source(
        "Etter Europarådets konvensjon mot menneskehandel art. 12 nr. 7 og tanken om rettighetsbasert bolig",
        "Council of Europe convention against trafficking, art. 12 (7); rights-based housing",
        DESIGNED,
    ),
    says={
        "vetoed": Sentence("Personen vil ikke bo her.", "The person does not want to live here."),
        "talk": Sentence(
            "Snakk med personen om hvorfor, og om hva hen ønsker i stedet.",
            "Talk with the person about why, and about what they wish instead.",
        ),
    },
    parts=(NoVeto(),),
)
