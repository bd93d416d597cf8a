"""Options of all places at once are those that each place alone has."""

from datetime import timedelta

import numpy as np
import pytest

from placement.domain.bites import Dated, bites
from placement.domain.household import Household
from placement.domain.housing import Closure
from placement.domain.option import dates_of, forbids_every_start, is_open_to, kind_of
from placement.domain.stay import StayKind
from placement.domain.week import Week
from placement.rules import RULES
from placement.simulation.generate import generate
from placement.solver.against import Against
from placement.solver.spans import Housing
from tests.random_worlds import SPICES, tiny

FAMILIES = sorted({*SPICES, "mixed"})


def place_by_place(week: Week, household: Household) -> list[tuple[int, int, int, int, bool]]:
    """Place, start, end, number of waived rules and whether it is a proposal, as `domain/option.py` says."""
    found = []
    said = Against(week).said(household, np.arange(len(week.places)))
    for n, place in enumerate(week.places):
        blocking = [o for _, o in said[n] if not o.waived]
        if not is_open_to(week, household, place) or any(map(forbids_every_start, blocking)):
            continue
        kind = kind_of(week, household, place)
        for start, until in dates_of(week, household, place, blocking):
            stay = Dated(start, until, kind)
            if not any(bites(o, stay, week.as_of) for o in blocking):
                waived = {week.rules[k].code for k, o in said[n] if o.waived and bites(o, stay, week.as_of)}
                found.append(
                    (n, start.toordinal(), until.toordinal(), len(waived), kind is StayKind.PROPOSAL)
                )
    return sorted(found)


def all_at_once(week: Week, household: Household) -> list[tuple[int, int, int, int, bool]]:
    spans = Housing(week, Against(week)).spans(household)
    return list(zip(*(column.tolist() for column in spans), strict=True))


@pytest.mark.parametrize("family", FAMILIES)
def test_drawn_weeks(family):
    for seed in range(12):
        week = Week(tiny(seed, family), RULES)
        for household in week.households:
            assert all_at_once(week, household) == place_by_place(week, household)


@pytest.mark.parametrize("beds", [1.0, 1.4])
@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_weeks(seed, beds):
    instance = generate("M", seed, beds=beds)
    # closures cut stays, and let others begin
    closures = tuple(
        Closure(
            unit=unit.alias,
            since=instance.as_of + timedelta(days=30 + n),
            until=instance.as_of + timedelta(days=50),
        )
        for n, unit in enumerate(instance.units[::3])
    )
    week, several = Week(instance.but(closures=(*instance.closures, *closures)), RULES), 0
    for household in week.households:
        found = all_at_once(week, household)
        assert found == place_by_place(week, household)
        several += len({place for place, *_ in found}) > 1
    assert several > 5
