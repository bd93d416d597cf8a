"""Families of small random weeks about programmes: who wishes for what, and what speaks against it.

A family bears the code of its rule or goal; `H03S` is the part of H03 about sessions. The base is calm: everybody may
attend everything. All people are fictional.
"""

from datetime import date, time
from typing import Any

from placement.domain.area import Area, AvoidArea, Travel
from placement.domain.consent import ConsentAnswer
from placement.domain.decision import Override, OverrideReason
from placement.domain.person import Access, AgeBand, AgeStatus, Gender, Secrecy, Track
from placement.domain.programme import (
    ActivityConsent,
    ActivityWish,
    Appointment,
    AppointmentKind,
    Attendees,
    Enrolment,
    EnrolmentKind,
    Intake,
    Interpreting,
    LanguageLevel,
    ProgrammeKind,
    Session,
    Weekday,
)
from placement.domain.relation import HARMFUL, Relation, RelationKind
from placement.domain.stay import StayKind
from placement.domain.value import ALWAYS, FOREVER, Answer
from tests.draft import Draft, Spice, alike, one_and_other, some
from tests.worlds import AS_OF, day

PROGRAMMES: dict[str, Spice] = {}
DISTRICTS = ("nord", "sør", "sentrum")
KINDS = (ProgrammeKind.NORWEGIAN, ProgrammeKind.EXERCISE, ProgrammeKind.WORK_PRACTICE)
STARTS = ("09:00", "09:45", "10:00", "11:15", "12:10", "17:30", "20:15")
MINUTES = (5, 15, 28, 30, 31, 33, 45, 46, 60, 75)
DATES = ((ALWAYS, FOREVER), (ALWAYS, FOREVER), (day(-40), day(12)), (day(9), FOREVER), (day(16), day(30)))


def spice(code: str) -> Any:
    """Register what makes a rule about programmes bind."""

    def keep(function: Spice) -> Spice:
        PROGRAMMES[code] = function
        return function

    return keep


def clock(minutes: int) -> time:
    """Minutes from midnight as a time of that day."""
    return time(*divmod(max(0, min(minutes, 24 * 60 - 1)), 60))


def base_programmes(d: Draft) -> None:
    """One to three programmes on few days of the week, ways between three areas, wishes, and who attends already."""
    r = d.r
    d.areas.append(Area(alias="sentrum", setting="city"))
    ways(d)
    kinds = r.sample(KINDS, 2)
    for k in range(r.choice([1, 2, 2, 3])):
        since = r.choice([-28, -28, -28, 0, 6, 11])
        d.programmes.append({
            "alias": f"K{k}", "kind": r.choice(kinds), "district": r.choice(DISTRICTS),
            "site": r.choice([None, None, "S0", "U0", "S9"]), "online": r.random() < 0.08, "since": day(since),
            "until": r.choice([None, None, None, day(19), day(33), day(56)]),
            "intake": r.choice([Intake.ROLLING, Intake.DATED]) if since >= 0 else Intake.ROLLING,
            "sessions": tuple(session(d) for _ in range(r.choice([1, 1, 2]))),
        })  # fmt: skip
    for p in d.people:
        d.add("activity_consents", ActivityConsent(person=p["alias"], answer=ConsentAnswer.GIVEN, on=day(-6)))
        if r.random() < 0.6:
            wish(d, p["alias"])
        if r.random() < 0.4:
            attend(d, p["alias"])
    if r.random() < 0.12:
        name = r.choice(d.households)["alias"]
        d.members[name].append({"alias": f"P{name[1]}6", "stay_together": Answer.NO, "asked_alone": True})
    overrides(d)


def ways(d: Draft) -> None:
    """Most ways are measured, some twice; the one between the two districts of homes may pass the third."""
    for n, a in enumerate(DISTRICTS):
        for b in DISTRICTS[n:]:
            if d.r.random() < 0.85:
                via = frozenset({"sentrum"} if (a, b) == ("nord", "sør") and d.r.random() < 0.6 else ())
                d.add("travel", Travel(a=a, b=b, minutes=d.r.choice(MINUTES), via=via))
    if d.r.random() < 0.15:
        d.add("travel", Travel(a="sør", b="nord", minutes=d.r.choice(MINUTES)))


