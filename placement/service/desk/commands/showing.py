"""Which places are still possible for a household: what a coordinator lets whoever follows it up know of others."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from placement.domain.desk_rows import ShownPlaces
from placement.domain.fact import Edit
from placement.domain.value import Alias, PlaceAlias
from placement.service.desk.commands.command import CannotDo, Command, removed
from placement.service.desk.commands.lookup import as_of, existing_household, new, unit_of
from placement.service.desk.snapshot import Snapshot

TABLE = "shown_places"
A_WEEK = timedelta(days=7)


class ShowPlaces(Command):
    """These places, the first to be had first, in the place of those before, for a week; none: they are shown no more.

    They are what the coordinator saw, and do not change with others' stays: who asks again learns nothing new.
    """

    name: ClassVar[str] = "show_places"
    household: Alias
    places: Annotated[tuple[PlaceAlias, ...], Field(max_length=1000)]

    def edits(self, facts: Snapshot) -> Iterable[Edit]:
        """The row, and the one before."""
        existing_household(facts, self.household)
        if not all(unit_of(facts, place) for place in self.places):
            raise CannotDo("there is no such place.", todo="Choose one from the list.", code="no_place")
        yield from shown_no_more(facts, self.household)
        if self.places:
            on = as_of(facts)
            row = ShownPlaces(household=self.household, places=self.places, on=on, until=on + A_WEEK)
            yield new(TABLE, row)


def shown_no_more(facts: Snapshot, household: str) -> Iterator[Edit]:
    """What was shown of a household goes: it was about those who were in it then."""
    for key, row in facts.rows(TABLE).items():
        if row["household"] == household:
            yield removed(facts, TABLE, key)
