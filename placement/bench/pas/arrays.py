"""A hospital as the arrays of a linear programme: who may lie where, at what cost, and what fits in a room.

One column a patient and room for the whole stay; one a patient for no room at all; one a night of a room for one sex
at a time, 1 where it is for women.
"""

from dataclasses import dataclass

import numpy as np

from placement.bench.pas.hospital import (
    LARGER_ROOM,
    MISSING_PROPERTY,
    PRIORITY,
    WRONG_DEPARTMENT,
    WRONG_ROOM,
    Hospital,
    Patient,
    Room,
)
from placement.domain.linear import INFINITY, Ints, Linear

BARRED = -1
NOWHERE = 5000
"""Tenths a night for a patient without a room: more than any room costs (at most about 300)."""


@dataclass(frozen=True)
class Wards:
    """The programme, and what its columns and rows mean."""

    hospital: Hospital
    model: Linear
    cost: Ints
    patient: Ints
    """Of each column; -1 where it is a night of a room."""
    room: Ints
    """Of each column; -1 for no room."""
    night: Ints
    """Of each column that is a night of a room, else -1."""
    row_room: Ints
    """Of each row; -1 where it is about a patient."""
    row_night: Ints


def cost(patient: Patient, room: Room) -> int:
    """Tenths of the whole stay in the room, or BARRED."""
    ward = room.department
    if (ward.youngest and patient.age < ward.youngest) or (ward.oldest and patient.age > ward.oldest):
        return BARRED
    if room.policy == ("M" if patient.female else "F") or not room.beds:
        return BARRED
    if any(need and not there for need, there in zip(patient.needs, room.properties, strict=True)):
        return BARRED
    missing = sum(like and not there for like, there in zip(patient.likes, room.properties, strict=True))
    a_night = missing * MISSING_PROPERTY + (LARGER_ROOM if room.beds > patient.largest else 0)
    return patient.nights * a_night + sum(_treated(kind, room) for kind in patient.specialisms)


def _treated(kind: int, room: Room) -> int:
    priority = room.specialisms.get(kind)
    here = WRONG_ROOM if priority is None else (priority - 1) * PRIORITY
    return here + (0 if kind in room.department.specialisms else WRONG_DEPARTMENT)


def costs(hospital: Hospital) -> Ints:
    """Patients × rooms: tenths, or BARRED."""
    known: dict[tuple[object, ...], int] = {}
    found = np.empty((len(hospital.patients), len(hospital.rooms)), np.int64)
    like = [
        (r.beds, r.department.name, r.policy, tuple(sorted(r.specialisms.items())), r.properties)
        for r in hospital.rooms
    ]
    for p, patient in enumerate(hospital.patients):
        mine = patient._replace(name="", first=0, last=patient.nights)
        for r, room in enumerate(hospital.rooms):
            key = (mine, like[r])
            if key not in known:
                known[key] = cost(patient, room)
            found[p, r] = known[key]
    return found


def wards(hospital: Hospital) -> Wards:
    """The programme of a hospital."""
    table = costs(hospital)
    p, r = np.nonzero(table != BARRED)
    patients, rooms, nights = len(hospital.patients), len(hospital.rooms), hospital.nights
    beds = np.array([room.beds for room in hospital.rooms], np.int64)
    by_sex = np.array([room.policy == "D" and room.beds > 1 for room in hospital.rooms], dtype=bool)
    female = np.array([one.female for one in hospital.patients], dtype=bool)
    first = np.array([one.first for one in hospital.patients], np.int64)
    last = np.array([one.last for one in hospital.patients], np.int64)
    stays, flags = len(p), int(by_sex.sum()) * nights
    base = stays + patients
    length = last[p] - first[p]
    column = np.repeat(np.arange(stays), length)
    night = first[p][column] + np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    # rows: a patient each; a night of a room, for all or for men; a night of a room for one sex, for women
    room_row = np.full((2, rooms, nights), -1, np.int64)
    room_row[0] = patients + np.arange(rooms * nights).reshape(rooms, nights)
    room_row[1, by_sex] = patients + rooms * nights + np.arange(flags).reshape(-1, nights)
    of_women = female[p][column] & by_sex[r][column]
    flag_room, flag_night = (
        np.repeat(np.flatnonzero(by_sex), nights),
        np.tile(np.arange(nights), int(by_sex.sum())),
    )
    flag = base + np.arange(flags)
    row = [
        p, np.arange(patients), room_row[of_women.astype(int), r[column], night],
        room_row[0, flag_room, flag_night], room_row[1, flag_room, flag_night],
    ]  # fmt: skip
    col = [np.arange(stays), stays + np.arange(patients), column, flag, flag]
    coef = [
        np.ones(base, np.int64), np.ones(len(column), np.int64), beds[flag_room], -beds[flag_room],
    ]  # fmt: skip
    high = np.concatenate([np.ones(patients), np.repeat(beds, nights), np.zeros(flags)])
    low = np.concatenate([np.ones(patients), np.full(len(high) - patients, -INFINITY)])
    model = Linear(
        np.concatenate(row),
        np.concatenate(col),
        np.concatenate(coef),
        low,
        high,
        np.ones(base + flags, np.int64),
    )
    none = np.full(flags, -1)
    return Wards(
        hospital,
        model,
        np.concatenate([table[p, r], NOWHERE * (last - first), np.zeros(flags, np.int64)]),
        np.concatenate([p, np.arange(patients), none]),
        np.concatenate([r, np.full(patients, -1), flag_room]),
        np.concatenate([np.full(base, -1), flag_night]),
        np.concatenate([np.full(patients, -1), np.repeat(np.arange(rooms), nights), flag_room]),
        np.concatenate([np.full(patients, -1), np.tile(np.arange(nights), rooms), flag_night]),
    )
