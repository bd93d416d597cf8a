"""All pairs at once: open just where the judge finds nothing, and barred by rules that the judge names."""

import pytest

from placement.domain.plan import Plan
from placement.domain.review import FindingKind
from placement.domain.stay import Stay
from placement.domain.week import Week
from placement.review.audit import judge
from placement.review.options import choices
from placement.review.pairs import pairs
from placement.review.reasons import Beside, needed_stay
from placement.rules import RULES
from placement.simulation.generate import generate
from tests.agreement import FAMILIES
from tests.random_worlds import tiny


def broken(week: Week, stay: Stay) -> set[str]:
    """What the judge says of the stay alone; activities and contacts are settled later."""
    found = judge(week, Plan(stays=(stay,)), ()).findings
    return {f.code for f in found if f.kind is FindingKind.BREACH and f.code.startswith("H")}


@pytest.mark.parametrize("seed", range(2))
def test_every_pair_is_what_the_judge_says(seed: int) -> None:
    week = Week(generate("S", seed, beds=1.0), RULES)
    found, opened, barred = pairs(week), 0, 0
    for alias in found.households:
        who = week.household[alias]
        for choice in choices(week, who):
            place = choice.place.alias
            row, column = found.households.index(alias), found.places.index(place)
            stays = choice.stays(who)
            is_open = any(not broken(week, stay) for stay in stays)
            assert bool(found.open[row, column]) is is_open
            needed = stays[0] if stays else needed_stay(week, who, choice)
            if is_open:
                opened += 1
                assert found.rules(alias, place) == ()
            elif needed is not None:
                barred += 1
                assert set(found.rules(alias, place)) <= broken(week, needed)
                assert found.rules(alias, place)
    assert opened
    assert barred
    assert sum(found.counts().values()) >= barred


@pytest.mark.parametrize("seed", range(30))
def test_codes_alone_are_those_of_what_is_found_in_full(seed: int) -> None:
    """Also where rules are waived or overridden, which small random weeks are full of."""
    week = Week(tiny(seed, FAMILIES[seed % len(FAMILIES)]), RULES)
    held = Beside(week, Plan())
    for who in week.households:
        for choice in choices(week, who):
            for stay in choice.stays(who):
                assert set(held.codes(stay)) == {finding.code for finding in held.clashes(stay)}
