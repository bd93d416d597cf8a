"""What a judge looks at: stays by alias, held and planned, and who is together when. Look-ups only, no rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from placement.domain.contact import ContactAssignment
from placement.domain.household import Household
from placement.domain.housing import HousingUnit, Place, Room
from placement.domain.interpreter import Booking
from placement.domain.plan import Plan
from placement.domain.programme import Enrolment, EnrolmentKind
from placement.domain.rule import ALREADY, Act
from placement.domain.stay import Stay
from placement.domain.value import FOREVER, overlap

if TYPE_CHECKING:
    from placement.domain.week import Week

T = TypeVar("T")


class Seen:
    """The held stays of a week together with a plan's."""

    def __init__(self, week: "Week", plan: Plan, beside: tuple[Stay, ...] | None = None) -> None:
        """`beside`: the stays that the plan's are looked at with, where not all that are held."""
        self.week = week
        self.plan = plan
        self.planned = plan.stays
        self.stays = (week.held if beside is None else beside) + plan.stays
        self._by_unit: dict[str, list[Stay]] = {}
        self._by_room: dict[str, list[Stay]] = {}
        self._by_household: dict[str, list[Stay]] = {}
        for stay in self.stays:
            place = week.place(stay.place)
            self._by_unit.setdefault(place.unit.alias, []).append(stay)
            self._by_household.setdefault(stay.household, []).append(stay)
            for room in place.rooms:
                self._by_room.setdefault(room.alias, []).append(stay)

    @cached_property
    def given_up(self) -> frozenset[tuple[str, str]]:
        """(person, programme) of the current enrolments that the plan gives up."""
        return frozenset(
            (e.person, e.programme) for e in self.plan.enrolments if e.kind is EnrolmentKind.GIVEN_UP
        )

    @cached_property
    def enrolments(self) -> tuple[Enrolment, ...]:
        """Current enrolments that go on, and the plan's new ones."""
        going_on = (e for e in self.week.enrolled if (e.person, e.programme) not in self.given_up)
        return (*going_on, *(e for e in self.plan.enrolments if e.kind is EnrolmentKind.NEW))

    def attended_by(self, person: str) -> list[Enrolment]:
        """What a person attends."""
        return self._attended_by.get(person, [])

    def attending(self, programme: str) -> list[Enrolment]:
        """Who attends a programme."""
        return self._attending.get(programme, [])

    @cached_property
    def _attended_by(self) -> dict[str, list[Enrolment]]:
        return _grouped(self.enrolments, lambda one: one.person)

    @cached_property
    def _attending(self) -> dict[str, list[Enrolment]]:
        return _grouped(self.enrolments, lambda one: one.programme)

    def contact_of(self, household: str) -> str | None:
        """Who follows a household up from now on."""
        return self._contact_of.get(household)

    def followed_by(self, contact: str) -> list[ContactAssignment]:
        """Whom a contact follows up from now on, kept and new."""
        return self._followed_by.get(contact, [])

    def bookings_of(self, interpreter: str) -> list[Booking]:
        """For what an interpreter is booked."""
        return self._bookings_of.get(interpreter, [])

    def booked_for(self, person: str) -> list[Booking]:
        """Interpreters who are booked for a person."""
        return self._booked_for.get(person, [])

    @cached_property
    def _contact_of(self) -> dict[str, str]:
        return {one.household: one.contact for one in self.plan.contacts}

    @cached_property
    def _followed_by(self) -> dict[str, list[ContactAssignment]]:
        return _grouped(self.plan.contacts, lambda one: one.contact)

    @cached_property
    def _bookings_of(self) -> dict[str, list[Booking]]:
        return _grouped(self.plan.bookings, lambda one: one.interpreter)

    @cached_property
    def _booked_for(self) -> dict[str, list[Booking]]:
        return _grouped(self.plan.bookings, lambda one: one.person)

    @property
    def acts(self) -> tuple[Act, ...]:
        """Everything that a plan leaves standing: stays, enrolments, contacts and bookings."""
        return (*self.stays, *self.enrolments, *self.plan.contacts, *self.plan.bookings)

    @property
    def acts_by_kind(self) -> tuple[tuple[type[Act], Sequence[Act]], ...]:
        """These, in the same order, with what each kind of them is."""
        return (
            (Stay, self.stays), (Enrolment, self.enrolments), (ContactAssignment, self.plan.contacts),
            (Booking, self.plan.bookings),
        )  # fmt: skip

    def household_of(self, act: Act) -> str:
        """Alias of the household that something is about."""
        if isinstance(act, Stay | ContactAssignment):
            return act.household
        return self.week.household_of[act.person].alias

    def home_on(self, household: str, day: date) -> HousingUnit | None:
        """Where goals see a household on a date: in the planned place once it begins, else in the held one."""
        here = self.on(self.of(household), day)
        planned = [s for s in here if not self.is_held(s)]
        return self.unit((planned or here)[0]) if here else None

    def is_held(self, act: Act) -> bool:
        """Whether the plan may not touch it."""
        return act.kind in ALREADY

    def household(self, stay: Stay) -> Household:
        """Who stays."""
        return self.week.household[stay.household]

    def place(self, stay: Stay) -> Place:
        """Where."""
        return self.week.place(stay.place)

    def unit(self, stay: Stay) -> HousingUnit:
        """The unit of the stay."""
        return self.week.place(stay.place).unit

    def units(self) -> Iterator[HousingUnit]:
        """Units in which somebody lives or will live, in order of alias."""
        return (self.week.unit[alias] for alias in sorted(self._by_unit))

    def rooms(self) -> Iterator[Room]:
        """Rooms in which somebody lives or will live, in order of alias."""
        rooms = {r.alias: r for u in self.units() for r in u.rooms}
        return (rooms[alias] for alias in sorted(self._by_room))

    def in_unit(self, unit: str) -> list[Stay]:
        """All stays in a unit, at any time."""
        return self._by_unit.get(unit, [])

    def in_room(self, room: str) -> list[Stay]:
        """All stays in a room, at any time."""
        return self._by_room.get(room, [])

    def of(self, household: str) -> list[Stay]:
        """All stays of a household: where it lives and where it will or may live."""
        return self._by_household.get(household, [])

    def on(self, stays: list[Stay], night: date) -> list[Stay]:
        """Those of the stays that cover a night."""
        return [s for s in stays if s.start <= night < (s.until or FOREVER)]

    def are_together(self, a: Stay, b: Stay) -> bool:
        """Whether they are stays of two households that share a night from today on."""
        if a.household == b.household:
            return False
        return max(a.start, b.start, self.week.as_of) < min(a.until or FOREVER, b.until or FOREVER)

    def together(self, stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
        """Each pair of stays of two households that share a night from today on."""
        return ((a, b) for a, b in combinations(stays, 2) if self.are_together(a, b))

    def neighbours(self) -> Iterator[tuple[Stay, Stay]]:
        """Each pair of stays of two households in one unit on some night, once."""
        for unit in self.units():
            yield from self.together(self.in_unit(unit.alias))

    def roommates(self) -> Iterator[tuple[Stay, Stay, str]]:
        """Each pair of stays of two households in one room on some night, with the room."""
        for room in self.rooms():
            for a, b in self.together(self.in_room(room.alias)):
                yield a, b, room.alias

    def nights(self, stays: list[Stay]) -> list[date]:
        """The nights on which something begins: enough, because who meets, meets when the later one begins."""
        return sorted({max(s.start, self.week.as_of) for s in stays})


def _grouped(acts: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in acts:
        found.setdefault(key(one), []).append(one)
    return found


def shared_nights(a: Stay, b: Stay) -> tuple[date, date]:
    """The nights that two stays have in common."""
    return max(a.start, b.start), min(a.until or FOREVER, b.until or FOREVER)


def meet(a: Stay, b: Stay) -> bool:
    """Whether two stays share a night."""
    return overlap(a.start, a.until or FOREVER, b.start, b.until or FOREVER)
