"""Commands: what somebody wants to change, as typed values that turn rows into edits."""

from placement.service.desk.commands import (  # each is known by its name once it is read
    addresses,
    birth,
    comments,
    corrections,
    decisions,
    exits,
    merge,
    offers,
    overrides,
    referral,
    rows,
    scenarios,
    showing,
    split,
    stays,
)

__all__ = [
    "addresses",
    "birth",
    "comments",
    "corrections",
    "decisions",
    "exits",
    "merge",
    "offers",
    "overrides",
    "referral",
    "rows",
    "scenarios",
    "showing",
    "split",
    "stays",
]
