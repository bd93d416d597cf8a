"""Families of small random weeks about primary contacts and interpreters. All people are fictional."""

from datetime import time
from typing import Any

from placement.domain.contact import Absence, ContactAssignment, Impartiality
from placement.domain.decision import Override, OverrideReason
from placement.domain.interpreter import BookableHours, Qualification
from placement.domain.person import Danger, Gender, Secrecy, Threat
from placement.domain.programme import ActivityWish, Intake, Interpreting
from placement.domain.relation import Relation, RelationKind
from placement.domain.value import FOREVER, Answer
from tests.draft import Draft, Spice, some
from tests.random_activities import clock
from tests.worlds import day

HELPERS: dict[str, Spice] = {}


def spice(code: str) -> Any:
    """Register what makes a rule about contacts or interpreters bind."""

    def keep(function: Spice) -> Spice:
        HELPERS[code] = function
        return function

    return keep


def base_contacts(d: Draft) -> None:
    """One to three contacts with time for all; most households have one."""
    for k in range(d.r.choice([1, 2, 2, 3])):
        d.contacts.append({"alias": f"C{k}", "languages": frozenset({"eng"}), "clearance": Secrecy.STRENGT_FORTROLIG,
                           "hours": 37, "capacity": 20})  # fmt: skip
    for h in d.households:
        if d.r.random() < 0.7:
            contact = d.r.choice(d.contacts)["alias"]
            d.add(
                "assignments",
                ContactAssignment(household=h["alias"], contact=contact, since=day(-d.r.randrange(60))),
            )
    impartial(d, [c["alias"] for c in d.contacts])


def base_interpreters(d: Draft) -> None:
    """One or two interpreters with few hours, and who needs them."""
    for k in range(d.r.choice([1, 1, 2])):
        d.interpreters.append({
            "alias": f"T{k}", "languages": frozenset(d.r.sample(["tir", "ara"], d.r.choice([1, 2]))), "adult": True,
            "gender": d.r.choice([Gender.WOMAN, Gender.MAN]), "qualification": Qualification.B, "remote": True,
            "on_site": True, "region": "vest",
        })  # fmt: skip
        for _ in range(d.r.choice([0, 1, 2, 2])):
            block(d, f"T{k}")
    impartial(d, [t["alias"] for t in d.interpreters])
    for p in some(d, 0.7):
        p |= {"interpreter_needed": d.r.choice([None, True, True]),
              "languages": frozenset(d.r.choice([["tir"], ["ara"], ["tir", "eng"]]))}  # fmt: skip
    for h in d.households:
        if d.r.random() < 0.3:
            h["referral"] = day(-d.r.choice([0, 6, 7, 8]))
    for g in d.programmes:
        g["interpreting"] = d.r.choice([Interpreting.WELCOME, Interpreting.WELCOME, *Interpreting])
    if d.programmes:
        d.programmes[0] |= {"since": day(-28), "intake": Intake.ROLLING, "until": None}
        for p in some(d, 0.6):
            d.add("activity_wishes", ActivityWish(person=p["alias"], programme=d.programmes[0]["alias"]))


def block(d: Draft, interpreter: str) -> None:
    """Some hours of one day, whole or not, at or around a session where there is one; a second block may touch it."""
    sessions = [s for g in d.programmes for s in g["sessions"]]
    on, start = d.r.choice([-1, 0, 2, 3, 6, 7]), d.r.choice([540, 570, 600, 1050])
    if sessions and d.r.random() < 0.85:
        one = d.r.choice(sessions)
        on = (one.weekday.rank - day(0).weekday()) % 7
        start = one.start.hour * 60 + one.start.minute - d.r.choice([0, 0, 15, 30, 60])
    end = start + d.r.choice([45, 60, 90, 120, 150, 180])
    spans = [(start, end)]
    if d.r.random() < 0.3:
        spans.append((end + d.r.choice([0, 0, -30, 15]), end + d.r.choice([60, 75])))
    for a, b in spans:
        d.add(
            "bookable_hours", BookableHours(interpreter=interpreter, on=day(on), start=clock(a), end=clock(b))
        )


def impartial(d: Draft, helpers: list[str]) -> None:
    """Nobody has a conflict of interest, and all were asked."""
    d.add("impartiality", *(
        Impartiality(helper=a, household=h["alias"], conflict=Answer.NO) for a in helpers for h in d.households
    ))  # fmt: skip


def conflicts(d: Draft) -> None:
    """Some have one; of some nobody asked."""
    d.rows["impartiality"] = [
        one.but(conflict=d.r.choice([Answer.NO, Answer.NO, Answer.YES, Answer.NOT_ASKED]))
        for one in d.rows.get("impartiality", ())
    ]


def override(d: Draft, rule: str, helpers: list[dict[str, Any]]) -> None:
    """The rule set aside for a helper, for one household or two."""
    if d.r.random() < 0.5:
        since = d.r.choice([-4, -4, 0, 3])
        names = [h["alias"] for h in d.households]
        d.add("overrides", Override(
            rule=rule, households=tuple(d.r.sample(names, d.r.choice([1, 2]))), helper=d.r.choice(helpers)["alias"],
            since=day(since), until=day(since + d.r.choice([4, 5, 30])), reason=OverrideReason.OTHER, by="Bruker-1",
            approved_by="Bruker-2",
        ))  # fmt: skip


