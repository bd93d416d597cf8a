"""Why a household is where a plan has it, and why not elsewhere: from pair rules, goals and the judge."""

from typing import Literal, NamedTuple

from placement.service.desk.kept_plan import Kept
from placement.service.rows import Said
from placement.words.language import Lang


class RuleLine(NamedTuple):
    """One rule about housing, and what it says of this household in this place."""

    code: str
    title: str
    state: Literal["kept", "task", "overridden", "alarm", "broken"]
    sentences: tuple[str, ...]
    """What it says, where it is not simply kept."""


class Strength(NamedTuple):
    """A goal that speaks for the place."""

    title: str
    text: str
    """`Met here; elsewhere it would cost 60 points in 7 of 9 places.`"""


class WhyHere(NamedTuple):
    """Why this place."""

    household: str
    place: str
    """In words; empty where the plan has no place for the household and it lives nowhere."""
    because: str
    """Its priority and why."""
    rules: tuple[RuleLine, ...]
    strengths: tuple[Strength, ...]
    """At most three, the strongest first."""
    given_up: tuple[str, ...]
    """Wishes that are not met here, with their points."""


class WhyNot(NamedTuple):
    """What speaks against another place, or what it would cost."""

    place: str
    """The alias of the place that was looked at: of a unit the nearest to being possible."""
    name: str
    """In words."""
    blocking: tuple[Said, ...]
    """What the household's own rules say; empty exactly where it has an option there."""
    clashes: tuple[Said, ...]
    """What would be broken because of others, or by the plan as a whole."""
    pushes: tuple[str, ...]
    """Households that would lose the place that this plan gives them."""
    cost: int | None
    """Points more than the plan as it is (may be negative); none where rules speak against it."""
    tiers: tuple[str, ...]
    """Tiers that would be served worse, in words."""

    @property
    def is_open(self) -> bool:
        """Whether nothing but wishes speaks against it."""
        return not (self.blocking or self.clashes or self.pushes)


def why_here(kept: Kept, household: str, lang: Lang) -> WhyHere:
    """Why the plan has the household there. Raises CannotDo for an unknown household."""
    raise NotImplementedError


def why_not(kept: Kept, household: str, where: str, lang: Lang) -> WhyNot:
    """Why not in this place, or in this unit (then its nearest place). Raises CannotDo where either is unknown."""
    raise NotImplementedError
