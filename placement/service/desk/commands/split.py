"""A household becomes two: by an adult's own word, or because of a harmful link inside (docs/model.md §7-§9).

The model splits such a household in every week anew, and rows that name the old one are about each part. What is
written down here is the same, once and for all: each part has rows of its own, so that what happens to one from then on
is not told of the other.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, ClassVar

from placement.domain.fact import Body, Edit
from placement.domain.household import Household
from placement.domain.person import AgeStatus, Person
from placement.domain.relation import HARMFUL, RelationKind
from placement.domain.split import split
from placement.domain.stay import HELD, StayKind
from placement.domain.value import Alias, Answer
from placement.service.desk.commands.command import CannotDo, Command, added
from placement.service.desk.commands.lookup import (
    as_of,
    body_of,
    existing_household,
    knowing,
    new,
    set_row,
    share_rows,
    stays_of,
    unit_of,
    values,
)
from placement.service.desk.commands.showing import shown_no_more
from placement.service.desk.snapshot import Snapshot


class SplitReason(StrEnum):
    """Why a household is split. It is written down nowhere but in the log: neither part sees it."""

    OWN_WORD = "own_word"
    HARMFUL_LINK = "harmful_link"


ABOUT = ("exits", "offers", "tier_changes", "pins", "releases", "waivers", "assignments", "impartiality")
"""Tables whose rows, where they name a household, are about each of its parts; stays, with more to it, are another."""


class SplitHousehold(Command):
    """Some members leave a household, and are one of their own from now on.

    It bears the alias of its first adult, and shares lot, referral and all decisions with the rest. Both bear the mark
    of one origin, so that they are not placed in one unit (H15), and their old room counts once until one moves.
    """

    name: ClassVar[str] = "split_household"
    household: Alias
    persons: tuple[Alias, ...] = ()
    """Who leaves together; nobody: as the model splits the household by itself."""
    why: SplitReason

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The households, who is in them, and the rows that were about all of them."""
        whole = existing_household(facts, self.household)
        if whole.origin != self.household and whole.origin in facts.rows("households"):
            raise share_rows()
        parts = self._parts(facts, whole)
        for part in parts:
            yield from _part(facts, part.but(origin=_mark(whole)))
        others = [part.alias for part in parts if part.alias != self.household]
        for table in (*ABOUT, "stays"):
            for _, row in values(facts, table):
                if row.household == self.household and _counts(table, row, whole):
                    yield from _copies(facts, table, row, others)
        yield from shown_no_more(facts, self.household)
        yield from _overrides(facts, self.household, others)
        yield from _knowing(facts, parts, self.household)

    def _parts(self, facts: Snapshot, whole: Household) -> list[Household]:
        """Everybody's household afterwards. Raises CannotDo."""
        relations, today = facts.instance.relations, as_of(facts)
        first = self._by_hand(facts, whole) if self.persons else [whole]
        parts = [part for one in first for part in split(one, relations, today)]
        # who was split off before, and still shares the rows of the rest
        parts += [other for _, other in values(facts, "households")
                  if other.origin == self.household != other.alias]  # fmt: skip
        if len(parts) == 1:
            raise CannotDo(
                "nothing splits this household.", todo="Name who leaves, and record their own word first.",
                code="no_split",
            )  # fmt: skip
        return parts

    def _by_hand(self, facts: Snapshot, whole: Household) -> list[Household]:
        leaving = [p for p in whole.members if p.alias in self.persons]
        staying = [p for p in whole.members if p.alias not in self.persons]
        if len(leaving) != len(set(self.persons)):
            raise CannotDo("somebody is not of the household.", todo="Name its members.", code="not_member")
        for side in (leaving, staying):
            if not any(p.maybe_adult for p in side):
                raise CannotDo(
                    "a part without an adult is a matter for child welfare.",
                    todo="Let the child go with an adult, or call child welfare.",
                    code="part_without_adult",
                )
        self._is_justified(facts, leaving, staying)
        _guarded(facts, leaving, staying)
        # The household's own alias is that of whoever stays, unless it is the alias of one who leaves.
        names = [next(p.alias for p in leaving if p.maybe_adult), self.household]
        if self.household in {p.alias for p in leaving}:
            names = [self.household, next(p.alias for p in staying if p.maybe_adult)]
        sides = zip(names, (leaving, staying), strict=True)
        return [whole.but(alias=alias, members=tuple(side)) for alias, side in sides]

    def _is_justified(self, facts: Snapshot, leaving: list[Person], staying: list[Person]) -> None:
        if self.why is SplitReason.OWN_WORD:
            said_no = (p.asked_alone and p.stay_together is Answer.NO for p in (*leaving, *staying)
                       if p.age_status is AgeStatus.ADULT)  # fmt: skip
            if not any(said_no):
                raise CannotDo(
                    "no adult of the household said no when asked alone.",
                    todo="Ask each adult alone, and record the answer first.",
                    code="no_own_word",
                )
        elif not _links(facts, leaving, staying):
            raise CannotDo(
                "no harmful link stands between those who leave and those who stay.",
                todo="Record the link first.",
                code="no_link",
            )


