"""What becomes of the rows of two households that are merged."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from placement.domain.consent import OfferAnswer
from placement.domain.decision import Tier
from placement.domain.fact import Edit
from placement.domain.household import Household, Situation
from placement.domain.stay import HELD
from placement.domain.value import Answer
from placement.service.desk.commands.command import removed
from placement.service.desk.commands.lookup import (
    as_of,
    exits_of,
    knowing,
    set_row,
    stays_of,
    unit_of,
    values,
)
from placement.service.desk.snapshot import Snapshot

URGENT = (
    Situation.NOWHERE, Situation.UNSAFE, Situation.UNKNOWN, Situation.HOTEL, Situation.DESTITUTE_SOON,
    Situation.FRIENDS, Situation.SAFE,
)  # fmt: skip
"""Where somebody sleeps, the most urgent first (docs/model.md §18)."""
MOVED = ("tier_changes", "pins", "releases", "waivers")
"""Tables whose rows are simply about the merged household from then on."""


def merged_household(facts: Snapshot, one: Household, two: Household) -> Household:
    """The household that bears the alias and the lot of the first, and what is most urgent of both."""
    worst = min((one, two), key=lambda h: URGENT.index(h.situation))
    since = [h.situation_since for h in (one, two) if h.situation is worst.situation and h.situation_since]
    ends = [one.expected_until, two.expected_until]
    return one.but(
        members=(*one.members, *two.members),
        origin=_origin(facts, one, two),
        referral=_referral(facts, one, two),
        earliest=max(_known(one.earliest, two.earliest), default=None),
        expected_until=None if None in ends else max(_known(*ends)),
        situation=worst.situation,
        situation_since=min(since, default=None),
        child_at_risk=one.child_at_risk or two.child_at_risk,
        unsuitable=one.unsuitable or two.unsuitable,
        move_on_from=min(_known(one.move_on_from, two.move_on_from), default=None),
        improvement_wish=one.improvement_wish or two.improvement_wish,
        # Who arrived in a group may be placed beside others of it (H16): only if all did.
        group_arrival=one.group_arrival if one.group_arrival == two.group_arrival else None,
        wishes=(*one.wishes, *(wish for wish in two.wishes if wish not in one.wishes)),
    )


def _known(*dates: date | None) -> list[date]:
    return [one for one in dates if one is not None]


def _origin(facts: Snapshot, one: Household, two: Household) -> str | None:
    """What either was split off, unless all that was split off is together again."""
    if one.origin is None or two.origin is None:
        return one.origin or two.origin
    others = {h.alias for _, h in values(facts, "households") if h.origin == one.origin}
    return one.origin if others - {one.alias, two.alias} else None


def _referral(facts: Snapshot, one: Household, two: Household) -> date:
    """The earlier one, but none before an exit: whoever came back would have left by it."""
    first = min(one.referral, two.referral)
    left = [row.on for _, row in exits_of(facts, one.alias) if row.on <= as_of(facts)]
    return one.referral if any(on > first for on in left) else first


def decided(facts: Snapshot, household: str) -> tuple[bool, Tier | None]:
    """Whether a coordinator decided on the priority, and as what, last."""
    rows = [row for _, row in values(facts, "tier_changes") if row.household == household and row.reason]
    if not rows:
        return False, None
    last = max(rows, key=lambda row: (row.since, -row.tier.rank if row.tier else -len(Tier)))
    return True, last.tier


def merged_rows(facts: Snapshot, into: str, two: Household) -> Iterator[Edit]:
    """The rows that name the second household."""
    yield from _stays(facts, into, two)
    yield from _past(facts, two)
    yield from _offers(facts, into, two.alias)
    yield from _moved(facts, into, two.alias)
    yield from _contact(facts, into, two.alias)
    yield from _impartiality(facts, into, two.alias)
    for key, row in values(facts, "overrides"):
        if two.alias in row.households:
            names = sorted({into if name == two.alias else name for name in row.households})
            yield set_row(facts, "overrides", key, households=names)


def _stays(facts: Snapshot, into: str, two: Household) -> Iterator[Edit]:
    """What both hold is held once, from the earlier start to the later end."""
    mine = {(stay.place, stay.kind): (key, stay) for key, stay in stays_of(facts, into, *HELD)}
    for key, stay in stays_of(facts, two.alias, *HELD):
        if (same := mine.get((stay.place, stay.kind))) is None:
            yield set_row(facts, "stays", key, household=into)
        else:
            ends = (stay.until, same[1].until)
            until = None if None in ends else max(_known(*ends))
            yield set_row(facts, "stays", same[0], start=min(stay.start, same[1].start), until=until)
            yield removed(facts, "stays", key)


def _past(facts: Snapshot, two: Household) -> Iterator[Edit]:
    """What is over stays theirs: it is told of one of them, under that person's own alias."""
    names = [p.alias for p in two.members]
    mine = two.alias if two.alias in names else names[0]
    units = []
    for table in ("stays", "exits"):
        for key, row in values(facts, table):
            if row.household == two.alias and (table == "exits" or row.kind not in HELD):
                units += [unit_of(facts, row.place)] if table == "stays" else []
                yield set_row(facts, table, key, household=mine)
    yield from knowing(facts, [name for name in names if name != mine], units)


