"""A05: nobody is enrolled without their own yes to that activity."""

from datetime import date
from typing import NamedTuple

from placement.domain.consent import ConsentAnswer
from placement.domain.person import Person
from placement.domain.programme import Programme
from placement.domain.rule import DESIGNED, Blocks, Facts, Level, Objection, Reason, Rule, Source, facts
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import Consented
from placement.rules.valid_consent import answer_about
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    activity_consents: tuple[Consented, ...]


class What(NamedTuple):
    """What it reads of a programme."""

    alias: str


class OwnYes:
    """Each for themselves; for a child somebody writes down what its guardian answered. Not asked: no."""

    between = (Person, Programme)

    def objections(self, who: Who, what: What) -> tuple[Objection, ...]:
        """No start without a yes that is still valid; of a current activity the same is an alarm."""
        row = answer_about(who.activity_consents, what.alias)
        if row is None:
            return _against("not_asked")
        if row.answer is not ConsentAnswer.GIVEN:
            says = "withdrawn" if row.answer is ConsentAnswer.WITHDRAWN else "declined"
            return _against(says, facts(on=row.on), row.on)
        return _against("ended", facts(on=row.until), row.until) if row.until < FOREVER else ()


def _against(says: str, named: Facts = (), since: date = ALWAYS) -> tuple[Objection, ...]:
    return Objection(Level.ABSOLUTE, says, named, Reason.CONSENT, since, blocks=Blocks.START).and_held()


RULE = Rule(
    id="activity_consent",
    code="A05",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Samtykke til aktiviteten", "Consent to the activity"),
    because=Sentence(
        "Deltakelse er alltid frivillig, og et nei koster ingenting; ikke spurt betyr nei.",
        "Taking part is always voluntary, and a no costs nothing; not asked means no.",
    ),
    source=Source(
        "Etter Europarådets konvensjon mot menneskehandel art. 12 nr. 7",
        "Council of Europe convention against trafficking, art. 12 (7)",
        DESIGNED,
    ),
    says={
        "not_asked": Sentence(
            "Personen er ikke spurt om hen vil være med på aktiviteten.",
            "The person has not been asked whether they want to take part in the activity.",
        ),
        "declined": Sentence(
            "Personen har sagt nei til aktiviteten ({on}).", "The person has said no to the activity ({on})."
        ),
        "withdrawn": Sentence(
            "Personen har trukket sitt ja til aktiviteten ({on}).",
            "The person has withdrawn their consent to the activity ({on}).",
        ),
        "ended": Sentence(
            "Samtykket til aktiviteten gjelder bare til {on}: spør på nytt.",
            "The consent to the activity holds only until {on}: ask again.",
        ),
    },
    parts=(OwnYes(),),
)
