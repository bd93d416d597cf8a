"""H23: the unit takes in pets, smoking or substance use where a member brings it."""

from typing import NamedTuple

from placement.domain.housing import Place
from placement.domain.person import Habit, Person
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Source, facts
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    habits: frozenset[Habit]


class Where(NamedTuple):
    """What it reads of a place."""

    accepts: frozenset[Habit]


class AcceptedThere:
    """What the unit has not accepted in so many words is not accepted."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One, naming all that is not accepted; a task for who lives there already."""
        excluded = who.habits - where.accepts
        if not excluded:
            return ()
        return Objection(
            Level.HARD, "not_accepted", facts(habits=excluded), Reason.LANGUAGE, blocks=Blocks.START
        ).and_held()


RULE = Rule(
    id="house_rules",
    code="H23",
    levels=(Level.HARD,),
    title=Sentence("Husreglene stenger ikke ute", "The house rules exclude nobody who moves in"),
    because=Sentence(
        "Den som må skjule hunden eller rusen, mister plassen; bedre et sted som vet og tåler det.",
        "Who must hide the dog or the drug loses the place; better a place that knows and can take it.",
    ),
    source=Source(
        "Etter plikten til å gi et likeverdig tilbud når et krisesenter avviser noen med rusproblemer",
        "Crisis centres that turn away people with substance problems owe an equal alternative",
        DESIGNED,
    ),
    says={
        "not_accepted": Sentence(
            "Boligen har ikke sagt ja til: {habits}.", "The home has not said yes to: {habits}."
        ),
    },
    parts=(AcceptedThere(),),
    held_is_task=True,
)
