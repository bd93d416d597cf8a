"""What a coordinator decides: pins, released rooms, priorities, figures of rules, and the day on which all is read."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

from placement.domain.consent import OfferAnswer
from placement.domain.decision import Pin, Release, Tier, TierChange, TierReason
from placement.domain.fact import ONE, SETTINGS, WEEK, Edit
from placement.domain.instance import Instance
from placement.domain.permission import Action
from placement.domain.plan import Plan
from placement.domain.policy import Policy
from placement.domain.stay import HELD, StayKind
from placement.domain.value import Alias
from placement.errors import InputError
from placement.review.pins import pin_findings
from placement.service.desk.commands.command import CannotDo, Command, added, existing, removed
from placement.service.desk.commands.lookup import (
    as_of,
    existing_household,
    has_left,
    new,
    not_after,
    set_row,
    unit_of,
    values,
)
from placement.service.desk.snapshot import Snapshot
from placement.service.planning import check_settings, derived


class AddPin(Command):
    """A lock: a household in this place or unit, or (`must` false) not there."""

    name: ClassVar[str] = "add_pin"
    household: Alias
    place: str | None = None
    unit: Alias | None = None
    start: date | None = None
    must: bool = True

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The pin, unless it breaks a rule by itself: then no plan could ever keep it."""
        existing_household(facts, self.household)
        if (self.place is None) == (self.unit is None):
            raise CannotDo(
                "a lock names a place or a unit.", todo="Name one of the two.", code="pin_names_one"
            )
        if self.place is not None and not unit_of(facts, self.place):
            raise CannotDo("there is no such place.", todo="Choose one from the list.", code="no_place")
        if self.unit is not None:
            existing(facts, "units", self.unit)
        pin = Pin(
            household=self.household, place=self.place, unit=self.unit, start=self.start, must=self.must
        )
        if any(row == pin for _, row in values(facts, "pins")):
            return
        if pin.must and _breaks_a_rule(facts, pin):
            raise CannotDo(
                "the lock breaks a rule by itself.", todo="Look at what speaks against the place, or choose another.",
                code="pin_breaks_rule",
            )  # fmt: skip
        yield new("pins", pin)


def _breaks_a_rule(facts: Snapshot, pin: Pin) -> bool:
    week = derived(facts.instance.but(pins=(pin,)))
    return any(found.finding.says == "set_aside" for found in pin_findings(week, Plan()))


class RemovePin(Command):
    """A lock that goes."""

    name: ClassVar[str] = "remove_pin"
    key: str

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The pin."""
        yield removed(facts, "pins", self.key)


class ReleaseRoom(Command):
    """A room that is kept for emergencies, or all of a unit's, for one household's planned stay, to its end."""

    name: ClassVar[str] = "release_room"
    household: Alias
    unit: Alias
    room: Alias | None = None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The release."""
        existing_household(facts, self.household)
        existing(facts, "units", self.unit)
        rooms = [room for room in facts.values["units"][self.unit].rooms if self.room in (None, room.alias)]
        if all(room.emergency is False for room in rooms):
            raise CannotDo(
                "that is no room kept for emergencies.", todo="Choose another room.", code="not_kept"
            )
        release = Release(household=self.household, unit=self.unit, room=self.room)
        if all(row != release for _, row in values(facts, "releases")):
            yield new("releases", release)


