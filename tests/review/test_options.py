"""The dates of options: no objection that blocks bites them, whatever it forbids and when."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from placement.domain.bites import Dated, bites
from placement.domain.household import Household
from placement.domain.housing import Place
from placement.domain.option import dates_of
from placement.domain.rule import Blocks, Level, Objection
from placement.domain.stay import StayKind
from placement.domain.value import ALWAYS, FOREVER
from placement.domain.week import Week
from placement.review.options import choices
from placement.rules import RULES
from tests.agreement import FAMILIES
from tests.random_worlds import tiny

DATED = (Blocks.START, Blocks.NIGHT)


def drawn(r: Random, week: Week) -> Objection:
    """From and until any date near the as-of date, or always and forever."""
    days = sorted(week.as_of + timedelta(days=r.randint(-10, 60)) for _ in range(2))
    since, until = r.choice([ALWAYS, days[0]]), r.choice([FOREVER, days[1]])
    blocks = r.choice(DATED)
    after = r.choice([0, 0, 1, 7, 40]) if blocks is Blocks.NIGHT else 0
    return Objection(Level.HARD, "drawn", since=since, until=until, blocks=blocks, after=after)


def bitten(week: Week, against: list[Objection], start: date, until: date) -> bool:
    return any(bites(o, Dated(start, until, StayKind.NEW), week.as_of) for o in against)


def night_by_night(week: Week, household: Household, place: Place, against: list[Objection]) -> set[date]:
    """The first date on which one can begin, from each on which it could if nothing were said."""
    one, found = timedelta(days=1), set()
    for start in {start for start, _ in dates_of(week, household, place, [])}:
        while start < week.horizon and bitten(week, against, start, start + one):
            start += one  # noqa: PLW2901 - the next day
        found.add(start)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_forbids_a_start_or_a_night_bites_what_is_found(seed: int) -> None:
    r, week, tried = Random(seed), Week(tiny(seed), RULES), 0
    for household in week.households:
        for place in week.places:
            against = [drawn(r, week) for _ in range(r.randint(0, 4))]
            spans = dates_of(week, household, place, against)
            assert not any(bitten(week, against, *span) for span in spans)
            assert {start for start, _ in spans} <= night_by_night(week, household, place, against)
            tried += len(spans)
    assert tried


def test_options_are_the_dates_that_nothing_bites() -> None:
    """Also beside what is left of an objection outside an override, and moves that nobody agreed to."""
    seen = Counter[str]()
    for seed in range(2 * len(FAMILIES)):
        week = Week(tiny(seed, FAMILIES[seed % len(FAMILIES)]), RULES)
        for household in week.households:
            for choice in choices(week, household):
                against = [said.objection for said in choice.blocking]
                dates = dates_of(week, household, choice.place, against)
                stays = [Dated(start, until, choice.kind) for start, until in dates]
                good = [s for s in stays if not any(bites(o, s, week.as_of) for o in against)]
                assert list(choice.spans) == [(s.start, s.until) for s in good]
                seen.update(o.blocks.value for o in against if good)
    assert seen.keys() == {"start", "night", "move"}
