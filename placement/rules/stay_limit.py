"""H14: nobody stays beyond the unit's limit, with its extension; a warning three weeks before."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.rule import DESIGNED, Blocks, Level, Objection, Reason, Rule, Setting, Source, facts
from placement.domain.value import ALWAYS
from placement.domain.views import Span
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household."""

    extensions: tuple[Span, ...]


class Where(NamedTuple):
    """What it reads of a place."""

    unit_alias: str
    max_stay_nights: int | None


@dataclass(frozen=True)
class WithinLimit:
    """The later of the limit and the extension counts, so that an extension never shortens a stay."""

    between = (Household, Place)
    warning: int = 21

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """Against the nights beyond the limit, and a task from the warning on; no limit, no objection."""
        nights = where.max_stay_nights
        if nights is None:
            return ()
        extended = max((e.until for e in who.extensions if e.name == where.unit_alias), default=ALWAYS)
        if extended == ALWAYS:
            named, over, near, warned = facts(nights=nights), "over", "near", ALWAYS
        else:
            named = facts(nights=nights, until=extended)
            over, near, warned = "over_extended", "near_extended", extended - timedelta(days=self.warning)
        return (
            Objection(Level.HARD, over, named, Reason.STAY_LIMIT, since=extended, after=nights),
            Objection(
                Level.HARD,
                near,
                named,
                Reason.STAY_LIMIT,
                since=warned,
                blocks=Blocks.NOTE,
                after=max(0, nights - self.warning),
            ),
        )


RULE = Rule(
    id="stay_limit",
    code="H14",
    levels=(Level.HARD,),
    title=Sentence("Innenfor boligens lengste botid", "Within the unit's longest stay"),
    because=Sentence(
        "Et midlertidig sted er ikke et hjem; neste sted skal være klart før tiden er ute.",
        "A temporary place is no home; the next one shall be ready before the time is up.",
    ),
    source=Source(
        "Etter Filemons første grense på seks måneder og NAV om midlertidig bolig; varselet er valgt i prosjektet",
        "Filemon's limit of six months at its opening; NAV on temporary housing; warning: design choice",
        DESIGNED,
    ),
    says={
        "over": Sentence(
            "Boligen kan brukes i høyst {nights:natt|netter}.",
            "The home can be used for at most {nights:night|nights}.",
        ),
        "over_extended": Sentence(
            "Boligen kan brukes i høyst {nights:natt|netter}, forlenget til {until}.",
            "The home can be used for at most {nights:night|nights}, extended to {until}.",
        ),
        "near": Sentence(
            "Botiden på {nights:natt|netter} er snart ute.",
            "The longest stay of {nights:night|nights} is nearly over.",
        ),
        "near_extended": Sentence(
            "Den forlengede botiden er ute {until}.", "The extended stay ends on {until}."
        ),
    },
    parts=(WithinLimit(),),
    settings=(
        Setting(
            "warning",
            21,
            "nights",
            Sentence("Netter før grensen da det varsles", "Nights before the limit from which it warns"),
            most=365,
        ),
    ),
)
