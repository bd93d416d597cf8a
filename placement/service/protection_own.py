"""What a person's own row protects, field by field."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from placement.domain.person import AgeStatus, Danger, Person, Secrecy, Threat, ZoneWish
from placement.domain.value import ALWAYS, Answer
from placement.service.protection_kinds import Kind

UNKNOWN_GRADE = Secrecy.FORTROLIG
"""What a grade that nobody clarified counts as (H05)."""
UNKNOWN_DANGER = Danger.HIGH
"""What a threat that nobody assessed counts as (H04, H06)."""
NOBODY = Person(
    alias="-",
    age_status=AgeStatus.ADULT,
    secrecy=Secrecy.NONE,
    threat=Threat(danger=Danger.LOW, valid_until=ALWAYS),
)
"""Whoever is protected by nothing: what is left of a person whose row is removed."""

AGE = {
    AgeStatus.ADULT: 0,
    AgeStatus.MINOR_ACCOMPANIED: 1,
    AgeStatus.UNCLEAR: 1,
    AgeStatus.MINOR_UNACCOMPANIED: 2,
}
"""How much H02 asks for: nothing, a confirmed guardian, child welfare."""
ZONES = {
    ZoneWish.WOMEN_ONLY: frozenset({ZoneWish.WOMEN_ONLY}),
    ZoneWish.MEN_ONLY: frozenset({ZoneWish.MEN_ONLY}),
    ZoneWish.OWN_UNIT: frozenset({ZoneWish.WOMEN_ONLY, ZoneWish.MEN_ONLY, ZoneWish.OWN_UNIT}),
}
"""A wish -> the wishes that it keeps; any other wish keeps none."""


class Own(NamedTuple):
    """One field of a person that protects, and whether it protects less afterwards."""

    field: str
    kind: Kind
    less: Callable[[Person, Person], bool]


def _less_secret(before: Person, after: Person) -> bool:
    if after.secrecy is None:
        return before.secrecy is not None and before.secrecy.rank > 0
    return after.secrecy.rank < (before.secrecy or UNKNOWN_GRADE).rank


def _less_threatened(before: Person, after: Person) -> bool:
    was, now = before.threat, after.threat
    if now is None:
        return was is not None and was.danger.rank > 0
    if was is None:
        return now.danger.rank < UNKNOWN_DANGER.rank
    if was.danger is not now.danger:
        return now.danger.rank < was.danger.rank
    return was.danger.rank > 0 and now.valid_until < was.valid_until


def _said_no(person: Person) -> bool:
    return person.age_status is AgeStatus.ADULT and person.asked_alone and person.stay_together is Answer.NO


OWN: tuple[Own, ...] = (
    Own("secrecy", Kind.SECRECY, _less_secret),
    Own("threat", Kind.THREAT, _less_threatened),
    Own("age_status", Kind.AGE, lambda a, b: AGE[b.age_status] < AGE[a.age_status]),
    Own("case_group", Kind.CASE, lambda a, b: a.case_group not in (None, b.case_group)),
    Own("zone_wish", Kind.ZONE_WISH,
        lambda a, b: not ZONES.get(a.zone_wish, frozenset()) <= ZONES.get(b.zone_wish, frozenset())),
    Own("needs_own_room", Kind.OWN_ROOM, lambda a, b: a.needs_own_room and not b.needs_own_room),
    Own("stay_together", Kind.OWN_WORD, lambda a, b: _said_no(a) and not _said_no(b)),
    Own("interpreter_not_from", Kind.INTERPRETER,
        lambda a, b: not a.interpreter_not_from <= b.interpreter_not_from),
    Own("interpreter_gender", Kind.INTERPRETER,
        lambda a, b: a.interpreter_gender not in (None, b.interpreter_gender)),
    Own("interpreter_remote_only", Kind.INTERPRETER,
        lambda a, b: a.interpreter_remote_only and not b.interpreter_remote_only),
)  # fmt: skip
FIELDS = frozenset({own.field for own in OWN} | {"asked_alone"})
"""Fields of a person's row that are read here."""


def less_of_own(before: Person, after: Person | None) -> Iterator[Own]:
    """The fields by which a person is protected less than before; None: the row is gone."""
    return (own for own in OWN if own.less(before, after or NOBODY))
