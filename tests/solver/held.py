"""What people already live in never makes a week impossible, and is no breach of the plan: an alarm or a task.

For each rule a household lives where the rule forbids. `python -m tests.solver.held` tries 520 weeks.
"""

from collections import Counter
from collections.abc import Callable
from datetime import time
from typing import Any

from placement.domain.area import AvoidArea
from placement.domain.consent import Consent, ConsentAnswer, Offer, OfferAnswer, Veto
from placement.domain.contact import ContactAssignment, Impartiality
from placement.domain.housing import Closure, Staffing, ZonePolicy, place_alias
from placement.domain.person import Access, AgeBand, AgeStatus, Danger, Gender, Habit, Secrecy, Threat, Track
from placement.domain.programme import (
    ActivityConsent,
    Appointment,
    AppointmentKind,
    Enrolment,
    EnrolmentKind,
    ProgrammeKind,
    Session,
    Weekday,
)
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.review import FindingKind
from placement.domain.run import Status
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Answer
from placement.domain.week import Week
from placement.review.audit import judge
from placement.rules import GOALS, RULES
from placement.solver.run import solve
from tests.draft import Draft
from tests.random_activities import base_programmes
from tests.random_helpers import base_contacts, base_interpreters
from tests.solver.campaign import Seen, main
from tests.solver.changes import who
from tests.worlds import day

Plant = Callable[[Draft, dict[str, Any], dict[str, Any]], None]
PLANTS: dict[str, Plant] = {}
SILENT = frozenset({"H18", "H20", "H24", "H25", "H26", "K01"})
"""They speak of beginnings or of two planned stays only: of a held one there is nothing to say.

Of a contact neither: whom a rule forbids to go on, the plan replaces.
"""
MORNING = Session(weekday=Weekday.MONDAY, start=time(10), end=time(12))


def plant(code: str) -> Callable[[Plant], Plant]:
    """Register how H0 (and H1), who live in the unit U0, come to live where a rule forbids."""

    def keep(function: Plant) -> Plant:
        PLANTS[code] = function
        return function

    return keep


def live(d: Draft, household: str, room: str, *, shared: bool = False, start: int = -20) -> None:
    """The household lives there now, whatever was written before."""
    d.rows["stays"] = [s for s in d.rows.get("stays", []) if s.household != household]
    d.add("stays", Stay(household=household, place=place_alias((room,), shared=shared), start=day(start),
                        until=d.r.choice([None, day(12), day(40)]), kind=StayKind.CURRENT))  # fmt: skip


def together(d: Draft, *, one_room: bool = False) -> None:
    """H0 and H1 live in one unit, each in a bed share; in one room, or where there is one in two."""
    rooms = [q["alias"] for q in d.rooms["U0"]]
    live(d, "H0", rooms[0], shared=True)
    live(d, "H1", rooms[0 if one_room else -1], shared=True)


def linked(d: Draft, kind: RelationKind, **facts: Any) -> None:
    """A row between H0 and H1."""
    d.add("relations", Relation(a="P00", b="P10", kind=kind, **facts))


@plant("H01")
def _consent(d: Draft, person: dict[str, Any], _: dict[str, Any]) -> None:
    person["no_consent"] = True
    if d.r.random() < 0.6:
        d.add("consents", Consent(person="P00", answer=ConsentAnswer.WITHDRAWN, on=day(-1)))


@plant("H02")
def _age(d: Draft, person: dict[str, Any], _: dict[str, Any]) -> None:
    person |= {
        "age_status": d.r.choice([AgeStatus.MINOR_UNACCOMPANIED, AgeStatus.UNCLEAR]),
        "age_band": AgeBand.TEEN,
    }


