"""What the judge says of a plan with more moves than the unit allows itself."""

from placement.domain.rule import DESIGNED, Level, Rule, Source
from placement.words.sentence import Sentence

BUDGET = Rule(
    id="move_budget",
    code="",
    levels=(Level.HARD,),
    title=Sentence(
        "Høyst så mange flyttinger som enheten tillater", "No more moves than the unit allows itself"
    ),
    because=Sentence(
        "Hver flytting er en belastning, og noen må følge den opp. Flytting fra fare telles aldri.",
        "Each move is a burden, and somebody must see it through. A move out of danger is never counted.",
    ),
    source=Source(
        "Valgt i prosjektet: grensen er enhetens egen, og gjelder bare flyttinger som kan vente",
        "Design choice: the limit is the unit's own, and is about moves that can wait alone",
        DESIGNED,
    ),
    says={
        "too_many": Sentence(
            "Planen har {moves:flytting|flyttinger} som kan vente. Grensen er {most}.",
            "The plan has {moves:move|moves} that can wait. The limit is {most}.",
        ),
    },
    parts=(),
)
