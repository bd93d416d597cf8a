"""Households and persons, by the shares of the project's notes on magnitudes. Nobody of them lives anywhere."""

from datetime import date
from typing import Any

from placement.domain.household import Household
from placement.domain.person import (
    Access,
    AgeBand,
    AgeStatus,
    Danger,
    Gender,
    Habit,
    Person,
    Secrecy,
    Threat,
    Track,
    ZoneWish,
)
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import Answer
from placement.simulation.draw import Draw
from placement.simulation.town import SPECIES, Names, Town

W, M, X = Gender.WOMAN, Gender.MAN, Gender.NON_BINARY
GENDERS = {
    False: {"single": {W: 68, M: 30, X: 1.5, Gender.PREFER_NOT: 0.5}, "parent": {W: 85, M: 14, X: 1}},
    True: {"single": {W: 34, M: 64, X: 1.5, Gender.PREFER_NOT: 0.5}, "parent": {W: 70, M: 29, X: 1}},
}
"""Parents are women more often than others; together 70/28/2, or 40/58/2 where most are men."""
KINDS = {"single": 78, "parent": 17, "couple": 2.5, "siblings": 2.5}
CHILDREN = {1: 75, 2: 20, 3: 5}
AGES = {AgeBand.YOUNG: 25, AgeBand.GROWN: 55, AgeBand.MIDDLE: 18, AgeBand.OLDER: 2}
CHILD_AGES = {AgeBand.BABY: 35, AgeBand.TODDLER: 25, AgeBand.CHILD: 25, AgeBand.TEEN: 15}
LANGUAGES = {
    "eng": 10, "pcm": 7, "bin": 5, "ron": 14, "rom": 5, "ukr": 5, "rus": 5, "ara": 8, "tir": 5, "urd": 4, "pan": 2,
    "tgl": 6, "bul": 5, "spa": 5, "vie": 4, "tha": 3, "pol": 2, "lit": 2, "som": 1, "amh": 1, "fas": 1,
}  # fmt: skip
SECRECY = {Secrecy.NONE: 44, Secrecy.HIDDEN: 45, Secrecy.FORTROLIG: 8, Secrecy.STRENGT_FORTROLIG: 3}
DANGERS = {Danger.LOW: 40, Danger.MEDIUM: 40, Danger.HIGH: 17, Danger.ACUTE: 3}
TRACKS = {
    Track.REFLECTION_APPLIED: 20, Track.REFLECTION_GRANTED: 25, Track.LIMITED_PERMIT: 15, Track.ASYLUM: 20,
    Track.EEA_RESIDENT: 5, Track.EEA_VISITOR: 5, Track.RESIDENT: 7, Track.NO_STAY: 2, Track.NOT_CLARIFIED: 1,
}  # fmt: skip
PERMITS = frozenset({Track.REFLECTION_GRANTED, Track.LIMITED_PERMIT})
WISHES = {
    W: {ZoneWish.EITHER: 70.5, ZoneWish.WOMEN_ONLY: 20, ZoneWish.OWN_UNIT: 1.5, ZoneWish.NOT_ASKED: 8},
    M: {ZoneWish.EITHER: 87.5, ZoneWish.MEN_ONLY: 4, ZoneWish.OWN_UNIT: 1.5, ZoneWish.NOT_ASKED: 7},
}
REGIONS = {
    "pcm": "Vest-Afrika", "bin": "Vest-Afrika", "ron": "Øst-Europa", "rom": "Øst-Europa", "bul": "Øst-Europa",
    "ukr": "Øst-Europa", "rus": "Øst-Europa", "ara": "Nord-Afrika", "tir": "Afrikas horn", "som": "Afrikas horn",
    "amh": "Afrikas horn", "urd": "Sør-Asia", "pan": "Sør-Asia", "tgl": "Sørøst-Asia", "vie": "Sørøst-Asia",
    "tha": "Sørøst-Asia", "spa": "Latin-Amerika", "pol": "Øst-Europa", "lit": "Øst-Europa", "fas": "Midtøsten",
}  # fmt: skip
UNCLEAR = 0.015
"""Share of persons whose age nobody has settled."""
PREGNANT = 0.1
"""Women who expect a child; with those who have a baby, 12-19 %."""


