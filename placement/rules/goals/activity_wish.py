"""G09: who wishes for a programme gets into one."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class ActivityWish:
    """A wish for one programme, or for any of a kind; one enrolment may meet several."""

    points: int = 40

    def build(self, terms: Terms) -> None:
        """`points` for each wish row of somebody who is here (`week.person`), unless they attend what it means.

        What they attend: current enrolments that go on, and new ones.
        """
        week = terms.week
        for wish in week.instance.activity_wishes:
            if wish.person in week.person:
                meant = (p for p in terms.choices(wish.person) if wish.means(p))
                terms.points_if((), [terms.attends(wish.person, p.alias) for p in meant], self.points)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each wish that nothing meets that the person attends."""
        week = seen.week
        for wish in week.instance.activity_wishes:
            if wish.person in week.person:
                attended = (week.programme[e.programme] for e in seen.attended_by(wish.person))
                if not any(wish.means(programme) for programme in attended):
                    yield Charge(self.points, week.household_of[wish.person].alias)


RULE = Rule(
    id="activity_wish",
    code="G09",
    levels=(Level.SOFT,),
    title=Sentence("Tilbudet som personen ønsker seg", "The programme that the person wishes for"),
    because=Sentence(
        "Det en selv har valgt, er det en går til.", "What people choose themselves is what they go to."
    ),
    source=Source(
        "Etter erfaringer med frivillige tilbud som følger den utsattes valg; poengene er valgt i prosjektet",
        "Survivor-led, voluntary services; design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence(
            "Noen fikk ikke tilbudet de ønsket seg.", "Somebody did not get the programme they wished for."
        )
    },
    parts=(ActivityWish(),),
    settings=(
        Setting(
            "points", 40, "points", Sentence("Poeng for hvert uoppfylt ønske", "Points for each wish unmet")
        ),
    ),
)
