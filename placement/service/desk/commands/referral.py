"""Somebody new comes into care."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.fact import Edit
from placement.domain.household import Household, Situation
from placement.domain.person import OF_AGE, AgeBand, AgeStatus, Gender, LanguageCode, Person, Secrecy, Threat
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import Alias, Value
from placement.service.desk.commands.command import CannotDo, Command, added
from placement.service.desk.commands.lookup import body_of, new, not_after, values
from placement.service.desk.snapshot import Snapshot

PEOPLE = ("persons", "households", "outsiders")
LOTS = 10_000
"""Lots are drawn below this number, or below ten times the number of households where that is more."""


class Child(Value):
    """A child who came with somebody."""

    alias: Alias
    age_band: AgeBand

    @model_validator(mode="after")
    def _is_a_child(self) -> Self:
        if self.age_band.youngest >= OF_AGE:
            raise ValueError("who is of age is no child")
        return self


class ReferHousehold(Command):
    """A household of one person and the children with them: the least that a plan can be made of. The rest comes later.

    What is not said is what nobody knows, and every rule reads that on the safe side. Until somebody assesses a child,
    it is protected as the one it came with: whoever looks for one of them finds both.
    """

    name: ClassVar[str] = "refer_household"
    alias: Alias
    """Of the household, and of the first of them."""
    referral: date
    lot: Annotated[int, Field(ge=0)]
    """Drawn (`draw_lot`): it decides between households that are equal in all else."""
    situation: Situation = Situation.UNKNOWN
    child_at_risk: bool = False
    gender: Gender = Gender.PREFER_NOT
    age_status: AgeStatus = AgeStatus.UNCLEAR
    age_band: AgeBand | None = None
    languages: frozenset[LanguageCode] = frozenset()
    secrecy: Secrecy | None = None
    threat: Threat | None = None
    housing: ConsentAnswer | None = None
    """What they said of a place to live, whichever kind; none: nobody has asked."""
    children: tuple[Child, ...] = ()
    guardian_confirmed: bool = False
    """Whether a human confirmed that they are the children's guardian (H02)."""
    case_group: Alias | None = None
    group_arrival: Alias | None = None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The household and its people, what they said, and who is whose guardian."""
        not_after(facts, self.referral)
        names = [self.alias, *(child.alias for child in self.children)]
        taken = any(facts.body(table, one) for table in PEOPLE for one in names)
        if taken or len(set(names)) < len(names):
            raise CannotDo("the alias is taken.", todo="Take another one.", code="alias_taken")
        people = [self._first(), *map(self._child, self.children)]
        household = Household(
            alias=self.alias, members=tuple(people), referral=self.referral, situation=self.situation,
            situation_since=self.referral, child_at_risk=self.child_at_risk, lot=self.lot,
            group_arrival=self.group_arrival,
        )  # fmt: skip
        yield added("households", body_of(household), key=self.alias)
        for person in people:
            yield added("persons", {"household": self.alias, **body_of(person)}, key=person.alias)
        if self.housing is not None:
            yield new("consents", Consent(person=self.alias, answer=self.housing, on=self.referral))
        for child in self.children:
            yield new("relations", self._guardian(child))

    def _first(self) -> Person:
        return Person(
            alias=self.alias, gender=self.gender, age_status=self.age_status, age_band=self.age_band,
            languages=self.languages, secrecy=self.secrecy, threat=self.threat, case_group=self.case_group,
        )  # fmt: skip

    def _child(self, child: Child) -> Person:
        return Person(
            alias=child.alias, age_status=AgeStatus.MINOR_ACCOMPANIED, age_band=child.age_band,
            secrecy=self.secrecy, threat=self.threat,
        )  # fmt: skip

    def _guardian(self, child: Child) -> Relation:
        return Relation(
            a=self.alias, b=child.alias, kind=RelationKind.GUARDIAN, since=self.referral,
            confirmed=self.guardian_confirmed,
        )  # fmt: skip


class ReferGroup(Command):
    """Several households that come at once; all of them are written down, or none."""

    name: ClassVar[str] = "refer_group"
    members: Annotated[tuple[ReferHousehold, ...], Field(min_length=2)]

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """Those of each."""
        names = [n for one in self.members for n in (one.alias, *(child.alias for child in one.children))]
        if len(set(names)) < len(names):
            raise CannotDo("the alias is taken.", todo="Take another one.", code="alias_taken")
        for one in self.members:
            yield from one.edits(facts)


def draw_lot(facts: Snapshot) -> int:
    """A lot that nobody has, drawn so that nobody can guess or choose it (domain: drawn at referral)."""
    taken = {one.lot for _, one in values(facts, "households")}
    most = max(LOTS, 10 * len(taken))
    while (lot := 1 + secrets.randbelow(most)) in taken:
        pass
    return lot
