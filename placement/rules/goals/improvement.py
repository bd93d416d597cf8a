"""G18: who lives safely but wishes for something better (P4) is offered it where that costs nobody a bed."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class Improvement:
    """No stage, only points: need goes before wish."""

    points: int = 60

    def build(self, terms: Terms) -> None:
        """Points for each housed household that wishes it, has no tier, and is given nothing."""
        for h in terms.week.households:
            if h.improvement_wish and terms.week.is_housed(h.alias) and terms.week.tier(h.alias) is None:
                terms.points_unless_placed(h.alias, self.points)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each such household without a planned stay."""
        week = seen.week
        for household in week.households:
            wishes = household.improvement_wish and week.is_housed(household.alias)
            offered = not all(seen.is_held(stay) for stay in seen.of(household.alias))
            if wishes and not offered and week.tier(household.alias) is None:
                yield Charge(self.points, household.alias)


RULE = Rule(
    id="improvement",
    code="G18",
    levels=(Level.SOFT,),
    title=Sentence("Ønske om noe bedre", "A wish for something better"),
    because=Sentence(
        "Et trygt sted er ikke alltid et godt sted; den som venter tålmodig, skal ikke glemmes.",
        "A safe place is not always a good one; whoever waits patiently shall not be forgotten.",
    ),
    source=Source("Poengene er valgt i prosjektet", "Design choice of points", DESIGNED),
    says={"lost": Sentence("Ønsket om noe bedre er ikke møtt.", "The wish for something better is not met.")},
    parts=(Improvement(),),
    settings=(
        Setting(
            "points",
            60,
            "points",
            Sentence("Poeng for hvert ønske som ikke er møtt", "Points for each wish unmet"),
        ),
    ),
)
