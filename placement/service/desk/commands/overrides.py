"""A hard rule set aside: by two people, or by one alone at night, who is seen by another afterwards."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime

from placement.domain import desk_rows
from placement.domain.decision import Override, OverrideReason
from placement.domain.desk_rows import BREAK_GLASS, GLASS_HOURS
from placement.domain.fact import Edit
from placement.domain.permission import Action
from placement.domain.rule import Level
from placement.domain.value import Alias
from placement.rules import RULES
from placement.service.desk.commands.command import CannotDo, Command, existing
from placement.service.desk.commands.lookup import (
    as_of,
    existing_household,
    new,
    set_row,
    still_to_come,
    values,
)
from placement.service.desk.snapshot import Snapshot

WHERE = {"H": "unit", "A": "programme", "K": "helper", "T": "helper"}
"""First letter of a rule's code -> what an override of it names."""


class GrantOverride(Command):
    """A hard rule set aside for exactly these households, one unit, programme or helper, and these nights, by two."""

    name: ClassVar[str] = "grant_override"
    rule: str
    households: tuple[Alias, ...]
    unit: Alias | None = None
    programme: Alias | None = None
    helper: Alias | None = None
    since: date
    until: date
    reason: OverrideReason
    by: Alias
    approved_by: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The override."""
        can_be_set_aside(self.rule)
        _are_here(facts, self.households)
        if BREAK_GLASS in (self.by, self.approved_by) or _same(self.by, self.approved_by):
            raise second_person()
        _names_what_it_is_about(self.rule, self.unit, self.programme, self.helper)
        if self.until <= self.since:
            raise CannotDo(
                "the override ends before it begins.", todo="Look at the dates.", code="ends_first"
            )
        still_to_come(facts, self.until)
        row = Override(
            rule=self.rule, households=tuple(sorted(set(self.households))), unit=self.unit, programme=self.programme,
            helper=self.helper, since=self.since, until=self.until, reason=self.reason, by=self.by,
            approved_by=self.approved_by,
        )  # fmt: skip
        if all(one != row for _, one in values(facts, "overrides")):
            yield new("overrides", row)


class BreakGlass(Command):
    """Somebody alone on night duty sets a hard rule aside, for one night in one unit; another sees it afterwards."""

    name: ClassVar[str] = "break_glass"
    action: ClassVar[Action] = Action.BREAK_GLASS
    undoable: ClassVar[bool] = False
    """What was done alone stays seen."""
    alone: ClassVar[bool] = True
    """It may lower a protection without a second person: that is what it is for."""
    rule: str
    households: tuple[Alias, ...]
    unit: Alias
    night: date
    """A night has the date of its evening."""
    reason: OverrideReason
    by: Alias
    at: AwareDatetime
    until: AwareDatetime

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The override, and the row that somebody has to countersign."""
        can_be_set_aside(self.rule)
        _are_here(facts, self.households)
        _names_what_it_is_about(self.rule, self.unit, None, None)
        existing(facts, "units", self.unit)
        if _same(self.by, BREAK_GLASS):
            raise second_person()
        if not self.at < self.until <= self.at + GLASS_HOURS:
            raise CannotDo(
                "alone a rule is set aside for at most 24 hours.",
                todo="Give an earlier end.",
                code="glass_too_long",
            )
        if not 0 <= (self.at.date() - self.night).days <= 1 or self.night < as_of(facts):
            raise CannotDo(
                "it is for tonight alone.", todo="Give the night that this is.", code="not_tonight"
            )
        names = tuple(sorted(set(self.households)))
        yield new("overrides", Override(
            rule=self.rule, households=names, unit=self.unit, since=self.night,
            until=date.fromordinal(self.night.toordinal() + 1), reason=self.reason, by=self.by,
            approved_by=BREAK_GLASS,
        ))  # fmt: skip
        yield new("break_glass", desk_rows.BreakGlass(
            rule=self.rule, households=names, unit=self.unit, night=self.night, by=self.by, at=self.at, until=self.until
        ))  # fmt: skip


class Countersign(Command):
    """Another named person looked at what somebody did alone. It says that it was seen, not that it was right."""

    name: ClassVar[str] = "countersign"
    action: ClassVar[Action] = Action.COUNTERSIGN
    undoable: ClassVar[bool] = False
    alone: ClassVar[bool] = True
    """Whoever countersigns is the second person."""
    key: str
    """Of the row of broken glass."""
    by: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The row, and the override if it is still there."""
        row = existing(facts, "break_glass", self.key)
        if row["countersigned_by"] is not None:
            raise CannotDo(
                "it is countersigned already.", todo="Nothing is to be done.", code="countersigned"
            )
        if _same(self.by, row["by"]) or _same(self.by, BREAK_GLASS):
            raise second_person()
        yield set_row(facts, "break_glass", self.key, countersigned_by=self.by)
        mine = (row["rule"], row["households"], row["unit"], row["night"], row["by"], BREAK_GLASS)
        for key, one in facts.rows("overrides").items():
            names = ("rule", "households", "unit", "since", "by", "approved_by")
            if tuple(one[name] for name in names) == mine:
                yield set_row(facts, "overrides", key, approved_by=self.by)


def can_be_set_aside(code: str) -> None:
    """Raise CannotDo for a rule that no override lifts: an absolute one, a gate, or none at all."""
    levels = {level for rule in RULES if rule.code == code for level in rule.levels}
    if not levels:
        raise CannotDo("there is no such rule.", todo="Choose one from the list.", code="no_rule")
    if Level.HARD in levels:
        return
    if Level.GATE in levels:
        raise CannotDo(
            "a gate is answered, never set aside.", todo="Record the assessment that it asks for.",
            code="gate_is_answered", facts={"rule": code},
        )  # fmt: skip
    raise CannotDo(
        "nobody sets an absolute rule aside.",
        todo="Look for another place.",
        code="absolute",
        facts={"rule": code},
    )


def second_person() -> CannotDo:
    """What is told where one person would be both."""
    return CannotDo("the second person is another one.", todo="Ask somebody else.", code="same_person")


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _are_here(facts: Snapshot, households: tuple[str, ...]) -> None:
    if not households:
        raise CannotDo("an override names households.", todo="Name them.", code="no_household")
    for household in households:
        existing_household(facts, household)


def _names_what_it_is_about(rule: str, unit: str | None, programme: str | None, helper: str | None) -> None:
    given = {"unit": unit, "programme": programme, "helper": helper}
    if [name for name, value in given.items() if value is not None] != [WHERE[rule[0]]]:
        raise CannotDo(
            "the override does not name what its rule is about.",
            todo="Name a unit for housing, a programme for an activity, else a contact or interpreter.",
            code="override_where",
        )
