"""Which edits can make rows that fitted together fit no longer (`placement.domain.instance.dangling`).

To look at every row of a large week takes longer than to write it. Most edits set a field that no other row is measured
by; after these nothing needs to be looked at again.
"""

from collections.abc import Mapping

from placement.domain.fact import EXTRA, NESTED, SETTINGS, WEEK, Edit
from placement.domain.instance import NAMED

ALSO: Mapping[str, tuple[str, ...]] = {
    "persons": ("age_status", "asked_alone", "stay_together"),
    "households": ("referral",),
    "units": ("district",),
    "relations": ("a", "b", "kind", "protected", "confirmed", "since", "until"),
    "knows_address": ("person",),
    "stays": ("place", "start", "until", "kind"),
    "exits": ("on",),
    "pins": ("place",),
    "overrides": ("households",),
    "travel": ("via",),
    "enrolments": ("start", "kind"),
    "assignments": ("kind",),
    "language_levels": ("language",),
}
"""Table -> fields that are looked at, beside those that name another row."""


def fields_that_fit(table: str) -> frozenset[str]:
    """The fields of a table by which its rows, or others, fit or do not."""
    outer = (NESTED[table].names,) if table in NESTED else ()
    return frozenset((*outer, *NAMED.get(table, ()), *ALSO.get(table, ()), "alias"))


def can_misfit(edit: Edit) -> bool:
    """Whether rows that fitted together may not fit after this edit."""
    if edit.table in EXTRA:
        return False
    if edit.before is None or edit.after is None or edit.table in (WEEK, SETTINGS):
        return True
    return not fields_that_fit(edit.table).isdisjoint(edit.fields)