@spice("K01")
def _contact(d: Draft) -> None:
    r = d.r
    for c in d.contacts:
        c |= {"clearance": r.choice([None, *Secrecy, Secrecy.STRENGT_FORTROLIG]),
              "capacity": r.choice([1, 2, 4, 6, 9, 20]),
              "until": r.choice([None, None, None, day(0), day(9), day(14), day(15), day(60)])}  # fmt: skip
        if r.random() < 0.3:
            since = r.choice([-5, 0, 1])
            until = r.choice([FOREVER, day(since + 6), day(since + 7), day(since + 12)])
            d.add("absences", Absence(contact=c["alias"], since=day(since), until=until))
            if r.random() < 0.2:
                d.add("absences", Absence(contact=c["alias"], since=day(since + 6), until=day(since + 9)))
    for p in d.people:
        threats = [Threat(danger=danger, valid_until=day(90)) for danger in list(Danger)[:3]]
        p |= {"secrecy": r.choice([None, *Secrecy, Secrecy.NONE]), "support": r.choice([None, 0, 1, 2, 3]),
              "threat": r.choice([None, *threats])}  # fmt: skip
    if r.random() < 0.7:
        conflicts(d)
    override(d, "K01", d.contacts)


@spice("G05")
def _keep(d: Draft) -> None:
    """Whoever has the time already has others; some have nobody."""
    for c in d.contacts:
        c |= {"hours": d.r.choice([0, 10, 37]), "capacity": d.r.choice([0, 1, 2, 4, 20])}
    for p in d.people:
        p["support"] = d.r.choice([0, 1, 2])
    if d.r.random() < 0.5:
        conflicts(d)


@spice("G13")
def _load(d: Draft) -> None:
    """Some carry more than their share, and somebody new must be followed up."""
    if len(d.contacts) == 1:
        d.contacts.append(d.contacts[0] | {"alias": "C9"})
    d.rows["assignments"] = [a for a in d.rows.get("assignments", ()) if d.r.random() < 0.6]
    for c in d.contacts:
        c |= {
            "hours": d.r.choice([0, 8, 20, 37, 60]),
            "until": d.r.choice([None, None, None, day(-1), day(20)]),
        }
    for p in d.people:
        p |= {"support": d.r.choice([None, 0, 1, 2, 3]),
              "threat": d.r.choice([None, Threat(danger=Danger.LOW, valid_until=day(90))])}  # fmt: skip


@spice("T01")
def _interpreter(d: Draft) -> None:
    r = d.r
    for t in d.interpreters:
        t |= {
            "adult": r.choice([None, False, True, True, True, True]), "remote": r.random() < 0.6,
            "qualification": r.choice([None, Qualification.A, Qualification.E]),
            "region": r.choice([None, "vest", "øst"]),
            "case_group": r.choice([None, "Sak-1"]), "gender": r.choice(list(Gender)),
        }  # fmt: skip
    for p in d.people:
        p |= {
            "languages": frozenset(r.choice([["tir"], ["tir"], ["ara"], ["eng"], ["eng", "ara"], []])),
            "interpreter_needed": r.choice([None, True, True, True, False]),
            "interpreter_remote_only": r.random() < 0.2,
            "interpreter_gender": r.choice([None, None, None, Gender.WOMAN]),
            "interpreter_not_from": frozenset(r.choice([[], [], [], ["øst"], ["vest"]])),
            "case_group": r.choice([None, None, "Sak-1"]),
        }  # fmt: skip
        if r.random() < 0.2:
            kind = r.choice(
                [RelationKind.FAMILY, RelationKind.FRIEND, RelationKind.RECRUITER, RelationKind.NEUTRAL]
            )
            d.add("relations", Relation(a=p["alias"], b=r.choice(d.interpreters)["alias"], kind=kind,
                                        until=r.choice([FOREVER, FOREVER, day(-1), day(3)])))  # fmt: skip
    if r.random() < 0.4:
        conflicts(d)
    override(d, "T01", d.interpreters)


@spice("G19")
def _talks(d: Draft) -> None:
    """Hours for some of the talks, some interpreters in no category, contacts with a language in common."""
    for t in d.interpreters:
        t["qualification"] = d.r.choice([None, Qualification.C])
        if d.r.random() < 0.7:
            on = d.r.choice([0, 1, 2, 4])
            d.add(
                "bookable_hours",
                BookableHours(interpreter=t["alias"], on=day(on), start=time(9), end=time(10)),
            )
    for c in d.contacts:
        c["languages"] = frozenset(d.r.choice([["eng"], ["tir"], ["ara", "eng"]]))
        if d.r.random() < 0.2:
            d.add("absences", Absence(contact=c["alias"], since=day(-1), until=day(d.r.choice([6, 7, 20]))))
