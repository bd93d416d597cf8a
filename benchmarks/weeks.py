"""A plain random week of any size, for timings. All people and places are fictional."""

import random

from placement.domain.area import Area, AvoidArea
from placement.domain.consent import Consent, ConsentAnswer, Offer, OfferAnswer, Veto
from placement.domain.household import Household, Situation
from placement.domain.housing import HousingUnit, Room, Staffing, UnitType, Zone, ZonePolicy, place_alias
from placement.domain.instance import Instance
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
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer
from tests.worlds import AS_OF, day, room, unit

LANGUAGES = ("eng", "ron", "ara", "ukr", "tir", "tgl", "spa", "vie")
DISTRICTS = tuple(f"bydel {n}" for n in range(8))


def week(households: int, seed: int = 1, *, housed: float = 0.6) -> Instance:
    """A week with this many households, `housed` of them in care, and beds for about as many as there are people."""
    r = random.Random(seed)
    people = [_household(r, n) for n in range(households)]
    units = tuple(_unit(r, n) for n in range(max(3, round(households / 3))))
    consents, relations, avoid, vetoes, offers = [], [], [], [], []
    adults = []
    for h in people:
        grown = [p for p in h.members if p.age_status is AgeStatus.ADULT]
        adults += grown
        for p in h.members:
            consents.append(Consent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-7)))
            if p.age_status is not AgeStatus.ADULT:
                relations.append(
                    Relation(a=grown[0].alias, b=p.alias, kind=RelationKind.GUARDIAN, confirmed=True)
                )
            elif r.random() < 0.5:
                avoid.append(
                    AvoidArea(person=p.alias, area=r.choice(DISTRICTS), until=day(r.choice([20, 90, 200])))
                )
        if r.random() < 0.1:
            vetoes.append(Veto(person=grown[0].alias, unit=r.choice(units).alias, since=day(-5)))
        if r.random() < 0.1:
            offers.append(
                Offer(
                    household=h.alias,
                    unit=r.choice(units).alias,
                    on=day(-5),
                    answer=OfferAnswer.DECLINED,
                    holds_until=day(30),
                )
            )
    for _ in range(households // 4):
        a, b = r.sample(adults, 2)
        relations.append(
            Relation(
                a=a.alias,
                b=b.alias,
                kind=r.choice(
                    [
                        RelationKind.RECRUITER,
                        RelationKind.SEPARATE,
                        RelationKind.CONFLICT,
                        RelationKind.NEUTRAL,
                    ]
                ),
            )
        )
    return Instance(
        as_of=AS_OF,
        areas=tuple(Area(alias=d, setting=r.choice(["by", "rolig"])) for d in DISTRICTS),
        units=units,
        households=tuple(people),
        relations=tuple(relations),
        avoid_areas=tuple(avoid),
        consents=tuple(consents),
        vetoes=tuple(vetoes),
        offers=tuple(offers),
        stays=_stays(r, people, units, housed),
    )


def _person(r: random.Random, alias: str, gender: Gender, languages: frozenset[str]) -> Person:
    return Person(
        alias=alias,
        age_status=AgeStatus.ADULT,
        age_band=r.choice([AgeBand.YOUNG, AgeBand.GROWN, AgeBand.GROWN, AgeBand.MIDDLE]),
        gender=gender,
        zone_wish=r.choices(
            [ZoneWish.EITHER, ZoneWish.WOMEN_ONLY if gender is Gender.WOMAN else ZoneWish.EITHER], [80, 20]
        )[0],
        stay_together=Answer.YES,
        asked_alone=True,
        support=r.choices([0, 1, 2, 3], [40, 35, 20, 5])[0],
        sharing=r.choices([Answer.YES, Answer.NO], [60, 40])[0],
        wishes_own_room=r.random() < 0.5,
        needs_quiet=r.random() < 0.3,
        wishes_peer=r.random() < 0.2,
        habits=frozenset({r.choice(list(Habit))}) if r.random() < 0.15 else frozenset(),
        access_needs=frozenset({r.choice(list(Access)[:2])}) if r.random() < 0.06 else frozenset(),
        languages=languages,
        secrecy=r.choices(list(Secrecy), [44, 45, 8, 3])[0],
        areas_asked=True,
        track=r.choice(list(Track)[:7]),
        threat=Threat(
            danger=r.choices(list(Danger), [40, 40, 17, 1])[0], valid_until=day(r.choice([20, 60, 90]))
        ),
        case_group=r.choice([None, None, None, f"Sak-{r.randrange(40)}"]),
    )


def _child(r: random.Random, alias: str) -> Person:
    return Person(
        alias=alias,
        age_status=AgeStatus.MINOR_ACCOMPANIED,
        gender=r.choice([Gender.WOMAN, Gender.MAN]),
        age_band=r.choice(list(AgeBand)[:4]),
        support=0,
        secrecy=Secrecy.NONE,
        areas_asked=True,
        track=Track.RESIDENT,
        threat=Threat(danger=Danger.LOW, valid_until=day(90)),
    )


def _household(r: random.Random, n: int) -> Household:
    gender = r.choices([Gender.WOMAN, Gender.MAN, Gender.NON_BINARY], [70, 28, 2])[0]
    languages = frozenset(r.sample(LANGUAGES, r.choice([1, 2])))
    children = r.choices([0, 1, 2, 3], [80, 11, 6, 3])[0]
    grown = _person(r, f"Person-{n}-0", gender, languages)
    members = [grown, *(_child(r, f"Person-{n}-{k + 1}") for k in range(children))]
    return Household(
        alias=f"Husstand-{n}",
        members=tuple(members),
        referral=day(-r.randrange(1, 120)),
        lot=(n * 7919) % 10007,
        situation=r.choices(
            [Situation.SAFE, Situation.HOTEL, Situation.UNSAFE, Situation.NOWHERE, Situation.FRIENDS],
            [30, 20, 15, 8, 27],
        )[0],
        situation_since=day(-r.randrange(0, 14)),
        earliest=day(r.choice([0, 0, 0, 3, 7])),
        expected_until=r.choice([None, None, day(30), day(47)]),
        wishes=tuple(r.sample(DISTRICTS, 2)),
        move_on_from=r.choice([None, None, None, None, day(20)]),
        improvement_wish=r.random() < 0.1,
    )


def _unit(r: random.Random, n: int) -> HousingUnit:
    zones = tuple(
        Zone(
            alias=f"Etasje-{n}-{z}",
            policy=r.choices(
                [ZonePolicy.WOMEN, ZonePolicy.MIXED, ZonePolicy.MEN, ZonePolicy.FAMILY], [45, 30, 18, 7]
            )[0],
            boys_up_to=12,
            welcomes_non_binary=r.random() < 0.5,
        )
        for z in range(2)
    )
    rooms: tuple[Room, ...] = tuple(
        room(
            f"Rom-{n}-{k}",
            f"Etasje-{n}-{k % 2}",
            single=r.choice([1, 1, 2, 2, 3]),
            child=r.choice([0, 0, 1, 2]),
            cots=r.randrange(2),
            shareable=r.random() < 0.5,
            quiet=r.random() < 0.6,
            emergency=r.random() < 0.06,
            suite=r.choice([None, None, f"Leil-{n}"]),
        )
        for k in range(r.choice([2, 3, 4]))
    )
    return unit(
        f"Hus-{n}",
        zones,
        rooms,
        district=r.choice(DISTRICTS),
        type=r.choice([UnitType.SAFE_HOUSE, UnitType.CRISIS_CENTRE, UnitType.SHARED_FLAT]),
        security=r.choice([1, 2, 2, 3]),
        staffing=r.choice(list(Staffing)[1:]),
        staff_languages=frozenset(r.sample(LANGUAGES, 3)),
        accepts=frozenset(r.sample(list(Habit), 1)),
        access=frozenset({Access.STEP_FREE}) if r.random() < 0.4 else frozenset(),
        cost_per_night=r.choice([900, 1500, 2400]),
        max_stay_nights=r.choice([None, None, 90, 180]),
        max_children=r.choice([None, 3]),
        notice_hours=r.choice([0, 24, 48]),
        turnaround_days=r.choice([0, 0, 1]),
        available_until=day(r.randrange(10, 50)) if r.random() < 0.05 else None,
    )


def _stays(
    r: random.Random, people: list[Household], units: tuple[HousingUnit, ...], housed: float
) -> tuple[Stay, ...]:
    rooms = [q for u in units for q in u.rooms]
    r.shuffle(rooms)
    found = []
    for h in people:
        fitting = [q for q in rooms if q.single >= h.sleepers]
        if r.random() < housed and fitting:
            rooms.remove(fitting[0])
            alias = place_alias((fitting[0].alias,), shared=False)
            found.append(
                Stay(
                    household=h.alias,
                    place=alias,
                    start=day(-r.randrange(5, 80)),
                    until=day(r.choice([8, 20, 35, 60, 90])),
                    kind=StayKind.CURRENT,
                )
            )
    return tuple(found)
