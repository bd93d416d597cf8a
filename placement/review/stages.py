"""Who got a place, and when: the stages of each tier, recomputed (docs/model.md §23, §24)."""

from collections.abc import Mapping

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.review import TierStages
from placement.domain.stay import Stay
from placement.domain.value import Nights
from placement.domain.week import MAX_PLACES, UNPLACED, Week
from placement.review.options import glance


def stages(week: Week, good: Mapping[str, Stay]) -> tuple[TierStages, ...]:
    """The stages of P0 to P3. `good` holds each household's planned stay where nothing is breached by it."""
    return tuple(_of_tier(week, tier, good) for tier in Tier)


def nights_without(week: Week, household: Household, stay: Stay | None) -> Nights:
    """Nights of the household's window that the stay leaves uncovered; 35 for who gets none."""
    window = week.window(household)
    if window is None or stay is None or stay.until is None:
        return UNPLACED
    return window.missing(stay.start, stay.until)


def _of_tier(week: Week, tier: Tier, good: Mapping[str, Stay]) -> TierStages:
    everybody = week.in_tier(tier)
    nights = [nights_without(week, h, good.get(h.alias)) for h in everybody]
    late = [(h, n) for h, n in zip(everybody, nights, strict=True) if n > 0]
    glances = [glance(week, h) for h, _ in late]
    waiting = sum(week.waiting_days(h) for h, _ in late)
    ease = sum(MAX_PLACES - one.places for one in glances)
    lot_nights = sum(n * (len(late) - place) for place, (_, n) in enumerate(late))
    return TierStages(
        tier=tier.value,
        nights=sum(nights),
        not_in_time=len(late),
        waiting_days=waiting,
        ease=ease,
        flags=tuple(int(n > 0) for n in nights),
        lot_nights=lot_nights,
        impossible=sum(not one.in_time for one in glances),
    )