def session(d: Draft) -> Session:
    """On one of three days of the week, so that sessions meet."""
    start = time.fromisoformat(d.r.choice(STARTS))
    end = clock(start.hour * 60 + start.minute + d.r.choice([45, 60, 90, 120]))
    return Session(
        weekday=d.r.choice([Weekday.MONDAY, Weekday.TUESDAY, Weekday.THURSDAY]), start=start, end=end
    )


def wish(d: Draft, person: str) -> None:
    """By name, by kind, or both."""
    one = d.r.choice(d.programmes)
    by_name, by_kind = {"programme": one["alias"]}, {"kind": one["kind"]}
    other = {"kind": d.r.choice(d.programmes)["kind"]}
    for row in d.r.choice([(by_name,), (by_kind,), (by_kind,), (by_name, by_kind), (by_kind, other)]):
        d.add("activity_wishes", ActivityWish(person=person, **row))


def attend(d: Draft, person: str) -> None:
    """The person attends one or two programmes already, whether they clash or not; some written ends have passed."""
    for one in d.r.sample(d.programmes, min(len(d.programmes), d.r.choice([1, 1, 2]))):
        start = -d.r.randrange(0, 25)
        until = d.r.choice([None, None, day(-3) if start < -3 else None, day(9), day(31)])
        d.add("enrolments", Enrolment(person=person, programme=one["alias"], start=day(start), until=until,
                                      kind=EnrolmentKind.CURRENT))  # fmt: skip


def overrides(d: Draft) -> None:
    """Some rules are set aside for a programme, for one household or two."""
    if d.r.random() < 0.3:
        since = d.r.choice([-4, 0, 5])
        names = [h["alias"] for h in d.households]
        d.add("overrides", Override(
            rule=d.r.choice(["A02", "A02", "A02", "A01", "H03"]),
            households=tuple(d.r.sample(names, d.r.choice([1, 2]))),
            programme=d.r.choice(d.programmes)["alias"], since=day(since), until=day(since + d.r.choice([6, 30, 80])),
            reason=OverrideReason.OTHER, by="Bruker-1", approved_by="Bruker-2",
        ))  # fmt: skip


def nobody_lives(d: Draft) -> None:
    """Nobody lives anywhere."""
    d.rows["stays"] = []


def everybody_wishes(d: Draft) -> None:
    """Each has a wish, and nobody attends anything yet."""
    d.rows["activity_wishes"] = []
    d.rows["enrolments"] = []
    for p in d.people:
        wish(d, p["alias"])


def a_date(d: Draft, weekday: Weekday, since: int = 0) -> date:
    """One of the next such days of the week."""
    first = day(since + (weekday.rank - day(since).weekday()) % 7)
    return date.fromordinal(first.toordinal() + 7 * d.r.choice([0, 1, 3]))


def with_child(d: Draft, household: str, **facts: Any) -> str:
    """The alias of a child of the household, one more if there is none."""
    for p in d.members[household]:
        if p.get("is_child"):
            p.update(facts, age_status=AgeStatus.MINOR_ACCOMPANIED)
            return str(p["alias"])
    d.members[household].append(d.child(f"P{household[1]}1", f"P{household[1]}0", **facts))
    d.add("activity_consents",
          ActivityConsent(person=f"P{household[1]}1", answer=ConsentAnswer.GIVEN, on=day(-6)))  # fmt: skip
    return f"P{household[1]}1"


def appointment(d: Draft, person: str, kind: AppointmentKind = AppointmentKind.LAWYER) -> None:
    """At, shortly before or shortly after a session, weekly or on a date."""
    one = d.r.choice(d.r.choice(d.programmes)["sessions"])
    start, end = one.start.hour * 60 + one.start.minute, one.end.hour * 60 + one.end.minute
    gap, lasts = d.r.choice([0, 10, 20, 29, 30, 45, 60]), d.r.choice([30, 60])
    begins = d.r.choice(
        [start, start + 15, end - 1, start - gap - lasts, start - gap - lasts, end + gap, end + gap]
    )
    since, until = d.r.choice(DATES)
    on = a_date(d, one.weekday, d.r.choice([-7, 0, 0])) if d.r.random() < 0.3 else None
    weekday = None if on else one.weekday if d.r.random() < 0.85 else Weekday.WEDNESDAY
    d.add("appointments", Appointment(
        person=person, kind=kind, weekday=weekday, on=on, start=clock(begins), end=clock(begins + lasts),
        since=since, until=until, district=d.r.choice([None, *DISTRICTS]),
    ))  # fmt: skip


