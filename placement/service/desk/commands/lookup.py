"""What commands look up in the rows, and the few changes that several of them make."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic_core import to_jsonable_python

from placement.domain.fact import Body, Edit, ordered, policy_of
from placement.domain.household import Household
from placement.domain.housing import BED
from placement.domain.split import split
from placement.domain.stay import Stay, StayKind
from placement.domain.value import Value
from placement.service.desk.commands.command import CannotDo, added, changed
from placement.service.desk.snapshot import Key, Snapshot


def as_of(facts: Snapshot) -> date:
    """The date on which all is read."""
    return policy_of(facts.content)[0]


def values(facts: Snapshot, table: str) -> Iterator[tuple[str, Any]]:
    """Key and value of each row of a table."""
    yield from facts.values.get(table, {}).items()


def body_of(value: Value) -> Body:
    """A value as its row holds it."""
    body = {name: ordered(one, name) for name, one in value.model_dump(mode="json").items()}
    body.pop("members", None)
    return body


def new(table: str, value: Value, *, key: str = "new") -> Edit:
    """A row that holds this value."""
    return added(table, body_of(value), key=key)


def set_row(facts: Snapshot, table: str, key: str, **fields: object) -> Edit:
    """An edit of some fields, given as values."""
    return changed(facts, table, key, **to_jsonable_python(fields))


def together(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """One edit for each row that is there; what is new stays as it is."""
    found: dict[object, Edit] = {}
    for n, edit in enumerate(edits):
        row: Key | int = n if edit.before is None else (edit.table, edit.key)
        if (first := found.get(row)) is None:
            found[row] = edit
        elif first.after is not None and edit.after is not None:
            mine = {name: edit.after[name] for name in edit.fields}
            found[row] = first._replace(after={**first.after, **mine})
        else:
            found[row] = first._replace(after=None)
    return tuple(found.values())


# -- households
def existing_household(facts: Snapshot, alias: str) -> Household:
    """A household that is here. Raises CannotDo."""
    household: Household | None = facts.values.get("households", {}).get(alias)
    if household is None:
        if facts.body("persons", alias) is not None:
            raise share_rows()
        raise CannotDo("there is no such household.", todo="Look at the list again.", code="no_household")
    if has_left(facts, household):
        raise CannotDo(
            "the household has left.", todo="Record a new referral if they are back.", code="has_left"
        )
    return household


def household_of(facts: Snapshot, alias: str) -> Household:
    """A household that is here, and that its rows are about alone. Raises CannotDo.

    Of one that the model splits every week anew, each part holds what the whole held: what happens to one of them can
    be written down only once the split is a row.
    """
    household = existing_household(facts, alias)
    if _shares_rows(facts, household):
        raise share_rows()
    return household


def share_rows() -> CannotDo:
    """What is told of rows that are about more than one household."""
    return CannotDo(
        "the household is split, and its rows are still about each part.",
        todo="Record the split first.",
        code="split_first",
    )


def _shares_rows(facts: Snapshot, household: Household) -> bool:
    """Whether rows that name the household are about another one too, or the other way round."""
    if len(split(household, facts.instance.relations, as_of(facts))) > 1:
        return True
    others = (other for key, other in values(facts, "households") if key != household.alias)
    return any(other.origin == household.alias or (household.origin == other.alias) for other in others)


def has_left(facts: Snapshot, household: Household) -> bool:
    """Whether an exit since the referral has come."""
    return any(household.referral < one.on <= as_of(facts) for _, one in exits_of(facts, household.alias))


def exits_of(facts: Snapshot, household: str) -> list[tuple[str, Any]]:
    """Exits of a household."""
    return [(key, one) for key, one in values(facts, "exits") if one.household == household]


# -- stays
def unit_of(facts: Snapshot, place: str) -> str:
    """Alias of the unit of a place; empty for an unknown place."""
    room = facts.body("rooms", place.removesuffix(BED).split("+")[0])
    return "" if room is None else str(room["unit"])


def stays_of(facts: Snapshot, household: str, *kinds: StayKind) -> list[tuple[str, Stay]]:
    """A household's stays of these kinds."""
    found = values(facts, "stays")
    return [(key, stay) for key, stay in found if stay.household == household and stay.kind in kinds]


NOTHING = {
    StayKind.HOLD: ("nothing is held for the household.", "Only an accepted plan gives a bed: make a plan.", "no_hold"),
    StayKind.CURRENT: (
        "the household lives nowhere by these rows.", "Look at the plan that was accepted.", "no_stay"
    ),
}  # fmt: skip
"""Kind of stay -> what is told where there is none: what is wrong, what to do, and the code."""


