"""What stands against a change by hand, and whether two people may set it aside."""

from datetime import date
from typing import Literal, NamedTuple

from placement.domain.decision import OverrideReason
from placement.service.desk.commands.overrides import GrantOverride


class SetAside(NamedTuple):
    """A rule that is broken, and the way out."""

    code: str
    text: str
    """What is broken, in words."""
    way: Literal["two_people", "answer", "never"]
    """HARD: with a reason, a second person and an end. GATE: record the assessment. ABSOLUTE: nobody."""
    households: tuple[str, ...] = ()
    where: str = ""
    """The unit, programme or helper that the override names."""
    since: date | None = None
    until: date | None = None

    def command(self, reason: OverrideReason, by: str, second: str) -> GrantOverride:
        """What to ask a second person for. Raises ValueError unless the way is `two_people`."""
        raise NotImplementedError
