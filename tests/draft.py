"""A small random week in the making: three or four households, two units, everything known and allowed."""

import random
from collections.abc import Callable
from typing import Any

from placement.domain.area import Area
from placement.domain.consent import Consent, ConsentAnswer, MoveConsent
from placement.domain.contact import Contact
from placement.domain.household import Situation
from placement.domain.housing import (
    Closure,
    UnitType,
    Zone,
    ZonePolicy,
    place_alias,
)  # fmt: skip
from placement.domain.instance import Instance
from placement.domain.interpreter import Interpreter
from placement.domain.person import (
    AgeBand,
    AgeStatus,
    Gender,
)  # fmt: skip
from placement.domain.policy import Policy
from placement.domain.relation import Relation, RelationKind
from placement.domain.stay import Stay, StayKind
from tests.worlds import AS_OF, child, day, household, person, programme, room, unit

CHILD_AGES = (AgeBand.BABY, AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN)
SPANS = (5, 9, 13, 14, 20, 27, 28, 29, 41, 56)


class Draft:
    """A week in the making: plain dictionaries that spices may change."""

    def __init__(self, seed: int) -> None:
        self.r = r = random.Random(seed)
        self.units: list[dict[str, Any]] = []
        self.rooms: dict[str, list[dict[str, Any]]] = {}
        self.zones: dict[str, list[dict[str, Any]]] = {}
        for u in range(2):
            name = f"U{u}"
            self.units.append({
                "alias": name, "site": r.choice([None, None, "S0"]), "district": r.choice(["nord", "sør"]),
                "type": r.choice([UnitType.SAFE_HOUSE, UnitType.SAFE_HOUSE, UnitType.CRISIS_CENTRE, UnitType.OWN_FLAT]),
                "cost_per_night": r.choice([800, 1500, 2900]), "security": r.choice([2, 3]),
                "staff_languages": frozenset(r.sample(["eng", "ron", "ara"], 2)),
            })  # fmt: skip
            self.zones[name] = [
                {"alias": f"Z{u}{z}", "policy": ZonePolicy.MIXED, "welcomes_non_binary": True}
                for z in range(2)
            ]
            self.rooms[name] = [
                {
                    "alias": f"R{u}{k}", "zone": f"Z{u}{r.randrange(2)}", "single": r.choice([1, 2, 2, 3]),
                    "double": r.choice([0, 0, 1]), "child": r.randrange(2), "cots": r.randrange(2),
                    "shareable": r.random() < 0.6, "quiet": r.random() < 0.7, "suite": r.choice([None, f"A{u}"]),
                }
                for k in range(r.choice([1, 2, 2]))
            ]  # fmt: skip
        self.households: list[dict[str, Any]] = []
        self.members: dict[str, list[dict[str, Any]]] = {}
        self.settings: dict[str, dict[str, int]] = {}
        self.rows: dict[str, list[Any]] = {"relations": [], "consents": []}
        self.areas = [Area(alias="nord", setting="quiet"), Area(alias="sør", setting="city")]
        self.programmes: list[dict[str, Any]] = []
        self.contacts: list[dict[str, Any]] = []
        self.interpreters: list[dict[str, Any]] = []
        lots = r.sample(range(1, 100), 4)
        for h in range(r.choice([2, 3, 3])):
            name = f"H{h}"
            self.households.append({
                "alias": name, "referral": day(-r.randrange(1, 90)), "lot": lots[h],
                "situation": r.choice([Situation.SAFE, Situation.HOTEL, Situation.UNSAFE, Situation.FRIENDS,
                                       Situation.NOWHERE]),
                "situation_since": day(-r.randrange(0, 30)), "earliest": r.choice([None, None, day(6)]),
                "expected_until": r.choice([None, None, None, day(r.choice([20, 33, 47]))]),
                "wishes": tuple(r.sample(["U0", "U1", "nord", "quiet"], r.randrange(3))),
            })  # fmt: skip
            members = [
                {"alias": f"P{h}0", "wishes_own_room": r.random() < 0.3, "needs_quiet": r.random() < 0.3}
            ]
            if r.random() < 0.3:
                members.append(self.child(f"P{h}1", f"P{h}0"))
            self.members[name] = members

    def child(self, alias: str, guardian: str, **facts: Any) -> dict[str, Any]:
        """An accompanied child with a confirmed guardian."""
        self.rows["relations"].append(
            Relation(a=guardian, b=alias, kind=RelationKind.GUARDIAN, confirmed=True)
        )
        return {
            "alias": alias, "age_status": AgeStatus.MINOR_ACCOMPANIED, "age_band": self.r.choice(CHILD_AGES),
            "gender": self.r.choice([Gender.WOMAN, Gender.MAN]), "is_child": True,
        } | facts  # fmt: skip

    @property
    def people(self) -> list[dict[str, Any]]:
        """All members."""
        return [p for h in self.households for p in self.members[h["alias"]]]

    @property
    def all_rooms(self) -> list[dict[str, Any]]:
        """All rooms."""
        return [q for u in self.units for q in self.rooms[u["alias"]]]

    def add(self, table: str, *rows: Any) -> None:
        """Rows of a table."""
        self.rows.setdefault(table, []).extend(rows)

    def pair(self) -> tuple[str, str]:
        """Two people of different households, if there are."""
        a, b = self.r.sample(self.households, 2)
        return (
            self.r.choice(self.members[a["alias"]])["alias"],
            self.r.choice(self.members[b["alias"]])["alias"],
        )

    def hold_some(self, share: float = 0.4) -> None:
        """Some households live, or will live, somewhere already; nothing is checked."""
        r = self.r
        for h in self.households:
            if r.random() < share:
                where = r.choice(self.units)["alias"]
                rooms = self.rooms[where]
                chosen = rooms if r.random() < 0.2 else [r.choice(rooms)]
                alias = place_alias(
                    tuple(q["alias"] for q in chosen), shared=len(chosen) == 1 and r.random() < 0.5
                )
                current = r.random() < 0.8
                start = -r.randrange(2, 60) if current else r.choice([3, 9, 20])
                until = r.choice([None, day(max(start, 0) + r.choice(SPANS)), day(-1) if current else None])
                stay = Stay(household=h["alias"], place=alias, start=day(start), until=until,
                            kind=StayKind.CURRENT if current else StayKind.HOLD)  # fmt: skip
                self.add("stays", stay)
                h["improvement_wish"] = r.random() < 0.4
                h["move_on_from"] = r.choice([None, day(r.randrange(0, 40))])
                if r.random() < 0.15:
                    for p in self.members[h["alias"]]:
                        self.add(
                            "move_consents",
                            MoveConsent(
                                person=p["alias"],
                                unit=r.choice(["U0", "U1"]),
                                answer=ConsentAnswer.GIVEN,
                                on=day(-1),
                            ),
                        )

    def instance(self) -> Instance:
        """The week."""
        for p in self.people:
            if not p.get("no_consent"):
                self.add("consents", Consent(person=p["alias"], answer=ConsentAnswer.GIVEN, on=day(-20)))
        households = []
        for h in self.households:
            members = [
                (child if p.get("is_child") else person)(
                    p["alias"], **{k: v for k, v in p.items() if k not in ("alias", "is_child", "no_consent")}
                )
                for p in self.members[h["alias"]]
            ]
            households.append(household(h["alias"], *members, **{k: v for k, v in h.items() if k != "alias"}))
        units = []
        for u in self.units:
            zones = tuple(Zone(**z) for z in self.zones[u["alias"]])
            rooms = tuple(
                room(q["alias"], q["zone"], **{k: v for k, v in q.items() if k not in ("alias", "zone")})
                for q in self.rooms[u["alias"]]
            )
            units.append(unit(u["alias"], zones, rooms, **{k: v for k, v in u.items() if k != "alias"}))
        there = {q["alias"] for q in self.all_rooms}  # a later spice may have taken a room away
        for table, named in (("stays", _rooms_of_stay), ("closures", _rooms_of_closure)):
            self.rows[table] = [row for row in self.rows.get(table, ()) if named(row) <= there]
        tables: dict[str, Any] = {k: tuple(v) for k, v in self.rows.items()}
        return Instance(
            as_of=AS_OF, policy=Policy(settings=self.settings), areas=tuple(self.areas), units=tuple(units),
            households=tuple(households),
            programmes=tuple(programme(**p) for p in self.programmes),
            contacts=tuple(Contact(**c) for c in self.contacts),
            interpreters=tuple(Interpreter(**t) for t in self.interpreters), **tables,
        )  # fmt: skip


