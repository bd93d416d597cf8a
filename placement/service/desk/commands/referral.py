"""Somebody new comes into care."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from placement.domain.fact import Edit
from placement.domain.household import Household, Situation
from placement.domain.person import AgeBand, AgeStatus, Gender, LanguageCode, Person, Secrecy, Threat
from placement.domain.value import Alias
from placement.service.desk.commands.command import CannotDo, Command, added
from placement.service.desk.commands.lookup import body_of, not_after, values
from placement.service.desk.snapshot import Snapshot

LOTS = 10_000
"""Lots are drawn below this number, or below ten times the number of households where that is more."""


class ReferHousehold(Command):
    """A household of one person: the least that a plan can be made of. Others, and all else, are written down later.

    What is not said is what nobody knows, and every rule reads that on the safe side.
    """

    name: ClassVar[str] = "refer_household"
    alias: Alias
    """Of the household, and of its first person."""
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

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The household and its first person."""
        not_after(facts, self.referral)
        if any(facts.body(table, self.alias) for table in ("persons", "households", "outsiders")):
            raise CannotDo("the alias is taken.", todo="Take another one.", code="alias_taken")
        first = Person(
            alias=self.alias, gender=self.gender, age_status=self.age_status, age_band=self.age_band,
            languages=self.languages, secrecy=self.secrecy, threat=self.threat,
        )  # fmt: skip
        household = Household(
            alias=self.alias, members=(first,), referral=self.referral, situation=self.situation,
            situation_since=self.referral, child_at_risk=self.child_at_risk, lot=self.lot,
        )  # fmt: skip
        yield added("households", body_of(household), key=self.alias)
        yield added("persons", {"household": self.alias, **body_of(first)}, key=self.alias)


def draw_lot(facts: Snapshot) -> int:
    """A lot that nobody has, drawn so that nobody can guess or choose it (domain: drawn at referral)."""
    taken = {one.lot for _, one in values(facts, "households")}
    most = max(LOTS, 10 * len(taken))
    while (lot := 1 + secrets.randbelow(most)) in taken:
        pass
    return lot
