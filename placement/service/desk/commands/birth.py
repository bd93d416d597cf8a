"""A child is born into a household."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from placement.domain.fact import Edit
from placement.domain.person import AgeBand, AgeStatus, Gender, Person
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command, added
from placement.service.desk.commands.lookup import as_of, body_of, household_of, new, values
from placement.service.desk.snapshot import Snapshot


class Birth(Command):
    """A baby of a member of the household.

    It has its mother's address protection and threat, the areas that she must avoid, and the harmful links that protect
    her: whoever looks for her can find her by the child, also once the two no longer live together, and a human takes
    away more easily what does not hold than they think of what is missing. All else nobody knows.
    """

    name: ClassVar[str] = "birth"
    household: Alias
    mother: Alias
    alias: Alias
    gender: Gender | None = None
    guardian_confirmed: bool = False
    """Whether a human confirmed that she is its guardian (H02)."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The child, its guardian, and from whom and what it is kept."""
        household = household_of(facts, self.household)
        mother = next((p for p in household.members if p.alias == self.mother), None)
        if mother is None:
            raise CannotDo("she is not of the household.", todo="Name one of its members.", code="not_member")
        if any(facts.body(table, self.alias) for table in ("persons", "households", "outsiders")):
            raise CannotDo("the alias is taken.", todo="Take another one.", code="alias_taken")
        yield added("persons", {"household": self.household, **body_of(self._child(mother))}, key=self.alias)
        guardian = Relation(
            a=self.mother,
            b=self.alias,
            kind=RelationKind.GUARDIAN,
            since=as_of(facts),
            confirmed=self.guardian_confirmed,
        )
        yield new("relations", guardian)
        yield from self._areas(facts)
        yield from self._links(facts)

    def _child(self, mother: Person) -> Person:
        return Person(
            alias=self.alias,
            age_status=AgeStatus.MINOR_ACCOMPANIED,
            age_band=AgeBand.BABY,
            gender=self.gender or Gender.PREFER_NOT,
            secrecy=mother.secrecy,
            threat=mother.threat,
            areas_asked=mother.areas_asked,
        )

    def _areas(self, facts: Snapshot) -> Iterator[Edit]:
        for _, row in values(facts, "avoid_areas"):
            if row.person == self.mother and row.until > as_of(facts):
                yield new("avoid_areas", row.but(person=self.alias))

    def _links(self, facts: Snapshot) -> Iterator[Edit]:
        """Those that protect her. Whoever else stands in the link is its source: a baby harms nobody."""
        for _, row in values(facts, "relations"):
            if row.kind not in HARMFUL or row.until <= as_of(facts):
                continue
            if self.mother == row.b or (self.mother == row.a and row.protected == self.mother):
                if row.protected not in (None, self.mother):
                    continue
                other = row.a if self.mother == row.b else row.b
                protected = None if row.protected is None else self.alias
                yield new("relations", row.but(a=other, b=self.alias, protected=protected))