def the_stay(facts: Snapshot, household: str, kind: StayKind, unit: str | None = None) -> tuple[str, Stay]:
    """The one stay of a kind, in a unit if that is named. Raises CannotDo where there is none, or several."""
    household_of(facts, household)
    found = stays_of(facts, household, kind)
    found = [(key, stay) for key, stay in found if unit in (None, unit_of(facts, stay.place))]
    if not found:
        what, todo, code = NOTHING[kind]
        raise CannotDo(what, todo=todo, code=code)
    if len(found) > 1:
        raise CannotDo("there is more than one such stay.", todo="Name the unit.", code="which_stay")
    return found[0]


def ended(facts: Snapshot, key: str, stay: Stay, on: date) -> Iterator[Edit]:
    """A stay whose last night was the one before this date. Who came and left in a day knows the place all the same."""
    if on < stay.start:
        raise CannotDo("that is before the stay began.", todo="Look at the date.", code="before_start")
    if on == stay.start:
        yield from forgotten(facts, key, stay)
    else:
        yield set_row(facts, "stays", key, kind=StayKind.PAST, until=on, expires=None)
    yield from _without_stay(facts, key, stay, on)


def freed(facts: Snapshot, key: str, hold: Stay, *, reopen: bool = True) -> Iterator[Edit]:
    """A held bed that is given back. Who was to move lives on where they live; an accepted offer is open again."""
    yield from forgotten(facts, key, hold)
    unit = unit_of(facts, hold.place)
    for row, offer in values(facts, "offers"):
        if reopen and (offer.household, offer.unit, offer.answer) == (hold.household, unit, "accepted"):
            yield set_row(facts, "offers", row, answer="open")
    for row, stay in stays_of(facts, hold.household, StayKind.CURRENT):
        if stay.until == hold.start:
            yield set_row(facts, "stays", row, until=None)
    yield from _without_stay(facts, key, hold, as_of(facts))


def forgotten(facts: Snapshot, key: str, stay: Stay) -> Iterator[Edit]:
    """A stay's row that goes; who may have seen the place is known to know it from now on."""
    yield Edit("stays", key, facts.body("stays", key), None)
    if stay.start <= as_of(facts):
        household = facts.values["households"].get(stay.household)
        people = [p.alias for p in household.members] if household is not None else [stay.household]
        yield from knowing(facts, people, [unit_of(facts, stay.place)])


def _without_stay(facts: Snapshot, key: str, stay: Stay, on: date) -> Iterator[Edit]:
    """What belongs to a stay ends with it: waived rules, and the release of an emergency room."""
    unit = unit_of(facts, stay.place)
    others = stays_of(facts, stay.household, StayKind.CURRENT, StayKind.HOLD)
    if any(row != key and unit_of(facts, other.place) == unit for row, other in others):
        return
    for row, waiver in values(facts, "waivers"):
        if (waiver.household, waiver.unit) == (stay.household, unit) and waiver.until > on:
            yield set_row(facts, "waivers", row, until=max(waiver.since, on))
    for row, release in values(facts, "releases"):
        if (release.household, release.unit) == (stay.household, unit):
            yield Edit("releases", row, facts.body("releases", row), None)


def knowing(facts: Snapshot, people: Iterable[str], units: Iterable[str]) -> Iterator[Edit]:
    """Rows that say that these people know these units, where there are none yet."""
    known = {(row.person, row.unit) for _, row in values(facts, "knows_address")}
    wanted = [(person, unit) for person in people for unit in dict.fromkeys(units)]
    for person, unit in wanted:
        if unit and (person, unit) not in known:
            yield added("knows_address", {"person": person, "unit": unit})


# -- dates
def not_after(facts: Snapshot, on: date) -> None:
    """Raise CannotDo for something that has not happened yet."""
    if on > as_of(facts):
        raise CannotDo(
            "that lies after the day on which all is read.", todo="Open the week of that day first.",
            code="in_future", facts={"as_of": as_of(facts).isoformat()},
        )  # fmt: skip


def still_to_come(facts: Snapshot, on: date) -> None:
    """Raise CannotDo for a date that has passed."""
    if on <= as_of(facts):
        raise CannotDo(
            "that date has passed.", todo="Give a later one.", code="date_passed",
            facts={"as_of": as_of(facts).isoformat()},
        )  # fmt: skip
