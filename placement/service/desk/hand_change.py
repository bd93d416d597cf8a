"""Changes of a draft plan by hand, as values: what a coordinator asks for, before anybody judges it."""

from datetime import date
from typing import Literal

from placement.domain.value import Alias, PlaceAlias, Value


class Give(Value):
    """A household gets this place instead of what the plan gave it. Who is planned there and has no bed left goes."""

    kind: Literal["give"] = "give"
    household: Alias
    place: PlaceAlias
    start: date | None = None
    """The first night; none: the first one that serves best there."""


class Swap(Value):
    """Two households to whom the plan gives places change places; each keeps its own dates."""

    kind: Literal["swap"] = "swap"
    a: Alias
    b: Alias


class TakeAway(Value):
    """A household gets nothing from this plan; where it lives now it stays."""

    kind: Literal["take_away"] = "take_away"
    household: Alias


HandChange = Give | Swap | TakeAway
