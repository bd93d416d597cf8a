"""A text in both languages, with named facts in braces."""

from typing import NamedTuple


class Sentence(NamedTuple):
    """One template in Norwegian bokmål and English; `{name}` is replaced by the fact of that name."""

    nb: str
    en: str