@plant("H03")
def _harm(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    together(d)
    linked(d, d.r.choice([RelationKind.RECRUITER, RelationKind.PERPETRATOR]))


@plant("H04")
def _area(d: Draft, _: dict[str, Any], unit: dict[str, Any]) -> None:
    d.add("avoid_areas", AvoidArea(person="P00", area=unit["district"], since=day(-9), until=day(50)))


@plant("H05")
def _secret(_: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["secrecy"], unit["clearance"] = Secrecy.STRENGT_FORTROLIG, Secrecy.HIDDEN


@plant("H06")
def _threat(d: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["threat"] = d.r.choice([None, Threat(danger=Danger.ACUTE, valid_until=day(9))])
    unit["security"] = 0


@plant("H07")
def _gender(d: Draft, person: dict[str, Any], _: dict[str, Any]) -> None:
    person["gender"] = Gender.MAN
    for zone in d.zones["U0"]:
        zone["policy"] = ZonePolicy.WOMEN


@plant("H08")
def _beds(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    room = d.rooms["U0"][0]["alias"]
    live(d, "H0", room)
    if d.r.random() < 0.5:
        live(d, "H1", room)
    else:
        d.add("closures", Closure(unit="U0", room=room, since=day(-2), until=day(30)))


@plant("H09")
def _child(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    if not any(p.get("is_child") for p in d.members["H0"]):
        d.members["H0"].append(d.child("P05", "P00"))
    together(d, one_room=True)


@plant("H10")
def _unfit(d: Draft, _: dict[str, Any], unit: dict[str, Any]) -> None:
    if not any(p.get("is_child") for p in d.members["H0"]):
        d.members["H0"].append(d.child("P05", "P00"))
    unit["children_ok"] = d.r.choice([None, False])


@plant("H11")
def _steps(d: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["access_needs"], unit["access"] = frozenset({next(iter(Access))}), frozenset()
    for room in d.rooms["U0"]:
        room["access"] = frozenset()


@plant("H12")
def _staff(_: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["support"], unit["staffing"] = 3, Staffing.NONE


@plant("H13")
def _track(_: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["track"], unit["tracks"] = Track.NOT_CLARIFIED, frozenset({Track.ASYLUM})


@plant("H14")
def _limit(_: Draft, __: dict[str, Any], unit: dict[str, Any]) -> None:
    unit["max_stay_nights"] = 10


@plant("H15")
def _apart(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    together(d)
    linked(d, d.r.choice([RelationKind.SEPARATE, RelationKind.CONFLICT]))


@plant("H16")
def _case(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    together(d)
    d.rows["relations"] = [r for r in d.rows["relations"] if {r.a, r.b} != {"P00", "P10"}]
    for household in ("H0", "H1"):
        d.members[household][0]["case_group"] = "Sak-9"


@plant("H17")
def _veto(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    d.add("vetoes", Veto(person="P00", unit="U0", since=day(-3), until=day(200)))


@plant("H18")
def _kept(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    for room in d.rooms["U0"]:
        room["emergency"] = True


@plant("H19")
def _fire(d: Draft, _: dict[str, Any], unit: dict[str, Any]) -> None:
    unit["fire_ok_until"] = d.r.choice([None, day(-2), day(0)])


@plant("H20")
def _moves(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    next(h for h in d.households if h["alias"] == "H0")["unsuitable"] = True


@plant("H21")
def _share(d: Draft, person: dict[str, Any], _: dict[str, Any]) -> None:
    together(d, one_room=True)
    if d.r.random() < 0.5:
        person["gender"] = Gender.MAN
        d.members["H1"][0]["gender"] = Gender.WOMAN
    else:
        person["sharing"] = Answer.NO


@plant("H22")
def _mix(_: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["support"], unit["max_high_need"] = 3, 0


@plant("H23")
def _habit(_: Draft, person: dict[str, Any], unit: dict[str, Any]) -> None:
    person["habits"], unit["accepts"] = frozenset({next(iter(Habit))}), frozenset()


@plant("H24")
def _notice(_: Draft, __: dict[str, Any], unit: dict[str, Any]) -> None:
    unit |= {"notice_hours": 400, "turnaround_days": 10}


@plant("H25")
def _no(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    d.add(
        "offers",
        Offer(household="H0", unit="U0", on=day(-4), answer=OfferAnswer.DECLINED, holds_until=day(99)),
    )


@plant("H26")
def _parted(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    linked(d, RelationKind.KEEP_TOGETHER, yes_a=Answer.YES, yes_b=Answer.YES)
    live(d, "H1", d.rooms["U1"][0]["alias"])


# -- activities and contacts
def attend(d: Draft, *people: str, **facts: Any) -> None:
    """These attend a programme, each with their yes."""
    known = {"kind": ProgrammeKind.NORWEGIAN, "district": "nord", "sessions": (MORNING,)}
    d.programmes.append({"alias": "K9"} | known | facts)
    for alias in people:
        d.add("activity_consents", ActivityConsent(person=alias, answer=ConsentAnswer.GIVEN, on=day(-9)))
        d.add("enrolments", Enrolment(person=alias, programme="K9", start=day(-20), kind=EnrolmentKind.CURRENT,
                                      until=d.r.choice([None, day(-2), day(30)])))  # fmt: skip


@plant("A01")
def _busy(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    attend(d, "P00")
    d.add("appointments", Appointment(person="P00", kind=AppointmentKind.HEALTH, weekday=MORNING.weekday,
                                      start=time(11), end=time(13)))  # fmt: skip


@plant("A02")
def _unfit_programme(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    wrongs: list[dict[str, Any]] = [{"attendees": None}, {"min_age": 90}, {"clearance": None}, {"seats": 0}]
    attend(d, "P00", **d.r.choice(wrongs))
    d.members["H0"][0]["secrecy"] = Secrecy.STRENGT_FORTROLIG


@plant("A03")
def _no_right(d: Draft, person: dict[str, Any], _: dict[str, Any]) -> None:
    attend(d, "P00", kind=ProgrammeKind.WORK_PRACTICE)
    person["work_right"] = Answer.NO


@plant("A05")
def _withdrawn(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    attend(d, "P00")
    d.add("activity_consents", ActivityConsent(person="P00", answer=ConsentAnswer.WITHDRAWN, on=day(-1)))


@plant("H03S")
def _same_course(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    attend(d, "P00", "P10")
    linked(d, d.r.choice(sorted(HARMFUL)))


@plant("K01")
def _conflict(d: Draft, _: dict[str, Any], __: dict[str, Any]) -> None:
    base_contacts(d)
    d.rows["assignments"] = [a for a in d.rows.get("assignments", ()) if a.household != "H0"]
    d.add("assignments", ContactAssignment(household="H0", contact="C0", since=day(-9)))
    d.add("impartiality", Impartiality(helper="C0", household="H0", conflict=Answer.YES))
    d.contacts[0]["capacity"] = d.r.choice([0, 20])


CODES = tuple(sorted(PLANTS))
IN_COURSE = frozenset({"A01", "A02", "A03", "A05", "H03S"})
"""In these P00 attends a programme."""


def planted(seed: int) -> tuple[str, Draft]:
    """The rule that is broken by who lives in U0, and the week; every second week breaks two more rules."""
    d = Draft(seed)
    code = CODES[seed % len(CODES)]
    d.hold_some(0.5)
    unit = d.units[0]
    live(d, "H0", d.rooms["U0"][0]["alias"], shared=d.r.random() < 0.2)
    others = d.r.sample(CODES, 2) if seed // len(CODES) % 2 else []
    others = [
        one for one in others if one != "H02"
    ]  # it makes a child of an adult, of whom other rules ask less
    for one in dict.fromkeys([*others, code]):
        if one != code and {one, code} & IN_COURSE:
            continue  # of one course everything else is known
        PLANTS[one](d, d.members["H0"][0], unit)
    if seed % 3 == 2:
        base_programmes(d)
        base_interpreters(d)
    return code, d


def check(seed: int) -> Seen:
    """Solve one week, and look for the planted fault among the judge's findings."""
    code, draft = planted(seed)
    week = Week(draft.instance(), RULES)
    run = solve(week.instance, RULES, GOALS)
    if run.status is not Status.OPTIMAL or run.plan is None:
        return Seen(Counter(weeks=1), (f"seed {seed} {code}: {run.status}",))
    review = judge(week, run.plan, GOALS)
    faults = [f"seed {seed} {code}: breach of {f.code} {f.about}" for f in review.breaches]
    if (*(s.vector for s in review.stages),) != who(run) or review.points != run.points:
        faults.append(f"seed {seed} {code}: the judge counts otherwise")
    said = [
        f
        for f in review.findings
        if f.code == code[:3] and "H0" in f.about and f.kind is not FindingKind.BREACH
    ]
    if code not in SILENT and not any(f.kind in (FindingKind.ALARM, FindingKind.TASK) for f in said):
        faults.append(f"seed {seed} {code}: what is planted is not seen")
    return Seen(Counter({"weeks": 1, f"{code} seen": bool(said)}), tuple(faults))


if __name__ == "__main__":
    main(check, 520)
