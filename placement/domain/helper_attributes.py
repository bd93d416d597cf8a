"""Derived attributes that rules about contacts and interpreters declare, and what a move may cut."""

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from placement.domain.contact import Contact, Impartiality
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.interpreting import BOOKED_DAYS
from placement.domain.person import Secrecy
from placement.domain.programme import TIES
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import ALWAYS, Answer
from placement.domain.views import Span, Tie, Ways

if TYPE_CHECKING:
    from placement.domain.week import Week


class HelperAttributes:
    """A part of `Attributes`."""

    week: "Week"

    def _household_highest_secrecy(self, household: Household) -> Secrecy:
        """The highest grade of a member; one that nobody clarified counts as `fortrolig`."""
        grades = [Secrecy.FORTROLIG if p.secrecy is None else p.secrecy for p in household.members]
        return max(grades, key=lambda grade: grade.rank)

    # -- conflicts of interest
    def _household_conflicts(self, household: Household) -> frozenset[str]:
        """Contacts and interpreters who have a conflict of interest, by any of their answers."""
        return self._who_said(household, Answer.YES)

    def _household_impartial(self, household: Household) -> frozenset[str]:
        """Contacts and interpreters who said that they have none."""
        return self._who_said(household, Answer.NO)

    def _who_said(self, household: Household, answer: Answer) -> frozenset[str]:
        """What was said of a household holds for those who were split off."""
        rows = [
            r
            for alias in (household.alias, household.origin)
            for r in self._answers_about.get(alias or "", ())
        ]
        return frozenset(r.helper for r in rows if r.conflict is answer)

    @cached_property
    def _answers_about(self) -> dict[str, list[Impartiality]]:
        found: dict[str, list[Impartiality]] = {}
        for row in self.week.instance.impartiality:
            found.setdefault(row.household, []).append(row)
        return found

    # -- interpreters
    def _household_linked_interpreters(self, household: Household) -> tuple[Span, ...]:
        """Interpreters with a link to a member, and until when: any row but one that says nothing to note.

        A link of tomorrow counts today, as between those who are placed here.
        """
        members = {p.alias for p in household.members}
        found = set()
        for row in self._links_of_interpreters:
            for member, other in ((row.a, row.b), (row.b, row.a)):
                if member in members and other in self.week.interpreter:
                    found.add(Span(other, ALWAYS, row.until))
        return tuple(sorted(found))

    @cached_property
    def _links_of_interpreters(self) -> tuple[Relation, ...]:
        known = self.week.interpreter.keys()
        rows = (r for r in self.week.instance.relations if known & {r.a, r.b})
        return tuple(r for r in rows if r.kind is not RelationKind.NEUTRAL)

    # -- contacts
    def _contact_away_until(self, contact: Contact) -> date | None:
        """Until when a contact is away who is away all of the coming week; else none."""
        rows = [(a.since, a.until) for a in self.week.instance.absences if a.contact == contact.alias]
        until = self.week.as_of
        for since, end in sorted(rows):
            if since <= until < end:
                until = end
        return until if until >= self.week.as_of + timedelta(days=BOOKED_DAYS) else None

    # -- ties
    @cached_property
    def _ties(self) -> dict[str, list[Tie]]:
        """Household -> what its members go to every week, from today on, where an area is known."""
        found: dict[str, set[Tie]] = {}
        for row in self.week.instance.appointments:
            weekly = row.weekday is not None and row.kind in TIES and row.until > self.week.as_of
            if weekly and row.district is not None and row.person in self.week.person:
                tie = Tie(row.person, row.kind, row.district, row.since, row.until)
                found.setdefault(self.week.household_of[row.person].alias, set()).add(tie)
        return {household: sorted(ties) for household, ties in found.items()}

    @cached_property
    def _tied_areas(self) -> list[str]:
        return sorted({tie.area for ties in self._ties.values() for tie in ties})

    def _household_ties(self, household: Household) -> tuple[Tie, ...]:
        return tuple(self._ties.get(household.alias, ()))

    def _place_ways(self, place: Place) -> Ways:
        """To every area to which somebody has a tie."""
        ways = ((area, self.week.way(place.unit.district, area)) for area in self._tied_areas)
        return Ways(place.unit.district, tuple((area, way.minutes) for area, way in ways if way))
