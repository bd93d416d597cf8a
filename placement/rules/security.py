"""H06: the unit is at least as secure as the threat is grave, and the threat has been assessed."""

from typing import NamedTuple

from placement.domain.decision import Tier
from placement.domain.housing import Place
from placement.domain.person import Danger, Person, Threat
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    threat: Threat | None
    tier: Tier | None


class Where(NamedTuple):
    """What it reads of a place."""

    security: int | None


class SecureEnough:
    """At night: security against the threat (low 0, medium 1, high 2, acute 3). Unknown security is 0."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Who was never assessed counts as high; P0 changes nothing here."""
        danger = Danger.HIGH if who.threat is None else who.threat.danger
        if (where.security or 0) >= danger.rank:
            return ()
        says = "too_low" if who.threat else "too_low_unassessed"
        return (Objection(Level.HARD, says, facts(threat=danger), Reason.SECURITY),)


class Assessed:
    """At the start: an assessment that is still valid. P0 starts without one, and a 48-hour task follows."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """No start unassessed or once that has expired; in P0 an expired one counts as medium at least."""
        acute = who.tier is Tier.P0
        waived = "P0" if acute else ""
        security = where.security or 0
        if who.threat is None:
            says = "assess_in_time" if acute else "never_assessed"
            return (
                Objection(Level.HARD, says, reason=Reason.ASSESSMENT, blocks=Blocks.START, waived=waived),
            )
        since = who.threat.valid_until
        named = facts(on=since)
        found = [
            Objection(Level.HARD, "renew_in_time" if acute else "expired", named, Reason.ASSESSMENT, since,
                      blocks=Blocks.START, waived=waived)
        ]  # fmt: skip
        # a last assessment of medium or more already asks for that at night
        if acute and who.threat.danger is Danger.LOW and security < Danger.MEDIUM.rank:
            found.append(
                Objection(Level.HARD, "expired_too_low", named, Reason.SECURITY, since, blocks=Blocks.START)
            )
        return tuple(found)


RULE = Rule(
    id="security",
    code="H06",
    levels=(Level.HARD,),
    title=Sentence("Sikkerhet etter trusselnivå", "Security to match the threat"),
    because=Sentence(
        "Låser og vakt må stå mot den som leter; en gammel vurdering sier lite om i natt.",
        "Locks and staff must hold against whoever is searching; an old assessment says little of tonight.",
    ),
    source=Source(
        "Etter forskrift om krisesentre § 3 (fysisk sikkerhet) og § 4 a (kartlegging av trusler), og Bufdir",
        "Regulation on crisis centres § 3 (physical security) and § 4 a (threat mapping); Bufdir",
        DESIGNED,
    ),
    says={
        "too_low": Sentence(
            "Boligen er ikke sikker nok mot {threat}.",
            "The unit's security is too low for the threat level ({threat}).",
        ),
        "too_low_unassessed": Sentence(
            "Trusselen er aldri vurdert og regnes som {threat}. Boligen er ikke sikker nok.",
            "The threat was never assessed and counts as {threat}. The unit's security is too low.",
        ),
        "never_assessed": Sentence("Trusselen er ikke vurdert.", "The threat has not been assessed."),
        "assess_in_time": Sentence(
            "Trusselen er ikke vurdert. Vurder trusselen innen 48 timer.",
            "The threat has not been assessed. Assess it within 48 hours.",
        ),
        "renew_in_time": Sentence(
            "Trusselvurderingen har utløpsdato {on}. Vurder trusselen på nytt innen 48 timer.",
            "The threat assessment's expiry date is {on}. Assess the threat again within 48 hours.",
        ),
        "expired": Sentence(
            "Trusselvurderingen har utløpsdato {on} – vurder på nytt.",
            "The threat assessment's expiry date is {on} – assess again.",
        ),
        "expired_too_low": Sentence(
            "Trusselvurderingen har utløpsdato {on}. "
            "Da regnes trusselen som minst middels, og boligen er ikke sikker nok.",
            "The assessment's expiry date is {on}. "
            "Then the threat counts as at least medium, and the unit's security is too low.",
        ),
    },
    parts=(SecureEnough(), Assessed()),
)