def _rooms_of_stay(stay: Stay) -> set[str]:
    return set(stay.place.removesuffix("/bed").split("+"))


def _rooms_of_closure(closure: Closure) -> set[str]:
    return {closure.room} if closure.room else set()


Spice = Callable[[Draft], None]
"""Changes a week so that one rule can bind."""


def alike(d: Draft) -> None:
    """Units and households alike, with beds for all, so that one goal decides."""
    for u in d.units:
        u |= {"district": "nord", "type": UnitType.SAFE_HOUSE, "cost_per_night": 1000, "security": 3,
              "staff_languages": frozenset({"eng", "ron"})}  # fmt: skip
        more_rooms(d, u["alias"], 2)
    for q in d.all_rooms:
        q |= {"single": 2, "child": 1, "cots": 1, "quiet": True, "suite": None}
    for h in d.households:
        h["wishes"] = ()
    for p in d.people:
        p |= {"wishes_own_room": False, "needs_quiet": False}
    if d.r.random() < 0.6:
        nobody_housed(d)


def nobody_housed(d: Draft) -> None:
    """No held stays."""
    d.add("stays")


def more_rooms(d: Draft, unit: str, rooms: int) -> None:
    """As many rooms as said, like the first."""
    first = d.rooms[unit][0]
    d.rooms[unit] = [first | {"alias": f"R{unit[1]}{k}"} for k in range(rooms)]


def one_and_other(d: Draft) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two units in any order; most households wish the other one first."""
    one, other = d.r.sample(d.units, 2)
    for h in d.households:
        if d.r.random() < 0.7:
            h["wishes"] = (other["alias"], one["alias"])
    return one, other


def some(d: Draft, share: float = 0.5) -> list[dict[str, Any]]:
    """Some of the people."""
    return [p for p in d.people if d.r.random() < share]


def tight(d: Draft) -> None:
    """Few beds, so that who goes where matters."""
    for q in d.all_rooms:
        q |= {"single": d.r.choice([1, 1, 2]), "double": 0}
