"""The answer of one planning run."""

from placement.domain.stay import Stay, StayKind
from placement.domain.value import Value

SCHEMA_VERSION = 1


class Plan(Value):
    """What the plan begins (NEW) and what it proposes to people who are housed (PROPOSAL), in order of alias."""

    schema_version: int = SCHEMA_VERSION
    instance_hash: str = ""
    stays: tuple[Stay, ...] = ()

    @property
    def starts(self) -> tuple[Stay, ...]:
        """Stays that begin without further consent to a move."""
        return tuple(s for s in self.stays if s.kind is StayKind.NEW)

    @property
    def proposals(self) -> tuple[Stay, ...]:
        """Moves that await consent."""
        return tuple(s for s in self.stays if s.kind is StayKind.PROPOSAL)
