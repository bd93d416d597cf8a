"""What the pair rules say of households in places: asked once a distinct combination, and spread by codes."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from placement.domain.contact import Contact
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.linear import Ints, Mask
from placement.domain.person import Person
from placement.domain.rule import Blocks, Objection, Rule, declared
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week

FEW = 5_000
"""Answers of one part that are kept for others who ask; of a large week they would take hundreds of megabytes."""
MOST_CODES = 2**40
"""Numbers of places that fit beside one more number."""
BLOCKING = (Blocks.START, Blocks.NIGHT, Blocks.MOVE)


class Against:
    """What the pair rules say, asked once a distinct combination of what they declare and spread by codes."""

    def __init__(self, week: Week, households: tuple[Household, ...] | None = None) -> None:
        """`households` are those that will be asked about, by default all."""
        self.week = week
        asking = week.households if households is None else households
        self.parts = spoken(week, asking, Place, week.places)
        self._overridden = {name for o in week.instance.overrides for name in o.households}
        number = {unit.alias: n for n, unit in enumerate(week.units)}
        self._unit = np.array([number[p.unit.alias] for p in week.places], np.int64)

    def open_places(self, household: Household) -> Mask:
        """Places against which nothing speaks on every night, before dates are looked at."""
        shut = np.zeros(len(self.week.places), dtype=bool)
        if not self._overridden & {household.alias, household.origin}:
            for part in self.parts:
                shut |= part.always(household)
        return ~shut

    def alike(self, household: Household, places: Ints, move: Mask) -> tuple[Ints, Ints]:
        """A number for each place, the same where the same is said of it; and where each number is first.

        `move`: of which places a stay there would be a proposal.
        """
        kinds: list[tuple[Ints, int]] = [(move.astype(np.int64), 2)]
        if self._overridden & {household.alias, household.origin}:
            kinds.append((self._unit[places], len(self.week.units)))
        for part in self.parts:
            kinds += [(codes[places], many) for codes, many in part.codes(household)]
        found, size = np.zeros(len(places), np.int64), 1
        for codes, many in kinds:
            if size * many > MOST_CODES:
                _, found = np.unique(found, return_inverse=True)
                size = len(places)
            found, size = found * many + codes, size * many
        _, first, number = np.unique(found, return_index=True, return_inverse=True)
        return number, first

    def said(self, household: Household, places: Ints) -> dict[int, tuple[tuple[int, Objection], ...]]:
        """Place -> (index of rule, objection) that block or are waived; overrides are cut out."""
        found: dict[int, list[tuple[int, Objection]]] = {p: [] for p in places.tolist()}
        for part in self.parts:
            speaks = part.speaks(household)
            for p in places[speaks[places]].tolist():
                for o in part.objections(household, p):
                    unit = self.week.places[p].unit.alias
                    left = [o] if o.waived else self.week.not_overridden(part.code, household.alias, unit, o)
                    found[p] += [(part.index, rest) for rest in left]
        return {p: tuple(rows) for p, rows in found.items()}


class Spoken:
    """One pair part: its distinct views by code, and what it answered to each combination."""

    def __init__(
        self, week: Week, households: tuple[Household, ...], index: int, rule: Rule, part: Any,
        there: Sequence[Place | Contact],
    ) -> None:  # fmt: skip
        self.index, self.code = index, rule.code
        who_type, where_type = declared(part.objections)
        at = week.attributes
        each = part.between[0] is Person
        self._people = {
            h.alias: [at.view(who_type, one) for one in (h.members if each else (h,))] for h in households
        }
        who = {view: None for views in self._people.values() for view in views}
        where: dict[Any, int] = {}
        self._place = np.array(
            [where.setdefault(at.view(where_type, p), len(where)) for p in there], np.int64
        )
        self._where = list(where)
        ask = partial(at.ask, part) if len(who) * len(where) <= FEW else part.objections
        self._answers = {
            view: [tuple(o for o in ask(view, w) if o.blocks in BLOCKING) for w in where] for view in who
        }
        self._codes = {v: _coded(row, week) for v, row in self._answers.items()}
        self._speaks = {v: np.array([bool(a) for a in row], dtype=bool) for v, row in self._answers.items()}
        self._always = {
            v: np.array([any(map(_always, a)) for a in row], dtype=bool) for v, row in self._answers.items()
        }

    def codes(self, household: Household) -> Iterator[tuple[Ints, int]]:
        """Of each view of the household a number for each place or contact, and how many numbers there are.

        Where it is the same, the same is said on the nights of the plan. A view to which nothing is said is left out.
        """
        for view in dict.fromkeys(self._people[household.alias]):
            codes, many = self._codes[view]
            if many > 1:
                yield codes[self._place], many

    def speaks(self, household: Household) -> Mask:
        """Places or contacts about which the rule says something."""
        return self._spread(self._speaks, household)

    def always(self, household: Household) -> Mask:
        """Places or contacts that it forbids on every date."""
        return self._spread(self._always, household)

    def _spread(self, by_view: dict[Any, Mask], household: Household) -> Mask:
        masks = [by_view[view] for view in self._people[household.alias]]
        joined = masks[0] if len(masks) == 1 else np.logical_or.reduce(masks)
        return joined[self._place] if len(self._where) else np.zeros(len(self._place), dtype=bool)

    def objections(self, household: Household, place: int) -> list[Objection]:
        """All its objections against a household in a place, of each member."""
        where = self._place[place]
        return [o for view in self._people[household.alias] for o in self._answers[view][where]]


def _coded(answers: list[tuple[Objection, ...]], week: Week) -> tuple[Ints, int]:
    """A number for each answer, and how many there are; 0 says nothing on the nights of the plan."""
    seen: dict[Any, int] = {(): 0}
    codes = [seen.setdefault(_effect(answer, week), len(seen)) for answer in answers]
    return np.array(codes, np.int64), len(seen)


def _effect(answer: tuple[Objection, ...], week: Week) -> tuple[tuple[object, ...], ...]:
    """What of an answer says anything about options."""
    return tuple(
        (o.level, o.blocks, max(week.as_of, o.since), min(week.horizon, o.until), o.after, bool(o.waived))
        for o in answer
        if o.since < week.horizon and o.until > week.as_of
    )


def spoken(
    week: Week, households: tuple[Household, ...], kind: type, there: Sequence[Place | Contact]
) -> list[Spoken]:
    """What each part says that looks at a household or person and one of this kind."""
    return [
        Spoken(week, households, n, rule, part, there)
        for n, rule in enumerate(week.rules)
        for part in rule.parts_about(kind)
    ]


def _always(objection: Objection) -> bool:
    whole = objection.since == ALWAYS and objection.until == FOREVER and not objection.after
    return whole and not objection.waived and objection.blocks in (Blocks.START, Blocks.NIGHT)
