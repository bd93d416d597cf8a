"""What a planning run answers, and what it tells on the way."""

from enum import StrEnum
from typing import Literal

from placement.domain.plan import Plan
from placement.domain.review import TierStages
from placement.domain.value import Value


class Status(StrEnum):
    """How a run ended. A plan is read only from the first two."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    OUT_OF_TIME = "out_of_time"
    BAD_MODEL = "bad_model"


CutShort = Literal["", "cancelled", "time", "memory", "crash"]
"""Why a run ended before its answer was proved: somebody asked for it, a limit, or the solver died."""


class Run(Value):
    """A plan with its status. `points` is the goal value claimed, `bound` what no plan can be below."""

    status: Status
    plan: Plan | None = None
    stages: tuple[TierStages, ...] = ()
    stages_proved: bool = False
    points: int | None = None
    bound: int | None = None
    seconds: float = 0.0
    engine: str = ""
    cut_short: CutShort = ""
    clash: tuple[str, ...] = ()
    """Impossible: households whose pins contradict each other (or held stays), none of them needless."""
    set_aside: tuple[str, ...] = ()
    """Households whose pin breaks a rule by itself."""
    differs_from: int = 0
    """So many plans it had to differ from: then all that is proved is proved of those that do."""


Phase = Literal["planning", "rules", "rows", "stages", "goals", "judging", "explaining"]
"""In this order: the solver starts; what rules allow; the model; who is housed; points; the check; the reasons."""


class Progress(Value):
    """How far a run has come: figures alone, nothing about any person."""

    phase: Phase
    tier: str = ""
    """Of the stages: the tier that is being decided."""
    placed: int | None = None
    """Households that the best plan so far gives a place."""
    points: int | None = None
    """Of the best plan so far."""
    bound: int | None = None
    """What no plan with these stages can be below."""
    seconds: float = 0.0
    """Since the run began."""
