"""What a planning run answers."""

from enum import StrEnum

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
    clash: tuple[str, ...] = ()
    """Impossible: households whose pins contradict each other (or held stays), none of them needless."""
    set_aside: tuple[str, ...] = ()
    """Households whose pin breaks a rule by itself."""