def add_people(town: Town, *, men_heavy: bool, group_arrival: bool) -> None:
    """Everybody in care, whoever was referred this week, and the group that arrived, if any."""
    draw, total = town.draw("people"), town.counts.households + town.counts.referred
    names = Names(draw, SPECIES, 3 * total + 40)
    lots = draw.sample(range(1, 20 * total + 400), total + 20)
    genders = GENDERS[men_heavy]
    for n in range(total):
        kind = draw.one(KINDS)
        alias = names.next()
        adults = [alias] if kind == "single" else [names.next() for _ in range(1 if kind == "parent" else 2)]
        shared = _shared(draw, town)
        people = [_adult(draw, town, a, draw.one(genders["parent" if kind == "parent" else "single"]), **shared)
                  for a in adults]  # fmt: skip
        if len(people) > 1:
            people = _pair(draw, people, couple=kind == "couple")
            town.first_language[adults[1]] = town.first_language[adults[0]]
            people[1] = people[1].but(languages=people[0].languages)
        if kind == "parent":
            if draw.yes(0.6):
                people = [people[0].but(zone_wish=ZoneWish.EITHER)]
            people += [_child(draw, town, names.next(), people[0]) for _ in range(draw.one(CHILDREN))]
        town.households[alias] = Household(
            alias=alias, members=tuple(people), referral=town.as_of, lot=lots[n],
            wishes=_wishes(draw, town),
        )  # fmt: skip
        town.home_of |= {p.alias: alias for p in people}
    _unclear(draw, town)
    waiting = draw.sample(list(town.households), total)
    town.new = set(waiting[: town.counts.referred])
    town.waiting = set(waiting[: town.counts.referred + round(town.counts.households * draw.uniform(0.07, 0.13))])
    town.waiting |= {h.alias for h in town.households.values() if h.members[0].age_status is AgeStatus.UNCLEAR}
    if group_arrival:
        _arrive(town, names, lots[total:])


def _unclear(draw: Draw, town: Town) -> None:
    """Some who came alone, of whom nobody knows whether they are of age."""
    alone = [h for h in town.households.values() if len(h.members) == 1]
    for household in draw.some(alone, int(UNCLEAR * len(town.home_of) + draw.random())):
        band = draw.choice([None, AgeBand.TEEN])
        town.change_person(household.alias, household.alias, age_status=AgeStatus.UNCLEAR, age_band=band)


def _shared(draw: Draw, town: Town) -> dict[str, Any]:
    """What the members of a household have in common."""
    track = draw.one(TRACKS)
    return {
        "track": track,
        "permit_until": _permit(draw, town) if track in PERMITS else None,
        "secrecy": None if draw.yes(0.01) else draw.one(SECRECY),
        "threat": None if draw.yes(0.01) else Threat(danger=draw.one(DANGERS), valid_until=_reviewed(draw, town)),
    }


def _permit(draw: Draw, town: Town) -> date:
    return town.day(draw.randint(1, 21) if draw.yes(0.03) else draw.randint(22, 330))


def _reviewed(draw: Draw, town: Town) -> date:
    return town.day(-draw.randint(0, 20) if draw.yes(0.03) else draw.randint(3, 90))


def _adult(draw: Draw, town: Town, alias: str, gender: Gender, **shared: object) -> Person:
    first = draw.one(LANGUAGES)
    town.first_language[alias] = first
    spoken = {first} | ({"eng"} if draw.yes(0.45) else set()) | ({"nob"} if draw.yes(0.25) else set())
    track = shared["track"]
    facts: dict[str, Any] = {
        "age_status": AgeStatus.ADULT, "age_band": draw.one(AGES), "gender": gender,
        "zone_wish": draw.one(WISHES.get(gender, {ZoneWish.EITHER: 60, ZoneWish.NOT_ASKED: 40})),
        "support": None if draw.yes(0.01) else draw.one({0: 38, 1: 36, 2: 20, 3: 6}),
        "sharing": draw.one({Answer.YES: 45, Answer.NO: 42, Answer.NOT_ASKED: 13}),
        "needs_own_room": draw.yes(PREGNANT * 0.5 if gender is W else 0.03),
        "wishes_own_room": draw.yes(0.45), "needs_quiet": draw.yes(0.3), "wishes_peer": draw.yes(0.15),
        "habits": frozenset(h for h, share in _HABITS.items() if draw.yes(share)),
        "access_needs": frozenset(a for a, share in _ACCESS.items() if draw.yes(share)),
        "languages": frozenset(spoken), "areas_asked": draw.yes(0.95),
        "interpreter_needed": None if draw.yes(0.02) else draw.yes(0.65),
        "interpreter_remote_only": draw.yes(0.1),
        "interpreter_gender": gender if gender in (W, M) and draw.yes(0.15) else None,
        "interpreter_not_from": frozenset({REGIONS[first]} if first in REGIONS and draw.yes(0.08) else ()),
        "work_right": draw.one({Answer.NOT_ASKED: 80, Answer.YES: 14, Answer.NO: 6})
        if track is not Track.NO_STAY else Answer.NO,
    }  # fmt: skip
    return Person(alias=alias, **(facts | shared))


