"""G10: a new programme is one that the person can follow in a language of their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from placement.domain.language import assessed, follows
from placement.domain.programme import EnrolmentKind
from placement.domain.rule import DESIGNED, Charge, Level, Rule, Setting, Source
from placement.domain.seen import Seen
from placement.domain.terms import Terms
from placement.words.sentence import Sentence


@dataclass(frozen=True)
class ProgrammeLevel:
    """A level that nobody assessed is below what is asked; an interpreter, whoever brings them, is second best."""

    points: int = 35

    def build(self, terms: Terms) -> None:
        """`points` for each new enrolment of a person in a programme that they do not follow (`language.follows`)."""
        levels = assessed(terms.week.instance.language_levels)
        for person in terms.people():
            current = {e.programme for e in terms.week.enrolled_of.get(person.alias, ())}
            for programme in terms.choices(person.alias):
                if programme.alias not in current and not follows(person, programme, levels):
                    terms.points_if([terms.attends(person.alias, programme.alias)], (), self.points)

    def check(self, seen: Seen) -> Iterator[Charge]:
        """A charge for each new enrolment below the level, or only through an interpreter."""
        levels = assessed(seen.week.instance.language_levels)
        for one in seen.enrolments:
            person, programme = seen.week.person[one.person], seen.week.programme[one.programme]
            if one.kind is EnrolmentKind.NEW and not follows(person, programme, levels):
                yield Charge(self.points, seen.household_of(one))


RULE = Rule(
    id="programme_level",
    code="G10",
    levels=(Level.SOFT,),
    title=Sentence("Et språk som personen kan følge med på", "A language that the person can follow"),
    because=Sentence(
        "Den som ikke forstår, slutter, og tror at det er hen det er noe galt med.",
        "Who does not understand leaves, and thinks that the fault is theirs.",
    ),
    source=Source("Poengene er valgt i prosjektet", "Design choice of points", DESIGNED),
    says={
        "lost": Sentence(
            "Noen begynner på et tilbud på et språk som de kan for lite av.",
            "Somebody begins a programme in a language of which they know too little.",
        )
    },
    parts=(ProgrammeLevel(),),
    settings=(
        Setting(
            "points",
            35,
            "points",
            Sentence(
                "Poeng for hver påmelding under språknivået",
                "Points for each enrolment below the language level",
            ),
        ),
    ),
)
