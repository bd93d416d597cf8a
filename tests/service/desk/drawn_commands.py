"""Commands drawn at random from what a week holds: most make sense, some do not, and then they are refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from placement.domain.consent import ConsentAnswer, DeclineReason, OfferAnswer
from placement.domain.decision import OverrideReason, Tier, TierReason
from placement.domain.household import Situation
from placement.domain.person import AgeBand, Gender
from placement.domain.scenario import Close, Scenario
from placement.domain.stay import Destination, Stay, StayKind
from placement.rules import RULES
from placement.service.desk.commands.addresses import BurnAddress
from placement.service.desk.commands.birth import Birth
from placement.service.desk.commands.command import Command
from placement.service.desk.commands.comments import CommentPlan
from placement.service.desk.commands.corrections import CorrectFact
from placement.service.desk.commands.decisions import (
    AddPin,
    ChangeTier,
    OpenWeek,
    ReleaseRoom,
    RemovePin,
    SetPolicy,
)
from placement.service.desk.commands.exits import RecordExit
from placement.service.desk.commands.merge import MergeHouseholds
from placement.service.desk.commands.offers import AnswerOffer, ConsentToMove, WithdrawDecline
from placement.service.desk.commands.overrides import BreakGlass, Countersign, GrantOverride
from placement.service.desk.commands.referral import Child, ReferGroup, ReferHousehold
from placement.service.desk.commands.rows import AddRow
from placement.service.desk.commands.scenarios import KeepScenario
from placement.service.desk.commands.showing import ShowPlaces
from placement.service.desk.commands.split import SplitHousehold, SplitReason
from placement.service.desk.commands.stays import EndStay, ExtendStay, HoldExpires, KeepHold, MovedIn, NoShow
from placement.service.desk.snapshot import Snapshot

Draw = Callable[["Drawn"], Command]
CODES = sorted({rule.code for rule in RULES})


class Drawn:
    """Draws the parts of commands about one week."""

    def __init__(self, random: Random, facts: Snapshot) -> None:
        self.r = random
        self.facts = facts
        self.today: date = facts.instance.as_of
        self.units = [unit.alias for unit in facts.instance.units]
        self.rooms = [room.alias for unit in facts.instance.units for room in unit.rooms]

    def day(self, least: int = -12, most: int = 12) -> date:
        """A date around the as-of date."""
        return self.today + timedelta(days=self.r.randint(least, most))

    def maybe(self, make: Callable[[], Any], share: float = 0.5) -> Any:
        """Something, or nothing."""
        return make() if self.r.random() < share else None

    def whom(self, *kinds: StayKind) -> str:
        """A household, more often one with such a stay."""
        held = [stay.household for stay in self.facts.instance.stays if stay.kind in kinds]
        anybody = [household.alias for household in self.facts.instance.households]
        return self.r.choice(held if held and self.r.random() < 0.8 else anybody)

    def members(self, household: str) -> list[str]:
        """Who is in a household."""
        return [key for key, body in self.facts.rows("persons").items() if body["household"] == household]

    def row(self, table: str) -> tuple[str, Any] | None:
        """A row of a table."""
        found = list(self.facts.rows(table).items())
        return self.r.choice(found) if found else None


def _offer(d: Drawn) -> dict[str, Any]:
    body = (d.row("offers") or ("", {}))[1]
    on = date.fromisoformat(body["on"]) if body else d.day()
    return {
        "household": body.get("household") or d.whom(),
        "unit": body.get("unit") or d.r.choice(d.units),
        "on": on,
    }


def _answer(d: Drawn) -> Command:
    answer = d.r.choice([OfferAnswer.ACCEPTED, OfferAnswer.DECLINED])
    reason = d.r.choice(list(DeclineReason)) if answer is OfferAnswer.DECLINED else None
    return AnswerOffer(**_offer(d), answer=answer, reason=reason)


def _consent(d: Drawn) -> Command:
    who, room = d.whom(StayKind.CURRENT), d.r.choice(d.rooms)
    move = Stay(household=who, place=room, start=d.day(0), until=d.day(20, 40), kind=StayKind.PROPOSAL)
    answers = dict.fromkeys(
        d.members(who), d.r.choice([ConsentAnswer.GIVEN, ConsentAnswer.GIVEN, ConsentAnswer.DECLINED])
    )
    unit = str(d.facts.rows("rooms")[room]["unit"])
    return ConsentToMove(
        household=who, unit=unit, answers=answers, on=d.day(-3, 0), proposal=d.maybe(lambda: move, 0.8)
    )


def _split(d: Drawn) -> Command:
    who = max((d.whom() for _ in range(6)), key=lambda name: len(d.members(name)))
    people = d.members(who)
    persons = tuple(d.r.sample(people, d.r.randint(0, max(0, len(people) - 1))))
    return SplitHousehold(household=who, persons=persons, why=d.r.choice(list(SplitReason)))


def _merge(d: Drawn) -> Command:
    return MergeHouseholds(into=d.whom(), other=d.whom())


def _birth(d: Drawn) -> Command:
    who = d.whom()
    return Birth(household=who, mother=d.r.choice(d.members(who)), alias=f"Unge-{d.r.randint(1, 10**9)}",
                 gender=d.maybe(lambda: d.r.choice(list(Gender))), guardian_confirmed=d.r.random() < 0.5)  # fmt: skip


def _refer_group(d: Drawn) -> Command:
    names = [f"Ny-{n}" for n in d.r.sample(range(10**6), d.r.randint(2, 4))]
    return ReferGroup(members=tuple(
        ReferHousehold(alias=one, referral=d.day(-3, 0), lot=d.r.randrange(10**6), situation=Situation.NOWHERE,
                       housing=ConsentAnswer.GIVEN, case_group="Sak-9", group_arrival="Ankomst-9")
        for one in names))  # fmt: skip


def _refer(d: Drawn) -> Command:
    children = [Child(alias=f"Unge-{d.r.randint(1, 10**9)}", age_band=d.r.choice(list(AgeBand)[:4]))]
    return ReferHousehold(
        alias=f"Ny-{d.r.randrange(10**6)}", referral=d.day(-3, 1), lot=d.r.randrange(10**6),
        situation=d.r.choice(list(Situation)), housing=d.maybe(lambda: d.r.choice(list(ConsentAnswer))),
        children=tuple(children) if d.r.random() < 0.3 else (), guardian_confirmed=d.r.random() < 0.5,
    )  # fmt: skip


def _correct(d: Drawn) -> Command:
    said = {"stay_together": d.r.choice(["yes", "no"]), "asked_alone": True}
    return CorrectFact(table="persons", key=d.r.choice(d.members(d.whom())), fields=said, since=d.day(-9, 0))


def _pin(d: Drawn) -> Command:
    place = d.r.random() < 0.5
    return AddPin(household=d.whom(), place=d.r.choice(d.rooms) if place else None,
                  unit=None if place else d.r.choice(d.units), must=d.r.random() < 0.5)  # fmt: skip


def _override(d: Drawn) -> Command:
    return GrantOverride(rule=d.r.choice(CODES), households=(d.whom(),), unit=d.r.choice(d.units), since=d.day(),
                         until=d.day(0, 20), reason=OverrideReason.OTHER, by="kari", approved_by="ola")  # fmt: skip


def _glass(d: Drawn) -> Command:
    at = datetime.combine(d.today, time(d.r.randint(0, 23)), UTC)
    until = at + timedelta(hours=d.r.randint(1, 26))
    return BreakGlass(rule=d.r.choice(CODES), households=(d.whom(),), unit=d.r.choice(d.units), night=d.today,
                      reason=OverrideReason.OTHER, by="eva", at=at, until=until)  # fmt: skip


def _release(d: Drawn) -> Command:
    room = d.r.choice(d.rooms)
    unit = str(d.facts.rows("rooms")[room]["unit"])
    return ReleaseRoom(household=d.whom(), unit=unit, room=d.maybe(lambda: room))


def _end(d: Drawn) -> Command:
    return EndStay(household=d.whom(StayKind.CURRENT), until=d.day(-6), situation=d.r.choice(list(Situation)))


def _tier(d: Drawn) -> Command:
    return ChangeTier(household=d.whom(), tier=d.r.choice([None, *Tier]), since=d.day(-6, 1),
                      reason=d.r.choice(list(TierReason)), by="kari")  # fmt: skip


def _scenario(d: Drawn) -> Command:
    name = f"S-{d.r.randint(1, 3)}"
    cards = (Close(unit=d.r.choice(d.units), since=d.day()),) if d.r.random() < 0.7 else ()
    return KeepScenario(alias=name, by="kari", scenario=Scenario(name=d.r.choice([name, "Mai"]), cards=cards))


def _exit(d: Drawn) -> Command:
    return RecordExit(
        household=d.whom(), on=d.day(-8, 8), destination=d.maybe(lambda: d.r.choice(list(Destination)))
    )


def _bed(d: Drawn) -> Command:
    """A held bed, as an accepted plan gives it."""
    start = d.day(-4, 4)
    return AddRow(table="stays", fields={
        "household": _planned(d), "place": d.r.choice(d.rooms), "start": start.isoformat(), "kind": "hold",
        "expires": d.maybe((start + timedelta(days=d.r.randint(1, 7))).isoformat, 0.8),
    })  # fmt: skip


def _offered(d: Drawn) -> Command:
    """An open offer of the unit where a bed is held, as an accepted plan makes it."""
    holds = [stay for stay in d.facts.instance.stays if stay.kind is StayKind.HOLD]
    room = d.r.choice(holds).place.split("/")[0].split("+")[0] if holds else d.r.choice(d.rooms)
    who = next((stay.household for stay in holds if stay.place.startswith(room)), None) or _planned(d)
    unit = str(d.facts.rows("rooms")[room]["unit"])
    return AddRow(
        table="offers", fields={"household": who, "unit": unit, "on": d.today.isoformat(), "answer": "open"}
    )


def _planned(d: Drawn) -> str:
    return d.r.choice(_here(d))


def _here(d: Drawn) -> list[str]:
    """Households that have no exit."""
    leaving = {one.household for one in d.facts.instance.exits}
    return [h.alias for h in d.facts.instance.households if h.alias not in leaving]


HOLD, CURRENT = StayKind.HOLD, StayKind.CURRENT
COMMANDS: dict[str, Draw] = {
    "answer_offer": _answer,
    "withdraw_decline": lambda d: WithdrawDecline(**_offer(d)),
    "consent_to_move": _consent,
    "moved_in": lambda d: MovedIn(household=d.whom(HOLD), on=d.day(-4, 1)),
    "no_show": lambda d: NoShow(household=d.whom(HOLD), on=d.day(-2, 0), keep_until=d.maybe(d.day)),
    "hold_expires": lambda d: HoldExpires(household=d.whom(HOLD)),
    "keep_hold": lambda d: KeepHold(household=d.whom(HOLD), until=d.day(1, 30)),
    "end_stay": _end,
    "extend_stay": lambda d: ExtendStay(household=d.whom(CURRENT), until=d.maybe(lambda: d.day(1, 90)),
                                        limit_until=d.maybe(lambda: d.day(1, 300))),
    "record_exit": _exit,
    "split_household": _split,
    "merge_households": _merge,
    "birth": _birth,
    "refer_group": _refer_group,
    "refer_household": _refer,
    "correct_fact": _correct,
    "burn_address": lambda d: BurnAddress(unit=d.r.choice(d.units), on=d.day()),
    "add_pin": _pin,
    "remove_pin": lambda d: RemovePin(key=(d.row("pins") or ("0", {}))[0]),
    "grant_override": _override,
    "break_glass": _glass,
    "comment_plan": lambda d: CommentPlan(
        plan=d.r.randint(1, 2), text=d.r.choice(["", "Ja", "Vent", "55 12 34 56"]), by="kari"),
    "keep_scenario": _scenario,
    "countersign": lambda d: Countersign(key=(d.row("break_glass") or ("0", {}))[0], by=d.r.choice(["eva", "ola"])),
    "release_room": _release,
    "show_places": lambda d: ShowPlaces(
        household=d.whom(), places=tuple(d.r.sample(d.rooms, d.r.randint(0, min(3, len(d.rooms)))))),
    "change_tier": _tier,
    "set_policy": lambda d: SetPolicy(rule="stay_limit", setting="warning", value=d.maybe(lambda: d.r.randint(0, 400))),
    "open_week": lambda d: OpenWeek(as_of=d.day(0, 7), anyway=d.r.random() < 0.7),
}  # fmt: skip
"""Name of a command -> a draw of it."""
GIVEN: tuple[Draw, ...] = (_bed, _offered)
"""What no command of a coordinator gives, but an accepted plan."""
OFTEN = {"burn_address": 0.1, "record_exit": 0.3, "end_stay": 0.4, "birth": 0.4, "split_household": 4,
         "merge_households": 4, "release_room": 3}  # fmt: skip
"""How often commands are drawn: less where little is left to be done afterwards, more where much must fit."""


def draw(random: Random, facts: Snapshot) -> tuple[str, Command]:
    """A command and its name; an empty name: something that an accepted plan gives."""
    drawn = Drawn(random, facts)
    if _here(drawn) and random.random() < 0.2:
        return "", random.choice(GIVEN)(drawn)
    names = sorted(COMMANDS)
    (name,) = random.choices(names, [OFTEN.get(name, 1) for name in names])
    return name, COMMANDS[name](drawn)
