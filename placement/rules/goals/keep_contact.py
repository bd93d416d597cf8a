"""G05: who has a contact keeps them, and nobody is without one."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class KeepContact:
    """A week without contacts plans none, and nobody is charged for it."""

    points: int = 50
    points_without: int = 300

    def build(self, terms: Terms) -> None:
        """Points for each household, only in a week that has contacts.

        `points_without` if no contact cares for it; `points` a member if it has a contact (`week.assigned`) and
        another one cares for it. A household that loses its contact to nobody costs `points_without` alone.
        """
        week = terms.week
        for household in week.households if week.contacts else ():
            before, could = week.assigned.get(household.alias), terms.contacts_of(household.alias)
            terms.points_if((), [terms.cares(household.alias, could)], self.points_without)
            if before:
                others = terms.cares(household.alias, [contact for contact in could if contact != before])
                terms.points_if([others], (), self.points * len(household.members))

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each household without a contact, or with another one than it has."""
        for household in seen.week.households if seen.week.contacts else ():
            now, before = seen.contact_of(household.alias), seen.week.assigned.get(household.alias)
            if now is None:
                yield Charge(self.points_without, household.alias, "without")
            elif before not in (None, now):
                yield Charge(self.points * len(household.members), household.alias, "changed")


RULE = Rule(
    id="keep_contact",
    code="G05",
    levels=(Level.SOFT,),
    title=Sentence("Behold kontaktpersonen", "Keep the contact"),
    because=Sentence(
        "Tillit tar tid, og å fortelle alt en gang til er en belastning.",
        "Trust takes time, and to tell everything once more is a burden.",
    ),
    source=Source(
        "Etter ordningen med primærkontakt og plan på krisesentrene; poengene er valgt i prosjektet",
        "Primary contacts and plans of crisis centres; design choice of points",
        DESIGNED,
    ),
    says={
        "changed": Sentence("Husstanden får en annen kontaktperson.", "The household gets another contact."),
        "without": Sentence("Husstanden har ingen kontaktperson.", "The household has no contact."),
    },
    parts=(KeepContact(),),
    settings=(
        Setting(
            "points",
            50,
            "points",
            Sentence(
                "Poeng for hver som får en annen kontaktperson", "Points for each who gets another contact"
            ),
        ),
        Setting(
            "points_without",
            300,
            "points",
            Sentence("Poeng for en husstand uten kontaktperson", "Points for a household without a contact"),
        ),
    ),
)
