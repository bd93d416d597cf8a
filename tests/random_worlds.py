"""Small random weeks in which every rule can bind: three or four households, two units, dates off any grid.

A family stresses one rule (`H07`) or goal (`G14`); the family `mixed` stresses several at once. The base is calm:
everything is known and allowed, so that what a family adds is what binds. Families about activities and helpers are
in `random_activities.py` and `random_helpers.py`. All people are fictional.
"""

from collections.abc import Callable
from datetime import timedelta

from placement.domain.area import AvoidArea
from placement.domain.bed_price import PricedRoom
from placement.domain.consent import Consent, ConsentAnswer, Offer, OfferAnswer, Veto
from placement.domain.decision import (
    CanReceive,
    Override,
    OverrideReason,
    Release,
    Tier,
    TierChange,
    TierReason,
    Waiver,
)
from placement.domain.household import Situation
from placement.domain.housing import (
    Closure,
    ClosureKind,
    Staffing,
    TargetGroup,
    UnitType,
    ZonePolicy,
)  # fmt: skip
from placement.domain.instance import Instance
from placement.domain.person import (
    Access,
    AgeBand,
    AgeStatus,
    Danger,
    Gender,
    Habit,
    Secrecy,
    Threat,
    Track,
    ZoneWish,
)  # fmt: skip
from placement.domain.relation import KnowsAddress, Relation, RelationKind
from placement.domain.stay import StayKind
from placement.domain.value import Answer
from tests.draft import (
    CHILD_AGES,
    Draft,
    Spice,
    alike,
    more_rooms,
    nobody_housed,
    one_and_other,
    some,
    tight,
)
from tests.random_activities import PROGRAMMES, base_programmes
from tests.random_helpers import HELPERS, base_contacts, base_interpreters
from tests.worlds import AS_OF, day, moved

DAY = timedelta(days=1)
LATER = (1, 3, 4, 6, 34, 36)
"""Days by which some weeks are later: as-of on another day of the week, or with New Year inside."""
MINORS = (AgeStatus.MINOR_ACCOMPANIED, AgeStatus.MINOR_UNACCOMPANIED)

SPICES: dict[str, Spice] = {}
ACTS: dict[str, Spice] = PROGRAMMES | HELPERS
"""Families about activities and helpers."""
INTERPRETED = frozenset({"T01", "G19"})


def spice(code: str) -> Callable[[Spice], Spice]:
    """Register what makes a rule bind."""

    def keep(function: Spice) -> Spice:
        SPICES[code] = function
        return function

    return keep


@spice("H01")
def _consent(d: Draft) -> None:
    for name, members in d.members.items():
        if d.r.random() < 0.25:
            members.append({"alias": f"P{name[1]}7", "stay_together": Answer.YES, "asked_alone": True})
    for p in some(d):
        p["no_consent"] = True
        if d.r.random() < 0.7:
            d.add(
                "consents",
                Consent(
                    person=p["alias"],
                    answer=d.r.choice(list(ConsentAnswer)),
                    on=day(-3),
                    to=d.r.choice([None, UnitType.SAFE_HOUSE]),
                    until=day(d.r.choice([2, 400])),
                ),
            )


@spice("H02")
def _alone(d: Draft) -> None:
    for p in some(d, 0.4):
        p["age_status"] = d.r.choice(list(AgeStatus))
        p["age_band"] = AgeBand.YOUNG if p["age_status"] is AgeStatus.ADULT else AgeBand.TEEN


@spice("H03")
def _harm(d: Draft) -> None:
    a, b = d.pair()
    d.add(
        "relations",
        Relation(
            a=a,
            b=b,
            kind=d.r.choice([RelationKind.RECRUITER, RelationKind.CONTROLLER]),
            until=d.r.choice([day(300), day(300), day(-1), day(12)]),
            protected=d.r.choice([None, b]),
        ),
    )
    if d.r.random() < 0.5:
        d.add("knows_address", KnowsAddress(person=d.r.choice([a, b]), unit=d.r.choice(["U0", "U1"])))
    tight(d)