class ChangeTier(Command):
    """A coordinator's word on who comes first, from a date on, with a reason. No tier: there is no need."""

    name: ClassVar[str] = "change_tier"
    household: Alias
    tier: Tier | None
    since: date
    reason: TierReason
    by: Alias

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The decision. Of one day there is one: else the more urgent would stand, whatever was said last."""
        existing_household(facts, self.household)
        not_after(facts, self.since)
        row = TierChange(
            household=self.household, tier=self.tier, since=self.since, reason=self.reason, by=self.by
        )
        for key, one in values(facts, "tier_changes"):
            if (one.household, one.since) == (self.household, self.since) and one.reason is not None:
                yield set_row(facts, "tier_changes", key, tier=self.tier, reason=self.reason, by=self.by)
                return
        yield new("tier_changes", row)


class SetPolicy(Command):
    """A figure of a rule or goal, within what the rule allows. No value: as the rule has it by default."""

    name: ClassVar[str] = "set_policy"
    action: ClassVar[Action] = Action.POLICY
    rule: str
    setting: str
    value: int | None

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The figure, and a new version of the policy."""
        self._check()
        rows = facts.rows(SETTINGS).items()
        key = next((k for k, row in rows if (row["rule"], row["setting"]) == (self.rule, self.setting)), None)
        edit = self._edit(facts, key)
        if edit is not None and edit.before != edit.after:
            yield edit
            yield set_row(facts, WEEK, ONE, version=existing(facts, WEEK, ONE)["version"] + 1)

    def _edit(self, facts: Snapshot, key: str | None) -> Edit | None:
        if key is None:
            fields = {"rule": self.rule, "setting": self.setting, "value": self.value}
            return None if self.value is None else added(SETTINGS, fields)
        if self.value is None:
            return removed(facts, SETTINGS, key)
        return set_row(facts, SETTINGS, key, value=self.value)

    def _check(self) -> None:
        if self.value is None:
            return
        policy = Policy(settings={self.rule: {self.setting: self.value}})
        try:
            check_settings(Instance(as_of=date.min, policy=policy))
        except InputError as error:
            one = error.problems[0]
            raise CannotDo(one.what, where=one.where, todo=one.todo, code=one.code, facts=one.facts) from None


class Unrecorded(NamedTuple):
    """Something that has happened by a date, or has not, and that nobody has written down."""

    what: Literal["stay_ended", "hold_not_begun", "not_answered", "hold_expired", "hold_ended"]
    """Of an offer that nobody has answered it is not asked whether they moved in."""
    household: str
    place: str
    on: date


class OpenWeek(Command):
    """The day on which all is read moves on. No stay changes by that: what happened meanwhile is recorded first."""

    name: ClassVar[str] = "open_week"
    as_of: date
    anyway: bool = False
    """Open it although something is not recorded: it stays a task."""

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The date."""
        if self.as_of <= as_of(facts):
            raise CannotDo(
                "the day on which all is read only moves on.", todo="Give a later date.", code="not_later",
                facts={"until": as_of(facts).isoformat()},
            )  # fmt: skip
        open_ones = to_record(facts, self.as_of)
        if open_ones and not self.anyway:
            raise CannotDo(
                f"{len(open_ones)} things are not recorded.",
                todo="Record who moved in, who did not come, and which stays ended or go on.",
                code="record_first",
                facts={"count": len(open_ones)},
            )
        yield set_row(facts, WEEK, ONE, as_of=self.as_of)


def to_record(facts: Snapshot, on: date) -> tuple[Unrecorded, ...]:
    """What is to be written down before a day is opened, by date: stays, holds and their ends that have passed."""
    gone = {key for key, one in values(facts, "households") if has_left(facts, one)}
    offers = values(facts, "offers")
    asked = {(one.household, one.unit) for _, one in offers if one.answer is OfferAnswer.OPEN}
    found = [
        one
        for _, stay in values(facts, "stays")
        if stay.kind in HELD and stay.household not in gone
        for one in _passed(stay, on, is_offer=(stay.household, unit_of(facts, stay.place)) in asked)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.household, one.what)))


def _passed(stay: Any, on: date, *, is_offer: bool) -> Iterable[Unrecorded]:  # noqa: ANN401 - as `values` has it
    is_hold = stay.kind is StayKind.HOLD
    if stay.until is not None and stay.until <= on:
        yield Unrecorded("hold_ended" if is_hold else "stay_ended", stay.household, stay.place, stay.until)
    if is_hold and stay.start < on:  # a move on the day itself may still be under way
        yield Unrecorded(
            "not_answered" if is_offer else "hold_not_begun", stay.household, stay.place, stay.start
        )
    if is_hold and stay.expires is not None and stay.expires <= on:
        yield Unrecorded("hold_expired", stay.household, stay.place, stay.expires)