_HABITS = {Habit.SMOKING: 0.12, Habit.SUBSTANCE: 0.03, Habit.PET: 0.015}
_ACCESS = {Access.STEP_FREE: 0.025, Access.GROUND_FLOOR: 0.01, Access.VISUAL_ALARM: 0.004}


def _pair(draw: Draw, people: list[Person], *, couple: bool) -> list[Person]:
    """Two adults who wish to live together, each asked alone or not yet."""
    asked = draw.yes(0.9)
    word = {"stay_together": Answer.YES if asked else Answer.NOT_ASKED, "asked_alone": asked}
    one, other = (p.but(**word, zone_wish=ZoneWish.EITHER) for p in people)
    if couple:
        one, other = one.but(partner=other.alias, gender=W), other.but(partner=one.alias, gender=M)
    return [one, other]


def _child(draw: Draw, town: Town, alias: str, parent: Person) -> Person:
    town.rows["relations"].append(
        Relation(a=parent.alias, b=alias, kind=RelationKind.GUARDIAN, confirmed=draw.yes(0.99))
    )
    band, unclear = draw.one(CHILD_AGES), draw.yes(UNCLEAR / 2)
    danger = parent.threat.danger if parent.threat and draw.yes(0.5) else Danger.LOW
    until = parent.threat.valid_until if parent.threat else town.day(60)
    return Person(
        alias=alias, age_status=AgeStatus.UNCLEAR if unclear else AgeStatus.MINOR_ACCOMPANIED, age_band=band,
        gender=draw.choice([W, M]), zone_wish=ZoneWish.EITHER, stay_together=Answer.YES,
        support=0, languages=parent.languages, areas_asked=True, secrecy=parent.secrecy, track=parent.track,
        permit_until=parent.permit_until, threat=Threat(danger=danger, valid_until=until),
        interpreter_needed=parent.interpreter_needed and band is AgeBand.TEEN,
    )  # fmt: skip


def _wishes(draw: Draw, town: Town) -> tuple[str, ...]:
    words = [a.alias for a in town.areas] + sorted({a.setting or "" for a in town.areas})
    return tuple(draw.some(words, draw.one({0: 30, 1: 20, 2: 30, 3: 20})))


def _arrive(town: Town, names: Names, lots: list[int]) -> None:
    """Men of one case who were found together, today or in the last days."""
    draw = town.draw("arrival")
    language, on = draw.choice(["ron", "bul", "vie"]), town.day(-draw.randint(0, 3))
    for lot in lots[: draw.randint(4, 9)]:
        shared = _shared(draw, town) | {"case_group": "Sak-Ankomst", "track": Track.REFLECTION_APPLIED}
        alias = names.next()
        man = _adult(draw, town, alias, M, **(shared | {"permit_until": None}))
        town.first_language[alias] = language
        man = man.but(languages=frozenset({language}), secrecy=Secrecy.NONE, habits=frozenset(),
                      zone_wish=ZoneWish.EITHER, access_needs=frozenset())  # fmt: skip
        town.households[alias] = Household(
            alias=alias, members=(man,), referral=on, lot=lot, group_arrival="Ankomst-1"
        )
        town.home_of[alias] = alias
        town.arrived.add(alias)
    town.waiting |= town.arrived
    town.new |= town.arrived