@spice("H04")
def _areas(d: Draft) -> None:
    for p in some(d, 0.6):
        area = d.r.choice(["nord", "sør"])
        since = d.r.choice([-90, -90, 17])
        until = max(since, d.r.choice([7, 20, 200]))
        d.add("avoid_areas", AvoidArea(person=p["alias"], area=area, since=day(since), until=day(until)))
        p["areas_asked"] = d.r.random() < 0.7
        p["threat"] = d.r.choice([None, Threat(danger=d.r.choice(list(Danger)[:3]), valid_until=day(99))])


@spice("H05")
def _clearance(d: Draft) -> None:
    for u in d.units:
        u["clearance"] = d.r.choice([None, Secrecy.NONE, Secrecy.HIDDEN, Secrecy.FORTROLIG])
    for p in some(d, 0.7):
        p["secrecy"] = d.r.choice([None, *Secrecy])


@spice("H06")
def _security(d: Draft) -> None:
    for u in d.units:
        u["security"] = d.r.choice([None, 0, 1, 2, 3])
    for p in some(d, 0.8):
        p["threat"] = d.r.choice(
            [None, *(Threat(danger=g, valid_until=day(d.r.choice([-3, 8, 90]))) for g in Danger)]
        )


@spice("H07")
def _gender(d: Draft) -> None:
    for zones in d.zones.values():
        for z in zones:
            z |= {
                "policy": d.r.choice([None, *ZonePolicy]),
                "boys_up_to": d.r.choice([0, 5, 12, 17]),
                "welcomes_non_binary": d.r.random() < 0.3,
            }
    for p in d.people:
        p["gender"] = d.r.choices(list(Gender), [50, 30, 12, 8])[0]
        p["zone_wish"] = d.r.choices(list(ZoneWish), [15, 10, 5, 50, 20])[0]


@spice("H08")
def _beds(d: Draft) -> None:
    for q in d.all_rooms:
        q |= {"single": d.r.choice([0, 1, 1, 2]), "confirmed": d.r.choice([True, True, True, None])}
        if d.r.random() < 0.3:
            since = d.r.choice([-5, 0, 9, 17])
            d.add(
                "closures",
                Closure(
                    unit="U" + q["alias"][1],
                    room=q["alias"],
                    since=day(since),
                    until=day(since + d.r.choice([8, 30, 90])),
                    beds=d.r.choice([None, 1, 1]),
                    kind=d.r.choice(list(ClosureKind)),
                ),
            )
    for u in d.units:
        u["available_until"] = d.r.choice([None, None, day(33)])
        u["available_from"] = d.r.choice([None, None, None, day(10)])
    for h in d.households:
        if d.r.random() < 0.3:
            first = d.members[h["alias"]][0]["alias"]
            d.members[h["alias"]].append(
                {"alias": f"P{h['alias'][1]}9", "gender": Gender.MAN, "partner": first}
            )


@spice("H09")
def _family(d: Draft) -> None:
    for h in d.households:
        name = h["alias"]
        if d.r.random() < 0.5 and not any(p.get("is_child") for p in d.members[name]):
            d.members[name].append(d.child(f"P{name[1]}1", f"P{name[1]}0"))
        if d.r.random() < 0.25:
            d.members[name].append(
                {
                    "alias": f"P{name[1]}8",
                    "stay_together": d.r.choice(list(Answer)),
                    "asked_alone": d.r.random() < 0.6,
                }
            )
    for q in d.all_rooms:
        q |= {"shareable": True, "single": 3, "lockable": d.r.choice([None, True, True, False])}


@spice("H10")
def _children(d: Draft) -> None:
    for h in d.households:
        if d.r.random() < 0.7 and len(d.members[h["alias"]]) == 1:
            d.members[h["alias"]].append(d.child(f"P{h['alias'][1]}1", f"P{h['alias'][1]}0"))
    for u in d.units:
        u |= {
            "children_ok": d.r.choice([None, False, True, True]),
            "schools": frozenset(d.r.sample(list(CHILD_AGES), 2)),
        }


@spice("H11")
def _access(d: Draft) -> None:
    for p in some(d):
        p["access_needs"] = frozenset(d.r.sample(list(Access)[:2], d.r.choice([1, 2])))
    for u in d.units:
        u["access"] = frozenset(d.r.sample(list(Access)[:2], d.r.randrange(3)))
    for q in d.all_rooms:
        q["access"] = frozenset(d.r.sample(list(Access)[:2], d.r.randrange(2)))


