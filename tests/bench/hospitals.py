"""Small hospitals in the format of the benchmark, made by hand and at random."""

import random

SMALL = """ARTICLE BENCHMARK DATA SET
Rooms: 3
Planning horizon: 5

SPECIALISMS:
1 Specialism1
2 Specialism2

DEPARTMENTS:
1 Department1 0 60 | 1 1
2 Department2 18 0 | 1 2 2 1

ROOMPROPERTIES:
1 telemetry
2 oxygen

ROOMS:
1 11 | 2 | 1 | D | 1 1 2 2 | 1 0
2 12 | 1 | 2 | F | 1 2 | 0 1
3 13 | 4 | 2 | N | 2 1 1 2 | 1 1

BEDS:
1 1

PATIENTS:
1 Patient1 50 M | 0 3 | 2 1 2 2 1 | 2 | 1 0 | 0 1
2 Patient2 30 F | 1 9 | 1 2 8 | 1 | 0 0 | 0 0
3 Patient3 70 F | 2 2 | 0 | 2 | 0 0 | 0 0
4 Patient4 70 F | 5 7 | 1 1 2 | 2 | 0 0 | 0 0

END.
"""


def hospital_text(
    rooms: list[tuple[int, str, str]], patients: list[tuple[int, str, int, int, str]], nights: int
) -> str:
    """Rooms (beds, policy, properties), patients (age, sex, first, last, needs); one department, one specialism."""
    lines = ["Planning horizon: " + str(nights), "DEPARTMENTS:", "1 D 0 0 | 1 1", "ROOMS:"]
    lines += [f"{k} R | {b} | 1 | {policy} | 1 1 | {has}" for k, (b, policy, has) in enumerate(rooms, 1)]
    lines.append("PATIENTS:")
    for k, (age, sex, first, last, needs) in enumerate(patients, 1):
        lines.append(
            f"{k} P {age} {sex} | {first} {last} | 1 1 {last - first} | 4 | {needs} | 0 "
            + "0 " * (len(needs) // 2)
        )
    return "\n".join(lines) + "\nEND.\n"


def random_text(seed: int) -> str:
    """A hospital of 2 or 3 rooms and up to 6 patients, with every kind of rule."""
    rng = random.Random(seed)
    nights = rng.randint(2, 5)
    flags = lambda: f"{rng.randint(0, 1)} {rng.randint(0, 1)}"  # noqa: E731 - a word for the lines below
    seldom = lambda: " ".join("1" if rng.random() < 0.2 else "0" for _ in range(2))  # noqa: E731 - the same
    lines = [f"Planning horizon: {nights}", "DEPARTMENTS:"]
    lines += [
        f"{k} D {rng.choice([0, 0, 40])} {rng.choice([0, 0, 60])} | 1 1 1 {rng.choice([2, 3])}"
        for k in (1, 2)
    ]
    lines.append("ROOMS:")
    for k in range(1, rng.randint(2, 3) + 1):
        beds, policy = rng.choice([1, 2, 2, 3]), rng.choice("DDDNMF")
        lines.append(
            f"{k} R | {beds} | {rng.randint(1, 2)} | {policy} | {rng.randint(1, 3)} 1 1 2 | {flags()}"
        )
    lines.append("PATIENTS:")
    for k in range(1, rng.randint(2, 6) + 1):
        first = rng.randint(0, nights - 1)
        last = rng.randint(first + 1, nights + 1)
        kind = f"1 {rng.randint(1, 3)} {last - first}"
        who = f"{k} P {rng.choice([20, 40, 60, 80])} {rng.choice('MF')}"
        lines.append(f"{who} | {first} {last} | {kind} | {rng.randint(1, 4)} | {seldom()} | {flags()}")
    return "\n".join(lines) + "\nEND.\n"
