"""G16: the way to what a person attends is not long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from placement.domain.activity import first_days
from placement.domain.housing import HousingUnit
from placement.domain.programme import Enrolment, Programme
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.domain.value import FOREVER
from placement.domain.week import Week
from placement.words.sentence import Sentence


def started_pairs(minutes: int, free: int) -> int:
    """Started two minutes of a way beyond those that are free."""
    return max(0, -(-(minutes - free) // 2))


@dataclass(frozen=True)
class ActivityTravel:
    """One way, once a week and programme, from the home of that week's first session. Nowhere costs nothing."""

    points: int = 1
    minutes_free: int = 30
    prices_ways = True
    """So that large weeks can choose homes by it before any row is made."""

    def build(self, terms: Terms) -> None:
        """For each enrolment and each of its `activity.first_days`: `points` a started two minutes over `minutes_free`.

        From the home on that day: the planned place once it begins, else the held one; nowhere costs nothing. For a
        current enrolment only planned homes count, and none if it does not go on. Minutes: `week.travel_minutes`.
        """
        week = terms.week
        for person in terms.people():
            household = week.household_of[person.alias].alias
            for programme in terms.choices(person.alias):
                days = first_days(week, programme, *terms.span(person.alias, programme.alias))
                attends = terms.attends(person.alias, programme.alias)
                terms.points_at_home(household, attends, days, partial(self._from, week, programme))

    def _from(self, week: Week, programme: Programme, home: HousingUnit) -> int:
        """Points of one week's way from a home."""
        over = week.travel_minutes(home, programme) - self.minutes_free
        return self.points * max(0, -(-over // 2))

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each enrolment with its weeks; what somebody attends from where they live costs nothing."""
        week = seen.week
        for one in seen.enrolments:
            programme = week.programme[one.programme]
            days = first_days(week, programme, one.start, one.until or FOREVER)
            homes = (_home(seen, one, day) for day in days)
            late = sum(
                started_pairs(week.travel_minutes(h, programme), self.minutes_free) for h in homes if h
            )
            if late:
                yield Charge(self.points * late, seen.household_of(one))


def _home(seen: Seen, enrolment: Enrolment, day: date) -> HousingUnit | None:
    """Where the goal sees a person on a day; for what they attend already only a planned home counts."""
    household = seen.household_of(enrolment)
    here = seen.on(seen.of(household), day)
    if seen.is_held(enrolment) and all(seen.is_held(stay) for stay in here):
        return None
    return seen.home_on(household, day)


RULE = Rule(
    id="activity_travel",
    code="G16",
    levels=(Level.SOFT,),
    title=Sentence("Kort vei til tilbudene", "A short way to programmes"),
    because=Sentence(
        "En lang vei er den første grunnen til å bli hjemme.",
        "A long way is the first reason to stay at home.",
    ),
    source=Source("Poengene er valgt i prosjektet", "Design choice of points", DESIGNED),
    says={
        "lost": Sentence("Veien til et tilbud er lang.", "The way to a programme is long."),
    },
    parts=(ActivityTravel(),),
    settings=(
        Setting(
            "points",
            1,
            "points",
            Sentence(
                "Poeng for hvert påbegynte annet minutt, hver uke",
                "Points for each started two minutes, each week",
            ),
        ),
        Setting(
            "minutes_free",
            30,
            "minutes",
            Sentence("Minutter én vei som ikke koster noe", "Minutes one way that cost nothing"),
        ),
    ),
)