@spice("H12")
def _staff(d: Draft) -> None:
    for p in d.people:
        p["support"] = d.r.choice([None, 0, 1, 2, 3])
    for u in d.units:
        u["staffing"] = d.r.choice([None, *Staffing])


@spice("H13")
def _intake(d: Draft) -> None:
    for p in d.people:
        p["track"] = d.r.choice([Track.NOT_CLARIFIED, Track.ASYLUM, Track.RESIDENT])
        if not p.get("is_child"):
            band = d.r.choice([None, AgeBand.YOUNG, AgeBand.MIDDLE])
            p["age_band"] = p["age_band"] if p.get("age_status", AgeStatus.ADULT) in MINORS else band
    for u in d.units:
        u |= {
            "tracks": d.r.choice([None, frozenset({Track.ASYLUM, Track.RESIDENT}), frozenset(Track)]),
            "target_groups": d.r.choice([None, None, frozenset({TargetGroup.SINGLE})]),
            "min_age": d.r.choice([None, None, 20]), "max_age": d.r.choice([None, None, 30]),
        }  # fmt: skip


@spice("H14")
def _limit(d: Draft) -> None:
    for u in d.units:
        u["max_stay_nights"] = d.r.choice([None, 10, 30, 40])


@spice("H15")
def _separate(d: Draft) -> None:
    for h in d.households:
        h["wishes"] = d.r.choice([("U0",), ("U0",), ("U1",)])
    if d.r.random() < 0.5:
        nobody_housed(d)
    for _ in range(2):
        a, b = d.pair()
        d.add(
            "relations",
            Relation(
                a=a,
                b=b,
                kind=d.r.choice([RelationKind.SEPARATE, RelationKind.CONFLICT]),
                since=day(d.r.choice([-100, 11])),
                until=day(d.r.choice([15, 300, 300])),
            ),
        )
    tight(d)


@spice("H16")
def _case(d: Draft) -> None:
    if d.r.random() < 0.9:
        alike(d)
    for p in some(d, 0.8):
        p["case_group"] = d.r.choice(["Sak-1", "Sak-1", "Sak-1", "Sak-2"])
    for h in d.households:
        h |= {
            "group_arrival": d.r.choice([None, None, None, "Torsdag"]),
            "situation": d.r.choice([Situation.HOTEL, Situation.HOTEL, Situation.SAFE, Situation.NOWHERE]),
            "wishes": d.r.choice([("U0",), ("U0",), ("U0",), ("U1",)]),
        }
    if d.r.random() < 0.2:
        a, b = d.pair()
        d.add("relations", Relation(a=a, b=b, kind=d.r.choice([RelationKind.NEUTRAL, RelationKind.FRIEND])))


@spice("H17")
def _veto(d: Draft) -> None:
    for p in some(d, 0.7):
        d.add(
            "vetoes",
            Veto(
                person=p["alias"],
                unit=d.r.choice(["U0", "U1"]),
                since=day(d.r.choice([-9, 4])),
                until=day(d.r.choice([9, 400])),
            ),
        )


@spice("H18")
def _reserved(d: Draft) -> None:
    for q in d.all_rooms:
        q["emergency"] = d.r.choice([None, True, False])
    for h in d.households:
        if d.r.random() < 0.3:
            d.add("releases", Release(household=h["alias"], unit=d.r.choice(["U0", "U1"])))


@spice("H19")
def _fire(d: Draft) -> None:
    for u in d.units:
        u |= {
            "fire_ok_until": d.r.choice([None, day(-2), day(5), day(99)]),
            "maintenance_ok_until": d.r.choice([day(12), day(200)]),
        }


@spice("H20")
def _moves(d: Draft) -> None:
    d.hold_some(0.9)


@spice("H21")
def _share(d: Draft) -> None:
    for p in d.people:
        p |= {"sharing": d.r.choices(list(Answer), [70, 15, 15])[0], "needs_own_room": d.r.random() < 0.15,
              "gender": d.r.choices(list(Gender), [45, 35, 12, 8])[0]}  # fmt: skip
    for q in d.all_rooms:
        q |= {"shareable": True, "single": d.r.choice([2, 3])}
    for name, rooms in d.rooms.items():
        d.rooms[name] = rooms[:1]
    for h in d.households:
        h["wishes"] = d.r.choice([("U0",), ("U0",), ("U1",)])


