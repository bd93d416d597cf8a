"""H02: no minor who is alone, and nobody whose age is unclear, in the plan for adults."""

from datetime import date
from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import AgeStatus, Person
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source
from placement.domain.value import ALWAYS, FOREVER
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    age_status: AgeStatus
    guardian_until: date


class Where(NamedTuple):
    """It reads nothing of a place: no place in the plan is right."""


SAYS = {
    AgeStatus.MINOR_UNACCOMPANIED: "alone",
    AgeStatus.MINOR_ACCOMPANIED: "guardian_not_confirmed",
    AgeStatus.UNCLEAR: "age_unclear",
}


class WithGuardian:
    """Age unclear means minor here, and a guardian whom no human confirmed is no guardian."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:  # noqa: ARG002 - any place
        """From the day on which no confirmed adult guardian is there: no start; an alarm for a held stay."""
        if who.age_status is AgeStatus.ADULT:
            return ()
        since = ALWAYS if who.age_status is AgeStatus.MINOR_UNACCOMPANIED else who.guardian_until
        if since == FOREVER:
            return ()
        found = Objection(
            Level.ABSOLUTE, SAYS[who.age_status], reason=Reason.ASSESSMENT, since=since, blocks=Blocks.START
        )
        return found.and_held()


RULE = Rule(
    id="minor_alone",
    code="H02",
    levels=(Level.ABSOLUTE,),
    title=Sentence("Ingen mindreårige alene blant voksne", "No minor alone among adults"),
    because=Sentence(
        "Barn uten avklart verge skal til barnevernet; uavklart alder regnes som barn til den er avklart.",
        "A child without a confirmed guardian goes to child welfare; unclear age counts as child.",
    ),
    source=Source(
        "Etter Bufdir: regnes som mindreårig til alderen er avklart; tilbud for voksne gjelder fra 18 år",
        "Bufdir: treat as a minor until the age is clarified; offers for adults are 18+",
        DESIGNED,
    ),
    says={
        "alone": Sentence(
            "Enslig mindreårig: ta kontakt med barnevernet.", "A minor who is alone: contact child welfare."
        ),
        "guardian_not_confirmed": Sentence(
            "Ingen har bekreftet at barnet har vergen sin i husstanden: ta kontakt med barnevernet.",
            "Nobody has confirmed that the child's guardian is in the household: contact child welfare.",
        ),
        "age_unclear": Sentence(
            "Alderen er ikke avklart. Da regnes personen som barn: ta kontakt med barnevernet.",
            "The age is not clarified. The person then counts as a child: contact child welfare.",
        ),
    },
    parts=(WithGuardian(),),
)
