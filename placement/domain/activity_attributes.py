"""Derived attributes that rules about activities declare."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from placement.domain.childcare import minders
from placement.domain.consent import ConsentAnswer
from placement.domain.language import assessed
from placement.domain.person import LanguageCode, Person
from placement.domain.programme import ActivityConsent
from placement.domain.timetable import NURSED, Busy
from placement.domain.views import Consented

if TYPE_CHECKING:
    from placement.domain.week import Week

T = TypeVar("T")


class ActivityAttributes:
    """A part of `Attributes`."""

    week: "Week"

    def _person_busy(self, person: Person) -> tuple[Busy, ...]:
        """Their appointments; those of a child are its own."""
        return self._busy_of.get(person.alias, ())

    def _person_minds_alone(self, person: Person) -> tuple[tuple[Busy, ...], ...]:
        """For each small child whom nobody else of the household minds: when kindergarten or school has it."""
        mine = (child for child, by in minders(self.week).items() if by == (person.alias,))
        return tuple(sorted(self.nursed(child) for child in mine))

    def nursed(self, child: str) -> tuple[Busy, ...]:
        """Weekly hours at which a kindergarten or school has a child."""
        mine = self._busy_of.get(child, ())
        return tuple(b for b in mine if b.kind in NURSED and b.weekday is not None)

    @cached_property
    def _busy_of(self) -> dict[str, tuple[Busy, ...]]:
        found = _by(self.week.instance.appointments, lambda row: row.person)
        return {
            who: tuple(
                sorted(
                    (Busy(r.kind, r.weekday, r.on, r.start, r.end, r.since, r.until) for r in rows), key=str
                )
            )
            for who, rows in found.items()
        }

    def _person_levels(self, person: Person) -> tuple[tuple[LanguageCode, int], ...]:
        """Languages that somebody assessed, with the level."""
        return self._levels_of.get(person.alias, ())

    @cached_property
    def _levels_of(self) -> dict[str, tuple[tuple[LanguageCode, int], ...]]:
        found = _by(assessed(self.week.instance.language_levels).items(), lambda item: item[0][0])
        return {who: tuple(sorted((code, level) for (_, code), level in rows)) for who, rows in found.items()}

    def _person_activity_consents(self, person: Person) -> tuple[Consented, ...]:
        """The latest answer about each programme and about any; of one day a no counts."""
        latest: dict[str | None, Consented] = {}
        rows = [r for r in self._answers_of.get(person.alias, ()) if r.on <= self.week.as_of]
        for row in sorted(rows, key=lambda r: (r.on, list(ConsentAnswer).index(r.answer))):
            latest[row.programme] = Consented(row.programme, row.answer, row.on, row.until)
        return tuple(latest[k] for k in sorted(latest, key=str))

    @cached_property
    def _answers_of(self) -> dict[str, list[ActivityConsent]]:
        return _by(self.week.instance.activity_consents, lambda row: row.person)

    def _person_care_until(self, person: Person) -> date:
        """Until when they are in our care, as written; an end that has passed ends nothing."""
        household = self.week.household_of[person.alias]
        written = household.expected_until
        leaves = self.week.leaves(household)
        return min(leaves, written) if written and written > self.week.as_of else leaves


def _by(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
