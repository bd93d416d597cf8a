"""What rules and goals declare: each name resolves for all, and declarations are narrow enough to share."""

import random
from datetime import time
from functools import cache
from typing import Any

import pytest

from placement.domain.area import Area, AvoidArea, Travel
from placement.domain.consent import Consent, ConsentAnswer, Offer, OfferAnswer, Veto
from placement.domain.contact import Contact, Impartiality
from placement.domain.decision import CanReceive, Release
from placement.domain.household import Household, Situation
from placement.domain.housing import (
    Closure,
    HousingUnit,
    Place,
    Staffing,
    TargetGroup,
    UnitType,
    Zone,
    ZonePolicy,
)
from placement.domain.instance import Instance
from placement.domain.interpreter import Interpreter, Qualification
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
from placement.domain.programme import (
    ActivityConsent,
    Appointment,
    AppointmentKind,
    Attendees,
    Interpreting,
    LanguageLevel,
    Programme,
    ProgrammeKind,
    Weekday,
)
from placement.domain.relation import KnowsAddress, Relation, RelationKind
from placement.domain.rule import PairGoal, PairRule, declared
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer
from placement.domain.views import Option
from placement.domain.week import Week
from placement.rules import GOALS, RULES
from tests.worlds import (
    AS_OF,
    child,
    day,
    household,
    person,
    programme,
    room,
    unit,
    week_of_activities,
)

MOST = 0.2
"""Share of all pairs that a pair rule may have to look at one by one."""
DISTRICTS = ("nord", "sør", "øst", "vest", "sentrum", "fjell")
WORDS = ("Orrfugl", "Lerke", "Rype", "Oter", "Mår", "Erle")
LANGUAGES = ("eng", "ron", "ukr", "ara", "tir", "urd", "tgl", "bul", "spa", "vie")