@spice("H22")
def _mix(d: Draft) -> None:
    for u in d.units:
        u |= {
            "max_same_case": d.r.choice([None, 0, 1]),
            "max_children": d.r.choice([None, 0, 1]),
            "max_high_need": d.r.choice([None, 0, 1]),
        }
    for p in d.people:
        p |= {"support": d.r.choice([0, 3]), "case_group": d.r.choice([None, "Sak-1"])}
    names = [p["alias"] for p in d.people]
    d.add(
        "relations",
        *(Relation(a=a, b=b, kind=RelationKind.NEUTRAL) for n, a in enumerate(names) for b in names[n + 1 :]),
    )
    for h in d.households:
        h["group_arrival"] = d.r.choice([None, None, None, "Torsdag"])


@spice("H23")
def _habits(d: Draft) -> None:
    for p in some(d):
        p["habits"] = frozenset(d.r.sample(list(Habit), 1))
    for u in d.units:
        u["accepts"] = frozenset(d.r.sample(list(Habit), d.r.randrange(3)))


@spice("H24")
def _notice(d: Draft) -> None:
    for u in d.units:
        u |= {"notice_hours": d.r.choice([0, 24, 100, 400]), "turnaround_days": d.r.choice([0, 3, 10])}
        if d.r.random() < 0.3:
            d.add("can_receive", CanReceive(unit=u["alias"], since=day(d.r.choice([0, 2]))))


@spice("H25")
def _declined(d: Draft) -> None:
    for h in d.households:
        unit = d.r.choice(["U0", "U1"])
        h |= {
            "wishes": d.r.choice([(unit,), ()]),
            "situation": d.r.choice([Situation.HOTEL, Situation.SAFE, Situation.NOWHERE]),
        }
        if d.r.random() < 0.85:
            answer = d.r.choice(
                [OfferAnswer.DECLINED, OfferAnswer.DECLINED, OfferAnswer.DECLINED, OfferAnswer.OPEN]
            )
            until = day(d.r.choice([-1, 6, 300, 300, 300]))
            d.add(
                "offers", Offer(household=h["alias"], unit=unit, on=day(-4), answer=answer, holds_until=until)
            )


@spice("H26")
def _keep(d: Draft) -> None:
    a, b = d.pair()
    d.add(
        "relations",
        Relation(
            a=a,
            b=b,
            kind=RelationKind.KEEP_TOGETHER,
            yes_a=d.r.choices(list(Answer), [80, 10, 10])[0],
            yes_b=Answer.YES,
        ),
    )
    if d.r.random() < 0.5:
        nobody_housed(d)
    for n, h in enumerate(d.households):
        h["situation"] = d.r.choice([Situation.HOTEL, Situation.SAFE, Situation.UNSAFE, Situation.NOWHERE])
        h["wishes"] = (f"U{n % 2}",)
    tight(d)


@spice("G01")
def _few_moves(d: Draft) -> None:
    alike(d)
    _, other = one_and_other(d)
    other |= {
        "max_stay_nights": d.r.choice([None, 31, 45, 45]),
        "available_until": d.r.choice([None, None, day(49)]),
    }


@spice("G02")
def _margin(d: Draft) -> None:
    alike(d)
    one, other = one_and_other(d)
    one["security"], other["security"] = d.r.choice([(3, 2), (3, 2), (2, 1), (1, 3)])
    for p in d.people:
        p["threat"] = Threat(danger=d.r.choice(list(Danger)[:3]), valid_until=day(99))


@spice("G03")
def _wishes(d: Draft) -> None:
    if d.r.random() < 0.7:
        alike(d)
    for h in d.households:
        h["wishes"] = tuple(d.r.sample(["U0", "U1", "nord", "quiet"], d.r.choice([1, 2])))