def _offers(facts: Snapshot, into: str, other: str) -> Iterator[Edit]:
    mine = {(row.unit, row.on): (key, row) for key, row in values(facts, "offers") if row.household == into}
    for key, row in values(facts, "offers"):
        if row.household == other:
            if (same := mine.get((row.unit, row.on))) is None:
                yield set_row(facts, "offers", key, household=into)
                continue
            if row.answer is OfferAnswer.DECLINED:
                known, no = same[1], OfferAnswer.DECLINED
                until = max(row.holds_until, known.holds_until) if known.answer is no else row.holds_until
                yield set_row(facts, "offers", same[0], answer=no, reason=row.reason, holds_until=until)
            yield removed(facts, "offers", key)


def _moved(facts: Snapshot, into: str, other: str) -> Iterator[Edit]:
    for table in MOVED:
        mine = [row for _, row in values(facts, table) if row.household == into]
        for key, row in values(facts, table):
            if row.household == other:
                again = row.but(household=into) in mine
                yield removed(facts, table, key) if again else set_row(facts, table, key, household=into)


def _contact(facts: Snapshot, into: str, other: str) -> Iterator[Edit]:
    served = any(row.household == into for _, row in values(facts, "assignments"))
    for key, row in values(facts, "assignments"):
        if row.household == other:
            yield (
                removed(facts, "assignments", key)
                if served
                else set_row(facts, "assignments", key, household=into)
            )


def _impartiality(facts: Snapshot, into: str, other: str) -> Iterator[Edit]:
    """A conflict with either is one with both; nobody is impartial to both who was asked about one of them alone."""
    said: dict[str, dict[str, list[tuple[str, Answer]]]] = {}
    for key, row in values(facts, "impartiality"):
        if row.household in (into, other):
            said.setdefault(row.helper, {}).setdefault(row.household, []).append((key, row.conflict))
    for about in said.values():
        if other not in about and all(answer is Answer.YES for _, answer in about[into]):
            continue
        rows = [one for household in (into, other) for one in about.get(household, ())]
        yield from _one_answer(facts, into, rows, both=len(about) > 1)


def _one_answer(facts: Snapshot, into: str, rows: list[tuple[str, Any]], *, both: bool) -> Iterator[Edit]:
    answers = {answer for _, answer in rows}
    (first, _), *rest = rows
    conflict = Answer.NOT_ASKED
    if Answer.YES in answers:
        conflict = Answer.YES
    elif both and answers == {Answer.NO}:
        conflict = Answer.NO
    yield set_row(facts, "impartiality", first, household=into, conflict=conflict)
    yield from (removed(facts, "impartiality", key) for key, _ in rest)
