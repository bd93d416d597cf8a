"""G19: talks and sessions have an interpreter, a qualified one where possible."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.interpreter import TalkKind
from placement.domain.interpreting import talks_with
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.rules.interpreter import unmet
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class Interpreted:
    """A talk comes first: without it nobody can say yes or no."""

    points: int = 30
    points_session: int = 10
    points_unqualified: int = 3
    points_booked: int = 1
    """Less than any need, so that nobody is booked where a contact talks with them, and hours are left for haste."""

    def build(self, terms: Terms) -> None:
        """Points where no interpreter is booked, only in a week that has interpreters.

        `points` for each talk (`week.talks`) for which none is booked, unless a contact with whom the person can
        talk (`interpreting.talks_with`) cares for the household; `points_session` for each session need of an
        enrolment that goes on or begins, for which none is booked; `points_booked` for each booking, and
        `points_unqualified` for one of an interpreter without a qualification.
        """
        week = terms.week
        for need in terms.needs() if week.interpreters else ():
            person = week.person[need.person]
            booked = {i: terms.interprets(need, i) for i in terms.interpreters_for(need)}
            if need.kind is TalkKind.SESSION:
                attends = terms.attends(need.person, need.programme)
                terms.points_if([attends], booked.values(), self.points_session)
            else:
                household = week.household_of[need.person].alias
                could = (week.contact[alias] for alias in terms.contacts_of(household))
                enough = terms.cares(household, [c.alias for c in could if talks_with(week, c, person)])
                terms.points_if((), [*booked.values(), enough], self.points)
            for interpreter, fact in booked.items():
                qualified = week.interpreter[interpreter].qualification is not None
                unqualified = 0 if qualified else self.points_unqualified
                terms.points_if([fact], (), self.points_booked + unqualified)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """Charges for what is unmet, then for each booking, and more for one of the unqualified."""
        week = seen.week
        for need in unmet(seen):
            points = self.points_session if need.kind is TalkKind.SESSION else self.points
            yield Charge(points, week.household_of[need.person].alias)
        for booking in seen.plan.bookings:
            yield Charge(self.points_booked, seen.household_of(booking), "booked")
            if week.interpreter[booking.interpreter].qualification is None:
                yield Charge(self.points_unqualified, seen.household_of(booking), "unqualified")


RULE = Rule(
    id="interpreted",
    code="G19",
    levels=(Level.SOFT,),
    title=Sentence("Tolk til samtaler og økter", "An interpreter for talks and sessions"),
    because=Sentence(
        "Et ja som ikke er forstått, er ikke noe ja.", "A yes that was not understood is no yes."
    ),
    source=Source(
        "Etter tolkeloven §§ 6–7 om bruk av kvalifisert tolk; poengene er valgt i prosjektet",
        "Interpreting Act §§ 6–7 on the use of qualified interpreters; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence("Noen mangler tolk.", "Somebody lacks an interpreter."),
        "booked": Sentence("En time hos en tolk er brukt.", "An hour of an interpreter is used."),
        "unqualified": Sentence(
            "En tolk uten kategori i Tolkeregisteret er satt opp.",
            "An interpreter in no category of the register is booked.",
        ),
    },
    parts=(Interpreted(),),
    settings=(
        Setting(
            "points",
            30,
            "points",
            Sentence("Poeng for en samtale uten tolk", "Points for a talk without one"),
        ),
        Setting(
            "points_session",
            10,
            "points",
            Sentence("Poeng for en økt uten tolk", "Points for a session without an interpreter"),
        ),
        Setting(
            "points_unqualified",
            3,
            "points",
            Sentence("Poeng for en tolk uten kategori", "Points for an interpreter in no category"),
        ),
        Setting(
            "points_booked",
            1,
            "points",
            Sentence("Poeng for hver tolk som er satt opp", "Points for each booking of an interpreter"),
        ),
    ),
)
