"""H07: each zone of the place is for the person's gender, and the person's own wish about zones holds."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.housing import Place, ZonePolicy
from placement.domain.person import Gender, Person, ZoneWish
from placement.domain.rule import DESIGNED, Level, Objection, Reason, Rule, Source
from placement.domain.views import ZoneRule
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a person."""

    gender: Gender
    zone_wish: ZoneWish
    minor_years: int | None
    has_sure_child: bool


class Where(NamedTuple):
    """What it reads of a place."""

    zone_rules: tuple[ZoneRule, ...]
    is_own_unit: bool


NOT_SHARED = frozenset({ZonePolicy.MIXED, ZonePolicy.FAMILY, ZonePolicy.OWN_UNIT, None})
"""Policies that say nothing of gender: who has the whole unit there lives with nobody of another gender."""
WISHED = {ZoneWish.WOMEN_ONLY: ZonePolicy.WOMEN, ZoneWish.MEN_ONLY: ZonePolicy.MEN}


class FitsEachZone:
    """A man among women is absolute, all else hard; an unclear age counts as adult, the stricter one."""

    between = (Person, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One for each way in which a zone of the place does not fit, however many zones say it."""
        said = [says for zone in where.zone_rules for says in _against(who, zone, own=where.is_own_unit)]
        if who.zone_wish is ZoneWish.OWN_UNIT and not where.is_own_unit:
            said.append("wish_own_unit")
        return tuple(Objection(_level(says), says, reason=Reason.GENDER_ZONE) for says in dict.fromkeys(said))


def _level(says: str) -> Level:
    return Level.ABSOLUTE if says == "man_in_womens_zone" else Level.HARD


def _against(who: Who, zone: ZoneRule, *, own: bool) -> Iterator[str]:
    match zone.policy:
        case None if not own:
            yield "policy_unknown"
        case ZonePolicy.OWN_UNIT if not own:
            yield "own_unit_only"
        case ZonePolicy.WOMEN:
            yield from _among_women(who, zone)
        case ZonePolicy.MEN:
            yield from _among_men(who, zone)
        case ZonePolicy.FAMILY if not who.has_sure_child:
            yield "family_zone"
    if zone.policy in (ZonePolicy.MIXED, ZonePolicy.FAMILY) and not own:
        yield from _needs_yes(who, zone)
    wished = WISHED.get(who.zone_wish)
    if wished and zone.policy is not wished and not (own and zone.policy in NOT_SHARED):
        yield f"wish_{who.zone_wish}"


def _among_women(who: Who, zone: ZoneRule) -> Iterator[str]:
    years = who.minor_years
    if who.gender is Gender.WOMAN or (years is not None and years <= zone.boys_up_to):
        return
    if who.gender is Gender.MAN:
        yield "man_in_womens_zone" if years is None else "boy_too_old"
    yield from _needs_yes(who, zone)


def _among_men(who: Who, zone: ZoneRule) -> Iterator[str]:
    if who.gender is Gender.WOMAN:
        yield "woman_in_mens_zone"
    yield from _needs_yes(who, zone)


def _needs_yes(who: Who, zone: ZoneRule) -> Iterator[str]:
    """Who is neither woman nor man, or would rather not say, needs the zone's explicit yes."""
    if who.gender in (Gender.NON_BINARY, Gender.PREFER_NOT) and not zone.welcomes_non_binary:
        yield "needs_yes"


RULE = Rule(
    id="gender_zone",
    code="H07",
    levels=(Level.HARD, Level.ABSOLUTE),
    title=Sentence(
        "Etasjen passer for kjønn og eget ønske", "The floor fits the person's gender and own wish"
    ),
    because=Sentence(
        "Kvinner og menn skal ha atskilte botilbud, og alle skal kunne føle seg trygge der dørene står åpne.",
        "Women and men have separate accommodation, and everyone must feel safe where the doors stand open.",
    ),
    source=Source(
        "Etter Bufdirs veileder om atskilte lokaler i krisesentre; reglene for hver sone er valgt i prosjektet",
        "Separate premises in crisis centres (Bufdir's guide); policy by zone: design choice",
        DESIGNED,
    ),
    says={
        "man_in_womens_zone": Sentence("Etasjen er for kvinner.", "The floor is for women."),
        "boy_too_old": Sentence(
            "Kvinneetasjen tar ikke imot gutter på denne alderen.",
            "The women's floor does not take boys of this age.",
        ),
        "woman_in_mens_zone": Sentence("Etasjen er for menn.", "The floor is for men."),
        "policy_unknown": Sentence(
            "Det er ikke avklart hvem etasjen er for; til da bare for den som får hele boligen.",
            "It is not settled whom the floor is for; until then only for who gets the whole home.",
        ),
        "own_unit_only": Sentence(
            "Boligen gis bare til én husstand alene.", "The home is only given to one household as a whole."
        ),
        "family_zone": Sentence(
            "Etasjen er for familier med barn.", "The floor is for families with children."
        ),
        "needs_yes": Sentence(
            "Etasjen har ikke sagt ja til personer som er ikke-binære eller ikke vil oppgi kjønn.",
            "The floor has not said yes to people who are non-binary or would rather not state a gender.",
        ),
        "wish_women_only": Sentence(
            "Personen vil bo bare med kvinner.", "The person wishes to live with women only."
        ),
        "wish_men_only": Sentence(
            "Personen vil bo bare med menn.", "The person wishes to live with men only."
        ),
        "wish_own_unit": Sentence("Personen vil ha en egen bolig.", "The person wishes a home of their own."),
    },
    parts=(FitsEachZone(),),
)
