"""Why a household is not elsewhere: what speaks against another place, who would be pushed out, what it would cost."""

from functools import lru_cache
from typing import NamedTuple

from placement.domain.household import Household
from placement.domain.plan import Plan
from placement.domain.review import Finding
from placement.domain.week import Week
from placement.review.form import form_findings
from placement.review.options import choices
from placement.review.reasons import alone, nearest
from placement.service.desk.by_hand import tried
from placement.service.desk.commands.command import CannotDo
from placement.service.desk.difference import Judgement, between
from placement.service.desk.hand_change import Give, beside, known, stay_there
from placement.service.desk.kept_plan import Kept
from placement.service.findings import said
from placement.service.homes import spot
from placement.service.rows import Said
from placement.service.veil import veiled
from placement.words.language import Lang
from placement.words.texts import texts


class WhyNot(NamedTuple):
    """What speaks against another place, or what it would cost."""

    place: str
    """The alias of the place that was looked at: of a unit the nearest to being possible."""
    name: str
    """In words."""
    blocking: tuple[Said, ...]
    """What the household's own rules say; empty exactly where it has an option there."""
    clashes: tuple[Said, ...]
    """What would be broken because of others, or of the plan as a whole."""
    pushes: tuple[str, ...]
    """Households that would lose the place that this plan gives them."""
    cost: int | None
    """Points more than the plan as it is (fewer, where below 0); none where its own rules speak against it."""
    tiers: tuple[str, ...]
    """Tiers that would be served worse, in words."""

    @property
    def is_open(self) -> bool:
        """Whether nothing but wishes speaks against it."""
        return not (self.blocking or self.clashes or self.pushes)


def why_not(kept: Kept, household: str, where: str, lang: Lang) -> WhyNot:
    """Why not in this place, or in this unit (then its nearest place).

    Args:
        kept: The plan.
        household: Alias.
        where: Alias of a place or of a unit.
        lang: The language of the texts.

    Raises:
        CannotDo: There is no such household, place or unit.
    """
    found = _why_not(kept.week, kept.plan, kept.whom(household), where, lang)
    return veiled(found, kept.untold, texts(lang))


@lru_cache(maxsize=256)
def _why_not(week: Week, plan: Plan, household: str, where: str, lang: Lang) -> WhyNot:
    who = known(week, household)
    places = [p.alias for p in week.places if where in (p.alias, p.unit.alias)]
    if not places:
        raise CannotDo("there is no such place.", todo="Choose one from the list.", code="no_place")
    able = [c.place.alias for c in choices(week, who) if c.spans and c.place.alias in places]
    if not able:
        return _barred(week, plan, who, places, lang)
    near = nearest(week, beside(week, _without(plan, household)), who, able)
    return _possible(week, plan, who, near[0].place if near else able[0], lang)


def _without(plan: Plan, household: str) -> Plan:
    return plan.but(stays=tuple(s for s in plan.stays if s.household != household))


def _barred(week: Week, plan: Plan, household: Household, places: list[str], lang: Lang) -> WhyNot:
    """In the place against which the fewest rules speak."""
    found = {place: _against(week, household, place) for place in places}
    place = min(found, key=lambda one: (len({f.rule for f in found[one]}), one))
    _ = texts(lang)
    name = spot(week, place, _)
    # where neither a rule nor a date speaks against it, it is none of the options as it is the household's already
    told = said(week, plan, found[place], lang) or (
        Said(household.alias, name, _("The place is held for the household already."), ""),
    )
    return WhyNot(place, name, told, (), (), None, ())


def _against(week: Week, household: Household, place: str) -> tuple[Finding, ...]:
    """What speaks against the whole stay that the household would need there."""
    stay = stay_there(week, household, place)
    found = [one.finding for one in form_findings(week, Plan(stays=(stay,)))]
    for choice in choices(week, household):
        if choice.place.alias == place:
            found += alone(week, household, choice, stay)
    return tuple(dict.fromkeys(found))


def _possible(week: Week, plan: Plan, household: Household, place: str, lang: Lang) -> WhyNot:
    done = tried(week, plan, Give(household=household.alias, place=place))
    after = done.after
    told = between(
        week, Judgement(plan, done.before.review), Judgement(after.plan, after.judged.review), lang
    )
    return WhyNot(
        place=place,
        name=spot(week, place, texts(lang)),
        blocking=(),
        clashes=told.broken,
        pushes=tuple(stay.household for stay in done.stays.pushed),
        cost=told.points_after - told.points_before,
        tiers=tuple(one.after for one in told.tiers if one.is_worse),
    )