@spice("A01")
def _clash(d: Draft) -> None:
    if d.r.random() < 0.6:
        everybody_wishes(d)
    for p in some(d, 0.75):
        for _ in range(d.r.choice([1, 1, 2])):
            appointment(d, p["alias"], d.r.choice(list(AppointmentKind)))
    for g in d.programmes:
        g["full_attendance"] = d.r.random() < 0.35
    for u in d.units:
        u["door_closes"] = d.r.choice([None, time(12), time(18), time(20, 30), time(22), time(0, 30)])


@spice("A02")
def _fit(d: Draft) -> None:
    r = d.r
    for h in d.households:
        if r.random() < 0.5:
            _family(d, h["alias"])
    if r.random() < 0.5:
        everybody_wishes(d)
    for p in d.people:
        p |= {
            "languages": frozenset(r.choice([["eng"], ["eng"], ["ron", "eng"], ["ron"], []])),
            "gender": r.choices(list(Gender), [45, 35, 12, 8])[0], "secrecy": r.choice([None, *Secrecy, Secrecy.NONE]),
            "access_needs": frozenset(r.sample(list(Access)[:2], r.choice([0, 0, 0, 1]))),
        }  # fmt: skip
        if not p.get("is_child") and p.get("age_status", AgeStatus.ADULT) is AgeStatus.ADULT:
            p["age_band"] = r.choice([None, AgeBand.YOUNG, AgeBand.GROWN, AgeBand.MIDDLE])
        levels(d, p["alias"])
        if r.random() < 0.3:
            since = r.choice([-90, -90, 10])
            d.add("avoid_areas", AvoidArea(person=p["alias"], area=r.choice(["nord", "sentrum", "sentrum"]),
                                           since=day(since), until=day(since + r.choice([100, 119, 300]))))  # fmt: skip
    for g in d.programmes:
        for limit in r.sample(LIMITS, r.choice([1, 2, 2, 3])):
            limit(d, g)


def _family(d: Draft, household: str) -> None:
    """A child, most of them small; for some a kindergarten, for some a second guardian."""
    small = d.r.choice([AgeBand.BABY, AgeBand.TODDLER, AgeBand.TODDLER, None, AgeBand.CHILD])
    little = with_child(d, household, age_band=small)
    if d.r.random() < 0.5:
        one = d.r.choice(d.r.choice(d.programmes)["sessions"])
        since, until = d.r.choice(DATES)
        earlier = one.start.replace(hour=max(0, one.start.hour - d.r.choice([0, 0, 1])))
        later = clock(one.end.hour * 60 + one.end.minute + d.r.choice([-15, 0, 30, 30]))
        if earlier < later:
            d.add("appointments", Appointment(person=little, kind=AppointmentKind.KINDERGARTEN, weekday=one.weekday,
                                              start=earlier, end=later, since=since, until=until))  # fmt: skip
    if d.r.random() < 0.5:
        second = f"P{household[1]}5"
        d.members[household].append({"alias": second})
        d.add(
            "relations",
            Relation(a=second, b=little, kind=RelationKind.GUARDIAN, confirmed=d.r.random() < 0.8),
        )
        d.add("activity_consents", ActivityConsent(person=second, answer=ConsentAnswer.GIVEN, on=day(-6)))
        if d.r.random() < 0.8:
            wish(d, second)
            wish(d, f"P{household[1]}0")


def levels(d: Draft, person: str) -> None:
    """What somebody assessed, or not."""
    known = {one.language for one in d.rows.get("language_levels", ()) if one.person == person}
    for language in ("eng", "ron"):
        if language not in known and d.r.random() < 0.6:
            d.add("language_levels", LanguageLevel(person=person, language=language, level=d.r.randrange(4)))


def _seats(d: Draft, g: dict[str, Any]) -> None:
    g["seats"] = d.r.choice([0, 1, 1, 2])


