"""H08: enough beds of the right kind, in service on every night; who takes a room takes all of it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placement.domain.household import BedsNeeded, Household
from placement.domain.housing import Place, Room, beds_fit, room_takes
from placement.domain.rule import DESIGNED, Clash, Level, Objection, Reason, Rule, Source, facts
from placement.domain.seen import Seen
from placement.domain.stay import Stay
from placement.domain.terms import Terms
from placement.domain.views import BedsSpan
from placement.words.sentence import Sentence


class Who(NamedTuple):
    """What the rule reads of a household."""

    beds_needed: BedsNeeded


class Where(NamedTuple):
    """What it reads of a place."""

    beds_by_date: tuple[BedsSpan, ...]
    child_beds: int
    cots: int
    shared: bool


class RightBeds:
    """The half about one household: kinds and number of beds, date by date."""

    between = (Household, Place)

    def objections(self, who: Who, where: Where) -> tuple[Objection, ...]:
        """One for each span of dates in which the place has no beds, too few, or none for a baby."""
        need = who.beds_needed
        reason = Reason.NO_BED if need.adults + need.children + need.babies == 1 else Reason.FAMILY_ROOM
        return tuple(
            Objection(Level.ABSOLUTE, says, reason=reason, since=span.since, until=span.until)
            for span in where.beds_by_date
            if (says := _lack(need, where, span))
        )


def _lack(need: BedsNeeded, where: Where, span: BedsSpan) -> str:
    """What the place lacks for the household in a span, or nothing. A bed share has single beds only."""
    beds = span.single + span.double
    if not beds:
        return "no_beds"
    if need.babies > where.cots + (0 if where.shared else span.double):
        return "no_cot"
    if where.shared:
        return "" if need.adults + need.children <= beds else "too_few_beds"
    fits = beds_fit(*need, single=span.single, double=span.double, child=where.child_beds, cots=where.cots)
    return "" if fits else "too_few_beds"


class BedsCounted:
    """The half about who else is there: beds taken in a room never exceed those in service."""

    counts_beds = True
    """What does not fit beside those who are held is no option: the solver need not ask row by row."""

    def build(self, terms: Terms) -> None:
        """On every night on which something begins or the beds change: beds used <= beds in service."""
        for room in terms.rooms():
            for night in terms.nights(room):
                terms.at_most(terms.beds_used(room, night), terms.beds_to_take(room, night))

    def check(self, seen: Seen) -> Iterator[Clash]:
        """Each room with more beds taken than there are, once for the same stays."""
        for room in seen.rooms():
            told: list[set[int]] = []
            for night in _nights(seen, room):
                beds = _beds(seen, room, night)
                here = [s for s in seen.on(seen.in_room(room.alias), night) if _takes(seen, s, beds)]
                used, names = _used(seen, here, beds), {id(s) for s in here}
                if used > beds and not any(names <= earlier for earlier in told):
                    told.append(names)
                    yield Clash(Level.ABSOLUTE, "over_full", tuple(here), facts(beds=beds, used=used),
                                Reason.NO_BED, since=night, where=room.alias)  # fmt: skip


def _nights(seen: Seen, room: Room) -> list[date]:
    """From today on: the nights on which a stay begins in the room, or its beds change."""
    week = seen.week
    changes = [d for c in week.closures_in(week.unit_of_room[room.alias].alias) for d in (c.since, c.until)]
    return sorted({*seen.nights(seen.in_room(room.alias)), *(d for d in changes if d >= week.as_of)})


def _beds(seen: Seen, room: Room, night: date) -> int:
    unit = seen.week.unit_of_room[room.alias].alias
    return room_takes(room, seen.week.closures_in(unit), night)


def _takes(seen: Seen, stay: Stay, beds: int) -> int:
    """Beds that a stay takes: one for each who is not a baby, or all of the room's (one, if it has none)."""
    return seen.household(stay).sleepers if seen.place(stay).shared else max(1, beds)


def _used(seen: Seen, here: list[Stay], beds: int) -> int:
    """Beds taken: a household's two stays count once, and so does the old room that parts of one still share.

    What a part is planned to have beside the room that it shares counts on its own.
    """
    parts: dict[str, set[str]] = {}
    for stay in here:
        parts.setdefault(_old_room(seen, stay), set()).add(stay.household)
    most: dict[str, int] = {}
    for stay in here:
        old = _old_room(seen, stay)
        who = old if old and len(parts[old]) > 1 else stay.household
        most[who] = max(most.get(who, 0), _takes(seen, stay, beds))
    return sum(most.values())


def _old_room(seen: Seen, stay: Stay) -> str:
    """A name for the whole room that a household held when it was split; empty for any other stay."""
    origin = seen.household(stay).origin
    whole = origin and seen.is_held(stay) and not seen.place(stay).shared
    return f"{origin} in {stay.place}" if whole else ""


RULE = Rule(
    id="beds",
    code="H08",
    levels=(Level.ABSOLUTE,),
    title=Sentence("En seng til hver, hver natt", "A bed for each, every night"),
    because=Sentence(
        "Et rom som ikke er bekreftet, er ikke der; og ingen skal ligge på gulvet fordi et ark sa noe annet.",
        "A room that nobody confirmed is not there; "
        "and nobody shall lie on the floor because a sheet said otherwise.",
    ),
    source=Source(
        "Valgt i prosjektet: barn under to år trenger sprinkelseng eller delt seng, og en barneseng er for barn",
        "Design choice: a baby under two needs a cot or a shared bed, a child's bed is a child's",
        DESIGNED,
    ),
    says={
        "no_beds": Sentence("Ingen senger er i bruk da.", "No beds are in service then."),
        "too_few_beds": Sentence(
            "Sengene rekker ikke til husstanden.", "There are too few beds for the household."
        ),
        "no_cot": Sentence(
            "Et barn under to år trenger sprinkelseng eller delt seng.",
            "A child under two needs a cot or a shared bed.",
        ),
        "over_full": Sentence(
            "Rommet har {beds:seng|senger} i bruk, og det er ikke nok. Den som har rommet alene, tar alle sengene.",
            "The room has {beds:bed|beds} in service, which is not enough. Who has the room alone takes every bed.",
        ),
    },
    neutral=frozenset({"over_full"}),
    parts=(RightBeds(), BedsCounted()),
)
