"""G13: no contact carries more than a fair share of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.load import fair_share, hours_of, load_points
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source, facts
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class FairLoad:
    """Shares follow the hours a week. Who has left works none, and their share is none."""

    points: int = 25

    def build(self, terms: Terms) -> None:
        """`points` for each load point of a contact's households, kept and new, above its fair share.

        The share (`load.fair_share`): the load points of all households of the week, with or without a contact, by
        the contact's hours of all contacts' hours today (`load.hours_of`), rounded up.
        """
        week = terms.week
        work = sum(map(load_points, week.households))
        hours = {c.alias: hours_of(c, week.as_of) for c in week.contacts}
        for contact, mine in hours.items():
            share = fair_share(work, mine, sum(hours.values()))
            terms.points_above(terms.cared_for(contact, load_points), share, self.points)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for what a contact carries too much, put down to the last of their households by lot."""
        week = seen.week
        total = sum(load_points(h) for h in week.households)
        all_hours = sum(hours_of(c, week.as_of) for c in week.contacts)
        for contact in week.contacts:
            mine = [week.household[a.household] for a in seen.followed_by(contact.alias)]
            load = sum(load_points(h) for h in mine)
            share = fair_share(total, hours_of(contact, week.as_of), all_hours)
            if load > share:
                last = max(mine, key=lambda h: (h.lot, h.alias))
                yield Charge(self.points * (load - share), last.alias, facts=facts(points=load, most=share))


RULE = Rule(
    id="fair_load",
    code="G13",
    levels=(Level.SOFT,),
    title=Sentence("Arbeidet er rettferdig fordelt", "The work is shared fairly"),
    because=Sentence(
        "En kontaktperson som bærer for mye, følger ingen opp.",
        "A contact who carries too much follows nobody up.",
    ),
    source=Source("Valgt i prosjektet", "Design choice", DESIGNED),
    says={
        "lost": Sentence(
            "Kontaktpersonen bærer {points:poeng|poeng}; en rettferdig andel er {most}.",
            "The contact carries {points:point|points}; a fair share is {most}.",
        )
    },
    parts=(FairLoad(),),
    settings=(
        Setting(
            "points",
            25,
            "points",
            Sentence(
                "Poeng for hvert belastningspoeng over en rettferdig andel",
                "Points for each load point above a fair share",
            ),
        ),
    ),
)