def _least(d: Draft, g: dict[str, Any]) -> None:
    g |= {"minimum": d.r.choice([1, 2, 2, 3]), "since": day(d.r.choice([-1, 0, 6]))}
    g["intake"] = Intake.DATED if g["since"] >= AS_OF else Intake.ROLLING
    g["until"] = None
    if d.r.random() < 0.8:
        d.rows["enrolments"] = [e for e in d.rows.get("enrolments", ()) if e.programme != g["alias"]]


def _language(d: Draft, g: dict[str, Any]) -> None:
    g |= {"languages": frozenset(d.r.choice([["eng"], ["ron"], ["eng", "ron"], []])),
          "level": d.r.choice([None, 0, 1, 2, 3]), "interpreting": d.r.choice(list(Interpreting))}  # fmt: skip


def _for_whom(d: Draft, g: dict[str, Any]) -> None:
    g |= {"attendees": d.r.choice([None, *Attendees]), "welcomes_non_binary": d.r.random() < 0.3}


def _ages(d: Draft, g: dict[str, Any]) -> None:
    g |= {"min_age": d.r.choice([None, 6, 18, 25]), "max_age": d.r.choice([None, 24, 39])}


def _no_childcare(d: Draft, g: dict[str, Any]) -> None:
    g["childcare"] = d.r.choice([None, False])


def _building(d: Draft, g: dict[str, Any]) -> None:
    g["access"] = frozenset(d.r.sample(list(Access)[:2], d.r.randrange(2)))


def _seen_at(d: Draft, g: dict[str, Any]) -> None:
    g["clearance"] = d.r.choice([None, *Secrecy])


def _to_the_end(d: Draft, g: dict[str, Any]) -> None:
    g |= {"full_attendance": True, "until": d.r.choice([None, day(33), day(56)])}


def _across(d: Draft, g: dict[str, Any]) -> None:
    """A home and the programme on either side of the centre."""
    g |= {"district": "nord", "online": False}
    d.units[0]["district"] = "sør"
    if d.r.random() < 0.7:
        d.rows["travel"] = [Travel(a="nord", b="sør", minutes=20, via=frozenset({"sentrum"}))]


LIMITS = (
    _seats, _seats, _least, _least, _language, _for_whom, _ages, _no_childcare, _no_childcare, _building, _seen_at,
    _to_the_end, _across,
)  # fmt: skip


@spice("A03")
def _work(d: Draft) -> None:
    for g in d.programmes:
        g["kind"] = d.r.choice(
            [ProgrammeKind.WORK_PRACTICE, ProgrammeKind.WORK_PRACTICE, ProgrammeKind.NETWORK]
        )
    d.rows["activity_wishes"] = []
    for p in d.people:
        wish(d, p["alias"])
        p |= {"work_right": d.r.choice(list(Answer)), "track": d.r.choice(list(Track)),
              "permit_until": d.r.choice([None, None, day(-2), day(0), day(13), day(40)])}  # fmt: skip
        p["track"] = Track.RESIDENT if d.r.random() < 0.3 else p["track"]


@spice("A05")
def _consent(d: Draft) -> None:
    d.rows["activity_consents"] = []
    for p in d.people:
        for _ in range(d.r.choice([0, 1, 1, 2])):
            d.add("activity_consents", ActivityConsent(
                person=p["alias"], programme=d.r.choice([None, None, *(g["alias"] for g in d.programmes)]),
                answer=d.r.choice([*ConsentAnswer, ConsentAnswer.GIVEN]), on=day(d.r.choice([-9, -4, -4, 2])),
                until=d.r.choice([FOREVER, FOREVER, day(0), day(8)]),
            ))  # fmt: skip


