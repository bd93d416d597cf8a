"""G06: a move or a bed cuts as few ties as possible: to a programme, a school, a kindergarten, work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.value import overlap
from placement.domain.views import Tie, Ways
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class GoesOn:
    """What a person attends goes on; a held enrolment yields to nothing but a bed."""

    points_each: int = 50

    def build(self, terms: Terms) -> None:
        """`points_each` for each current enrolment (`week.enrolled`) that does not go on."""
        for one in terms.week.enrolled:
            terms.points_if((), [terms.attends(one.person, one.programme)], self.points_each)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each current enrolment that the plan gives up."""
        for one in seen.week.enrolled:
            if (one.person, one.programme) in seen.given_up:
                yield Charge(self.points_each, seen.household_of(one), "given_up")


class Who(NamedTuple):
    """What the goal reads of a household."""

    ties: tuple[Tie, ...]


class Where(NamedTuple):
    """What it reads of a stay."""

    ways: Ways
    start: date
    until: date


@dataclass(frozen=True)
class WithinReach:
    """A school, kindergarten or work that holds on some day of the stay is not too far from the new home.

    One tie a place, however many days a week; one appointment on a date is none. A way that nobody has measured is
    too far where it leaves the home's own area.
    """

    between = (Household, Stay)
    points_each: int = 50
    minutes_free: int = 45

    def points(self, who: Who, stay: Where) -> int:
        """For each tie of a member that is out of reach."""
        here = (t for t in who.ties if overlap(t.since, t.until, stay.start, stay.until))
        far = {(t.person, t.kind, t.area) for t in here if stay.ways.minutes(t.area) > self.minutes_free}
        return self.points_each * len(far)


RULE = Rule(
    id="continuity",
    code="G06",
    levels=(Level.SOFT,),
    title=Sentence("Det som er i gang, fortsetter", "What has begun goes on"),
    because=Sentence(
        "Skolen, jobben og kurset er det som er vanlig i et liv som ikke er det.",
        "School, work and course are what is ordinary in a life that is not.",
    ),
    source=Source(
        "Etter råd om midlertidig bolig for utsatte og erfaringer fra krisesentre; poengene er valgt i prosjektet",
        "Guidance on temporary housing and experience of crisis centres; design choice of points",
        DESIGNED,
    ),
    says={
        "given_up": Sentence(
            "Et tilbud avsluttes fordi det ikke lar seg forene med boplassen.",
            "A programme is given up since it does not go with the place to live.",
        ),
        "lost": Sentence(
            "Skole, barnehage eller jobb blir for langt unna.",
            "School, kindergarten or work would be too far away.",
        ),
    },
    parts=(GoesOn(), WithinReach()),
    settings=(
        Setting(
            "points_each", 50, "points", Sentence("Poeng for hvert bånd som ryker", "Points for each tie cut")
        ),
        Setting(
            "minutes_free",
            45,
            "minutes",
            Sentence(
                "Minutter til skole, barnehage eller jobb som ikke kutter båndet",
                "Minutes to school, kindergarten or work that cut no tie",
            ),
        ),
    ),
)
