"""The law: one rule a file, one goal a file; these two tuples and nothing else."""

from placement.rules import (
    accessibility,
    avoid_area,
    child_suitable,
    gender_zone,
    house_rules,
    intake,
    notice,
    shared_room,
    staffing,
    stay_limit,
)
from placement.rules.goals import (
    cost,
    early_start,
    few_moves,
    one_floor,
    own_room,
    quiet,
    ranked_wish,
    safety_margin,
    scarce_place,
    shared_language,
)

RULES = (
    avoid_area.RULE,
    gender_zone.RULE,
    child_suitable.RULE,
    accessibility.RULE,
    staffing.RULE,
    intake.RULE,
    stay_limit.RULE,
    shared_room.RULE,
    house_rules.RULE,
    notice.RULE,
)
GOALS = (
    few_moves.RULE,
    safety_margin.RULE,
    ranked_wish.RULE,
    one_floor.RULE,
    shared_language.RULE,
    own_room.RULE,
    scarce_place.RULE,
    quiet.RULE,
    cost.RULE,
    early_start.RULE,
)