@spice("G04")
def _floors(d: Draft) -> None:
    alike(d)
    for h in d.households[: d.r.choice([1, 2])]:
        name = h["alias"]
        there = {p["alias"] for p in d.members[name]}
        for n in (1, 2):
            if f"P{name[1]}{n}" in there:
                continue
            d.members[name].append(d.child(f"P{name[1]}{n}", f"P{name[1]}0", age_band=AgeBand.CHILD))
    one, other = one_and_other(d)
    for u in (one, other):
        name = u["alias"]
        more_rooms(d, name, d.r.choice([2, 2, 3]))
        for n, q in enumerate(d.rooms[name]):
            floor = n % 2 if u is other or d.r.random() < 0.2 else 0
            q |= {"single": 2, "double": 0, "child": 0, "suite": f"A{name[1]}", "zone": f"Z{name[1]}{floor}"}


@spice("G07")
def _language(d: Draft) -> None:
    alike(d)
    one, other = one_and_other(d)
    one["staff_languages"], other["staff_languages"] = (
        frozenset({"eng"}),
        frozenset({d.r.choice(["ron", "eng"])}),
    )
    for u in (one, other):
        u["staffing"] = d.r.choice([None, Staffing.NONE, Staffing.ON_CALL, Staffing.FULL, Staffing.FULL])
    for p in d.people:
        p |= {"languages": frozenset(d.r.choice([["eng"], ["eng"], ["eng", "ron"], []])), "support": 0}


@spice("G08")
def _own_room(d: Draft) -> None:
    alike(d)
    for h in d.households:
        h["wishes"] = d.r.choice([("U0", "U1"), ("U0", "U1"), ("U1", "U0")])
    more_rooms(d, "U0", 1)
    for q in d.all_rooms:
        q["shareable"] = True
    for p in d.people:
        p["wishes_own_room"] = d.r.random() < 0.8


@spice("G11")
def _scarce(d: Draft) -> None:
    alike(d)
    one, other = one_and_other(d)
    other |= {"district": "sør", "security": d.r.choice([2, 3])}
    more_rooms(d, one["alias"], d.r.choice([3, 4, 4]))
    for q in d.all_rooms:
        q["shareable"] = False


@spice("G12")
def _quiet(d: Draft) -> None:
    alike(d)
    one_and_other(d)
    for q in d.all_rooms:
        q["quiet"] = d.r.choice([None, False, True, True])
    for p in d.people:
        p["needs_quiet"] = d.r.random() < 0.7


@spice("G14")
def _peer(d: Draft) -> None:
    if d.r.random() < 0.9:
        alike(d)
    for p in d.people:
        p |= {
            "wishes_peer": d.r.random() < 0.9,
            "languages": frozenset(d.r.sample(["eng", "ron"], d.r.choice([1, 1, 2]))),
        }
    for h, wished in zip(d.households, d.r.sample(["U0", "U1", "nord"], 3), strict=False):
        h |= {
            "situation": d.r.choice([Situation.HOTEL, Situation.SAFE]),
            "wishes": d.r.choice([(), (), (wished,)]),
        }
    if d.r.random() < 0.2:
        a, b = d.pair()
        d.add("relations", Relation(a=a, b=b, kind=RelationKind.FRIEND))


@spice("G15")
def _cost(d: Draft) -> None:
    alike(d)
    for u in d.units:
        u["cost_per_night"] = d.r.choice([0, 700, 800, 1000, 2900])


@spice("G17")
def _early(d: Draft) -> None:
    for h in d.households:
        h |= {"situation": d.r.choice([Situation.SAFE, Situation.FRIENDS, Situation.HOTEL]),
              "earliest": d.r.choice([None, None, day(3)])}  # fmt: skip
    for u in d.units:
        u["available_from"] = d.r.choice([None, None, day(12)])


@spice("G18")
def _improve(d: Draft) -> None:
    alike(d)
    d.rows["stays"] = []
    d.hold_some(0.9)
    lasting = d.r.random() < 0.8
    d.rows["stays"] = [
        s.but(until=None) if lasting and s.kind is StayKind.CURRENT else s for s in d.rows["stays"]
    ]
    for h in d.households:
        if d.r.random() < 0.8:
            h |= {"move_on_from": None, "improvement_wish": True}


