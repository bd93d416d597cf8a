"""Patient admission scheduling (Demeester and others, 2010): wards, rooms, patients of one file."""

from typing import NamedTuple

Tenths = int
"""Tenths of a point: every weight of the benchmark is a whole number of them, so sums are exact."""

MISSING_PROPERTY: Tenths = 20
"""A night without a property that the patient would like."""
LARGER_ROOM: Tenths = 8
"""A night in a room with more beds than the patient would like."""
WRONG_DEPARTMENT: Tenths = 10
"""A night in a department that does not have its specialism."""
WRONG_ROOM: Tenths = 20
"""A night in a room that does not have its specialism."""
PRIORITY: Tenths = 10
"""A night in a room that has it as its second choice; twice for the third, and so on."""
TRANSFER: Tenths = 110
"""A change of room during a stay."""


class Department(NamedTuple):
    """A ward. Ages are whole years and inclusive; 0 is no limit."""

    name: str
    youngest: int
    oldest: int
    specialisms: frozenset[int]


class Room(NamedTuple):
    """A room. `policy`: M men, F women, D one of both at a time, N anybody."""

    name: str
    beds: int
    department: Department
    policy: str
    specialisms: dict[int, int]
    """Specialism -> its priority in this room, 1 the first."""
    properties: tuple[bool, ...]


class Patient(NamedTuple):
    """A patient; nights count from 0, `[first, last)`."""

    name: str
    age: int
    female: bool
    first: int
    last: int
    specialisms: tuple[int, ...]
    """What each night is for."""
    largest: int
    """The largest room that they would like, in beds."""
    needs: tuple[bool, ...]
    likes: tuple[bool, ...]

    @property
    def nights(self) -> int:
        """How many."""
        return self.last - self.first


class Hospital(NamedTuple):
    """One file."""

    nights: int
    rooms: tuple[Room, ...]
    patients: tuple[Patient, ...]


class Stretch(NamedTuple):
    """Nights `[first, last)` of a patient in one room."""

    patient: str
    room: str
    first: int
    last: int
