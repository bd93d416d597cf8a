"""G07: an adult of the household has a language in common with staff on duty."""

from dataclasses import dataclass
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Staffing
from placement.domain.rule import DESIGNED, Level, Rule, Setting, Source
from placement.domain.stay import Stay
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the goal reads of a household."""

    adult_languages: frozenset[str]


class Where(NamedTuple):
    """What it reads of a stay."""

    staff_languages: frozenset[str]
    staffing: Staffing | None


@dataclass(frozen=True)
class SharedLanguage:
    """Without staff, or where staffing is unknown, nobody is on duty; unknown languages are not shared."""

    between = (Household, Stay)
    points_each: int = 45

    def points(self, who: Who, stay: Where) -> int:
        """Lost where nobody of the household can talk with anybody on duty."""
        on_duty = stay.staffing not in (None, Staffing.NONE)
        return 0 if on_duty and who.adult_languages & stay.staff_languages else self.points_each


RULE = Rule(
    id="shared_language",
    code="G07",
    levels=(Level.SOFT,),
    title=Sentence("Et felles språk med de som er på vakt", "A language in common with the staff on duty"),
    because=Sentence(
        "Trygghet begynner med å kunne si fra.", "Safety begins with being able to say something."
    ),
    source=Source(
        "Etter Bufdirs inntaksliste (morsmål, tolk); poengene er valgt i prosjektet",
        "Intake list of Bufdir (mother tongue, interpreter); design choice of points",
        DESIGNED,
    ),
    says={
        "lost": Sentence(
            "Ingen på vakt snakker et språk som husstanden kan.",
            "Nobody on duty speaks a language that the household knows.",
        )
    },
    parts=(SharedLanguage(),),
    settings=(
        Setting(
            "points_each",
            45,
            "points",
            Sentence(
                "Poeng for en husstand uten felles språk", "Points for a household without a shared language"
            ),
        ),
    ),
)
