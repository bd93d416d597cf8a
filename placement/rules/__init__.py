"""The law: one rule a file, one goal a file; these two tuples and nothing else."""

from placement.rules import avoid_area, shared_room
from placement.rules.goals import ranked_wish

RULES = (avoid_area.RULE, shared_room.RULE)
GOALS = (ranked_wish.RULE,)
