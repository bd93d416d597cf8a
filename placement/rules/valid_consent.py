"""H01: nobody is housed without their own valid consent to that kind of housing."""

from datetime import date
from typing import NamedTuple

from placement.domain.consent import ConsentAnswer
from placement.domain.housing import Place, UnitType
from placement.domain.person import Person
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.views import Consented
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    maybe_adult: bool
    consents: tuple[Consented, ...]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_type: UnitType


def answer_about(consents: tuple[Consented, ...], kind: str) -> Consented | None:
    """The answer that counts for one kind of housing, or one programme: the one about it, else the one about any.

    A later no to any kind takes back an earlier yes to one, and so does a withdrawal of the same day; a later
    yes to any kind undoes no such no.
    """
    latest = {c.to: c for c in consents}
    own, general = latest.get(kind), latest.get(None)
    if own is None or general is None:
        return own or general
    if general.answer is ConsentAnswer.WITHDRAWN and general.on == own.on:
        return general
    return general if general.answer is not ConsentAnswer.GIVEN and general.on > own.on else own


class OwnConsent:
    """Each adult for themselves, and whoever may be one; a guardian answers for a child. Not asked: no."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """No start without a yes that is still valid; a no during a stay is an alarm, no answer a task."""
        if not who.maybe_adult:
            return ()
        row = answer_about(who.consents, where.unit_type)
        if row is None:
            return _missing("not_asked", "ask")
        if row.answer is ConsentAnswer.GIVEN:
            return _missing("ended", "ask_again", row.until) if row.until < FOREVER else ()
        says = "withdrawn" if row.answer is ConsentAnswer.WITHDRAWN else "declined"
        no = Objection(Level.ABSOLUTE, says, reason=Reason.CONSENT, since=row.on, blocks=Blocks.START)
        return (*no.and_held(), Objection(Level.ABSOLUTE, "talk", since=row.on, blocks=Blocks.NOTE))


def _missing(says: str, task: str, since: date = ALWAYS) -> tuple[Objection, ...]:
    return (
        Objection(Level.ABSOLUTE, says, reason=Reason.CONSENT, since=since, blocks=Blocks.START),
        Objection(Level.ABSOLUTE, task, since=since, blocks=Blocks.NOTE),
    )


RULE = Rule(
    id="valid_consent",
    code="H01",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Gyldig samtykke til denne typen bolig", "Valid consent to this kind of housing"),
    because=Sentence(
        "Den som har vært styrt av andre, bestemmer selv hvor hen vil bo; ikke spurt betyr nei.",
        "Those who were controlled by others decide for themselves where to live; not asked means no.",
    ),
    source=Source(
        "Etter Europarådets konvensjon mot menneskehandel art. 12 nr. 7 og Bufdir om flytting",
        "Council of Europe convention against trafficking, art. 12 (7); Bufdir on transfers",
        DESIGNED,
    ),
    says={
        "not_asked": Sentence(
            "Personen er ikke spurt om samtykke til denne typen bolig.",
            "The person has not been asked for consent to this kind of housing.",
        ),
        "ended": Sentence(
            "Samtykket til denne typen bolig gjelder ikke lenger.",
            "The consent to this kind of housing is no longer valid.",
        ),
        "declined": Sentence(
            "Personen har sagt nei til denne typen bolig.", "The person has said no to this kind of housing."
        ),
        "withdrawn": Sentence(
            "Personen har trukket samtykket til denne typen bolig.",
            "The person has withdrawn their consent to this kind of housing.",
        ),
        "ask": Sentence("Spør personen om samtykke nå.", "Ask the person for consent now."),
        "ask_again": Sentence(
            "Spør personen på nytt: samtykket er utløpt.", "Ask the person again: the consent has ended."
        ),
        "talk": Sentence(
            "Snakk med personen om hva hen vil i stedet.",
            "Talk with the person about what they want instead.",
        ),
    },
    parts=(OwnConsent(),),
)