def big_town(seed: int = 7, households: int = 220, units: int = 60) -> Instance:
    """A made-up city in the shares that the domain sheet gives; nobody in it exists."""
    dice = random.Random(seed)
    homes = tuple(a_unit(dice, n) for n in range(units))
    people = tuple(a_household(dice, n) for n in range(households))
    persons = [p for h in people for p in h.members]
    names = [u.alias for u in homes]
    return Instance(
        as_of=AS_OF,
        areas=tuple(Area(alias=d, setting="city" if d == "sentrum" else "quiet") for d in DISTRICTS),
        units=homes,
        closures=tuple(
            Closure(unit=alias, since=day(dice.randint(-5, 30)), until=day(dice.randint(31, 60)))
            for alias in dice.sample(names, units // 10)
        ),
        can_receive=tuple(CanReceive(unit=alias, since=day(0)) for alias in dice.sample(names, units // 10)),
        households=people,
        relations=tuple(
            Relation(a=h.members[0].alias, b=p.alias, kind=RelationKind.GUARDIAN, confirmed=True)
            for h in people
            for p in h.members[1:]
            if p.maybe_child
        )
        + tuple(
            Relation(a=a.alias, b=b.alias, kind=RelationKind.PERPETRATOR, protected=b.alias)
            for a, b in (dice.sample(persons, 2) for _ in range(households // 20))
        ),
        knows_address=tuple(
            KnowsAddress(person=p.alias, unit=dice.choice(names))
            for p in dice.sample(persons, households // 10)
        ),
        avoid_areas=tuple(
            AvoidArea(person=p.alias, area=dice.choice(DISTRICTS), until=day(90))
            for p in dice.sample(persons, households // 2)
        ),
        consents=tuple(
            Consent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-dice.randint(1, 14))) for p in persons
        ),
        vetoes=tuple(
            Veto(person=p.alias, unit=dice.choice(names), since=day(-9))
            for p in dice.sample(persons, households // 20)
        ),
        stays=tuple(
            Stay(
                household=h.alias, place=home.rooms[0].alias, start=day(-dice.randint(1, 200)),
                until=day(dice.randint(5, 50)), kind=StayKind.CURRENT,
                extended_until=day(40) if dice.random() < MOST else None,
            )
            for h, home in zip(people, homes, strict=False)
        ),
        offers=tuple(
            Offer(household=h.alias, unit=dice.choice(names), on=day(-7), answer=OfferAnswer.DECLINED)
            for h in dice.sample(people, households // 20)
        ),
        releases=tuple(Release(household=h.alias, unit=dice.choice(names)) for h in dice.sample(people, 5)),
        **activities(random.Random(seed), persons),
        **helpers(random.Random(seed), people),
    )  # fmt: skip


def activities(dice: random.Random, persons: list[Person]) -> dict[str, Any]:
    """Programmes and what people bring to them: children go to school, some adults have a date in court."""
    school = ((time(8), time(13)), (time(8, 30), time(14)))
    return {
        "travel": tuple(
            Travel(a=a, b=b, minutes=dice.choice((15, 25, 40)), via=frozenset({"sentrum"}) - {a, b})
            for a in DISTRICTS for b in DISTRICTS if a <= b
        ),
        "programmes": tuple(a_programme(dice, n) for n in range(30)),
        "language_levels": tuple(
            LanguageLevel(person=p.alias, language="eng", level=dice.randint(0, 3))
            for p in persons if "eng" in p.languages
        ),
        "appointments": tuple(
            Appointment(person=p.alias, kind=AppointmentKind.SCHOOL, weekday=weekday, start=start, end=end)
            for p in persons if not p.maybe_adult
            for start, end in [dice.choice(school)] for weekday in list(Weekday)[:5]
        ) + tuple(
            Appointment(person=p.alias, kind=AppointmentKind.COURT, on=day(dice.randint(1, 14)),
                        start=time(10), end=time(11))
            for p in dice.sample(persons, len(persons) // 10)
        ),
        "activity_consents": tuple(
            ActivityConsent(person=p.alias, answer=ConsentAnswer.GIVEN, on=day(-dice.randint(1, 14))) for p in persons
        ),
    }  # fmt: skip


def a_programme(dice: random.Random, n: int) -> Programme:
    at = (
        f"{dice.choice(list(Weekday)[:5])} {hour}:00-{hour + 2}:00" for hour in dice.sample(range(9, 18), 2)
    )
    return programme(
        f"kurs-{n}",
        dice.choice(list(ProgrammeKind)),
        dice.choice(DISTRICTS),
        *at,
        online=dice.random() < 1 / 10,
        full_attendance=dice.random() < 1 / 5,
        languages=frozenset(dice.sample(LANGUAGES, dice.randint(0, 2))),
        level=dice.choice((None, 0, 1, 2)),
        interpreting=dice.choice(list(Interpreting)),
        attendees=dice.choice((*Attendees, None)),
        min_age=dice.choice((None, 16, 18)),
        childcare=dice.choice((True, False, None)),
        access=dice.choice((frozenset(), frozenset({Access.STEP_FREE}))),
        clearance=dice.choice((*Secrecy, None)),
        until=dice.choice((None, day(30), day(90))),
    )


def helpers(dice: random.Random, people: tuple[Household, ...]) -> dict[str, Any]:
    """Contacts and interpreters, and what they said of some households."""
    contacts, interpreters = [f"Ask-{n}" for n in range(12)], [f"Tolk-{n}" for n in range(20)]
    return {
        "contacts": tuple(
            Contact(alias=alias, languages=frozenset(dice.sample(LANGUAGES, 2)), hours=37, capacity=20,
                    clearance=dice.choice((*Secrecy, None)))
            for alias in contacts
        ),
        "interpreters": tuple(
            Interpreter(alias=alias, languages=frozenset(dice.sample(LANGUAGES, 2)), adult=dice.choice((True, None)),
                        gender=dice.choice((Gender.WOMAN, Gender.MAN)), remote=dice.random() < 1 / 2,
                        qualification=dice.choice((*Qualification, None)))
            for alias in interpreters
        ),
        "impartiality": tuple(
            Impartiality(helper=dice.choice(contacts + interpreters), household=h.alias,
                         conflict=dice.choice(list(Answer)))
            for h in dice.sample(people, len(people) // 10)
        ),
    }  # fmt: skip


def a_unit(dice: random.Random, n: int) -> HousingUnit:
    zones = tuple(
        Zone(
            alias=f"hus-{n}-{z}",
            policy=dice.choices([*ZonePolicy, None], (35, 15, 35, 10, 4, 1))[0],
            boys_up_to=dice.choice((0, 5, 12, 17)),
            welcomes_non_binary=dice.random() < 1 / 2,
        )
        for z in range(dice.randint(1, 2))
    )
    rooms = tuple(
        room(
            f"rom-{n}-{r}",
            dice.choice(zones).alias,
            single=dice.randint(1, 3),
            double=dice.randint(0, 1),
            cots=dice.randint(0, 1),
            shareable=dice.random() < 1 / 4,
            emergency=dice.choices((False, True, None), (85, 10, 5))[0],
            quiet=dice.choice((True, False, None)),
            access=frozenset({Access.STEP_FREE}) if dice.random() < 1 / 5 else frozenset(),
            suite="a" if r < 2 else None,
        )
        for r in range(dice.randint(2, 6))
    )
    tracks = dice.choice(
        (frozenset(Track), frozenset(Track) - {Track.ASYLUM}, frozenset({Track.RESIDENT}), None)
    )
    return unit(
        f"hus-{n}",
        zones,
        rooms,
        type=dice.choice((UnitType.SAFE_HOUSE, UnitType.SHARED_FLAT, UnitType.CRISIS_CENTRE)),
        district=dice.choice(DISTRICTS),
        security=dice.choice((0, 1, 2, 3, None)),
        clearance=dice.choice((*Secrecy, None)),
        staffing=dice.choice((*Staffing, None)),
        staff_languages=frozenset({"nob", "eng"}),
        accepts=dice.choice((frozenset(), frozenset({Habit.PET}), frozenset({Habit.SMOKING, Habit.PET}))),
        children_ok=dice.choice((True, False, None)),
        schools=dice.choice((frozenset(), frozenset({AgeBand.CHILD, AgeBand.TODDLER}), frozenset(AgeBand))),
        tracks=tracks,
        target_groups=dice.choice(
            (None, None, frozenset({TargetGroup.SINGLE}), frozenset({TargetGroup.FAMILY}))
        ),
        min_age=dice.choice((None, 18)),
        fire_ok_until=day(dice.choice((-10, 20, 365))),
        max_stay_nights=dice.choice((None, 90, 180)),
        notice_hours=dice.choice((0, 0, 24, 72)),
        turnaround_days=dice.choice((0, 0, 1)),
        cost_per_night=dice.choice((800, 1500, 2300)),
    )


def a_person(dice: random.Random, alias: str, **facts: object) -> Person:
    return person(
        alias,
        **{
            "age_band": dice.choices([*list(AgeBand)[4:], None], (25, 50, 17, 3, 5))[0],
            "gender": dice.choices(list(Gender), (70, 27, 2, 1))[0],
            "zone_wish": dice.choices(list(ZoneWish), (15, 5, 5, 50, 25))[0],
            "access_needs": frozenset({Access.STEP_FREE}) if dice.random() < 1 / 10 else frozenset(),
            "support": dice.choices((0, 1, 2, 3, None), (30, 30, 20, 10, 10))[0],
            "habits": frozenset({dice.choice(list(Habit))}) if dice.random() < 1 / 5 else frozenset(),
            "languages": frozenset(dice.sample(LANGUAGES, 2)),
            "sharing": dice.choice(list(Answer)),
            "wishes_own_room": dice.random() < 1 / 3,
            "needs_quiet": dice.random() < 1 / 5,
            "secrecy": dice.choices([*Secrecy, None], (40, 44, 8, 3, 5))[0],
            "threat": dice.choice(
                (None, *(Threat(danger=d, valid_until=day(dice.choice((7, 14, 30)))) for d in Danger))
            ),
            "track": dice.choice(list(Track)),
            **facts,
        },
    )


def a_household(dice: random.Random, n: int) -> Household:
    alias = f"{WORDS[n % len(WORDS)]}-{n}"
    kind = dice.choices(("single", "family", "couple"), (78, 17, 5))[0]
    others = []
    if kind == "family":
        others = [
            child(
                f"{alias}-{k}",
                age_band=dice.choice((*list(AgeBand)[:4], None)),
                gender=dice.choice((Gender.WOMAN, Gender.MAN)),
                age_status=dice.choices((AgeStatus.MINOR_ACCOMPANIED, AgeStatus.UNCLEAR), (9, 1))[0],
            )
            for k in range(2, dice.randint(3, 5))
        ]
    if kind == "couple":
        others = [a_person(dice, f"{alias}-2")]
    return household(
        alias,
        a_person(dice, f"{alias}-1"),
        *others,
        referral=day(-dice.randint(0, 60)),
        situation=dice.choice(list(Situation)),
        earliest=day(dice.randint(0, 9)) if dice.random() < 1 / 3 else None,
        improvement_wish=dice.random() < 1 / 10,
        wishes=tuple(dice.sample(DISTRICTS, 2)) if dice.random() < 1 / 2 else (),
        lot=n,
    )


@cache
def week(world: str) -> Week:
    return Week({"week of activities": week_of_activities, "big": big_town}[world](), RULES)


PARTS = [(rule.id, part) for rule in (*RULES, *GOALS) for part in rule.parts]
RULE_PARTS = [(id_, part) for id_, part in PARTS if isinstance(part, PairRule)]
GOAL_PARTS = [(id_, part) for id_, part in PARTS if isinstance(part, PairGoal)]


def named(parts):
    return {"argvalues": parts, "ids": [f"{id_}-{type(part).__name__}" for id_, part in parts]}


@pytest.mark.parametrize("rule", [*RULES, *GOALS], ids=lambda rule: rule.id)
def test_a_figure_has_one_default(rule):
    for setting in rule.settings:
        carried = [getattr(part, setting.name) for part in rule.parts if hasattr(part, setting.name)]
        assert carried, f"no part of {rule.id} reads {setting.name}"
        assert set(carried) == {setting.default}


def distinct(seen: Week, kind: type, declared_type: type) -> tuple[int, int]:
    """How many differ of those of a kind as a rule reads them, and how many there are."""
    of: dict[type, tuple[object, ...]] = {
        Person: tuple(seen.person.values()), Household: seen.households, Place: seen.places,
        Programme: seen.programmes, Contact: seen.contacts, Interpreter: seen.interpreters,
    }  # fmt: skip
    everybody = of[kind]
    return len({seen.attributes.view(declared_type, one) for one in everybody}), len(everybody)


@pytest.mark.parametrize("world", ["week of activities", "big"])
@pytest.mark.parametrize(("rule", "part"), **named(RULE_PARTS))
def test_every_name_that_a_rule_declares_resolves_for_everybody(world, rule, part):
    for kind, declared_type in zip(part.between, declared(part.objections), strict=True):
        assert distinct(week(world), kind, declared_type)[0] >= 1, rule


@pytest.mark.parametrize("world", ["week of activities", "big"])
@pytest.mark.parametrize(("goal", "part"), **named(GOAL_PARTS))
def test_every_name_that_a_goal_declares_resolves_for_everybody(world, goal, part):
    seen = week(world)
    who, where = declared(part.points)
    for n, h in enumerate(seen.households):
        view = seen.attributes.view(who, h)
        place = seen.places[n % len(seen.places)]
        option = Option(h, place, day(n % 9), day(56), is_move=seen.is_housed(h.alias))
        points = part.points(view, seen.attributes.view(where, option))
        assert type(points) is int, goal
        assert points >= 0, goal


@pytest.mark.parametrize(("rule", "part"), **named(RULE_PARTS))
def test_a_rule_is_asked_once_for_many_pairs_that_it_cannot_tell_apart(rule, part):
    seen = week("big")
    assert len(seen.households) >= 200
    sides = [distinct(seen, *side) for side in zip(part.between, declared(part.objections), strict=True)]
    different, pairs = sides[0][0] * sides[1][0], sides[0][1] * sides[1][1]
    line = f"{rule} {type(part).__name__}: {different} of {pairs} pairs differ"
    print(line)
    assert different <= MOST * pairs, f"{rule} declares more than it needs: {declared(part.objections)}"


def test_what_is_declared_stays_the_same_when_read_again():
    first, again = Week(big_town(), RULES), Week(big_town(), RULES)
    for rule, part in RULE_PARTS:
        for kind, declared_type in zip(part.between, declared(part.objections), strict=True):
            assert distinct(first, kind, declared_type) == distinct(again, kind, declared_type), rule
