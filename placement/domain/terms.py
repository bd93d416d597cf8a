"""The words with which plan rules and goals are built; the solver speaks them."""

from typing import Any, Protocol


class Terms(Protocol):
    """What `build` may use. No rule sees a column or a row."""

    week: Any