@spice("W01")
def _waived(d: Draft) -> None:
    alike(d)
    one, other = one_and_other(d)
    for h in d.households:
        h["situation"] = d.r.choice(
            [Situation.NOWHERE, Situation.NOWHERE, Situation.NOWHERE, Situation.HOTEL]
        )
    for p in some(d, 0.4):
        p["case_group"] = "Sak-1"
    for u, tracks in ((one, frozenset(Track)), (other, d.r.choice([None, None, frozenset(Track)]))):
        u |= {"tracks": tracks, "schools": d.r.choice([frozenset(), frozenset(AgeBand)])}


def decisions(d: Draft) -> None:
    """Overrides, waivers, tier changes, in any family."""
    r = d.r
    codes = [
        "H04",
        "H06",
        "H07",
        "H09",
        "H10",
        "H11",
        "H12",
        "H13",
        "H14",
        "H15",
        "H17",
        "H18",
        "H21",
        "H22",
        "H23",
        "H24",
        "H25",
    ]
    names = [h["alias"] for h in d.households]
    if r.random() < 0.35:
        since = r.choice([0, 0, 5])
        d.add(
            "overrides",
            Override(
                rule=r.choice(codes),
                households=tuple(r.sample(names, r.choice([1, 2]))),
                unit=r.choice(["U0", "U1"]),
                since=day(since),
                until=day(since + r.choice([10, 30, 80])),
                reason=OverrideReason.OTHER,
                by="Bruker-1",
                approved_by="Bruker-2",
            ),
        )
    if r.random() < 0.2:
        d.add(
            "tier_changes",
            TierChange(
                household=r.choice(names),
                tier=r.choice([None, *Tier]),
                since=day(-r.randrange(20)),
                reason=TierReason.OTHER,
                by="Bruker-1",
            ),
        )
    if r.random() < 0.15:
        d.add(
            "waivers",
            Waiver(
                household=r.choice(names),
                rule=r.choice(codes),
                unit=r.choice(["U0", "U1"]),
                since=day(-9),
                until=day(r.choice([-1, 30])),
            ),
        )


def priced(d: Draft) -> None:
    """Prices of some rooms, in most weeks such as count, and rooms that may be shared."""
    if d.r.random() < 0.4:
        return
    d.settings["scarce_place"] = {"prices": d.r.choice([0, 1, 1, 1]), "most": d.r.choice([60, 120])}
    found = day(d.r.choice([-7, -6, 0, 0, 0]))
    for q in d.all_rooms:
        q["shareable"] = d.r.random() < 0.5
        if d.r.random() < 0.7:
            points = d.r.choice([0, 1, 7, 61, 300])
            d.add("bed_prices", PricedRoom(room=q["alias"], points=points, days=9, missed=50, on=found))


def add_acts(d: Draft, codes: frozenset[str]) -> None:
    """What these families need, then what makes each of them bind."""
    if codes & PROGRAMMES.keys() or d.r.random() < (0.6 if codes & INTERPRETED else 0.3):
        base_programmes(d)
    if codes & (HELPERS.keys() - INTERPRETED) or d.r.random() < (0.6 if codes & INTERPRETED else 0.1):
        base_contacts(d)
    if codes & INTERPRETED:
        base_interpreters(d)
    for code in sorted(codes):
        ACTS[code](d)


def tiny(seed: int, family: str = "mixed", *, held: float = 0.4) -> Instance:
    """One random week of a family. The same seed and family give the same week.

    What is about activities and helpers is drawn last, so that a week of housing alone never changes with it.
    """
    d = Draft(seed * 7919 + sum(map(ord, family)))
    chosen = (
        [family]
        if family in SPICES
        else d.r.sample(sorted(SPICES), d.r.choice([1, 2, 3]))
        if family == "mixed"
        else []
    )
    for code in chosen:
        SPICES[code](d)
    if "stays" not in d.rows:
        d.hold_some(held)
    decisions(d)
    acts = [family] if family in ACTS else []
    if family == "mixed" and d.r.random() < 0.6:
        acts = d.r.sample(sorted(ACTS), d.r.choice([1, 2, 3]))
    if acts:
        add_acts(d, frozenset(acts))
    if "G11" in chosen:
        priced(d)
    week = d.instance()
    return moved(week, AS_OF + d.r.choice(LATER) * DAY) if acts and d.r.random() < 0.3 else week
