"""Households and persons, by the shares of the project's notes on magnitudes. Nobody of them lives anywhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from placement.domain.household import Household
from placement.domain.names import SPECIES
from placement.domain.person import (
    AgeBand,
    AgeStatus,
    Danger,
    Gender,
    Person,
    Secrecy,
    Threat,
    Track,
    ZoneWish,
)
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import Answer
from placement.simulation import shares
from placement.simulation.draw import Draw
from placement.simulation.town import Names, Naming, Town


def add_people(town: Town, *, men_heavy: bool, group_arrival: bool) -> None:
    """Everybody in care, whoever was referred this week, and the group that arrived, if any."""
    draw, total = town.draw("people"), town.counts.households + town.counts.referred
    names = Names(draw, SPECIES, 3 * total + 40)
    lots = draw.sample(range(1, 20 * total + 400), total + 20)
    for lot in lots[:total]:
        people = people_of(draw, town, names, draw.one(shares.KINDS), shares.GENDERS[men_heavy])
        alias = people[0].alias if len(people) == 1 else names.next()
        town.households[alias] = Household(
            alias=alias, members=tuple(people), referral=town.as_of, lot=lot, wishes=wishes(draw, town)
        )
        town.home_of |= {p.alias: alias for p in people}
    unclear(draw, town)
    waiting = draw.sample(list(town.households), total)
    town.new = set(waiting[: town.counts.referred])
    town.waiting = set(
        waiting[: town.counts.referred + round(town.counts.households * draw.uniform(0.07, 0.13))]
    )
    town.waiting |= {
        h.alias for h in town.households.values() if h.members[0].age_status is AgeStatus.UNCLEAR
    }
    if group_arrival:
        _arrive(town, names, lots[total:])


def people_of(
    draw: Draw, town: Town, names: Naming, kind: str, genders: Mapping[str, Mapping[Gender, float]]
) -> list[Person]:
    """Somebody alone, a parent with children, or two adults."""
    common = _common(draw, town)
    of = genders["parent" if kind == "parent" else "single"]
    people = [
        adult(draw, town, names.next(), draw.one(of), **common)
        for _ in range(2 if kind in ("couple", "siblings") else 1)
    ]
    if len(people) > 1:
        people = _pair(draw, town, people, couple=kind == "couple")
    if kind == "parent":
        if draw.yes(0.6):
            people = [people[0].but(zone_wish=ZoneWish.EITHER)]
        people += [_child(draw, town, names.next(), people[0]) for _ in range(draw.one(shares.CHILDREN))]
    return people


def unclear(draw: Draw, town: Town) -> None:
    """Some who came alone, of whom nobody knows whether they are of age."""
    alone = [h for h in town.households.values() if len(h.members) == 1]
    for household in draw.some(alone, int(shares.UNCLEAR * len(town.home_of) + draw.random())):
        band = draw.choice([None, AgeBand.TEEN])
        town.change_person(household.alias, household.alias, age_status=AgeStatus.UNCLEAR, age_band=band)


def _common(draw: Draw, town: Town) -> dict[str, Any]:
    """What the members of a household have in common."""
    track = draw.one(shares.TRACKS)
    return {
        "track": track,
        "permit_until": _permit(draw, town) if track in shares.PERMITS else None,
        "secrecy": None if draw.yes(0.01) else draw.one(shares.SECRECY),
        "threat": None
        if draw.yes(0.01)
        else Threat(danger=draw.one(shares.DANGERS), valid_until=_reviewed(draw, town)),
    }


def _permit(draw: Draw, town: Town) -> date:
    return town.day(draw.randint(1, 21) if draw.yes(0.03) else draw.randint(22, 330))


def _reviewed(draw: Draw, town: Town) -> date:
    return town.day(-draw.randint(0, 20) if draw.yes(0.03) else draw.randint(3, 90))


def adult(draw: Draw, town: Town, alias: str, gender: Gender, **common: object) -> Person:
    """Somebody of age."""
    first = draw.one(shares.LANGUAGES)
    town.first_language[alias] = first
    spoken = {first} | ({"eng"} if draw.yes(0.45) else set()) | ({"nob"} if draw.yes(0.25) else set())
    track = common["track"]
    facts: dict[str, Any] = {
        "age_status": AgeStatus.ADULT, "age_band": draw.one(shares.AGES), "gender": gender,
        "zone_wish": draw.one(shares.WISHES.get(gender, {ZoneWish.EITHER: 60, ZoneWish.NOT_ASKED: 40})),
        "support": None if draw.yes(0.01) else draw.one({0: 38, 1: 36, 2: 20, 3: 6}),
        "sharing": draw.one({Answer.YES: 45, Answer.NO: 42, Answer.NOT_ASKED: 13}),
        "needs_own_room": draw.yes(shares.PREGNANT * 0.5 if gender is Gender.WOMAN else 0.03),
        "wishes_own_room": draw.yes(0.45), "needs_quiet": draw.yes(0.3), "wishes_peer": draw.yes(0.15),
        "habits": frozenset(h for h, share in shares.HABITS.items() if draw.yes(share)),
        "access_needs": frozenset(a for a, share in shares.ACCESS_NEEDS.items() if draw.yes(share)),
        "languages": frozenset(spoken), "areas_asked": draw.yes(0.95),
        "interpreter_needed": None if draw.yes(0.02) else draw.yes(0.65),
        "interpreter_remote_only": draw.yes(0.1),
        "interpreter_gender": gender if gender in (Gender.WOMAN, Gender.MAN) and draw.yes(0.15) else None,
        "interpreter_not_from": frozenset(r for r in (shares.REGIONS.get(first),) if r and draw.yes(0.08)),
        "work_right": draw.one({Answer.NOT_ASKED: 80, Answer.YES: 14, Answer.NO: 6})
        if track is not Track.NO_STAY else Answer.NO,
    }  # fmt: skip
    return Person(alias=alias, **(facts | common))


def _pair(draw: Draw, town: Town, people: list[Person], *, couple: bool) -> list[Person]:
    """Two adults who wish to live together, each asked alone or not yet."""
    asked = draw.yes(0.9)
    word = {"stay_together": Answer.YES if asked else Answer.NOT_ASKED, "asked_alone": asked}
    one, other = (p.but(**word, zone_wish=ZoneWish.EITHER) for p in people)
    if couple:
        one, other = (
            one.but(partner=other.alias, gender=Gender.WOMAN),
            other.but(partner=one.alias, gender=Gender.MAN),
        )
    town.first_language[other.alias] = town.first_language[one.alias]
    return [one, other.but(languages=one.languages)]


def _child(draw: Draw, town: Town, alias: str, parent: Person) -> Person:
    town.rows["relations"].append(
        Relation(a=parent.alias, b=alias, kind=RelationKind.GUARDIAN, confirmed=draw.yes(0.99))
    )
    band, unclear = draw.one(shares.CHILD_AGES), draw.yes(shares.UNCLEAR / 2)
    danger = parent.threat.danger if parent.threat and draw.yes(0.5) else Danger.LOW
    until = parent.threat.valid_until if parent.threat else town.day(60)
    return Person(
        alias=alias, age_status=AgeStatus.UNCLEAR if unclear else AgeStatus.MINOR_ACCOMPANIED, age_band=band,
        gender=draw.choice([Gender.WOMAN, Gender.MAN]), zone_wish=ZoneWish.EITHER, stay_together=Answer.YES,
        support=0, languages=parent.languages, areas_asked=True, secrecy=parent.secrecy, track=parent.track,
        permit_until=parent.permit_until, threat=Threat(danger=danger, valid_until=until),
        interpreter_needed=parent.interpreter_needed and band is AgeBand.TEEN,
    )  # fmt: skip


def wishes(draw: Draw, town: Town) -> tuple[str, ...]:
    """Areas, or kinds of area, in order."""
    words = [a.alias for a in town.areas] + sorted({a.setting or "" for a in town.areas})
    return tuple(draw.some(words, draw.one({0: 30, 1: 20, 2: 30, 3: 20})))


def found_together(draw: Draw, town: Town, alias: str, gender: Gender, language: str, case: str) -> Person:
    """One of several of one case, of whom little is known yet."""
    common = _common(draw, town) | {"case_group": case, "track": Track.REFLECTION_APPLIED}
    person = adult(draw, town, alias, gender, **(common | {"permit_until": None}))
    town.first_language[alias] = language
    return person.but(languages=frozenset({language}), secrecy=Secrecy.NONE, habits=frozenset(),
                      zone_wish=ZoneWish.EITHER, access_needs=frozenset())  # fmt: skip


def _arrive(town: Town, names: Names, lots: list[int]) -> None:
    """Men of one case who were found together, today or in the last days."""
    draw = town.draw("arrival")
    language, on = draw.choice(["ron", "bul", "vie"]), town.day(-draw.randint(0, 3))
    for lot in lots[: draw.randint(4, 9)]:
        alias = names.next()
        man = found_together(draw, town, alias, Gender.MAN, language, "Sak-Ankomst")
        town.households[alias] = Household(
            alias=alias, members=(man,), referral=on, lot=lot, group_arrival="Ankomst-1"
        )
        town.home_of[alias] = alias
        town.arrived.add(alias)
    town.waiting |= town.arrived
    town.new |= town.arrived
