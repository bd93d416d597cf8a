"""Two households become one: a family that found each other again, or that was written down twice."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from placement.domain.fact import Edit
from placement.domain.household import Household, Situation
from placement.domain.person import AgeStatus
from placement.domain.relation import HARMFUL, RelationKind
from placement.domain.split import split
from placement.domain.stay import HELD, StayKind
from placement.domain.value import Alias, Answer
from placement.service.desk.commands.command import CannotDo, Command, removed
from placement.service.desk.commands.lookup import (
    as_of,
    body_of,
    exits_of,
    household_of,
    set_row,
    stays_of,
    together,
    values,
)
from placement.service.desk.commands.merged import decided, merged_household, merged_rows
from placement.service.desk.commands.showing import shown_no_more
from placement.service.desk.snapshot import Snapshot

APART = HARMFUL | {RelationKind.SEPARATE, RelationKind.CONFLICT}
DANGER = frozenset({Situation.NOWHERE, Situation.UNSAFE, Situation.UNKNOWN})


class MergeHouseholds(Command):
    """The members of one household join another one, whose alias and lot they bear from then on.

    Each adult has said yes to it, alone. Nothing that protects anybody is lost, and nothing that was decided or waived
    for one of the two begins to hold for the other: where the two cannot be told of one household, it is refused.
    """

    name: ClassVar[str] = "merge_households"
    into: Alias
    other: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The household, its new members, and the rows that name the other one."""
        one, two = household_of(facts, self.into), household_of(facts, self.other)
        if one is two:
            raise CannotDo("that is one household.", todo="Name two.", code="merge_same")
        _want_to(one, two)
        _may_live_together(facts, one, two)
        _have_one_home(facts, one, two)
        _are_treated_alike(facts, one, two)
        whole = merged_household(facts, one, two)
        if len(split(whole, facts.instance.relations, as_of(facts))) > 1:
            raise _apart()
        return together(self._edits(facts, whole, two))

    def _edits(self, facts: Snapshot, whole: Household, two: Household) -> Iterator[Edit]:
        yield Edit("households", self.into, facts.body("households", self.into), body_of(whole))
        yield removed(facts, "households", self.other)
        for person in two.members:
            yield set_row(facts, "persons", person.alias, household=self.into)
        yield from merged_rows(facts, self.into, two)
        for alias in (self.into, self.other):
            yield from shown_no_more(facts, alias)


def _want_to(*households: Household) -> None:
    for one in households:
        for person in one.members:
            asked = person.asked_alone and person.stay_together is Answer.YES
            if person.age_status is AgeStatus.ADULT and not asked:
                raise CannotDo(
                    "not every adult has said yes, alone, to living together.",
                    todo="Ask each of them alone, and record the answer first.",
                    code="merge_not_asked",
                )


def _apart() -> CannotDo:
    return CannotDo(
        "something keeps members of the two apart.", todo="Let whoever may end the link look at it first.",
        code="merge_apart",
    )  # fmt: skip


def _may_live_together(facts: Snapshot, one: Household, two: Household) -> None:
    mine, yours = {p.alias for p in one.members}, {p.alias for p in two.members}
    for row in facts.instance.relations:
        between = (row.a in mine and row.b in yours) or (row.a in yours and row.b in mine)
        if between and row.kind in APART and row.until > as_of(facts):
            raise _apart()
    if None not in (one.origin, two.origin) and one.origin != two.origin:
        raise CannotDo(
            "each was split off a household of its own, from which it is kept apart.",
            todo="Merge each with its own first, or keep the two as they are.",
            code="merge_split_off",
        )


def _have_one_home(facts: Snapshot, one: Household, two: Household) -> None:
    homes = [{(s.place, s.kind) for _, s in stays_of(facts, h.alias, *HELD)} for h in (one, two)]
    if all(homes) and homes[0] != homes[1]:
        raise CannotDo(
            "they have two places.", todo="Record first where they all live.", code="merge_two_places"
        )
    for household in (one, two):
        lives = stays_of(facts, household.alias, StayKind.CURRENT)
        if any(homes) and not lives and household.situation in DANGER:
            raise CannotDo(
                "one of the two lives somewhere, and the other has nowhere safe: merged, that would no longer be seen.",
                todo="Find them a place, or record where they sleep.",
                code="merge_unsafe",
            )


def _are_treated_alike(facts: Snapshot, one: Household, two: Household) -> None:
    names = {one.alias, two.alias}
    contacts = {row.contact for _, row in values(facts, "assignments") if row.household in names}
    if len(contacts) > 1:
        raise CannotDo(
            "they have two contacts.", todo="Decide who follows them all up.", code="merge_two_contacts"
        )
    if decided(facts, one.alias) != decided(facts, two.alias):
        raise CannotDo(
            "a coordinator decided differently on their priority.", todo="Decide on one priority first.",
            code="merge_two_tiers",
        )  # fmt: skip
    pins = [
        {(p.place, p.unit) for _, p in values(facts, "pins") if p.must and p.household == n} for n in names
    ]
    if all(pins) and pins[0] != pins[1]:
        raise CannotDo(
            "they are locked to two places.", todo="Remove one of the locks.", code="merge_two_pins"
        )
    leaving = [{e.on for _, e in exits_of(facts, n) if e.on > as_of(facts)} for n in names]
    if leaving[0] != leaving[1]:
        raise CannotDo("one of the two is to leave.", todo="Record first who leaves.", code="merge_leaving")
    if _set_aside(facts, one.alias) != _set_aside(facts, two.alias):
        raise CannotDo(
            "a rule is set aside or waived for one of the two.", todo="Let it end, or decide it for both.",
            code="merge_set_aside",
        )  # fmt: skip


def _set_aside(facts: Snapshot, household: str) -> set[tuple[str, str, object, object]]:
    """Rules that do not hold for the household: which, where, and on which nights."""
    today = as_of(facts)
    found = {
        (row.rule, row.where, row.since, row.until)
        for _, row in values(facts, "overrides")
        if household in row.households and row.until > today
    }
    return found | {
        (row.rule, f"waived in {row.unit}", row.since, row.until)
        for _, row in values(facts, "waivers")
        if row.household == household and row.until > today
    }
