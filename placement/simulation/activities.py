"""What fills people's weeks: school and appointments, wishes, answers about activities, and courses."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import time

from placement.domain.consent import ConsentAnswer
from placement.domain.household import Household
from placement.domain.person import AgeBand, Person
from placement.domain.programme import (
    ActivityConsent,
    ActivityWish,
    Appointment,
    AppointmentKind,
    Enrolment,
    EnrolmentKind,
    LanguageLevel,
    Programme,
    ProgrammeKind,
)
from placement.domain.value import Answer
from placement.simulation.attendance import Attendance
from placement.simulation.courses import COURSES, WORKDAYS, courses
from placement.simulation.draw import Draw
from placement.simulation.town import Town

WISHING, TWO_WISHES, ENROLLED = 0.6, 0.4, 0.8
"""Shares of those of age with a wish, with two of them, and of these who would be in a course that suits them."""
MOST_TRIED = 20
"""Courses of a kind that somebody looked at."""
TIMES = {AppointmentKind.KINDERGARTEN: (time(8), time(15)), AppointmentKind.SCHOOL: (time(8, 30), time(14))}
DATED = {
    AppointmentKind.HEALTH: 40, AppointmentKind.LAWYER: 25, AppointmentKind.POLICE: 20, AppointmentKind.COURT: 8,
    AppointmentKind.OTHER: 7,
}  # fmt: skip
CONSENTS = {"given": 88, "but": 5, "no": 3, "": 4}


def add_activities(town: Town) -> None:
    """Programmes, and for everybody what they have and wish."""
    draw, programmes = town.draw("activities"), courses(town)
    by_kind: dict[ProgrammeKind, list[Programme]] = defaultdict(list)
    for programme in programmes:
        by_kind[programme.kind].append(programme)
    attendance = Attendance(town)
    for household in town.households.values():
        for person in household.members:
            before = len(town.rows["appointments"])
            wished = busy_and_wishing(draw, town, household, person, by_kind)
            attendance.busy[person.alias] += town.rows["appointments"][before:]
            if wished and draw.yes(ENROLLED):
                _enrol(draw, town, attendance, household, person, _meant(draw, wished, by_kind, programmes))
    town.rows["programmes"] = [
        p.but(seats=max(p.seats, attendance.taken[p.alias] + draw.randint(0, 1))) for p in programmes
    ]


def busy_and_wishing(
    draw: Draw,
    town: Town,
    household: Household,
    person: Person,
    by_kind: Mapping[ProgrammeKind, list[Programme]],
) -> list[ActivityWish]:
    """Add what fills a person's week, and what they wish; the wishes of who said yes to all, else none."""
    town.rows["appointments"] += _appointments(draw, town, household, person)
    town.rows["language_levels"] += _levels(draw, town, person)
    if not (_of_age(person) and draw.yes(WISHING)):
        return []
    wished = _wishes(draw, person, by_kind)
    town.rows["activity_wishes"] += wished
    return wished if _answer(draw, town, household, person, wished) else []


def _of_age(person: Person) -> bool:
    return not person.maybe_child or person.age_band in (AgeBand.CHILD, AgeBand.TEEN)


def _appointments(draw: Draw, town: Town, household: Household, person: Person) -> list[Appointment]:
    """School or kindergarten near home, work for a few, and what has a date."""
    home = town.homes.get(household.alias)
    where = draw.choice(town.areas).alias if home is None or draw.yes(0.2) else home[0].district
    found: list[Appointment] = []
    if person.maybe_child:
        kind = AppointmentKind.KINDERGARTEN if person.age_band is AgeBand.TODDLER else AppointmentKind.SCHOOL
        goes = person.age_band in (AgeBand.TODDLER, AgeBand.CHILD, AgeBand.TEEN) and home is not None
        if goes and draw.yes(0.85):
            start, end = TIMES[kind]
            found += [Appointment(person=person.alias, kind=kind, weekday=day, start=start, end=end, district=where)
                      for day in WORKDAYS]  # fmt: skip
        return found
    if person.work_right is Answer.YES and draw.yes(0.3):
        found += [Appointment(person=person.alias, kind=AppointmentKind.WORK, weekday=day, start=time(9), end=time(15),
                              district=where) for day in draw.some(WORKDAYS, 3)]  # fmt: skip
    if draw.yes(0.08):
        found.append(Appointment(person=person.alias, kind=AppointmentKind.HEALTH, weekday=draw.choice(WORKDAYS),
                                 start=time(13), end=time(14), until=town.day(draw.randint(10, 90))))  # fmt: skip
    if draw.yes(0.25):
        hour = draw.randint(9, 14)
        found.append(Appointment(person=person.alias, kind=draw.one(DATED), on=town.day(draw.randint(0, 25)),
                                 start=time(hour), end=time(hour + 1, 30)))  # fmt: skip
    return found


