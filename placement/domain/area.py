"""Areas by a coarse name (never a point on a map), and who must avoid which."""

from datetime import date
from typing import Annotated

from pydantic import Field

from placement.domain.value import ALWAYS, FOREVER, Alias, Spell, Value


class Area(Value):
    """A district or zone. `setting` is a free word such as `city` or `quiet`, for wishes."""

    alias: Alias
    setting: Alias | None = None


class Travel(Value):
    """Whole minutes between two areas, either way, and the areas that the way passes."""

    a: Alias
    b: Alias
    minutes: Annotated[int, Field(ge=0, le=1440)]
    via: frozenset[Alias] = frozenset()


class AvoidArea(Spell):
    """An area that a person must avoid, until the row is reviewed away or ends."""

    person: Alias
    area: Alias
    since: date = ALWAYS
    until: date = FOREVER
