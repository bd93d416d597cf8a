"""What a plan of a hospital costs, and what is wrong with it; from the file's words alone, without the arrays."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from placement.bench.pas.hospital import Hospital, Patient, Room, Stretch

DEAR_NIGHTS = {"property": 20, "size": 8, "department": 10, "room": 20, "priority": 10}
"""Tenths of a point a night; written a second time, so that a slip in the first is seen."""
DEAR_MOVE = 110


class Verdict(NamedTuple):
    """Tenths of a point; a plan is one only where nothing is wrong."""

    tenths: int
    transfers: int
    wrong: tuple[str, ...]


def judged(hospital: Hospital, stretches: Iterable[Stretch]) -> Verdict:
    """The cost of a plan by the benchmark's own rules."""
    rooms = {room.name: room for room in hospital.rooms}
    patients = {one.name: one for one in hospital.patients}
    where, wrong = _where(stretches, patients, rooms)
    tenths = transfers = 0
    there: dict[tuple[str, int], list[Patient]] = defaultdict(list)
    for name, one in patients.items():
        nights = where[name]
        if sorted(nights) != list(range(one.first, one.last)):
            wrong.append(f"patient {name} has not one room on each night of the stay")
        for night, room in sorted(nights.items()):
            there[room, night].append(one)
            wrong += _barred(one, rooms[room])
            tenths += _night(one, night, rooms[room])
            transfers += nights.get(night - 1, room) != room
    for (room, night), lying in there.items():
        wrong += _together(rooms[room], night, lying)
    return Verdict(tenths + DEAR_MOVE * transfers, transfers, tuple(dict.fromkeys(wrong)))


def _where(
    stretches: Iterable[Stretch], patients: dict[str, Patient], rooms: dict[str, Room]
) -> tuple[dict[str, dict[int, str]], list[str]]:
    """Each patient's room on each night, and what cannot be read."""
    where: dict[str, dict[int, str]] = defaultdict(dict)
    wrong = []
    for row in stretches:
        if row.patient not in patients or row.room not in rooms:
            wrong.append(f"patient {row.patient} or room {row.room} is not in the file")
            continue
        for night in range(row.first, row.last):
            if night in where[row.patient]:
                wrong.append(f"patient {row.patient} is in two rooms on night {night}")
            if patients[row.patient].first <= night < patients[row.patient].last:
                where[row.patient][night] = row.room
            else:
                wrong.append(f"patient {row.patient} has a room on night {night}, outside the stay")
    return where, wrong


def _together(room: Room, night: int, lying: list[Patient]) -> list[str]:
    wrong = []
    if len(lying) > room.beds:
        wrong.append(f"room {room.name} holds {len(lying)} on night {night}")
    if room.policy == "D" and len({one.female for one in lying}) > 1:
        wrong.append(f"room {room.name} holds women and men on night {night}")
    return wrong


def _barred(one: Patient, room: Room) -> list[str]:
    ward, found = room.department, []
    if one.age < ward.youngest or (ward.oldest > 0 and one.age > ward.oldest):
        found.append(f"patient {one.name} is not of the age for room {room.name}")
    if (room.policy, one.female) in {("M", True), ("F", False)}:
        found.append(f"room {room.name} is not for patient {one.name}'s sex")
    for k, needed in enumerate(one.needs):
        if needed and not room.properties[k]:
            found.append(f"patient {one.name} needs property {k + 1}, which room {room.name} lacks")
    return found


def _night(one: Patient, night: int, room: Room) -> int:
    kind = one.specialisms[night - one.first]
    points = DEAR_NIGHTS["size"] if one.largest < room.beds else 0
    for k, liked in enumerate(one.likes):
        if liked and not room.properties[k]:
            points += DEAR_NIGHTS["property"]
    if kind not in room.department.specialisms:
        points += DEAR_NIGHTS["department"]
    if kind in room.specialisms:
        points += DEAR_NIGHTS["priority"] * (room.specialisms[kind] - 1)
    else:
        points += DEAR_NIGHTS["room"]
    return points