def _levels(draw: Draw, town: Town, person: Person) -> list[LanguageLevel]:
    if person.maybe_child or not draw.yes(0.8):
        return []
    first = town.first_language.get(person.alias, "")
    assessed = {code: 3 if code == first else draw.randint(1, 2 if code == "nob" else 3)
                for code in sorted(person.languages)}  # fmt: skip
    assessed.setdefault("nob", 0)
    return [
        LanguageLevel(person=person.alias, language=code, level=level) for code, level in assessed.items()
    ]


def _wishes(
    draw: Draw, person: Person, by_kind: Mapping[ProgrammeKind, list[Programme]]
) -> list[ActivityWish]:
    """One or two, each for a programme or for any of a kind; none where there is no programme."""
    shares = {k: c.share for k, c in COURSES.items() if by_kind[k] and k is not ProgrammeKind.CHILDREN}
    if person.maybe_child:
        return [ActivityWish(person=person.alias, kind=ProgrammeKind.CHILDREN)]
    if not shares:
        return []
    kinds = list(dict.fromkeys(draw.one(shares) for _ in range(1 + draw.yes(TWO_WISHES))))
    return [
        ActivityWish(person=person.alias, kind=kind) if draw.yes(0.6)
        else ActivityWish(person=person.alias, programme=draw.choice(by_kind[kind]).alias)
        for kind in kinds
    ]  # fmt: skip


def _meant(draw: Draw, wished: list[ActivityWish], by_kind: dict[ProgrammeKind, list[Programme]],
           programmes: list[Programme]) -> list[Programme]:  # fmt: skip
    """Programmes that meet a wish, the first wish first."""
    found: list[Programme] = []
    for wish in wished:
        if wish.kind is not None:
            found += draw.some(by_kind[wish.kind], MOST_TRIED)
        else:
            found += [p for p in programmes if p.alias == wish.programme]
    return found


def _answer(draw: Draw, town: Town, household: Household, person: Person, wished: list[ActivityWish]) -> bool:
    """Mostly yes; some no to one programme, or to all; some were not asked. Whether there is a yes to all."""
    said = draw.one(CONSENTS)
    on = max(household.referral, town.day(-draw.randint(0, 60)))
    row = ActivityConsent(person=person.alias, answer=ConsentAnswer.GIVEN, on=on)
    named = next((w.programme for w in wished if w.programme), None)
    if said in ("given", "but"):
        town.rows["activity_consents"].append(row)
    if said == "no":
        town.rows["activity_consents"].append(row.but(answer=ConsentAnswer.DECLINED))
    elif said == "but" and named:
        town.rows["activity_consents"].append(row.but(programme=named, answer=ConsentAnswer.DECLINED))
    return said == "given"


def _enrol(draw: Draw, town: Town, attendance: Attendance, household: Household, person: Person,
           meant: list[Programme]) -> None:  # fmt: skip
    """The first that suits: it runs, or it is over; a few go on until a date of their own."""
    for programme in meant:
        if attendance.suits(household, person, programme):
            attendance.add(person, programme)
            start = max(programme.since, household.referral, town.day(-draw.randint(1, 120)))
            until = town.day(draw.randint(10, 80)) if draw.yes(0.15) else None
            town.rows["enrolments"].append(
                Enrolment(person=person.alias, programme=programme.alias, start=start, until=until,
                          kind=EnrolmentKind.CURRENT)
            )  # fmt: skip
            return
