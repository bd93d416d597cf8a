"""A first plan: one patient after the other into the cheapest room that is still free."""

import numpy as np

from placement.bench.pas.arrays import Wards
from placement.domain.linear import Floats, Ints


def first_rooms(made: Wards, price: Floats) -> Ints:
    """Each patient's room, -1 for none. `price`: of each column; long stays first among those of one day."""
    patients, rooms = made.hospital.patients, made.hospital.rooms
    beds = np.array([room.beds for room in rooms])
    by_sex = np.array([room.policy == "D" for room in rooms])
    used = np.zeros((2, len(rooms), made.hospital.nights), np.int64)
    stays = np.flatnonzero((made.patient >= 0) & (made.room >= 0))
    order = stays[np.argsort(made.patient[stays], kind="stable")]
    begins = np.searchsorted(made.patient[order], np.arange(len(patients) + 1))
    found = np.full(len(patients), -1)
    for p in sorted(range(len(patients)), key=lambda p: (patients[p].first, -patients[p].nights)):
        mine = order[begins[p] : begins[p + 1]]
        room, nights = made.room[mine], slice(patients[p].first, patients[p].last)
        sex = int(patients[p].female)
        free = (used.sum(axis=0)[room, nights] < beds[room][:, None]).all(axis=1)
        free &= ~by_sex[room] | ~used[1 - sex][room, nights].any(axis=1)
        if free.any():
            found[p] = room[free][np.argmin(price[mine[free]])]
            used[sex, found[p], nights] += 1
    return found


def columns_of(made: Wards, rooms: Ints) -> Ints:
    """The 0/1 values of all columns for a room each; nights of rooms with a woman are for women."""
    x = np.zeros(made.model.columns, np.int64)
    stay = made.patient >= 0
    x[stay] = made.room[stay] == rooms[made.patient[stay]]
    women = np.zeros((len(made.hospital.rooms), made.hospital.nights), dtype=bool)
    for one, room in zip(made.hospital.patients, rooms.tolist(), strict=True):
        if one.female and room >= 0:
            women[room, one.first : one.last] = True
    x[~stay] = women[made.room[~stay], made.night[~stay]]
    return x
