"""That somebody came: a line of a history that names nobody."""

from datetime import date
from typing import Annotated

from pydantic import Field

from placement.domain.profile import Profile
from placement.domain.value import Alias, Value


class Arrival(Value):
    """One household, or so many of one profile on the same day."""

    on: date
    profile: Profile
    households: Annotated[int, Field(ge=1, le=99)] = 1
    group: Alias | None = None
    """Who bear the same word were found together; they are one group, that comes on its first day."""
