"""Activity programmes with their weekly sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from placement.domain.person import Access, Secrecy
from placement.domain.programme import (
    Attendees,
    Intake,
    Interpreting,
    Programme,
    ProgrammeKind,
    Session,
    Weekday,
)
from placement.simulation.draw import Draw
from placement.simulation.town import Town

K, A = ProgrammeKind, Attendees


@dataclass(frozen=True)
class Course:
    """What programmes of one kind are like; times in hours of the day."""

    share: float
    sessions: tuple[int, int]
    begins: tuple[int, int]
    half_hours: tuple[int, int]
    levels: Mapping[int | None, float]
    attendees: Mapping[Attendees, float]
    interpreting: float = 0.5
    """Share that can be followed through an interpreter."""


_BOTH = {A.MIXED: 70, A.WOMEN: 22, A.MEN: 8}
COURSES = {
    K.NORWEGIAN: Course(30, (2, 4), (9, 14), (3, 5), {0: 45, 1: 35, 2: 20}, _BOTH, 0.4),
    K.EXERCISE: Course(
        14, (1, 2), (10, 19), (2, 3), {0: 80, None: 20}, {A.MIXED: 35, A.WOMEN: 45, A.MEN: 20}
    ),
    K.NETWORK: Course(
        12, (1, 1), (12, 18), (3, 4), {0: 30, None: 70}, {A.MIXED: 40, A.WOMEN: 45, A.MEN: 15}, 0.7
    ),
    K.CHILDREN: Course(9, (1, 2), (15, 17), (2, 4), {0: 100}, {A.MIXED: 100}),
    K.EVENING: Course(9, (1, 2), (18, 20), (3, 4), {0: 60, None: 40}, _BOTH),
    K.WORK_PRACTICE: Course(9, (2, 4), (8, 10), (8, 12), {None: 50, 1: 50}, _BOTH, 0.2),
    K.JOB_COURSE: Course(7, (1, 2), (9, 13), (4, 6), {1: 50, None: 50}, _BOTH, 0.3),
    K.HEALTH: Course(6, (1, 1), (9, 15), (2, 4), {0: 30, None: 70}, _BOTH, 0.8),
    K.LEGAL: Course(4, (1, 1), (10, 15), (2, 4), {0: 30, None: 70}, _BOTH, 0.8),
}
NAMES = {
    K.NORWEGIAN: "Norsk", K.EXERCISE: "Trening", K.NETWORK: "Nettverk", K.CHILDREN: "Barnegruppe", K.EVENING: "Kveld",
    K.WORK_PRACTICE: "Praksis", K.JOB_COURSE: "Jobbkurs", K.HEALTH: "Helse", K.LEGAL: "Juss",
}  # fmt: skip
CLEARANCE = {
    Secrecy.NONE: 8,
    Secrecy.HIDDEN: 42,
    Secrecy.FORTROLIG: 35,
    Secrecy.STRENGT_FORTROLIG: 13,
    None: 2,
}
ACCESS = {Access.STEP_FREE: 0.6, Access.GROUND_FLOOR: 0.5, Access.VISUAL_ALARM: 0.3}
WORKDAYS = tuple(Weekday)[:5]


def courses(town: Town) -> list[Programme]:
    """One of each kind where there is room, then by their shares. Seats are those that others leave free."""
    draw = town.draw("courses")
    kinds = [*K][: town.counts.programmes]
    shares = {kind: course.share for kind, course in COURSES.items()}
    kinds += [draw.one(shares) for _ in range(town.counts.programmes - len(kinds))]
    numbers = draw.sample(range(1, 2 * len(kinds) + 10), len(kinds))
    return [
        _programme(draw, town, kind, f"{NAMES[kind]}-{n}") for kind, n in zip(kinds, numbers, strict=True)
    ]


def _programme(draw: Draw, town: Town, kind: ProgrammeKind, alias: str) -> Programme:
    like, runs = COURSES[kind], draw.yes(0.75)
    since = town.day(-draw.randint(7, 150) if runs else draw.randint(3, 28))
    level = draw.one(like.levels)
    online = kind in (K.NORWEGIAN, K.JOB_COURSE) and draw.yes(0.12)
    host = draw.choice(town.units) if kind in (K.NETWORK, K.EXERCISE, K.HEALTH) and draw.yes(0.15) else None
    spoken = {"nob"} | ({"eng"} if draw.yes(0.6) else set())
    child = kind is K.CHILDREN
    return Programme(
        alias=alias, kind=kind, district=host.district if host else draw.choice(town.areas).alias,
        site=host.entrance if host else None, online=online, seats=draw.randint(1, 5),
        minimum=0 if runs else draw.choice([0, 2, 3]), since=since,
        until=None if runs and draw.yes(0.3) else town.day(draw.randint(40, 200)),
        intake=Intake.ROLLING if runs and draw.yes(0.8) else Intake.DATED,
        full_attendance=kind in (K.NORWEGIAN, K.JOB_COURSE) and draw.yes(0.2), languages=frozenset(spoken), level=level,
        interpreting=draw.choice([Interpreting.PROVIDED, Interpreting.WELCOME]) if draw.yes(like.interpreting)
        else Interpreting.NONE,
        attendees=None if draw.yes(0.01) else draw.one(like.attendees), welcomes_non_binary=draw.yes(0.7),
        min_age=6 if child else 18, max_age=17 if child else None,
        childcare=None if draw.yes(0.03) else child or draw.yes(0.4),
        access=frozenset(a for a, share in ACCESS.items() if draw.yes(share)), clearance=draw.one(CLEARANCE),
        sessions=_sessions(draw, like),
    )  # fmt: skip


def _sessions(draw: Draw, like: Course) -> tuple[Session, ...]:
    """On different days, at one hour."""
    begin, length = 60 * draw.randint(*like.begins), 30 * draw.randint(*like.half_hours)
    days = sorted(draw.some(WORKDAYS, draw.randint(*like.sessions)), key=lambda d: d.rank)
    start, end = time(begin // 60, begin % 60), time((begin + length) // 60, (begin + length) % 60)
    return tuple(Session(weekday=day, start=start, end=end) for day in days)
