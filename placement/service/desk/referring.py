"""Somebody new, from what a short form says; in an emergency with a plan that is begun at once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from pydantic import ValidationError

from placement.domain.consent import ConsentAnswer
from placement.domain.fact import Wrong
from placement.domain.household import Situation
from placement.domain.person import OF_AGE, AgeBand, AgeStatus, Danger, Gender, Secrecy, Threat
from placement.service.desk.aliases import draw_alias
from placement.service.desk.carry_out import carry_out
from placement.service.desk.commands.command import CannotDo, Command
from placement.service.desk.commands.referral import Child, ReferGroup, ReferHousehold, draw_lot
from placement.service.desk.desk import Desk, unfit
from placement.service.desk.emergency import EMERGENCY_SECONDS
from placement.service.desk.jobs import ask_for_plan
from placement.words.texts import later

THREAT_DAYS, TONIGHT_DAYS = 28, 2
"""So many days a threat counts that was told at a referral, or in an emergency; a human assesses it before (H06)."""
MOST_TOGETHER = 9
"""So many are written down at once at most; a raid brings four to nine."""
CASE, ARRIVAL = "Sak", "Ankomst"
"""Aliases of the case, and of the arrival, of a group begin so."""
MINORS = tuple(band for band in AgeBand if band.oldest < OF_AGE)


class Who(StrEnum):
    """Gender and age in one answer, as somebody on the telephone gives it."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNCLEAR = "unclear"


WHO: Mapping[Who, str] = {
    Who.WOMAN: later("woman, of age"),
    Who.MAN: later("man, of age"),
    Who.OTHER: later("other, of age"),
    Who.UNCLEAR: later("age not clear"),
}
GENDERS = {Who.WOMAN: Gender.WOMAN, Who.MAN: Gender.MAN}


@dataclass(frozen=True)
class Told:
    """What was said of somebody new. What is left out nobody knows."""

    alias: str
    referral: date
    who: Who | None = None
    situation: Situation = Situation.UNKNOWN
    child_at_risk: bool = False
    danger: Danger | None = None
    secrecy: Secrecy | None = None
    languages: frozenset[str] = frozenset()
    housing: ConsentAnswer | None = None
    children: Mapping[AgeBand, int] = field(default_factory=dict)
    """Age band -> how many."""
    guardian_confirmed: bool = False


def referral_of(desk: Desk, told: Told, *, threat_days: int = THREAT_DAYS) -> ReferHousehold:
    """The command that writes down what was said; lot and aliases of children are drawn.

    Args:
        desk: The desk.
        told: What was said.
        threat_days: So long the threat counts from the referral on.

    Raises:
        InputError: The alias, or a language, cannot be one.
    """
    until = told.referral + timedelta(days=threat_days)
    try:
        return ReferHousehold(
            alias=told.alias,
            referral=told.referral,
            lot=draw_lot(desk.now()),
            situation=told.situation,
            child_at_risk=told.child_at_risk,
            gender=GENDERS.get(told.who, Gender.PREFER_NOT) if told.who else Gender.PREFER_NOT,
            age_status=AgeStatus.UNCLEAR if told.who in (None, Who.UNCLEAR) else AgeStatus.ADULT,
            languages=told.languages,
            secrecy=told.secrecy,
            threat=Threat(danger=told.danger, valid_until=until) if told.danger else None,
            housing=told.housing,
            children=_children(desk, told),
            guardian_confirmed=told.guardian_confirmed,
        )
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise unfit(Wrong("persons", "", name, "text")) from None


def _children(desk: Desk, told: Told) -> tuple[Child, ...]:
    found: dict[str, AgeBand] = {}
    for band, count in told.children.items():
        for _ in range(count):
            while (alias := draw_alias(desk)) in (told.alias, *found):
                pass
            found[alias] = band
    return tuple(Child(alias=alias, age_band=band) for alias, band in found.items())


def arrival_of(desk: Desk, told: Told, others: Sequence[str] = ()) -> Command:
    """The command that writes down somebody who has nowhere safe tonight, with others of the same case.

    Args:
        desk: The desk.
        told: What was said, of each of them alike; that they have nowhere to sleep is known.
        others: Aliases of those who come with them, each alone.

    Raises:
        InputError: The alias, or a language, cannot be one.
        CannotDo: Others come, and children: whose they are nobody has said.
    """
    told = replace(told, situation=Situation.NOWHERE)
    if not others:
        return referral_of(desk, told, threat_days=TONIGHT_DAYS)
    if any(told.children.values()):
        raise CannotDo("nobody said whose the children are.", code="group_with_children")
    one = referral_of(desk, told, threat_days=TONIGHT_DAYS)
    number = _draw_case(desk)
    group = {"case_group": f"{CASE}-{number}", "group_arrival": f"{ARRIVAL}-{number}"}
    lots: list[int] = []
    while len(lots) <= len(others):
        if (lot := draw_lot(desk.now())) not in lots:
            lots.append(lot)
    names = zip((told.alias, *others), lots, strict=True)
    return ReferGroup(members=tuple(one.but(alias=alias, lot=lot, **group) for alias, lot in names))


def _draw_case(desk: Desk) -> int:
    """The number of a case that nobody belongs to."""
    taken = {row.get("case_group") for row in desk.now().rows("persons").values()}
    while f"{CASE}-{(number := 100 + secrets.randbelow(900 + 10 * len(taken)))}" in taken:
        pass
    return number


def refer_tonight(
    desk: Desk, login: str, told: Told, *, others: Sequence[str] = (), seconds: float = EMERGENCY_SECONDS
) -> int:
    """Write down somebody who has nowhere safe tonight, and ask for a plan; the number of the job.

    Args:
        desk: The desk.
        login: Who says so.
        told: What was said; that they have nowhere to sleep is known.
        others: Aliases of those of the same case who come with them, each alone.
        seconds: Wall clock for the plan.

    Raises:
        Refused, CannotDo, InputError: As `carry_out`; then no plan is asked for.
    """
    carry_out(desk, login, arrival_of(desk, told, others))
    return ask_for_plan(desk, login, seconds=seconds)
