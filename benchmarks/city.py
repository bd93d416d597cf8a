"""A fictional town of any size, the same for the same seed; six in ten households are housed."""

import random
from datetime import date, timedelta
from typing import Any

from placement.domain.area import Area, AvoidArea
from placement.domain.consent import Consent, ConsentAnswer
from placement.domain.household import Household, Situation
from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy
from placement.domain.instance import Instance
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
from placement.domain.plan import Plan
from placement.domain.relation import Relation, RelationKind
from placement.domain.rule import Rule
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.options import choices
from placement.review.reasons import Beside

AS_OF = date(2026, 11, 23)
SITUATIONS = (Situation.SAFE, Situation.FRIENDS, Situation.HOTEL, Situation.NOWHERE, Situation.UNSAFE)
LANGUAGES = ("eng", "ron", "ara")
DISTRICTS = ("nord", "sør", "vest")
WORDS = ("Orrfugl", "Lerke", "Rype", "Oter", "Jerv", "Hare", "Spurv", "Gaupe")


def day(n: int) -> date:
    """The date `n` days after the as-of date."""
    return AS_OF + timedelta(days=n)


def city(persons: int, rules: tuple[Rule, ...], seed: int = 1) -> Instance:
    """A week with about so many persons, and beds for most of them; those who are housed are housed well."""
    r = random.Random(seed)
    units = [_unit(r, n) for n in range(max(4, persons // 11))]
    households: list[Household] = []
    relations: list[Relation] = []
    while sum(len(h.members) for h in households) < persons:
        household, guardians = _household(r, len(households) + 1)
        households.append(household)
        relations += guardians
    people = [p for h in households for p in h.members]
    adults = [p.alias for p in people if p.maybe_adult]
    relations += [
        Relation(
            a=a, b=b, kind=r.choice([RelationKind.SEPARATE, RelationKind.RECRUITER, RelationKind.CONFLICT])
        )
        for a, b in (r.sample(adults, 2) for _ in range(persons // 10))
    ]
    instance = Instance(
        as_of=AS_OF,
        areas=tuple(Area(alias=d) for d in DISTRICTS),
        units=tuple(units),
        households=tuple(households),
        relations=tuple(relations),
        consents=tuple(
            Consent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-3))
            for p in people
            if r.random() < 0.95
        ),
        avoid_areas=tuple(
            AvoidArea(person=p.alias, area=r.choice(DISTRICTS)) for p in people if r.random() < 0.2
        ),
    )
    housed = r.sample([h.alias for h in households], len(households) * 6 // 10)
    return instance.but(
        stays=tuple(_current(r, s) for s in greedy(instance, rules).stays if s.household in housed)
    )


def _unit(r: random.Random, n: int) -> HousingUnit:
    name = f"Hus-{n}"
    policy = (ZonePolicy.WOMEN, ZonePolicy.MIXED, ZonePolicy.MEN, ZonePolicy.FAMILY, ZonePolicy.MIXED)[n % 5]
    rooms = tuple(
        Room(
            alias=f"{name}-{k}", zone=f"{name}-e", single=r.choice([1, 1, 2, 2, 3]),
            child=r.choice([0, 0, 2]), cots=r.choice([0, 1]), confirmed=True, lockable=True,
            shareable=r.random() < 0.4,
            emergency=r.random() < 0.1, quiet=r.random() < 0.6,
        )
        for k in range(r.choice([3, 4, 5]))
    )  # fmt: skip
    return HousingUnit(
        alias=name, type=r.choice([UnitType.SAFE_HOUSE, UnitType.CRISIS_CENTRE, UnitType.SHARED_FLAT]),
        district=r.choice(DISTRICTS), zones=(Zone(alias=f"{name}-e", policy=policy, boys_up_to=12),),
        rooms=rooms,
        security=r.choice([1, 2, 2, 3]), clearance=r.choice([Secrecy.FORTROLIG, Secrecy.STRENGT_FORTROLIG]),
        staffing=r.choice([Staffing.DAY, Staffing.FULL, Staffing.FULL]), staff_languages=frozenset({"eng"}),
        children_ok=r.random() < 0.7, schools=frozenset(AgeBand), tracks=frozenset(Track),
        fire_ok_until=day(300), maintenance_ok_until=day(300), max_same_case=r.choice([None, 3]),
        max_children=r.choice([None, 4]), cost_per_night=r.randrange(800, 3200, 100),
    )  # fmt: skip


def _person(r: random.Random, alias: str, **facts: Any) -> Person:  # noqa: ANN401 - any field of a person
    known: dict[str, Any] = {
        "age_status": AgeStatus.ADULT, "age_band": AgeBand.GROWN,
        "gender": r.choices([Gender.WOMAN, Gender.MAN, Gender.NON_BINARY], [70, 28, 2])[0],
        "zone_wish": r.choice([ZoneWish.EITHER, ZoneWish.EITHER, ZoneWish.NOT_ASKED]),
        "stay_together": Answer.YES, "asked_alone": True, "support": r.randrange(3),
        "sharing": r.choice([Answer.YES, Answer.NO]), "languages": frozenset({r.choice(LANGUAGES)}),
        "secrecy": r.choice([Secrecy.NONE, Secrecy.HIDDEN, Secrecy.FORTROLIG]), "areas_asked": True,
        "threat": Threat(danger=r.choice(list(Danger)[:3]), valid_until=day(r.randrange(-5, 90))),
        "track": Track.REFLECTION_GRANTED, "wishes_own_room": r.random() < 0.4,
        "case_group": r.choice([None, None, None, "K1", "K2", "K3"]),
    }  # fmt: skip
    return Person(alias=alias, **(known | facts))


def _household(r: random.Random, n: int) -> tuple[Household, list[Relation]]:
    alias = f"{WORDS[n % len(WORDS)]}-{n}"
    adult = f"{alias}a"
    children = r.choice([1, 2, 3]) if r.random() < 0.18 else 0
    minors = [
        _person(r, f"{alias}-{k}", age_status=AgeStatus.MINOR_ACCOMPANIED,
                age_band=r.choice([AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN]))
        for k in range(children)
    ]  # fmt: skip
    household = Household(
        alias=alias, members=(_person(r, adult), *minors), referral=day(-r.randrange(1, 200)), lot=n,
        situation=r.choice(SITUATIONS),
        wishes=tuple(r.sample(DISTRICTS, r.randrange(3))),
    )  # fmt: skip
    guardians = [Relation(a=adult, b=c.alias, kind=RelationKind.GUARDIAN, confirmed=True) for c in minors]
    return household, guardians


def _current(r: random.Random, stay: Stay) -> Stay:
    """The stay as one that began some weeks ago."""
    until = day(r.randrange(20, 120)) if r.random() < 0.5 else None
    return stay.but(start=day(-r.randrange(1, 60)), until=until, kind=StayKind.CURRENT)


def greedy(instance: Instance, rules: tuple[Rule, ...]) -> Plan:
    """A sound plan made by taking one household after the other, in order of lot."""
    week = Week(instance, rules)
    stays: list[Stay] = []
    for household in sorted(week.households, key=lambda h: h.lot):
        if week.wants_option(household):
            beside = Beside(week, Plan(stays=tuple(stays)))
            options = (stay for choice in choices(week, household) for stay in choice.stays(household))
            stays += [s for s in options if not beside.clashes(s)][:1]
    return Plan(instance_hash=instance.content_hash, stays=tuple(sorted(stays, key=lambda s: s.household)))