@spice("H03S")
def _same_session(d: Draft) -> None:
    """Programmes behind few entrances, some of them those of homes; a link across households or inside one."""
    r = d.r
    if r.random() < 0.6:
        everybody_wishes(d)
    if r.random() < 0.4:
        alike(d)
        one_and_other(d)
    for g in d.programmes:
        g |= {"site": r.choice(["S9", "S9", "S0", "U0", "U1"]), "online": r.random() < 0.05}
    kind = r.choice(sorted(HARMFUL))
    if r.random() < 0.25:
        name = r.choice(d.households)["alias"]
        d.members[name].append({"alias": f"P{name[1]}4"})
        d.add(
            "activity_consents",
            ActivityConsent(person=f"P{name[1]}4", answer=ConsentAnswer.GIVEN, on=day(-6)),
        )
        wish(d, f"P{name[1]}4")
        a, b = f"P{name[1]}0", f"P{name[1]}4"
    else:
        a, b = d.pair()
    until = r.choice([day(300), day(300), day(300), day(-1), day(12)])
    since = r.choice([day(-400), day(-400), day(9)])
    d.add("relations", Relation(a=a, b=b, kind=kind, since=min(since, until), until=until))
    for alias in (a, b):
        if r.random() < 0.4 and not any(e.person == alias for e in d.rows.get("enrolments", ())):
            attend(d, alias)


@spice("G06")
def _ties(d: Draft) -> None:
    """Two houses alike on either side of the town: for some the one means to give something up."""
    alike(d)
    one, other = one_and_other(d)
    one["district"], other["district"] = "nord", "sør"
    if d.r.random() < 0.8:
        nobody_lives(d)
    across = Travel(a="nord", b="sør", minutes=d.r.choice([45, 46, 75, 90]))
    near = [Travel(a=a, b=a, minutes=10) for a in ("nord", "sør")]
    d.rows["travel"] = [row for row in (across, *near) if d.r.random() < 0.9]
    for u in d.units:
        u["door_closes"] = d.r.choice([None, None, time(12), time(18), time(20, 30)])
    for p in d.people:
        if d.r.random() < 0.9:
            since, until = d.r.choice([*DATES, (ALWAYS, day(-2)), (ALWAYS, FOREVER)])
            d.add("appointments", Appointment(
                person=p["alias"], kind=d.r.choice([*list(AppointmentKind)[:3], AppointmentKind.COURT]),
                weekday=Weekday.WEDNESDAY, start=time(8), end=time(15), since=since, until=until,
                district=d.r.choice([None, "nord", "nord", "sør"]),
            ))  # fmt: skip
        if d.r.random() < 0.6:
            attend(d, p["alias"])


@spice("G09")
def _wishes(d: Draft) -> None:
    everybody_wishes(d)
    for g in d.programmes:
        g["seats"] = d.r.choice([0, 1, 1, 2, 20])


@spice("G10")
def _level(d: Draft) -> None:
    """Parallel groups: the one that is nearest is in a language that some know too little."""
    kind = d.r.choice(KINDS[:2])
    if len(d.programmes) == 1:
        d.programmes.append(d.programmes[0] | {"alias": "K8", "sessions": (session(d),)})
    for g in d.programmes:
        g |= {"kind": kind, "languages": frozenset(d.r.choice([["eng"], ["eng"], ["ron"]])), "online": False,
              "level": d.r.choice([None, None, 1, 2]), "interpreting": d.r.choice(list(Interpreting))}  # fmt: skip
    d.programmes[0] |= {"languages": frozenset({"ron"}), "online": d.r.random() < 0.6,
                        "interpreting": d.r.choice([Interpreting.PROVIDED, Interpreting.WELCOME])}  # fmt: skip
    everybody_wishes(d)
    for p in d.people:
        p["languages"] = frozenset(d.r.choice([["eng"], ["eng"], ["eng", "ron"], ["ron"]]))
        levels(d, p["alias"])


@spice("G16")
def _way(d: Draft) -> None:
    alike(d)
    one, other = d.units
    one["district"], other["district"] = "nord", "sør"
    d.rows["activity_wishes"] = []
    for g in d.programmes:
        g |= {"online": False, "district": d.r.choice(["nord", "sør", "sentrum"])}
    for p in d.people:
        wish(d, p["alias"])
    if d.r.random() < 0.6:
        nobody_lives(d)
    elif d.r.random() < 0.5:
        d.rows["stays"] = [s for s in d.rows.get("stays", ()) if s.kind is StayKind.HOLD]
    d.rows["travel"] = [
        Travel(a=a, b=b, minutes=d.r.choice([10, 31, 46, 75, 90, 120]))
        for n, a in enumerate(DISTRICTS) for b in DISTRICTS[n:] if d.r.random() < 0.9
    ]  # fmt: skip
