"""Reads a file of the family. A fault is named with its line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from placement.bench.pas.hospital import Department, Hospital, Patient, Room
from placement.errors import InputError, Problem

T = TypeVar("T")
HORIZON = "Planning horizon"
SECTIONS = ("SPECIALISMS", "DEPARTMENTS", "ROOMPROPERTIES", "ROOMS", "BEDS", "PATIENTS")
MOST_BYTES = 20_000_000
"""The largest file of the family has 70,000."""
MOST_NIGHTS = 1000
WAY_OUT = "Give a file of the patient admission scheduling benchmark."


class _Line(NamedTuple):
    """A line of a section: words between bars."""

    number: int
    words: tuple[tuple[str, ...], ...]


def read_hospital(path: Path) -> Hospital:
    """The hospital of a file. Stays of no night, or that begin behind the horizon, are left out; others end there.

    Raises InputError: the file cannot be read, or breaks the format (with the line).
    """
    lines = _text(path).splitlines()
    nights = _horizon(path.name, lines)
    sections = _sections(path.name, lines)
    departments = dict(_each(path.name, sections["DEPARTMENTS"], _department))
    rooms = tuple(_each(path.name, sections["ROOMS"], lambda f: _room(f, departments)))
    patients = tuple(_each(path.name, sections["PATIENTS"], lambda f: _patient(f, nights)))
    _once(path.name, "DEPARTMENTS", [line.words[0][0] for line in sections["DEPARTMENTS"]])
    _once(path.name, "ROOMS", [room.name for room in rooms])
    _once(path.name, "PATIENTS", [one.name for one in patients])
    widths = {len(r.properties) for r in rooms}.union(*({len(p.needs), len(p.likes)} for p in patients))
    if len(widths) > 1:
        raise _fault(path.name, UNEQUAL)
    return Hospital(nights, rooms, tuple(p for p in patients if p.nights > 0))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _fault(path.name, UNREADABLE) from error
    if len(data) > MOST_BYTES:
        raise _fault(path.name, HUGE)
    return data.decode("latin-1")


def _horizon(name: str, lines: list[str]) -> int:
    for number, line in enumerate(lines, 1):
        if line.startswith(HORIZON):
            nights = line.partition(":")[2].strip()
            if nights.isascii() and nights.isdigit() and 0 < int(nights) <= MOST_NIGHTS:
                return int(nights)
            raise _fault(name, NO_HORIZON, line=number)
    raise _fault(name, NO_HORIZON)


def _sections(name: str, lines: list[str]) -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {}
    now: list[_Line] | None = None
    for number, line in enumerate(lines, 1):
        title = line.strip().rstrip(":").strip().upper()
        if title in SECTIONS:
            now = found.setdefault(title, [])
        elif line.strip().rstrip(".") == "END":
            break
        elif line.strip() and now is not None:
            now.append(_Line(number, tuple(tuple(part.split()) for part in line.split("|"))))
    for section in ("DEPARTMENTS", "ROOMS", "PATIENTS"):
        if not found.get(section):
            raise _fault(name, NO_SECTION, section=section)
    return found


def _each(name: str, lines: list[_Line], read: Callable[[tuple[tuple[str, ...], ...]], T]) -> Iterator[T]:
    for line in lines:
        try:
            yield read(line.words)
        except (ValueError, IndexError, KeyError) as error:
            raise _fault(name, BROKEN, line=line.number) from error


def _department(words: tuple[tuple[str, ...], ...]) -> tuple[str, Department]:
    (name, _, youngest, oldest), ranked = words
    ages = _count(youngest), _count(oldest)
    return name, Department(name, *ages, frozenset(_ranked(ranked)))


def _room(words: tuple[tuple[str, ...], ...], departments: dict[str, Department]) -> Room:
    (name, _), (beds,), (department,), (policy,), ranked, properties = words
    if policy not in ("M", "F", "D", "N"):
        raise ValueError(policy)
    return Room(name, _count(beds), departments[department], policy, _ranked(ranked), _flags(properties))


def _patient(words: tuple[tuple[str, ...], ...], horizon: int) -> Patient:
    (name, _, age, sex), (first, last), plan, (largest,), needs, likes = words
    if sex not in ("M", "F"):
        raise ValueError(sex)
    start, end = _count(first), _count(last)
    kinds = [int(one) for one, nights in _pairs(plan) for _ in range(min(_count(nights), MOST_NIGHTS))]
    kinds += kinds[-1:] * (end - start - len(kinds))
    if end > start and not kinds:
        raise ValueError(plan)
    until = min(end, horizon)
    return Patient(
        name, _count(age), sex == "F", start, until, tuple(kinds[: max(0, until - start)]), _count(largest),
        _flags(needs), _flags(likes),
    )  # fmt: skip


def _pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    count = _count(words[0])
    if len(words) != 1 + 2 * count:
        raise ValueError(words)
    return list(zip(words[1::2], words[2::2], strict=True))


def _ranked(words: tuple[str, ...]) -> dict[int, int]:
    """Specialism -> priority (in the file the priority comes first)."""
    if len(words) % 2:
        raise ValueError(words)
    return {int(what): _count(rank) for rank, what in zip(words[::2], words[1::2], strict=True)}


def _count(word: str) -> int:
    number = int(word)
    if number < 0:
        raise ValueError(word)
    return number


def _flags(words: tuple[str, ...]) -> tuple[bool, ...]:
    if not set(words) <= {"0", "1"}:
        raise ValueError(words)
    return tuple(word == "1" for word in words)


def _once(name: str, section: str, names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise _fault(name, TWICE, section=section)


class _Wrong(NamedTuple):
    """A way in which a file breaks the format; `code` has its words."""

    code: str
    what: str


UNREADABLE = _Wrong("pas_unreadable", "the file cannot be read.")
HUGE = _Wrong("pas_huge", "the file is too large.")
NO_HORIZON = _Wrong("pas_horizon", "no line gives the planning horizon, from 1 to 1000 nights.")
NO_SECTION = _Wrong("pas_section", "a section is missing or empty.")
BROKEN = _Wrong("pas_line", "the line does not follow the format.")
TWICE = _Wrong("pas_twice", "two rows of a section have the same number.")
UNEQUAL = _Wrong("pas_properties", "rooms and patients name different numbers of room properties.")


def _fault(name: str, wrong: _Wrong, *, line: int = 0, section: str = "") -> InputError:
    where = ", ".join(filter(None, (name, section, f"line {line}" if line else "")))
    return InputError(Problem(where, wrong.what, WAY_OUT, wrong.code))
