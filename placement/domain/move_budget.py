"""At most so many moves of people who live somewhere in one plan: a limit that a unit may set for itself.

It is a limit on moves that can wait. Nobody stays in danger, or where there is no bed, for the sake of a figure.
"""

from typing import TYPE_CHECKING

from placement.domain.decision import Tier
from placement.domain.household import Household
from placement.domain.tier import must_leave

if TYPE_CHECKING:
    from placement.domain.week import Week

RULE, SETTING = "own_will", "most_moves"
NO_LIMIT = 1_000_000
"""The default."""


def most_moves(week: "Week") -> int:
    """How many moves that can wait a plan may hold, as the rule in force says."""
    parts = (part for rule in week.rules if rule.id == RULE for part in rule.parts)
    return min((getattr(part, SETTING, NO_LIMIT) for part in parts), default=NO_LIMIT)


def counts(week: "Week", household: Household) -> bool:
    """Whether another place for the household is a move that can wait.

    It is none for who lives nowhere; nor in P0 and P1, whoever decided on that; nor where the facts alone would give
    one of these, or what is held tonight breaks an ABSOLUTE rule that protects the household.
    """
    if not week.is_housed(household.alias):
        return False
    return week.tier(household.alias) not in (Tier.P0, Tier.P1) and not must_leave(week, household)
