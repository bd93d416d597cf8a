"""An address that somebody dangerous knows: the unit is closed at once, and a plan for those it touches is begun."""

from typing import NamedTuple

from placement.service.desk.burning import ToCall, to_call
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.desk import Desk
from placement.service.desk.jobs import ask_for_plan

EMERGENCY_SECONDS = 60.0
"""How long the plan may be searched for; where it is proved sooner, it is there sooner."""


class Burnt(NamedTuple):
    """What was done: the change, whom it touches as far as whoever did it may know, and the job that plans for them."""

    change: int
    touched: ToCall
    job: int


def burn_address(
    desk: Desk, login: str, command: BurnAddress, *, why: str = "", seconds: float = EMERGENCY_SECONDS
) -> Burnt:
    """Close a unit, and every unit at its entrance, and ask for a plan.

    Args:
        desk: The desk.
        login: Who says so.
        command: The unit whose address is known, and the first night that nobody sleeps there.
        why: Code of the reason.
        seconds: Wall clock for the plan.

    Raises:
        Refused: They may not.
        CannotDo: There is no such unit, or it is closed already.
    """
    whom = to_call(desk, login, command.unit)
    done = carry_out(desk, login, command, why=why)
    return Burnt(done.change, whom, ask_for_plan(desk, login, seconds=seconds))