def _links(facts: Snapshot, some: list[Person], others: list[Person]) -> bool:
    mine, yours = {p.alias for p in some}, {p.alias for p in others}
    rows = (row for row in facts.instance.relations if row.kind in HARMFUL and row.active(as_of(facts)))
    return any((r.a in mine and r.b in yours) or (r.a in yours and r.b in mine) for r in rows)


def _guarded(facts: Snapshot, *sides: list[Person]) -> None:
    """A child goes with a confirmed guardian, if one of the household is no danger to it. Raises CannotDo."""
    everybody = [p for side in sides for p in side]
    for side in sides:
        for child in (p for p in side if not p.maybe_adult):
            guardians = [
                p for p in everybody if _is_guardian(facts, p, child) and not _links(facts, [p], [child])
            ]
            if guardians and not any(p in side for p in guardians):
                raise CannotDo(
                    "a child would be without its guardian.", todo="Let the child go with its guardian.",
                    code="child_without_guardian",
                )  # fmt: skip


def _is_guardian(facts: Snapshot, person: Person, child: Person) -> bool:
    today = as_of(facts)
    return any(
        (row.a, row.b, row.kind) == (person.alias, child.alias, RelationKind.GUARDIAN)
        and row.confirmed
        and row.since <= today < row.until
        for row in facts.instance.relations
    )


def _mark(whole: Household) -> str:
    """A name for the household as it was. Nobody bears it, so that no row is about two households."""
    if whole.origin is not None and whole.origin != whole.alias:
        return whole.origin
    return mark_of(whole.alias)


def mark_of(household: str) -> str:
    """The mark that the parts of a household bear."""
    return f"{household[:39]}*"


def _part(facts: Snapshot, part: Household) -> Iterator[Edit]:
    if facts.body("households", part.alias) is None:
        yield added("households", body_of(part), key=part.alias)
    else:
        yield set_row(facts, "households", part.alias, origin=part.origin)
    for person in part.members:
        if facts.content["persons"][person.alias]["household"] != part.alias:
            yield set_row(facts, "persons", person.alias, household=part.alias)


def _counts(table: str, row: Any, whole: Household) -> bool:  # noqa: ANN401 - a row of whichever table
    """What is over is not told of both: where they lived, and an exit of an earlier time in care."""
    if table == "stays":
        return row.kind in HELD
    return table != "exits" or row.on > whole.referral


def _overrides(facts: Snapshot, household: str, others: list[str]) -> Iterator[Edit]:
    for key, row in values(facts, "overrides"):
        if household in row.households:
            names: Body = {"households": sorted({*row.households, *others})}
            yield set_row(facts, "overrides", key, **names)


def _copies(facts: Snapshot, table: str, row: Any, others: list[str]) -> Iterator[Edit]:  # noqa: ANN401 - as above
    """The same row about each of the others. A part that has a contact already keeps it."""
    served = {one.household for _, one in values(facts, "assignments")} if table == "assignments" else set()
    yield from (new(table, row.but(household=other)) for other in others if other not in served)


def _knowing(facts: Snapshot, parts: list[Household], household: str) -> Iterator[Edit]:
    """Each knows where all of them lived, and were to live, whatever becomes of the others' rows."""
    for part in parts:
        kinds = (StayKind.HOLD,) if part.alias == household else (StayKind.HOLD, StayKind.PAST)
        units = [unit_of(facts, stay.place) for _, stay in stays_of(facts, household, *kinds)]
        yield from knowing(facts, [p.alias for p in part.members], units)
