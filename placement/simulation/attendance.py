"""Whether somebody could be in a course, by checks of this package's own."""

from collections import defaultdict

from placement.domain.activity import GAP_MINUTES, minutes, same_time
from placement.domain.household import Household
from placement.domain.housing import HousingUnit
from placement.domain.person import AgeBand, Gender, Person, Secrecy, Track
from placement.domain.programme import Appointment, Attendees, Interpreting, Programme, ProgrammeKind, Session
from placement.domain.relation import HARMFUL
from placement.domain.value import Answer
from placement.simulation.town import Town

MAY_WORK = frozenset({Track.REFLECTION_GRANTED, Track.LIMITED_PERMIT, Track.EEA_RESIDENT, Track.RESIDENT})
UNDER_SIX = frozenset({AgeBand.BABY, AgeBand.TODDLER})


class Attendance:
    """Who is in what, and what else they have to do."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.busy: dict[str, list[Appointment]] = defaultdict(list)
        self.taken: dict[str, int] = defaultdict(int)
        self._at: dict[str, list[Programme]] = defaultdict(list)
        self._there: dict[str, set[str]] = defaultdict(set)
        """Entrance -> households of those who come there, or live there."""
        for household, (unit, _) in town.homes.items():
            self._there[unit.entrance].add(household)

    def add(self, person: Person, programme: Programme) -> None:
        """They are in it."""
        self.taken[programme.alias] += 1
        self._at[person.alias].append(programme)
        self._there[programme.entrance].add(self._town.home_of[person.alias])

    def suits(self, household: Household, person: Person, programme: Programme) -> bool:
        """Whether it runs, is for this person, can be followed and reached, and meets nobody whom they must not."""
        runs = programme.since <= self._town.as_of and self.taken[programme.alias] < programme.seats
        home = self._town.homes.get(household.alias)
        return (
            runs
            and _is_for(person, programme)
            and _follows(person, programme)
            and not _kept_by_children(household, person, programme)
            and not (programme.full_attendance and household.expected_until is not None)
            and (programme.online or self._safe(household, person, programme))
            and self._in_time(person, programme, home[0] if home else None)
        )

    def _safe(self, household: Household, person: Person, programme: Programme) -> bool:
        links = self._town.links.get(household.alias, {})
        met = any(links[other] in HARMFUL for other in links.keys() & self._there[programme.entrance])
        avoided, home = self._town.avoided[person.alias], self._town.homes.get(household.alias)
        passed = self._town.via(home[0].district, programme.district) if home else frozenset[str]()
        grade, cleared = person.secrecy or Secrecy.FORTROLIG, programme.clearance or Secrecy.NONE
        return (
            not met
            and programme.district not in avoided
            and not passed & avoided
            and cleared.rank >= grade.rank
        )

    def _in_time(self, person: Person, programme: Programme, home: HousingUnit | None) -> bool:
        way = 0 if programme.online else self._town.minutes(home.district, programme.district) if home else 60
        for session in programme.sessions:
            if home and home.door_closes and minutes(session.end) + way > minutes(home.door_closes):
                return False
            if any(_meets(row, session, way) for row in self.busy[person.alias]):
                return False
            for other in self._at[person.alias]:
                far = (
                    0
                    if programme.online or other.online
                    else self._town.minutes(other.district, programme.district)
                )
                if any(same_time(session, s, max(far, GAP_MINUTES)) for s in other.sessions):
                    return False
        return True


def _meets(row: Appointment, session: Session, way: int) -> bool:
    """Whether a weekly appointment meets the session or the way to it; for what has a date one is excused."""
    if row.weekday is not session.weekday:
        return False
    return minutes(row.start) < minutes(session.end) + way and minutes(session.start) - way < minutes(row.end)


def _is_for(person: Person, programme: Programme) -> bool:
    gender = {Attendees.WOMEN: Gender.WOMAN, Attendees.MEN: Gender.MAN}
    match programme.attendees:
        case None:
            right = False
        case Attendees.MIXED:
            right = person.gender in (Gender.WOMAN, Gender.MAN) or programme.welcomes_non_binary
        case _:
            right = person.gender is gender[programme.attendees]
    band = person.age_band
    of_age = (
        band is not None
        and (programme.min_age or 0) <= band.youngest
        and band.oldest <= (programme.max_age or 200)
    )
    works = person.work_right is Answer.YES or (
        person.work_right is Answer.NOT_ASKED and person.track in MAY_WORK
    )
    may = programme.kind is not ProgrammeKind.WORK_PRACTICE or works
    return right and of_age and may and person.access_needs <= programme.access


def _follows(person: Person, programme: Programme) -> bool:
    """A language in common at the level asked for, as far as nobody has assessed more than that, or an interpreter."""
    shared = bool(programme.languages & person.languages)
    fluent = programme.level in (None, 1) or "eng" in programme.languages & person.languages
    return programme.level == 0 or programme.interpreting is not Interpreting.NONE or (shared and fluent)


def _kept_by_children(household: Household, person: Person, programme: Programme) -> bool:
    """The only adult of a small child goes where there is childcare."""
    alone = sum(p.maybe_adult for p in household.members) == 1 and not person.maybe_child
    small = any(p.maybe_child and p.age_band in UNDER_SIX for p in household.members)
    return alone and small and not programme.childcare
