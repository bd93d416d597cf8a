"""Plans beside each other: A, and others that are near it and house somebody elsewhere; or why there is none."""

from collections.abc import Iterator
from typing import NamedTuple

from placement.domain.plan import Plan
from placement.domain.review import Character
from placement.review.characters import characters
from placement.service.desk.desk import Desk
from placement.service.desk.difference import Difference, Judgement, between
from placement.service.desk.jobs import VARIANT
from placement.service.desk.kept_plan import Kept
from placement.service.desk.other_plan import COSTS_MORE, NO_OTHER, SERVES_LATER
from placement.service.homes import spot
from placement.service.veil import veiled
from placement.store import jobs
from placement.words.language import Lang
from placement.words.render import say_word
from placement.words.say import say_list
from placement.words.texts import Texts, later, texts

FIRST = "A"

WHY_NONE = {
    NO_OTHER: later("There is no other plan: nobody can be housed elsewhere."),
    SERVES_LATER: later("Every other plan serves somebody more urgent later."),
    COSTS_MORE: later(
        "Other plans place just as many in time, but wishes lose clearly more by them: more than one move counts."
    ),
}


class Family(NamedTuple):
    """A plan with its variants."""

    numbers: tuple[int, ...]
    """A, B, C …: the first is the plan that the others are compared with."""
    at_work: bool
    """Whether another one is being looked for."""
    statement: str
    """Why there are no more; empty where nobody looked, or one was found each time."""

    def letter(self, number: int) -> str:
        """The name of one of them: A, B, C."""
        return chr(ord(FIRST) + self.numbers.index(number))


class Move(NamedTuple):
    """One household that two plans house differently."""

    household: str
    first: str
    """Where the first plan has it, in words."""
    other: str


class Variant(NamedTuple):
    """In what another plan differs from A."""

    moves: tuple[Move, ...]
    difference: Difference
    characters: tuple[str, str]
    """In what A, and in what the other, is better: `fewest moves, shortest wait`; empty where in nothing alone."""


def family(desk: Desk, number: int, lang: Lang) -> Family:
    """The plan with its variants, whichever of them is asked for. For those who plan; nothing of a person is in it."""
    with desk.store.reading() as connection:
        every = jobs.of_kind(connection, VARIANT)
    first = next((int(one.params["of"][0]) for one in every if one.plan == number), number)
    mine = [one for one in reversed(every) if int(one.params["of"][0]) == first]
    last = mine[-1] if mine else None
    told = WHY_NONE.get(last.error or "", "") if last and last.state == jobs.DONE else ""
    return Family(
        numbers=(first, *(one.plan for one in mine if one.plan is not None)),
        at_work=any(one.is_open for one in mine),
        statement=texts(lang)(told) if told else "",
    )


def variant(first: Kept, other: Kept, lang: Lang) -> Variant:
    """What differs, for two plans of the same facts."""
    told = between(first.week, Judgement(first.plan, first.review), Judgement(other.plan, other.review), lang)
    best, there = characters(first.week, [(first.plan, first.review), (other.plan, other.review)])
    named = _named(best, lang), _named(there, lang)
    found = Variant(tuple(_moves(first, other, texts(lang))), told, named)
    return veiled(found, first.untold | other.untold, texts(lang))


def _named(found: tuple[Character, ...], lang: Lang) -> str:
    return say_list([say_word(f"~Character.{one}", lang) for one in found], lang)


def _moves(first: Kept, other: Kept, _: Texts) -> Iterator[Move]:
    """Those who live elsewhere; another date alone is no other place."""
    old, new = _places(first.plan), _places(other.plan)
    for household in sorted(old.keys() | new.keys()):
        if old.get(household) != new.get(household):
            yield Move(household, _where(first, household, old, _), _where(first, household, new, _))


def _places(plan: Plan) -> dict[str, str]:
    return {stay.household: stay.place for stay in plan.stays}


def _where(kept: Kept, household: str, places: dict[str, str], _: Texts) -> str:
    if household in places:
        return spot(kept.week, places[household], _)
    home = kept.week.current(household)
    return _("stays in {place}", place=spot(kept.week, home.place, _)) if home else _("no place")
