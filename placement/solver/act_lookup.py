"""Who attends what, is followed up by whom and interpreted for by whom: facts and crowds over columns of acts."""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from placement.domain.household import Household
from placement.domain.interpreting import Need
from placement.domain.linear import Ints
from placement.domain.person import Person
from placement.domain.programme import Enrolment, Programme
from placement.domain.terms import Spot
from placement.domain.timetable import runs
from placement.solver.candidates import Candidates
from placement.solver.facts import NONE, ActCrowd, ColumnFact, by_owner
from placement.solver.lookup import Lookup


class ActLookup(Lookup):
    """Facts and crowds over the columns of acts, which follow those of the stays."""

    def __init__(self, made: Candidates) -> None:
        super().__init__(made)
        self.acts = made.acts
        self._choices: dict[str, list[Programme]] = {}
        for person, programme in self.acts.enrolments:
            self._choices.setdefault(person, []).append(self.week.programme[programme])
        self._joining: dict[str, list[int]] = {}
        for (_, programme), k in self.acts.enrolments.items():
            if not self.acts.enrolled[k].standing:
                self._joining.setdefault(programme, []).append(k)
        self._bookable: dict[Need, list[str]] = {}
        self._booked_by: dict[str, list[tuple[Need, int]]] = {}
        for (need, interpreter), k in self.acts.bookings.items():
            self._bookable.setdefault(need, []).append(interpreter)
            self._booked_by.setdefault(interpreter, []).append((need, k))
        self._followed = by_owner(self.n + self.acts.contacts, self.acts.offers.contact)
        self._current: dict[str, list[int]] = {}
        for household, contact in self.week.assigned.items():
            self._current.setdefault(contact, []).append(self.index[household])
        self._in_unit: dict[tuple[int, str], Ints] = {}
        self._homes: dict[int, set[str]] = {}
        for spot in self._cols_in:
            if spot.kind == "unit":
                for k, mine in self._cols_by_owner(spot).items():
                    self._in_unit[k, spot.alias] = mine
                    self._homes.setdefault(k, set()).add(spot.alias)
        for stay in self.week.held:
            self._homes.setdefault(self.index[stay.household], set()).add(self.week.unit_of(stay).alias)

    def people(self) -> list[Person]:
        """Persons who attend a programme, or could."""
        return [self.week.person[alias] for alias in self._choices]

    def choices(self, person: str) -> list[Programme]:
        """Programmes that the person attends, or could be enrolled in."""
        return self._choices.get(person, [])

    def _act(self, number: int | None) -> ColumnFact:
        if number is None:
            return ColumnFact(NONE)
        standing = self.acts[number].standing
        return ColumnFact(np.array([self.n + number], np.int64), standing=standing)

    def attends(self, person: str, programme: str) -> ColumnFact:
        """Is enrolled: already, or by the plan."""
        return self._act(self.acts.enrolments.get((person, programme)))

    def span(self, person: str, programme: str) -> tuple[date, date]:
        """From today on, the dates of the enrolment on which the programme runs. Raises KeyError for no enrolment."""
        act = self.acts.enrolled[self.acts.enrolments[person, programme]].act
        assert isinstance(act, Enrolment)  # noqa: S101 - by the key
        return runs(self.week, act)

    def joining(self, programme: str, count: Callable[[Household], int]) -> ActCrowd:
        """The plan's new enrolments in a programme, each with the weight of its household (0: left out)."""
        found = []
        for k in self._joining.get(programme, ()):
            weight = count(self.households[self.acts.enrolled[k].household])
            found += [(self.n + k, weight)] if weight else []
        return ActCrowd(*_weighed(found))

    def lives_on(self, household: str, where: Spot, days: Iterable[date]) -> ColumnFact:
        """Held, new or proposed there on some of these dates."""
        k, some = self.index[household], np.array([d.toordinal() for d in days], np.int64)
        if where.kind == "unit":
            cols = self._in_unit.get((k, where.alias), NONE)
        else:
            cols = self._cols_in.get(where, NONE)
            cols = cols[self.made.household[cols] == k]
        start, until = self.made.start[cols][:, None], self.made.until[cols][:, None]
        cols = cols[((start <= some) & (some < until)).any(axis=1)]
        held = any(
            h == k and bool(((since <= some) & (some < to)).any())
            for h, since, to, _ in self._held_in.get(where, ())
        )
        return ColumnFact(cols, held, household=k)

    def homes_of(self, household: str) -> list[Spot]:
        """Units in which the household lives, or can by the plan."""
        return [Spot("unit", unit) for unit in sorted(self._homes.get(self.index[household], ()))]

    def homes_of_both(self, a: str, b: str) -> list[Spot]:
        """Units in which each of the two lives, or can by the plan."""
        theirs = set(self.homes_of(b))
        return [home for home in self.homes_of(a) if home in theirs]

    def contacts_of(self, household: str) -> list[str]:
        """Contacts whom the household could have from now on."""
        offers = self.acts.offers
        every = np.ones(len(offers.contacts), dtype=bool)
        mine = offers.contact[offers.rows(self.index[household], every)]
        return [offers.contacts[n].alias for n in mine.tolist()]

    def cares(self, household: str, contacts: Iterable[str]) -> ColumnFact:
        """One of the contacts is the household's, kept or new; a pair rule may forbid some or all of them."""
        offers, some = self.acts.offers, np.zeros(len(self.week.contacts), dtype=bool)
        some[[offers.number[contact] for contact in contacts]] = True
        return ColumnFact(self.n + len(self.acts.enrolled) + offers.rows(self.index[household], some))

    def cared_for(self, contact: str, count: Callable[[Household], int]) -> ActCrowd:
        """Households of a contact, each with its weight; held are those whose contact they are today."""
        weights = self._weights_by(count)
        cols = self._followed.get(self.acts.offers.number[contact], NONE)
        owner = self.acts.household[cols - self.n]
        current = np.array(self._current.get(contact, ()), np.int64)
        kept = np.isin(owner, current)
        new, held = weights[owner[~kept]], int(weights[current].sum())
        return ActCrowd(cols[~kept], new, held, cols[kept], weights[owner[kept]])

    def needs(self) -> tuple[Need, ...]:
        """Talks, and sessions that somebody attends or could, for which an interpreter is needed."""
        return self.acts.needs

    def interprets(self, need: Need, interpreter: str) -> ColumnFact:
        """The interpreter is booked for the need; false where a pair rule or their hours forbid it."""
        return self._act(self.acts.bookings.get((need, interpreter)))

    def interpreters_for(self, need: Need) -> list[str]:
        """Interpreters who could be booked for the need."""
        return self._bookable.get(need, [])

    def booked(self, interpreter: str, count: Callable[[Need], int]) -> ActCrowd:
        """Bookings of an interpreter, each need with its weight (0: left out)."""
        mine = [(self.n + k, count(need)) for need, k in self._booked_by.get(interpreter, ())]
        return ActCrowd(*_weighed([(k, weight) for k, weight in mine if weight]))


def _weighed(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Columns and their weights."""
    return np.array([k for k, _ in pairs], np.int64), np.array([w for _, w in pairs], np.int64)
