"""The two languages of every text, and what libraries call them."""

from typing import Literal

Lang = Literal["nb", "en"]

LANGUAGES: tuple[Lang, ...] = ("nb", "en")
"""Norwegian bokmål first: it is the default everywhere."""

LOCALES: dict[Lang, str] = {"nb": "nb_NO", "en": "en_GB"}
"""Lang -> locale of dates and numbers."""


def language(wanted: str | None) -> Lang:
    """The language for a word such as `en`, `en-GB` or `nb_NO`; Norwegian for everything else."""
    return "en" if (wanted or "").lower().startswith("en") else "nb"
