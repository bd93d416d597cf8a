"""Facts of units, and of others to whom people are sent, that a change makes less strict.

It differs from `placement.service.protection`: nobody's protection is taken away. A unit that really is cleared for
more, or safer than it was, is good news, and one person may write it. But a plan believes it at once and places there
whoever was kept out, so an import shows it as a conflict to decide, never as a change of its own. Dates of fire and
maintenance approval are not meant: they run out and are renewed, and a date says itself what it is worth.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from placement.domain.fact import Content, Edit
from placement.domain.housing import Staffing, ZonePolicy
from placement.domain.person import Secrecy

Looser = Callable[[Any, Any], bool]
"""Whether a fact is less strict afterwards; both as JSON has them."""


class Loosening(NamedTuple):
    """One fact that a change makes less strict. Names and fields only, never what a field holds."""

    table: str
    key: str
    field: str
    about: str
    """Alias of the unit, programme, contact or interpreter; of a way its key."""


def _raised(order: Sequence[Any]) -> Looser:
    """Further on in an order, of which unknown is the beginning."""

    def rank(value: object) -> int:
        return 0 if value is None else order.index(value)

    return lambda before, after: rank(after) > rank(before)


def _exchanged(before: object, after: object) -> bool:
    """Something known is gone or another: what was kept away by it no longer is."""
    return before is not None and after != before


def _told(before: object, after: object) -> bool:
    """Another value is known: unknown is the strictest, and what values let in differs."""
    return after is not None and after != before


def _opened(before: object, after: object) -> bool:
    return after != ZonePolicy.OWN_UNIT and _told(before, after)


def _fewer(before: Iterable[str] | None, after: Iterable[str] | None) -> bool:
    return not set(before or ()) <= set(after or ())


_GRADE = _raised([str(one) for one in Secrecy])
_YES = _raised([False, True])
LOOSER: Mapping[tuple[str, str], Looser] = {
    ("units", "clearance"): _GRADE,
    ("units", "security"): _raised(range(4)),
    ("units", "staffing"): _raised([str(one) for one in Staffing]),
    ("units", "site"): _exchanged,  # linked people may get what was one entrance (H03)
    ("units", "district"): _exchanged,  # it leaves an area that somebody avoids (H04)
    ("zones", "policy"): _opened,
    ("zones", "boys_up_to"): _raised(range(18)),
    ("zones", "welcomes_non_binary"): _YES,
    ("rooms", "unit"): _exchanged,
    ("rooms", "zone"): _exchanged,
    ("rooms", "lockable"): _YES,
    ("travel", "via"): _fewer,
    ("programmes", "clearance"): _GRADE,
    ("programmes", "site"): _exchanged,
    ("programmes", "district"): _exchanged,
    ("programmes", "attendees"): _told,
    ("programmes", "welcomes_non_binary"): _YES,
    ("contacts", "clearance"): _GRADE,
    ("interpreters", "adult"): _YES,
    ("interpreters", "gender"): _told,
    ("interpreters", "region"): _told,
    ("interpreters", "case_group"): _exchanged,
}
"""Table and field -> when it is less strict. A row that comes or goes as a whole loosens nothing, but for a way: an
unknown way passes nothing (A02)."""
WAYS = "travel"


def loosened(before: Content, edits: Iterable[Edit]) -> tuple[Loosening, ...]:
    """Safety-relevant facts that the edits of one change make less strict, in their order."""
    found = []
    for edit in edits:
        was, now = before.get(edit.table, {}).get(edit.key), edit.after or {}
        if was is None or (edit.after is None and edit.table != WAYS):
            continue
        for (table, field), looser in LOOSER.items():
            if table == edit.table and looser(was.get(field), now.get(field)):
                found.append(Loosening(table, edit.key, field, str(was.get("unit") or edit.key)))
    return tuple(found)
